"""What a forum comment says of its employer before it comes to the openings."""

import time

import pytest

HEADER = "Initech | Data Engineer | Berlin | Onsite"


def level_of(extractor, text, surface):
    return next(mention.level for mention in extractor.mentions(text) if mention.surface == surface)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"{HEADER}\n\nInitech finds faults in pipes with PyTorch.\n\nWe are hiring.", "boilerplate"),
        ("Initech - Berlin\n\nOur sensors hear leaks with PyTorch.\n\nJoin us.", "boilerplate"),
        (f"{HEADER}\n\nInitech finds faults in pipes.\n\nOur stack is PyTorch.", "mentioned"),
        (f"{HEADER}\n\nWe are hiring people for pipes.\n\nPyTorch finds the faults.", "mentioned"),
        (f"{HEADER}\n\n- PyTorch", "mentioned"),
        (f"{HEADER}\n\nPipes are heard with PyTorch, Docker and Kafka.", "mentioned"),
        ("Data Engineer - Berlin\n\nBuild models in PyTorch\nTest them", "mentioned"),
        ("Initech finds faults in pipes with PyTorch. Join us.", "mentioned"),
        (f"{HEADER}\n\nStrong PyTorch knowledge.", "required"),
        ("Initech | PyTorch Engineer | Berlin | Initech is a startup.", "mentioned"),
    ],
    ids=range(10),
)
def test_whole_sentences_before_the_openings_are_about_the_employer(extractor, text, level):
    assert level_of(extractor, text, "PyTorch") == level


def test_a_line_of_the_introduction_is_told_as_company_talk(extractor):
    lines = extractor.lines(f"{HEADER}\n\nPyTorch hears the leaks.\n\nWe are hiring.")

    assert [(line.kind, line.reason) for line in lines][1] == ("company", "introduction of a comment")


def test_a_long_introduction_takes_time_that_grows_with_the_text(extractor):
    def seconds(text):
        start = time.process_time()
        extractor.mentions(text)
        return time.process_time() - start

    text = HEADER + "\n\n" + "PyTorch hears leaks. " * 800
    extractor.mentions(text)

    assert min(seconds(text * 2) for _ in range(3)) < 4 * max(0.005, min(seconds(text) for _ in range(3)))
