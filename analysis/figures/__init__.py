"""Figures of the market: shares, trends, changes, comparisons, pairs, pay and published claims."""
