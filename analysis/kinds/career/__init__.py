"""Figures for one person: what to learn, build and prepare."""
