"""Each kind of figure against each option: what is given changes the figure, or is refused in a sentence."""

import inspect
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest
import typer
from typer.core import TyperCommand
from typer.main import get_command
from typer.testing import CliRunner

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.figure_words import listed
from analysis.market.rows import Cell
from analysis.options import check_options, option
from analysis.posting_rows import POSTINGS
from analysis.registry import exported_kinds, figure_kinds
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from commands.export import app as export
from commands.figure import app as figure
from commands.figure import figure as print_figure
from commands.shared.figure_options import PlainValues
from data.errors import UsageError
from data.store.reading.store_records import PostingLine

KINDS = figure_kinds()
EXPORTS_USE = {
    **{name: kind.export.uses for name, kind in exported_kinds().items()},
    "postings": POSTINGS.uses,
}
CORPUS = Corpus.from_tables(generate_tables(4_000, 2), SYNTHETIC_SKILLS)
LARGEST = "Employer 1"
VALUES = {
    "skill": ["jax"], "have": ["sql"], "skill_kind": ["practice"], "top": ["2"],
    "before": ["2024H1", "--after", "2025H1"], "after": ["2026H1", "--before", "2025H1"],
    "against": ["role=data_engineer"], "step": ["half"], "steps": ["2"], "practices": [],
    "interval": ["chance"],
    "role": ["data_scientist"], "cloud": ["aws"], "seniority": ["senior"], "workplace": ["remote"],
    "country": ["US"], "source": ["linkedin"], "employer": [LARGEST], "without": [LARGEST],
    "group": ["large-tech"],
    "since": ["2025-06"], "until": ["2025-06"], "level": ["required"], "denominator": ["postings"],
}  # laid out as a table  # fmt: skip
ECHOES = ("slice", "slice_against", "receipt")  # say what was asked, not what was found


@dataclass(frozen=True)
class Echo:
    """A family that says from which slice it was asked; generated markets hold none."""

    sentence: str


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    """Let the commands read a generated market."""
    monkeypatch.setattr("commands.figure.open_corpus", lambda _store: (tmp_path, CORPUS))
    monkeypatch.setattr("commands.export.open_corpus", lambda _store: (tmp_path, CORPUS))
    monkeypatch.setattr(
        "analysis.kinds.demand.family.families", lambda _corpus, part: [Echo(part.to_query())]
    )
    largest = CORPUS.postings.employers[int(np.argmax(np.bincount(CORPUS.postings.employer)))]
    monkeypatch.setitem(VALUES, "employer", [largest])
    monkeypatch.setitem(VALUES, "without", [largest])


def run(app, *arguments):
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


def found_by(kind: str, *arguments: str) -> list[dict[str, Cell]]:
    """Return what a figure found, without what only repeats the question."""
    rows = json.loads(run(figure, kind, *arguments, "--format", "json"))
    rows = rows if isinstance(rows, list) else [rows]
    return [{name: cell for name, cell in row.items() if name not in ECHOES} for row in rows]


def needed_by(kind: str, without: str = "") -> list[str]:
    """Return what the example of a kind asks for, as it is typed, but for one option."""
    asked = KINDS[kind].example
    values = {"skill": asked.skills, "have": asked.have, "against": (asked.against,) if asked.against else ()}
    assert asked == FigureOptions(skills=asked.skills, have=asked.have, against=asked.against)
    return [
        word
        for name, several in values.items()
        for value in several
        for word in (option(name), value)
        if name != without
    ]


