"""The facts of a store as arrays, beside it and shipped: tables, cache, snapshot, and their checks."""
