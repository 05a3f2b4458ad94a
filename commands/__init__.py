"""One file a command; `cli.py` imports each when it is called."""
