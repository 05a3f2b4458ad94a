"""What spaCy calls for `nlp.add_pipe("skillgauge")` and `nlp.add_pipe("skillgauge_names")`.

The entry points lead here, and spaCy follows them for every pipeline, with or without Skillgauge in it. So
nothing is imported that spaCy has not imported itself; what reads texts is imported with the first component.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.util import registry

if TYPE_CHECKING:
    from nlp.component import SkillComponent
    from nlp.name_component import NameComponent

COMPONENT, NAMES = "skillgauge", "skillgauge_names"
SCORER = "skillgauge.skills.v1"
NAME_SPANS = "names"  # the default `spans_key` of the names
Scores = dict[str, Any]
Scorer = Callable[..., Scores]
SPANS = "skills"  # the default `spans_key`
SPAN_EXTENSIONS = ("level", "group", "rule", "form")
FACTS = "skillgauge"  # `doc._.skillgauge`


def score_skills(examples: Iterable[Any], *, spans_key: str = SPANS) -> Scores:
    """Score the spans of a component against those of the references, by skill."""
    from nlp.scoring.skill_scores import skill_scores  # noqa: PLC0415 - not for pipelines without it

    return skill_scores(examples, spans_key)


@registry.scorers(SCORER)  # type: ignore[untyped-decorator]
def make_skill_scorer() -> Scorer:
    """Return the scorer that a config names."""
    return score_skills


@Language.factory(
    COMPONENT,
    default_config={
        "catalog": None,
        "spans_key": SPANS,
        "fill_ents": False,
        "scorer": {"@scorers": SCORER},
    },
    assigns=["doc.spans", "doc.ents", f"doc._.{FACTS}", *(f"span._.{name}" for name in SPAN_EXTENSIONS)],
    default_score_weights={"skills_f": 1.0, "skills_p": 0.0, "skills_r": 0.0, "skills_per_type": None},
    retokenizes=True,
)
def make_skill_component(
    nlp: Language,  # noqa: ARG001 - spaCy passes it by name
    name: str,
    catalog: str | None,
    spans_key: str,
    fill_ents: bool,
    scorer: Scorer | None,
) -> "SkillComponent":
    """Return the component for one pipeline.

    `catalog` is the path of a skills.toml, None for the shipped catalogue; it is read with the first text,
    and not at all where a saved pipeline brings its own. `spans_key` says where in `doc.spans` mentions go,
    `fill_ents` whether they are entities too.
    """
    from nlp.component import SkillComponent  # noqa: PLC0415 - not for pipelines without it

    return SkillComponent(name, catalog=catalog, spans_key=spans_key, fill_ents=fill_ents, scorer=scorer)


@Language.factory(NAMES, default_config={"path": None, "spans_key": NAME_SPANS}, assigns=["doc.spans"])
def make_name_component(
    nlp: Language,  # noqa: ARG001 - spaCy passes it by name
    name: str,
    path: str | None,
    spans_key: str,
) -> "NameComponent":
    """Return the finder of names for one pipeline.

    `path` is the folder of a trained pipeline of your own, None for the shipped one; it is read with the
    first text. `spans_key` says where in `doc.spans` names go.
    """
    from nlp.name_component import NameComponent  # noqa: PLC0415 - not for pipelines without it

    return NameComponent(name, path=path, spans_key=spans_key)
