"""Streamlit pages, charts and the only doors to screen and file."""
