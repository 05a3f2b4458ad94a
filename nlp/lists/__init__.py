"""Any-of lists: lists of names of which any one would do."""
