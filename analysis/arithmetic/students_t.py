"""Student's t and the normal distribution: SciPy's compiled functions without the package around them.

`import scipy.special` runs code that prepares its functions for other array libraries: 0.31 s of processor
time beyond NumPy's (SciPy 1.17), as much as `import pandas`, and a whole figure may take no more than that
(`python3 dev.py bench start`). The compiled modules in the package need none of it and take 0.07 s, so they
are loaded under a stand-in for the package, which is gone when they are loaded. Whoever imports
`scipy.special` afterwards gets the package itself, whole, and in it the same modules and functions.

A series of our own would change the last digits of every interval, which receipts give again.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from threading import Event, Lock, get_ident
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

PACKAGE = "scipy.special"
COMPILED = f"{PACKAGE}._ufuncs"  # the module whose functions the package passes on
NEEDED = ("stdtr", "stdtrit", "ndtri")
_loading = Lock()


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
    with _loading:
        if PACKAGE not in sys.modules:
            load_alone()
    try:
        found = import_module(COMPILED)
    except ImportError:
        return import_module(PACKAGE)
    return found if all(hasattr(found, name) for name in NEEDED) else import_module(PACKAGE)


def load_alone() -> None:
    """Load the compiled module without the code of its package, where that can be done."""
    spec = find_spec(PACKAGE)
    if spec is None:
        raise ModuleNotFoundError(f"there is no package {PACKAGE}", name=PACKAGE)
    package = StandIn(PACKAGE)
    package.__spec__, package.__path__ = spec, list(spec.submodule_search_locations or ())
    if sys.modules.setdefault(PACKAGE, package) is not package:
        return  # another thread has begun to import the package itself
    try:
        with suppress(ImportError):
            import_module(COMPILED)
    finally:
        modules = {name: one for name, one in vars(package).items() if isinstance(one, ModuleType)}
        sys.meta_path.insert(0, PackageFinder(modules))
        if sys.modules.get(PACKAGE) is package:
            del sys.modules[PACKAGE]
        package.is_over.set()


class StandIn(ModuleType):
    """Stands for the package while its compiled modules are loaded.

    A thread that imports the package in that moment keeps this one; it passes on what the package has.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.thread, self.is_over = get_ident(), Event()

    def __getattr__(self, name: str) -> Any:
        """Return what the package calls `name`, once it can be imported."""
        if get_ident() == self.thread and not self.is_over.is_set():
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if name.startswith("_") and name != "__all__":  # modules in it, which are then imported one by one
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self.is_over.wait()
        return getattr(import_module(PACKAGE), name)


class PackageFinder(MetaPathFinder):
    """Finds the package where all others find it, and has the modules bound in it that are loaded already."""

    def __init__(self, modules: Mapping[str, ModuleType]) -> None:
        self.modules = modules

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of the package, None for any other."""
        if name != PACKAGE:
            return None
        others = (one for one in sys.meta_path if not isinstance(one, PackageFinder))
        spec = next(filter(None, (one.find_spec(name, path, target) for one in others)), None)
        if spec and spec.loader:
            spec.loader = Binding(spec.loader, self.modules)
        return spec


class Binding(Loader):
    """Loads a package with modules already in it: an import binds each only when it loads it."""

    def __init__(self, loader: Loader, modules: Mapping[str, ModuleType]) -> None:
        self.loader, self.modules = loader, modules

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Return what the package's own loader makes."""
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of the package, and leave it to its own loader."""
        vars(module).update(self.modules, __loader__=self.loader)
        if module.__spec__:
            module.__spec__.loader = self.loader
        self.loader.exec_module(module)

    def __getattr__(self, name: str) -> Any:
        """Return what else the package's own loader has: its source, its files."""
        if name == "loader":
            raise AttributeError(name)
        return getattr(self.loader, name)
