"""Names that a posting rules out are no skills of it."""

import pytest


def skills(extractor, text, employer=""):
    return {mention.surface for mention in extractor.mentions(text, employer=employer)}


@pytest.mark.parametrize(
    "text",
    [
        "Experience with TensorFlow is not required.",
        "TensorFlow knowledge is not needed.",
        "No TensorFlow here.",
        "A small team with no TensorFlow.",
        "We don't use TensorFlow.",
        "We do not need TensorFlow.",
        "We have zero TensorFlow.",
        "You don't need to know TensorFlow.",
        "No prior knowledge of TensorFlow is needed.",
        "No experience with TensorFlow required.",
        "Kenntnisse in TensorFlow sind nicht erforderlich.",
        "TensorFlow n'est pas requis.",
        "TensorFlow no es necesario.",
        "TensorFlow não é obrigatório.",
        "TensorFlow non è richiesto.",
        "TensorFlow is niet vereist.",
    ],
)
def test_a_name_that_is_ruled_out_is_none(extractor, text):
    assert skills(extractor, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "TensorFlow is a plus but not required.",
        "TensorFlow is not required but helpful.",
        "No limits: TensorFlow.",
        "Modelos no TensorFlow",
        "We do not use tools other than TensorFlow.",
        "TensorFlow is not required to run in production.",
        "TensorFlow ist nicht alles.",
        "You don't need to love TensorFlow.",
    ],
)
def test_a_name_beside_another_denial_stays(extractor, text):
    assert skills(extractor, text) == {"TensorFlow"}


def test_only_the_name_that_is_denied_goes(extractor):
    assert skills(extractor, "We don't use Kubernetes; everything runs on Nomad.") == {"Nomad"}


@pytest.mark.parametrize(
    ("employer", "text", "found"),
    [
        ("Google", "Requirements\n- Cloud skills (e.g., GCP)", True),
        ("Microsoft", "Minimum qualifications\n- 4 years with Azure or another public cloud", True),
        ("Amazon", "About the team\nAWS is great. Join AWS.", False),
        ("Google", "About us\nGCP is our product.", False),
    ],
)
def test_the_cloud_of_its_own_maker_counts_where_it_is_asked_for(extractor, employer, text, found):
    assert bool({"GCP", "Azure", "AWS"} & skills(extractor, text, employer)) == found
