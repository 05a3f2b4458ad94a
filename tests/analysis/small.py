"""Corpora small enough to count by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from data.records import (
    CLOUDS,
    LEVELS,
    PAY_PERIODS,
    ROLES,
    SENIORITIES,
    WORKPLACES,
    OpenCounts,
    Skill,
    Tables,
)

BEFORE, AFTER = Period.parse("2024"), Period.parse("2025")
LOW_BITS = (1 << 64) - 1
THEN, NOW = date(2024, 5, 1), date(2025, 5, 1)
SKILLS = tuple(
    Skill(id=name, name=title, kind=kind, parents=parents)
    for name, title, kind, parents in (
        ("aws", "AWS", "cloud platform", ()),
        ("azure", "Azure", "cloud platform", ()),
        ("bigquery", "BigQuery", "database", ("gcp",)),
        ("ci-cd", "CI/CD", "practice", ()),
        ("docker", "Docker", "tool", ()),
        ("ec2", "EC2", "cloud service", ("aws",)),
        ("eks", "EKS", "cloud service", ("aws", "kubernetes")),
        ("gcp", "GCP", "cloud platform", ()),
        ("jenkins", "Jenkins", "tool", ()),
        ("kubernetes", "Kubernetes", "tool", ()),
        ("machine-learning", "machine learning", "practice", ()),
        ("mlops", "MLOps", "practice", ()),
        ("pandas", "pandas", "library", ()),
        ("python", "Python", "language", ()),
        ("pytorch", "PyTorch", "framework", ()),
        ("s3", "S3", "cloud service", ("aws",)),
        ("sagemaker", "SageMaker", "cloud service", ("aws",)),
        ("sagemaker-canvas", "SageMaker Canvas", "cloud service", ("sagemaker",)),
        ("sql", "SQL", "language", ()),
        ("tensorflow", "TensorFlow", "framework", ()),
    )
)


@dataclass(frozen=True)
class Ad:
    """One posting; `asks` lists "skill", "skill:level" or "skill:level:group".

    A "~" before it says that the mention may mean something else ("pipelines").
    """

    employer: str
    asks: Sequence[str] = ()
    day: date = date(2025, 6, 1)
    vacancy: int | None = None
    source: str = "greenhouse"
    role: str = "ml_engineer"
    seniority: str = "senior"
    workplace: str = "remote"
    country: str = "DE"
    clouds: Sequence[str] = ()
    pay: tuple[float, float, str, str] | None = None
    flags: int = 0
    words: int = -1
    items: int = -1
    control: int = 0  # bits of control words
    searched: int = -1
    open_names: int | None = None  # tools that no catalogue has; None where nobody looked


def coded(values: Iterable[str], known: Sequence[str] | None = None) -> tuple[list[int], tuple[str, ...]]:
    values = list(values)
    names = tuple(known) if known is not None else tuple(sorted(set(values)))
    return [names.index(value) for value in values], names


def tables_of(ads: Sequence[Ad], snapshot: str = "facts", catalog: str = "rules") -> Tables:
    """Return the tables of some hand-written postings."""
    source, sources = coded(ad.source for ad in ads)
    employer, employers = coded(ad.employer for ad in ads)
    country, countries = coded(ad.country for ad in ads)
    ids = [skill.id for skill in SKILLS]
    mentions = sorted(
        (row, ids.index(name), LEVELS.index(level), group, form)
        for row, ad in enumerate(ads)
        for name, level, group, form in map(parsed, ad.asks)
    )
    pay = [ad.pay or (float("nan"), float("nan"), "", "year") for ad in ads]
    currencies = tuple(sorted({one[2] for one in pay} - {""}))
    days = [(ad.day - date(1970, 1, 1)).days for ad in ads]
    columns = np.array(mentions, dtype=np.int64).reshape(len(mentions), 5).T
    return Tables(
        posting_id=np.arange(1, len(ads) + 1),
        source=np.array(source, np.int16),
        employer=np.array(employer, np.int32),
        vacancy=np.array([row if ad.vacancy is None else ad.vacancy for row, ad in enumerate(ads)], np.int32),
        role=np.array(coded((ad.role for ad in ads), ROLES)[0], np.int8),
        seniority=np.array(coded((ad.seniority for ad in ads), SENIORITIES)[0], np.int8),
        workplace=np.array(coded((ad.workplace for ad in ads), WORKPLACES)[0], np.int8),
        clouds=np.array([sum(1 << CLOUDS.index(cloud) for cloud in ad.clouds) for ad in ads], np.uint8),
        country=np.array(country, np.int16),
        posted_day=np.array(days, np.int32),
        salary_min=np.array([one[0] for one in pay], np.float64),
        salary_max=np.array([one[1] for one in pay], np.float64),
        currency=np.array([currencies.index(one[2]) if one[2] else -1 for one in pay], np.int16),
        pay_period=np.array([PAY_PERIODS.index(one[3]) if one[2] else -1 for one in pay], np.int8),
        years_min=np.full(len(ads), np.nan),
        flags=np.array([ad.flags for ad in ads], np.uint8),
        is_open=np.ones(len(ads), np.bool_),
        first_run=np.zeros(len(ads), np.int32),
        word_count=np.array([ad.words for ad in ads], np.int32),
        item_count=np.array([ad.items for ad in ads], np.int32),
        control_low=np.array([ad.control & LOW_BITS for ad in ads], np.uint64),
        control_high=np.array([ad.control >> 64 for ad in ads], np.uint64),
        searched=np.array([ad.searched for ad in ads], np.int8),
        mention_posting=columns[0].astype(np.int32),
        mention_skill=columns[1].astype(np.int16),
        mention_level=columns[2].astype(np.int8),
        mention_group=columns[3].astype(np.int16),
        mention_form=columns[4].astype(np.int8),
        sources=sources,
        employers=employers,
        countries=countries,
        currencies=currencies,
        skills=tuple(ids),
        snapshot=snapshot,
        catalog=catalog,
    )


def parsed(text: str) -> tuple[str, str, int, int]:
    name, level, group = (*text.split(":"), "", "")[:3]
    return name.removeprefix("~"), level or "required", int(group) if group else -1, int(name[0] == "~")


def corpus_of(ads: Sequence[Ad], **digests: str) -> Corpus:
    """Return the corpus of some hand-written postings."""
    counted = [(number, ad.open_names) for number, ad in enumerate(ads, 1) if ad.open_names is not None]
    columns = np.array(counted, dtype=np.int64).reshape(len(counted), 2).T
    counts = OpenCounts(columns[0], columns[1].astype(np.int32), "finder" if counted else "")
    return Corpus.from_tables(tables_of(ads, **digests), SKILLS, open_counts=counts)


def crowd(count: int, asks: Sequence[str] = (), **fields: object) -> list[Ad]:
    """Return postings of as many different employers."""
    start = fields.pop("start", 0)
    return [Ad(f"Employer {start + number}", asks, **fields) for number in range(count)]  # type: ignore[arg-type, operator]


def two_years(before: int, after: int, count: int = 60, start: int = 0) -> list[Ad]:
    """Return as many employers each year, of which some name Python."""
    return [
        *crowd(before, ["python"], day=THEN, start=start),
        *crowd(count - before, day=THEN, start=start + before),
        *crowd(after, ["python"], day=NOW, start=start + 1_000),
        *crowd(count - after, day=NOW, start=start + 1_000 + after),
    ]
