"""The words of this dashboard, each in a sentence: shown on hover and on the page about the data."""

HELP = {
    "posting": "A posting is one advertisement for one opening, from one source.",
    "vacancy": "A vacancy is one opening. The same opening posted twice, or on two sites, counts once.",
    "silent": (
        "Some vacancies name no skill that the catalogue knows. They count all the same: a share is of all "
        "vacancies in the selection."
    ),
    "mention": "A mention is a place in a posting's text that names a skill.",
    "open name": (
        "An open name is a name of a tool that our catalogue lacks. A trained model sees it near a tool that "
        "the catalogue has, and is sometimes wrong. In the text it is marked in another colour and in "
        "italics. Open names count in no share; they show how much of what is named the catalogue knows."
    ),
    "level": (
        "Required: the text asks for it. Preferred: nice to have. Mentioned: named in the duties or "
        "elsewhere. Boilerplate: in the part about the company, which says little about the work."
    ),
    "selection": "A selection is the part of the vacancies that your filters keep. Every figure is of one.",
    "age": (
        "The day of the newest posting of any source that has at least 1 in 100 of the postings: a late "
        "posting of a small source makes the others no younger."
    ),
    "effective": (
        "Most postings may be of two or three months, or of few employers. The effective number says how "
        "many "
        "months or employers of equal size would weigh the same."
    ),
    "share": "A share says how many of 100 vacancies in the selection name a skill.",
    "interval": (
        "The interval holds the true share in about 95 of 100 samples like this one. It knows that forty "
        "postings of one employer are not forty independent facts, and how often skills and roles are "
        "misread, so it is wider than usual and lies around the share without those errors. It does not "
        "hold the search that found the postings, or what is not collected. Intervals of changes, "
        "differences, requirements met, and shares with one voice for each employer hold chance alone: what "
        "is misread in both periods alike mostly cancels. Few labels: fewer than 20 labelled postings say "
        "how this skill or role is read, so similar ones stand in."
    ),
    "verdict": (
        "Up or down is said when chance alone would rarely show such a change, at least four of six checks"
        " confirm it and none speaks against it: the same sources, months weighing equally, the same "
        "employers, advertisements written alike, words that can mean nothing else, and more than plain "
        "words do. Seems up or down: a check does not confirm it. All skills that at least 30 vacancies "
        "name are tested together. Otherwise: cannot tell."
    ),
    "detectable": "A true change of this size would be found four times in five in samples like these.",
    "any-of group": (
        "A list such as 'PyTorch or TensorFlow': any one of them would do. Hatched parts of a bar are named "
        "only in such lists."
    ),
    "rank": "A rank such as 2-6 says that these skills are too close for this sample to order them.",
    "denominator": "What the share is of: vacancies (the default), postings, or employers.",
    "lift": (
        "How many times more often two skills stand in one vacancy than they would if they had nothing to do "
        "with each other."
    ),
    "fit": "The share of a vacancy's requirements that your skills meet, averaged over the selection.",
    "gain": "By how much learning one more skill raises the share of requirements met.",
    "stability": (
        "The employers here are one sample of many that might have posted. In how many of 100 such samples "
        "the skill is among the three that add most."
    ),
    "snapshot": "The snapshot is the facts that came with this version; your own store starts from it.",
    "run": "A run is one collection of postings from the sources.",
    "board": "A board is one employer's address at a source.",
}


def help_on(*words: str) -> str:
    """Return the sentences of some words, for one hover."""
    return "\n\n".join(HELP[word] for word in words)
