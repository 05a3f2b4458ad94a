from urllib.parse import parse_qs

import pytest

VIEWS = [
    ("overview", {"cloud": "AWS", "kind": "Languages"}, "shares-files"),
    ("overview", {"compare": "true", "role_b": "", "cloud_b": "GCP"}, "comparison-files"),
    ("trends", {"skills": ["RAG", "PyTorch"], "step": "quarter", "since": "Jan 2026"}, "trends-files"),
    ("skill", {"skill": "JAX", "level": "required only"}, "share-files"),
    ("study", {"have": ["Python"], "practices": "true"}, "plan-files"),
    ("postings", {"names": "AWS", "q": "invented"}, "postings-files"),
]


def link_on(app, key: str) -> str:
    """Open a Download drawer and return the link in it."""
    app.session_state[key] = True
    app.run()
    return next(one.value for one in app.code if "snapshot=" in one.value)


@pytest.mark.parametrize(("page", "query", "drawer"), VIEWS, ids=lambda value: str(value)[:40])
def test_a_link_opens_the_same_view_with_everything_written_out(open_page, page, query, drawer):
    app = open_page(page, **query)
    asked = parse_qs(link_on(app, drawer).partition("?")[2], keep_blank_values=True)

    again = open_page(page, **asked)

    assert {"since", "through", "snapshot"} <= set(asked)
    assert not again.warning
    assert again.title[0].value == app.title[0].value
    assert len(again.dataframe) == len(app.dataframe)
    for one, other in zip(again.dataframe, app.dataframe, strict=True):
        assert one.value.equals(other.value)
