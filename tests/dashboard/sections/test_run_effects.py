"""What the page says of runs that read texts again."""

from dashboard.sections.run_effects import rule_changes
from data.store.base.readings import RULES_CHANGED
from data.store.reading.store_records import RunEntry
from tests.data.building import NOW


def a_run(number, note):
    return RunEntry(number, "scrape", NOW, NOW, "finished", note, 0, 0, 0, 0, 0, 0, 0)


def test_a_run_that_read_texts_again_is_named():
    runs = [
        a_run(3, None),
        a_run(2, f"{RULES_CHANGED}, 7 texts to read again; rejected 4"),
        a_run(1, "rejected 2"),
    ]

    (words,) = rule_changes(runs)

    assert words.startswith("Run 2: rules changed, 7 texts to read again.")
