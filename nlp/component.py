"""The component "skillgauge" of a spaCy pipeline: mentions as spans, facts as `doc._.skillgauge`."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token
from spacy.util import filter_spans

from data.catalogue.own_layer import Stamp, layer_stamp
from data.errors import CatalogError, UsageError
from data.pay_json import salary_as_json
from data.records import Mention, Reading
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.factory import COMPONENT, FACTS, SPAN_EXTENSIONS, SPANS, Scorer, Scores
from nlp.reader import Extractor, extractor_of
from nlp.saved_catalogue import LONGEST_KEY, MOST_BYTES, Saved, pack, pack_into, unpack, unpack_from

WRAP = 2**64  # the retokenizer takes whole numbers without a sign


class SkillComponent:
    """Adds the mentions of a Doc to `doc.spans[spans_key]`, labelled with the skill's id.

    Each span has `span._.level`, `span._.group`, `span._.rule` and `span._.form`; `doc._.skillgauge` holds
    the facts, the flags and the digest of the catalogue. With `fill_ents` the mentions are entities too;
    those that are there already stay. Pass `title`, `employer` and `location` where they are known, in the
    context of `nlp.pipe(..., as_tuples=True)` or in `doc.user_data`: the title decides role and seniority,
    and an employer's own name is not read as a skill.
    """

    def __init__(
        self,
        name: str = COMPONENT,
        *,
        catalog: str | None = None,
        spans_key: str = SPANS,
        fill_ents: bool = False,
        scorer: Scorer | None = None,
    ) -> None:
        if not 0 < len(spans_key) <= LONGEST_KEY:  # a saved pipeline is refused then
            raise UsageError(
                f"spans_key must be a text of 1 to {LONGEST_KEY} characters, not {spans_key!r:.80}"
            )
        register_extensions()
        self.name = name
        self.spans_key = spans_key
        self.fill_ents = fill_ents
        self.scorer = scorer
        self._path = catalog
        self._catalog: Catalog | None = None
        self._extractor: Extractor | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalogue in use, loaded at the first look. Raises CatalogError for a wrong one."""
        if self._catalog is None:
            self._catalog = load_catalog(checked_path(self._path)) if self._path else catalog_in_use()
        return self._catalog

    @catalog.setter
    def catalog(self, catalog: Catalog) -> None:
        self._catalog, self._extractor = catalog, None

    @property
    def labels(self) -> tuple[str, ...]:
        """The ids of all skills that spans may have; () while the catalogue at a path is not yet loaded."""
        if self._catalog is None and self._path:
            return ()  # spaCy asks while it loads a saved pipeline, which brings another one
        return tuple(skill.id for skill in self.catalog.skills)

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc, with tokens split where a mention begins or ends inside one."""
        if self._extractor is None:
            self._extractor = extractor_of(self.catalog)
        known = known_of(doc)
        reading = self._extractor.read(
            doc.text, title=known["title"], employer=known["employer"], location=known["location"] or None
        )
        split_glued_words(doc, reading.mentions)
        spans = [span_of(doc, mention) for mention in reading.mentions]
        doc.spans[self.spans_key] = spans
        if self.fill_ents:
            doc.ents = with_entities(doc.ents, spans)
        doc._.set(FACTS, facts_of(reading, self.catalog.digest))
        return doc

    def score(self, examples: Iterable[Any], **_options: Any) -> Scores:
        """Return precision, recall and F1 of the spans by skill; {} without a scorer."""
        return self.scorer(examples, spans_key=self.spans_key) if self.scorer else {}

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Any]] | None = None,  # noqa: ARG002 - spaCy passes both by name
        *,
        nlp: Language | None = None,  # noqa: ARG002
        catalog: str | None = None,
    ) -> None:
        """Load the catalogue: that in the file `catalog`, else that of the component's config.

        Raises CatalogError for a wrong one.
        """
        self._path = catalog or self._path
        self._catalog = self._extractor = None
        self.catalog  # noqa: B018 - loads it

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - has no parts
        """Write the catalogue and the component's settings into the folder `path`."""
        pack_into(Path(path), self._saved())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "SkillComponent":  # noqa: ARG002
        """Take catalogue and settings from a folder that `to_disk` wrote, else raise CatalogError."""
        return self._take(unpack_from(Path(path)))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Return what `to_disk` writes, in one piece."""
        return pack(self._saved())

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "SkillComponent":  # noqa: ARG002
        """Take catalogue and settings from what `to_bytes` gave. Raises CatalogError for anything else."""
        return self._take(unpack(content))

    def _saved(self) -> Saved:
        return Saved(self.spans_key, self.catalog, self.fill_ents)

    def _take(self, saved: Saved) -> "SkillComponent":
        self.spans_key, self.catalog, self.fill_ents = saved.spans_key, saved.catalog, saved.fill_ents
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the extractor, which each process builds for itself."""
        return {**self.__dict__, "_extractor": None}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        register_extensions()  # a spawned worker has none yet
        self.__dict__.update(state)


def catalog_in_use() -> Catalog:
    """Return the shipped catalogue with the user's own layer, loaded once for each state of the layer."""
    return _catalog_at(layer_stamp())


@lru_cache(maxsize=1)
def _catalog_at(stamp: Stamp | None) -> Catalog:  # noqa: ARG001 - part of the key
    return load_catalog()


