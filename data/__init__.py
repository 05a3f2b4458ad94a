"""Where records, the store and the shipped facts live; imports none of our other packages."""
