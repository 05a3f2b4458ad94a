"""How text is matched: folded, scanned, cut into lines and sentences."""
