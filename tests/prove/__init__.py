"""Long checks, run by `python3 dev.py prove NAME`; the ordinary run collects none of them."""
