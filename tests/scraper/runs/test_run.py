import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from data.errors import StoreFull
from data.records import Board
from data.store.writer import Store
from scraper.http.asking import Manners
from scraper.http.robots import HostRule, Policies
from scraper.http.settings import Settings, SourceSetting
from scraper.runs.run import Options, scrape
from scraper.runs.run_plan import BoardChoice
from tests.fault_server import FaultServer, Served, head, whole
from tests.scraper.conftest import FakeTime, NoChance

ACME, BETA, GAMMA = (Board("greenhouse", slug, slug.title()) for slug in ("acme", "beta", "gamma"))
DAY = 86_400


def path_of(board):
    return f"/v1/boards/{board.slug}/jobs?content=true"


def jobs(*numbers, title="Machine Learning Engineer", text="You know PyTorch."):
    """Return a board's answer with these postings."""
    records = [
        {
            "id": number, "title": f"{title} {number}", "company_name": "Acme",
            "absolute_url": f"https://boards.greenhouse.io/acme/jobs/{number}",
            "location": {"name": "Berlin"},
            "content": f"&lt;p&gt;{text}&lt;/p&gt;", "first_published": "2026-11-01T08:00:00-04:00",
        }
        for number in numbers
    ]  # fmt: skip  # cases side by side
    return json.dumps({"jobs": records}).encode()


class World:
    """A store, a server with boards on it, and a clock."""

    def __init__(self, server, path):
        self.server, self.path, self.time = server, path, FakeTime()
        self.settings = Settings().with_options(None, {"greenhouse": server.url})

    def serve(self, board, body, etag=None):
        self.server.pages[path_of(board)] = Served(body, etag)

    def fail_once(self, board, answer, times=1):
        self.server.then[path_of(board)] += [answer] * times

    def run(self, *boards, settings=None, on_result=lambda result: None, **choice):
        manners = Manners(settings or self.settings, "1", clock=self.time.clock, chance=NoChance())
        self.server.asked.clear()
        with Store.open(self.path, create=True, command="scrape") as store:
            options = Options(manners, BoardChoice(**choice))
            return scrape(
                store, boards, options, now=self.time.now, sleep=self.time.sleep, progress=on_result
            )

    def outcomes(self, *boards, **options):
        return {result.slug: result.outcome for result in self.run(*boards, **options).results}

    def rows(self, columns="external_id, closed_at IS NULL"):
        with Store.open(self.path) as store:
            tables = "posting JOIN board ON board.id = posting.board"
            query = f"SELECT {columns} FROM {tables} ORDER BY slug, external_id"
            return store.connection.execute(query).fetchall()


@pytest.fixture
def world(server, tmp_path):
    return World(server, tmp_path / "market.db")


def test_a_first_run_keeps_what_is_about_ml_and_counts_the_rest(world):
    world.serve(ACME, jobs(1, 2))
    world.serve(BETA, jobs(3, title="Cook"))

    report = world.run(ACME, BETA)

    assert world.rows() == [("1", 1), ("2", 1)]
    assert report.outcomes() == {"complete": 2}
    assert report.left_out() == {"not about ML, AI or data": 1}
    assert report.failures == ()
    assert sum(result.requests for result in report.results) == 2


def test_all_roles_are_kept_if_asked_for(world):
    world.serve(ACME, jobs(3, title="Cook"))

    world.run(ACME, all_roles=True)

    assert world.rows() == [("3", 1)]


def test_a_second_run_asks_only_for_changes(world):
    world.serve(ACME, jobs(1), etag='"a"')
    world.serve(BETA, jobs(2))
    world.run(ACME, BETA)

    report = world.run(ACME, BETA)

    assert report.outcomes() == {"unchanged": 2}
    received = {result.slug: result.received_bytes for result in report.results}
    assert received["acme"] == 0
    assert received["beta"] > 0
    assert world.rows() == [("1", 1), ("2", 1)]


def test_validators_hold_for_one_choice_of_roles_only(world):
    world.serve(ACME, jobs(1), etag='"a"')
    world.run(ACME)

    assert world.outcomes(ACME, all_roles=True) == {"acme": "complete"}


