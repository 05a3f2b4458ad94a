import re

import pytest

from dashboard.screen import text
from tests.hostile.strings import HOSTILE


@pytest.mark.parametrize("value", HOSTILE)
def test_markdown_leaves_no_character_its_meaning(value):
    shown = text.markdown(value)

    unescaped = re.sub(r"\\.", "", shown)
    assert not re.search(r"[\\`*_{}\[\]()#+\-.!|<>~$:^=&\"'@/]", unescaped)


@pytest.mark.parametrize("value", HOSTILE)
def test_markdown_shows_the_text_as_it_was_written(value):
    shown = re.sub(r"\\(.)", r"\1", text.markdown(value, limit=20_000)).replace(text.JOINER, "")

    assert shown == text.plain(value, limit=20_000)


@pytest.mark.parametrize("value", HOSTILE)
def test_plain_is_one_visible_line_of_bounded_length(value):
    shown = text.plain(value)

    assert len(shown) <= text.MAX_SHOWN
    assert "\n" not in shown
    assert not text.INVISIBLE.search(shown)


@pytest.mark.parametrize(
    "written", ["www.evil.example", "https://evil.example", "a@evil.example", "->", "--"]
)
def test_addresses_and_arrows_are_broken_up_so_that_nothing_makes_links_of_them(written):
    assert text.JOINER in text.markdown(written)


NAMES = [
    ":streamlit:", ":stream\u2060lit:", ":material/home:", ":material_home:", ":rocket:", ":+1:", ":-1:",
    ":flag-us:", "a:streamlit:b", "::streamlit::", ":streamlit::rocket:", ":red[x]", ":red-background[x]",
    ":orange-badge[x]", ":small[x]", ":color[x]{foreground=red}", ":shimmer[x]", ":help[x]", ":rainbow[x]",
    ":streamlit", ":primary[:streamlit:]", ":-)", ":D", "8:30", "https://evil.example",
]  # laid out as a table  # fmt: skip


@pytest.mark.parametrize("written", NAMES)
def test_a_name_between_colons_stays_a_name(written):
    shown = re.sub(r"\\(.)", r"\1", text.markdown(written))  # as Streamlit sees it when it looks for names

    assert not re.search(r":(?=[^\s\u2060])", shown)
    assert shown.replace(text.JOINER, "") == text.plain(written)


def test_other_words_are_marked_in_another_way():
    shown = text.highlighted("Use Python, Zorblax and Wobble", 4, 10, [(24, 30), (12, 19)])

    assert shown == (
        "Use :blue-background[**Python**], :orange-background[*Zorblax*] and :orange-background[*Wobble*]"
    )


def test_marks_that_overlap_or_lie_outside_the_text_spoil_nothing():
    shown = text.highlighted("Use Python, Zorblax", 4, 10, [(6, 14), (12, 19), (13, 15), (19, 12), (90, 99)])

    assert shown == "Use :blue-background[**Python**], :orange-background[*Zorblax*]"


def test_hostile_words_that_are_marked_are_shown_as_written():
    shown = text.highlighted("Python, a](b) *x* :red[y]", 0, 6, [(8, 25)])

    assert "](b)" not in shown.replace("\\]", "")
    assert shown.endswith("]")
    assert "\\*x\\*" in shown


def test_a_name_between_colons_stays_a_name_where_words_are_highlighted():
    shown = text.highlighted("We love :streamlit: and Python", 24, 30).replace("\\", "")

    assert ":streamlit:" not in shown
    assert ":\u2060streamlit:" in shown
    assert shown.endswith(":blue-background[**Python**]")


@pytest.mark.parametrize("value", HOSTILE)
def test_chart_text_has_no_tag_and_no_template(value):
    shown = text.chart(value)

    assert "<" not in shown
    assert ">" not in shown
    assert "%{" not in shown


def test_a_highlight_marks_the_words_alone():
    shown = text.highlighted("We use **PyTorch** daily", 9, 16)

    assert shown == r"We use \*\*:blue-background[**PyTorch**]\*\* daily"


@pytest.mark.parametrize("url", ["https://boards.example/1", "http://boards.example:8080/a?b=c#d"])
def test_web_addresses_are_safe(url):
    assert text.safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://good.example@evil.example/",
        "https://",
        "https://evil.example/\nx",
        "https://[broken",
        "https://evil.example/" + "a" * 5_000,
        "",
        None,
    ],
)
def test_other_addresses_are_not(url):
    assert text.safe_url(url) is None


def test_the_host_is_shown_beside_a_link():
    assert text.host_of("https://boards.example/a/b") == "boards.example"
