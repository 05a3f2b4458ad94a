"""Dashboard entry."""
