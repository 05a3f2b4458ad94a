"""Two groups of postings held against each other."""