def test_a_posting_is_closed_when_two_whole_answers_lack_it(world):
    world.serve(ACME, jobs(1, 2), etag='"a"')
    world.run(ACME)
    world.serve(ACME, jobs(1), etag='"b"')

    first, second, third = (world.run(ACME).results[0] for _ in range(3))

    assert (first.outcome, first.closed) == ("complete", 0)
    assert (second.outcome, second.closed) == ("complete", 1)  # asked in full again, or it would never close
    assert third.outcome == "unchanged"
    assert world.rows() == [("1", 1), ("2", 0)]


def test_a_posting_that_returns_is_open_again(world):
    world.serve(ACME, jobs(1, 2))
    world.run(ACME)
    world.serve(ACME, jobs(1))
    world.run(ACME)
    world.run(ACME)
    world.serve(ACME, jobs(1, 2))

    (result,) = world.run(ACME).results

    assert result.reopened == 1
    assert world.rows() == [("1", 1), ("2", 1)]


BROKEN = {
    "a page cut short": head(Content_Type="application/json", Content_Length=10_000) + jobs(1)[:50],
    "a page of another shape": whole(b'{"unexpected": true}'),
    "a web page": whole(b"<html><body>Sign in</body></html>"),
    "broken JSON": whole(jobs(1)[:-5]),
    "deep JSON": whole(b'{"jobs":' + b"[" * 200_000),
    "an error": whole(b"", 500),
    "not found": whole(b"", 404),
    "forbidden": whole(b"", 403),
    "no list but a number": whole(b"7"),
    "not a number": whole(b'{"jobs": NaN}'),
    "an endless number": whole(b'{"jobs": ' + b"1" * 5_000 + b"}"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_board_closes_nothing_and_stops_nobody(world, answer):
    world.serve(ACME, jobs(1))
    world.serve(BETA, jobs(2))
    world.run(ACME, BETA)
    world.serve(BETA, jobs(2, 3))

    for _ in range(3):
        world.fail_once(ACME, answer, times=3)
        report = world.run(ACME, BETA)
        world.server.then.clear()

    assert [result.slug for result in report.failures] == ["acme"]
    assert world.rows() == [("1", 1), ("2", 1), ("3", 1)]


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, "gone"), (410, "gone"), (403, "refused"), (500, "failed"), (429, "failed")]
)
def test_a_status_is_an_outcome(world, status, outcome):
    world.fail_once(ACME, whole(b"", status), times=3)

    assert world.outcomes(ACME) == {"acme": outcome}


def test_an_empty_list_closes_nothing(world):
    world.serve(ACME, jobs(1))
    world.run(ACME)
    world.serve(ACME, jobs())

    assert [world.outcomes(ACME)["acme"] for _ in range(3)] == ["empty"] * 3
    assert world.rows() == [("1", 1)]


def days_pass(world, days):
    world.time.passed += days * DAY


@pytest.mark.parametrize("answer", ["gone", "empty"])
def test_a_board_that_has_nothing_closes_its_postings_after_spaced_looks(world, answer):
    world.serve(ACME, jobs(1, 2))
    world.run(ACME)
    if answer == "empty":
        world.serve(ACME, jobs())
    else:
        del world.server.pages[path_of(ACME)]

    closed = []
    for days in (1, 3, 3):
        days_pass(world, days)
        closed.append(world.run(ACME).results[0].closed)

    assert closed == [0, 0, 2]
    assert world.rows() == [("1", 0), ("2", 0)]
    assert {row[0] for row in world.rows("last_seen < closed_at")} == {1}  # the last sight of it stays


def test_one_answer_in_between_begins_the_count_anew(world):
    world.serve(ACME, jobs(1))
    world.run(ACME)
    for body in (jobs(), jobs(1), jobs(), jobs()):
        days_pass(world, 4)
        world.serve(ACME, body)
        world.run(ACME)

    assert world.rows() == [("1", 1)]


def test_a_board_asked_again_and_again_on_purpose_is_believed(world):
    world.serve(ACME, jobs(1))
    world.run(ACME)
    del world.server.pages[path_of(ACME)]

    outcomes = [world.run(ACME, force=True).results[0].closed for _ in range(6)]

    assert outcomes == [0, 0, 0, 0, 0, 1]