def arguments_of(kind: str, name: str) -> list[str]:
    """Return what the example of a kind asks for, with one option more or another value."""
    return [*needed_by(kind, without=name), option(name), *VALUES[name]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_changes_the_figure_or_is_refused(kind):
    plain = found_by(kind, *needed_by(kind))

    for name in VALUES:
        if name in KINDS[kind].options.uses and not (kind == "compare" and name == "denominator"):
            unused = f"figure {kind} names {name!r} among the options it uses, but it changes nothing"
            assert found_by(kind, *arguments_of(kind, name)) != plain, unused
        elif name not in KINDS[kind].options.uses:
            with pytest.raises(UsageError, match=f"figure {kind} does not use {option(name)}; it uses "):
                run(figure, kind, *arguments_of(kind, name))


@pytest.mark.parametrize("what", EXPORTS_USE)
def test_an_export_refuses_an_option_that_it_does_not_use(what):
    for name in ("top", "step", "skill"):
        if name not in EXPORTS_USE[what]:
            with pytest.raises(UsageError, match=f"export {what} does not use {option(name)}; it uses "):
                run(export, what, "--out", "-", option(name), *VALUES[name])


def test_an_export_of_one_skill_refuses_two():
    with pytest.raises(UsageError, match="takes one --skill, not 2"):
        run(export, "population", "--out", "-", "--skill", "jax", "--skill", "rag")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pay", "--top", "30"], "figure pay does not use --top; it uses --skill, --role"),
        (["claims", "--level", "asked"], "it uses --interval"),
        (["share", "--skill", "jax", "--top", "30"], "does not use --top beside --skill"),
        (["compare", "--against", "role=other", "--skill", "jax", "--kind", "tool"], "--kind beside --skill"),
        (["pairs", "--skill", "jax", "--skill", "rag"], "takes one --skill, not 2"),
        (["pay", "--level", "asked"], "uses --level only with --skill"),
        (["study", "--denominator", "employers"], "counts vacancies or postings, not employers"),
        (["share", "--receipt", "share?skill=aws"], "a receipt names the whole figure; leave out a kind"),
        (["--receipt", "share?skill=aws", "--role", "other"], "leave out --role"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_would_be_ignored_is_refused_even_with_its_default_value(arguments, said):
    with pytest.raises(UsageError, match=said):
        run(figure, *arguments)


def refusing(given):
    """Return the kinds that use all of some options and refuse what they say."""
    found = set()
    for name, kind in KINDS.items():
        try:
            check_options(f"figure {name}", kind.options, given)
        except UsageError as error:
            found |= set() if "does not use" in str(error) else {name}
    return found


def test_the_kinds_that_refuse_what_they_would_otherwise_use():
    assert refusing({"denominator": "employers"}) == {
        *("study", "cloud", "projects", "families", "pay", "coverage", "proof", "wording")
    }
    assert refusing({"denominator": "postings"}) == set()
    assert refusing({"skill": ["jax", "rag"]}) == {"pairs", "population"}
    assert refusing({"level": "any"}) == {"pay"}


def test_a_program_that_gives_no_option_gets_what_the_command_prints():
    typed = inspect.signature(print_figure).parameters

    asked = FigureOptions()
    names = ("top", "step", "steps", "practices", "before", "after", "against", "interval")
    assert {name: getattr(asked, name) for name in names} == {name: typed[name].default for name in names}
    assert (asked.top, asked.steps, asked.practices) == (30, 10, False)


def test_a_refusal_ends_with_two():
    assert UsageError("x").exit_code == 2


def test_pay_of_a_skill_is_pay_of_those_who_name_it():
    whole = ("--since", "start")
    everybody, naming = found_by("pay", *whole), found_by("pay", "--skill", "JAX", *whole)

    assert {row["skill"] for row in naming} == {"JAX"}
    assert naming[0]["n"] < everybody[0]["n"]
    assert "vacancies of all years that name JAX state one" in str(naming[0]["sentence"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["share", "--skill", "PyTroch"], "skill 'PyTroch'; did you mean PyTorch"),
        (["shar"], "did you mean share"),
        (["share", "--role", "ml_enginer"], "did you mean ml_engineer"),
        (["share", "--seniority", "seniour"], "did you mean senior"),
        (["share", "--level", "requierd"], "did you mean required"),
        (["share", "--country", "de"], "two capital letters"),
        (["share", "--kind", "libary"], "did you mean library"),
        (["trend", "--step", "quartr"], "did you mean quarter"),
        (["share", "--source", "linkdin"], "did you mean linkedin"),
        (["study", "--have", "Pyton"], "did you mean Python"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_misspelt_value_is_answered_with_the_nearest(arguments, said):
    with pytest.raises(UsageError, match=said):
        run(figure, *arguments)


def test_a_month_stands_for_its_first_day():
    months = found_by("share", "--since", "2025-06", "--until", "2026-01")
    days = found_by("share", "--since", "2025-06-01", "--until", "2026-01-01")

    assert months == days


def test_a_table_ends_with_the_day_of_the_newest_posting_and_its_age():
    found = CliRunner().invoke(figure, ["share", "--top", "2"], catch_exceptions=False)

    assert len(found.stdout.splitlines()) == 2
    assert " name no skill), employers=" in found.stdout
    assert found.stderr.startswith("Data to 31 August 2026, ")
    assert "Intervals hold chance, employers and reading errors, not the search" in found.stderr


def test_every_row_carries_the_newest_posting_and_the_silent_beside_n():
    for row in found_by("share", "--top", "3"):
        names = list(row)
        assert names[names.index("n") + 1] == "silent"
        assert row["newest_posting"] == "2026-08-31"


@pytest.mark.parametrize("what", [what for what, uses in EXPORTS_USE.items() if "role" in uses])
def test_an_empty_export_has_the_header_of_a_full_one(what, monkeypatch):
    monkeypatch.setattr("analysis.posting_rows.Reader", Shelf)
    kind = exported_kinds().get(what)
    asked = ["--out", "-", *(needed_by(kind.name) if kind else [])]
    full = run(export, what, *asked, "--role", "ml_engineer", "--since", "2026-08")
    empty = run(export, what, *asked, "--employer", "Nobody")

    (header, *_), (expected, *rows) = empty.splitlines(), full.splitlines()
    assert rows
    assert header == expected or header.replace("silent,", "") == expected.replace("silent,", "")
    assert kind is None or kind.example.skills or empty.splitlines() == [expected]


class Shelf:
    """A reader that knows an invented line for every posting."""

    @classmethod
    def open(cls, _path):
        return cls()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def lines(self, ids):
        return tuple(
            PostingLine(int(key), "lever", "https://example.org/1", "T", "E", None, None, True, False, 1)
            for key in ids
        )


def help_of(app):
    """Return what help says of each parameter."""
    return {one.name: one.help or "" for one in get_command(app).params}


@pytest.mark.parametrize(
    "name", ["have", "before", "after", "against", "step", "steps", "practices", "interval"]
)
def test_help_names_the_kinds_that_alone_use_an_option(name):
    users = listed([kind.name for kind in KINDS.values() if name in kind.options.uses], "and")

    assert help_of(figure)[name].startswith(f"For {users}: ")


def test_help_names_every_figure_and_export():
    shown = [" ".join(CliRunner().invoke(app, ["--help"]).output.split()) for app in (figure, export)]

    assert f"One of: {', '.join(KINDS)}." in shown[0]
    assert f"One of: {', '.join((*exported_kinds(), 'postings'))}." in shown[1]


def plain_and_checked():
    """Return a command with each type of parameter twice: values taken as typed, values checked by typer."""
    commands = []
    for base in (PlainValues, TyperCommand):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)

        @app.command(cls=base)
        def command(
            word: str,
            many: Annotated[list[str] | None, typer.Option()] = None,
            number: Annotated[int, typer.Option(min=1, max=10)] = 3,
            size: int | None = None,
            flag: bool = False,
            path: Path | None = None,
            day: Annotated[str, typer.Option(callback=lambda value: value.upper())] = "today",
        ) -> None:
            print([word, many, number, size, flag, path, day])

        commands.append(app)
    return commands


TYPED = (
    "", "a", "a b", "a --many x --many y", "a --number 7", "a --number 0", "a --number 11", "a --number x",
    "a --number 1.0", "a --number +2", "a --number 007", "a --size -5", "a --size 99999999999", "a --flag",
    "a --no-flag", "a --path .", "a --path nowhere/at/all", "a --day monday", "a --many", "a --none",
    "--help",
)  # read by the line  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_plain_value_is_the_one_that_typer_would_give(typed):
    plain, checked = (CliRunner().invoke(app, typed.split()) for app in plain_and_checked())

    assert (plain.exit_code, plain.output) == (checked.exit_code, checked.output)


def test_a_file_that_cannot_be_read_is_refused_as_typer_refuses_it(tmp_path):
    closed = tmp_path / "closed.db"
    closed.touch(mode=0o000)

    plain, checked = (CliRunner().invoke(app, ["a", "--path", str(closed)]) for app in plain_and_checked())

    assert (plain.exit_code, plain.output) == (checked.exit_code, checked.output)
