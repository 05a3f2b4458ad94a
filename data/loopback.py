"""How a machine calls itself: what the command passes to the server, and what the server then answers to."""

LOOPBACK = "127.0.0.1"
LOOPBACK_NAMES = (LOOPBACK, "localhost", "::1")
