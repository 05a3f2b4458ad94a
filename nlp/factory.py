"""What spaCy calls for `nlp.add_pipe("skillgauge")`.

The entry point leads here, and spaCy follows it for every pipeline, with or without Skillgauge in it. So
nothing is imported that spaCy has not imported itself; what reads texts is imported with the first component.
"""

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from nlp.component import SkillComponent

COMPONENT = "skillgauge"
SPANS = "skills"  # the default `spans_key`
SPAN_EXTENSIONS = ("level", "group", "rule", "form")
FACTS = "skillgauge"  # `doc._.skillgauge`


@Language.factory(
    COMPONENT,
    default_config={"catalog": None, "spans_key": SPANS},
    assigns=["doc.spans", f"doc._.{FACTS}", *(f"span._.{name}" for name in SPAN_EXTENSIONS)],
    retokenizes=True,
)
def make_skill_component(
    nlp: Language,  # noqa: ARG001 - spaCy passes it by name
    name: str,
    catalog: str | None,
    spans_key: str,
) -> "SkillComponent":
    """Return the component for one pipeline.

    `catalog` is the path of a skills.toml, None for the shipped catalogue; it is read with the first text,
    and not at all where a saved pipeline brings its own. `spans_key` says where in `doc.spans` mentions go.
    """
    from nlp.component import SkillComponent  # noqa: PLC0415 - not for pipelines without it

    return SkillComponent(name, catalog=catalog, spans_key=spans_key)
