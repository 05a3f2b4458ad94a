"""Scrapes from plan to end, and looks at boards: what is asked, kept, remembered and closed."""
