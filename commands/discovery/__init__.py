"""Names that the catalogue lacks: which texts are looked through, and what shipped facts keep of them."""
