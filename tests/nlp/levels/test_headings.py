"""Headings in many wordings."""

import pytest

from nlp.levels.headings import part_of_heading


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Requirements:", "required"),
        ("What you’ll need", "required"),
        ("• Must-have skills", "required"),
        ("Who you are", "required"),
        ("Minimum Qualifications", "required"),
        ("Dein Profil", "required"),
        ("You might be a great fit if you", "required"),
        ("Profil recherché", "required"),
        ("Requisitos", "required"),
        ("What you bring to the team", "required"),
        ("You should apply if you", "required"),
        ("Nice to have", "preferred"),
        ("Preferred but not required:", "preferred"),
        ("Bonus points", "preferred"),
        ("What will make you stand out?", "preferred"),
        ("It would be great if you also have", "preferred"),
        ("Von Vorteil", "preferred"),
        ("Se valorará", "preferred"),
        ("Un plus", "preferred"),
        ("Additional / welcome skills (nice to have)", "preferred"),
        ("What gives you an edge", "preferred"),
        ("Considered an asset:", "preferred"),
        ("Ideal qualifications:", "preferred"),
        ("Preferred Qualifications (PQs)", "preferred"),
        ("Meritorious:", "preferred"),
        ("Desired profile", "required"),
        ("This role is for someone who:", "required"),
        ("You will succeed in this role if", "required"),
        ("To excel in this role, you'll need:", "required"),
        ("You'll likely bring:", "required"),
        ("Non-negotiables", "required"),
        ("To fulfil your responsibilities, we imagine that you:", "required"),
        ("What you'll achieve", "mentioned"),
        ("What we'd love you to do (and love doing)", "mentioned"),
        ("The challenges you will tackle", "mentioned"),
        ("Tech stack you'll touch", "mentioned"),
        ("Personal attributes", "required"),
        ("Responsibilities", "mentioned"),
        ("Your contributions", "mentioned"),
        ("Some of the things you'd be working on:", "mentioned"),
        ("Where you fit in", "mentioned"),
        ("Responsibilities include but are not limited to:", "mentioned"),
        ("WHAT YOU'LL DO", "mentioned"),
        ("A day in the life", "mentioned"),
        ("Deine Aufgaben", "mentioned"),
        ("Responsabilidades", "mentioned"),
        ("Tes missions", "mentioned"),
        ("About the role", "opening"),
        ("Job description", "opening"),
        ("The team", "opening"),
        ("About us", "boilerplate"),
        ("A little bit about us", "boilerplate"),
        ("About Initech", "boilerplate"),
        ("What we offer", "boilerplate"),
        ("Benefits & perks", "boilerplate"),
        ("Equal opportunity statement", "boilerplate"),
        ("How to apply", "boilerplate"),
        ("Wir bieten", "boilerplate"),
        ("Qué ofrecemos", "boilerplate"),
    ],
)
def test_a_heading_opens_a_part(line, part):
    assert part_of_heading(line) == part


@pytest.mark.parametrize(
    "line",
    [
        "Experience with Python",
        "Strong SQL skills",
        "Python",
        "- Kubernetes",
        "",
        "Excellent communication skills",
        "You will build the platform that our customers love and that others only dream of, every day of "
        "the year",
        "About 40 people work on our search engine in Berlin.",
    ],
)
def test_a_bullet_is_no_heading(line):
    assert part_of_heading(line) is None


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Familiarity with any of the following would be a plus:", "preferred"),
        ("It would be appreciated if you have worked with:", "preferred"),
        ("Bonus if you have tried any of these:", "preferred"),
        ("The following tools are a plus. Nobody knows them all:", "preferred"),
        ("Knowing one of the following would be a benefit:", "preferred"),
        ("It is expected that the candidate will have skills in these technologies:", "required"),
        ("We want curious people. You should have worked with most of these and you must bring:", "required"),
        ("Our ideal candidate knows all about:", "required"),
        ("As a data engineer at Initech, you will:", "mentioned"),
        ("The engineer will be responsible for the following on most days:", "mentioned"),
        ("Initech is a bank for cats. Your tasks will include:", "mentioned"),
        ("Next to a nice desk, we also offer:", "boilerplate"),
        ("Initech employees enjoy benefits such as:", "boilerplate"),
    ],
)
def test_a_sentence_before_a_list_opens_a_part(line, part):
    assert part_of_heading(line) == part


@pytest.mark.parametrize(
    "line",
    [
        "Build models for several markets, including:",
        "Hands-on work with libraries like:",
        "We are looking for clever people in the following roles:",
        "Initech is looking for:",
        "Databases:",
        "You will find us in Berlin. " * 20 + "You must have:",
    ],
    ids=["duties", "libraries", "roles", "bare", "label", "long"],
)
def test_a_sentence_that_tells_no_part_opens_none(line):
    assert part_of_heading(line) is None
