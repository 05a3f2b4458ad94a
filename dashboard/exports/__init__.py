"""What leaves the dashboard in one piece: endpoints, archive, report."""
