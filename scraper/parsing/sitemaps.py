"""Finds the links of a sitemap that may lead to postings, by words of many languages in their paths."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from scraper.parsing.posting_builder import web_url

CAREERS = "|".join((
    r"jobs?", r"jobangebote?", r"joboffers?", r"careers?", r"careersite", r"karriere", r"karriär", r"karriar",
    r"karier[ae]", r"carriere", r"carrière", r"carreira", r"carreras?", r"carriera", r"positions?",
    r"posiciones", r"vacanc(?:y|ies)", r"vacatures?", r"vacantes?", r"vagas?", r"openings?",
    r"opportunit(?:y|ies)", r"opportunites?", r"opportunités?", r"oportunidades?", r"opportunita", r"roles?",
    r"offers?", r"offerte?n?", r"offres?", r"ofertas?", r"oferty?", r"emplois?", r"empleos?", r"empregos?",
    r"trabajos?", r"trabalhe", r"trabalho", r"lavor[oia]", r"lavora", r"praca", r"prace", r"pracy",
    r"prac[ae]", r"munka", r"allas", r"állás", r"allasok", r"stellen?", r"stellenangebote?",
    r"stellenanzeigen?", r"stellenmarkt", r"ausschreibung(?:en)?", r"recrutement", r"recruitment",
    r"recruiting", r"reclutamiento", r"rekrutacja", r"rekrytering", r"rekruttering", r"lediga", r"jobb",
    r"ledige?", r"stillinger?", r"tjanst(?:er)?", r"tjänst(?:er)?", r"tyopaikat", r"työpaikat", r"avoimet",
    r"hiring", r"requisitions?", r"postings?", r"werken", r"werkenbij", r"join", r"joinus", r"work-with-us",
    r"work-for-us", r"recruit", r"talents?", r"talento", r"ilanlari?", r"kariyer", r"вакансии?",
    r"vakans(?:ii|iya|y)", r"vakanc(?:e|es|ijos)", r"採用", r"求人", r"招聘", r"채용",
))  # fmt: skip  # words side by side
WORD = re.compile(rf"(?:^|[/_.=-])(?:{CAREERS})(?=$|[/_.=?-])", re.IGNORECASE)
# Inside longer words these are clear enough: "jobsearch", "stellenangebot-ml", "jobdetail".
INSIDE = re.compile(
    r"job|career|karriere|vacanc|vacature|vacante|stellen|emploi|empleo|recrut|opening|position",
    re.IGNORECASE,
)
CAREERS_HOST = re.compile(rf"(?:www\.)?(?:{CAREERS}|work|apply|team|people)\.", re.IGNORECASE)
CAREERS_WORD = re.compile(rf"(?:{CAREERS}|us|uns|nous|nosotros|conosco|noi|team|company|about|index)", re.I)
LIST_WORD = re.compile(rf"(?:{CAREERS}|us|our|open|current|all|search|list|overview|at|work|with)", re.I)
OTHER_PAGES = "|".join((
    r"about", r"about-us", r"blog", r"news", r"press", r"presse", r"privacy", r"privacy-policy",
    r"datenschutz", r"impressum", r"imprint", r"legal", r"terms", r"cookies?", r"cookie-policy", r"contact",
    r"kontakt", r"login", r"signin", r"register", r"faq", r"search", r"tags?", r"categor(?:y|ies)", r"author",
    r"events?", r"benefits", r"culture", r"life", r"team", r"people", r"offices?", r"locations?",
    r"departments?", r"teams", r"stories", r"home", r"insights?", r"products?", r"services?", r"investors?",
    r"customers?",
))  # fmt: skip  # words side by side
OTHER = re.compile(rf"(?:^|/)(?:{OTHER_PAGES})(?:$|[/.?])", re.IGNORECASE)
ARTICLES = "|".join((
    r"blog", r"news", r"press", r"presse", r"insights?", r"events?", r"stories", r"articles?", r"magazin[e]?",
    r"products?", r"services?", r"customers?", r"investors?", r"docs", r"help", r"support", r"resources?",
))  # fmt: skip  # words side by side
ARTICLE = re.compile(rf"/(?:[a-z]{{2}}(?:[-_][a-z]{{2}})?/)?(?:{ARTICLES})/", re.IGNORECASE)
LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
MANY_EMPLOYERS = re.compile(
    r"compan(?:y|ies)|employers?|firm[ae]?s?|unternehmen|entreprises?|empresas?|clients?|organi[sz]ations?",
    re.I,
)


def secured(link: str, other: str) -> str | None:
    """Return a link to the same site as https; None for a link to another site, or to a port of its own.

    A site is a host with or without "www.".
    """
    url = web_url(link)
    if url is None:
        return None
    parts, home = urlsplit(url), urlsplit(other)
    try:
        has_port = parts.port not in (None, 80, 443)
    except ValueError:
        return None
    if has_port or bare(parts) != bare(home):
        return None
    return parts._replace(scheme="https", netloc=parts.hostname or "", fragment="").geturl()


def same_site(link: str, other: str) -> bool:
    """Tell whether two links lead to the same host, with or without "www."."""
    return web_url(link) is not None and bare(urlsplit(link)) == bare(urlsplit(other))


def bare(parts: SplitResult) -> str:
    """Return the host without "www."."""
    return (parts.hostname or "").removeprefix("www.")


def posting_links(links: list[str]) -> list[str]:
    """Return the links that may lead to postings.

    On a host of its own for careers ("jobs.acme.example") that is everything but the usual other pages; else
    what has a word for postings in its path.
    """
    worded = [link for link in links if names_postings(link)]
    inner = [link for link in worded if not is_list(link)]
    if inner:
        return inner
    own_host = [link for link in links if CAREERS_HOST.match(bare(urlsplit(link))) and is_inner(link)]
    return own_host or worded


def names_postings(link: str) -> bool:
    """Tell whether the path or query of a link has a word for postings and is not of an article."""
    parts = urlsplit(link)
    path = unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")
    return (WORD.search(path) or INSIDE.search(path)) is not None and ARTICLE.match(path) is None


def is_list(link: str) -> bool:
    """Tell whether a path holds only words for postings, so that it leads to a list of them."""
    parts = urlsplit(link)
    steps = steps_of(link)
    return not parts.query and all(LIST_WORD.fullmatch(word) for step in steps for word in words_of(step))


def is_inner(link: str) -> bool:
    """Tell whether a link leads to a page of its own that is not one of the usual other pages."""
    return bool(steps_of(link)) and OTHER.search(unquote(urlsplit(link).path)) is None


def is_careers_step(step: str) -> bool:
    """Tell whether a part of a path names careers, as "jobs", "work-with-us" or "careers.html" do."""
    return any(CAREERS_WORD.fullmatch(word) for word in words_of(step))


def words_of(step: str) -> list[str]:
    """Return the words of one part of a path, without the ending of a file's name."""
    return step.partition(".")[0].split("-")


def steps_of(link: str) -> list[str]:
    """Return the parts of a path without locales such as "en" or "pt-br"."""
    return [step for step in unquote(urlsplit(link).path).split("/") if step and not LOCALE.fullmatch(step)]


def home_of(url: str) -> str | None:
    """Return the folder that the postings of a board must stand in, None for the whole site.

    A careers page stands for its site. Any other page, such as one posting, stands for its own folder: what
    else the host has may be of other employers.
    """
    path, steps = urlsplit(url).path, steps_of(url)
    if not steps:
        return None
    is_careers = is_careers_step(steps[-1])
    if any(MANY_EMPLOYERS.fullmatch(step) for step in steps[:-2]):
        return path.rpartition("/")[0] + "/"
    if is_careers:
        return None
    if len(steps) > 1 and not MANY_EMPLOYERS.fullmatch(steps[-2]):
        return path.rstrip("/").rpartition("/")[0] + "/"
    is_shared = len(steps) > 1 or CAREERS_HOST.match(bare(urlsplit(url)))
    return path.rstrip("/") + "/" if is_shared else None
