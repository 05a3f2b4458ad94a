"""The component "skillgauge_names" in pipelines with tokenizers of their own."""

import copy
import pickle

import pytest
import spacy

from data.errors import UsageError
from nlp.factory import NAMES
from nlp.finder.weights import WEIGHTS

TEXT = "Experience with Zorblax, Python and LangGloop"
NAMES_IN_TEXT = ["Zorblax", "Python", "LangGloop"]


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe(NAMES)
    return nlp


def names_in(doc, key="names"):
    return [span.text for span in doc.spans[key]]


def test_names_become_spans(nlp):
    doc = nlp(TEXT)

    assert names_in(doc) == NAMES_IN_TEXT
    assert {span.label_ for span in doc.spans["names"]} == {"NAME"}
    assert nlp.get_pipe(NAMES).labels == ("NAME",)


@pytest.mark.parametrize("language", ["de", "zh", "ar"])
def test_any_tokenizer_will_do(language):
    nlp = spacy.blank(language)
    nlp.add_pipe(NAMES)

    assert names_in(nlp(TEXT)) == NAMES_IN_TEXT


def test_a_spans_key_and_a_pipeline_of_ones_own():
    nlp = spacy.blank("en")
    nlp.add_pipe(NAMES, config={"spans_key": "tools", "path": str(WEIGHTS)})

    assert names_in(nlp(TEXT), "tools") == NAMES_IN_TEXT


def test_it_stands_beside_the_extractor(nlp):
    both = spacy.blank("en")
    both.add_pipe("skillgauge")
    both.add_pipe(NAMES)

    doc = both(TEXT)

    assert [span.label_ for span in doc.spans["skills"]] == ["python"]
    assert names_in(doc) == NAMES_IN_TEXT


@pytest.mark.parametrize("save", ["to_bytes", "to_disk"])
def test_a_saved_pipeline_brings_its_weights(nlp, tmp_path, save):
    if save == "to_disk":
        nlp.to_disk(tmp_path / "saved")
        loaded = spacy.load(tmp_path / "saved")
    else:
        loaded = spacy.blank("en", config=nlp.config).from_bytes(nlp.to_bytes())

    doc = loaded(TEXT)

    assert names_in(doc) == NAMES_IN_TEXT


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda pipe: pickle.loads(pickle.dumps(pipe))])
def test_a_copy_reads_the_same(nlp, duplicate):
    twin = duplicate(nlp.get_pipe(NAMES))

    doc = twin(nlp.make_doc(TEXT))

    assert names_in(doc) == NAMES_IN_TEXT


def test_what_is_no_saved_component_is_refused(nlp, tmp_path):
    pipe = nlp.get_pipe(NAMES)

    with pytest.raises(UsageError, match="holds no saved component"):
        pipe.from_disk(tmp_path)
    with pytest.raises(UsageError, match="are no saved component"):
        pipe.from_bytes(b"{}\n")


def test_an_empty_spans_key_is_refused():
    with pytest.raises(UsageError, match="must not be empty"):
        spacy.blank("en").add_pipe(NAMES, config={"spans_key": ""})


def test_a_path_without_a_pipeline_is_named_with_the_first_text(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe(NAMES, config={"path": str(tmp_path)})

    with pytest.raises(UsageError, match="holds no trained pipeline"):
        nlp("Python")
