"""Compile the reader with mypyc, or go back to plain Python, which is the default.

    python3 dev.py compile
    python3 dev.py compile --remove

The same source becomes extension modules beside it, which Python imports in its place; readings stay what
they are (`python3 dev.py prove compiled`). They fit one Python on one machine and are neither committed nor
packaged. After a change in nlp/ they are out of date until they are made again.
"""

import argparse
import io
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from data.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]
COMPILED = ("reader.py", "text", "names", "lists", "levels", "facts")  # what reads each posting
LEFT_OUT = {
    "catalogue": "runs once, at the start",
    "component.py": "spaCy calls it and looks into its signatures",
    "name_component.py": "spaCy calls it and looks into its signatures",
    "factory.py": "spaCy looks into its signatures",
    "pipeline.py": "waits for spaCy",
    "doc_files.py": "waits for spaCy",
    "saved_catalogue.py": "reads and writes files",
    "process.py": "is started as a program",
    "place_table.py": "makes a file on demand",
    "rule_check.py": "runs when the catalogue is checked",
    "tool_lines.py": "a few lines for the finder",
    "finder": "waits for spaCy; makes proposals, no readings",
    "discovery": "counts what was read",
    "scoring": "compares what was read",
    "trained": "trains the finder",
}
SUFFIXES = (".so", ".pyd")


def sources(root: Path) -> list[str]:
    """Return the files to compile, relative to the checkout."""
    places = [root / "nlp" / name for name in COMPILED]
    found = [path for place in places for path in ([place] if place.suffix else sorted(place.glob("*.py")))]
    return [path.relative_to(root).as_posix() for path in found if path.name != "__init__.py"]


def products(root: Path) -> list[Path]:
    """Return the compiled files of a checkout: one for each module, and the one that they share."""
    modules = (path for path in (root / "nlp").rglob("*") if path.suffix in SUFFIXES)
    return sorted([*modules, *(path for path in root.glob("*__mypyc.*") if path.suffix in SUFFIXES)])


def remove(root: Path) -> int:
    """Remove the compiled files; return how many there were."""
    found = products(root)
    for path in found:
        path.unlink()
    return len(found)


def check_compiler() -> None:
    """Raise UsageError with the Debian package that is missing: a C compiler, or Python's headers."""
    names = ((sysconfig.get_config_var("CC") or "cc").split()[0], "cc", "gcc", "clang", "cl")
    if not any(map(shutil.which, names)):
        raise UsageError("there is no C compiler; on Debian or Ubuntu: sudo apt install gcc")
    if not Path(sysconfig.get_paths()["include"], "Python.h").exists():
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-dev"
        raise UsageError(f"Python's headers are missing; on Debian or Ubuntu: sudo apt install {package}")


def compile_reader(root: Path) -> int:
    """Compile the reader of a checkout, in its place; return the number of modules.

    Raises UsageError where no compiler is there. Changes the working directory to `root` while it runs.
    """
    check_compiler()
    remove(root)
    files = sources(root)
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(root)  # mypyc takes names of modules from where it runs
        try:
            build(files, folder)
        finally:
            os.chdir(before)
    return len(files)


def build(files: Sequence[str], folder: str) -> None:
    """Turn files into extension modules beside them; what is made on the way goes into `folder`."""
    from mypyc.build import mypycify  # noqa: PLC0415 - for developing only
    from setuptools import Distribution  # noqa: PLC0415

    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            extensions = mypycify([*files], target_dir=folder, group_name="skillgauge_reader")
            command = Distribution({"name": "reader", "ext_modules": extensions}).get_command_obj("build_ext")
            command.inplace, command.build_temp, command.build_lib = True, folder, f"{folder}/lib"
            command.ensure_finalized()
            command.run()
    except BaseException:
        print(said.getvalue(), file=sys.stderr)
        raise


def form_in_use() -> str:
    """Return which form of the reader this process runs: "compiled" or "plain Python"."""
    from nlp import reader  # noqa: PLC0415 - Windows removes no file that is in use

    return "compiled" if Path(reader.__file__).suffix in SUFFIXES else "plain Python"


def main(argv: Sequence[str] | None = None) -> int:
    """Compile, or remove what was compiled."""
    options = argparse.ArgumentParser(prog="dev.py compile", description=__doc__.split("\n")[0])
    options.add_argument("--remove", action="store_true", help="go back to plain Python")
    options.add_argument("--root", type=Path, default=ROOT, help="the checkout; this one")
    asked = options.parse_args(argv)
    root = asked.root.resolve()
    if asked.remove:
        print(f"{remove(root)} compiled files removed; the reader is plain Python")
        return 0
    try:
        print(f"{compile_reader(root)} modules compiled; `python3 dev.py compile --remove` goes back")
    except UsageError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
