"""The pages, in the order of the navigation: the one place that names them.

`app.py` shows them, links lead to them, and the tests and the screenshots open each of them.
"""

from dataclasses import dataclass

from data.paths import ROOT

ICON = ROOT / "dashboard" / "icon.png"  # a local file: a :material icon would make browsers call a font host


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: the file `dashboard/pages/NAME.py`, which a browser finds at `/NAME`.

    `title` stands in the navigation, `heading` on the page; None where the page is called after what it
    shows. A page that does not follow the filters is about all vacancies. One that needs a sample says why it
    shows nothing for a selection that is too small.
    """

    name: str
    title: str
    heading: str | None
    follows_filters: bool = True
    needs_sample: bool = True

    @property
    def path(self) -> str:
        """The page's file, absolute: others are looked for beside the script, wherever that lies."""
        return str(ROOT / "dashboard" / "pages" / f"{self.name}.py")


PAGES = (
    PageEntry("overview", "Overview", "What the market asks for"),  # the first is at the address "/"
    PageEntry("trends", "Trends", "How it changes"),
    PageEntry("skill", "Skill", None),
    PageEntry("together", "Together", "What is asked together"),
    PageEntry("study", "Study plan", "What to learn next"),
    PageEntry("postings", "Postings", "The postings behind the figures", needs_sample=False),
    PageEntry("claims", "Claims", "Published claims, checked", follows_filters=False, needs_sample=False),
    PageEntry("method", "Data and method", "Data and method", follows_filters=False, needs_sample=False),
)
BY_NAME = {page.name: page for page in PAGES}


def url_of(page: PageEntry) -> str:
    """Return the path of a page in an address, without the slash before it."""
    return "" if page is PAGES[0] else page.name
