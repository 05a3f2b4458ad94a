import json
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import PostingRejected
from scraper.parsing import clean
from scraper.parsing.clean import clean_html, clean_line, clean_text
from scraper.parsing.contacts import CONTACTS
from tests.growing_texts import LONGEST_GROWTH, growth, units

BOMBS = {
    "unclosed tags": "'<a ' * 200_000",
    "unclosed comments": "'<!--' * 100_000",
    "unclosed cdata": "'<![CDATA[' * 100_000",
    "only angles": "'<' * 1_000_000",
    "deep nesting": "'<div>' * 100_000",
    "deep nesting closed": "'<b>' * 50_000 + 'x' + '</b>' * 50_000",
    "many attributes": "'<p ' + ' '.join(f'a{i}=1' for i in range(100_000)) + '>x</p>'",
    "one attribute name": "'<p ' + 'a' * 1_500_000 + '>'",
    "entities": "'&lt;' * 300_000",
    "broken entities": "'&' * 1_500_000",
    "open lists": "'<ul><li>' * 50_000",
    "tables": "'<table><tr><td>' * 50_000",
    "processing instructions": "'<?' * 500_000",
    "doctype": "'<!DOCTYPE ' * 100_000",
    "styles": "'<p style=\"' + 'display ' * 150_000 + '\">x'",
    "one line": "'x' * 1_900_000",
    "too long": "'x' * 10_000_000",
    "addresses": "'a.' * 500_000 + '@'",
    "digits": "'1' * 1_000_000",
    "spaces": "' ' * 1_900_000 + 'x'",
}


@pytest.mark.parametrize("markup", BOMBS.values(), ids=BOMBS.keys())
def test_hostile_markup_is_text_or_a_rejection_in_bounded_time_and_memory(markup):
    program = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))  # seconds of work, of which the interpreter takes its share
from data.errors import PostingRejected
from scraper.parsing.clean import clean_html
try:
    clean_html({markup})
except PostingRejected:
    pass
