"""What opens under "About these numbers", the same on every page."""
