"""Headings in many wordings."""

import pytest

from nlp.headings import part_of_heading


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
        ("Responsibilities", "mentioned"),
        ("WHAT YOU'LL DO", "mentioned"),
        ("A day in the life", "mentioned"),
        ("Deine Aufgaben", "mentioned"),
        ("Responsabilidades", "mentioned"),
        ("Tes missions", "mentioned"),
        ("About the role", "opening"),
        ("Job description", "opening"),
        ("The team", "opening"),
        ("About us", "boilerplate"),
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
