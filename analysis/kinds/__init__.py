"""The kinds of figures, one in each file of the folders, and what some of them share."""
