"""What held at some of the last bars, and days of the calendar."""

import pytest

from agents.language import read

ABOVE = "the close is above the close 1 bar ago"
BELOW = "the close is below the close 1 bar ago"
RSI = "RSI(14) is below 30 at some time in the last"


def rule_of(said: str) -> str:
    """When it buys, in the sentence of a text in which everything was understood."""
    reading = read(said)
    assert (reading.unsupported, reading.questions) == ([], [])
    return reading.sentence.split(" when ", 1)[1].split(";")[0]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("RSI was below 30 at any time in the last 5 days", f"{RSI} 5 bars"),
        ("RSI has been under 30 at some point during the past 8 days", f"{RSI} 8 bars"),
        ("RSI was under 30 at least once in the last two weeks", f"{RSI} 10 bars"),
        ("RSI was under 30 sometime in the past month", f"{RSI} 21 bars"),
        ("within the last 5 days RSI was below 30", f"{RSI} 5 bars"),
        (
            "RSI crossed above 30 in the past week",
            "RSI(14) rises above 30 at some time in the last 5 bars",
        ),
        (
            "a golden cross happened in the last 10 days",
            "SMA(50) crosses above SMA(200) at some time in the last 10 bars",
        ),
        (
            "the close was above the 50-day SMA on at least 8 of the last 10 days",
            "the close is above SMA(50) on at least 8 of the last 10 bars",
        ),
        (
            "at least 7 of the last 10 closes were above the SMA 20",
            "the close is above SMA(20) on at least 7 of the last 10 bars",
        ),
        ("RSI has been under 40 for 3 out of 5 days",
         "RSI(14) is below 40 on at least 3 of the last 5 bars"),
        ("4 of the last 5 days were up", f"{ABOVE} on at least 4 of the last 5 bars"),
        ("3 out of the past 5 candles were red", f"{BELOW} on at least 3 of the last 5 bars"),
        ("there were 3 down days in the last 5", f"{BELOW} on at least 3 of the last 5 bars"),
        ("it closed lower on three of the past four days",
         f"{BELOW} on at least 3 of the last 4 bars"),
    ],
)  # fmt: skip
def test_what_held_at_some_of_the_last_bars(said: str, rule: str) -> None:
    assert rule_of(f"Buy AAPL when {said}, sell after 7 days") == rule


def test_a_state_without_a_word_for_it_is_told_as_one_at_some_time() -> None:
    reading = read("Buy AAPL if it closed above the SMA 50 in the last 20 days, sell after 5 days")
    assert any("at one of them at least" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("it fell 5% within 3 days", "the change over 3 bars is at or below -5%"),
        ("it has been above SMA 50 for the last 10 days", "the close is above SMA(50) for 10 bars"),
        ("it had 3 down days in a row", "the streak of down closes is at or above 3"),
    ],
)  # fmt: skip
def test_a_span_of_its_own_stays_one(said: str, rule: str) -> None:
    assert rule_of(f"Buy AAPL when {said}, sell after 7 days") == rule


def test_the_time_that_an_exit_has_is_no_time_in_which_its_rule_held() -> None:
    sentence = read("Sell AAPL when RSI > 70 within 10 days, buy when RSI < 30").sentence
    assert "sell when RSI(14) is above 70 or after 10 bars" in sentence


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("on the 20th of every month", "it is the 20th of the month or the next trading day"),
        ("every 10th of the month", "it is the 10th of the month or the next trading day"),
        ("on December 15", "it is December and the 15th of the month or the next trading day"),
        ("on the 1st of each month", "it is the 1st trading day of the month"),
        ("between the 10th and 15th of the month", "it is from the 10th to the 15th of the month"),
        ("from the 5th to the 10th of each month", "it is from the 5th to the 10th of the month"),
        ("if the day of the month is >= 25", "it is from the 25th to the 31st of the month"),
        ("if the day of the month is below 10", "it is from the 1st to the 9th of the month"),
        ("on the first Friday of the month",
         "it is Friday and from the 1st to the 7th of the month"),
        ("on the 3rd Friday of each month",
         "it is Friday and from the 15th to the 21st of the month"),
        ("on the fourth Tuesday of the month",
         "it is Tuesday and from the 22nd to the 28th of the month"),
    ],
)  # fmt: skip
def test_days_of_the_calendar(said: str, rule: str) -> None:
    reading = read(f"Buy SPY {said}, sell after 3 days")
    assert (reading.unsupported, reading.questions) == ([], [])
    assert f"Buy SPY when {rule}; sell" in reading.sentence


def test_a_price_between_two_numbers_is_no_date() -> None:
    sentence = read("Buy SPY if RSI is between the 10 and 15 levels, sell after 5 days").sentence
    assert "of the month" not in sentence


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Buy $100 of SPY every two weeks", "it is Monday and every 2nd week"),
        ("Every other week buy $200 of VOO", "it is Monday and every 2nd week"),
        ("DCA $100 biweekly into QQQ", "it is Monday and every 2nd week"),
        ("buy 1 share of AAPL every 3 weeks", "it is Monday and every 3rd week"),
        ("Put $500 into VTI every six months", "it is January or July and the 1st trading day"),
        ("Invest $90 in SPY every 2 months", "it is January, March, May, July, September or Novem"),
    ],
)
def test_how_often_something_is_bought(said: str, days: str) -> None:
    reading = read(said)
    assert reading.action == "run"
    assert f"when {days}" in reading.sentence


@pytest.mark.parametrize(
    "said",
    ["Buy $100 of SPY every 10 days", "Hold 60% SPY and 40% TLT, rebalance every two weeks"],
)
def test_a_rhythm_that_it_has_not_is_asked_for(said: str) -> None:
    assert [one.id for one in read(said).questions] == ["rhythm"]
