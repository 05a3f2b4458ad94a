"""A synthetic market with the traits that make figures hard, for tests, benchmarks and demonstrations.

Employers are unequal and each has its own taste, so postings of one employer are not independent; sources
start and end; some months were hardly collected; some vacancies are posted again; some skills grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from data.records import CLOUDS, LEVELS, ROLES, SENIORITIES, WORKPLACES, OpenCounts, Skill, Tables

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FIRST_DAY = date(2022, 12, 1)
LAST_DAY = date(2026, 8, 31)
EPOCH = date(1970, 1, 1)
SOURCES = ("ashby", "greenhouse", "hackernews", "lever", "linkedin")
COUNTRIES = ("CA", "DE", "FR", "GB", "IN", "NL", "SG", "US")
CURRENCIES = ("CAD", "EUR", "GBP", "USD")
REPOSTED = 0.12  # of vacancies are posted a second time, as in real collections
STUFFED = 0.004  # of postings hold the whole catalogue
REGISTER_SEED = 11
GENERIC = 0.2  # of the mentions may mean something else
SEARCHED = 0.9  # of postings were looked through for names that the catalogue lacks
OPEN_NAMES = 0.3  # such names in a posting, on average
RARE = 0.004  # share of a skill that no profile names, at the head of the tail


@dataclass(frozen=True, slots=True)
class Profile:
    """How often a synthetic skill is asked at the start and at the end, and how often by ML engineers."""

    id: str
    name: str
    kind: str
    first: float
    last: float
    parents: tuple[str, ...] = ()


PROFILES = (
    Profile("python", "Python", "language", 0.62, 0.64),
    Profile("machine-learning", "machine learning", "practice", 0.60, 0.58),
    Profile("sql", "SQL", "language", 0.48, 0.44),
    Profile("aws", "AWS", "cloud platform", 0.30, 0.31),
    Profile("pytorch", "PyTorch", "framework", 0.26, 0.33),
    Profile("tensorflow", "TensorFlow", "framework", 0.26, 0.20),
    Profile("azure", "Azure", "cloud platform", 0.20, 0.22),
    Profile("docker", "Docker", "tool", 0.17, 0.19),
    Profile("gcp", "GCP", "cloud platform", 0.16, 0.17),
    Profile("mlops", "MLOps", "practice", 0.14, 0.18),
    Profile("kubernetes", "Kubernetes", "tool", 0.15, 0.18),
    Profile("spark", "Spark", "framework", 0.19, 0.15),
    Profile("r", "R", "language", 0.18, 0.13),
    Profile("scikit-learn", "scikit-learn", "library", 0.14, 0.14),
    Profile("java", "Java", "language", 0.14, 0.11),
    Profile("ci-cd", "CI/CD", "practice", 0.12, 0.15),
    Profile("pandas", "pandas", "library", 0.11, 0.11),
    Profile("git", "Git", "tool", 0.11, 0.11),
    Profile("rag", "RAG", "practice", 0.02, 0.24),
    Profile("large-language-models", "large language models", "practice", 0.04, 0.34),
    Profile("airflow", "Airflow", "tool", 0.09, 0.10),
    Profile("cpp", "C++", "language", 0.09, 0.09),
    Profile("mlflow", "MLflow", "tool", 0.06, 0.09),
    Profile("sagemaker", "SageMaker", "cloud service", 0.06, 0.06, ("aws",)),
    Profile("vertex-ai", "Vertex AI", "cloud service", 0.02, 0.05, ("gcp",)),
    Profile("langchain", "LangChain", "framework", 0.005, 0.11),
    Profile("hugging-face", "Hugging Face", "library", 0.03, 0.07),
    Profile("jax", "JAX", "library", 0.02, 0.04),
    Profile("feature-store", "feature store", "practice", 0.02, 0.02),
    Profile("drift-detection", "drift detection", "practice", 0.01, 0.02),
    Profile("pinecone", "Pinecone", "database", 0.002, 0.04),
    Profile("kafka", "Kafka", "tool", 0.07, 0.07),
    Profile("databricks", "Databricks", "tool", 0.06, 0.09),
    Profile("snowflake", "Snowflake", "database", 0.06, 0.08),
    Profile("tableau", "Tableau", "tool", 0.13, 0.09),
)
SYNTHETIC_SKILLS = tuple(
    Skill(id=one.id, name=one.name, kind=one.kind, parents=one.parents)
    for one in sorted(PROFILES, key=lambda profile: profile.id)
)
ANY_OF = (("jax", "pytorch", "tensorflow"), ("aws", "azure", "gcp"), ("airflow", "kafka"))
ML_LIFT = {
    "pytorch": 1.0,
    "tensorflow": 0.9,
    "mlops": 1.0,
    "sql": -0.9,
    "tableau": -1.5,
    "r": -0.8,
    "rag": 0.4,
}
ROLE_WEIGHTS = (0.22, 0.10, 0.03, 0.30, 0.14, 0.06, 0.05, 0.05, 0.02, 0.02, 0.01)
SENIORITY_WEIGHTS = (0.03, 0.08, 0.10, 0.38, 0.08, 0.08, 0.03, 0.02, 0.20)
WORKPLACE_WEIGHTS = (0.25, 0.22, 0.23, 0.30)
COUNTRY_WEIGHTS = (0.08, 0.1, 0.05, 0.12, 0.08, 0.04, 0.03, 0.5)
CURRENCY_WEIGHTS = (0.1, 0.15, 0.1, 0.65)
LEVEL_WEIGHTS = (0.46, 0.18, 0.26, 0.10)


@dataclass(slots=True)
class _Market:
    """The vacancies before they are posted."""

    employer: Ints
    role: Ints
    day: Ints


def generate_tables(
    postings: int = 5_000,
    seed: int = 1,
    skills: Sequence[Skill] = SYNTHETIC_SKILLS,
    *,
    employers: int | None = None,
    spread: float = 1.2,
    taste: float = 0.9,
    mentions: float | None = None,
) -> Tables:
    """Return a synthetic market of `postings` postings, the same for the same seed.

    `spread` is the sigma of the lognormal employer sizes, `taste` how much employers differ (logit units),
    `mentions` the wanted mentions per posting (by default what the profiles give).
    """
    rng = np.random.default_rng(seed)
    ids = tuple(sorted(skill.id for skill in skills))
    posted = _posted(rng, postings)
    market = _market(rng, int(posted.max()) + 1, employers or max(20, postings // 8), spread)
    pairs = _pairs(rng, market, ids, taste, mentions)
    return _tables(rng, market, posted, pairs, ids)


def generate_open_counts(tables: Tables, seed: int = 1) -> OpenCounts:
    """Return how many open names the postings of a market have, some of them not looked through."""
    rng = np.random.default_rng(seed)
    searched = tables.posting_id[rng.random(len(tables.posting_id)) < SEARCHED]
    names = rng.poisson(OPEN_NAMES, len(searched)).astype(np.int32)
    return OpenCounts(np.sort(searched), names, "synthetic")


def _posted(rng: np.random.Generator, postings: int) -> Ints:
    """Return the vacancy of each posting: some vacancies are posted twice."""
    vacancies = np.arange(postings)
    again = rng.random(postings) < REPOSTED
    return np.sort(np.concatenate([vacancies, vacancies[again]]))[:postings]


def _market(rng: np.random.Generator, vacancies: int, employers: int, spread: float) -> _Market:
    size = rng.lognormal(0.0, spread, employers)
    days = np.arange((FIRST_DAY - EPOCH).days, (LAST_DAY - EPOCH).days + 1)
    weight = np.linspace(0.6, 1.4, len(days))
    thin = (days >= (date(2023, 5, 1) - EPOCH).days) & (days < (date(2024, 6, 1) - EPOCH).days)
    weight = np.where(thin, weight * 0.02, weight)
    return _Market(
        employer=rng.choice(employers, vacancies, p=size / size.sum()),
        role=rng.choice(len(ROLES), vacancies, p=ROLE_WEIGHTS),
        day=rng.choice(days, vacancies, p=weight / weight.sum()),
    )


def _pairs(
    rng: np.random.Generator, market: _Market, ids: tuple[str, ...], taste: float, mentions: float | None
) -> tuple[Ints, Ints]:
    """Return (vacancy, skill) of all mentions, sorted."""
    vacancies = len(market.day)
    base = _shares(ids)
    factor = mentions / float(base.mean(axis=1).sum()) if mentions else 1.0
    rows, columns = [], []
    for column in range(len(ids)):
        first, last = np.minimum(base[column] * factor, 0.9)
        if max(first, last) < 0.02:
            row = np.unique(rng.integers(0, vacancies, rng.poisson(vacancies * (first + last) / 2)))
        else:
            chance = _chance(rng, market, ids[column], (first, last), taste)
            row = np.flatnonzero(rng.random(vacancies, dtype=np.float32) < chance)
        rows.append(row)
        columns.append(np.full(len(row), column))
    vacancy, skill = np.concatenate(rows), np.concatenate(columns)
    order = np.argsort(vacancy, kind="stable")
    return vacancy[order], skill[order]


def _shares(ids: tuple[str, ...]) -> Floats:
    """Return (first, last) share of each skill; those without a profile form a long tail."""
    known = {profile.id: (profile.first, profile.last) for profile in PROFILES}
    tail = [name for name in ids if name not in known]
    for place, name in enumerate(tail):
        share = RARE * 12 / (place + 4)
        known[name] = (share, share)
    return np.array([known[name] for name in ids])


def _chance(
    rng: np.random.Generator, market: _Market, name: str, ends: tuple[float, float], taste: float
) -> Floats:
    when = (market.day - market.day.min()) / max(1, np.ptp(market.day))
    share = ends[0] + (ends[1] - ends[0]) * when
    liking = rng.normal(0.0, taste, int(market.employer.max()) + 1)
    lift = np.where(np.isin(market.role, (0, 1, 2)), ML_LIFT.get(name, 0.3), -0.2)
    logit = np.log(share / (1 - share)) + liking[market.employer] + lift
    return np.asarray(1 / (1 + np.exp(-logit)))


def _source(rng: np.random.Generator, day: Ints) -> Ints:
    """Return each posting's source: company boards start in June 2025, Hacker News has a gap."""
    day_of = {
        name: (date.fromisoformat(name) - EPOCH).days for name in ("2023-07-01", "2025-06-01", "2026-01-01")
    }
    draw = rng.random(len(day))
    boards = (day >= day_of["2025-06-01"]) & (draw < 0.3)
    news = ((day < day_of["2023-07-01"]) | (day >= day_of["2026-01-01"])) & (draw > 0.9)
    return np.where(news, 2, np.where(boards, rng.choice((0, 1, 3), len(day)), 4))


