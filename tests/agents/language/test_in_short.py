"""What is said in short: averages by "20/50", gaps in the plural, an ATR before its stop."""

import pytest

from agents.language import read
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import asked, entry_of, sides_of, strategy_of


@pytest.mark.parametrize(
    ("text", "averages"),
    [("Backtest a golden cross strategy (SMA 20/100) on IBM", "SMA(20) crosses above SMA(100)"),
     ("Golden cross with EMA 30/90 on IBM", "EMA(30) crosses above EMA(90)"),
     ("Moving average crossover (EMA 9/21) on IBM", "EMA(9) crosses above EMA(21)"),
     ("Golden cross (30/90 SMA) on IBM", "SMA(30) crosses above SMA(90)")],
)  # fmt: skip
def test_the_two_averages_of_a_cross_may_stand_in_brackets(text: str, averages: str) -> None:
    assert sides_of(text)[0] == averages


def test_one_average_beside_a_golden_cross_is_not_one_of_its_two() -> None:
    text = "Buy IBM on a golden cross with RSI 14 below 60, sell after 5 days"
    assert sides_of_entry(text) == "SMA(50) crosses above SMA(200) and RSI(14) is below 60"


def sides_of_entry(text: str) -> str:
    return read(text).sentence.split(" when ", 1)[1].split(";")[0]


@pytest.mark.parametrize(
    ("text", "entry"),
    [("Buy IBM on 4% gap downs", "the open is below 0.96 x the close 1 bar ago"),
     ("Backtest buying IBM on gap ups of 2%", "the open is above 1.02 x the close 1 bar ago")],
)  # fmt: skip
def test_gaps_in_the_plural_are_gaps(text: str, entry: str) -> None:
    assert sides_of_entry(f"{text}, sell after 5 days") == entry


@pytest.mark.parametrize(
    "said",
    ["ATR stop loss 2.5x", "ATR stop of 2.5", "an ATR-based stop (2.5x)", "2.5x ATR stop loss",
     "stop loss ATR 2.5x", "ATR 止损 2.5 倍"],
)  # fmt: skip
def test_an_atr_may_stand_before_or_behind_its_stop(said: str) -> None:
    made = strategy_of(f"Buy IBM when RSI < 30, sell above 70, {said}")
    assert made.stop_loss == Atr(multiple=2.5)


def test_a_trailing_stop_and_a_target_may_have_theirs_so_too() -> None:
    made = strategy_of("Buy IBM when RSI < 30, ATR trailing stop 3x, ATR target 4x")
    assert (made.trailing_stop, made.take_profit) == (Atr(multiple=3), Atr(multiple=4))


@pytest.mark.parametrize("said", ["ATR stop after 5 days", "2 ATR stop, 5% target"])
def test_a_time_or_a_per_cent_behind_it_is_no_multiple(said: str) -> None:
    reading = read(f"Buy IBM when RSI < 30, sell above 70, {said}")
    found = reading.draft.get("stop_loss") if reading.strategy is None else reading.strategy
    stop = getattr(found, "stop_loss", found)
    assert stop in (None, Atr(multiple=2))


@pytest.mark.parametrize(
    "text",
    ["Backtest a golden cross on IBM over 2012", "Golden cross (SMA 50/200) on IBM over 2012",
     "Buy IBM on a golden cross, sell on a death cross, over 2012."],
)  # fmt: skip
def test_over_a_year_is_the_time_of_the_test(text: str) -> None:
    made = strategy_of(text)
    assert (str(made.start), str(made.end)) == ("2012-01-01", "2012-12-31")
    assert sides_of(text)[1] == "SMA(50) crosses below SMA(200)"


@pytest.mark.parametrize(
    "text",
    ["Buy gold over 2012, sell under 1990", "Buy SPX when it is over 2012, sell below 1990",
     "Buy SPY when RSI < 30 or SPY over 2012, sell below 1990"],
)  # fmt: skip
def test_a_price_over_as_many_is_none(text: str) -> None:
    assert "the close is above 2,012" in read(text).sentence


VOLUME = "volume is at or above 1.5 x volume 1 bar ago"


@pytest.mark.parametrize(
    "said",
    ["volume increases by 50%", "volume is up at least 50% from the previous day",
     "volume is 50% higher than yesterday", "volume jumps 50% compared to the day before",
     "volume is 50% more than yesterday's volume", "trading volume surges 50% day over day"],
)  # fmt: skip
def test_volume_rises_against_the_bar_before(said: str) -> None:
    assert entry_of(said) == VOLUME


def test_volume_rises_above_its_average_where_that_is_named() -> None:
    assert entry_of("volume rises 50% above its 20-day average") == (
        "volume is at or above 1.5 x the 20-bar average volume"
    )
    assert entry_of("volume drops by 30%") == "volume is at or below 0.7 x volume 1 bar ago"


@pytest.mark.parametrize("said", ["volume increases 50% over 5 days", "volume falls by 130%"])
def test_another_length_or_more_than_all_is_asked_about(said: str) -> None:
    assert asked(read(f"Buy IBM when {said}, sell after 5 days"))


@pytest.mark.parametrize(("said", "frame"), [("en 1h", "1h"), ("en 4h", "4h")])
def test_bars_are_named_behind_en(said: str, frame: str) -> None:
    made = strategy_of(f"Acheter IBM {said} quand le RSI passe sous 30, vendre au-dessus de 70")
    assert made.timeframe == frame


def test_so_much_or_more_may_stand_before_its_span() -> None:
    assert entry_of("after a 12%+ weekly drop") == "the change over 5 bars is at or below -12%"


def test_all_of_it_goes_to_cash() -> None:
    text = "Hold IBM while it is above its 50-day SMA, move entirely to cash when it closes below"
    assert sides_of(text) == ("the close is above SMA(50)", "the close is below SMA(50)")
