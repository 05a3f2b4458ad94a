"""The trained pipeline of the finder of names, and what trains and proves it."""
