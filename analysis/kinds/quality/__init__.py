"""Figures of how far the others can be trusted: how postings are read, and how they are written."""
