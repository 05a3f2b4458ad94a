"""The free first line of a comment that offers work."""
