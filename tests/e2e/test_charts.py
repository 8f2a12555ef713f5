"""The charts of a result: one axis, one cursor, and from a trade to its row and back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.run_page import BARS, IDEA, WORKS, upload
from tests.e2e.conftest import PROMPT, browser_tests, problems_of
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
ROWS = 100  # of trades on one page
# Every chart that the page makes, to be asked where it stands; how many were made in one turn, and
# how many trades were marked at once, at most.
COLLECT = """
  window.charts = new Set();
  let turn = 0;
  const watchMarks = (chart) => {
    const add = chart.addCandlestickSeries.bind(chart);
    chart.addCandlestickSeries = (...how) => {
      const series = add(...how);
      window.candles = series.options();
      const mark = series.setMarkers.bind(series);
      series.setMarkers = (marks) => {
        window.mostMarks = Math.max(window.mostMarks ?? 0, marks.length);
        mark(marks);
      };
      return series;
    };
  };
  Object.defineProperty(window, 'LightweightCharts', {
    set(found) {
      this.library = { ...found, createChart: (...how) => {
        const chart = found.createChart(...how);
        const remove = chart.remove.bind(chart);
        window.charts.add(chart);
        if (!turn) setTimeout(() => { turn = 0; });
        window.mostInATurn = Math.max(window.mostInATurn ?? 0, ++turn);
        watchMarks(chart);
        chart.remove = () => { window.charts.delete(chart); remove(); };
        return chart;
      } };
    },
    get() { return this.library; },
  });
"""
# Some frames later, when what was asked of them has been drawn, one a frame.
RANGES = """async () => {
  for (const _ of Array(12)) await new Promise(requestAnimationFrame);
  return [...window.charts].map((chart) => {
    const { from, to } = chart.timeScale().getVisibleLogicalRange();
    return [from.toFixed(2), to.toFixed(2)].join(' to ');
  });
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Page:
    page = browser.new_page(base_url=site.url, viewport={"width": 1200, "height": 900})
    page.add_init_script(COLLECT)
    return page


def run(
    page: Page, site: RunningSite, idea: str, *, refined: bool = False, **beside: str
) -> dict[str, Any]:
    """The result of an idea, tested as read or refined, on whose page the browser now is."""
    page.goto(site.url)
    page.get_by_label("Your trading idea").fill(idea)
    page.locator("summary", has_text="Symbols, dates").click()
    for label, text in beside.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Test exactly as read").set_checked(not refined)
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#charts canvas").first).to_be_visible(timeout=60_000)
    address = page.url.replace("/jobs/", "/api/jobs/") + "result"
    result: dict[str, Any] = page.request.get(address).json()
    return result


def ranges(page: Page) -> set[str]:
    drawn(page, 4)
    found = page.evaluate(RANGES)
    assert len(found) == 4, "equity, price, RSI and drawdown"
    return set(found)


def drawn(page: Page, charts: int) -> None:
    """They come one after another."""
    expect(page.locator(".stage")).to_have_attribute("aria-busy", "false", timeout=30_000)
    assert page.evaluate("window.charts.size") == charts


def test_all_charts_move_point_and_change_their_look_as_one(page: Page, site: RunningSite) -> None:
    problems = problems_of(page)
    result = run(page, site, PROMPT)
    days = len(result["equity"])
    assert ranges(page) == {f"-0.50 to {days - 0.5:.2f}"}
    stage = page.get_by_role("group", name="Charts on one time axis")
    stage.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    time, value = result["equity"][1]
    expect(page.locator(".cursor")).to_have_text(time[:10])
    expect(page.locator(".at").first).to_have_text(f"{value:,.0f}")
    expect(page.locator(".at").nth(3)).to_have_text(f"{result['prices']['AAPL'][1][4]:.4f}")
    page.keyboard.press("+")
    (zoomed,) = ranges(page)
    assert zoomed != f"-0.50 to {days - 0.5:.2f}"
    box = page.locator("#charts canvas").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 400, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 60, steps=5)
    page.mouse.up()
    (dragged,) = ranges(page)
    assert dragged != zoomed
    page.get_by_role("button", name="Dark").click()
    assert ranges(page) == {dragged}, "drawn anew in the other colours, at the same place"
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(paper)
    page.reload()
    assert page.evaluate(paper) == dark != "rgb(246, 245, 241)"
    assert problems == []


