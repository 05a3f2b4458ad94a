"""What comes in and goes out as a file: dumps of postings, and CSV."""
