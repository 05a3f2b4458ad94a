"""Where spaCy finds `nlp.add_pipe("skillgauge")`: the entry point that pyproject.toml names.

spaCy imports this module for every pipeline that anybody makes where Skillgauge is installed, so it imports
nothing but the factory.
"""

from nlp.factory import make_skill_component

__all__ = ["make_skill_component"]
