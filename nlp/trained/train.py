"""Trains the finder of names, or proves it: `python3 dev.py train [--evaluate]`."""

import argparse
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from data.catalogue.skills import SKILLS
from data.errors import UsageError
from data.paths import ROOT, module_name
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.finder.finder import NameFinder
from nlp.finder.weights import WEIGHTS
from nlp.trained.corpora import CorpusText, read_corpora
from nlp.trained.hidden_tools import hidden_tools, is_tested, recall_of
from nlp.trained.newcomers import SINCE, arrivals, newcomers
from nlp.trained.training import Recipe, read_lines, write_pipeline

FIGURES = Path(__file__).with_name("figures.json")
CORPUS = ROOT.parent / "shared" / "corpus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train or prove; return 2 with a sentence where there are no postings."""
    parser = argparse.ArgumentParser(prog="dev.py train", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of *.jsonl.xz (%(default)s)")
    parser.add_argument("--into", type=Path, default=WEIGHTS, help="where the pipeline goes (%(default)s)")
    parser.add_argument(
        "--evaluate", action="store_true", help="train twice for proof instead and write figures.json"
    )
    chosen = parser.parse_args(arguments)
    try:
        if module_name("nlp") != "nlp":
            raise UsageError("the finder is trained in a checkout only")
        postings = list(read_corpora(chosen.corpus))
    except UsageError as error:
        print(f"dev.py train: {error}")  # noqa: T201
        return 2
    catalog = load_catalog(SKILLS)  # not with the layer of whoever trains it
    if chosen.evaluate:
        figures = {"hidden_tools": by_hiding(postings, catalog), "newcomers": by_time(postings, catalog)}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
        print(json.dumps(figures, indent=1))  # noqa: T201
    else:
        shutil.rmtree(chosen.into, ignore_errors=True)
        write_pipeline(read_lines(postings, catalog, ()), catalog, (), chosen.into, Recipe())
        print(f"the trained pipeline lies in {chosen.into}")  # noqa: T201
    return 0


def by_hiding(postings: Sequence[CorpusText], catalog: Catalog) -> dict[str, Any]:
    """Return the figures of the proof with hidden tools."""
    hidden = hidden_tools(catalog)
    read = read_lines((one for one in postings if not is_tested(one.employer)), catalog, hidden)
    with TemporaryDirectory() as place:
        write_pipeline(read, catalog, hidden, Path(place) / "names", Recipe())
        finder = NameFinder.load(Path(place) / "names")
    unread = read_lines((one for one in postings if is_tested(one.employer)), catalog, ())
    figures = asdict(recall_of(finder, unread, hidden))
    return {name: round(value, 3) for name, value in figures.items()}


def by_time(postings: Sequence[CorpusText], catalog: Catalog) -> list[dict[str, Any]]:
    """Return the figures of the proof by time: when each newcomer came up."""
    hidden = frozenset(newcomers(catalog))
    read = read_lines((one for one in postings if "" < one.day < SINCE), catalog, hidden)
    with TemporaryDirectory() as place:
        write_pipeline(read, catalog, hidden, Path(place) / "names", Recipe())
        finder = NameFinder.load(Path(place) / "names")
    return [asdict(one) for one in arrivals(postings, catalog, finder)]


if __name__ == "__main__":
    raise SystemExit(main())
