import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.screen.page_list import PAGES
from data.origins import collections
from data.store.reader import Reader
from tests.dashboard.conftest import ROOT, words_of

OWN_HEADINGS = {"skill": "PyTorch"}  # pages that are called after what they show


def test_each_file_of_a_page_is_in_the_list():
    files = (ROOT / "dashboard" / "pages").glob("*.py")

    assert {file.stem for file in files} == {page.name for page in PAGES}
    assert len({page.title for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_says_its_heading_its_slice_and_how_old_its_data_are(open_page, page):
    app = open_page(page.name)

    said = words_of(app)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == (page.heading or OWN_HEADINGS[page.name])
    assert ("ML engineer vacancies, " if page.follows_filters else "All vacancies\\: ") in said
    assert said.count("-badge[") == 1
    assert ":gray-badge[Data to 31 August 2026, " in said


def test_what_filters_do_not_change_names_no_filter(open_page):
    assert "naming AWS" not in words_of(open_page("method", cloud="AWS"))
    claims = words_of(open_page("claims", cloud="AWS"))
    assert "**All vacancies\\: " in claims
    assert "with your filters (ML engineer vacancies naming AWS" in claims


def test_overview_gives_headline_figures_with_interval_and_verdict(open_page):
    app = open_page()

    said = words_of(app)
    cards = [one.value for one in app.markdown if "\n\n## " in one.value]
    assert [card.split("\n")[0] for card in cards] == ["**PyTorch**", "**AWS**"]
    assert all("of 100 vacancies" in card for card in cards)
    assert "between **" in said
    assert any(verdict in said for verdict in ("**up", "**down", "**cannot tell**"))


def test_overview_has_a_table_beside_its_chart(open_page):
    app = open_page()

    table = app.dataframe[0].value
    assert {"skill", "of 100", "interval", "employers", "rank"} <= set(table.columns)
    assert len(table) == 12


def test_a_filter_changes_the_figures(open_page):
    app = open_page()
    before = words_of(app)

    app.multiselect(key="cloud").select("aws").run()

    assert not app.exception
    assert "naming AWS" in words_of(app)
    assert words_of(app) != before


def test_filters_are_kept_from_page_to_page(open_page):
    app = open_page(cloud="AWS")

    app.switch_page("dashboard/pages/trends.py").run()

    assert "naming AWS" in words_of(app)


def test_reset_puts_every_filter_back(open_page):
    app = open_page(
        role="Data scientist", cloud="AWS", level="required only", since="Jan 2026", compare="true"
    )
    assert "Data scientist" in app.multiselect(key="role").options or app.multiselect(key="role").value

    next(button for button in app.button if button.label == "Reset all filters").click().run()

    assert app.multiselect(key="role").value == ["ml_engineer"]
    assert app.multiselect(key="cloud").value == []
    assert app.selectbox(key="level").value == "asked"
    assert not app.toggle(key="compare").value


def test_compare_mode_says_what_differs_and_what_cannot_be_told(open_page):
    app = open_page(compare="true", cloud="AWS", cloud_b="GCP")

    said = words_of(app)
    assert not app.exception
    assert "compared with" in said
    assert "more in the first: AWS" in said
    assert "cannot tell" in said


def test_an_address_names_the_same_view_in_every_session(open_page):
    query = {
        "role": ["Data scientist", "Data engineer"],
        "country": "United States",
        "level": "required only",
    }

    first, second = open_page(**query), open_page(**query)

    assert words_of(first) == words_of(second)
    assert "data engineer" in words_of(first).casefold()


def test_skill_page_tells_levels_alternatives_and_neighbours(open_page):
    app = open_page("skill", skill="PyTorch")

    said = words_of(app)
    assert "require it" in said
    assert "in a list where another would do" in said
    assert "employers counted once" in said
    assert "at the same mix of sources, roles and seniority" in said
    assert "TensorFlow" in {cell for table in app.dataframe for cell in table.value.iloc[:, 0]}


@pytest.mark.parametrize(
    ("skill", "said"),
    [("SQL", "our short list of real choices, made by hand, has none for SQL"), ("PyTorch", "would accept")],
)
def test_skill_page_says_in_a_sentence_where_nothing_is_accepted_instead(open_page, skill, said):
    app = open_page("skill", skill=skill)

    assert said in words_of(app)
    assert not any(table.value.empty for table in app.dataframe)


def test_first_and_last_share_of_a_trend_stand_with_their_intervals(open_page):
    said = words_of(open_page("trends"))

    assert re.search(r"Of 100 vacancies: PyTorch \d+ \(\d+ to \d+\) in [^,]+, \d+ \(\d+ to \d+\) in ", said)


def test_postings_that_nobody_watches_have_no_column_for_it(open_page):
    assert "seen open" in open_page("postings").dataframe[0].value.columns


def test_what_a_page_did_not_come_to_ask_for_is_not_called_useless(open_page):
    said = words_of(open_page("skill", skill="Kubernets", by="country"))

    assert "Did you mean Kubernetes?" in said
    assert "'by'" not in said


def test_trends_name_the_second_selection_once(open_page):
    said = words_of(open_page("trends", compare="true", cloud_b="Azure"))

    assert said.count("ML engineer vacancies naming Azure") == 1
    assert "\n- PyTorch" in said


def test_trends_of_no_skill_ask_for_one(open_page):
    app = open_page("trends")

    app.multiselect(key="skills").set_value([]).run()

    assert "Choose a skill" in words_of(app)


def test_study_plan_moves_when_a_skill_is_known(open_page):
    app = open_page("study", have=["Python", "SQL"])
    before = words_of(app)

    app.multiselect(key="have").select("pytorch").run()

    assert not app.exception
    assert "in 100 requirements of" in before
    assert words_of(app) != before


def test_study_plan_reads_a_pasted_cv_on_this_machine(open_page):
    app = open_page("study")

    app.text_area(key="cv").set_value("I built services in Python and SQL with Docker.").run()
    next(button for button in app.button if button.label == "Read the CV").click().run()

    assert {"python", "sql", "docker"} <= set(app.multiselect(key="have").value)


def test_interview_tab_holds_a_checklist(open_page):
    app = open_page("study", have=["Python"], part="The interview")

    assert len(app.checkbox) > 20
    assert "our reading of public guides, not a measurement" in words_of(app)


def test_claims_carry_a_verdict_each(open_page):
    app = open_page("claims")

    verdicts = set(app.dataframe[0].value["verdict"])
    assert verdicts <= {"agrees", "differs", "fragile", "not comparable", "too narrow to judge here"}
    assert len(app.get("plotly_chart")) == 1
    assert [*app.dataframe[1].value] == ["counting", "of 100", "inside", "readings"]


def test_sayings_stand_apart_without_a_verdict(open_page):
    app = open_page("claims")

    (sayings,) = (one.value for one in app.dataframe if "what is said" in one.value)
    said = dict(zip(sayings["what is said"], sayings["we find"], strict=True))
    assert said["SQL is essential for ML engineers"].isdigit()
    assert said["Demand for ML engineers will grow between 2025 and 2030"] == "not measurable"
    assert not set(said) & set(app.dataframe[0].value["claim"])
    assert "not how many people will be hired in years to come" in words_of(app)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Freshness", "are **"),
        ("Coverage", "interpolated"),
        ("Runs", "1 run, the latest of"),
        ("Accuracy", "no rule was written with"),
        ("Formulas", "**Share.**"),
        ("Words", "**Vacancy.**"),
        ("For programs", "/api/shares.csv"),
    ],
)
def test_each_part_of_the_method_page_says_its_piece(open_page, part, words):
    app = open_page("method", part=part)

    assert not app.exception
    assert words in words_of(app)


