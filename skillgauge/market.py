"""A store as an object whose methods are figures, each a frame that says what it stands on."""

import warnings
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Self, Unpack

import pandas as pd

from analysis.frames import figure_frame, frame_of, posting_frame
from analysis.market.basis import basis
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureKind
from analysis.market.figure_words import UNFINISHED, did_you_mean
from analysis.market.grounded import grounded
from analysis.market.slices import Slice
from analysis.options import asked_of, check_options, check_sources
from analysis.posting_rows import POSTINGS, posting_rows
from analysis.registry import figure_kinds
from analysis.reproduce import kind_of_receipt, reproduced_row
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.catalogue.reader_digest import rules_digest
from data.catalogue.reading_quality import load_reading_quality
from data.catalogue.skills import digest_of
from data.errors import StoreError, UsageError
from data.store.facts.open_counts import load_open_counts
from data.store.facts.tables import is_finished, lineage_in, load_tables
from data.store.store_choice import default_store
from skillgauge.asked import Asked, Filters, Query, Words, asked_values

ELSEWHERE = ("homepage", "wikidata", "esco", "onet")  # what leads from a skill to what others say of it


def open_market(path: str | PathLike[str] | None = None) -> "Market":
    """Return the market in a store, by default the one that the commands read.

        >>> market = sg.open_market()

    `path` is a store or a packed snapshot. Without it, the store that SKILLGAUGE_STORE names, else your own,
    else the shipped facts. The facts are read once: open the market again after a scrape. Warns where a run
    on the store has not ended. Raises StoreMissing, StoreDamaged or another StoreError.
    """
    return Market.open(None if path is None else Path(path))


