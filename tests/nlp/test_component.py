"""The component "skillgauge" keeps to what spaCy's users expect of one."""

import copy
import pickle

import pytest
import spacy
from spacy.tokens import Doc, Span

from data.catalogue.skills import SKILLS
from data.errors import CatalogError, UsageError
from nlp.catalogue.catalog import load_catalog
from nlp.component import SkillComponent, register_extensions, split_glued_words
from nlp.factory import COMPONENT
from tests.nlp.test_pipeline import spans_of

TEXT = "Experience with PyTorch or JAX is a plus.\nPythonExperience and Frobnicator."
ADDED = """
[[skill]]
id = "frobnicator"
name = "Frobnicator"
kind = "tool"
"""


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT)
    return nlp


@pytest.fixture(scope="module")
def own_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "skills.toml"
    path.write_text(SKILLS.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(own_file):
    """A pipeline with a catalogue of its own."""
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT, config={"catalog": str(own_file), "spans_key": "found"})
    nlp("")  # loads it, so that the file may go
    return nlp


def labels_in(doc, key="skills"):
    return [span.label_ for span in doc.spans[key]]


def test_glued_words_are_split_into_tokens(nlp):
    assert [token.text for token in nlp("PythonExperience counts")] == ["Python", "Experience", "counts"]


def test_a_name_without_the_sign_that_it_begins_with_is_a_span(nlp, extractor):
    text = "C#, Rust, Go, NET, Matlab"
    (found,) = (one for one in extractor.mentions(text) if one.skill == "dotnet")

    doc = nlp(text)
    (span,) = (one for one in doc.spans["skills"] if one.label_ == "dotnet")

    assert (found.surface, span.text) == ("NET", "NET")
    assert span._.rule == found.rule
    assert span._.form == found.form


def test_the_employer_of_a_doc_is_known(nlp):
    doc = nlp.make_doc("Databricks builds its own tools.")
    doc.user_data["employer"] = "Databricks"

    assert labels_in(nlp(doc)) == []


@pytest.mark.parametrize("missing", [None, float("nan"), 7])
def test_what_is_no_text_in_user_data_counts_as_unknown(nlp, missing):
    doc = nlp.make_doc("Databricks and Python")
    doc.user_data.update(title=missing, employer=missing, location=missing)

    assert labels_in(nlp(doc)) == ["databricks", "python"]


def test_the_facts_of_a_doc_are_plain_values(nlp, catalog):
    doc = nlp.make_doc("5+ years of Python on AWS. Remote. $150,000 - $180,000 a year.")
    doc.user_data["title"] = "Senior ML Engineer"

    assert nlp(doc)._.skillgauge == {
        "role": "ml_engineer",
        "seniority": "senior",
        "workplace": "remote",
        "clouds": ["aws"],
        "salary": {"min": 150_000.0, "max": 180_000.0, "currency": "USD", "period": "year"},
        "years_min": 5.0,
        "country": None,
        "flags": [],
        "register": {"words": 12, "items": 0, "control": "0", "searched": False},
        "catalog": catalog.digest,
    }
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.skillgauge == doc._.skillgauge


@pytest.mark.parametrize("language", ["de", "zh", "ar"])
def test_it_works_in_any_language(language):
    nlp = spacy.blank(language)
    nlp.add_pipe(COMPONENT)

    assert labels_in(nlp("Python / SQL")) == ["python", "sql"]


def test_it_works_after_other_components_and_leaves_their_spans_where_they_were():
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("span_ruler", config={"annotate_ents": True})
    ruler.add_patterns([{"label": "WORD", "pattern": "counts", "id": "7"}])
    nlp.add_pipe(COMPONENT)

    doc = nlp("I have PythonExperience. It counts a lot.")

    assert [(span.text, span.label_, span.id_) for span in doc.spans["ruler"]] == [("counts", "WORD", "7")]
    assert [one.text for one in doc.ents] == ["counts"]
    assert [one.text for one in doc.sents] == ["I have PythonExperience.", "It counts a lot."]
    assert labels_in(doc) == ["python"]
    assert nlp.analyze_pipes()["summary"][COMPONENT]["assigns"][0] == "doc.spans"


