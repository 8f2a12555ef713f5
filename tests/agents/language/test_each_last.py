"""What each of the last bars was, where nothing says "in a row"."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [("the last 3 days were down", "the streak of down closes is at or above 3"),
     ("the past four sessions all closed higher", "the streak of up closes is at or above 4"),
     ("all of the previous 2 candles are green", "the streak of up closes is at or above 2"),
     ("each of the last 3 closes was lower", "the streak of down closes is at or above 3"),
     ("the past 4 closes are all above the 30 day SMA", "the close is above SMA(30) for 4 bars")],
)  # fmt: skip
def test_what_several_bars_were_each_of_them_was(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_it_may_end_a_trade() -> None:
    assert exit_of("the last 2 days were down") == "the streak of down closes is at or above 2"


@pytest.mark.parametrize(
    "said",
    ["the last 3 days' average is above 100", "the last 3 days were down more than 1%",
     "the last day was 3 down"],
)  # fmt: skip
def test_what_is_no_count_of_bars_is_asked(said: str) -> None:
    assert read(f"Buy MSFT when {said}, sell after 10 days").strategy is None


def test_other_words_behind_the_last_bars_stay_as_they_were() -> None:
    assert entry_of("3 of the last 5 closes were up").endswith("on at least 3 of the last 5 bars")
    assert entry_of("the last 20 day high is broken") == (
        "the close is above the 20-bar high 1 bar ago"
    )


DOWN = "the close is below the close 1 bar ago"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("any of the last 4 closes was below the SMA(30)", "the close is below SMA(30) at some time "
      "in the last 4 bars"),
     ("any of the past 4 sessions closed above the SMA(30)", "the close is above SMA(30) at some "
      "time in the last 4 bars"),
     ("either of the last 2 closes was under the SMA(30)", "the close is below SMA(30) at some "
      "time in the last 2 bars"),
     ("any of the last 8 days fell", f"{DOWN} at some time in the last 8 bars"),
     ("at least one of the last 8 days fell", f"{DOWN} at some time in the last 8 bars")],
)  # fmt: skip
def test_any_of_them_is_one_of_them_at_least(said: str, meant: str) -> None:
    assert entry_of(said) == meant


@pytest.mark.parametrize(
    "said",
    ["some of the last 4 closes were below the SMA(30)", "only some of the last 6 days fell",
     "exactly one of the last 4 days fell", "any of the last 4 days was down more than 2%",
     "none of the last 4 days fell"],
)  # fmt: skip
def test_how_many_of_them_is_asked_where_it_is_not_said(said: str) -> None:
    assert read(f"Buy MSFT when {said}, sell after 10 days").action != "run"