def test_what_was_tried_lies_beneath_what_was_kept(page: Page, site: RunningSite) -> None:
    result = run(page, site, "Buy AAPL when it is oversold, sell when overbought", refined=True)
    tried = [one for one in result["iterations"] if not one["kept"]]
    assert tried
    for one in tried:
        assert one["equity"][0][0] == result["equity"][0][0]
        assert one["equity"][-1][0] == result["equity"][-1][0]
        key = page.locator(".legend .key", has_text=f"Iteration {one['n']}")
        value = one["equity"][-1][1]
        expect(key.locator(".at")).to_have_text(f"{value:,.{0 if value >= 10_000 else 2}f}")
    strokes = page.locator(".legend .key", has_text="not kept").evaluate_all(
        "(all) => all.map((one) => one.dataset.stroke)"
    )
    assert len(set(strokes)) == len(tried), "each its own, for those who tell no colours"
    assert "0" not in strokes, "that of the strategy"
    page.get_by_role("group", name="Charts on one time axis").focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(key.locator(".at")).to_have_text(re.compile(r"^≈ [\d,.]+$"))


def test_candles_that_rose_are_hollow_in_both_looks(page: Page, site: RunningSite) -> None:
    run(page, site, PROMPT)
    surface = "getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()"
    for look in ("Light", "Dark"):
        page.get_by_role("button", name=look).click()
        drawn(page, 4)
        candles = page.evaluate("window.candles")
        assert candles["upColor"] == page.evaluate(surface)
        assert candles["borderVisible"]
        assert candles["borderUpColor"] not in (candles["upColor"], candles["downColor"])
        assert candles["borderDownColor"] == candles["downColor"], "filled"
    expect(page.locator(".legend", has_text="hollow: rose, filled: fell")).to_be_visible()


