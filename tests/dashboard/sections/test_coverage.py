"""What the page says of the rules that read the postings."""

from dashboard.sections.coverage import rules_words
from data.store.base.readings import RulesInUse


def test_one_version_of_the_rules_needs_no_words():
    assert rules_words([RulesInUse("a" * 16, 40, 0)]) == ""
    assert rules_words([]) == ""


def test_two_versions_are_named_with_what_they_read():
    words = rules_words([RulesInUse("a" * 16, 38_768, 38_700), RulesInUse("b" * 16, 120, 0)])

    assert words.startswith("**2 versions of the rules** read these postings")
    assert f"{'a' * 16} read 38,768; {'b' * 16} read 120" in words
    assert "38,700 postings cannot be read again, because their text is not here." in words


def test_a_strangers_digest_is_shown_as_text():
    words = rules_words([RulesInUse("**[x](javascript:0)**", 1, 0), RulesInUse("b" * 16, 1, 0)])

    assert "](javascript" not in words
