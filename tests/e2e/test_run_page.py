"""A stranger's way in a real browser: ask, watch, hear the bell, come back tomorrow."""

import json
import os
import re
import signal

from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.e2e.conftest import PROMPT, ask, browser_tests, problems_of, steps
from tests.stack.conftest import RunningSite, until

SWEEP = (
    "Buy IBM when RSI is below 20 to 40 by 5, sell when RSI is above 70, try stops of 3%, 5% and 8%"
)
pytestmark = browser_tests


def test_ask_watch_and_find_it_again(browser: Browser, site: RunningSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    problems = problems_of(page)
    ask(page, site.url)
    expect(page.locator("#connection")).to_have_text("Live")
    expect(page.locator("#steps .step[data-state=done]").first).to_be_visible()
    assert page.locator("#steps .bell").count() == 0, "steps show before the bell"
    page.reload()
    second = context.new_page()
    second.goto(page.url)
    for device in (page, second):
        expect(device.locator("#steps .bell")).to_have_count(1, timeout=60_000)
        expect(device.locator("#result .verdict-text")).to_be_visible()
        expect(device.locator("#result canvas").first).to_be_visible()
        expect(device.locator("#status")).to_have_text("complete")
        expect(device.locator("#saved-note")).to_have_text("Kept in the history")
    assert steps(page) == steps(second)
    verdict = page.locator(".verdict-text").inner_text()
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name=PROMPT).click()
    expect(page.locator(".verdict-text")).to_have_text(verdict)
    expect(page.locator("#steps .bell")).to_have_count(1)
    assert page.locator(".trades tbody tr").count() > 10
    assert problems == []


def sign(page: Page, selector: str) -> str:
    """What stands before it, which is no part of its text."""
    before = "one => getComputedStyle(one, '::before').content"
    found: str = page.locator(selector).first.evaluate(before)
    return found


