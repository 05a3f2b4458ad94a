"""Pure numbers: counts per employer, intervals, families of tests."""
