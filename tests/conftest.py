"""What every test shares: no network but loopback."""

import pytest
from pytest_socket import disable_socket, socket_allow_hosts


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Block every socket but loopback (and local sockets), whatever the test imports."""
    disable_socket(allow_unix_socket=True)
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
