"""One file a source: its hosts and terms, its requests, and a pure parser."""
