"""Where skills are named, and which names are none."""
