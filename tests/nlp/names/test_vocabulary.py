"""The names of the catalogue as they are looked for."""

from nlp.names.senses import load_senses
from nlp.names.vocabulary import unknown_spellings


def test_rules_and_generic_forms_name_spellings_that_exist(catalog):
    assert unknown_spellings(catalog, load_senses()) == []


def test_a_word_of_another_language_counts_where_it_is_one(extractor):
    danish = "Du får ansvar for drift og udvikling af vores platform."

    assert not [one for one in extractor.mentions(danish) if one.skill == "drift-detection"]
    assert [one for one in extractor.mentions("We monitor the models for drift.") if one.surface == "drift"]


def test_the_form_tells_a_name_from_a_word_that_only_may_be_one(extractor):
    text = "You build data pipelines. You own pipelines, scalable services and scikit-learn models."

    forms = {mention.surface: mention.form for mention in extractor.mentions(text)}

    assert forms["data pipelines"] == forms["scikit-learn"] == "specific"
    assert forms["pipelines"] == forms["scalable"] == "generic"
