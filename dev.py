"""Sets up and runs Skillgauge with Python alone.

Makes `.venv`, installs the hash-locked requirements (with uv where it is there, else pip) and the project
itself, then runs what was asked. The standard library only; it may touch `.venv` and nothing else.

    python3 dev.py dashboard          open the dashboard
    python3 dev.py test [ARGS]        run the tests (ARGS go to pytest)
    python3 dev.py lint               ruff and mypy
    python3 dev.py bench NAME         measure speed: extract, analysis, dashboard, start
    python3 dev.py prove [NAME]       run a long check; without a name, say which there are
    python3 dev.py compile [--remove] compile the reader, about a quarter faster, or go back to plain Python
    python3 dev.py train [--evaluate] train the finder of names again, or prove it
    python3 dev.py golden             read the saved pages again and write what the tests expect of them
    python3 dev.py commands           write again what shells complete from: data/commands.json
    python3 dev.py screenshots        take the README's pictures again
    python3 dev.py lock               resolve the locked requirements again (needs uv)
    python3 dev.py COMMAND [ARGS]     any skillgauge command: scrape, import, figure, ...
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "skillgauge.stamp"
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
COMMAND = ["-P", "-m", "skillgauge"]  # without -P, files where the user stands would be imported
MODULES = {
    "compile": "benchmarks.compiled_reader",
    "train": "nlp.trained.train",
    "golden": "tests.golden",
    "commands": "tests.command_table",
    "screenshots": "benchmarks.screenshots",
}
DEV_COMMANDS = ("test", "lint", "bench", "prove", *MODULES)
TEST_OPTIONS = [
    "-n",
    "2",
    "--dist",
    "loadgroup",
    "--no-loadscope-reorder",
]  # in the order of tests/conftest.py


def fail(message: str) -> None:
    """Say in one line what is wrong and what to do, and end with 2."""
    print(f"dev.py: {message}", file=sys.stderr)
    raise SystemExit(2)


def check_python() -> None:
    """End with a sentence where this Python cannot run the project."""
    version = sys.version_info[:2]
    if version < OLDEST or version > NEWEST:
        have, want = ".".join(map(str, version)), " to ".join(".".join(map(str, v)) for v in (OLDEST, NEWEST))
        fail(f"this is Python {have}, Skillgauge needs {want}; call dev.py with such a Python")


def wanted_stamp(lock: str) -> str:
    """Return the line that says which Python, place and requirements an environment was made for."""
    content = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        content.update((ROOT / name).read_bytes())
    return f"{lock} {content.hexdigest()} {sys.version_info[0]}.{sys.version_info[1]} {ROOT}"


def stamps() -> list[str]:
    """Return the stamps of the environment that is there, none if it is unusable."""
    if not (PYTHON.exists() and STAMP.exists()):
        return []
    return STAMP.read_text(encoding="utf-8").splitlines()


def run_quietly(command: list[str], step: str) -> None:
    """Run one step of the set-up; end with its own last words where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        errors = [line for line in lines if "error" in line.lower()] or lines[-1:] or ["no message"]
        hint = "; is there a network connection?" if looks_offline(" ".join(lines)) else ""
        fail(f"could not {step}: {errors[-1][:300]}{hint}")


def looks_offline(output: str) -> bool:
    """Tell whether an installer's output reads like a missing network."""
    signs = (
        "resolution",
        "connection",
        "network",
        "dns",
        "unreachable",
        "no matching distribution",
        "timed out",
    )
    return any(sign in output.lower() for sign in signs)


def make_environment() -> None:
    """Make an empty `.venv`; end with the Debian package's name where the venv module is missing."""
    uv = shutil.which("uv")
    if uv:
        run_quietly([uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)], "make .venv")
        return
    try:
        import ensurepip  # noqa: F401, PLC0415 - only its presence matters; Debian splits it off
        import venv  # noqa: F401, PLC0415
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        fail(f"Python's venv module is missing; on Debian or Ubuntu: sudo apt install {package}")
    run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "make .venv")


def install(lock: str) -> None:
    """Install what `lock` names, checked by hash, and the project itself in place."""
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "-q", "--python", str(PYTHON)] if uv else [
        str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input",
    ]  # laid out as a table  # fmt: skip
    run_quietly([*pip, "--require-hashes", "-r", lock], "install the requirements")
    run_quietly([*pip, "--no-deps", "--no-build-isolation", "-e", "."], "install the project")


