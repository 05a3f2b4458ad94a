"""France Travail: the French employment service, searched by words, with a free client of one's own."""

from datetime import timedelta

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import envelope, read_records, records_in
from scraper.parsing.posting_builder import StatedOpening, places, plain, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

TOKEN_URL = "https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire"  # noqa: S105 - an address
SEARCH_URL = "https://api.francetravail.io/partenaire/offresdemploi/v2/offres/search"
WORDS = ("machine learning", "data scientist", "intelligence artificielle ingénieur")
CLIENT, SECRET = "SKILLGAUGE_FRANCETRAVAIL_ID", "SKILLGAUGE_FRANCETRAVAIL_SECRET"
FORM = (
    f"grant_type=client_credentials&client_id={{{CLIENT}}}&client_secret={{{SECRET}}}"
    "&scope=api_offresdemploiv2%20o2dsoffre"
)
TOKEN = "token"  # noqa: S105 - a kind of request


def requests(_board: Board) -> tuple[Request, ...]:
    """Return the request for a token, which the searches need."""
    form = (("Content-Type", "application/x-www-form-urlencoded"),)
    return (Request(TOKEN_URL, kind=TOKEN, method="POST", headers=form, body=FORM.encode()),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the searches that a token opens, or the postings of a search."""
    if page.request.kind == TOKEN:
        return Parsed((), follow=searches(page, board))
    return read_records(
        records_in(page, "resultats"), lambda offer: posting_of(offer, page, board), complete=False
    )


def searches(page: Page, board: Board) -> tuple[Request, ...]:
    """Return one request a search, for its 150 newest offers."""
    token = envelope(page).text("access_token")
    if token is None:
        raise PageRejected(f"{page.request.url} gave no token")
    bearer = (("Authorization", f"Bearer {token}"),)
    return tuple(
        Request(f"{SEARCH_URL}?motsCles={words}&range=0-149&sort=1", headers=bearer)
        for words in queries(board, WORDS)
    )


def posting_of(offer: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one offer; `contact` is never read."""
    external_id = offer.id("id")
    origin = offer.inside("origineOffre").text("urlOrigine")
    pay = offer.inside("salaire").line("libelle")
    text = plain(offer.text("description"))
    found = StatedOpening(
        external_id,
        url=origin or f"https://candidat.francetravail.fr/offres/recherche/detail/{external_id}",
        title=offer.text("intitule"),
        employer=offer.inside("entreprise").text("nom") or f"unnamed {external_id}",
        text=f"{text}\n\nSalaire : {pay}" if text and pay else text,
        location=places(offer.inside("lieuTravail").text("libelle"), "France"),
        when=when(offer.text("dateCreation"), page, "Europe/Paris"),
        department=offer.text("romeLibelle"),
    )
    return posting_from(found, board)


SOURCE = Source(
    name="francetravail",
    documentation="https://francetravail.io/data/api/offres-emploi",
    hosts=("entreprise.francetravail.fr", "api.francetravail.io"),
    default="opt_in",
    reason="needs a free client of one's own under partner terms",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("francetravail", SEARCH),),
    lists_all=False,
    secrets=(CLIENT, SECRET),
    statuses=(206,),
    attribution="France Travail, https://www.francetravail.fr",
)
