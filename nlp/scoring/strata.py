"""The parts of a labelled set for which figures are shown apart: by source, by setting, by language."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from nlp.catalogue.language import language_of
from nlp.scoring.accounts import Labels
from nlp.scoring.scoring import Evaluation, PostingScore
from nlp.text.fold import fold

By = Literal["source", "setting", "language"]
UNKNOWN = "unknown"
# how the postings of a source are written, where labels do not say: sources by their codes
SOURCES_OF_SETTING = {
    "forum comment": ("hackernews", "hn", "github-issues"),
    "job site": (
        "linkedin", "linkedin_kaggle1000", "builtin", "remotewlb", "francetravail", "arbeitsagentur",
        "jobtech", "arbeitnow", "usajobs", "adzuna", "remoteok",
    ),
    "employer's board": (
        "ashby", "greenhouse", "lever", "uber", "recruitee", "personio", "teamtailor", "workable", "bamboohr",
        "workday", "smartrecruiters", "careersite", "icims", "oracle", "jsonld",
    ),
}  # fmt: skip  # a table
SETTINGS = {source: setting for setting, sources in SOURCES_OF_SETTING.items() for source in sources}


def stratum_of(labels: Labels, by: By) -> str:
    """Return the part to which a posting belongs.

    A language is the one that is labelled ("lang" of two letters), else the one that its small words tell.
    """
    if by == "language":
        labelled = str(labels.get("lang") or "")
        return labelled if len(labelled) == 2 else language_of(fold(labels["text"]).flat) or UNKNOWN
    source = str(labels.get("source") or UNKNOWN)
    return source if by == "source" else str(labels.get("setting") or SETTINGS.get(source, source))


def by_stratum(result: Evaluation, by: By) -> Mapping[str, Evaluation]:
    """Return what was counted in each part, the largest first."""
    parts: dict[str, list[PostingScore]] = defaultdict(list)
    for score in result.scores:
        parts[stratum_of(score.labels, by)].append(score)
    return {
        name: Evaluation(tuple(some)) for name, some in sorted(parts.items(), key=lambda part: -len(part[1]))
    }
