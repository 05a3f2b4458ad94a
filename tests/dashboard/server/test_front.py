import asyncio
import socket

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from dashboard.server import settings
from dashboard.server.front import Front, failed

OURS = "127.0.0.1:8501"
STREAM = f"ws://{OURS}/_stcore/stream"
PATHS = ["/", "/trends", "/api/shares.csv", "/static/js/index.js", "/_stcore/health", "/media/a.csv"]
FOREIGN_HOSTS = [
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example:8501", "localhost.evil.example:8501",
    "169.254.169.254", "2130706433:8501", "127.1:8501", "127.0.0.1:9999", "localhost", "user@127.0.0.1:8501",
    "127.0.0.1:8501@evil.example", "127.0.0.1:8501/x", "127.0.0.1:", "[::1", "", "*", "127.0.0.1:850100",
]  # laid out as a table  # fmt: skip
FOREIGN_ORIGINS = [
    "http://evil.example", "https://evil.example", "http://127.0.0.1:9999", "http://127.0.0.1",
    "http://localhost:8501", "null", "", "file://", "http://127.0.0.1:8501.evil.example",
    "http://127.0.0.1:8501/", "chrome-extension://abc", "http://user@127.0.0.1:8501",
]  # laid out as a table  # fmt: skip


async def _page(request):
    return PlainTextResponse("a page", headers={"Access-Control-Allow-Origin": "*"})


async def _broken(request):
    raise ValueError("broken on purpose")


async def _stream(websocket):
    await websocket.accept()
    await websocket.send_json(dict(websocket.headers))
    await websocket.close()


@pytest.fixture(autouse=True)
def _no_address_seen(monkeypatch):
    monkeypatch.setattr(settings, "_reached", set())


@pytest.fixture
def client():
    app = Starlette(
        routes=[
            Route("/broken", _broken),
            WebSocketRoute("/_stcore/stream", _stream),
            Route("/{path:path}", _page),
        ],
        middleware=[Middleware(Front)],
        exception_handlers={Exception: failed},
    )
    return TestClient(app, base_url=f"http://{OURS}", raise_server_exceptions=False)


@pytest.fixture
def options(monkeypatch):
    """Stand in for the server's options."""
    chosen = {"server.address": "127.0.0.1", "server.allowedHosts": ["127.0.0.1", "localhost", "::1"]}
    monkeypatch.setattr(st, "get_option", chosen.__getitem__)
    return chosen


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_is_sent_away_from_every_path(client, host, path):
    answer = client.get(path, headers={"Host": host})

    assert answer.status_code == 421
    assert "does not answer to that name" in answer.text


@pytest.mark.parametrize("host", [OURS, "localhost:8501", "LOCALHOST:8501", "[::1]:8501", "localhost.:8501"])
def test_names_of_this_machine_open_every_path(client, host):
    assert client.get("/api/shares.csv", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
@pytest.mark.parametrize("path", ["/", "/api/shares.csv"])
def test_a_page_of_another_address_gets_no_answer(client, path, origin):
    assert client.get(path, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_of_another_address_opens_no_websocket(client, origin):
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(STREAM, headers={"Host": OURS, "Origin": origin}),
    ):
        pass

    assert refused.value.status_code == 403


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_opens_no_websocket_even_with_the_origin_of_the_same_name(client, host):
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(STREAM, headers={"Host": host, "Origin": f"http://{host}"}),
    ):
        pass

    assert refused.value.status_code == 421


def test_our_own_page_opens_its_websocket_and_streamlit_has_nothing_left_to_decide(client):
    with client.websocket_connect(
        STREAM, headers={"Host": "localhost:8501", "Origin": "http://localhost:8501"}
    ) as websocket:
        told = websocket.receive_json()

    assert "origin" not in told
    assert told["host"] == "127.0.0.1"


def test_no_name_is_looked_up_whatever_a_request_says(client, monkeypatch):
    def looked_up(*asked, **_):
        raise AssertionError(f"looked up {asked}")

    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getfqdn"):
        monkeypatch.setattr(socket, name, looked_up)

    for host in (OURS, *FOREIGN_HOSTS):
        for origin in (f"http://{OURS}", *FOREIGN_ORIGINS):
            assert client.get("/", headers={"Host": host, "Origin": origin}).status_code < 500


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_may_link_to_a_page_but_not_use_it_as_a_part_of_theirs(client, site):
    link = client.get("/", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"})
    part = client.get("/api/pairs.csv", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})

    assert (link.status_code, part.status_code) == (200, 403)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/base/_stcore/metrics"])