def _tables(
    rng: np.random.Generator, market: _Market, posted: Ints, pairs: tuple[Ints, Ints], ids: tuple[str, ...]
) -> Tables:
    n = len(posted)
    row, skill = _expanded(posted, pairs)
    group = _groups(rng, row, skill, ids)
    later = np.r_[0, np.diff(posted)] == 0
    day = market.day[posted] + np.where(later, rng.integers(7, 60, n), 0)
    return Tables(
        posting_id=np.arange(1, n + 1, dtype=np.int64),
        employer=market.employer[posted].astype(np.int32),
        vacancy=posted.astype(np.int32),
        role=market.role[posted].astype(np.int8),
        posted_day=np.minimum(day, (LAST_DAY - EPOCH).days).astype(np.int32),
        is_open=day > (date(2026, 7, 1) - EPOCH).days,
        first_run=np.zeros(n, dtype=np.int32),
        clouds=_clouds(n, row, skill, ids),
        **_pay_and_place(rng, day),
        mention_posting=row.astype(np.int32),
        mention_skill=skill.astype(np.int16),
        mention_level=rng.choice(len(LEVELS), len(row), p=LEVEL_WEIGHTS).astype(np.int8),
        mention_group=group.astype(np.int16),
        **_register(n, len(row)),
        sources=SOURCES, employers=tuple(f"Employer {number}" for number in range(market.employer.max() + 1)),
        countries=COUNTRIES, currencies=CURRENCIES, skills=ids,
        snapshot="synthetic0000000", catalog="synthetic0000000",
    )  # laid out as a table  # fmt: skip