def test_the_parts_of_a_split_token_keep_its_annotation(nlp, extractor):
    words = ["I", "like", "PythonExperience", "It", "is"]
    doc = Doc(
        nlp.vocab, words, heads=[1, 1, 1, 4, 4], deps=["nsubj", "ROOT", "dobj", "nsubj", "ROOT"],
        tags=["P", "V", "N", "Q", "R"], lemmas=["a", "b", "c", "d", "e"], ents=["O", "O", "B-X", "B-Y", "O"],
    )  # laid out as a table  # fmt: skip

    split_glued_words(doc, extractor.mentions(doc.text))

    kept = [(one.text, one.head.text, one.dep_, one.tag_, one.lemma_, one.ent_type_) for one in doc[2:5]]
    assert kept == [
        ("Python", "like", "dobj", "N", "Python", "X"),
        ("Experience", "Python", "dep", "N", "Experience", "X"),
        ("It", "is", "nsubj", "Q", "d", "Y"),
    ]
    assert [one.text for one in doc.sents] == ["I like PythonExperience", "It is"]
    assert [one.text for one in doc.ents] == ["PythonExperience", "It"]


def test_a_catalogue_and_a_spans_key_of_ones_own(own):
    doc = own(TEXT)

    assert labels_in(doc, "found") == ["pytorch", "jax", "python", "frobnicator"]
    assert "frobnicator" in own.get_pipe(COMPONENT).labels


@pytest.mark.parametrize("save", ["to_bytes", "to_disk"])
def test_a_saved_pipeline_reads_with_the_catalogue_it_was_saved_with(own, own_file, tmp_path, save):
    moved = own_file.rename(tmp_path / "elsewhere.toml")  # as on another machine
    try:
        if save == "to_disk":
            own.to_disk(tmp_path / "saved")
            loaded = spacy.load(tmp_path / "saved")
        else:
            loaded = spacy.blank("xx", config=own.config).from_bytes(own.to_bytes())
        assert spans_of_key(loaded(TEXT)) == spans_of_key(own(TEXT))
        assert loaded.get_pipe(COMPONENT).catalog == own.get_pipe(COMPONENT).catalog
    finally:
        moved.rename(own_file)


def spans_of_key(doc):
    doc.spans["skills"] = doc.spans["found"]
    return spans_of(doc)


def test_what_was_saved_counts_in_a_pipeline_of_another_config(own, tmp_path):
    own.to_disk(tmp_path)
    other = spacy.blank("xx")
    other.add_pipe(COMPONENT)

    other.from_disk(tmp_path)

    assert labels_in(other(TEXT), "found")[-1] == "frobnicator"


def test_a_pipeline_saved_without_the_component_reads_with_the_installed_catalogue(nlp, tmp_path):
    nlp.to_disk(tmp_path, exclude=[COMPONENT])

    with pytest.raises(CatalogError, match=r"settings\.json: this part of the saved pipeline is missing"):
        spacy.load(tmp_path)
    other = spacy.blank("xx")
    other.add_pipe(COMPONENT)
    assert labels_in(other.from_disk(tmp_path, exclude=[COMPONENT])("Python")) == ["python"]


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda pipe: pickle.loads(pickle.dumps(pipe))])
def test_a_copy_reads_the_same(own, duplicate):
    pipe = own.get_pipe(COMPONENT)

    twin = duplicate(pipe)

    assert spans_of_key(twin(own.make_doc(TEXT))) == spans_of_key(own(TEXT))


def test_several_processes_read_the_same_with_what_is_known_of_each_doc(nlp):
    docs = [nlp.make_doc("Databricks builds its own tools. PythonExperience") for _ in range(4)]
    docs[2].user_data["employer"] = "Databricks"

    read = [(labels_in(doc), doc._.skillgauge["role"]) for doc in nlp.pipe(docs, n_process=2, batch_size=2)]

    both = (["databricks", "python"], "other")
    assert read == [both, both, (["python"], "other"), both]


