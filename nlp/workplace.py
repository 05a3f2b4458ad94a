"""Whether a posting's work is remote, hybrid or on site."""

import re

from nlp.windows import regions

CUES = ("remote", "hybrid", "on-site", "onsite", "on site", "office", "in-person", "in person", "from home", "wfh",
        "home office", "telecommut", "homeoffice", "teletrabajo", "télétravail")  # fmt: skip
HEADER_REMOTE = re.compile(r"\bremote\b|\bwfh\b|\bwork from (?:home|anywhere)\b")
HEADER_HYBRID = re.compile(r"\bhybrid\b")
HEADER_ONSITE = re.compile(r"\bon-?\s?site\b|\bin[- ]office\b|\bin[- ]person\b|\blocal\b")
NOT_REMOTE = re.compile(r"\b(?:no|not|non)[- ]{1,2}remote\b|\bremote (?:sensing|monitoring|control)")
FULLY_REMOTE = re.compile(
    r"\b(?:fully|100 ?%|completely|entirely|permanent(?:ly)?|purely)[ -]{1,3}remote\b|#li-remote|\bremote[- ]first\b"
    r"|\b(?:role|position|job|opportunity|this) (?:is|can be|may be|will be) (?:\w+ ){0,2}remote\b"
    r"|\bcategorized as remote\b|\blocation ?: ?\W{0,3}(?:\w+ ?[,-]? ){0,3}remote\b|\b100 ?% from home\b"
)
HYBRID = re.compile(
    r"\bhybrid (?:work|role|position|model|schedule|environment|set-?up|remote|format|arrangement|office|in|from)"
    r"|\b(?:role|position|model|location|job) ?(?:is|will be|:|-|–)? ?\W{0,2}(?:a )?hybrid\b|#li-hybrid|\(hybrid\)"
    r"|\b(?:[1-4]|one|two|three|four)(?: ?(?:-|–|to|or) ?(?:[1-4]|two|three|four))? ?(?:days?|x)\W{1,3}(?:\w+ ){0,3}"
    r"(?:in|at|on|from)[- ](?:the |our |an )?(?:\w+ )?(?:office|site|home)|remote hybrid|hybrid, "
)
ONSITE = re.compile(
    r"#li-onsite|\b(?:fully|100 ?%|role is|position is|job is|5 days|five days)[^.\n]{0,25}"
    r"(?:on-?site|in[- ]office|in[- ]person|in the office)\b|\(on-?site\)|\bin[- ]office (?:role|position)"
    r"|work primarily from our|\blocation ?:[^\n]{0,40}\bon-?site\b"
)
WEAK_REMOTE = re.compile(r"\bremote (?:work|role|position|job|opportunity|\(|-)|\bwork(?:ing)? remote(?:ly)?\b")


def workplace_of(text: str, title: str, header: str) -> str:
    """Return where the work is done; `text` and `title` in lower case, `header` a line that may state it."""
    return _from_header(title) or _from_header(header) or _from_text(text) or "unspecified"


def _from_header(header: str) -> str | None:
    plain = NOT_REMOTE.sub(" on-site ", header)
    if HEADER_HYBRID.search(plain):
        return "hybrid"
    if HEADER_REMOTE.search(plain):
        return "remote"
    return "onsite" if HEADER_ONSITE.search(plain) else None


def _from_text(text: str) -> str | None:
    around = [text[start:end] for start, end in regions(text, CUES, before=60, after=60)]
    for answer, pattern in (
        ("remote", FULLY_REMOTE),
        ("hybrid", HYBRID),
        ("remote", WEAK_REMOTE),
        ("onsite", ONSITE),
    ):
        if any(pattern.search(window) for window in around):
            return answer
    return None
