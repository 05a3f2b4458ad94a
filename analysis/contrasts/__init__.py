"""Two groups of postings compared: shares of both sides, their differences and verdicts."""
