"""Tables of words that people who know a language mend, read and checked."""