def test_a_board_that_comes_back_opens_its_postings_again(world):
    world.serve(ACME, jobs(1))
    world.run(ACME)
    del world.server.pages[path_of(ACME)]
    for _ in range(3):
        days_pass(world, 8)
        world.run(ACME)
    world.serve(ACME, jobs(1))
    days_pass(world, 8)

    assert world.run(ACME).results[0].reopened == 1
    assert world.rows() == [("1", 1)]


def test_a_feed_closes_what_it_has_not_shown_for_two_months(world):
    feed = Board("arbeitnow", "all")
    world.settings = world.settings.with_options(None, {"arbeitnow": world.server.url})

    def serve(*numbers):
        jobs_ = [
            {"slug": f"ml-{n}", "title": f"ML Engineer {n}", "company_name": "Acme", "url": "https://x.example/",
             "description": "PyTorch", "created_at": 1793500000, "location": "Berlin", "remote": False}
            for n in numbers
        ]  # fmt: skip  # cases side by side
        for number, data in ((1, jobs_), (2, [])):
            path = f"/api/job-board-api?page={number}"
            world.server.pages[path] = Served(json.dumps({"data": data}).encode())

    serve(1, 2)
    world.run(feed)
    serve(2)
    results = []
    for days in (30, 29, 2):
        days_pass(world, days)
        serve(2, 100 + days)
        results.append(world.run(feed).results[0])

    assert [result.closed for result in results] == [0, 0, 1]
    assert dict(world.rows())["ml-1"] == 0


def test_a_broken_record_is_counted_and_does_not_close_what_it_was(world):
    world.serve(ACME, jobs(1, 2))
    world.run(ACME)
    body = json.loads(jobs(1, 2))
    body["jobs"][1]["title"] = ["not", "text"]
    world.serve(ACME, json.dumps(body).encode())

    results = [world.run(ACME).results[0] for _ in range(3)]

    assert results[0].outcome == "complete"
    assert sum(results[0].rejected.values()) == 1
    assert world.rows() == [("1", 1), ("2", 1)]


def test_a_record_that_cannot_be_told_makes_the_board_partial(world):
    world.serve(ACME, jobs(1, 2))
    world.run(ACME)
    world.serve(ACME, json.dumps({"jobs": [json.loads(jobs(1))["jobs"][0], "what is this"]}).encode())

    assert [world.outcomes(ACME)["acme"] for _ in range(3)] == ["partial"] * 3
    assert world.rows() == [("1", 1), ("2", 1)]


ODD = {
    "a charset that is no text": whole(jobs(1), Content_Type="application/json; charset=hex"),
    "a charset nobody knows": whole(jobs(1), Content_Type="application/json; charset=klingon"),
    "a charset that lies": whole(
        jobs(1, title="Müller ML"), Content_Type="application/json; charset=us-ascii"
    ),
    "a mark": whole(b"\xef\xbb\xbf" + jobs(1)),
    "UTF-16": whole(jobs(1).decode().encode("utf-16")),
    "no type": whole(jobs(1), Content_Type=""),
    "a wrong type": whole(jobs(1), Content_Type="text/html"),
    "spaces before it": whole(b" \n\t" + jobs(1)),
    "bytes that are no UTF-8": whole(jobs(1).replace(b"PyTorch", b"Py\xffTorch")),
    "a key twice": whole(jobs(1).replace(b'"id": 1,', b'"id": 9, "id": 1,')),
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD.keys())
def test_an_odd_but_whole_answer_is_read(world, answer):
    world.fail_once(ACME, answer)

    assert world.outcomes(ACME) == {"acme": "complete"}
    assert world.rows() == [("1", 1)]


def test_lone_surrogates_and_nul_reach_nothing(world):
    body = jobs(1).replace(b"PyTorch", b"Py\\ud800Torch\\u0000").replace(b"Berlin", b"Ber\\udfffl\\u0000in")
    world.serve(ACME, body)

    world.run(ACME)

    assert world.rows("title, location") == [("Machine Learning Engineer 1", "Berlin")]


def test_a_fault_of_ours_is_one_boards_failure_with_a_traceback_in_the_log(world, monkeypatch, caplog):
    world.serve(ACME, jobs(1))
    world.serve(BETA, jobs(2))
    original = Store.upsert_postings

    def fail(self, source, board, postings, **options):
        if board == "acme":
            raise ZeroDivisionError("oh")
        return original(self, source, board, postings, **options)

    monkeypatch.setattr(Store, "upsert_postings", fail)

    report = world.run(ACME, BETA)

    assert report.outcomes() == {"failed": 1, "complete": 1}
    assert "ZeroDivisionError: oh" in report.failures[0].error
    assert "Traceback" in caplog.text
    assert world.rows() == [("2", 1)]