def set_up(lock: str) -> None:
    """Bring `.venv` to what `lock` asks for; nothing to do takes milliseconds."""
    have, want = stamps(), wanted_stamp(lock)
    if want in have or (lock == RUN_LOCK and wanted_stamp(DEV_LOCK) in have):
        return
    print("Setting up .venv (once; a minute or two) ...", file=sys.stderr, flush=True)
    if any(stamp.startswith(DEV_LOCK) for stamp in have):  # once made for developing, it stays so
        lock, want = DEV_LOCK, wanted_stamp(DEV_LOCK)
    if not have:
        make_environment()
    STAMP.unlink(missing_ok=True)
    install(lock)
    STAMP.write_text(want + "\n", encoding="utf-8")


def run(commands: list[list[str]]) -> int:
    """Run each command in the environment; return the first code that is not 0."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(VENV),
    }
    environment.pop("PYTHONHOME", None)
    for command in commands:
        try:
            code = subprocess.run(
                [str(PYTHON), *command], cwd=working_directory(command), env=environment, check=False
            ).returncode
        except KeyboardInterrupt:
            return 130
        if code:
            return code
    return 0


def working_directory(command: list[str]) -> Path:
    """Return where to run: skillgauge commands where the user stands, tools in the project."""
    return Path.cwd() if command[:3] == COMMAND else ROOT


def plan(name: str, arguments: list[str]) -> list[list[str]]:
    """Return the Python command lines that `dev.py NAME ARGUMENTS` stands for."""
    if name == "test":
        return [["-m", "pytest", *(arguments or TEST_OPTIONS)]]
    if name == "lint":
        return [["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"]]
    if name in ("bench", "prove"):
        folder = "benchmarks" if name == "bench" else "tests.prove"
        return [["-m", f"{folder}.{arguments[0]}", *arguments[1:]]]
    if name in MODULES:
        return [["-m", MODULES[name], *arguments]]
    return [[*COMMAND, name, *arguments]]


def warn_of_old_build() -> None:
    """Say on stderr where the reader was compiled from another source than what is there now."""
    built = [path for path in (ROOT / "nlp").rglob("*") if path.suffix in (".so", ".pyd")]
    newest = max((path.stat().st_mtime for path in (ROOT / "nlp").rglob("*.py")), default=0)
    if built and min(path.stat().st_mtime for path in built) < newest:
        print(
            "dev.py: the compiled reader is older than nlp/ and is used all the same; "
            "`python3 dev.py compile` makes it again, with --remove it goes back to plain Python",
            file=sys.stderr,
        )


def proofs() -> dict[str, str]:
    """Return the first line of the docstring of each long check: a file in tests/prove with a `main`."""
    found = {}
    for path in sorted((ROOT / "tests" / "prove").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def resolve_locks() -> None:
    """Write both requirement files again: the same pins for running and for developing, no host names."""
    uv = shutil.which("uv")
    if not uv:
        fail("`lock` needs uv; install it and try again")
    options = ["pip", "compile", "-q", "--upgrade", "--universal", "--python-version", "3.11"]
    # pip before 23.3 looks for `name[extra]` apart from `name`, so a pin must carry its extras
    options += ["--generate-hashes", "--no-strip-extras", "--no-header", "--no-annotate", "pyproject.toml"]
    run_quietly([uv, *options, "--all-extras", "-o", DEV_LOCK], "resolve the requirements")
    run_quietly(
        [uv, *options, "--extra", "all", "--extra", "build", "-c", DEV_LOCK, "-o", RUN_LOCK],
        "resolve the requirements",
    )


def main(arguments: list[str]) -> int:
    """Set up what the command needs, run it, return its exit code."""
    check_python()
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    if name == "bench" and not rest:
        fail("name a benchmark: extract, analysis, dashboard or start")
    if name == "prove" and not rest:
        print("\n".join(f"{proof:12} {line}" for proof, line in proofs().items()))
        return 0
    if name == "prove" and rest[0] not in proofs():
        fail(f"name a long check: {', '.join(proofs())}")
    if name == "lock":
        resolve_locks()
        return 0
    set_up(DEV_LOCK if name in DEV_COMMANDS else RUN_LOCK)
    if name != "compile":
        warn_of_old_build()
    return run(plan(name, rest))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
