"""Proof by hiding: are names found that the finder was never shown, at employers that it never read?

A fifth of the catalogue's tools, by a hash of their ids, is hidden from training, and every line that names
one left out; a quarter of the employers is kept for the test.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.catalogue.catalog import Catalog
from nlp.finder.finder import NameFinder
from nlp.trained.corpora import share_of
from nlp.trained.lines import Line, touches
from nlp.trained.training import tools_of

HIDDEN, TESTED = 0.2, 0.25
LINES_OF_A_TOOL = 40
PLAIN_LINES = 4_000


def hidden_tools(catalog: Catalog) -> frozenset[str]:
    """Return the ids of the tools that are hidden."""
    return frozenset(skill for skill in tools_of(catalog) if share_of(skill, "hide") < HIDDEN)


def is_tested(employer: str) -> bool:
    """Tell whether the postings of an employer are kept for the test."""
    return share_of(employer, "employer") >= 1 - TESTED


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of what was hidden is found; shares lie between 0 and 1.

    `mentions` are marked at least in part, `exact` to the character, `tools` at least once, `by_tool` is the
    mean over tools. Of the spans in lines that name tools, `precision` is the share that touches a known or
    an open name. `plain_spans` are spans in 1,000 lines without a tool.
    """

    tested_tools: int
    tested_mentions: int
    mentions: float
    exact: float
    tools: float
    by_tool: float
    precision: float
    plain_spans: float


def recall_of(finder: NameFinder, lines: Sequence[Line], hidden: frozenset[str]) -> Recall:
    """Measure a finder on lines of employers that it has not read."""
    naming, plain = tested_lines(lines, hidden)
    total: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    exact = spans = right = 0
    for line, found in zip(naming, finder.find_all(line.text for line in naming), strict=True):
        for start, end, skill in line.names:
            if skill in hidden:
                total[skill] += 1
                touched[skill] += touches((start, end), found)
                exact += (start, end) in found
        known = [*(name[:2] for name in line.names), *line.open]
        spans += len(found)
        right += sum(touches(one, known) for one in found)
    extra = sum(map(len, finder.find_all(line.text for line in plain)))
    mentions = total.total()
    return Recall(
        tested_tools=len(total),
        tested_mentions=mentions,
        mentions=touched.total() / mentions,
        exact=exact / mentions,
        tools=sum(touched[tool] > 0 for tool in total) / len(total),
        by_tool=sum(touched[tool] / total[tool] for tool in total) / len(total),
        precision=right / spans,
        plain_spans=1_000 * extra / max(1, len(plain)),
    )


def tested_lines(lines: Iterable[Line], hidden: frozenset[str]) -> tuple[list[Line], list[Line]]:
    """Return lines that name hidden tools, of each about as many, and lines without any tool."""
    of_tool: Counter[str] = Counter()
    naming: list[Line] = []
    plain: list[Line] = []
    for line in lines:
        tools = {skill for _, _, skill in line.names} & hidden
        if tools and min(of_tool[tool] for tool in tools) < LINES_OF_A_TOOL:
            of_tool.update(tools)
            naming.append(line)
        elif not line.names and len(plain) < PLAIN_LINES:
            plain.append(line)
    return naming, plain