def test_a_trade_leads_to_its_bars_and_back_to_its_row(page: Page, site: RunningSite) -> None:
    problems = problems_of(page)
    result = run(page, site, PROMPT)
    trades = result["trades"]
    best = max(range(len(trades)), key=lambda n: float(trades[n]["return"]))
    page.get_by_role("link", name="Return", exact=True).click()
    row = page.locator(".trades tbody tr").first
    expect(row).to_have_attribute("data-trade", str(best + 1))
    row.get_by_role("link").press("Enter")
    told = page.locator(".picked-told")
    expect(told).to_contain_text(f"Trade {best + 1} of {len(trades)}")
    expect(told).to_contain_text(trades[best]["exit_reason"])
    expect(row).to_have_attribute("aria-current", "true")
    start, end = (float(text) for text in ranges(page).pop().split(" to "))
    bars = [time for time, _ in result["equity"]]
    assert start <= bars.index(trades[best]["entry_time"])
    assert bars.index(trades[best]["exit_time"]) <= end
    assert end - start < len(bars) / 10

    page.get_by_label("Outcome").select_option("lost")
    expect(page.locator("#trades-table [role=status]")).to_contain_text("trades fit")
    expect(page.locator(".trades tr[aria-current]")).to_have_count(0)
    page.get_by_role("group", name="Charts on one time axis").focus()
    page.mouse.move(0, 0)  # a mouse that rests on a chart points at a bar of its own
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    expect(page.locator(".picked")).to_be_hidden()
    entered = bars.index(trades[best]["entry_time"])
    page.keyboard.press("Home")
    for stride, count in (("Shift+ArrowRight", entered // 10), ("ArrowRight", entered % 10)):
        for _ in range(count):
            page.keyboard.press(stride)
    page.keyboard.press("Enter")
    expect(page.locator(".picked")).to_be_visible()
    expect(told).to_contain_text(f"Trade {best + 1} of")
    expect(page.locator(".trades tr[aria-current]")).to_have_attribute("data-trade", str(best + 1))
    page.get_by_role("button", name="Its row").press("Enter")
    expect(page.locator(f"#trade-{best + 1}")).to_be_focused()
    assert problems == []


def test_a_trade_taken_with_the_mouse_has_the_cursor_until_the_mouse_moves(
    page: Page, site: RunningSite
) -> None:
    trades = run(page, site, PROMPT)["trades"]
    cursor = page.locator(".cursor")
    for number in range(1, 6):
        page.locator(f"[data-trade='{number}'] .why").click()
        page.wait_for_timeout(400)  # the page has scrolled a chart beneath the resting mouse
        expect(cursor).to_have_text(trades[number - 1]["entry_time"][:10])
    box = page.locator("#charts canvas").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.move(box["x"] + 80, box["y"] + 60)
    expect(cursor).not_to_have_text(trades[4]["entry_time"][:10])


@pytest.mark.parametrize(
    ("idea", "titles", "said"),
    [
        (
            "Each month hold the top 2 of AAPL, MSFT and IBM by 6-month return",
            ["Equity", "Drawdown", "Holdings", "Rank by the change over 126 bars", "Turnover",
             "Price of AAPL"],
            [],
        ),
        (
            "Buy AAPL when RSI(14) is between 30 and 45, sell when RSI(14) is at or above 60, "
            "stop of 2 ATR, from 2008 to 2012",
            ["Equity", "Drawdown", "Price of AAPL", "RSI(14) of AAPL"],
            ["RSI(14) of AAPL; buy between 30 and 45; sell at or above 60"],
        ),
        (
            "Buy IBM when RSI(14) is below 1, sell when RSI(14) is above 70",
            ["Price of IBM", "RSI(14) of IBM", "Equity"],
            ["RSI(14) of IBM; buy below 1; sell above 70"],
        ),
    ],
)  # fmt: skip
def test_a_page_draws_what_helps_with_its_strategy_and_says_why(
    page: Page, site: RunningSite, idea: str, titles: list[str], said: list[str]
) -> None:
    problems = problems_of(page)
    result = run(page, site, idea)
    expect(page.locator(".live .why b")).to_have_text(titles)
    for chart in result["charts"]:
        expect(page.locator(".why", has_text=chart["why"]).first).to_be_visible()
    for name in said:
        expect(page.get_by_role("img", name=name, exact=True)).to_be_visible()
    page.get_by_text("What each chart is for").click()
    table = page.get_by_role("region", name="What each chart is for")
    expect(table.locator("tbody tr")).to_have_count(len(result["charts"]))
    assert problems == []


STROKE = "(key) => getComputedStyle(key, '::before').backgroundImage"
MODES = "[...window.charts].map((chart) => chart.priceScale('right').options().mode)"


def test_equity_and_price_are_shown_by_factors_or_by_amounts(page: Page, site: RunningSite) -> None:
    run(page, site, PROMPT)
    switch = page.get_by_label("Logarithmic")
    for on in (False, True, False):
        switch.set_checked(on)
        assert page.evaluate(MODES).count(1) == (2 if on else 0), "of equity and price alone"
    drawn_by = page.get_by_role("link", name="TradingView Lightweight Charts")
    expect(drawn_by).to_have_attribute("href", "https://www.tradingview.com/")


def test_days_of_a_calendar_rule_are_drawn_beside_all_others(page: Page, site: RunningSite) -> None:
    run(page, site, "Buy AAPL on Mondays and sell on Fridays, from 2005 to 2012")
    figure = page.locator("figure.seasons")
    expect(figure.get_by_role("heading")).to_have_text("Return by weekday")
    expect(figure.locator("rect.own")).to_have_count(4)
    expect(figure.locator("rect.not-held")).to_have_count(1)
    figure.get_by_text("As a table").click()
    expect(figure.locator("tbody tr")).to_have_count(5)


def test_without_javascript_the_result_is_drawn_and_its_trades_are_sorted(
    page: Page, browser: Browser, site: RunningSite
) -> None:
    run(page, site, PROMPT)
    state = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(page.url)
    drawn = plain.get_by_role("img", name="Equity of the strategy")
    for medium in ("screen", "print"):
        plain.emulate_media(media=medium)
        expect(drawn).to_be_visible()
        for line in drawn.locator("path").all():
            expect(line).to_have_css("fill", "none")
        held = plain.locator(".stills .key.benchmark")
        assert "gradient" in held.evaluate(STROKE), "its key is dashed as it is"
    plain.emulate_media(media="screen")
    plain.get_by_role("link", name="Profit").click()
    expect(plain.locator("th[aria-sort=descending]")).to_have_text("Profit")
    plain.get_by_label("Outcome").select_option("lost")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(plain.locator(".trades .profit.gain")).to_have_count(0)
    expect(plain.locator("th[aria-sort=descending]")).to_have_text("Profit")


def test_five_thousand_trades_on_ten_thousand_bars_are_drawn_in_turns(
    page: Page, site: RunningSite, tmp_path: Path
) -> None:
    """How long a turn takes is measured by benchmarks/run_page.py, which goes the same ways."""
    upload(page, tmp_path / "long.csv")
    result = run(page, site, IDEA, Symbols="LONG")
    assert len(result["trades"]) >= BARS // 2 - 1
    for name, work in WORKS.items():
        work(page)
        drawn(page, 3)
        assert page.evaluate("window.mostInATurn") == 1, name
        assert page.locator(".trades tbody tr").count() <= ROWS
    assert 0 < page.evaluate("window.mostMarks") < 500, "those in view, where there is room"


def test_what_is_left_in_parts_is_counted_in_parts_everywhere(
    page: Page, site: RunningSite
) -> None:
    idea = "Hold 60% AAPL and 40% IBM, rebalance every month, from 2005 to 2008"
    result = run(page, site, idea)
    parts = len(result["trades"])
    assert parts == result["metrics"]["parts"] > result["metrics"]["trades"]
    expect(page.locator("#trades-table [role=status]")).to_contain_text(f"{parts} parts")
    page.get_by_role("link", name="Part 1 on the chart").click()
    expect(page.locator(".picked-told")).to_contain_text(f"Part 1 of {parts}")
    page.get_by_role("button", name="Next part").click()
    expect(page.locator(".picked-told")).to_contain_text(f"Part 2 of {parts}")
