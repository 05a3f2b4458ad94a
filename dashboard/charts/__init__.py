"""What charts draw, and how."""
