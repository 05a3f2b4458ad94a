"""Names that the catalogue lacks."""
