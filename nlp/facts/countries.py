"""Which country a place lies in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from data.places import city_countries, country_names, state_names, town_countries

LONGEST_PLACE = 300  # characters: the longest real location field is under 150

OTHER_NAMES = {
    "us": "US", "usa": "US", "u.s": "US", "u.s.a": "US", "united states of america": "US",
    "america": "US", "estados unidos": "US", "etats-unis": "US", "vereinigte staaten": "US", "uk": "GB",
    "u.k": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "vereinigtes konigreich": "GB", "royaume-uni": "GB", "reino unido": "GB",
    "deutschland": "DE", "allemagne": "DE", "alemania": "DE", "osterreich": "AT", "autriche": "AT",
    "schweiz": "CH", "suisse": "CH", "suiza": "CH", "svizzera": "CH", "frankreich": "FR", "francia": "FR",
    "spanien": "ES", "espana": "ES", "espagne": "ES", "italien": "IT", "italia": "IT", "italie": "IT",
    "niederlande": "NL", "nederland": "NL", "pays-bas": "NL", "paises bajos": "NL", "holland": "NL",
    "netherlands": "NL", "the netherlands": "NL", "belgien": "BE", "belgique": "BE", "belgie": "BE",
    "belgica": "BE", "polen": "PL", "polska": "PL", "pologne": "PL", "polonia": "PL", "sverige": "SE",
    "schweden": "SE", "suede": "SE", "suecia": "SE", "danmark": "DK", "danemark": "DK", "norge": "NO",
    "norwegen": "NO", "suomi": "FI", "czech republic": "CZ", "ceska republika": "CZ", "tschechien": "CZ",
    "brasil": "BR", "brasilien": "BR", "bresil": "BR", "mexique": "MX", "mexiko": "MX", "indien": "IN",
    "inde": "IN", "bharat": "IN", "korea": "KR", "south korea": "KR", "turkiye": "TR", "turkei": "TR",
    "turquie": "TR", "irlanda": "IE", "irland": "IE", "irlande": "IE", "canada": "CA", "kanada": "CA",
    "uae": "AE", "emirates": "AE", "rumanien": "RO", "ungarn": "HU", "griechenland": "GR", "japon": "JP",
    "china": "CN", "hong kong sar": "HK", "viet nam": "VN", "bay area": "US", "sf": "US", "sf bay": "US",
    "nyc": "US", "silicon valley": "US", "new england": "US", "ontario": "CA", "quebec": "CA",
    "british columbia": "CA", "alberta": "CA", "manitoba": "CA", "saskatchewan": "CA",
    "nova scotia": "CA", "new brunswick": "CA", "randstad": "NL", "washington dc": "US", "d.c": "US",
    "san francisco bay": "US", "catalonia": "ES", "bavaria": "DE", "bayern": "DE", "ile-de-france": "FR",
    "tel aviv": "IL", "new delhi": "IN", "gurgaon": "IN", "bangalore": "IN", "bengaluru": "IN",
    "flanders": "BE", "brabantine city row": "NL", "dallas-fort worth": "US",
    "washington dc-baltimore": "US", "scandinavia": "", "nsw": "AU", "qld": "AU", "new south wales": "AU",
    "queensland": "AU", "emea": "", "europe": "", "apac": "", "latam": "", "remote": "", "worldwide": "",
}  # fmt: skip # a table: many words a line
PROVINCES = frozenset(("on", "qc", "bc", "ab", "mb", "sk", "ns", "nb", "nl", "pe"))  # of Canada
AREA = re.compile(r"\b(?:greater|metropolitan|metro|metroplex|area|region|rhine|bay)\b")
AROUND = re.compile(
    r"\b(?:greater|metropolitan|metro|metroplex|area|region|remote|hybrid|on-?site|only|based|the city of"
    r"|anywhere in|within|office|hq|district|umgebung)\b"
)
ALTERNATIVES = re.compile(r"\s{0,3}[;|/•·()\[\]]\s{0,3}|\s(?:or|and|&)\s")
PARTS = re.compile(r"\s{0,3}[,:]\s{0,3}|\s(?:-|–|—|in)\s")
CODE = re.compile(r"[a-z]{2}")


def country_of(location: str | None) -> str | None:
    """Return the country (ISO 3166 alpha-2) that a location names, None where it names none or several."""
    if not location:
        return None
    return _country_of(location[:LONGEST_PLACE])


@lru_cache(maxsize=20_000)
def _country_of(location: str) -> str | None:
    """Return the one country that all alternatives agree on: by name, else by their cities."""
    places = [PARTS.split(place) for place in ALTERNATIVES.split(plain(location)) if place]
    for found in (set(map(_named, places)), {country for parts in places for country in _by_cities(parts)}):
        found.discard(None)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _named(parts: Sequence[str]) -> str | None:
    """Return the country that the last telling part of "city, state, country" names."""
    for i in range(len(parts) - 1, -1, -1):
        part, before = parts[i].strip(" ."), parts[:i]
        by_code = _by_code(part, before) if CODE.fullmatch(part) else None
        country = by_code or _by_name(part, before) or _by_name(_core(part), before)
        if country:
            return country
    return None


def _by_cities(parts: Sequence[str]) -> Iterator[str]:
    cities = _cities()
    for part in parts:
        core = _core(part)
        first = re.split(r"[\s-]", core, maxsplit=1)[0] if AREA.search(part) else ""
        country = cities.get(part) or cities.get(core) or cities.get(first)
        if country:
            yield country


def _by_name(name: str, before: Sequence[str] = ()) -> str | None:
    """Return the country of a name; a state named like one goes by the city before it."""
    if name in OTHER_NAMES:
        return OTHER_NAMES[name] or None
    country = _countries().get(name)
    if name not in _states():
        return country
    return country if country and country in map(_cities().get, before[-1:]) else "US"


def _by_code(code: str, before: Sequence[str]) -> str | None:
    """Return the country of a code: that of a state or province, unless the city before it lies elsewhere."""
    country = _countries_by_code().get(code)
    if code in _state_codes():
        cities = {_cities().get(part) for part in before[-1:]}
        return country if country and country in cities else "US"
    if code in PROVINCES:
        return "CA"
    return country if before else None


def _core(part: str) -> str:
    """Return a place without "Greater", "Metropolitan Area" and the like."""
    return " ".join(AROUND.sub(" ", part).split()).strip(" .-'’")


def plain(name: str) -> str:
    """Return `name` in lower case without accents."""
    if name.isascii():
        return name.lower()
    flat = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


@cache
def _countries() -> Mapping[str, str]:
    return {plain(name): code for code, name in country_names().items()}


@cache
def _countries_by_code() -> Mapping[str, str]:
    return {code.lower(): code for code in country_names()}


@cache
def _states() -> frozenset[str]:
    return frozenset(map(plain, state_names().values()))


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(map(str.lower, state_names()))


@cache
def _cities() -> Mapping[str, str]:
    """Return the country of the largest place of each name; other names ("Munich") of large cities only."""
    cities = {plain(name): country for name, country in city_countries().items()}
    return {**cities, **town_countries()}
