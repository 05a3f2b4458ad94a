"""Where skills are named, and which of these names do not count."""