def _pay_and_place(rng: np.random.Generator, day: Ints) -> dict[str, Any]:
    """Return what is drawn for each posting whatever it asks: pay is stated in a third, years in half."""
    n = len(day)
    stated = rng.random(n) < 0.3
    pay = np.where(stated, rng.lognormal(11.9, 0.3, n).round(-3), np.nan)
    return {
        "source": _source(rng, day).astype(np.int16),
        "seniority": rng.choice(len(SENIORITIES), n, p=SENIORITY_WEIGHTS).astype(np.int8),
        "workplace": rng.choice(len(WORKPLACES), n, p=WORKPLACE_WEIGHTS).astype(np.int8),
        "country": rng.choice(len(COUNTRIES), n, p=COUNTRY_WEIGHTS).astype(np.int16),
        "salary_min": pay,
        "salary_max": pay * 1.25,
        "currency": np.where(stated, rng.choice(len(CURRENCIES), n, p=CURRENCY_WEIGHTS), -1).astype(np.int16),
        "pay_period": np.where(stated, 0, -1).astype(np.int8),
        "years_min": np.where(rng.random(n) < 0.5, rng.integers(1, 11, n), np.nan),
        "flags": (rng.random(n) < STUFFED).astype(np.uint8),
    }


def _register(postings: int, mentions: int) -> dict[str, Any]:
    """Return how the postings are written, drawn by themselves: the rest of a market does not hang on it."""
    rng = np.random.default_rng(REGISTER_SEED)
    return {
        "word_count": rng.lognormal(6.2, 0.5, postings).astype(np.int32),
        "item_count": rng.poisson(15, postings).astype(np.int32),
        "control_low": rng.integers(0, 1 << 63, postings).astype(np.uint64),
        "control_high": rng.integers(0, 1 << 38, postings).astype(np.uint64),
        "mention_form": (rng.random(mentions) < GENERIC).astype(np.int8),
        "searched": rng.integers(0, 2, postings).astype(np.int8),
    }


def _expanded(posted: Ints, pairs: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return the mentions of each posting: a vacancy posted twice names the same skills twice."""
    vacancy, skill = pairs
    start = np.searchsorted(vacancy, posted)
    count = np.searchsorted(vacancy, posted, side="right") - start
    row = np.repeat(np.arange(len(posted)), count)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, skill[np.repeat(start, count) + offset]


def _groups(rng: np.random.Generator, row: Ints, skill: Ints, ids: tuple[str, ...]) -> Ints:
    """Return the any-of group of each mention, -1 where it stands alone."""
    group = np.full(len(row), -1)
    for number, members in enumerate(ANY_OF):
        codes = [ids.index(name) for name in members if name in ids]
        inside = np.isin(skill, codes)
        per_row = np.bincount(row[inside], minlength=int(row.max(initial=0)) + 1)
        joined = (per_row > 1) & (rng.random(len(per_row)) < 0.6)
        group[inside & joined[row]] = number
    return group


def _clouds(n: int, row: Ints, skill: Ints, ids: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    bits = np.zeros(n, dtype=np.uint8)
    for place, cloud in enumerate(CLOUDS):
        if cloud in ids:
            bits[row[skill == ids.index(cloud)]] |= np.uint8(1 << place)
    return bits
