"""What may not be in the repository: hosts of registries, paths of a machine, addresses, secrets."""

import re
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT_SUFFIXES = {
    ".py",
    ".toml",
    ".md",
    ".json",
    ".xml",
    ".html",
    ".txt",
    ".lock",
    ".yml",
    ".yaml",
    ".rss",
    ".csv",
    "",
}
HOSTS = re.compile(r"py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|deb\.deb" + r"ian")
MACHINE_PATHS = re.compile(r"(^|[^A-Za-z0-9.])/(wo" + r"rk|ro" + r"ot|fa" + r"rm)/")
ADDRESS = re.compile(r"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}\b")
INVENTED_ADDRESS = re.compile(r"@([a-z0-9-]+\.)*(example|invalid|test)(\.(com|org|net|de))?$", re.IGNORECASE)
PIN = r"[a-z0-9._-]+(?:\[[a-z0-9,]+\])?"
SECRET = re.compile(r"(?i)(api[_-]?key|secret|password)\s*=\s*['\"][A-Za-z0-9/+]{16,}['\"]")


def tracked() -> list[Path]:
    """Return the text files that git tracks, or every one outside hidden folders where there is no git."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() or [
        path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if ".venv" not in path.parts
    ]
    return [ROOT / name for name in names if Path(name).suffix in TEXT_SUFFIXES and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in tracked()
    }


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("host of a registry", HOSTS), ("path of a machine", MACHINE_PATHS), ("secret", SECRET)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_file_holds_a(what, pattern, texts):
    found = [f"{name}: {match.group()}" for name, text in texts.items() if (match := pattern.search(text))]

    assert not found, f"{what} in {found[:5]}"


def test_every_address_is_invented(texts):
    found = [
        f"{name}: {address}"
        for name, text in texts.items()
        for address in ADDRESS.findall(text)
        if not INVENTED_ADDRESS.search(address)
    ]

    assert not found, found[:5]


def test_a_pin_carries_the_extras_that_others_ask_for(texts):
    """Otherwise an older pip takes the newest release for the extra and then misses its hash."""
    asked = {
        f"{name.lower().replace('_', '-')}[{extra}]"
        for package in metadata.distributions()
        for line in package.requires or ()
        if "extra ==" not in line
        for name, extra in re.findall(r"^([A-Za-z0-9._-]+)\[([a-z0-9,]+)\]", line)
    }
    pinned = set(re.findall(rf"^({PIN})==", texts["requirements-dev.lock"], re.MULTILINE))

    assert asked
    assert asked <= pinned


def test_requirements_are_locked_by_hash(texts):
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.findall(rf"^({PIN})==", texts[name], re.MULTILINE)
        blocks = re.split(rf"^(?={PIN}==)", texts[name], flags=re.MULTILINE)[1:]

        assert pins
        assert all("--hash=sha256:" in block for block in blocks)
        assert "http" not in re.sub(rf"^{PIN}==.*$|^ +--hash.*$", "", texts[name], flags=re.MULTILINE)


def test_both_locks_pin_the_same_versions(texts):
    pins = [
        set(re.findall(rf"^({PIN}==[^ \\]+)", texts[name], re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]

    assert pins[0] < pins[1]
