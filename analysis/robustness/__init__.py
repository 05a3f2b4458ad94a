"""Whether a change survives: six checks of it, each with its own figure, and the verdict that they leave."""
