"""What stands before the pages: requests, bounds, settings, failures."""
