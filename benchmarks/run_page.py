"""How long the page of a large run keeps its reader waiting: first paint, and its longest tasks.

python -m benchmarks.run_page [--rounds 7]

A run of 10,000 bars and 5,000 trades on a site of its own, in headless Chromium. The peer is the
chart library alone, on an empty page: one chart of the same bars with a mark for every trade.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

from backtests.staticfiles import ASSETS, located
from tests.e2e.conftest import CHROMIUM
from tests.stack.conftest import running_site

BARS = 10_000
FIRST = 9_000  # days after 1970
IDEA = "Buy LONG when the close is above the open, sell after 1 bar"
LIBRARY = located(*ASSETS["vendor/lightweight-charts.js"])
NOTE = """
  window.slow = [];
  const note = (list) => window.slow.push(...list.getEntries().map((task) => task.duration));
  new PerformanceObserver(note).observe({ type: 'longtask' });
"""
ALONE = """(bars) => {
  const chart = LightweightCharts.createChart(document.body, { width: 1200, height: 400 });
  const series = chart.addCandlestickSeries();
  const rows = Array.from({ length: bars }, (_, n) =>
    ({ time: (9000 + n) * 86400, open: 100, high: 102, low: 99, close: 100.5 + (n % 3) / 4 }));
  series.setData(rows);
  series.setMarkers(rows.map(({ time }, n) =>
    ({ time, position: n % 2 ? 'aboveBar' : 'belowBar', shape: 'arrowUp', color: 'green' })));
  chart.timeScale().fitContent();
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
Work = Callable[[Page], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with large_run() as page:
        alone = page.context.browser.new_page()  # type: ignore[union-attr]
        alone.add_init_script(NOTE)
        print("| what is done | longest task | of the library alone |\n|---|---|---|")
        peer = statistics.median(longest(alone, library_alone) for _ in range(rounds))
        print(line("the library alone draws all", peer, peer), flush=True)
        for name, work in WORKS.items():
            took = statistics.median(longest(page, work) for _ in range(rounds))
            print(line(name, took, peer), flush=True)
        print(f"\nFirst paint: {statistics.median(first_paints(page, rounds)):.0f} ms")


def line(name: str, took: float, peer: float) -> str:
    return f"| {name} | {f'{took:.0f} ms' if took else 'under 50 ms'} | {took / peer:.2f} |"


@contextmanager
def large_run() -> Iterator[Page]:
    """A browser on the page of the run, when it is over."""
    options = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright, running_site() as site, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = page_of(browser, site.url)
        upload(page, Path(folder) / "long.csv")
        page.goto("/")
        page.get_by_label("Your trading idea").fill(IDEA)
        page.locator("summary", has_text="Symbols, dates").click()
        page.get_by_label("Symbols").fill("LONG")
        page.get_by_label("Test exactly as read").check()
        page.get_by_role("button", name="Run the test").click()
        page.wait_for_url("**/jobs/*/")
        settled(page)
        yield page
        browser.close()


def page_of(browser: Browser, url: str) -> Page:
    page = browser.new_page(base_url=url, viewport={"width": 1200, "height": 900})
    page.add_init_script(NOTE)
    return page


def upload(page: Page, file: Path) -> None:
    rows = (f"{(FIRST + n) * 86400},100,102,99,{100.5 + n % 3 / 4}" for n in range(BARS))
    file.write_text("\n".join(["time,open,high,low,close", *rows]))
    page.goto("/data/")
    page.get_by_label("Symbol", exact=True).fill("LONG")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#upload-preview h3")).to_contain_text(f"Imported: {BARS:,} daily bars")


def settled(page: Page) -> None:
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)
    expect(page.locator(".stage")).to_have_attribute("aria-busy", "false", timeout=60_000)
    page.wait_for_timeout(500)


def longest(page: Page, work: Work) -> float:
    """Milliseconds of the longest task; nothing under 50 ms is counted by a browser."""
    page.evaluate("window.slow = []")
    work(page)
    return max(page.evaluate("window.slow"), default=0.0)


def library_alone(page: Page) -> None:
    page.goto("about:blank")
    page.add_script_tag(path=str(LIBRARY))
    page.evaluate("window.slow.length = 0")
    page.evaluate(ALONE, BARS)
    page.wait_for_timeout(500)


def at_the_bell(page: Page) -> None:
    before = page.url
    page.locator("#rerun-form").get_by_role("button").click()
    page.wait_for_url(lambda url: url != before)
    settled(page)


def loaded_again(page: Page) -> None:
    page.reload()
    settled(page)


def in_other_colours(page: Page) -> None:
    for look in ("Dark", "Light"):
        page.get_by_role("button", name=look).click()
        settled(page)


def scrolled_and_zoomed(page: Page) -> None:
    page.get_by_role("group", name="Charts on one time axis").focus()
    for key in ("0", "+", "+", "+", "Home", "End", "Shift+ArrowLeft", "n", "n", "p", "0", "-"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)


def sorted_and_turned(page: Page) -> None:
    for label in ("Return", "Profit"):
        page.get_by_role("link", name=label, exact=True).click()
        expect(page.locator("th[aria-sort=descending]")).to_have_text(label)
    page.locator("#trades-behind").click()
    expect(page.locator(".pages")).to_contain_text("Page 2 of")
    page.wait_for_timeout(500)


WORKS: dict[str, Work] = {
    "watched to its bell": at_the_bell,
    "loaded again": loaded_again,
    "dark and light again": in_other_colours,
    "scrolled and zoomed": scrolled_and_zoomed,
    "trades sorted, pages turned": sorted_and_turned,
}


def first_paints(page: Page, rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        page.reload()
        settled(page)
        yield page.evaluate(PAINT)


if __name__ == "__main__":
    main()
