"""The catalogue of skills, checked and ready to be looked up."""
