"""What German, French, Spanish, Portuguese, Italian, Dutch and Polish words say of where work is done.

Home office is a part of the week unless the words around it say that it is all of it.
"""

from collections.abc import Iterator

from nlp.facts.workplace_words import Evidence, Plainness, begins, holds, load_rules

LONGEST_PLACE = 30  # characters of a line that says "vor ort in Berlin" and no more
NEAR = 44  # characters on either side, within the line, in which a word may limit another


def abroad(word: str, kind: str, before: str, after: str) -> Iterator[Evidence]:
    """Yield what a word of a kind ("home") says of this role, given the text around it; all in lower case."""
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if holds("else_abroad_before", before) or begins("else_abroad_after", after):
        return
    is_away = kind in ("home", "remote")
    if holds("not_abroad", before) or begins("not_abroad_after", after):
        yield Plainness.SAID, "onsite" if is_away else "hybrid"
        return
    if answer := _limited(word, before, after, is_away=is_away):
        yield Plainness.STATED, answer
    elif kind == "home":
        yield Plainness.HINTED, "hybrid"
    elif kind != "office" or not before.strip():  # "op kantoor in Utrecht" in a line of its own
        yield from _alone(word, before, after, is_away=is_away)


def _limited(word: str, before: str, after: str, *, is_away: bool) -> str:
    """Return the workplace where words near say that it is a part or all of the week, "" elsewhere."""
    if is_away and (holds("fully_beside", before) or begins("fully_beside_after", after)):
        return "remote"
    near = f"{before[-NEAR:]}{word}{after[:NEAR]}"
    if holds("partly_abroad", near):
        return "hybrid"
    if holds("fully_abroad", near):
        return "remote" if is_away else "onsite"
    return ""


def _alone(word: str, before: str, after: str, *, is_away: bool) -> Iterator[Evidence]:
    """Yield what "remoto" or "presencial" says where nothing limits it."""
    answer = "remote" if is_away else "onsite"
    if holds("field_abroad", before) or word == "presencial":
        yield Plainness.STATED, answer
    elif word not in load_rules().on_the_spot or not (before.strip() or after[LONGEST_PLACE:]):
        yield Plainness.SAID, answer
