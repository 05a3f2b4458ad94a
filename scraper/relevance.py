"""Which postings are about machine learning, AI or data, told by their titles."""

import re

from data.records import Posting
from data.titles import without_homonyms

ABOUT = re.compile(
    r"""
    \b ( machine [ -]? learning | deep [ -]? learning | reinforcement\ learning | robot (ics)?\ learning
       | artificial\ intelligence | A\.?I | ML ( E | Ops )? | gen [ -]? AI | agentic | generative
       | LLM | large\ language | foundation\ models? | NLP | natural\ language | computer\ vision | perception
       | autonom(y|ous) | recommend (er|ation) s? | speech\ ( scien | engin | recog ) \w*
       | prompt\ engin \w* | rag\ engin \w* | research\ engineer s? | member\ of\ technical\ staff ) s? \b
    | \b data [ -]? ( scien | engin | analy | architect | platform | product | warehous | pipeline
       | infrastruct | model | lead | quality | ops\b | and\ analytics | &\ analytics | strateg | manager
       | operations | developer | specialist | consultant | governance | lake | intern\b )
    | \b ( analytics | big\ data | applied | decision | research | quantitative )
       \ ( engin | scien | develop | research | analy )
    | \b ( analytics | business\ intelligence ) \b | \b BI\ ( engin | develop | analy | architect )
    | \b statistic
    | \b ( model | inference | training | gpu | cuda )
       \ ( engin | optimi[sz] | perform | infrastructure | platform | serving )
    | maschinelles\ lernen | künstliche\ intelligenz | \b KI [ -]
    | \b daten ( wissenschaft | ingenieur | analy )
    | apprentissage\ ( automatique | profond ) | intelligence\ artificielle
    | ( ingénieur | scientifique | analyste ) .{0,5} ( donn | data )
    | aprendizaje\ ( automático | profundo ) | inteligencia\ artificial | (ciencia|científic[oa])\ de\ datos
    """,
    re.IGNORECASE | re.VERBOSE,
)
NEVER = re.compile(
    r"""
    \b ( recruit | talent | sourcer | tutor | trainer | annotat | label ( l?er | l?ing ) \b | data\ entry
       | data\ cent ( er | re ) | sales\ engineer | account\ ( executive | manager | director ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
OTHER_TRADE = re.compile(
    r"""
    \b ( sales | counsel | legal | attorney | lawyer | paralegal | marketing | customer\ success | payroll
       | accountant | editor | communications | public\ relations | copywriter | executive\ assistant
       | office\ manager | facilities | procurement | business\ development | partnerships?
       | human\ resources | people\ partner | technician | electrician | nurse | driver )
    """,
    re.IGNORECASE | re.VERBOSE,
)
TRADE = re.compile(
    r"\b(?:engineer|scientist|developer|architect|researcher|analyst|data scien|data engin)s?", re.IGNORECASE
)

# One comment of a hiring thread offers several roles, and its first line names few of them.
TOLD_BY_TEXT = frozenset(("hackernews",))
MENTIONED = re.compile(
    r"\b(?:machine[ -]learning|deep[ -]learning|ML|MLOps|AI|LLMs?|NLP|computer vision)\b"
    r"|\bdata (?:scien|engin|analy)",
    re.IGNORECASE,
)


def is_relevant_title(title: str) -> bool:
    """Tell whether a title names machine learning, AI or data work."""
    if not ABOUT.search(without_homonyms(title)) or NEVER.search(title):
        return False
    return not OTHER_TRADE.search(title) or TRADE.search(title) is not None


def is_relevant(posting: Posting) -> bool:
    """Tell whether a posting is kept by default."""
    if is_relevant_title(posting.title):
        return True
    return posting.source in TOLD_BY_TEXT and MENTIONED.search(posting.text) is not None
