"""How imports are written for the wheel: which forms change, which are refused; nothing else does."""

import ast

import pytest

from data.paths import ROOT

pytest.importorskip("hatchling", reason="the build hook is a plug-in of hatchling")
from hatch_build import FILES, OURS, ROOMS, UnrewritableImport, rewritten

PLACES = sorted(path for room in (*ROOMS, "skillgauge") for path in (ROOT / room).rglob("*.py"))
PLACES += [ROOT / name for name in FILES]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("from data.paths import ROOT", "from skillgauge.data.paths import ROOT"),
        ("from analysis import kinds", "from skillgauge.analysis import kinds"),
        ("from cli import main", "from skillgauge.cli import main"),
        ("import nlp.reader as reading", "import skillgauge.nlp.reader as reading"),
        ("import os, data.paths as p, sys", "import os, skillgauge.data.paths as p, sys"),
        ("def f():\n\tfrom  nlp.a  import x", "def f():\n\tfrom  skillgauge.nlp.a  import x"),
        ("s = 'é'; from data.a import b", "s = 'é'; from skillgauge.data.a import b"),
        (
            "from nlp.a import b; from data import c",
            "from skillgauge.nlp.a import b; from skillgauge.data import c",
        ),
        ("x = 1\r\nfrom nlp.a import (\r\n  b,\r\n)", "x = 1\r\nfrom skillgauge.nlp.a import (\r\n  b,\r\n)"),
        ("from \\\n  data.a import b", "from \\\n  skillgauge.data.a import b"),
        ("\ufeffimport nlp.a as b", "\ufeffimport skillgauge.nlp.a as b"),
        ("if TYPE_CHECKING:\n  from data.a import B", "if TYPE_CHECKING:\n  from skillgauge.data.a import B"),
    ],
    ids=[
        "from a module",
        "from a package",
        "from a file",
        "with a name of its own",
        "among others",
        "in a function",
        "after wide characters",
        "two on a line",
        "over lines of Windows",
        "on the next line",
        "after the mark of Windows",
        "for type checkers",
    ],
)
def test_an_import_of_ours_is_found_under_the_one_name(written, becomes):
    assert rewritten(written.encode(), "x.py").decode() == becomes


@pytest.mark.parametrize(
    "source",
    [
        "from database.x import y\nimport nlpaug as n\nimport datasets, clize, application",
        "from . import paths\nfrom .store import reader\nfrom ..data import paths",
        "import skillgauge\nfrom skillgauge.data import paths",
        '"""Write from data.a import b."""\n# from data.a import b\nx = "from nlp.reader import y"',
        "nlp = 1\ndata = nlp.reader\nimport pandas as data",
        "import_module(module_name('nlp.a'))\nimport_module(f'{kinds.__name__}.x')\nfind_spec('spacy')",
        "run(['-m', 'streamlit', 'run'])\nx = ['-m']",
    ],
    ids=["other names", "relative", "the one name", "texts", "variables", "other calls", "other programs"],
)
def test_everything_else_stays_as_it_is(source):
    assert rewritten(source.encode(), "x.py").decode() == source


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("x = 1\nimport nlp.reader", r"nlp/x.py:2: `import nlp.reader` binds 'nlp'"),
        ("import data", r"binds 'data'"),
        ("import os, cli", r"binds 'cli'"),
        ("import_module('nlp.reader')", r"names 'nlp.reader' in a string; use data.paths.module_name"),
        ("importlib.import_module(f'scraper.sources.{name}')", r"names 'scraper.sources.' in a string"),
        ("__import__('data')", r"names 'data' in a string"),
        ("run([sys.executable, '-m', 'cli', *rest])", r"names 'cli' in a string"),
        ("run(sys.executable, '-m', 'cli')", r"names 'cli' in a string"),
        ("import_module(name='nlp.reader')", r"names 'nlp.reader' in a string"),
        ("import_module('.reader', package='nlp')", r"names 'nlp' in a string"),
        ("import_module('nlp.' + name)", r"names 'nlp.' in a string"),
        ("import_module('nlp.{}'.format(name))", r"names 'nlp.{}' in a string"),
        ("# coding: latin-1\nfrom nlp.a import b", r"nlp/x.py is written in iso-8859-1; write it in UTF-8"),
    ],
    ids=[
        *("module", "package", "among others", "by name", "by part of a name", "built-in", "as a program"),
        *("as words", "by keyword", "by package", "by a sum", "by a form", "in another encoding"),
    ],
)
def test_what_a_wheel_would_not_find_is_refused_with_its_place(source, why):
    with pytest.raises(UnrewritableImport, match=why):
        rewritten(source.encode(), "nlp/x.py")


def imports(source):
    """Yield the modules that absolute imports name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("room", [*ROOMS, "skillgauge", "."])
def test_every_file_names_nothing_at_the_top_level_and_is_else_the_same(room):
    for path in PLACES:
        if path.relative_to(ROOT).parts[0] == room or (room == "." and path.parent == ROOT):
            source = path.read_bytes()
            written = rewritten(source, path.name)

            assert not {name.partition(".")[0] for name in imports(written)} & OURS, path
            assert written.replace(b"skillgauge.", b"") == source.replace(b"skillgauge.", b""), path


def test_the_hook_knows_every_package_of_the_checkout():
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert found - {"benchmarks", "skillgauge", "tests"} == set(ROOMS)
