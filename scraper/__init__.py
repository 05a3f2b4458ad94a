"""Collects postings from public sources: fetches pages politely, parses them purely."""
