"""What is said shortly, and signs and slashes that say less than they seem to."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

DIP = "Buy TSLA after a 5% drop in a day"


@pytest.mark.parametrize(
    "said",
    [f"{DIP}. 10-day hold.", f"{DIP}, max 10 days hold", f"{DIP} with a 10 day hold",
     f"{DIP}, 10-day holding period",
     "Does buying TSLA after a 5% drop in a day work with a 10-day hold?"],
)  # fmt: skip
def test_a_hold_of_some_days_is_a_time(said: str) -> None:
    assert strategy_of(said).max_bars == 10


def test_what_is_held_while_something_is_so_is_no_such_time() -> None:
    assert strategy_of("Hold SPY while it is above its 200 day SMA").max_bars is None


@pytest.mark.parametrize(
    "said", [f"{DIP}, bail at +15 or -10", f"{DIP}. Out at +15 / -10", f"{DIP}; sell at -10 or +15"]
)
def test_two_numbers_with_signs_are_a_stop_and_a_target_in_per_cent(said: str) -> None:
    made = strategy_of(said)
    assert (made.stop_loss, made.take_profit) == (0.1, 0.15)
    assert any("is read as a per cent of the price paid" in one for one in noted(read(said)))


def test_a_number_with_a_sign_that_is_compared_stays_a_number() -> None:
    made = strategy_of("Buy AAPL when CCI is below -100, sell when CCI is above +100")
    assert (made.stop_loss, made.take_profit) == (None, None)


@pytest.mark.parametrize("said", ["3% under", "-3% under", "3% below", "-3% below"])
def test_so_much_below_is_below_with_a_sign_as_well(said: str) -> None:
    sentence = read(f"Buy SPY when RSI < 30. Sell when SPY drops to {said} its 200 SMA").sentence
    assert "below 0.97 x SMA(200)" in sentence
    below = read(f"Buy SPY when the 10 day SMA is {said} the 50 day SMA, sell RSI > 70").sentence
    assert "SMA(10) is below 0.97 x SMA(50)" in below


@pytest.mark.parametrize(
    "said",
    ["test a 20/50 SMA crossover on MSFT", "try the 20/50 MA crossover on MSFT",
     "test MSFT 20/50 SMA crossover", "20/50 SMA crossover on MSFT"],
)  # fmt: skip
def test_two_averages_of_a_crossover_are_no_two_values_to_try(said: str) -> None:
    made = strategy_of(said)
    assert made.ranges == []
    assert "SMA(20) crosses above SMA(50)" in read(said).sentence


def test_values_to_try_stay_values() -> None:
    assert strategy_of("Buy MSFT RSI < 30, sell RSI > 70, try stops of 3/5/8 %").ranges


@pytest.mark.parametrize("title", ["EMA crossover on MSFT", "EMA crossover", "EMA crossovers"])
def test_a_title_that_names_the_cross_adds_no_other(title: str) -> None:
    said = f"{title}: buy MSFT when EMA 9 crosses above EMA 21, exit when it crosses below"
    reading = read(said)
    assert reading.questions == []
    assert "Buy MSFT when EMA(9) crosses above EMA(21); sell when EMA(9)" in reading.sentence


@pytest.mark.parametrize("where", ["on MSFT", "in MSFT", "of MSFT"])
def test_a_level_that_is_bought_may_have_its_symbol_behind_it(where: str) -> None:
    sentence = read(f"backtest buying the 20-day high {where}, selling the 10-day low").sentence
    assert "Buy MSFT when the close is above the 20-bar high 1 bar ago; sell when" in sentence


def test_a_macd_that_crosses_above_crosses_its_signal_line() -> None:
    french = "Acheter AAPL quand le MACD croise à la hausse, vendre quand il croise à la baisse"
    for said in (french, "Buy AAPL when MACD crosses up, sell when MACD crosses down"):
        sentence = read(said).sentence
        assert "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)" in sentence
        assert "the MACD line (12, 26, 9) crosses below the MACD signal (12, 26, 9)" in sentence


@pytest.mark.parametrize(
    ("said", "read_as"),
    [("cracks 25", "RSI(14) drops below 25"), ("cracked 75", "RSI(14) rises above 75"),
     ("cracks below 40", "RSI(14) drops below 40")],
)  # fmt: skip
def test_what_cracks_gives_way_on_the_side_of_its_level(said: str, read_as: str) -> None:
    assert f"Buy MSFT when {read_as};" in read(f"Buy MSFT when RSI {said}, sell RSI > 55").sentence


@pytest.mark.parametrize("said", ["breaks 25", "cracks 50"])
def test_which_way_a_level_breaks_is_asked_where_it_may_be_either(said: str) -> None:
    reading = read(f"Buy MSFT when RSI {said}, sell after 5 days")
    assert [question.id for question in reading.questions] == ["entry_way"]


@pytest.mark.parametrize("said", ["exit at 4% sl 2%", "sl 2%, exit at 4%", "out at 4%, stop 2%"])
def test_a_per_cent_to_sell_at_beside_a_stop_is_a_target(said: str) -> None:
    sentence = read(f"buy MSFT when rsi < 25 {said}").sentence
    assert "sell at a stop loss of 2% or at a take profit of 4%" in sentence


def test_a_per_cent_to_sell_at_is_no_target_without_a_stop_or_off_another_level() -> None:
    alone = read("Buy MSFT when RSI < 25, sell at 4%")
    assert alone.action == "clarify"
    stopped = read("Buy MSFT when RSI < 25, exit at 4% stop").sentence
    assert "stop loss of 4%" in stopped
    assert "take profit" not in stopped
    level = read("Buy MSFT when RSI < 25, exit at 4% below the 20 day SMA, sl 1%").sentence
    assert "take profit" not in level


@pytest.mark.parametrize(
    "head", ["RSI:", "RSI strategy:", "RSI(14):", "RSI with a 14-day lookback:", "RSI,"]
)
def test_a_number_behind_what_is_bought_is_one_of_the_oscillator_of_the_heading(head: str) -> None:
    sentence = read(f"{head} buy MSFT below 25, sell MSFT above 75").sentence
    assert "Buy MSFT when RSI(14) is below 25; sell when RSI(14) is above 75," in sentence


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("buy MSFT below 25, sell MSFT above 75",
         "the close is below 25; sell when the close is above 75"),
        ("RSI: buy MSFT below $25, sell above $75",
         "the close is below 25; sell when the close is above 75"),
        ("buy MSFT when RSI < 25, sell MSFT above 250",
         "RSI(14) is below 25; sell when the close is above 250"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_of_its_scale_or_is_money_is_a_price(text: str, read_as: str) -> None:
    assert read_as in read(text).sentence


def test_a_heading_that_names_another_symbol_is_watched() -> None:
    sentence = read("RSI(2) of SPY: buy QQQ below 10, sell above 70").sentence
    assert "Buy QQQ when SPY's RSI(2) is below 10; sell when SPY's RSI(2) is above 70" in sentence
    own = read(
        "An RSI(2) strategy on SPY that buys when RSI is below 10 and sells above 70"
    ).sentence
    assert "Buy SPY when RSI(2) is below 10" in own


@pytest.mark.parametrize(
    "said",
    ["an RSI strategy on MSFT with 21 period that buys",
     "an RSI strategy with period 21 on MSFT that buys",
     "an RSI strategy on MSFT with a 21-day lookback that buys"],
)  # fmt: skip
def test_the_period_of_a_strategy_is_that_of_its_indicator(said: str) -> None:
    sentence = read(f"Create {said} when RSI is below 30 and sells when above 70").sentence
    assert "Buy MSFT when RSI(21) is below 30; sell when RSI(21) is above 70" in sentence


@pytest.mark.parametrize(
    "said",
    ["EMA crossover on MSFT with 20 and 50 periods", "EMA crossover on MSFT with periods 20 and 50",
     "EMA crossover strategy with 20 and 50 periods on MSFT"],
)  # fmt: skip
def test_two_periods_of_a_crossover_strategy_are_those_of_its_averages(said: str) -> None:
    assert "EMA(20) crosses above EMA(50)" in read(said).sentence


@pytest.mark.parametrize(
    "span", ["over a 10 year period", "with a lookback of 5 years", "with a test period of 5 years"]
)
def test_years_are_no_period_of_an_indicator(span: str) -> None:
    sentence = read(f"RSI strategy on MSFT {span}, buy below 25, sell above 75").sentence
    assert "RSI(10)" not in sentence
    assert "RSI(5)" not in sentence


@pytest.mark.parametrize("said", ["standard settings", "default parameters", "the usual values"])
def test_settings_that_are_the_usual_ones_say_no_more(said: str) -> None:
    reading = read(f"MACD crossover strategy on MSFT with {said}")
    assert reading.action == "run"
    assert "(12, 26, 9) crosses above" in reading.sentence
