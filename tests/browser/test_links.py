import pytest

from tests.browser.conftest import serving, settle
from tests.dashboard.market import write_market

pytestmark = pytest.mark.browser

LINKS = (
    "?cloud=AWS",
    "?role=Data+scientist&role=AI+engineer&top=30",
    "?kind=Languages&since=Jan+2026",
    "?compare=true&cloud=AWS&cloud_b=GCP",
    "trends?skills=RAG&skills=PyTorch&step=quarter",
    "skill?skill=Docker&by=country",
    "together?pairs=PyTorch",
    "study?have=Python&have=SQL&part=Portfolio+projects",
    "postings?q=invented&names=AWS",
    "method?part=Runs&level=required+only",
)
SAID = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const grids = [...main.querySelectorAll('[data-testid=stDataFrame] canvas table')];
  const charts = [...main.querySelectorAll('.js-plotly-plot .main-svg')];
  return [main.innerText, ...grids.map(one => one.textContent), ...charts.map(one => one.textContent)];
}"""
TABLES_READ = """() => [...document.querySelectorAll('[data-testid=stMain] [data-testid=stDataFrame]')]
  .filter(one => one.checkVisibility())
  .every(one => one.querySelector('canvas table td'))"""


def said(page):
    """Return every word, table and chart on a page."""
    page.wait_for_function(TABLES_READ)
    settle(page)
    return page.evaluate(SAID)


@pytest.mark.slow
@pytest.mark.timeout(600)  # twenty views of whole pages, one after the other, and two starts of a server
def test_ten_links_show_the_same_words_tables_and_charts_after_the_server_was_started_again(look, folder):
    store, local = write_market(folder / "links.db", 1_500), folder / "links-local"
    local.mkdir()
    (local / "guide-closed").touch()

    def seen(address):
        page = look(f"{address}/{LINKS[0]}")
        words = [said(page)]
        for link in LINKS[1:]:
            page.goto(f"{address}/{link}")
            settle(page)
            words.append(said(page))
        page.context.close()  # open pages cost the next ones time
        return words

    with serving(store, local) as address:
        before = seen(address)
    with serving(store, local) as address:
        after = seen(address)

    for link, one, other in zip(LINKS, before, after, strict=True):
        assert one == other, link
        assert len(one[0]) > 100, link
    assert sum(len(one) > 1 for one in before) >= 8  # nearly each has a table or a chart


@pytest.mark.parametrize(("kind", "magic"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")], ids=["png", "svg"])
def test_a_chart_is_saved_as_a_picture_with_what_it_counts(look, server, kind, magic):
    page = look(f"{server}/?cloud=AWS")
    if kind == "SVG":
        page.get_by_role("button", name="Download all").click()
        page.get_by_text("SVG", exact=True).click()
        page.keyboard.press("Escape")
        settle(page)

    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as waiting:
        page.locator(".modebar-btn[data-title^=Download]").first.click()
    content = waiting.value.path().read_bytes()

    assert content.startswith(magic)
    assert waiting.value.suggested_filename == f"skillgauge-top-skills.{kind.lower()}"
    if kind == "SVG":
        assert "of 100 vacancies" in content.decode()
        assert "PyTorch" in content.decode()


def test_back_and_forward_move_between_the_pages_that_were_looked_at(look, server):
    page = look(f"{server}/?cloud=AWS")

    page.get_by_role("link", name="Trends").click()
    page.get_by_role("heading", name="How it changes").wait_for()
    settle(page)
    page.go_back()
    page.get_by_role("heading", name="What the market asks for").wait_for()
    settle(page)
    page.go_forward()
    page.get_by_role("heading", name="How it changes").wait_for()
    settle(page)

    assert "naming AWS" in page.locator("[data-testid=stMain]").inner_text()


def test_an_address_in_codes_is_understood_and_stays_as_it_was_written(look, server):
    page = look(f"{server}/?role=data_scientist&cloud=aws")

    main = page.locator("[data-testid=stMain]").inner_text()
    assert "Data scientist vacancies naming AWS" in main
    assert page.url.endswith("/?role=data_scientist&cloud=aws")
    assert not page.locator("[data-testid=stAlert]").count()


def test_what_is_not_understood_is_named_and_survives_a_reload(look, server):
    page = look(f"{server}/?role=wizard&clod=aws")
    first = page.locator("[data-testid=stAlert]").inner_text()

    page.reload()
    settle(page)

    assert "role 'wizard'; there is none. Shown: ML engineer." in first
    assert "'clod', which changes nothing on this page. Did you mean cloud?" in first
    assert page.locator("[data-testid=stAlert]").inner_text() == first


def test_back_leads_to_an_address_in_codes_with_its_own_population(look, server):
    page = look(f"{server}/?role=data_scientist&role=wizard")

    page.get_by_role("link", name="Trends").click()
    page.get_by_role("heading", name="How it changes").wait_for()
    settle(page)
    page.go_back()
    page.get_by_role("heading", name="What the market asks for").wait_for()
    settle(page)

    assert "Data scientist vacancies" in page.locator("[data-testid=stMain]").inner_text()
    assert "role 'wizard'" in page.locator("[data-testid=stAlert]").inner_text()


def test_what_was_not_understood_is_taken_out_of_the_address_on_demand(look, server):
    page = look(f"{server}/?role=wizard&role=data_engineer&clod=aws")

    page.get_by_role("button", name="Leave this out of the address").click()
    page.locator("[data-testid=stAlert]").wait_for(state="detached")
    settle(page)

    assert page.url.endswith("/?role=Data+engineer")
    assert "Data engineer vacancies" in page.locator("[data-testid=stMain]").inner_text()


def test_moving_between_pages_names_nothing_that_the_reader_did_not_write(look, server):
    page = look(f"{server}/?kind=languages&top=30&cloud=aws")

    for name in ("Trends", "Skill", "Together", "Study plan", "Postings", "Claims", "Data and method"):
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{'method' if name == 'Data and method' else name.split()[0].lower()}*")
        settle(page)
        if name != "Data and method":  # it speaks of the whole store, whatever is filtered
            assert "naming AWS" in page.locator("[data-testid=stMain]").inner_text(), name
        assert "AWS" in page.locator("[data-testid=stSidebar]").inner_text(), name
        assert not page.locator("[data-testid=stAlert]", has_text="The address").count(), name
