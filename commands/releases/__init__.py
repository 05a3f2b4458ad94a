"""What a release says of itself: its quality, and its headline figures beside those of earlier ones."""
