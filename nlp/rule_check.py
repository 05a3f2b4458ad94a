"""Every file of `data/rules`, read at once: what is wrong with one is said before it reads a text."""

from collections.abc import Callable, Mapping

from data.catalogue.skills import RULES
from data.errors import CatalogError
from data.vacancies.recruiter_words import load_recruiter_words
from data.wording.rule_files import RuleFile
from nlp.catalogue.language import language_of, marks_of
from nlp.facts.countries import load_countries
from nlp.facts.openings import load_openings
from nlp.facts.pay import load_rules as load_pay
from nlp.facts.register import load_control_words
from nlp.facts.role_words import load_rules as load_roles
from nlp.facts.seniority import load_rules as load_seniority
from nlp.facts.workplace_words import load_rules as load_workplace
from nlp.facts.years import load_rules as load_years
from nlp.levels.cues import cue_phrases
from nlp.levels.headings import load_headings
from nlp.levels.intros import load_intros
from nlp.levels.sentences import load_sentences
from nlp.lists.tokens import load_words
from nlp.names.leads import load_leads
from nlp.names.near_words import read_near_words
from nlp.names.negation import load_negation
from nlp.names.own_names import is_used
from nlp.names.senses import load_senses
from nlp.names.taglines import load_tag_rules
from nlp.names.translations import read_translations

READERS: Mapping[str, Callable[[], object]] = {
    "any_of.toml": load_words,
    "control_words.toml": load_control_words,
    "countries.toml": load_countries,
    "cues.toml": cue_phrases,
    "headings.toml": load_headings,
    "intros.toml": load_intros,
    "languages.toml": lambda: (language_of(b""), marks_of("nl")),
    "leads.toml": load_leads,
    "negation.toml": load_negation,
    "openings.toml": load_openings,
    "own_names.toml": lambda: is_used("", ""),
    "pay.toml": load_pay,
    "phrases.toml": read_near_words,
    "practices.toml": read_translations,
    "recruiters.toml": load_recruiter_words,
    "roles.toml": load_roles,
    "senses.toml": load_senses,
    "seniority.toml": load_seniority,
    "sentences.toml": load_sentences,
    "taglines.toml": load_tag_rules,
    "workplace.toml": load_workplace,
    "years.toml": load_years,
}


def check_rules() -> int:
    """Read every file of rules and return how many there are.

    Raises CatalogError for the first that is not TOML, that nothing reads, or that its reader refuses.
    """
    files = {path.name: RuleFile.read(path) for path in sorted(RULES.glob("*.toml"))}
    for name, file in files.items():
        if name not in READERS:
            raise CatalogError(file.path, None, f"no such file of rules; there are: {', '.join(READERS)}")
    for read in READERS.values():
        read()
    return len(files)
