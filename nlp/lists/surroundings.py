"""What stands before and behind a list of names, and what it says about them."""

import re
from dataclasses import dataclass

from nlp.lists.name_lists import NameList
from nlp.lists.tokens import tokens_of

BEFORE = 64  # characters before a list in which its lead may stand
AFTER = 48  # characters behind it in which its tail may stand

UNKNOWN = r"(?:[wkpi]{1,4}c){0,3}[wkp]{0,2}$"  # names outside the catalogue at the head of the list
LED = re.compile(rf"(?:e[c:(nq-]{{0,4}}[xfe]?|1[wkfxip]{{0,6}})[c:(nq-]{{0,4}}{UNKNOWN}")
CLASS_BEFORE = re.compile(r"k[wf]{0,2}\($")
PAPERS_BEFORE = re.compile(r"p[wkcfeq:]{0,4}\(?[wkecq:]{0,2}$")
PAPERS_BEHIND = re.compile(r"[wk]{0,2}p")
OR_SIMILAR = re.compile(r"[wkq]{0,2}\)?c?\(?[ou][wf]?i")
OR_MORE = re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4}){0,2}c?[ou](?![x.)]|$)")
AND_SO_ON = re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4})?\)?c?a?m")
STACK_BEHIND = re.compile(r" (?:stack|codebase|monorepo)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tokens before and behind a list, and the text behind it."""

    before: str
    behind: str
    rest: str

    @classmethod
    def of(cls, plain: str, listed: NameList) -> "Surroundings":
        """Cut out what stands around a list: of the line behind it, and of the line before where it ends in a lead."""
        rest = plain[listed.end : listed.end + AFTER].partition("\n")[0]
        return cls(tokens_of(plain[max(0, listed.begin - BEFORE) : listed.begin]), tokens_of(rest), rest)

    def lead(self) -> bool:
        """Tell whether the list gives examples ("such as") or some of it is enough ("one of")."""
        return LED.search(self.before) is not None

    def follow_class(self) -> bool:
        """Tell whether the list stands in brackets behind a noun for a class ("cloud platforms (")."""
        return CLASS_BEFORE.search(self.before) is not None

    def speak_of_papers(self) -> bool:
        """Tell whether certificates are listed: "AWS or Azure certifications" asks for no choice."""
        return bool(PAPERS_BEFORE.search(self.before) or PAPERS_BEHIND.match(self.behind))

    def go_on_with_similar(self) -> bool:
        """Tell whether "or similar" follows."""
        return OR_SIMILAR.match(self.behind) is not None

    def go_on_with_or(self) -> bool:
        """Tell whether the list ends with "or" and a name outside the catalogue."""
        return OR_MORE.match(self.behind) is not None

    def go_on(self) -> bool:
        """Tell whether "etc." follows."""
        return AND_SO_ON.match(self.behind) is not None

    def name_a_stack(self) -> bool:
        """Tell whether a slash spells out one stack ("a TypeScript/Python stack")."""
        return STACK_BEHIND.match(self.rest) is not None
