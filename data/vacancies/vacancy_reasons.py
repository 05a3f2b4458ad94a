"""Why postings are one vacancy: the codes that the store keeps, and their words in the same order."""

ALONE, SAME_TEXT, SAME_REQUISITION, NEAR_TEXT, SAME_IDENTITY = range(5)
REASONS = ("alone", "same text", "same requisition", "near text", "same identity")
