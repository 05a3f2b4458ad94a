"""What a selection is a sample of: its sources, months and employers, and how far one source moves it."""
