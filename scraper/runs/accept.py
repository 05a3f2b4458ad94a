"""Where a parsed page is accepted: the links of its postings become identities, by what all sources know.

A parser knows its own source only, so that it stays pure and stands below the table. Whatever reads pages (a
scrape, a look at a board, an import, the saved pages of the tests) takes its postings through here.
"""

from dataclasses import replace

from data.records import Board, Page, Parsed, Posting, Request
from scraper.source import Source
from scraper.sources import identities_in


def read_page(source: Source, page: Page, board: Board) -> Parsed:
    """Return what a page holds, its postings and those announced by it with all their identities.

    Raises SourceError for a page that the source's parser refuses.
    """
    parsed = source.parse(page, board)
    return replace(
        parsed,
        postings=tuple(map(identified, parsed.postings)),
        follow=tuple(map(with_known_identified, parsed.follow)),
    )


def identified(posting: Posting) -> Posting:
    """Return a posting whose links have become identities: its own first, each once, in order."""
    if not posting.links:
        return posting
    names = dict.fromkeys((*posting.identities, *identities_in(posting.links)))
    return replace(posting, identities=tuple(names), links=())


def with_known_identified(request: Request) -> Request:
    """Return a request to follow, with the identities of the posting whose text it asks for."""
    return request if request.known is None else replace(request, known=identified(request.known))
