"""What people wrote by hand beside the postings, read and checked: skills, guides, advice, reviews."""
