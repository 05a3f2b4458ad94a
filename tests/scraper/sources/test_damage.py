"""Whatever is wrong in an answer, a parser gives what is sound, counts the rest, or refuses the page."""

import json
import random
from dataclasses import replace

import pytest

from data.errors import SourceError
from data.records import Parsed
from scraper.sources import load_source
from tests.golden import SOUND, Case, cases

ODD = (
    None, True, 0, -1, 1e308, 10**400, "", " ", "x", "\ud800", "\x00", "2026-99-99", "9" * 400, "&lt;" * 50,
    "<" * 50, [], {}, [[]], [None], {"": None}, ["x"], {"name": 1}, "javascript:alert(1)", "https://[",
    "Ã\x83" * 9,
)  # fmt: skip  # cases side by side


def places(value: object, path: tuple = ()) -> list[tuple]:
    """Return the paths of everything inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, entry in inner for found in places(entry, (*path, key)))]


def damaged(value: object, path: tuple, odd: object) -> object:
    """Return a JSON value with something odd at a path."""
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = damaged(copy[path[0]], path[1:], odd)
    return copy


def parsed(case: Case, content: bytes) -> Parsed | None:
    """Return what is read; None for a refused page."""
    try:
        return load_source(case.source).parse(replace(case.page(), content=content), case.board)
    except SourceError:
        return None


PAGES = [case for case in cases() if case.name in SOUND]
JSON = [case for case in PAGES if case.input.suffix == ".json"]


@pytest.mark.parametrize("case", JSON, ids=[f"{case.source}-{case.name}" for case in JSON])
def test_odd_values_never_stop_a_parser(case):
    chance = random.Random(case.source)
    sound = json.loads(case.input.read_bytes())
    paths = places(sound)

    for _ in range(150):
        content = json.dumps(damaged(sound, chance.choice(paths), chance.choice(ODD))).encode()
        found = parsed(case, content)

        for posting in found.postings if found else ():
            assert posting.external_id
            assert posting.title
            assert posting.text
            assert posting.url.startswith(("https://", "http://"))
            posting.text.encode()
            posting.title.encode()


@pytest.mark.parametrize("case", PAGES, ids=[f"{case.source}-{case.name}" for case in PAGES])
def test_cut_or_changed_bytes_never_stop_a_parser(case):
    chance = random.Random(case.source)
    sound = case.input.read_bytes()

    for _ in range(60):
        start = chance.randrange(len(sound))
        cut = sound[:start]
        changed = sound[:start] + bytes([chance.randrange(256)]) + sound[start + 1 :]

        assert parsed(case, cut) is None or case.source == "jsonld" or cut.strip() == sound.strip()
        parsed(case, changed)
