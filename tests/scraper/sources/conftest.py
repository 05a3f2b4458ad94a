"""What the tests of sources share."""

from tests.replay_server import replay

__all__ = ["replay"]
