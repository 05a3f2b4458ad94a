from dataclasses import replace
from datetime import timedelta

import pytest

from data.errors import PageRejected, SourceGone, SourcePostponed, SourceRefused, SourceUnreachable
from data.records import Board, BoardState
from scraper.http.answers import Validators
from scraper.http.sites import Site
from scraper.runs.collect import Collected, Known
from scraper.runs.memory import next_due, remember
from tests.scraper.conftest import START, make_source

BOARD, SITE = Board("invented", "acme"), Site(make_source())
NEVER_ASKED = BoardState("invented", "acme")
LATER = START + timedelta(days=2)


def memory(state=NEVER_ASKED, site=SITE, all_roles=False):
    return remember(state, BOARD, site, all_roles=all_roles)


def collected(*ids, digest="1:d", etag='"v1"'):
    return Collected(seen=set(ids), digest=digest, validators=Validators(etag))


def test_a_first_whole_answer_is_remembered():
    state = memory().after(collected("1"), SITE, START)

    assert memory(state).known() == Known(Validators('"v1"'), "1:d")
    assert (state.last_complete_at, state.last_outcome) == (START, "complete")


@pytest.mark.parametrize(
    "other",
    [
        memory(all_roles=True), memory(site=Site(make_source(parser_version=2))),
        memory(site=Site(make_source(), endpoint="http://127.0.0.1:1")),
        remember(NEVER_ASKED, Board("invented", "beta"), SITE, all_roles=False),
    ],
    ids=["roles", "parser", "endpoint", "url"],
)  # fmt: skip  # cases side by side
def test_a_memory_answers_for_its_own_question_only(other):
    state = memory().after(collected("1"), SITE, START)

    assert replace(other, state=state).known() == Known()


def test_validators_wait_until_two_answers_list_the_same():
    first = memory().after(collected("1", "2"), SITE, START)
    second = memory(first).after(collected("1"), SITE, START)
    third = memory(second).after(collected("1"), SITE, START)

    assert memory(second).known() == Known(digest="-")
    assert memory(third).known() == Known(Validators('"v1"'), "1:d")


def test_without_a_stored_result_no_validator_is_sent():
    state = BoardState("invented", "acme", etag=f'{memory().tag} "v1"', content_hash=f"{memory().tag} 1:d x")

    assert memory(state).known() == Known()


def test_a_partial_answer_forgets_what_was_remembered():
    whole = memory().after(collected("1"), SITE, START)
    broken = Collected(seen={"1"}, is_sound=False)

    state = memory(whole).after(broken, SITE, START)

    assert memory(state).known() == Known()
    assert state.last_complete_at == START


def test_an_overlong_validator_is_not_kept():
    state = memory().after(collected("1", etag="x" * 5_000), SITE, START)

    assert memory(state).known() == Known(digest="1:d")


def test_an_unchanged_answer_takes_newer_validators():
    whole = memory().after(collected("1"), SITE, START)
    again = Collected(is_unchanged=True, validators=Validators('"v2"'))

    state = memory(whole).after(again, SITE, LATER)

    assert memory(state).known() == Known(Validators('"v2"'), "1:d")
    assert state.last_complete_at == LATER


@pytest.mark.parametrize(("error", "due"), [
    (None, START + timedelta(hours=18)), (SourceGone("404"), START + timedelta(days=7)),
    (SourceRefused("403"), START + timedelta(hours=18)), (SourceUnreachable("timeout"), None),
    (PageRejected("cut"), None), (SourcePostponed("429", LATER), LATER),
])  # fmt: skip  # cases side by side
def test_when_a_board_is_due_again(error, due):
    assert next_due(SITE, START, error) == due


@pytest.mark.parametrize(("outcome", "site", "force", "due"), [
    ("complete", SITE, False, False), ("complete", SITE, True, True), ("failed", SITE, True, False),
    ("complete", Site(make_source(), endpoint="http://127.0.0.1:1"), False, True),
])  # fmt: skip  # cases side by side
def test_whether_a_board_may_be_asked_before_its_time(outcome, site, force, due):
    state = BoardState("invented", "acme", last_outcome=outcome, not_before=LATER)

    assert memory(state).is_due(site, START, force=force) is due
    assert memory(state).is_due(site, LATER, force=False)
