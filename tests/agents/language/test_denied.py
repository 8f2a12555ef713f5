"""What a text denies: read the other way round, or named with all that it denies."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from tests.agents.language.reading_of import sides_of

RULES = "Buy IBM when RSI is below 30, {}, sell when RSI is above 60"
LEAST = [
    "do not sell before 10 days", "hold at least 10 days", "minimum holding period of 10 days",
    "don't sell in the first 10 days", "never sell within 5 days", "no selling before 10 days",
    "do not exit until 10 days have passed", "hold it 10 days at least",
    "hold for a minimum of 2 weeks",
]  # fmt: skip


@pytest.mark.parametrize("words", LEAST)
def test_a_shortest_time_to_hold_is_named_with_its_reason(words: str) -> None:
    reading = read(RULES.format(words))
    assert [one.why for one in reading.unsupported] == [untestable.LEAST]
    assert reading.strategy
    assert reading.strategy.max_bars is None


@pytest.mark.parametrize("words", ["hold at most 10 days", "sell after 10 days", "hold 10 days"])
def test_a_time_to_hold_is_no_shortest_one(words: str) -> None:
    reading = read(f"Buy IBM when RSI is below 30, {words}")
    assert reading.strategy
    assert reading.strategy.max_bars == 10


@pytest.mark.parametrize(
    "words",
    ["don't sell on Mondays", "do not sell if it is below its 200-day average",
     "do not hold over the weekend", "never sell before it is up 5%", "don't sell above 60"],
)  # fmt: skip
def test_a_denial_that_is_not_understood_is_named_with_what_it_denies(words: str) -> None:
    reading = read(RULES.format(words))
    named = reading.unsupported[0].text
    assert words.removeprefix("do ") == named
    assert named in reading.questions[0].text


@pytest.mark.parametrize(
    ("text", "entry"),
    [("Don't buy IBM when RSI is over 70; buy when it is under 40; sell after 20 days",
      "RSI(14) is below 40 and RSI(14) is at or below 70"),
     ("Do not enter if MFI is above 80. Buy IBM when it drops under 20, sell after 5 days",
      "MFI(14) drops below 20 and MFI(14) is at or below 80"),
     ("No trades while RSI is over 70; buy IBM when it's below 40; sell after 10 days",
      "RSI(14) is below 40 and RSI(14) is at or below 70"),
     ("Avoid IBM when RSI is above 80; buy when below 40; sell after 5 days",
      "RSI(14) is below 40 and RSI(14) is at or below 80"),
     ("Avoid buying IBM when ADX is below 20; buy when RSI is below 40; sell after 5 days",
      "RSI(14) is below 40 and ADX(14) is at or above 20"),
     ("Buy IBM unless RSI is over 70; buy when it is below 40; sell after 5 days",
      "RSI(14) is below 40 and RSI(14) is at or below 70"),
     ("Do not buy IBM unless RSI is below 30, sell after 5 days", "RSI(14) is below 30"),
     ("Don't short IBM when ADX is above 40; short when RSI is above 70; cover after 5 days",
      "RSI(14) is above 70 and ADX(14) is at or below 40")],
)  # fmt: skip
def test_what_keeps_out_narrows_the_entry(text: str, entry: str) -> None:
    assert f" when {entry}; " in read(text).sentence


def test_a_short_that_is_not_wanted_while_it_rises_is_not_covered_by_it() -> None:
    text = "Do not short IBM while it is above its 200-day average; short IBM when RSI > 80; "
    entry, leaving = sides_of(f"{text}cover when RSI < 50")
    assert entry == "RSI(14) is above 80 and the close is at or below SMA(200)"
    assert leaving == "RSI(14) is below 50"


def test_no_shorts_at_all_is_still_no_rule() -> None:
    reading = read("Buy IBM when RSI is under 30, sell above 60, don't short")
    assert reading.action == "run"
    assert not reading.unsupported


@pytest.mark.parametrize(
    "text",
    ["Never hold IBM in September; buy when RSI is below 30, sell above 60",
     "Buy IBM when RSI is below 30, sell above 60. Never hold IBM in September"],
)  # fmt: skip
def test_a_month_out_narrows_the_entry_and_ends_the_trade(text: str) -> None:
    entry, leaving = sides_of(text)
    assert " and " in entry
    assert " or " not in entry
    assert "it is September" in leaving


@pytest.mark.parametrize(
    ("text", "level"),
    [("Buy IBM when RSI is under 30 and the close is above its 200-day average; "
      "sell when it is over 70", "RSI(14) is above 70"),
     ("Buy IBM when it is below 150 and RSI is below 40; sell when it is above 160",
      "the close is above 160"),
     ("Buy IBM when RSI is under 30; sell when it is over 150", "the close is above 150")],
)  # fmt: skip
def test_a_number_is_that_of_the_oscillator_where_no_price_was_said(text: str, level: str) -> None:
    assert sides_of(text)[1] == level


def test_what_a_bare_number_is_read_as_is_told() -> None:
    text = "Buy IBM when RSI is under 30 and price is above the 50-day average. Sell above 65."
    reading = read(text)
    assert any("65 is read as a level of the RSI" in one.text for one in reading.assumptions)
