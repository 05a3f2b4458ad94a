"""Where spaCy finds `nlp.add_pipe("skillgauge")` and "skillgauge_names": pyproject.toml names both.

spaCy imports this module for every pipeline that anybody makes where Skillgauge is installed, so it imports
nothing but the factories.
"""

from nlp.factory import make_name_component, make_skill_component

__all__ = ["make_name_component", "make_skill_component"]
