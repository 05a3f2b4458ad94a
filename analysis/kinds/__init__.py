"""Figures as rows, with their ground, and again from their receipts."""
