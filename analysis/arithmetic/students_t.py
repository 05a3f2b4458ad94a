"""Student's t and the normal distribution: SciPy's compiled functions without the package around them.

`import scipy.special` runs code that prepares its functions for other array libraries and takes twice as
long as a figure. The modules in the package need none of it, so it waits until somebody asks for a name of
the package itself, as that of lazily loaded packages does (SPEC 1 of Scientific Python). The functions are
the same objects either way.
"""

import sys
from functools import cache
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

PACKAGE = "scipy.special"
COMPILED = f"{PACKAGE}._ufuncs"  # the module whose functions the package passes on
NEEDED = ("stdtr", "stdtrit", "ndtri")


def t_cdf(freedom: float, values: Floats | float) -> Floats:
    """How likely Student's t on so many degrees of freedom is at most each value."""
    return np.asarray(_functions().stdtr(freedom, values), dtype=np.float64)


def t_inverse(freedom: float, probability: float) -> float:
    """The value that Student's t on so many degrees of freedom exceeds with 1 - probability."""
    return float(_functions().stdtrit(freedom, probability))


def normal_inverse(probability: float) -> float:
    """The value that a standard normal variable exceeds with 1 - probability."""
    return float(_functions().ndtri(probability))


@cache
def _functions() -> ModuleType:
    """Return the module that has the functions: the compiled one, in a SciPy without it the package."""
    if PACKAGE not in sys.modules:
        defer(PACKAGE)
    try:
        found = import_module(COMPILED)
    except ImportError:
        return import_module(PACKAGE)
    return found if all(hasattr(found, name) for name in NEEDED) else import_module(PACKAGE)


def defer(name: str) -> None:
    """Make a package importable whose own code runs when one of its names is first asked for."""
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"there is no package {name}", name=name)
    spec.loader = Later(spec.loader)
    package = sys.modules.setdefault(name, module_from_spec(spec))
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, package)


class Later(Loader):
    """Loads a package in two steps: the module at once, its code when it is needed."""

    def __init__(self, loader: Loader) -> None:
        self.loader, self.lock, self.has_begun = loader, RLock(), False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the package, still without what its code defines."""
        return Deferred(spec.name, self)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""

    def run(self, package: ModuleType) -> None:
        """Run the code of the package, once; a second thread waits until it has run."""
        with self.lock:
            if not self.has_begun:
                self.has_begun = True  # the code itself may ask for names that it has not made
                self.loader.exec_module(package)


class Deferred(ModuleType):
    """A package whose own code has perhaps not run yet."""

    def __init__(self, name: str, later: Later) -> None:
        super().__init__(name)
        self._later = later

    def __getattr__(self, name: str) -> Any:
        """Return what the package calls `name`, a name that is not there until its code has run."""
        if name.startswith("__") and name != "__all__":  # what tools look for in every module
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self._later.run(self)
        return super().__getattribute__(name)
