"""The skills that figures and pages know: the shipped ones, and the user's own layer on top of them."""

from dataclasses import dataclass

from data.catalogue.entries_in_use import checked_on
from data.catalogue.own_layer import read_layer
from data.catalogue.plain_skills import read_skills
from data.records import Skill


@dataclass(frozen=True, slots=True)
class CatalogueInUse:
    """The skills by id, and what names the user's own layer in figures, "" without one."""

    skills: tuple[Skill, ...]
    layer: str = ""


def catalogue_in_use() -> CatalogueInUse:
    """Return the skills. Raises CatalogError for the first fault of a layer."""
    layer = read_layer()
    if layer is None:
        return CatalogueInUse(read_skills())
    skills = (entry.skill for entry in checked_on(layer))
    return CatalogueInUse(tuple(sorted(skills, key=lambda skill: skill.id)), layer.mark)
