import asyncio
import gzip
import ssl
import tracemalloc
from datetime import UTC, datetime

import httpx
import pytest
import trustme

from data.errors import PageRejected, SourceGone, SourcePostponed, SourceRefused, SourceUnreachable
from data.records import Request
from scraper.http import fetch
from scraper.http.answers import Validators
from scraper.http.fetch import Wire
from scraper.http.sites import Site
from tests.fault_server import FEED, JOBS, PAGE, FaultServer, Served, head, whole
from tests.hurried import HurriedLoop
from tests.scraper.conftest import make_source

QUICK = Wire(deadline_s=0.6)
URL = "https://jobs.example/acme"


def wire_of(*replies):
    """Return a wire whose answers are these, in order, and the list of requests it saw."""
    queue, seen = list(replies), []

    def handle(request):
        seen.append(request)
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(reply, Exception):
            raise reply
        return reply()

    return Wire(transport=httpx.MockTransport(handle)), seen


def said(status=200, content=b"[]", **headers):
    """Return a function that makes a response; underscores in header names are dashes."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {"Content-Length": str(len(content))} | fields
    return lambda: httpx.Response(status, stream=httpx.ByteStream(content), headers=fields)


GOOD = ["good", "good-gzip", "good-gzip-two-members", "good-chunked", "good-until-close", "good-without-type"]


@pytest.mark.parametrize("path", GOOD)
def test_a_sound_answer_is_a_page_with_the_bytes_sent(ask_server, path):
    answer = ask_server(path)

    assert answer.page.content == JOBS
    assert answer.page.url == f"https://jobs.example/{path}"
    assert answer.received_bytes > 0


def test_a_byte_order_mark_is_left_to_whoever_decodes(ask_server):
    assert ask_server("good-with-bom").page.content == b"\xef\xbb\xbf" + JOBS


@pytest.mark.parametrize(("path", "expects", "content"), [
    ("good-html-until-close", "html", PAGE), ("good-feed", "xml", FEED),
])  # fmt: skip  # cases side by side
def test_html_and_feeds_are_pages_too(ask_server, path, expects, content):
    assert ask_server(path, expects=expects).page.content == content


def test_retries_are_three_with_jittered_waits_between(ask, time):
    wire, seen = wire_of(httpx.ConnectError("refused"))

    with pytest.raises(SourceUnreachable, match="ConnectError: refused"):
        ask(URL, wire=wire)

    assert len(seen) == 3
    assert [nap for nap in time.naps if nap] == [2.0, 4.0]


@pytest.mark.parametrize(
    "fault", [httpx.ConnectTimeout("slow"), httpx.ReadTimeout("slow"), httpx.ReadError("reset")]
)
def test_a_transport_fault_is_cured_by_another_try(ask, fault):
    wire, seen = wire_of(fault, said())

    answer = ask(URL, wire=wire)

    assert answer.page.content == b"[]"
    assert len(seen) == 2


def test_a_closed_port_is_unreachable(ask):
    site = Site(make_source(), endpoint="http://127.0.0.1:9")

    with pytest.raises(SourceUnreachable, match=r"connection attempts failed|refused"):
        ask(URL, site=site)


def test_a_name_that_does_not_resolve_is_unreachable(ask, monkeypatch):
    def fail(*_args, **_options):
        raise OSError("Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", fail)
    site = Site(make_source(), endpoint="http://no-such-host.invalid")

    with pytest.raises(SourceUnreachable, match="not known"):
        ask(URL, site=site)


@pytest.mark.parametrize("path", ["slow-body", "slow-headers", "silent"])
def test_a_slow_answer_is_given_up_at_the_deadline_and_not_asked_again(ask_server, server, path):
    with pytest.raises(SourceUnreachable, match="no whole answer within"):
        ask_server(path, wire=QUICK)

    assert len(server.asked) == 1


class Dripping(httpx.AsyncBaseTransport):
    """Answers so slowly that no single wait is long: `hops` redirects, then a byte each second."""

    def __init__(self, hops=0):
        self.hops = hops

    async def handle_async_request(self, request):
        await asyncio.sleep(50)
        if self.hops:
            self.hops -= 1
            return httpx.Response(302, headers={"Location": "/next"})
        return httpx.Response(200, stream=Drops())


class Drops(httpx.AsyncByteStream):
    async def __aiter__(self):
        while True:
            await asyncio.sleep(1)
            yield b" "


@pytest.mark.parametrize("hops", [0, 1, 3], ids=["one hop", "two hops", "four hops"])
def test_one_deadline_covers_all_hops_and_bytes(ask, monkeypatch, hops):
    clock = []

    def run(work):
        with asyncio.Runner(loop_factory=HurriedLoop) as runner:
            clock.append(runner.get_loop().time)
            return runner.run(work)

    monkeypatch.setattr(asyncio, "run", run)

    with pytest.raises(SourceUnreachable, match="no whole answer within 120 s"):
        ask(URL, wire=Wire(transport=Dripping(hops)))

    assert clock[0]() == pytest.approx(120, abs=0.01)


@pytest.mark.parametrize("path", ["bomb", "bomb-chunked"])
def test_a_bomb_stops_at_the_cap_with_little_memory(ask_server, monkeypatch, path):
    monkeypatch.setitem(fetch.MAX_BYTES, "json", 2_000_000)
    tracemalloc.start()

    with pytest.raises(PageRejected, match="too large"):
        ask_server(path)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2_000_000


@pytest.mark.parametrize("path", ["announced-too-large", "too-large-until-close", "too-large-chunked"])
def test_a_body_over_the_cap_is_rejected(ask_server, monkeypatch, path):
    monkeypatch.setitem(fetch.MAX_BYTES, "json", 1_000_000)

    with pytest.raises(PageRejected, match="too large"):
        ask_server(path)


def test_a_body_longer_than_announced_is_not_read_further(ask_server):
    page = ask_server("longer-than-announced").page

    assert page.content == JOBS[:10]


@pytest.mark.parametrize("path", ["encoded-four-times", "encoded-br", "encoded-unknown"])
def test_an_encoding_that_was_not_asked_for_is_rejected(ask_server, path):
    with pytest.raises(PageRejected, match="encoding"):
        ask_server(path)


def test_gzip_garbage_is_rejected(ask_server):
    with pytest.raises(PageRejected, match="gzip stream is broken"):
        ask_server("gzip-garbage")


CUT = ["cut-length", "cut-chunked", "cut-until-close", "cut-gzip", "cut-gzip-until-close", "reset-midway"]


@pytest.mark.parametrize("path", CUT)
def test_a_truncated_body_is_rejected(ask_server, path):
    with pytest.raises(PageRejected, match="truncated"):
        ask_server(path)


def test_a_truncated_web_page_is_rejected(ask_server):
    with pytest.raises(PageRejected, match="truncated"):
        ask_server("cut-html-until-close", expects="html")


def test_a_body_that_is_whole_at_the_second_try_is_taken(ask_server, server):
    server.then["/good"].append(head(Content_Length=len(JOBS)) + JOBS[:500])

    assert ask_server("good").page.content == JOBS
    assert len(server.asked) == 2


@pytest.mark.parametrize("path", ["closed-before-a-byte", "garbage-status", "ssh", "huge-headers"])
def test_a_host_that_speaks_no_http_is_unreachable(ask_server, path):
    with pytest.raises(SourceUnreachable):
        ask_server(path)


def tls_server(authority, *names):
    """Return a fault server with a certificate for `names`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return FaultServer(tls=context)


