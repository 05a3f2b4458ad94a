"""What is recorded of releases: their headline figures, and how long a figure holds."""
