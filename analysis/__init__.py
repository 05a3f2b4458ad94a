"""Pure arithmetic on one Corpus: shares, changes, pairs, plans. Never opens, fetches or reads the clock."""
