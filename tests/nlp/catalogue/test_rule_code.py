"""What counts as a change of the rules that read postings, and what does not."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.catalogue.reader_digest import rules_digest
from data.errors import UsageError
from data.paths import DATA
from nlp.catalogue.rule_code import NOT_FOLLOWED, NOT_TABLES, RuleCode

ROOT = DATA.parent
TREE = {
    "nlp/reader.py": '''
        """Reads."""
        import re
        from data.records import LEVELS, Level
        from nlp import cues
        from nlp.words import WORDS as LISTED

        def read(text: str) -> Level:
            """Return the level."""
            if not text:
                raise ValueError(f"nothing in {text!r}")
            return LEVELS[cues.find(text, LISTED)]
        ''',
    "nlp/cues.py": """
        from data import paths
        from data.titles import without_homonyms

        RULES = paths.DATA / "rules.toml"
        PLUS = 1  # index of a level

        def find(text: str, words: tuple[str, ...]) -> int:
            # a plus is no requirement
            return PLUS if any(word in without_homonyms(text) for word in words) else 0
        """,
    "nlp/words.py": """
        WORDS = ("would be great", "a plus")
        """,
    "nlp/scoring.py": """
        from nlp.reader import read

        PASS = 0.9
        """,
    "data/records.py": '''
        """Records."""
        from typing import Literal

        Level = Literal["required", "preferred"]
        LEVELS = ("required", "preferred")
        SIZES = ("small", "large")
        ''',
    "data/titles.py": """
        import re
        MILLILITRES = re.compile(r"\\\\d ml")
        RANKS = ("junior", "senior")

        def without_homonyms(title: str) -> str:
            return MILLILITRES.sub(" ", title)

        def rank(title: str) -> int:
            return RANKS.index(title)
        """,
    "data/paths.py": """
        from pathlib import Path
        DATA = Path(__file__).parent
        """,
    "data/rules.toml": """
        # of every role
        [strong]
        engineer = ["engineer"]
        """,
    "data/skills.toml": """
        [[skill]]
        """,
}


@pytest.fixture
def digest(tmp_path):
    """Write a small tree with some texts in place of others; return its digest."""
    counter = iter(range(100))

    def of(changes=(), files=None):
        root = tmp_path / str(next(counter))
        texts = dict(files or TREE)
        for name, old, new in changes:
            assert old in texts[name]
            texts[name] = texts[name].replace(old, new)
        for name, text in texts.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(line.removeprefix(" " * 8) for line in text.split("\n")))
        return RuleCode.of(root).digest()

    return of


RULE_CHANGES = {
    "a cue": ("nlp/words.py", '"would be great", ', ""),
    "the order of cues": ("nlp/words.py", '"would be great", "a plus"', '"a plus", "would be great"'),
    "a number": ("nlp/cues.py", "PLUS = 1", "PLUS = 0"),
    "a number of another type": ("nlp/cues.py", "PLUS = 1", "PLUS = True"),
    "a condition": ("nlp/reader.py", "if not text", "if text"),
    "which error": ("nlp/reader.py", "ValueError", "KeyError"),
    "a table": ("data/rules.toml", '["engineer"]', '["engineer", "developer"]'),
    "a record that is used": ("data/records.py", '("required", "preferred")', '("preferred", "required")'),
    "a pattern behind a function that is used": ("data/titles.py", r"\\d ml", r"\\d+ ml"),
}
PROSE_CHANGES = {
    "a docstring": ("nlp/reader.py", '"""Return the level."""', '"""Say how much it is asked for."""'),
    "no docstring": ("nlp/reader.py", '"""Reads."""', ""),
    "a comment": ("nlp/cues.py", "# a plus is no requirement", "# nice to have"),
    "the words of an error": ("nlp/reader.py", "nothing in {text!r}", "an empty text"),
    "a hint": ("nlp/cues.py", "words: tuple[str, ...]", "words: 'Sequence[str]'"),
    "line breaks": (
        "nlp/words.py",
        '("would be great", "a plus")',
        '(\n    "would be great",\n    "a plus",\n)',
    ),
    "a string in two pieces": ("nlp/words.py", '"would be great"', '"would be" " great"'),
    "the order of imports": (
        "nlp/reader.py",
        "import re\n        from data.records import LEVELS, Level\n",
        "from data.records import Level\n        from data.records import LEVELS\n        import re\n",
    ),
    "the comment of a table": ("data/rules.toml", "# of every role", ""),
    "the layout of a table": ("data/rules.toml", '["engineer"]', '[\n"engineer",\n]'),
    "a record that is not used": ("data/records.py", '("small", "large")', '("large",)'),
    "a function that is not used": ("data/titles.py", '("junior", "senior")', '("senior",)'),
    "a module that reads nothing": ("nlp/scoring.py", "0.9", "0.8"),
    "the catalogue, which counts where it is used": ("data/skills.toml", "[[skill]]", "[[skill]]\nid = 'a'"),
}


@pytest.mark.parametrize("change", RULE_CHANGES.values(), ids=RULE_CHANGES)
def test_a_change_of_what_is_read_changes_the_digest(digest, change):
    assert digest([change]) != digest()


@pytest.mark.parametrize("change", PROSE_CHANGES.values(), ids=PROSE_CHANGES)
def test_a_change_of_prose_leaves_the_digest(digest, change):
    assert digest([change]) == digest()


def test_a_moved_module_leaves_the_digest(digest):
    moved = {name: text for name, text in TREE.items() if name not in ("nlp/words.py", "data/titles.py")}
    moved |= {"nlp/names/lists.py": TREE["nlp/words.py"], "data/openings/names.py": TREE["data/titles.py"]}

    found = digest(
        [
            ("nlp/reader.py", "from nlp.words import", "from nlp.names.lists import"),
            ("nlp/cues.py", "from data.titles import", "from data.openings.names import"),
        ],
        moved,
    )

    assert found == digest()


def test_a_value_that_changes_places_with_another_module_changes_the_digest(digest):
    named = [("nlp/words.py", "WORDS =", "PLUS = 2\nWORDS =")]
    swapped = [("nlp/words.py", "WORDS =", "PLUS = 1\nWORDS ="), ("nlp/cues.py", "PLUS = 1", "PLUS = 2")]

    assert digest(named) != digest(swapped)


def test_a_module_only_type_checkers_see_is_no_rule(digest):
    with_hints = [("nlp/cues.py", "RULES =", "if TYPE_CHECKING:\n            Words = tuple\n        RULES =")]

    assert digest(with_hints) == digest()


def test_an_f_string_is_the_same_however_it_is_cut(digest):
    whole = [("nlp/words.py", '"a plus"', 'f"a {1}plus"')]
    cut = [("nlp/words.py", '"a plus"', 'f"a " f"{1}" "plus"')]

    assert digest(whole) == digest(cut)


def test_without_sources_there_is_no_digest(tmp_path):
    with pytest.raises(UsageError, match=r"no source of nlp\.reader"):
        RuleCode.of(tmp_path)


def test_the_file_names_the_rules_of_this_tree():
    assert rules_digest() == RuleCode.of(ROOT).digest(), "run `skillgauge catalog digest --write`"


def test_this_tree_without_comments_and_layout_has_the_same_digest(tmp_path):
    for name in (*RuleCode.of(ROOT).counted, *NOT_FOLLOWED):
        path = (tmp_path / name.replace(".", "/")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        source = (ROOT / path.relative_to(tmp_path)).read_text(encoding="utf-8")
        path.write_text(ast.unparse(ast.parse(source)), encoding="utf-8")
    for path in RuleCode.of(ROOT).tables().values():
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)

    assert RuleCode.of(tmp_path).digest() == RuleCode.of(ROOT).digest()


LOADING = """
import json, sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from nlp.catalogue.catalog import load_catalog
from nlp.reader import Extractor
text = "Requirements\\n- 3 years of Python, Go or R\\n- 250 ml\\nBerlin, remote, $90k a year"
Extractor(load_catalog()).read(text, title="Senior ML Engineer", employer="Go", location="Berlin")
print(json.dumps([sorted(opened), sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def met():
    """Read a posting in a process of its own; return the files that it opened and the modules it met."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    opened, modules = json.loads(done.stdout)
    return opened, [name for name in modules if name.split(".")[0] in ("data", "nlp")]


def test_every_module_that_reading_loads_is_counted(met):
    counted = RuleCode.of(ROOT).counted

    missed = [name for name in met[1] if name not in counted and name not in NOT_FOLLOWED]

    assert [name for name in missed if not is_empty(name)] == []


def is_empty(module: str) -> bool:
    """Tell whether a module is a package, which holds a docstring alone, or is not used to read."""
    place = ROOT.joinpath(*module.split("."))
    return place.is_dir() or module == "data.vacancies.employers"  # `titles` folds names of employers with it


def test_every_file_that_reading_opens_is_counted(met):
    tables = {path.resolve() for path in RuleCode.of(ROOT).tables().values()}
    opened = {Path(name).resolve() for name in met[0] if Path(name).suffix != ".pyc"}

    files = {path for path in opened if DATA in path.parents and path.suffix != ".py"}

    assert files - tables == {DATA / name for name in NOT_TABLES if (DATA / name) in files}
    assert {DATA / "rules" / "roles.toml", DATA / "places.json"} <= files
