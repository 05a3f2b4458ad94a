import pytest

from data.errors import UsageError
from scraper.http.robots import HostRule
from scraper.http.settings import Settings, SourceSetting, load_settings, parse_endpoint
from scraper.http.sites import Site
from tests.scraper.conftest import make_source

SOURCES = ("lever", "remotive")
FULL = """
contact = "https://example.org/about"
page = "https://example.org/bot"
proxy = "http://proxy.example:3128"
ca_file = "own.pem"
robots_4xx = "deny"
pace = 0.5
[sources.remotive]
enabled = true
reason = "written permission"
endpoint = "http://127.0.0.1:8000/"
[hosts."api.example.com"]
robots = "deny"
reason = "asked us to stay away"
"""


def written(tmp_path, text):
    path = tmp_path / "skillgauge.toml"
    path.write_text(text)
    return path


def test_every_key_is_read(tmp_path):
    settings = load_settings(written(tmp_path, FULL), SOURCES)

    assert settings.agent("1.2") == "Skillgauge/1.2 (+https://example.org/bot; https://example.org/about)"
    assert (settings.proxy, settings.ca_file, settings.pace) == ("http://proxy.example:3128", "own.pem", 0.5)
    assert settings.sources == {
        "remotive": SourceSetting(True, "written permission", "http://127.0.0.1:8000")
    }
    assert settings.robots.on_4xx == "deny"
    assert settings.robots.rule_for("api.example.com") == HostRule("deny", "asked us to stay away")


def test_nothing_needs_to_be_set():
    assert load_settings(None, SOURCES) == Settings()
    assert Settings().agent("1") == "Skillgauge/1 (+https://skillgauge.example/bot)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contakt = 'x'", "unknown key 'contakt'"),
        ("contact = ''", "contact"),
        ('contact = "a\\r\\nX: y"', "contact"),
        ("robots_4xx = 'maybe'", "allow or deny"),
        ("[sources.nowhere]", "no source"),
        ("[sources.lever]\nendpoint = 'ftp://x'", "not an http"),
        ("[sources.lever]\nwhy = 1", "unknown key 'why'"),
        ("[hosts.'a.example']\nrobots = 'allow'", "written reason"),
        ("[hosts.'a.example']\nrobots = 'x'\nreason='y'", "obey"),
        ("[sources.lever", "skillgauge.toml"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path, text, words):
    path = written(tmp_path, text)

    with pytest.raises(UsageError, match=words) as caught:
        load_settings(path, SOURCES)
    assert "skillgauge.toml" in str(caught.value)


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load_settings(tmp_path / "nowhere.toml", SOURCES)


@pytest.mark.parametrize(
    "option", ["lever", "lever=", "nowhere=http://x", "lever=file:///x", "lever=http://u@h", "lever=x"]
)
def test_a_wrong_endpoint_is_a_usage_error(option):
    with pytest.raises(UsageError, match="endpoint"):
        parse_endpoint(option, SOURCES)


def test_the_command_line_wins_over_the_file():
    settings = Settings(contact="https://a.example", sources={"lever": SourceSetting(False, "too slow")})

    changed = settings.with_options("https://b.example", {"lever": "http://127.0.0.1:1"})

    assert changed.contact == "https://b.example"
    assert changed.sources["lever"] == SourceSetting(False, "too slow", "http://127.0.0.1:1")
    assert settings.with_options(None, {}).contact == "https://a.example"


ON, OPT_IN, REFUSED = (make_source(name="lever", default=default) for default in ("on", "opt_in", "refused"))


@pytest.mark.parametrize(
    ("source", "setting", "named", "asked"),
    [
        (ON, SourceSetting(), False, True),
        (ON, SourceSetting(enabled=False), True, False),
        (OPT_IN, SourceSetting(), False, False),
        (OPT_IN, SourceSetting(), True, True),
        (OPT_IN, SourceSetting(enabled=True), False, True),
        (REFUSED, SourceSetting(), True, False),
        (REFUSED, SourceSetting(enabled=True), True, False),
        (REFUSED, SourceSetting(None, "x"), True, False),
        (REFUSED, SourceSetting(enabled=True, reason="licence 12"), False, True),
        (REFUSED, SourceSetting(endpoint="http://127.0.0.1:1"), False, True),
    ],
)
def test_whether_a_source_is_asked(source, setting, named, asked):
    site = Settings(sources={"lever": setting}).site_for(source, named=named)

    assert isinstance(site, Site) is asked
    assert asked or "ours" in site or "switched off" in site


def test_a_source_without_its_secrets_is_not_asked(monkeypatch):
    source = make_source(secrets=("INVENTED_KEY",))

    assert "needs INVENTED_KEY" in Settings().site_for(source, named=True)
    monkeypatch.setenv("INVENTED_KEY", "k")
    assert isinstance(Settings().site_for(source, named=True), Site)


def test_an_exemption_from_robots_counts_only_where_the_source_was_switched_on():
    source = make_source(name="lever", robots_exempt="its documentation invites clients")

    assert Settings().site_for(source, named=True).excused is None
    switched_on = Settings(sources={"lever": SourceSetting(enabled=True)})
    assert switched_on.site_for(source, named=False).excused == "its documentation invites clients"


@pytest.mark.parametrize(
    "text",
    [
        "contact = 5", "page = 7", "page = 'x'", "proxy = 3", "proxy = 'file:///x'", "ca_file = 4",
        "robots_4xx = []", "pace = 'fast'", "pace = -1", "pace = nan", "pace = true", "sources = 5",
        "hosts = 'x'", "[[sources]]\nlever = 1", "[sources]\nlever = true", "[hosts]\n'a.example' = 1",
        "[sources.lever]\nenabled = 'yes'", "[sources.lever]\nreason = 5", "[sources.lever]\nendpoint = 5",
        "[hosts.'a.example']\nrobots = 5\nreason = 'x'", "[hosts.'a.example']\nreason = ['x']",
        "a = " + "[" * 5_000,
    ],
)  # fmt: skip  # cases side by side
def test_a_value_of_a_wrong_type_is_a_usage_error_in_one_sentence(tmp_path, text):
    with pytest.raises(UsageError) as raised:
        load_settings(written(tmp_path, text), SOURCES)

    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)