"""

    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=120
    )

    assert done.returncode == 0, done.stderr


def test_block_tags_separate_words_and_inline_tags_do_not():
    text = clean_html("<p>in Python</p><p>Experience with <b>Py</b>Torch<br>and<td>Ray</td><td>Dask</td></p>")

    assert text.split() == ["in", "Python", "Experience", "with", "PyTorch", "and", "Ray", "Dask"]


def test_headings_and_list_entries_stand_on_lines_of_their_own():
    text = clean_html(
        "<h3>Requirements</h3><ul><li>Python</li><li><p>Spark</p></li></ul>Nice to have<div>Go</div>"
    )

    assert text.split("\n") == ["Requirements", "", "- Python", "- Spark", "", "Nice to have", "Go"]


HIDDEN = [
    "<script>Rust</script>", "<style>Rust</style>", "<template>Rust</template>", "<!-- Rust -->",
    "<noscript>Rust</noscript>", "<p hidden>Rust</p>", "<p style='color:red; DISPLAY : none'>Rust</p>",
    "<span aria-hidden=TRUE>Rust<b>Rust</b></span>", "<img alt='Rust'>",
    "<span style='font-size:0px'>Rust</span>",
    "<i style='visibility: hidden'>Rust</i>", "<?php Rust ?>", "<textarea>Rust</textarea>",
    "<iframe>Rust</iframe>", "<title>Rust</title>", "<b style='opacity:0'>Rust</b>",
]  # fmt: skip  # cases side by side


@pytest.mark.parametrize("markup", HIDDEN)
def test_hidden_words_are_dropped_and_the_words_after_them_kept(markup):
    text = clean_html(f"<p>before</p>{markup}<p>after</p>")

    assert text == "before\n\nafter"


def test_visible_words_with_harmless_styles_stay():
    text = clean_html("<p style='opacity:0.9;font-size:0.8em;display:block' aria-hidden=false>Rust</p>")

    assert text == "Rust"


INVISIBLE = {
    "nul": "Py\x00thon", "control": "Py\x07thon", "c1": "Py\x9bthon", "surrogate": "Py\ud800thon",
    "bom": "\ufeffPython", "soft hyphen": "Py\xadthon", "zero width": "Py\u200bthon",
    "bidi": "Py\u202ethon\u202c",
    "isolate": "Py\u2066thon\u2069", "tag": "Py\U000e0041thon", "word joiner": "Py\u2060thon",
    "non-character": "Py\uffffthon",
}  # fmt: skip  # cases side by side


@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE.keys())
@pytest.mark.parametrize("cleaner", [clean_html, clean_text, clean_line])
def test_characters_nobody_sees_are_removed(cleaner, text):
    assert cleaner(text) == "Python"


def test_entities_for_invisible_characters_are_removed_too():
    assert clean_html("Py&#8203;thon&nbsp;&shy;3&#0;&#xD800;").rstrip("\ufffd") == "Python 3"


def test_text_is_nfc_and_compatibility_forms_are_left_alone():
    assert clean_text("re\u0301sume\u0301 Ｐｙ ﬁ") == "résumé Ｐｙ ﬁ"


def test_bytes_that_are_not_utf8_are_replaced():
    assert clean_html(b"<p>caf\xe9 caf\xc3\xa9</p>") == "caf\ufffd café"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [(0, "&lt;p&gt;C&amp;amp;A &lt;b&gt;"), (1, "<p>C&amp;A <b>"), (2, "C&A")],
)
def test_entities_are_undone_exactly_as_often_as_told(levels, expected):
    markup = "&amp;lt;p&amp;gt;C&amp;amp;amp;A &amp;lt;b&amp;gt;"

    assert clean_html(markup, unescape=levels) == expected


def test_an_escaped_tag_in_the_text_survives_as_text():
    assert clean_html("use &lt;template&gt; and <code>a &lt; b</code>") == "use <template> and a < b"


def test_a_line_is_one_line_of_bounded_length():
    assert clean_line(" Senior\n ML \t Engineer &amp; Lead ", unescape=1) == "Senior ML Engineer & Lead"
    assert len(clean_line("word " * 100_000)) <= clean.MAX_LINE_CHARS


@pytest.mark.parametrize("cleaner", [clean_html, clean_text])
def test_input_larger_than_any_posting_is_rejected(cleaner):
    with pytest.raises(PostingRejected, match="text: longer than 2000000"):
        cleaner("x" * 2_000_001)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_clean_after_one_pass(text):
    once = clean_text(text)

    assert json.dumps(once, ensure_ascii=False).encode("utf-8")
    assert clean.INVISIBLE.sub("", once) == once
    assert clean_text(once) == once


@given(st.text(st.sampled_from("<>/&;!-abp \n'\"=\x00\ud800") | st.characters(), max_size=60))
def test_any_markup_gives_text(markup):
    assert clean_html(markup).encode("utf-8") is not None


PATTERNS = {name: value for name, value in vars(clean).items() if isinstance(value, re.Pattern)}
PATTERNS |= {f"hint {number}": each.hint for number, each in enumerate(CONTACTS)}
PATTERNS |= {f"contact {number}": each.pattern for number, each in enumerate(CONTACTS)}
NEAR_MISSES = [
    "a.", "1", " ", "(", "a@", "a at b ", "a at b dot ", "+1", "1-", "[at]", "\n ", "tel 1", "<", "&lt;",
    "email me at ", "opacity:0.", "jane.doe@corp.", "display : ", "- \n",
]  # fmt: skip  # cases side by side


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_each_pattern_takes_time_that_grows_with_the_text(pattern):
    for unit in NEAR_MISSES:
        small, large = (seconds(pattern, unit * (size // len(unit))) for size in (25_000, 100_000))

        assert large < max(12 * small, 0.1), f"{pattern.pattern!r} on {unit!r}"


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the processor time that the pattern takes over a text, the best of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        pattern.sub("", text)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("cleaner", [clean_html, clean_text])
def test_a_text_twice_as_long_takes_twice_as_long_to_clean(cleaner):
    slow = {unit: grown for unit in units() if (grown := growth(cleaner, unit)) >= LONGEST_GROWTH}

    assert slow == {}