def test_a_board_is_written_whole_or_not_at_all(world, monkeypatch):
    world.serve(ACME, jobs(1, 2))

    def fail(self, *_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(Store, "close_missing", fail)

    assert world.outcomes(ACME) == {"acme": "failed"}
    assert world.rows() == []


def test_a_full_disk_ends_the_run_and_keeps_earlier_boards(world, monkeypatch):
    world.serve(ACME, jobs(1))
    world.serve(BETA, jobs(2))
    original = Store.upsert_postings

    def fail(self, source, board, postings, **options):
        if board == "beta":
            raise StoreFull("no room")
        return original(self, source, board, postings, **options)

    monkeypatch.setattr(Store, "upsert_postings", fail)

    with pytest.raises(StoreFull):
        world.run(ACME, BETA)
    assert world.rows() == [("1", 1)]


def test_ctrl_c_leaves_what_was_committed_and_the_next_run_goes_on(world):
    for board, number in ((ACME, 1), (BETA, 2), (GAMMA, 3)):
        world.serve(board, jobs(number), etag='"a"')

    def interrupt(result):
        if result.slug == "beta":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.run(ACME, BETA, GAMMA, on_result=interrupt)
    before = world.rows()
    outcomes = world.outcomes(ACME, BETA, GAMMA)

    assert before == [("1", 1), ("2", 1)]
    assert outcomes == {"gamma": "complete", "acme": "unchanged", "beta": "unchanged"}
    assert world.rows() == [("1", 1), ("2", 1), ("3", 1)]
    with Store.open(world.path) as store:
        assert store.connection.execute("SELECT status FROM run").fetchall() == [
            ("interrupted",),
            ("finished",),
        ]


def test_a_host_that_asks_for_a_day_is_left_alone_for_a_day(world):
    world.fail_once(ACME, whole(b"", 429, Retry_After=DAY))
    world.serve(ACME, jobs(1))
    world.serve(BETA, jobs(2))

    first = world.run(ACME, BETA)
    second = world.run(ACME, BETA, force=True)
    asked_meanwhile = world.server.paths()
    world.time.passed += DAY
    third = world.run(ACME, BETA)

    assert first.outcomes() == {"failed": 2}  # the second board shares the host: it is not even asked
    assert second.results == ()
    assert second.plan.skipped == {"the host asked to be left alone for longer": 2}
    assert asked_meanwhile == []
    assert third.outcomes() == {"complete": 2}


def test_a_pause_ends_although_boards_were_skipped_meanwhile(world):
    boards = [Board("greenhouse", f"b{number}") for number in range(12)]
    for board in boards[:3]:
        world.fail_once(board, whole(b"", 503), times=3)
    for board in boards[3:]:
        world.serve(board, jobs(1))

    def pass_time(result):
        world.time.passed += 100 if result.slug >= "b3" else 0

    report = world.run(*boards, on_result=pass_time)

    assert report.outcomes() == {"failed": 3 + 6, "complete": 3}


def test_three_failing_boards_pause_their_host(world):
    boards = [Board("greenhouse", f"b{number}") for number in range(6)]
    for board in boards:
        world.fail_once(board, whole(b"", 503), times=3)

    report = world.run(*boards)

    assert report.outcomes() == {"failed": 6}
    assert len([path for path in world.server.paths() if "/v1/" in path]) == 9
    assert "paused after 3 boards" in report.results[-1].error


def test_robots_txt_is_asked_first_and_obeyed(world):
    world.serve(ACME, jobs(1))
    world.server.then["/robots.txt"].append(
        whole(b"User-agent: *\nDisallow: /v1/\n", Content_Type="text/plain")
    )

    report = world.run(ACME)

    assert report.outcomes() == {"refused": 1}
    assert world.server.paths() == ["/robots.txt"]


def test_boards_of_one_host_keep_their_distance(world):
    for board in (ACME, BETA, GAMMA):
        world.serve(board, jobs(1))
    world.fail_once(BETA, head(301, Location=path_of(GAMMA)))

    world.run(ACME, BETA, GAMMA)

    assert world.server.paths() == ["/robots.txt", *map(path_of, (ACME, BETA, GAMMA, GAMMA))]
    assert world.time.naps == [1.0] * 4


@pytest.fixture
def real_hosts(world, monkeypatch):
    """Let the stand-in count as the real host, which has a cadence."""
    monkeypatch.setattr("scraper.runs.memory.Memory.is_due", without_endpoint)
    return world


def without_endpoint(self, site, now, *, force):
    if self.state.not_before is None or self.state.not_before <= now:
        return True
    return self.state.last_outcome != "failed" and force


def test_a_board_that_was_asked_recently_is_skipped_unless_forced(real_hosts):
    world = real_hosts
    world.serve(ACME, jobs(1))
    world.run(ACME)

    skipped = world.run(ACME)
    forced = world.run(ACME, force=True)
    world.time.passed += DAY

    assert skipped.plan.skipped == {"asked recently": 1}
    assert forced.outcomes() == {"unchanged": 1}
    assert world.outcomes(ACME) == {"acme": "unchanged"}


def test_a_failed_board_is_due_at_once(real_hosts):
    world = real_hosts
    world.fail_once(ACME, whole(b"", 500), times=3)
    world.run(ACME)
    world.serve(ACME, jobs(1))

    assert world.outcomes(ACME) == {"acme": "complete"}


def test_the_limit_takes_the_boards_that_waited_longest(world):
    for board in (ACME, BETA, GAMMA):
        world.serve(board, jobs(1))

    runs = [world.run(ACME, BETA, GAMMA, limit=2) for _ in range(2)]

    assert [result.slug for result in runs[0].results] == ["acme", "beta"]
    assert [result.slug for result in runs[1].results] == ["gamma", "acme"]
    assert runs[0].plan.skipped == {"over the limit": 1}


def test_boards_that_fail_or_are_empty_wait_for_their_turn_under_a_limit(world):
    world.serve(BETA, jobs())
    world.serve(GAMMA, jobs(1))  # and acme is not there at all

    asked = []
    for _ in range(4):
        asked += [result.slug for result in world.run(ACME, BETA, GAMMA, limit=1).results]
        world.time.passed += 8 * DAY

    assert asked == ["acme", "beta", "gamma", "acme"]


def test_sources_that_are_not_asked_say_why(world):
    report = world.run(Board("workday", "t/s"), Board("remoteok", "all"))

    assert set(report.plan.barred) == {"workday", "remoteok"}
    assert report.plan.skipped == {"source not asked": 2}
    assert world.server.asked == []


def test_a_board_without_the_address_its_source_needs_is_skipped(world):
    report = world.run(Board("jsonld", "x"))

    assert report.results == ()
    assert sum(report.plan.skipped.values()) == 1


def test_exceptions_from_the_rules_are_logged_with_their_reasons(world, caplog):
    settings = replace(
        world.settings,
        robots=Policies(hosts={"jobs.example": HostRule("deny", "they asked us")}),
        sources=world.settings.sources | {"lever": SourceSetting(True, "permission 7", world.server.url)},
    )

    world.run(Board("lever", "acme"), settings=settings)

    assert "jobs.example: robots.txt rule 'deny' by your settings: they asked us" in caplog.text
    assert "lever: asked regardless of its robots.txt: permission 7" in caplog.text


@contextmanager
def another_server():
    with FaultServer() as server:
        yield server


def test_a_memory_of_a_stand_in_never_answers_for_another(world):
    world.serve(ACME, jobs(1), etag='"a"')
    world.run(ACME)
    with another_server() as other:
        other.pages[path_of(ACME)] = Served(jobs(1, 2), '"a"')
        settings = world.settings.with_options(None, {"greenhouse": other.url})

        assert world.outcomes(ACME, settings=settings) == {"acme": "complete"}


def test_the_report_is_the_same_for_the_same_inputs(world, tmp_path):
    for board, number in ((ACME, 1), (BETA, 2)):
        world.serve(board, jobs(number))

    reports = []
    for name in ("one.db", "two.db"):
        again = World(world.server, tmp_path / name)
        reports.append(again.run(ACME, BETA))

    assert replace(reports[0], plan=reports[1].plan) == reports[1]