def test_states_are_told_by_sign_and_word_and_the_way_by_steps(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    ask(page, site.url)
    done, running = ("#steps .step[data-state=done]", "#steps .step[data-state=running]")
    expect(page.locator(running).locator(".step-time").first).to_have_text("under way")
    expect(page.locator(done).locator(".step-time").first).to_contain_text("done in")
    assert "●" in sign(page, "#connection[data-state=live]")
    assert "✓" in sign(page, done)
    told = page.locator("#progress-told")
    expect(told).to_contain_text("known steps done")
    expect(page.locator("#steps .bell .step-outcome")).to_have_text("Complete", timeout=60_000)
    expect(told).to_have_text(re.compile(r"^(\d+) of \1 steps done$"))
    assert sign(page, "#steps .bell") != sign(page, "#steps .note")
    for kind, who in ((".iteration", "Iteration 1"), (".note", "Supervisor")):
        row = page.locator(f"#steps {kind}", has_text=who).first
        expect(row.locator(".step-time")).to_contain_text("done in")
    page.locator("#replay-at").fill("12")  # a replay goes the same way
    expect(told).to_contain_text("known steps done · iteration 1 of at most 5")
    assert page.evaluate("document.getAnimations().length") > 0, "the step under way breathes"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0, "who asked for it sees none"


def test_the_news_that_a_run_is_kept_leaves_a_replay_where_it_is(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    news: list[tuple[WebSocketRoute, str]] = []

    def late(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: pass_on(socket, str(frame)))

    def pass_on(socket: WebSocketRoute, frame: str) -> None:
        if json.loads(frame)["type"] == "saved":
            news.append((socket, frame))
        else:
            socket.send(frame)

    page.route_web_socket("**/ws/**", late)
    ask(page, site.url)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    until(lambda: page.title() and news, 20)  # frames come in while the page is asked something
    page.locator("#replay-at").fill("12")
    told = page.locator("#progress-told, #replay-told")
    said = told.all_inner_texts()
    assert said[1].startswith("12 of ")
    socket, frame = news[0]
    socket.send(frame)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history")
    assert told.all_inner_texts() == said
    assert page.locator("#replay-at").input_value() == "12"
    assert page.locator("#steps .bell").count() == 0


def test_a_step_unfolds_what_it_found_while_the_run_goes_on(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    problems = problems_of(page)
    ask(page, site.url)
    figures = page.locator("#steps summary", has_text="Figures of iteration 1")
    expect(figures).to_have_count(1, timeout=20_000)
    assert page.locator("#steps .bell").count() == 0, "it unfolds before the bell"
    figures.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Figures of iteration 1")
    expect(table.get_by_role("row", name="Buy and hold")).to_be_visible()
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    expect(table).to_be_visible()  # what was opened stays open
    page.locator("#steps summary", has_text="Findings of iteration 1").click()
    found = page.get_by_role("region", name="Findings of iteration 1: The whole period")
    expect(found.get_by_role("columnheader", name="Threshold")).to_be_visible()
    titles = page.locator("#steps summary").all_text_contents()
    assert {"Prices", "Figures", "Findings", "Checks", "Warnings", "Decision"} <= {
        title.split(" of iteration")[0] for title in titles
    }
    page.reload()
    expect(page.locator("#steps .bell")).to_have_count(1)
    assert page.locator("#steps summary").all_text_contents() == titles
    assert problems == []


def test_a_web_process_that_dies_under_the_page_costs_no_step(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    ask(page, site.url)
    expect(page.locator("#steps .step[data-state=done]").first).to_be_visible()
    before = site.pids()["web"]
    os.kill(before, signal.SIGKILL)
    until(lambda: site.pids().get("web", before) != before, 20)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=20_000)
    events = page.request.get(page.url.replace("/jobs/", "/api/jobs/") + "events").json()["events"]
    iterations = [event["message"] for event in events if event["type"] == "iteration_start"]
    assert page.locator("#steps .iteration .step-message").all_inner_texts() == iterations


def test_a_browser_that_is_told_of_no_network_doubts_its_line_at_once(
    browser: Browser, site: RunningSite
) -> None:
    """Within a few seconds, not after heartbeats have failed to come for 25; and it comes back."""
    page = browser.new_page()
    ask(page, site.url)
    chip = page.locator("#connection")
    expect(chip).to_have_text("Live")
    page.context.set_offline(True)
    expect(chip).to_have_attribute("data-state", "reconnecting", timeout=8_000)
    page.context.set_offline(False)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    expect(page.locator("#result .verdict-text")).to_be_visible()


def test_no_page_is_wider_than_a_phone_or_a_desk(browser: Browser, site: RunningSite) -> None:
    page = browser.new_page()
    ask(page, site.url)
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)
    for address in (page.url, site.url, f"{site.url}/jobs/", f"{site.url}/accounts/login/"):
        page.goto(address)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


WRITE_DOWN = """
addEventListener('DOMContentLoaded', () => {
  window.notes = [];
  if (!document.getElementById('status')) return; // another page
  const note = () => [document.getElementById('status'), document.getElementById('saved-note')]
    .map((one) => one.textContent);
  new MutationObserver(() => window.notes.push(note()))
    .observe(document.getElementById('content'), { childList: true, subtree: true });
});
"""


def test_a_run_is_called_off_from_the_page(browser: Browser, site: RunningSite) -> None:
    page = browser.new_page()
    page.add_init_script(WRITE_DOWN)
    ask(page, site.url)
    expect(page.locator("#connection")).to_have_text("Live")
    expect(page.locator("#status")).to_have_text("running")
    page.get_by_role("button", name="Cancel the run").press("Enter")
    expect(page.get_by_role("status").filter(has_text=re.compile("^cancelled$"))).to_be_visible(
        timeout=20_000
    )
    expect(page.locator("#content").get_by_role("button", name="Run again")).to_be_focused()
    expect(page.locator("#progress-told")).to_have_text(
        re.compile(r"^Stopped after \d+ of \d+ known steps$")
    )
    expect(page.get_by_text("Cancelled before its end")).to_be_visible()
    expect(page.get_by_role("link", name="Compare", exact=True)).to_be_hidden()
    notes = [note for status, note in page.evaluate("window.notes") if status == "running"]
    asked = "The run stops at its next step"
    assert set(notes[notes.index(asked) :]) == {asked}  # until the bell


PRESS_AT_ONCE = """
addEventListener('DOMContentLoaded', () => {
  const again = document.getElementById('rerun-form');
  if (!again?.hidden) return;
  new MutationObserver(() => { again.querySelector('button').click(); window.pressed = true; })
    .observe(again, { attributeFilter: ['hidden'] });
});
"""


def test_a_press_that_was_meant_for_cancel_starts_no_other_run(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    page.add_init_script(PRESS_AT_ONCE)
    ask(page, site.url)
    address = page.url
    page.get_by_role("button", name="Cancel the run").click()
    expect(page.locator("#status")).to_have_text("cancelled", timeout=20_000)
    assert page.evaluate("window.pressed")
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=20_000)
    assert page.url == address
    page.locator("#rerun-form").get_by_role("button").click()  # waits until it is no longer resting
    page.wait_for_url(lambda url: url != address)


def test_a_run_that_fails_under_the_page_looks_as_it_does_afterwards(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    why = "The prices <b>could not</b> be read; run it again."

    def failing(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: socket.send(_failed(str(frame), why)))

    page.route_web_socket("**/ws/**", failing)
    ask(page, site.url)
    alert = page.locator("[role=alert]:visible")
    expect(alert).to_have_text(why, timeout=60_000)
    expect(page.locator("#status")).to_have_text("error")
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=20_000)
    expect(alert).to_have_text(why)
    expect(page.get_by_role("link", name="see which prices there are")).to_be_visible()
    expect(page.get_by_text("Cancelled before its end")).to_be_hidden()


def _failed(frame: str, why: str) -> str:
    """The bell of a run that ended well, as that of one that did not."""
    said = json.loads(frame)
    rung = said["type"] == "complete"
    return json.dumps({**said, "type": "error", "message": why}) if rung else frame


def test_a_sweep_is_mapped_and_a_cell_starts_a_run(browser: Browser, site: RunningSite) -> None:
    page = browser.new_page()
    problems = problems_of(page)
    ask(page, site.url, SWEEP, "Tried in 15 variants")
    expect(page.locator(".map tbody td button")).to_have_count(15, timeout=60_000)
    expect(page.locator(".map td.chosen")).to_contain_text("chosen")
    page.get_by_role("combobox", name="Shown").select_option("trades")
    expect(page.locator(".map-caption")).to_contain_text("Trades")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    swept = page.url
    chance = page.request.get(swept.replace("/jobs/", "/api/jobs/") + "result").json()["sweep"][
        "pbo"
    ]
    expect(page.locator("dl div", has_text="Probability of overfitting")).to_contain_text(
        f"{chance:.1%}"
    )
    page.locator(".map tbody tr").nth(1).locator("button").nth(2).click()
    page.wait_for_url(lambda url: "/jobs/" in url and url != swept)
    expect(page.locator("h1")).to_contain_text("RSI(14) is below 25")
    expect(page.locator("h1")).to_contain_text("stop loss of 8%")
    assert problems == []


def test_a_double_click_starts_one_run(browser: Browser, site: RunningSite) -> None:
    page = browser.new_page()
    page.goto(site.url)
    page.get_by_label("Your trading idea").fill(PROMPT)
    page.get_by_role("button", name="Run the test").dblclick()
    page.wait_for_url("**/jobs/*/")
    page.goto(f"{site.url}/jobs/")
    expect(page.locator("#runs tbody tr")).to_have_count(1)
