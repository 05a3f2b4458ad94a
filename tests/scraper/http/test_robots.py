import asyncio
from datetime import timedelta

import pytest

from data.errors import PageRejected, SourceRefused, SourceUnreachable
from scraper.http.fetch import Fetcher, Wire
from scraper.http.robots import HostRule, Policies, Robots
from scraper.http.sites import Site
from tests.scraper.conftest import START, NoChance, make_source

URL = "https://jobs.example/v1/acme"


class Reader:
    """Gives one robots.txt after the other, the last one again and again."""

    def __init__(self, *replies):
        self.replies, self.asked = list(replies), []

    async def read_robots(self, url, site):
        self.asked.append(url)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply


def text(*lines):
    return 200, "\n".join(lines).encode()


def admit(robots, url=URL, site=None, now=START):
    asyncio.run(robots.admit(site or Site(make_source()), url, now))


ALLOWED = {
    "missing": (404, b""), "unauthorised": (401, b""), "gone": (410, b""), "empty": (200, b""),
    "web page": (200, b"<html><p>hi</p></html>"), "binary": (200, bytes(range(256))),
    "another crawler": text("User-agent: other", "Disallow: /"),
    "longest match": text("User-agent: *", "Disallow: /v1", "Allow: /v1/acme"),
    "ours before all": text("User-agent: *", "Disallow: /", "User-agent: skillgauge", "Allow: /"),
    "wildcard elsewhere": text("User-agent: *", "Disallow: /*.pdf$"),
    "tie": text("User-agent: *", "Disallow: /v1/acme", "Allow: /v1/acme"),
}  # fmt: skip  # cases side by side
BARRED = {
    "all": text("User-agent: *", "Disallow: /"),
    "by name": text("User-agent: SkillGauge", "Disallow: /v1"),
    "mark before the first line": (200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /"),
    "wildcard": text("User-agent: *", "Disallow: /*/acme"),
    "end": text("User-agent: *", "Disallow: /v1/acme$"),
    "groups of one name": text("User-agent: *", "Disallow: /x", "", "User-agent: *", "Disallow: /v1"),
}


@pytest.mark.parametrize("reply", ALLOWED.values(), ids=ALLOWED.keys())
def test_a_path_is_allowed(timetable, reply):
    admit(Robots(Reader(reply), timetable, Policies()))


@pytest.mark.parametrize("reply", BARRED.values(), ids=BARRED.keys())
def test_a_path_is_barred(timetable, reply):
    with pytest.raises(SourceRefused, match="bars /v1/acme"):
        admit(Robots(Reader(reply), timetable, Policies()))


def test_an_unreachable_file_bars_everything(timetable):
    with pytest.raises(SourceUnreachable, match="nothing is asked"):
        admit(Robots(Reader(SourceUnreachable("timeout")), timetable, Policies()))


def test_a_file_that_leads_elsewhere_bars_everything(timetable):
    with pytest.raises(SourceRefused, match="cannot be read"):
        admit(Robots(Reader(PageRejected("redirects to evil")), timetable, Policies()))


def test_a_missing_file_can_be_read_as_no(timetable):
    with pytest.raises(SourceRefused, match="answered 401"):
        admit(Robots(Reader((401, b"")), timetable, Policies(on_4xx="deny")))


def test_a_rule_of_ones_own_wins_without_asking(timetable):
    reader = Reader(text("User-agent: *", "Disallow: /"))

    admit(Robots(reader, timetable, Policies(hosts={"jobs.example": HostRule("allow", "agreed")})))

    assert reader.asked == []


def test_a_host_can_be_kept_out_with_a_reason(timetable):
    robots = Robots(
        Reader((404, b"")), timetable, Policies(hosts={"jobs.example": HostRule("deny", "they asked")})
    )

    with pytest.raises(SourceRefused, match="they asked"):
        admit(robots)


def test_a_written_excuse_opens_a_barred_path(timetable):
    robots = Robots(Reader(BARRED["all"]), timetable, Policies())

    admit(robots, site=Site(make_source(), excused="a licence"))


def test_a_host_is_asked_once_a_day(timetable):
    reader = Reader(text("User-agent: *", "Disallow: /private"))
    robots = Robots(reader, timetable, Policies())

    for hours in (0, 1, 23, 25):
        admit(robots, now=START + timedelta(hours=hours))

    assert reader.asked == ["https://jobs.example/robots.txt"] * 2


def test_an_old_copy_serves_while_the_host_is_down(timetable):
    robots = Robots(
        Reader(text("User-agent: *", "Allow: /"), SourceUnreachable("down")), timetable, Policies()
    )

    admit(robots)
    admit(robots, now=START + timedelta(hours=30))


@pytest.mark.parametrize(("delay", "gap"), [("0", 1.0), ("0.5", 1.0), ("7", 7.0), ("30", 30.0), ("abc", 1.0)])
def test_the_longer_of_both_delays_is_kept(timetable, delay, gap):
    admit(Robots(Reader(text("User-agent: *", f"Crawl-delay: {delay}")), timetable, Policies()))

    assert max(timetable.lane("jobs.example").spacing_s, 1.0) == gap


def test_a_host_that_wants_very_long_gaps_is_skipped(timetable):
    with pytest.raises(SourceRefused, match="9999 s between requests"):
        admit(Robots(Reader(text("User-agent: *", "Crawl-delay: 9999")), timetable, Policies()))


def test_an_excused_host_is_asked_at_its_long_gaps_up_to_a_minute(timetable):
    site = Site(make_source(), excused="agreed")

    admit(Robots(Reader(text("User-agent: *", "Crawl-delay: 9999")), timetable, Policies()), site=site)

    assert timetable.lane("jobs.example").spacing_s == 60.0


def ask_folder(server, timetable, time, folder):
    """Return how the fault server's robots.txt in a folder is read over a real connection."""

    async def go():
        quick = Wire(deadline_s=0.3)
        async with Fetcher(timetable, "Me/1", now=time.now, chance=NoChance(), wire=quick) as fetcher:
            site = Site(make_source(), endpoint=f"{server.url}/{folder}")
            await Robots(fetcher, timetable, Policies()).admit(site, f"{server.url}/{folder}/shut", START)

    asyncio.run(go())


@pytest.mark.parametrize("folder", ["open", "missing", "page"])
def test_over_a_connection_a_path_is_allowed(server, timetable, time, folder):
    ask_folder(server, timetable, time, folder)

    assert server.paths() == [f"/{folder}/robots.txt"]


@pytest.mark.parametrize(("folder", "tries"), [("error", 3), ("silent", 1)])
def test_over_a_connection_an_error_or_silence_bars_everything(server, timetable, time, folder, tries):
    with pytest.raises(SourceUnreachable, match="nothing is asked"):
        ask_folder(server, timetable, time, folder)

    assert len(server.asked) == tries


def test_the_first_half_megabyte_of_a_large_file_counts(server, timetable, time):
    site = Site(make_source(), endpoint=f"{server.url}/large")

    async def read():
        async with Fetcher(timetable, "Skillgauge/1", now=time.now, chance=NoChance()) as fetcher:
            return await fetcher.read_robots(f"{server.url}/large/robots.txt", site)

    status, content = asyncio.run(read())

    assert status == 200
    assert content.startswith(b"User-agent: *\nDisallow: /shut\n")
    assert len(content) == 500 * 1024


def test_the_sitemaps_that_a_file_names_are_told_once_it_was_read(timetable):
    own, other = "https://jobs.example/map.xml", "https://cdn.example/map.xml"
    reply = text("User-agent: *", "Disallow: /x", f"Sitemap: {own}", f"sitemap: {other}", f"Sitemap: {own}")
    robots, site = Robots(Reader(reply), timetable, Policies()), Site(make_source())

    before = robots.sitemaps(site, URL)
    admit(robots, site=site)

    assert (before, robots.sitemaps(site, URL)) == ((), (own, other))


def test_a_missing_file_names_no_sitemaps(timetable):
    robots = Robots(Reader((404, b"")), timetable, Policies())
    admit(robots)

    assert robots.sitemaps(Site(make_source()), URL) == ()


def test_the_sitemaps_of_a_stand_in_are_those_of_its_own_file(timetable):
    reply = text("User-agent: *", "Disallow:", "Sitemap: https://jobs.example/map.xml")
    robots = Robots(Reader(reply), timetable, Policies())
    site = Site(make_source(), endpoint="http://127.0.0.1:8000/base")
    admit(robots, site.address(URL), site)

    assert robots.sitemaps(site, URL) == ("https://jobs.example/map.xml",)
