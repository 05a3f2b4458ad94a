"""Labelled postings: their files, their texts, and the figures as they are printed."""
