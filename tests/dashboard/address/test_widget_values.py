"""Addresses that people type: each is understood, or what is not is named on the page."""

import pytest

from dashboard.address.address import read_query
from data.errors import UsageError
from tests.dashboard.conftest import words_of

# page, query, and what the page says when it has understood
UNDERSTOOD = [
    ("overview", {"role": "data_scientist"}, "Data scientist vacancies"),
    ("overview", {"role": "DATA SCIENTIST"}, "Data scientist vacancies"),
    ("overview", {"role": ["data-engineer", "ml_engineer"]}, "Data engineer or ML engineer vacancies"),
    ("overview", {"role": ""}, "All vacancies"),
    ("overview", {"cloud": "aws"}, "naming AWS"),
    ("overview", {"cloud": "Aws", "role": "Data scientist"}, "Data scientist vacancies naming AWS"),
    ("overview", {"country": "US"}, "in US"),
    ("overview", {"country": "united states"}, "in US"),
    ("overview", {"source": "hackernews", "role": ""}, "from Hacker News"),
    ("overview", {"source": "linkedin", "role": ""}, "from LinkedIn"),
    ("overview", {"seniority": "Senior"}, "Senior ML engineer"),
    ("overview", {"workplace": "onsite"}, "On-site ML engineer"),
    ("overview", {"denominator": "employers"}, "employers hiring"),
    ("overview", {"level": "Required"}, "require a skill"),
    ("overview", {"since": "2025-01"}, "since January 2025"),
    ("overview", {"since": "2025-01-01"}, "since January 2025"),
    ("overview", {"since": "January 2025"}, "since January 2025"),
    ("overview", {"since": "2026-01", "until": "2026-04-01"}, "from January 2026 until before April 2026"),
    ("overview", {"since": "2026-01", "through": "2026-03"}, "from January 2026 until before April 2026"),
    ("overview", {"since": "2001-01"}, "ML engineer vacancies: "),
    ("overview", {"through": "now"}, "since September 2025: "),
    ("overview", {"compare": "TRUE", "cloud": "aws", "cloud_b": "gcp"}, "compared with"),
    ("skill", {"skill": "kubernetes"}, "Kubernetes"),
    ("study", {"have": ["pytorch", "python"]}, "in 100 requirements of"),
    ("trends", {"skills": "rag", "step": "Quarter"}, "RAG"),
    ("postings", {"names": "aws"}, "that name AWS"),
    ("overview", {"top": "30", "kind": "languages"}, "Python"),
]
# page, query, what the page quotes, and what it says that it shows
NAMED = [
    ("overview", {"role": "wizard"}, "role 'wizard'; there is none", "Shown: ML engineer"),
    ("overview", {"role": ["data_scientist", "wizard"]}, "role 'wizard'", "Shown: Data scientist"),
    ("overview", {"role": "ml enginer"}, "Did you mean ML engineer", "Shown: ML engineer"),
    ("overview", {"cloud": "awz"}, "cloud 'awz'", "Shown: any cloud"),
    ("overview", {"country": "XX"}, "country 'XX'", "Shown: any country"),
    ("overview", {"source": "monster"}, "source 'monster'", "Shown: any source"),
    ("overview", {"seniority": "boss"}, "seniority 'boss'", "Shown: any seniority"),
    ("overview", {"workplace": "moon"}, "workplace 'moon'", "Shown: any workplace"),
    ("overview", {"level": "x"}, "level 'x'", "Shown: required, preferred or mentioned"),
    ("overview", {"denominator": "jobs"}, "denominator 'jobs'", "Shown: vacancies"),
    ("overview", {"rol": "ml_engineer"}, "'rol', which changes nothing", "Did you mean role?"),
    ("overview", {"clod": "aws"}, "'clod', which changes nothing", "Did you mean cloud?"),
    ("overview", {"Role": "data_scientist"}, "'Role', which changes nothing", "Did you mean role?"),
    ("overview", {"snapshot": "deadbeef"}, "made from the facts 'deadbeef'", "today's figures"),
    ("overview", {"since": "soon"}, "since 'soon'; there is no such month", "Shown: Sep 2025"),
    ("overview", {"since": "2026-13"}, "since '2026-13'", "Shown: Sep 2025"),
    ("overview", {"since": "2031-01"}, "since '2031-01'; no posting is of that time", "Shown: Sep 2025"),
    ("overview", {"through": "1999-01"}, "through '1999-01'", "Shown: Aug 2026, the newest"),
    ("overview", {"since": "2025-06-15"}, "since '2025-06-15'; the filters know whole months", "Jun 2025"),
    ("overview", {"until": "2026-01-15"}, "until '2026-01-15'", "Shown: Jan 2026"),
    ("overview", {"since": "Mar 2026", "through": "Jan 2026"}, "the wrong way round", "Jan 2026 to Mar 2026"),
    ("overview", {"compare": "perhaps"}, "compare = 'perhaps'", "Shown: false"),
    ("overview", {"role_b": "data_scientist"}, "'role_b', which changes nothing", ""),
    ("overview", {"compare": "true", "cloud_b": "awz"}, "cloud 'awz'", "Shown: any cloud"),
    ("overview", {"skill": "JAX"}, "'skill', which changes nothing", ""),
    ("overview", {"top": "7"}, "how many '7'", "Shown: 12"),
    ("overview", {"kind": "Wizardry"}, "skills 'Wizardry'", "Shown: Technologies"),
    ("skill", {"skill": "Kubernets"}, "skill 'Kubernets'; there is none", "Did you mean Kubernetes?"),
    ("skill", {"by": "planet"}, "'planet'", "Shown: seniority"),
    ("study", {"have": ["Pyton", "SQL"]}, "skill 'Pyton'", "Shown: SQL"),
    ("study", {"practices": "maybe"}, "practices = 'maybe'", "Shown: false"),
    ("study", {"part": "The end"}, "'The end'", "Shown: The plan"),
    ("trends", {"skills": ["RAG", "Nonesuch"]}, "skill 'Nonesuch'", "Shown: RAG"),
    ("trends", {"step": "week"}, "step 'week'", "Shown: auto"),
    ("together", {"pairs": "Pythn"}, "Did you mean Python?", "Shown: all skills"),
    ("postings", {"names": "Dokcer"}, "skill 'Dokcer'", "Shown: any skill"),
    ("postings", {"posting": "999999999"}, "posting '999999999'; there is none here", ""),
    ("postings", {"posting": "-1 OR 1=1"}, "there is none here", ""),
    ("claims", {"panel": "Cobol"}, "skill 'Cobol'", "Shown: "),
    ("method", {"part": "Runes"}, "Did you mean Runs?", "Shown: Freshness"),
    ("overview", {"role": "<script>alert(1)</script>"}, "there is none", "Shown: ML engineer"),
    ("overview", {"role": "w" * 5_000}, "there is none", "Shown: ML engineer"),
]


