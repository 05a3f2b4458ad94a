"""Reads postings: which skills a text names, at which level, and the facts beside them. Pure and offline."""
