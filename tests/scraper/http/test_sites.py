import pytest

from data.errors import PageRejected
from scraper.http.sites import Site, is_public
from tests.scraper.conftest import make_source

PLAIN = Site(make_source())
STAND_IN = Site(make_source(), endpoint="http://127.0.0.1:8000/base")
TENANTS = Site(make_source(hosts=("*.tenants.example", "api.tenants.example")))


def test_a_stand_in_takes_the_place_of_scheme_and_host():
    assert STAND_IN.address("https://jobs.example/v1/acme?x=1") == "http://127.0.0.1:8000/base/v1/acme?x=1"
    assert STAND_IN.address("http://127.0.0.1:8000/base/next") == "http://127.0.0.1:8000/base/next"


def test_only_the_stand_in_itself_may_be_plain_or_on_loopback():
    STAND_IN.check("http://127.0.0.1:8000/base/v1")

    for url in ("http://127.0.0.1:9/", "https://jobs.example/", "http://me@127.0.0.1:8000/"):
        with pytest.raises(PageRejected):
            STAND_IN.check(url)


@pytest.mark.parametrize(
    "url", ["https://jobs.example/a b", "https://jobs.example/\n", "https://jobs.example/\x00"]
)
def test_a_url_with_spaces_or_controls_is_rejected(url):
    with pytest.raises(PageRejected, match="spaces"):
        PLAIN.check(url)


def test_tenants_of_one_provider_share_a_lane():
    assert TENANTS.lane("https://acme.tenants.example/x") == "*.tenants.example"
    assert TENANTS.lane("https://api.tenants.example/x") == "api.tenants.example"
    assert Site(make_source(hosts=("*",))).lane("https://any.example/x") == "any.example"


def test_robots_of_a_stand_in_are_its_own():
    assert STAND_IN.robots_url("http://127.0.0.1:8000/base/v1") == "http://127.0.0.1:8000/base/robots.txt"
    assert PLAIN.robots_url("https://jobs.example/v1?x=1") == "https://jobs.example/robots.txt"


def test_the_pace_scales_a_stand_in_and_no_real_host():
    assert Site(make_source(spacing_s=2.0), endpoint="http://127.0.0.1:1", pace=0.1).spacing_s == 0.2
    assert Site(make_source(spacing_s=2.0), pace=0.1).spacing_s == 2.0


@pytest.mark.parametrize(("address", "answer"), [
    ("93.184.216.34", True), ("2606:4700::1111", True), ("64:ff9b::5db8:d822", True), ("127.0.0.1", False),
    ("64:ff9b::a00:1", False), ("::ffff:10.0.0.1", False), ("100.64.0.1", False),
    ("64:ff9b:1::a00:1", False), ("64:ff9b:1::5db8:d822", False), ("::ffff:0:10.0.0.1", False),
    ("::ffff:0:93.184.216.34", False), ("::10.0.0.1", False), ("::93.184.216.34", False),
    ("2002:a00:1::1", False), ("2002:5db8:d822::1", True), ("2001:0:4136:e378::1", False),
    ("2a00:1450::5efe:a00:1", False), ("fec0::1", False), ("fe80::1%eth0", False), ("100::1", False),
    ("::ffff:93.184.216.34", True), ("2a00:1450:4001:800::200e", True),
])  # fmt: skip  # cases side by side
def test_public_addresses_are_told_from_private_ones(address, answer):
    assert is_public(address) is answer


@pytest.mark.parametrize(
    ("target", "retired"),
    [
        ("https://www.tenants.example/", True),
        ("https://tenants.example/welcome", True),
        ("https://tenants.com/", True),
        ("https://beta.tenants.example/x", False),
        ("https://acme.tenants.example/y", False),
        ("https://elsewhere.example/", False),
    ],
)
def test_a_redirect_to_the_provider_itself_tells_a_tenant_that_has_left(target, retired):
    stand_in = Site(TENANTS.source, endpoint="http://127.0.0.1:8000/base")

    assert TENANTS.is_retired("https://acme.tenants.example/x", target) is retired
    assert stand_in.is_retired("http://127.0.0.1:8000/base/acme.tenants.example/x", target) is retired
    assert not PLAIN.is_retired("https://jobs.example/x", target)
