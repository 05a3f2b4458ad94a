"""What a browser does with the headers of the front door."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def stranger():
    """A web server of somebody else on this machine; its page can be chosen."""

    class Handler(BaseHTTPRequestHandler):
        page = ""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.page.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_of_another_address_cannot_frame_the_dashboard(new_context, server, stranger):
    handler, address = stranger
    handler.page = f"<h1>Win a prize</h1><iframe src='{server}/method' width=1000 height=900></iframe>"
    page = new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    with page.expect_console_message(lambda message: "frame" in message.text.lower()):
        page.goto(address)
    page.wait_for_load_state("networkidle")

    assert page.frames[1].locator("button").count() == 0
    assert any("frame-ancestors" in words or "X-Frame-Options" in words for words in said)


def test_a_page_of_another_address_gets_neither_figures_nor_a_connection(new_context, server, stranger):
    handler, address = stranger
    handler.page = "<h1>Win a prize</h1>"
    page = new_context().new_page()
    page.goto(address)

    tried = page.evaluate(
        """async server => {
          const read = await fetch(server + '/api/shares.json').then(a => a.text()).catch(() => 'refused');
          const open = await new Promise(resolve => {
            const socket = new WebSocket(server.replace('http', 'ws') + '/_stcore/stream');
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          });
          return [read, open];
        }""",
        server,
    )

    assert tried == ["refused", "refused"]
