"""What every test shares. Sockets to anything but loopback are blocked by `addopts` in pyproject.toml."""