def test_the_sizes_of_other_sessions_are_nobodys_business(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/api/shares.csv", {}),
        ("/broken", {}),
        ("/_stcore/metrics", {}),
        ("/", {"Host": "evil.example"}),
        ("/", {"Origin": "http://evil.example"}),
    ],
)
def test_every_answer_says_that_it_may_not_be_framed_guessed_or_read_by_others(client, path, headers):
    said = client.get(path, headers=headers).headers

    policy = said["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "evil" not in policy
    assert not [word for word in ("unsafe-eval", "http:", "https:", " *") if word in policy]
    assert said["x-frame-options"] == "DENY"
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert "camera=()" in said["permissions-policy"]
    assert not [name for name in said if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/api/shares.csv", "/media/a.csv", "/_stcore/health", "/broken"])
def test_no_cache_keeps_a_private_answer(client, path):
    assert client.get(path).headers["cache-control"] == "no-store"


def test_what_is_refused_is_not_waited_for(client):
    assert client.get("/", headers={"Host": "evil.example"}).headers["connection"] == "close"
    assert "connection" not in client.get("/").headers


def test_a_broken_answer_is_a_sentence_without_its_cause(client):
    answer = client.get("/broken")

    assert answer.status_code == 500
    assert "broken on purpose" not in answer.text


@pytest.mark.parametrize("address", ["0.0.0.0", "::", None, "", "192.0.2.7"])
def test_an_address_that_others_reach_makes_the_dashboard_read_only(options, address):
    options["server.address"] = address

    assert settings.is_shared()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_a_loopback_address_does_not(options, address):
    options["server.address"] = address

    assert not settings.is_shared()


def test_a_name_of_a_proxy_makes_it_read_only_too(options):
    options["server.allowedHosts"] = ["127.0.0.1", "localhost", "::1", "jobs.example"]

    assert settings.is_shared()


def test_a_server_that_listens_wider_than_its_options_is_read_only_from_the_first_request(options, client):
    wide = TestClient(client.app, base_url="http://192.0.2.7:8501")

    before = settings.is_shared()
    answer = wide.get("/", headers={"Host": OURS})

    assert (before, settings.is_shared()) == (False, True)
    assert answer.status_code == 200


def test_a_shared_dashboard_answers_to_the_address_that_was_reached_and_to_its_names(options, client):
    options["server.address"] = "0.0.0.0"
    options["server.allowedHosts"] = ["127.0.0.1", "Jobs.Example", "[2001:db8::7]"]
    reached = TestClient(client.app, base_url="http://192.0.2.7:8501")

    def status(host):
        return reached.get("/", headers={"Host": host}).status_code

    assert [status(host) for host in ("192.0.2.7:8501", "jobs.example", "jobs.example:444")] == [200] * 3
    assert status("[2001:db8::7]:8501") == 200
    assert [status(host) for host in ("192.0.2.8:8501", "x.jobs.example", "evil.example")] == [421] * 3


def test_a_loopback_name_may_have_the_port_that_a_tunnel_or_a_container_has_outside(options, client):
    options["server.allowedHosts"] += ["localhost:9000", "[::1]:9001", "127.0.0.1:80"]

    def status(host):
        return client.get("/", headers={"Host": host, "Origin": f"http://{host}"}).status_code

    assert settings.is_shared()
    assert [status(host) for host in ("localhost:9000", "[::1]:9001", "127.0.0.1", OURS)] == [200] * 4
    assert [status(host) for host in ("localhost:9001", "127.0.0.1:9000", "[::1]:9000")] == [421] * 3
    with client.websocket_connect(STREAM, headers={"Host": "localhost:9000"}) as websocket:
        assert websocket.receive_json()["host"] == "127.0.0.1"


def test_a_name_with_a_port_is_allowed_with_that_port_alone(options, client):
    options["server.allowedHosts"] += ["jobs.example:8443", "beef:80"]

    def status(host):
        return client.get("/", headers={"Host": host}).status_code

    assert [status(host) for host in ("jobs.example:8443", "Jobs.Example.:8443", "beef")] == [200] * 3
    assert [status(host) for host in ("jobs.example", "jobs.example:8501", "beef:81")] == [421] * 3


def test_a_star_allows_no_name(options, client):
    options["server.allowedHosts"] = ["*"]

    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_what_is_no_request_passes():
    seen = []

    async def inner(scope, receive, send):
        seen.append(scope["type"])

    asyncio.run(Front(inner)({"type": "lifespan"}, None, None))

    assert seen == ["lifespan"]
