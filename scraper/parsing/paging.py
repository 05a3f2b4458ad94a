"""Reads and turns the page that the query of a request names."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from data.errors import PageRejected
from data.records import Request


def page_number(request: Request, name: str) -> int:
    """Return the number that a request's query has under a name; raises PageRejected where it has none."""
    values = dict(parse_qsl(urlsplit(request.url).query))
    try:
        return int(values[name])
    except (KeyError, ValueError) as error:
        raise PageRejected(f"{request.url} asks for no {name}") from error


def at_page(request: Request, name: str, number: int) -> Request:
    """Return the same request for another number under a name."""
    parts = urlsplit(request.url)
    query = dict(parse_qsl(parts.query)) | {name: str(number)}
    return Request(
        parts._replace(query=urlencode(query)).geturl(),
        kind=request.kind,
        headers=request.headers,
        expects=request.expects,
    )
