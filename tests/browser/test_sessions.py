"""Many readers at once, through the server's own interface for programs: no browser is needed."""

import json
import shutil
import threading
import urllib.request

import pytest

from tests.browser.conftest import serving
from tests.dashboard.market import write_market

pytestmark = pytest.mark.slow

SESSIONS = 50
CLOUDS = ("AWS", "GCP", "Azure", "any cloud", "no cloud")


def look(address: str, cloud: str) -> str:
    """Open the dashboard in a session of its own and return all it shows."""
    asked = json.dumps({"query_params": {"cloud": [cloud]}}).encode()
    request = urllib.request.Request(
        f"{address}/_stcore/agent/interact", data=asked, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=110) as answer:
        return str(answer.read().decode())


def test_fifty_readers_at_once_see_each_their_own_slice_while_the_store_is_replaced(folder, market):
    store, other = folder / "live.db", write_market(folder / "other.db", 900, seed=8)
    shutil.copy(market, store)
    said: dict[int, str] = {}

    with serving(store, folder / "live-local", "--server.enableAgentApi=true") as address:
        threads = [
            threading.Thread(
                target=lambda k=k: said.update({k: look(address, CLOUDS[k % len(CLOUDS)])}), daemon=True
            )
            for k in range(SESSIONS)
        ]
        for place, thread in enumerate(threads):
            thread.start()
            if place == SESSIONS // 2:
                shutil.copy(other, folder / "ready.db")
                (folder / "ready.db").replace(store)
        for thread in threads:
            thread.join(timeout=120)

    assert len(said) == SESSIONS
    for place, words in said.items():
        assert f"naming {CLOUDS[place % len(CLOUDS)]}" in words
        assert '"status": "error"' not in words
        assert "could not be shown" not in words
