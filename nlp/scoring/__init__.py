"""How well postings are read, against labels; the floors that only rise."""