def test_portfolio_projects_are_weighed_by_what_they_add(open_page):
    app = open_page("study", have=["Python"], part="Portfolio projects")

    assert not app.exception
    assert "demonstrates about" in words_of(app) or "Too few vacancies" in words_of(app)


def test_the_guide_goes_away_for_good(open_page):
    app = open_page()
    app.button(key="guide-button").click().run()

    again = open_page()

    assert "New here?" not in words_of(app)
    assert "New here?" not in words_of(again)


def test_a_dashboard_served_to_others_starts_no_runs_and_keeps_nothing(open_page, monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_SHARED", "1")

    app = open_page("method")
    guide = open_page()
    guide.button(key="guide-button").click().run()

    assert "Collect new postings now" not in {button.label for button in app.button}
    assert not (tmp_path / "local").exists()


def test_the_collections_behind_the_shipped_facts_are_named(open_page):
    said = words_of(open_page("method"))

    assert "LinkedIn" in said
    for one in collections():
        assert one.url in said
        assert one.commit in said


def test_words_are_looked_for_where_there_are_any(open_page):
    assert open_page("postings").text_input(key="q").label == "Find in title, employer and text"


def test_facts_without_texts_are_searched_by_title_and_employer(open_page, monkeypatch):
    counts = Reader.counts
    monkeypatch.setattr(Reader, "counts", lambda self: replace(counts(self), texts=0))

    app = open_page("postings")

    assert app.text_input(key="q").label == "Find in title and employer"


def test_a_posting_of_the_address_is_shown_though_the_list_does_not_hold_it(open_page):
    app = open_page("postings", posting="1", q="nowhereatall")

    assert "not in this list" in words_of(app)
    assert "The words that were counted" in words_of(app)


def test_the_open_end_is_called_after_the_newest_month(open_page):
    assert "Aug 2026, the newest" in open_page().selectbox(key="through").options


@pytest.mark.parametrize("page", ["overview", "skill", "together", "study", "method"])
def test_what_the_numbers_are_of_opens_under_one_closed_panel(open_page, page):
    app = open_page(page)

    panels = [one for one in app.expander if one.label == "About these numbers"]
    assert [one.proto.expanded for one in panels] == [False]
    said = panels[0].markdown[0].value
    of = "vacancies of all years" if page == "method" else "ML engineer vacancies since September 2025"
    assert f"The figures speak for {of} that were advertised on " in said.replace("\\", "")
    assert "labelled postings that no rule was written from" in said
    assert "equal months of" in said


def test_the_first_page_has_one_badge_and_no_warning_beside_its_figures(open_page):
    app = open_page()

    assert words_of(app).count("-badge[") == 1
    assert not app.warning
    cards = [one.value for one in app.markdown if "## " in one.value and " of 100 " in one.value]
    assert len(cards) == 2
    assert all(len(card.split("\n\n")) <= 4 for card in cards)  # name, figure, its range, its change
    assert len([one for one in app.caption if "Click a bar" not in one.value]) == 0


def test_posted_from_shows_the_month_that_years_are_pooled_from(open_page):
    app = open_page("overview", role="", seniority="Intern")

    shown = date.fromisoformat(f"{app.selectbox(key='since').value}-01")
    assert shown < date(2025, 9, 1)
    assert f"Intern vacancies, since {shown:%B %Y}" in words_of(app)
    assert "years pooled" in words_of(app)


def test_posted_from_is_the_default_again_without_juniors_and_keeps_what_was_chosen(open_page):
    app = open_page("overview", role="", seniority="Intern")

    app.multiselect(key="seniority").set_value([]).run()
    assert app.selectbox(key="since").value == "2025-09"

    app.selectbox(key="since").set_value("2026-01").run()
    app.multiselect(key="seniority").select("intern").run()
    assert app.selectbox(key="since").value == "2026-01"


def test_the_panel_of_the_trends_page_is_of_the_period_of_its_lines(open_page):
    app = open_page("trends")

    said = next(one for one in app.expander if one.label == "About these numbers").markdown[0].value
    period = words_of(app).split("ML engineer vacancies, ")[1].split("\\")[0]
    assert period.startswith("since ")
    assert f"The figures speak for ML engineer vacancies {period} " in said.replace("\\", "")
