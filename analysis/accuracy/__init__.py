"""How far figures may be off because postings are read wrongly."""
