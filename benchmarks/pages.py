"""What a visitor waits for: bytes and first paint of each page, and the reading after the last key.

python -m benchmarks.pages [--rounds 7]

On a site of its own, in headless Chromium with nothing in the cache.
"""

from __future__ import annotations

import argparse
import os
import statistics

from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM
from tests.e2e.screenshots import run
from tests.e2e.wire import before_the_data, sent
from tests.stack.conftest import running_site

# Its last key changes what is read.
IDEA = "Buy AAPL when RSI drops below 30, use a 5% stop loss, sell when RSI goes above 70"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
PATHS = {"ask": "/", "history": "/jobs/", "data": "/data/", "compare": "/compare/"}
# When the last key went down, and when the sentence beneath was last another one.
CLOCK = """() => {
  addEventListener('input', () => { window.key = performance.now(); }, true);
  let shown = '';
  new MutationObserver(() => {
    const text = document.querySelector('#reading .sentence')?.textContent ?? '';
    if (text !== shown) { shown = text; window.read = performance.now(); }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    options = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright, running_site() as site:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page(base_url=site.url)
        print("| page | before the charts' data | first paint |\n|---|---|---|")
        for name, path in {"run": run(page, IDEA), **PATHS}.items():
            light, paint = waited_for(page, path, rounds)
            print(f"| {name} | {light / 1000:.0f} kB | {paint:.0f} ms |", flush=True)
        read = [after_the_last_key(page) for _ in range(rounds)]
        median, most = statistics.median(read), max(read)
        print(f"\nReading after the last key: {median:.0f} ms, at most {most:.0f} ms")
        browser.close()


def waited_for(page: Page, path: str, rounds: int) -> tuple[int, float]:
    """Bytes on the wire, and the median of the milliseconds to the first paint."""
    sizes, paints = 0, []
    for _ in range(rounds):
        sizes = sum(before_the_data(sent(page, path)).values())
        paints.append(page.evaluate(PAINT))
    return sizes, statistics.median(paints)


def after_the_last_key(page: Page) -> float:
    """Milliseconds from the last key of an idea to its sentence, typed as fast as people type."""
    page.goto("/")
    page.evaluate(CLOCK)
    page.get_by_label("Your trading idea").press_sequentially(IDEA, delay=40)
    expect(page.locator("#reading .sentence")).to_contain_text("above 70")
    page.wait_for_timeout(500)
    return float(page.evaluate("window.read - window.key"))


if __name__ == "__main__":
    main()
