"""How this program starts another Python: with our modules on its path, without those of a user's folder."""

import os
import sys

from data.paths import ROOT, module_name


def python_module(name: str) -> list[str]:
    """Return the start of a command line that runs a module; the folder it is started in is not searched."""
    return [sys.executable, "-P", "-m", name]


def own_module(name: str) -> list[str]:
    """Return the start of a command line that runs a module of ours, such as "nlp.process"."""
    return python_module(module_name(name))


def own_environment() -> dict[str, str]:
    """Return this process's environment, in which such a command line finds our modules.

    An installed package is on the path already; a checkout may be used without being installed.
    """
    found = {**os.environ, "PYTHONSAFEPATH": "1"}
    if module_name("") == "":
        found["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return found