def register_extensions() -> None:
    """Let spans carry their level, group, rule and form, and Docs their facts.

    Raises UsageError where somebody else computes an attribute of the same name.
    """
    wanted = [(Span, name) for name in SPAN_EXTENSIONS] + [(Doc, FACTS)]
    for kind, name in wanted:
        if not kind.has_extension(name):
            kind.set_extension(name, default=None)
        _, method, getter, setter = kind.get_extension(name)
        if method or (getter and not setter):
            word = kind.__name__.lower()
            raise UsageError(f"{word}._.{name} is computed by another component; skillgauge has to set it")


def checked_path(path: str) -> Path:
    """Return the path of a catalogue file. Raises CatalogError for what is no file, or too large for one."""
    try:
        size = Path(path).stat().st_size if Path(path).is_file() else None
    except (OSError, ValueError) as error:
        raise CatalogError(path, None, f"cannot be read: {error}") from error
    if size is None:
        raise CatalogError(path, None, "there is no such file")
    if size > MOST_BYTES:
        raise CatalogError(path, None, f"is larger than {MOST_BYTES:,} bytes, too large for a catalogue")
    return Path(path)


def known_of(doc: Doc) -> dict[str, str]:
    """Return title, employer and location of a Doc: those of its context, else those of its user_data."""
    context = doc._context  # what `as_tuples` brings; spaCy hands it back beside the Doc
    given = {**doc.user_data, **context} if isinstance(context, Mapping) else doc.user_data
    return {key: text_in(given, key) for key in ("title", "employer", "location")}


def text_in(user_data: Mapping[Any, Any], key: str) -> str:
    """Return a text of `doc.user_data`, "" where none is set; pandas puts NaN for what is missing."""
    value = user_data.get(key)
    return value if isinstance(value, str) else ""


def facts_of(reading: Reading, digest: str) -> dict[str, Any]:
    """Return facts, flags and register as plain values, which survive `doc.to_bytes` and `doc.to_json`.

    The bits of control words are more than msgpack takes as a number, so they are in hexadecimal.
    """
    facts = asdict(reading.facts)
    register = {**asdict(reading.register), "control": f"{reading.register.control:x}"}
    plain = {
        "clouds": list(facts["clouds"]),
        "salary": salary_as_json(reading.facts.salary),
        "flags": list(reading.flags),
        "register": register,
    }
    return {**facts, **plain, "catalog": digest}


def with_entities(there: Sequence[Span], spans: Iterable[Span]) -> list[Span]:
    """Return entities with the spans that overlap none of them; of two spans that overlap the longer."""
    taken = {index for entity in there for index in range(entity.start, entity.end)}
    free = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
    return [*there, *filter_spans(free)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span begins and ends in the text, and the numbers of its names."""

    start: int
    end: int
    label: int
    kb_id: int
    span_id: int

    @classmethod
    def of(cls, span: Span) -> "Place":
        """Return the place of a span."""
        return cls(span.start_char, span.end_char, span.label, span.kb_id, span.id)

    def span(self, doc: Doc) -> Span:
        """Return the span at this place, whose edges are still edges of tokens."""
        found = doc.char_span(self.start, self.end, self.label, self.kb_id, span_id=self.span_id)
        return cast(Span, found)


def split_glued_words(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Split the tokens in which a mention begins or ends, so that it covers whole tokens.

    The spans of other components stay on the characters they were on.
    """
    starts = [token.idx for token in doc]
    cuts: defaultdict[int, set[int]] = defaultdict(set)
    for edge in {edge for mention in mentions for edge in (mention.start, mention.end)}:
        index = bisect_right(starts, edge) - 1
        if starts[index] < edge < starts[index] + len(doc[index]):
            cuts[index].add(edge - starts[index])
    if not cuts:
        return
    kept = {key: (dict(group.attrs), [*map(Place.of, group)]) for key, group in doc.spans.items()}
    with doc.retokenize() as retokenizer:
        for index, places in cuts.items():
            split_token(retokenizer, doc[index], sorted(places))
    for key, (attributes, spans) in kept.items():
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attributes, spans=[one.span(doc) for one in spans])


def split_token(retokenizer: Any, token: Token, places: Sequence[int]) -> None:
    """Have a token cut before each of `places`; each part keeps its tags, and depends on the first one."""
    pieces = pieces_of(token.text, places)
    rest = len(pieces) - 1
    head = (token, 0) if token.head.i == token.i else token.head
    inherited = {
        "TAG": token.tag,
        "POS": token.pos,
        "MORPH": int(token.doc.to_array("MORPH")[token.i]),
        "ENT_TYPE": token.ent_type,
        "ENT_KB_ID": token.ent_kb_id,
    }
    attributes: dict[str, list[Any]] = {name: [value] * len(pieces) for name, value in inherited.items()}
    attributes["LEMMA"] = pieces if token.lemma else [0] * len(pieces)
    attributes["DEP"] = [token.dep, *["dep" if token.dep else 0] * rest]
    attributes["SENT_START"] = [token.sent_start % WRAP, *[-1 % WRAP if token.sent_start else 0] * rest]
    retokenizer.split(token, pieces, heads=[head, *[(token, 0)] * rest], attrs=attributes)


def pieces_of(text: str, places: Sequence[int]) -> list[str]:
    """Return `text` cut before each of `places` (ascending, none at an end)."""
    return [text[start:end] for start, end in pairwise((0, *places, len(text)))]


def span_of(doc: Doc, mention: Mention) -> Span:
    """Return the span of a mention, which must cover whole tokens, with its level, group, rule and form."""
    span = cast(Span, doc.char_span(mention.start, mention.end, label=mention.skill))
    span._.level, span._.group = mention.level, mention.group
    span._.rule, span._.form = mention.rule, mention.form
    return span
