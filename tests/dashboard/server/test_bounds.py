import asyncio
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.server import bounds
from dashboard.server.bounds import Bounds


@pytest.fixture
def kept(monkeypatch):
    """The files that the server keeps."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(bounds, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    return manager


@pytest.fixture
def client(kept):
    async def put(request):
        data = await request.body()
        session, file = request.path_params["session"], request.path_params["file"]
        kept.add_file(session, UploadedFileRec(file, "cv.txt", "text/plain", data))
        return PlainTextResponse("", 204)

    async def stream(websocket):
        await websocket.accept()
        await websocket.receive()

    routes = [
        Route("/_stcore/upload_file/{session}/{file}", put, methods=["PUT"]),
        WebSocketRoute("/_stcore/stream", stream),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Bounds)]))


def upload(client, name, size, session="a"):
    return client.put(f"/_stcore/upload_file/{session}/{name}", content=b"x" * size).status_code


def test_a_session_keeps_a_few_files_and_gets_room_again_when_one_goes(client, kept):
    taken = [upload(client, str(number), 10) for number in range(6)]
    kept.remove_file("a", "0")

    assert taken == [204, 204, 204, 204, 429, 429]
    assert upload(client, "next", 10) == 204


def test_a_session_keeps_few_bytes_and_another_has_its_own(client, kept):
    assert [upload(client, str(number), 600_000) for number in range(2)] == [204, 413]
    assert upload(client, "0", 600_000, session="b") == 204


def test_a_session_that_has_ended_takes_no_room(client, kept):
    upload(client, "0", 900_000)
    kept.remove_session_files("a")

    assert upload(client, "1", 900_000) == 204


def test_all_sessions_together_have_a_bound(client, monkeypatch):
    monkeypatch.setattr(bounds, "SERVER_BYTES", 2_000_000)

    taken = [upload(client, "0", 900_000, session=str(number)) for number in range(4)]

    assert taken == [204, 204, 503, 503]


def test_uploads_under_way_are_counted(kept):
    door = Bounds(None)

    with door.under_way("a", 700_000):
        assert door.refusal("a", 700_000).status_code == 413
        assert door.refusal("b", 700_000) is None
    assert door.refusal("a", 700_000) is None
    assert not door.arriving


def test_an_upload_that_does_not_say_its_length_is_refused(client):
    answer = client.put("/_stcore/upload_file/a/1", content=iter([b"x"]))

    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("given", "length"),
    [
        ({"content-length": "12"}, 12),
        ({"content-length": "x"}, None),
        ({"content-length": "-1"}, None),
        ({"content-length": "²"}, None),
        ({"content-length": "12", "transfer-encoding": "chunked"}, None),
        ({}, None),
    ],
)
def test_only_a_length_that_must_hold_counts(given, length):
    assert bounds.length_of(Headers(given)) == length


def test_a_body_that_drips_is_given_up(monkeypatch):
    monkeypatch.setattr(bounds, "BODY_SECONDS", 0.05)
    said = []

    async def drip():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def read_all():
        receive = bounds.timely(drip)
        while True:
            said.append(await receive())

    with pytest.raises(bounds.HTTPException) as given_up:
        asyncio.run(read_all())

    assert given_up.value.status_code == 408
    assert len(said) < 5


def test_after_the_body_a_reader_may_stay_connected(monkeypatch):
    monkeypatch.setattr(bounds, "BODY_SECONDS", 0.02)
    messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

    async def slow():
        await asyncio.sleep(0.03 if len(messages) == 1 else 0)
        return messages.pop(0)

    async def read():
        receive = bounds.timely(slow)
        return [await receive(), await receive()]

    assert [message["type"] for message in asyncio.run(read())] == ["http.request", "http.disconnect"]


def test_few_answers_are_computed_at_once_and_few_wait(monkeypatch):
    monkeypatch.setattr(bounds, "WAITING", 3)
    running, most = 0, 0

    async def slow(scope, receive, send):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        await PlainTextResponse("rows")(scope, receive, send)

    async def ask(door):
        said = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            said.append(message)

        await door({"type": "http", "method": "GET", "path": "/api/pairs.json", "headers": []}, receive, send)
        return said[0]

    async def ask_many():
        door = Bounds(slow)
        return await asyncio.gather(*(ask(door) for _ in range(10)))

    answers = asyncio.run(ask_many())

    refused = [dict(answer["headers"]) for answer in answers if answer["status"] == 503]
    assert most == bounds.ANSWERS
    assert len(refused) == 10 - bounds.ANSWERS - 3
    assert all(headers[b"retry-after"] == b"2" for headers in refused)


def test_no_more_pages_are_open_than_the_server_can_serve(client, monkeypatch):
    monkeypatch.setattr(bounds, "READERS", 1)

    with (
        client.websocket_connect("/_stcore/stream"),
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream"),
    ):
        pass
    with client.websocket_connect("/_stcore/stream") as again:
        again.send_text("x")