class Market:
    """The facts of a store, and every figure of them as a frame.

    Each method is a kind of figure and takes the filters of the command line by name: `role`, `cloud`,
    `seniority`, `workplace`, `country`, `source`, `employer`, `without` and `group` take one value or
    several, `since` and `until` a month, a day or a date, `level` and `denominator` one word. Values of one
    filter are alternatives, filters narrow each other. Without `since` a figure is of the default period: the
    twelve months up to the newest posting where the store holds shipped postings, all days otherwise. "start"
    is no first day.

    A frame's columns are those of docs/statistics.md, with a type each; what is missing is NA. Its `attrs`
    hold `kind`, `options`, `selection` (the query of the slice), `snapshot` (the digest of the facts),
    `catalogs` (those of the rules that read them) and `receipts`, one a row.

    Every method raises UsageError for a value that there is not and for an option that would change nothing,
    and TypeError for a name that is no option.
    """

    def __init__(self, path: Path, corpus: Corpus) -> None:
        self.path, self._corpus = path, corpus
        self._lineage: str | None = None  # of the facts when they were read

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Return the market in a store; see `open_market`."""
        store = default_store(path)
        known, quality = catalogue_in_use(), load_reading_quality()
        rules = partial(digest_of, known.skills, rules_digest())
        tables, counts = load_tables(store), partial(load_open_counts, store)
        corpus = Corpus.from_tables(
            tables, known.skills, quality, rules_in_use=rules, layer=known.layer, open_counts=counts
        )
        if not is_finished(store):
            warnings.warn(UNFINISHED, stacklevel=3)
        market = cls(store, corpus)
        market._lineage = lineage_in(store)
        return market

    def __repr__(self) -> str:
        corpus = self._corpus
        days = f"{corpus.first_day} to {corpus.last_day}" if corpus.last_day else "no day"
        return (
            f"<Market {str(self.path)!r}: {self.vacancies:,} vacancies, {days}, "
            f"facts {self.snapshot}, rules {', '.join(self.catalogs)}>"
        )

    @property
    def vacancies(self) -> int:
        """How many vacancies there are; several postings of one opening count once."""
        return basis(self._corpus, Slice()).n

    @property
    def snapshot(self) -> str:
        """The digest of the facts."""
        return self._corpus.snapshot

    @property
    def catalogs(self) -> tuple[str, ...]:
        """The digests of the rules that read the postings, usually one, and that of your own layer."""
        return tuple(self._corpus.catalog.split("+"))

    @property
    def skills(self) -> pd.DataFrame:
        """The skills that postings here name: name, id and kind, any of which a figure can be asked for.

        `homepage`, `wikidata`, `esco` and `onet` lead to what others say of each, NA where nobody is sure.
        """
        rows = ({"skill": one.name, **asdict(one)} for one in self._corpus.skills)
        return frame_of(rows, ("skill", "id", "kind", *ELSEWHERE))

    # --- figures ----------------------------------------------------------------------------------------

    def figure(self, kind: str, **options: Unpack[Asked]) -> pd.DataFrame:
        """Return a figure of any kind, by the name that `skillgauge figure` has for it.

            >>> market.figure("influence", skills="PyTorch", role="ml_engineer")

        Raises UsageError for a kind that there is not.
        """
        known = figure_kinds()
        if not isinstance(kind, str) or kind not in known:
            near = did_you_mean(str(kind), known)
            raise UsageError(f"name a figure: {', '.join(known)} (not {kind!r:.80}){near}")
        return self._measured(known[kind], options)

    def shares(
        self,
        skills: Words | None = None,
        *,
        kinds: Words | None = None,
        top: int | None = None,
        interval: str | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return how many vacancies name each skill: those given, else the `top` (30) most named of `kinds`.

        Intervals hold the error of reading as well as chance; with `interval="chance"`, chance alone.

        >>> market.shares(role="ml_engineer", cloud="aws", since="2025-09")[["skill", "share", "low", "high"]]
        """
        return self.figure("share", skills=skills, kinds=kinds, top=top, interval=interval, **filters)

    def equal(self, skills: Words, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return the shares of skills with one voice for each employer."""
        return self.figure("equal", skills=skills, **filters)

    def trend(
        self,
        skills: Words | None = None,
        *,
        kinds: Words | None = None,
        step: str | None = None,
        interval: str | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return the shares of skills in each period of the slice; a `step` is a month, quarter or half."""
        return self.figure("trend", skills=skills, kinds=kinds, step=step, interval=interval, **filters)

    def changes(
        self,
        skills: Words | None = None,
        *,
        before: str | None = None,
        after: str | None = None,
        kinds: Words | None = None,
        top: int | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return how shares moved between two periods such as "2024H2", with a verdict on each.

        Without `before` and `after`, the latest half-year against the same months a year before.
        """
        return self.figure(
            "change", skills=skills, before=before, after=after, kinds=kinds, top=top, **filters
        )

    def mix(
        self,
        skills: Words,
        *,
        before: str | None = None,
        after: str | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return how shares moved at the same mix of sources, roles and seniorities."""
        return self.figure("mix", skills=skills, before=before, after=after, **filters)

    def compare(
        self,
        skills: Words | None = None,
        *,
        against: Query,
        kinds: Words | None = None,
        top: int | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return how shares differ from those of another slice, given as filters or as a query.

        >>> market.compare(role="ml_engineer", against={"role": "data_scientist"})
        """
        return self.figure("compare", skills=skills, against=against, kinds=kinds, top=top, **filters)

    def pairs(
        self,
        skills: Words | None = None,
        *,
        kinds: Words | None = None,
        top: int | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return the pairs of skills asked together more often than expected, all or those of one."""
        return self.figure("pairs", skills=skills, kinds=kinds, top=top, **filters)

    def study(
        self,
        have: Words | None = None,
        *,
        steps: int | None = None,
        practices: bool | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return what to learn next beside the skills you have: the start as step 0, then each step."""
        return self.figure("study", have=have, steps=steps, practices=practices, **filters)

    def proof(
        self,
        have: Words | None = None,
        *,
        before: str | None = None,
        after: str | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return what a study plan made from an earlier period would have met in a later one."""
        return self.figure("proof", have=have, before=before, after=after, **filters)

    def influence(self, skills: Words, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return the employers whose absence would move the share of a skill most."""
        return self.figure("influence", skills=skills, **filters)

    def cloud(self, have: Words | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return what each of the three clouds adds, and which to learn first."""
        return self.figure("cloud", have=have, **filters)

    def pay(self, skills: Words | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return percentiles of stated pay by currency and year, of all vacancies or those naming skills."""
        return self.figure("pay", skills=skills, **filters)

    def claims(self, *, interval: str | None = None) -> pd.DataFrame:
        """Return published claims about the market, each beside our share and a verdict."""
        return self.figure("claims", interval=interval)

    def sayings(self, *, interval: str | None = None) -> pd.DataFrame:
        """Return what is said about the market without a number, each beside our share."""
        return self.figure("sayings", interval=interval)

    def interviews(self, *, interval: str | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return what interviews ask, beside the share of postings that name it."""
        return self.figure("interviews", interval=interval, **filters)

    def projects(self, have: Words | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return portfolio projects by what they add to the skills you have."""
        return self.figure("projects", have=have, **filters)

    def families(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return families of skills that are asked together."""
        return self.figure("families", **filters)

    def coverage(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return how many of the tools that postings name the catalogue knows."""
        return self.figure("coverage", **filters)

    def population(
        self,
        skills: Words | None = None,
        *,
        before: str | None = None,
        after: str | None = None,
        **filters: Unpack[Filters],
    ) -> pd.DataFrame:
        """Return what a selection is a sample of: its sources, months and employers, as one row.

        One source at a time is left out for the share of the skill given, else for the ten most named.
        """
        return self.figure("population", skills=skills, before=before, after=after, **filters)

    def wording(self, *, top: int | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return the register index of each half-year, then the shares of plain words that moved most."""
        return self.figure("wording", top=top, **filters)

    def accuracy(self) -> pd.DataFrame:
        """Return how well the labelled postings of each half-year are read."""
        return self.figure("accuracy")

    # --- evidence ---------------------------------------------------------------------------------------

    def postings(self, skills: Words | None = None, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return the postings that stand for a slice, newest first: those naming all given skills.

        Each vacancy is there once unless `denominator="postings"`. Their texts are not.

        Raises StoreError where the facts of the store have changed since the market was opened.
        """
        values = asked_values({"skills": skills, **filters})
        check_options("postings", POSTINGS, values)
        part, asked = asked_of(self._corpus, POSTINGS, values)
        check_sources(self._corpus, part)
        rows = posting_rows(self.path, self._corpus, part, asked.skills)
        found = posting_frame(grounded(self._corpus, rows), self._corpus, part, asked)
        self._check_facts()
        return found

    def reproduce(self, receipt: str) -> pd.DataFrame:
        """Return the figure of a receipt as a frame of one row, equal to the last digit.

        Raises UsageError for what is no receipt, ReceiptMismatch with the reason where the figure cannot be
        made from these facts and rules.
        """
        if not isinstance(receipt, str):
            raise TypeError(f"a receipt is a str, not {type(receipt).__name__}")
        kind = kind_of_receipt(receipt)
        rows = grounded(self._corpus, [reproduced_row(self._corpus, receipt)])
        return figure_frame(kind, rows, self._corpus)

    def _check_facts(self) -> None:
        """Raise StoreError where other facts were written: they would stand beside titles of these."""
        if self._lineage is not None and lineage_in(self.path) != self._lineage:
            raise StoreError(f"the facts in {self.path} have changed; open the market again")

    def _measured(self, kind: FigureKind, options: Mapping[str, Any]) -> pd.DataFrame:
        values = asked_values(options)
        check_options(f"figure {kind.name}", kind.options, values)
        part, asked = asked_of(self._corpus, kind.options, values)
        check_sources(self._corpus, part)
        rows = grounded(self._corpus, kind.rows(self._corpus, part, asked))
        return figure_frame(kind, rows, self._corpus, part, asked)
