"""Figures of what the market asks for."""
