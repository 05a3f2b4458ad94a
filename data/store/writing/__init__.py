"""How postings and what is known of them get into the store, and out of it for good."""
