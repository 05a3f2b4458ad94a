"""Politeness and trust: who may be asked, how often, and which answers count."""
