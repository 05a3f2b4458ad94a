"""Pages that stand in front of what was asked for are told from pages without a posting."""

import pytest

from data.records import Page, Request
from scraper.parsing.walls import Wall, likeness, refuse_wall
from tests.scraper.conftest import START

FILLER = "Our people make kettles, kites and quiet pumps for harbours of all sizes. " * 40


def page(title="", body="", head=""):
    markup = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    request = Request("https://acme.example/jobs/1", kind="posting", expects="html")
    return Page(request.url, markup.encode(), START, "text/html", request)


WALLS = {
    "a challenge": page(
        "Just a moment...", "Checking", '<script src="/cdn-cgi/challenge-platform/x"></script>'
    ),
    "a challenge in German": page("Einen Moment bitte", "Ihre Verbindung wird geprüft"),
    "a bot guard without words": page(
        "acme.example", "<p>One second</p>", "<script>window._cf_chl_opt={}</script>"
    ),
    "a captcha": page(
        "acme.example", '<div class="g-recaptcha"></div>Please confirm that you are not a robot'
    ),
    "access denied": page("Access Denied", "You do not have permission. Reference 18.ab"),
    "a consent form": page("Acme", "<h1>We value your privacy</h1><button>Accept all cookies</button>"),
    "a consent form in French": page("Acme", "Nous utilisons des cookies. <button>Tout accepter</button>"),
    "before you continue": page("Before you continue", "to Acme"),
    "a log-in": page("Sign in - Acme", "<form><input type=password></form>"),
    "a log-in without a title": page("Acme", "Please log in to continue <input type='password'>"),
    "an empty shell": page(
        "Acme Careers", "<noscript>You need to enable JavaScript to run this app.</noscript>"
    ),
    "interruption": page("Pardon Our Interruption", "As you were browsing " + "something " * 100),
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_a_wall_is_refused(wall):
    with pytest.raises(Wall, match="in place of the page"):
        refuse_wall(wall)


PAGES = {
    "plain": (page("Work with us", "<h1>Work with us</h1>"), False),
    "closed": (page("Acme", "This position has been filled. We use cookies. Accept all"), True),
    "closed in German": (page("Acme", "Die Stelle ist nicht mehr verfügbar. Alle Cookies akzeptieren"), True),
    "closed in French": (page("Acme", "Cette offre n'est plus disponible"), True),
    "long, with a consent bar and a guard": (
        page(
            "Careers",
            FILLER + "Accept all cookies",
            "<script src='/cdn-cgi/challenge-platform/jsd'></script>",
        ),
        False,
    ),
    "closed, with a captcha in its form": (
        page("Acme", "This job is closed<div class=hcaptcha></div>"),
        True,
    ),
}


@pytest.mark.parametrize(("sound", "says_closed"), PAGES.values(), ids=PAGES.keys())
def test_a_page_without_a_posting_is_no_wall(sound, says_closed):
    assert refuse_wall(sound) is says_closed


def test_pages_that_differ_in_numbers_are_alike():
    assert likeness(page(body="<p>Ray 8a9f00aa12</p> x")) == likeness(page(body="<p>Ray  77bc01ff90</p>X"))
    assert likeness(page(body="ships")) != likeness(page(body="boats"))