def trusting(authority):
    """Return a wire that trusts an authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Wire(verify=context)


def ask_tls(ask, server, wire):
    site = Site(make_source(), endpoint=server.url)
    return ask("", site=site, wire=wire, request=Request("https://jobs.example/good"))


def test_tls_with_a_trusted_certificate_is_fine(ask):
    authority = trustme.CA()

    with tls_server(authority, "127.0.0.1") as server:
        assert ask_tls(ask, server, trusting(authority)).page.content == JOBS


@pytest.mark.parametrize(("names", "cause"), [
    (("127.0.0.1",), "self.signed|unable to get"), (("wrong.example",), "mismatch|not valid for"),
], ids=["unknown authority", "wrong host"])  # fmt: skip  # cases side by side
def test_a_bad_certificate_is_named_and_never_asked_again(ask, names, cause):
    authority = trustme.CA()
    wire = trusting(authority) if names == ("wrong.example",) else Wire()

    with tls_server(authority, *names) as server:
        with pytest.raises(SourceUnreachable, match=f"TLS failed: .*({cause})"):
            ask_tls(ask, server, wire)

        assert server.asked == []


def test_an_expired_certificate_is_named(ask):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    past = datetime(2020, 1, 1, tzinfo=UTC)
    authority.issue_cert("127.0.0.1", not_after=past).configure_cert(context)

    with FaultServer(tls=context) as server, pytest.raises(SourceUnreachable, match=r"TLS failed: .*expired"):
        ask_tls(ask, server, trusting(authority))


def test_plain_http_behind_an_https_address_is_not_asked_without_tls(ask, server):
    site = Site(make_source(), endpoint=server.url.replace("http:", "https:"))

    with pytest.raises(SourceUnreachable, match="never asked without TLS"):
        ask("", site=site, request=Request("https://jobs.example/good"))
    assert server.asked == []


WAITS = {
    "seconds": ("120", 120.0), "negative": ("-5", 2.0), "arabic digits": ("١٢", 2.0),
    "underscore": ("1_0", 2.0),    "future date": ("Wed, 25 Nov 2026 06:01:00 GMT", 60.0),
    "past date": ("Wed, 25 Nov 2020 06:01:00 GMT", 2.0),
    "garbage": ("soon", 2.0), "nothing": (None, 2.0), "zero": ("0", 0.0), "broken date": ("Wed, 99 Nov", 2.0),
}  # fmt: skip  # cases side by side


@pytest.mark.parametrize(("value", "wait"), WAITS.values(), ids=WAITS.keys())
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_where_it_makes_sense(ask, time, status, value, wait):
    headers = {"Retry_After": value.encode()} if value is not None else {}
    wire, seen = wire_of(said(status, **headers), said())

    ask(URL, wire=wire)

    assert len(seen) == 2
    assert sum(time.naps) == pytest.approx(max(wait, 1.0))  # never less than the host's spacing


@pytest.mark.parametrize("value", ["86400", "301", "Thu, 26 Nov 2026 06:00:00 GMT"])
def test_a_host_that_wants_more_time_than_a_run_has_is_left_alone_until_then(ask, value):
    wire, seen = wire_of(said(429, Retry_After=value))

    with pytest.raises(
        SourcePostponed, match="answered 429; it may be asked again after 2026-11-2"
    ) as caught:
        ask(URL, wire=wire)

    assert len(seen) == 1
    assert caught.value.until.tzinfo is not None


def test_no_header_keeps_a_board_out_for_more_than_a_week(ask, time):
    wire, _ = wire_of(said(503, Retry_After="1000000000"))

    with pytest.raises(SourcePostponed) as caught:
        ask(URL, wire=wire)

    assert (caught.value.until - time.now()).days == 7


@pytest.mark.parametrize(("status", "error", "tries"), [
    (404, SourceGone, 1), (410, SourceGone, 1), (401, SourceRefused, 1), (403, SourceRefused, 1),
    (451, SourceRefused, 1), (206, PageRejected, 1), (201, PageRejected, 1), (400, PageRejected, 1),
    (304, PageRejected, 1), (429, SourceUnreachable, 3), (408, SourceUnreachable, 3),
    (500, SourceUnreachable, 3),
    (502, SourceUnreachable, 3), (503, SourceUnreachable, 3), (504, SourceUnreachable, 3),
])  # fmt: skip  # cases side by side
def test_each_status_has_its_meaning(ask, status, error, tries):
    wire, seen = wire_of(said(status))

    with pytest.raises(error, match=f"answered {status}"):
        ask(URL, wire=wire)

    assert len(seen) == tries


def test_no_content_is_no_page_and_no_error(ask):
    wire, _ = wire_of(said(204, b""))

    answer = ask(URL, wire=wire)

    assert answer.page is None
    assert not answer.unchanged


def test_a_conditional_request_carries_its_validators_and_304_means_unchanged(ask):
    wire, seen = wire_of(said(304, b""))

    answer = ask(URL, wire=wire, validators=Validators('W/"a1"', "Tue, 24 Nov 2026 06:00:00 GMT"))

    assert answer.unchanged
    assert answer.page is None
    assert seen[0].headers["If-None-Match"] == 'W/"a1"'
    assert seen[0].headers["If-Modified-Since"] == "Tue, 24 Nov 2026 06:00:00 GMT"


def test_an_answer_gives_the_validators_for_the_next_time(ask):
    wire, _ = wire_of(said(ETag='"v2"', Last_Modified="x"))

    assert ask(URL, wire=wire).validators == Validators('"v2"', "x")


def test_a_status_that_the_source_calls_good_is_a_page(ask):
    wire, _ = wire_of(said(404, b'{"jobs": []}'))

    assert ask(URL, wire=wire, site=Site(make_source(statuses=(404,)))).page.content == b'{"jobs": []}'


def test_five_redirects_are_followed_and_six_are_not(ask_server, server):
    assert ask_server("hop-5").page.content == JOBS
    with pytest.raises(PageRejected, match="more than 5 times"):
        ask_server("hop-6")


def test_a_redirect_loop_is_rejected(ask_server):
    with pytest.raises(PageRejected, match="more than 5 times"):
        ask_server("loop")


@pytest.mark.parametrize(
    "path", ["to-other-host", "to-loopback-port", "to-file", "to-javascript", "to-nowhere"]
)
def test_a_redirect_to_anywhere_else_is_rejected_unasked(ask_server, server, path):
    with pytest.raises(PageRejected):
        ask_server(path)

    assert len(server.asked) == 1


CONNECTED = "connection.connect_tcp.complete"


class Connection:
    """Stands for a connection to an address."""

    def __init__(self, address):
        self.address, self.is_closed = address, False

    def get_extra_info(self, name):
        return (self.address, 443)

    async def aclose(self):
        self.is_closed = True


BAD_TARGETS = [
    "http://jobs.example/x", "https://evil.example/x", "https://jobs.example@evil.example/x",
    "https://user:pass@jobs.example/x", "https://127.0.0.1/x", "https://10.0.0.1/x", "https://169.254.169.254/x",
    "https://[::1]/x", "https://[::ffff:127.0.0.1]/x", "https://0.0.0.0/x", "https://2130706433/x",
    "https://0x7f000001/x", "https://jobs.example:8443/x", "file:///etc/passwd", "javascript:alert(1)",
    "ftp://jobs.example/x", "https://jobs.example.evil.example/x", "//evil.example/x",
    "https://jobs.example:99999/x", "https://jobs.example\\@evil.example/", "data:application/json,[]",
    "https://jobs.example/" + "x" * 3_000,
]  # fmt: skip  # cases side by side


@pytest.mark.parametrize("target", BAD_TARGETS)
def test_every_hop_must_be_on_the_sources_list(ask, target):
    wire, seen = wire_of(said(302, Location=target), said())

    with pytest.raises(PageRejected):
        ask(URL, wire=wire)

    assert len(seen) == 1


def test_a_redirect_to_what_is_no_url_leads_nowhere(ask):
    wire, _ = wire_of(said(302, Location="https://[::1"))

    with pytest.raises(SourceUnreachable, match="Invalid URL"):
        ask(URL, wire=wire)


def test_a_redirect_to_another_host_of_the_source_is_followed_without_the_requests_headers(ask):
    wire, seen = wire_of(said(302, Location="https://other.example/acme"), said())
    request = Request(URL, headers=(("X-Api-Key", "k"),))

    answer = ask("", wire=wire, request=request, validators=Validators('"v1"'))

    assert answer.page.url == "https://other.example/acme"
    assert seen[0].headers["X-Api-Key"] == "k"
    assert "X-Api-Key" not in seen[1].headers
    assert "If-None-Match" not in seen[1].headers


def test_a_redirected_post_is_not_followed(ask):
    wire, seen = wire_of(said(307, Location="/b"), said())

    with pytest.raises(PageRejected, match="not followed"):
        ask("", wire=wire, request=Request(URL, method="POST", body=b"{}"))
    assert len(seen) == 1


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
    "fe80::1%eth0",    "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
])  # fmt: skip  # cases side by side
def test_a_host_name_that_leads_to_a_private_address_is_rejected_before_anything_is_sent(address):
    connection = Connection(address)

    with pytest.raises(PageRejected, match="not public"):
        asyncio.run(fetch.refuse_private_address(CONNECTED, {"return_value": connection}))
    assert connection.is_closed


def test_a_real_connection_to_a_private_address_is_rejected(ask, server, monkeypatch):
    monkeypatch.setattr(Site, "check", lambda self, url: None)

    with pytest.raises(PageRejected, match=r"127\.0\.0\.1, which is not public"):
        ask(f"{server.url}/good")
    assert server.asked == []


def test_public_addresses_are_fine():
    connection = Connection("93.184.216.34")

    asyncio.run(fetch.refuse_private_address(CONNECTED, {"return_value": connection}))
    asyncio.run(fetch.refuse_private_address("http11.send_request_headers.started", {}))

    assert not connection.is_closed


@pytest.mark.parametrize(("path", "expects"), [
    ("login-page", "json"), ("login-page-as-json", "json"), ("pdf", "json"), ("empty", "json"),
    ("good", "xml"),    ("login-page", "xml"), ("good", "html"), ("pdf", "html"),
])  # fmt: skip  # cases side by side
def test_content_of_another_type_is_rejected(ask_server, path, expects):
    with pytest.raises(PageRejected, match="wrong type"):
        ask_server(path, expects=expects)


def test_a_challenge_page_is_a_refusal(ask_server):
    with pytest.raises(SourceRefused, match="challenge"):
        ask_server("challenge")


def test_a_reservation_of_text_and_data_mining_is_a_refusal_unless_excused(ask):
    wire, _ = wire_of(said(TDM_Reservation="1"))

    with pytest.raises(SourceRefused, match="reserves"):
        ask(URL, wire=wire)
    assert ask(URL, wire=wire, site=Site(make_source(), excused="a licence")).page is not None


def test_no_cookie_or_credential_leaves_and_the_agent_is_named(ask, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine jobs.example login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    wire, seen = wire_of(said(302, Location="/b", Set_Cookie="id=1; Path=/"), said(Set_Cookie="id=2"))

    ask(URL, wire=wire)

    for request in seen:
        assert "cookie" not in request.headers
        assert "authorization" not in request.headers
        assert request.headers["User-Agent"] == "Skillgauge/1 (+https://page.example)"
        assert request.headers["Accept-Encoding"] == "gzip"


def test_a_proxy_is_taken_from_the_settings_and_never_from_the_environment(ask_server, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)

    assert ask_server("good").page.content == JOBS
    with pytest.raises(SourceUnreachable):
        ask_server("good", wire=Wire(proxy="http://127.0.0.1:9"))
    assert len(server.asked) == 1


def test_a_secret_is_sent_and_never_told(ask):
    wire, seen = wire_of(said(500))
    wire = Wire(transport=wire.transport, environ={"INVENTED_KEY": "s3cret"})
    site = Site(make_source(secrets=("INVENTED_KEY",)))

    with pytest.raises(SourceUnreachable) as caught:
        ask(URL + "?key={INVENTED_KEY}", site=site, wire=wire)

    assert seen[0].url.params["key"] == "s3cret"
    assert "s3cret" not in str(caught.value)


def test_every_hop_is_admitted_before_it_is_asked(ask):
    wire, seen = wire_of(said(302, Location="/private"), said())

    async def admit(site, url):
        if "private" in url:
            raise SourceRefused("robots.txt bars it")

    with pytest.raises(SourceRefused):
        ask(URL, wire=wire, admit=admit)
    assert len(seen) == 1


def test_hops_and_tries_keep_the_hosts_spacing(ask, time):
    wire, _ = wire_of(said(302, Location="/b"), said(302, Location="/c"), said())

    ask(URL, wire=wire, site=Site(make_source(spacing_s=2.0)))

    assert time.naps == [2.0, 2.0]


def test_a_conditional_answer_over_a_real_connection(ask_server, server):
    server.then["/good"].append(whole(b"", 304))

    assert ask_server("good", validators=Validators('"v1"')).unchanged
    assert server.asked[0].headers["if-none-match"] == '"v1"'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (gzip.compress(b"<?xml version='1.0'?><urlset></urlset>"), None),
        (gzip.compress(b"\xef\xbb\xbf<urlset></urlset>"), None),
        (gzip.compress(b"<!DOCTYPE html><html></html>"), "wrong type inside gzip"),
        (gzip.compress(b'{"a": 1}'), "wrong type inside gzip"),
        (b"\x1f\x8bdamaged", "gzip file is broken"),
    ],
    ids=["declared", "marked", "a web page", "json", "damaged"],
)
def test_a_packed_sitemap_is_looked_into(ask_server, server, body, fault):
    server.pages["/sitemap.xml.gz"] = Served(body)

    if fault is None:
        assert ask_server("sitemap.xml.gz", expects="xml").page.content == body
    else:
        with pytest.raises(PageRejected, match=fault):
            ask_server("sitemap.xml.gz", expects="xml")


def test_packed_bytes_are_no_json(ask_server, server):
    server.pages["/acme"] = Served(gzip.compress(b"{}"))

    with pytest.raises(PageRejected, match="wrong type"):
        ask_server("acme")


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_tenant_that_redirects_to_its_provider_is_gone(ask, server, status):
    site = Site(make_source(hosts=("*.tenants.example",)), endpoint=server.url)
    server.then["/acme.tenants.example/xml"].append(head(status, Location="https://www.tenants.example/"))

    with pytest.raises(SourceGone, match="the tenant is retired"):
        ask("", site=site, request=Request("https://acme.tenants.example/xml", expects="xml"))
    assert server.paths() == ["/acme.tenants.example/xml"]


def test_a_missing_page_is_not_said_to_be_a_missing_board(ask_server):
    with pytest.raises(SourceGone) as raised:
        ask_server("nowhere")

    assert "board" not in str(raised.value)
