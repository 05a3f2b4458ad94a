"""Takes the pictures of the README and the walk-through again: every page in light and dark, and on a phone.

python3 dev.py screenshots [--store PATH]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image

from benchmarks.dashboard_server import CHROMIUM, FLAGS, serving
from dashboard.screen.page_list import PAGES, url_of
from data.paths import ROOT
from data.store.writer import default_store

FOLDER = ROOT / "docs" / "images"
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
TALLEST = 2_400  # pixels of one picture
DESK, PHONE = (1280, 860), (390, 844)
# what a picture of a page shows, where its first view is not the one to show
QUERIES = {
    "skill": "?skill=AWS",
    "study": "?have=Python&have=SQL&have=scikit-learn",
    "postings": "?names=PyTorch",
    "method": "?part=Coverage",
}
ADDRESSES = {
    **{page.name: f"{url_of(page)}{QUERIES.get(page.name, '')}" for page in PAGES},
    "compare": "?compare=true&cloud=AWS&cloud_b=GCP",
    "interview": "study?have=Python&have=SQL&part=The+interview",
}
SHOTS = (
    *((name, "light", DESK) for name in ADDRESSES),
    *((name, "dark", DESK) for name in ("overview", "trends", "study")),
    *((name, "light", PHONE) for name in ("overview", "trends", "study")),
)


def take(browser, address: str, name: str, theme: str, size: tuple[int, int]) -> Path:
    """Take one picture, as tall as its page, and return its path."""
    page = browser.new_page(color_scheme=theme, viewport={"width": size[0], "height": size[1]})
    page.goto(f"{address}/{ADDRESSES[name]}")
    page.wait_for_selector("h1")
    page.wait_for_selector(SETTLED)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_timeout(1_500)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size[0], "height": max(size[1], min(tall + 10, TALLEST))})
    page.wait_for_timeout(900)
    suffix = "-phone" if size == PHONE else "-dark" if theme == "dark" else ""
    path = FOLDER / f"{name}{suffix}.png"
    page.screenshot(path=path)
    page.close()
    shrink(path)
    return path


def shrink(path: Path) -> None:
    """Keep a picture with 256 colours, which is a third of the size and looks the same."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main(argv: list[str]) -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args(argv)
    if not Path(CHROMIUM).exists():
        print(f"no Chromium at {CHROMIUM}: no pictures taken", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is asked for

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as local, sync_playwright() as play:
        (Path(local) / "guide-closed").touch()
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serving(ROOT / "app.py", default_store(options.store), Path(local)) as (address, _):
            for name, theme, size in SHOTS:
                print(take(browser, address, name, theme, size).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
