"""Which postings are one opening, and whose: titles, employers, near-duplicates, recruiters."""