def test_initialize_takes_a_catalogue_as_training_configs_name_it(own_file):
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT)
    nlp.config["initialize"]["components"] = {COMPONENT: {"catalog": str(own_file)}}

    nlp.initialize()

    assert labels_in(nlp("Frobnicator")) == ["frobnicator"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder / "none.toml", "there is no such file"),
        (lambda folder: folder, "there is no such file"),
        (lambda folder: folder / "nul\0", "there is no such file|cannot be read"),
        (lambda folder: written(folder / "odd.toml", "[[skill]]\nid = 1\n"), r"odd\.toml:1: "),
        (lambda folder: written(folder / "big.toml", " " * 8_000_001), "too large for a catalogue"),
    ],
    ids=["missing", "folder", "NUL", "odd", "huge"],
)
def test_a_catalogue_that_cannot_be_used_is_named_with_the_first_text(tmp_path, make, said):
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT, config={"catalog": str(make(tmp_path))})

    with pytest.raises(CatalogError, match=said):
        nlp("Python")


def written(path, text):
    path.write_text(text)
    return path


def test_an_attribute_that_somebody_else_computes_is_named(monkeypatch):
    monkeypatch.setitem(
        Span.get_extension.__globals__["Underscore"].span_extensions, "level", (None, None, len, None)
    )

    with pytest.raises(UsageError, match=r"span\._\.level is computed by another component"):
        register_extensions()


def test_two_catalogues_stand_beside_each_other(own_file):
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT, name="shipped")
    nlp.add_pipe(COMPONENT, name="own", config={"catalog": str(own_file), "spans_key": "own"})

    doc = nlp("Frobnicator in Python")

    assert (labels_in(doc), labels_in(doc, "own")) == (["python"], ["frobnicator", "python"])
    assert doc._.skillgauge["catalog"] == load_catalog(own_file).digest


@pytest.mark.parametrize("key", ["", "x" * 201], ids=["empty", "long"])
def test_a_key_that_no_saved_pipeline_can_have_is_refused_at_once(key):
    with pytest.raises(UsageError, match="spans_key must be a text of 1 to 200 characters"):
        SkillComponent(spans_key=key)


def test_what_is_known_of_a_posting_comes_with_its_context(nlp):
    texts = [
        ("Databricks builds its own tools. Python", {"employer": "Databricks", "id": 7}),
        ("Databricks", None),
        ("SQL", "x"),
    ]

    read = [(labels_in(doc), context) for doc, context in nlp.pipe(texts, as_tuples=True)]

    assert read == [(["python"], texts[0][1]), (["databricks"], None), (["sql"], "x")]


def test_a_context_outweighs_user_data(nlp):
    doc = nlp.make_doc("Databricks builds its own tools. Python")
    doc.user_data.update(employer="Acme", title="ML Engineer")

    ((read, _),) = nlp.pipe([(doc, {"employer": "Databricks"})], as_tuples=True)

    assert labels_in(read) == ["python"]
    assert read._.skillgauge["role"] == "ml_engineer"


def test_mentions_become_entities_where_they_are_wanted():
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT, config={"fill_ents": True})

    doc = nlp("Python and PyTorch")

    assert [(one.text, one.label_) for one in doc.ents] == [("Python", "python"), ("PyTorch", "pytorch")]


def test_entities_that_are_there_stay(nlp):
    filling = spacy.blank("xx")
    ruler = filling.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WORD", "pattern": "PyTorch"}])
    filling.add_pipe(COMPONENT, config={"fill_ents": True})

    assert [(one.text, one.label_) for one in filling("Python, PyTorch").ents] == [
        ("Python", "python"), ("PyTorch", "WORD")
    ]  # laid out as a table  # fmt: skip
    assert nlp("Python").ents == ()


def test_a_saved_pipeline_still_fills_entities(tmp_path):
    nlp = spacy.blank("xx")
    nlp.add_pipe(COMPONENT, config={"fill_ents": True})
    nlp.to_disk(tmp_path)
    other = spacy.blank("xx")
    other.add_pipe(COMPONENT)

    assert len(other.from_disk(tmp_path)("Python").ents) == 1
