"""How an address names a view."""
