"""Student's t without SciPy's package around it: the same numbers, and the package stays whole for others."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import special

from analysis.arithmetic.students_t import normal_inverse, t_cdf, t_inverse

FREEDOMS = [*np.geomspace(1, 1e6, 300).tolist(), *range(1, 40)]
FIRST = """
import sys, threading
from analysis.arithmetic.students_t import t_inverse
found = t_inverse(11.5, 0.975)
assert not {"numpy.f2py", "numpy.testing", "scipy.special._basic"} & set(sys.modules)
"""
THEN = {
    "names": "from scipy.special import comb, stdtrit; assert comb(5, 2) == 10; again = stdtrit(11.5, 0.975)",
    "several threads at once": """
import scipy.special
names, seen = ("comb", "gamma", "logsumexp", "stdtrit"), []
threads = [threading.Thread(target=lambda n=n: seen.append(getattr(scipy.special, n))) for n in 3 * names]
[one.start() for one in threads]; [one.join() for one in threads]
assert len(seen) == 12; again = scipy.special.stdtrit(11.5, 0.975)""",
    "its modules and settings": """
import scipy.special
with scipy.special.errstate(all="raise"):
    again = scipy.special._ufuncs.stdtrit(11.5, 0.975)""",
    "whoever looks around": """
import importlib.resources, inspect, scipy.special
assert "gamma" in dir(scipy.special) and "gamma" in vars(scipy.special) and scipy.special.__doc__
assert inspect.getsource(scipy.special) and list(importlib.resources.files(scipy.special).iterdir())
assert type(scipy.special.__loader__).__name__ == "SourceFileLoader"
scipy.special.gamma = again = found
assert scipy.special.comb(5, 2) == 10; again = scipy.special.gamma
importlib.reload(scipy.special); assert scipy.special.gamma(4) == 6""",
    "a module of it beside the package": """
class Slow:
    def find_spec(self, name, path, target=None):
        if name == "scipy.special._basic" and threading.current_thread() is beside:
            begun.set(); import time; time.sleep(0.2)
begun = threading.Event()
beside = threading.Thread(target=__import__, args=["scipy.special._basic"], daemon=True)
sys.meta_path.insert(0, Slow())
beside.start(); begun.wait(9)
import scipy.special
again = scipy.special.stdtrit(11.5, 0.975); beside.join(9)
assert not beside.is_alive()""",
    "a name that it has not": """
import scipy.special
try:
    scipy.special.nothing
except AttributeError as error:
    again = found if "no attribute 'nothing'" in str(error) else None""",
}


def test_the_functions_are_those_of_scipy_to_the_last_digit():
    for freedom in FREEDOMS:
        for probability in (0.6, 0.8, 0.975, 0.9995):
            assert t_inverse(freedom, probability) == special.stdtrit(freedom, probability)
        values = np.linspace(-9, 9, 31)
        assert t_cdf(freedom, values).tolist() == special.stdtr(freedom, values).tolist()
    assert normal_inverse(0.975) == special.ndtri(0.975) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize("then", THEN.values(), ids=THEN)
def test_scipys_package_is_whole_for_whoever_imports_it_afterwards(then):
    done = subprocess.run(
        [sys.executable, "-c", f"{FIRST}{then}\nassert again == found, again"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