def ids(cases):
    return [
        f"{case[0]}?{'&'.join(f'{key}={value}' for key, value in case[1].items())}"[:70] for case in cases
    ]


def plain(words: str) -> str:
    """Return words without the marks that keep Markdown from reading them."""
    return words.replace("\\", "").replace("\u2060", "")


def warned(app) -> str:
    return plain("\n".join(one.value for one in app.warning))


@pytest.mark.parametrize(("page", "query", "words"), UNDERSTOOD, ids=ids(UNDERSTOOD))
def test_codes_and_labels_in_any_case_are_understood(open_page, page, query, words):
    app = open_page(page, **query)

    assert not app.exception
    assert words in plain(words_of(app))
    assert not app.warning


@pytest.mark.parametrize(("page", "query", "asked", "shown"), NAMED, ids=ids(NAMED))
def test_what_cannot_be_understood_is_named_with_what_is_shown(open_page, page, query, asked, shown):
    app = open_page(page, **query)

    assert not app.exception
    assert asked in warned(app)
    assert shown in warned(app)


def test_more_skills_than_can_be_drawn_are_named(open_page):
    every = ["RAG", "PyTorch", "AWS", "Docker", "SQL", "Python", "GCP", "Azure"]

    app = open_page("trends", skills=every)

    assert app.multiselect(key="skills").value == ["rag", "pytorch", "aws", "docker", "sql", "python"]
    assert "names 8, at most 6 can be shown" in warned(app)
    assert "Left out: GCP and Azure" in warned(app)


def test_an_unknown_skill_shows_no_other_skill(open_page):
    app = open_page("skill", skill="Kubernets")

    assert app.selectbox(key="skill").value is None
    assert "PyTorch" not in words_of(app)


def test_a_skill_chosen_after_an_unknown_one_is_shown(open_page):
    app = open_page("skill", skill="Kubernets")

    app.selectbox(key="skill").select("kubernetes").run()

    assert app.title[0].value == "Kubernetes"


def test_the_line_stays_until_it_is_taken_away(open_page):
    app = open_page(role="wizard", clod="aws")
    app.multiselect(key="cloud").select("aws").run()
    assert "wizard" in warned(app)

    app.button(key="forget-notes").click().run()

    assert not app.warning
    assert "role" not in app.query_params
    assert "clod" not in app.query_params


def test_a_reset_takes_the_line_away_too(open_page):
    app = open_page(role=["data_scientist", "wizard"])

    next(button for button in app.button if button.label == "Reset all filters").click().run()

    assert not app.warning
    assert app.multiselect(key="role").value == ["ml_engineer"]


def test_what_was_understood_stays_when_the_line_is_taken_away(open_page):
    app = open_page(role=["data_scientist", "wizard"])

    app.button(key="forget-notes").click().run()

    assert app.multiselect(key="role").value == ["data_scientist"]
    assert app.query_params["role"] == "Data scientist"


def test_the_first_day_out_becomes_the_last_month_in_of_the_widget(open_page):
    app = open_page(until="2026-04-01")

    assert app.selectbox(key="through").value == "2026-03"
    assert app.query_params == {"through": "Mar 2026"}


def test_an_address_of_many_unknown_keys_is_answered_in_few_lines(open_page):
    app = open_page(**{f"key{number}": "<b>" for number in range(300)})

    assert not app.exception
    assert len(app.warning[0].value.splitlines()) == 13
    assert warned(app).endswith("And 288 more.")


def test_page_and_endpoint_agree(open_page, corpus):
    """Whatever a page names as unknown, an endpoint refuses; what it understands, an endpoint understands."""
    keys = {"role", "cloud", "country", "source", "seniority", "workplace", "level", "denominator", "since",
            "through", "until", "rol", "clod", "Role", "snapshot"}  # laid out as a table  # fmt: skip
    tolerated = ("whole months", "wrong way round", "of that time")  # an endpoint counts to the day
    for _page, query, asked, _shown in NAMED:
        if (
            set(query) <= keys
            and not any(words in asked for words in tolerated)
            and "1999" not in asked
            and "2026-01-15" not in asked
        ):
            with pytest.raises(UsageError):
                read_query(pairs_of(query), corpus)
    for _page, query, _words in UNDERSTOOD:
        if set(query) <= keys:
            read_query(pairs_of(query), corpus)


def pairs_of(query):
    """Return a query as an endpoint gets it."""
    return [
        (key, one) for key, value in query.items() for one in ([value] if isinstance(value, str) else value)
    ]
