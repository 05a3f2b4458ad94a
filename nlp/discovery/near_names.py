"""Names of the catalogue near a new term: what it may be another spelling, a part or a relative of."""

from difflib import get_close_matches

from nlp.catalogue.catalog import Catalog
from nlp.discovery.terms import key_of

MOST = 3
ALIKE = 0.8  # difflib's ratio, from 0 to 1
SHORTEST_WORD = 4  # letters of a word that two names share


def near_names(term: str, catalog: Catalog) -> tuple[str, ...]:
    """Return at most MOST names of skills: those spelled alike, then those that share a long word."""
    names = {key_of(spelling.text): catalog.by_id[spelling.skill].name for spelling in catalog.spellings}
    alike = [names[key] for key in get_close_matches(key_of(term), names, n=MOST, cutoff=ALIKE)]
    words = {word for word in term.casefold().split() if len(word) >= SHORTEST_WORD}
    sharing = sorted(skill.name for skill in catalog.skills if words & set(skill.name.casefold().split()))
    return tuple(dict.fromkeys([*alike, *sharing]))[:MOST]
