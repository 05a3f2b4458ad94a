"""Postings that a page marks up for search engines, as JSON-LD, microdata or RDFa."""
