"""Conditions on another symbol than the one traded, and what the result is compared with."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    ("text", "entry", "exit_"),
    [("When MSFT is above its 90-day average buy IBM, sell when MSFT is below its 90-day average",
      "MSFT's close is above MSFT's SMA(90)", "MSFT's close is below MSFT's SMA(90)"),
     ("Buy IBM when MSFT's RSI is below 25, sell when it is above 55",
      "MSFT's RSI(14) is below 25", "MSFT's RSI(14) is above 55"),
     ("Buy IBM when MSFT drops 5% in a day, sell when RSI > 60",
      "MSFT's change over 1 bar is at or below -5%", "RSI(14) is above 60"),
     ("Buy IBM when RSI < 25 unless the VIX is above 35, sell when RSI > 60",
      "RSI(14) is below 25 and ^VIX's close is at or below 35", "RSI(14) is above 60"),
     ("Short IBM when MSFT closes below its 30-day SMA, cover when MSFT closes above it",
      "MSFT's close is below MSFT's SMA(30)", "MSFT's close is above MSFT's SMA(30)")],
)  # fmt: skip
def test_a_condition_looks_at_the_symbol_that_it_names(text: str, entry: str, exit_: str) -> None:
    made = strategy_of(text)
    assert made.symbols == ["IBM"]
    assert made.exit
    assert describe_condition(made.entry) == entry
    assert describe_condition(made.exit) == exit_


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("crude oil (USO)", "USO"), ("the dollar (UUP)", "UUP"), ("gold (GLD)", "GLD"),
     ("emerging markets (EEM)", "EEM"), ("long-term treasuries (TLT)", "TLT"),
     ("small caps (IWM)", "IWM")],
)  # fmt: skip
def test_a_name_before_a_ticker_in_brackets_is_looked_at_and_not_traded(
    name: str, symbol: str
) -> None:
    again = name.partition(" (")[0]
    made = strategy_of(f"Buy XOM when {name} is above its 50-day SMA, "
                       f"sell when {again} closes below its 50-day SMA")  # fmt: skip
    assert made.symbols == ["XOM"]
    assert made.exit
    assert describe_condition(made.entry) == f"{symbol}'s close is above {symbol}'s SMA(50)"
    assert describe_condition(made.exit) == f"{symbol}'s close is below {symbol}'s SMA(50)"


def test_where_a_condition_looks_is_said() -> None:
    reading = read("Buy IBM when MSFT drops 5% in a day, sell after 3 days")
    assert any("looks at MSFT" in one.text for one in reading.assumptions)


def test_the_traded_symbol_needs_no_mention() -> None:
    made = strategy_of("Buy IBM when IBM's RSI < 25, sell when IBM's RSI > 55")
    assert made.all_symbols == ["IBM"]
    assert made.entry == strategy_of("Buy IBM when RSI < 25, sell when RSI > 55").entry


def test_one_of_several_traded_symbols_is_looked_at_for_all() -> None:
    made = strategy_of("Buy IBM and MSFT when IBM's RSI is below 25, sell after 5 days")
    assert describe_condition(made.entry) == "IBM's RSI(14) is below 25"


@pytest.mark.parametrize(
    ("condition", "entry"),
    [("IBM and MSFT RSI are below 25", "RSI(14) is below 25 and MSFT's RSI(14) is below 25"),
     ("MSFT and GOOG are both below their 200-day",
      "MSFT's close is below MSFT's SMA(200) and GOOG's close is below GOOG's SMA(200)"),
     ("both MSFT and GOOG closed down 3 days in a row",
      "MSFT's streak of down closes is at or above 3 and GOOG's streak of down closes is at or "
      "above 3"),
     ("either MSFT or GOOG is above its 50-day SMA",
      "MSFT's close is above MSFT's SMA(50) or GOOG's close is above GOOG's SMA(50)")],
)  # fmt: skip
def test_a_condition_may_speak_of_several_symbols_at_once(condition: str, entry: str) -> None:
    made = strategy_of(f"Buy IBM when {condition}, sell after 5 days")
    assert (made.symbols, describe_condition(made.entry)) == (["IBM"], entry)


def test_both_and_either_are_those_that_were_named_together() -> None:
    text = "Buy IBM if MSFT and GOOG are both above their 50-day SMA, sell if either falls below it"
    exit_ = strategy_of(text).exit
    assert exit_
    assert describe_condition(exit_) == (
        "MSFT's close crosses below MSFT's SMA(50) or GOOG's close crosses below GOOG's SMA(50)"
    )


def test_which_of_several_symbols_is_bought_is_asked() -> None:
    text = "Buy when IBM and MSFT are both below their 200-day, sell after 5 days"
    assert "rules_differ" in asked(read(text))


@pytest.mark.parametrize(
    ("condition", "leaves", "exit_"),
    [("MSFT is above its 50-day SMA", "it is below its 50-day SMA",
      "MSFT's close is below MSFT's SMA(50)"),
     ("MSFT makes a 20-day high", "it makes a 20-day low",
      "MSFT's close is below MSFT's 20-bar low 1 bar ago"),
     ("MSFT closes down 3 days in a row", "it closes up",
      "MSFT's streak of up closes is at or above 1"),
     ("MSFT is above its 50-day SMA", "it closes below its 20-day EMA",
      "MSFT's close is below MSFT's EMA(20)")],
)  # fmt: skip
def test_it_is_the_symbol_that_the_entry_looked_at_and_that_is_said(
    condition: str, leaves: str, exit_: str
) -> None:
    reading = read(f"Buy IBM when {condition}, sell when {leaves}")
    assert reading.strategy
    assert reading.strategy.exit
    assert describe_condition(reading.strategy.exit) == exit_
    assert any(one.text.startswith("'it' is read as MSFT") for one in reading.assumptions)


def test_a_rule_like_that_of_another_symbol_says_that_it_looks_at_the_traded_one() -> None:
    reading = read("Buy IBM when MSFT's RSI is below 25, sell when its RSI is above 60")
    assert reading.strategy
    assert reading.strategy.exit
    assert describe_condition(reading.strategy.exit) == "RSI(14) is above 60"
    assert any(one.text == "the exit looks at IBM, not at MSFT" for one in reading.assumptions)


def test_an_average_without_its_bars_is_asked_about_for_another_symbol_too() -> None:
    reading = read("Short IBM when MSFT falls below its average, cover when it closes above it")
    assert asked(reading) == ["periods"]
    assert {reading.draft[side]["right"]["symbol"] for side in ("entry", "exit")} == {"MSFT"}


@pytest.mark.parametrize(
    "words", ["compared to MSFT", "vs MSFT", "benchmark: MSFT", "with MSFT as benchmark",
              "benchmarked against MSFT", "versus buy and hold MSFT", "compared to buying and "
              "holding MSFT", "and compare it with a buy and hold of MSFT",
              "benchmark: MSFT buy & hold"],
)  # fmt: skip
def test_the_benchmark_is_compared_with_and_not_traded(words: str) -> None:
    reading = read(f"Buy IBM when RSI < 25, sell when RSI > 60, {words}")
    assert reading.strategy
    assert reading.strategy.symbols == ["IBM"]
    assert reading.strategy.benchmark == "MSFT"
    assert any(one.path == "benchmark" for one in reading.assumptions)


def test_buying_and_holding_is_compared_with_anyway() -> None:
    made = strategy_of("Buy IBM when RSI < 25, sell when RSI > 60, compared to buy and hold")
    assert made.benchmark is None


@pytest.mark.parametrize("leaves", ["if it lags", "if it lags SPY", "when it underperforms SPY"])
def test_a_symbol_may_beat_another_over_some_time(leaves: str) -> None:
    made = strategy_of(f"Buy IBM if it beats SPY over the last 3 months, sell {leaves}")
    assert (made.symbols, made.start) == (["IBM"], None)
    assert made.exit
    assert describe_condition(made.entry) == (
        "the change over 63 bars is above SPY's change over 63 bars"
    )
    assert describe_condition(made.exit) == (
        "the change over 63 bars is below SPY's change over 63 bars"
    )


def test_or_behind_a_level_begins_another_rule() -> None:
    text = "Buy SPY when it is above the 200 SMA, leave when VIX goes over 30 or below the 200 SMA"
    exit_ = strategy_of(text).exit
    assert exit_ is not None
    said = describe_condition(exit_)
    assert said == "^VIX's close rises above 30 or the close is below SMA(200)"


def test_both_may_be_those_that_are_traded() -> None:
    made = strategy_of(
        "Buy IBM and MSFT when they both close above the 50-day SMA, sell after 5 days"
    )
    assert made.symbols == ["IBM", "MSFT"]
    assert describe_condition(made.entry) == (
        "IBM's close is above IBM's SMA(50) and MSFT's close is above MSFT's SMA(50)"
    )


def test_a_comparison_with_holding_is_no_part_of_the_rules() -> None:
    text = "Buy IBM when RSI is below 30, sell above 60. Compare against buy-and-hold."
    reading = read(text)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert reading.strategy
    assert (reading.strategy.symbols, reading.strategy.benchmark) == (["IBM"], None)


@pytest.mark.parametrize(
    ("text", "bought"),
    [
        ("VIX fade: buy SPY when VIX is above 32, sell when VIX drops below 21.", "SPY"),
        ("Gold momentum: buy GDX when gold is above its 150-day average, sell when below", "GDX"),
        ("Plan for AAPL and MSFT: buy AAPL when MSFT falls 4% in a day, sell after 6 days", "AAPL"),
        ("BTC fade: short ETH when BTC rises 7% in a day, cover after 2 days", "ETH-USD"),
    ],
)
def test_what_a_heading_names_and_a_rule_looks_at_is_not_bought(text: str, bought: str) -> None:
    reading = read(text)
    assert reading.strategy
    assert reading.strategy.symbols == [bought]


EITHER = "SPY's close is below SPY's SMA(90) or QQQ's close is below QQQ's SMA(90)"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [("any of SPY and QQQ is", EITHER), ("at least one of SPY and QQQ is", EITHER),
     ("one of SPY and QQQ is", EITHER), ("either SPY or QQQ is", EITHER),
     ("none of SPY and QQQ is", f"it is not the case that ({EITHER})"),
     ("neither SPY nor QQQ is", f"it is not the case that ({EITHER})"),
     ("both SPY and QQQ are", EITHER.replace(" or ", " and "))],
)  # fmt: skip
def test_one_of_several_symbols_is_enough_where_it_is_said(said: str, read_as: str) -> None:
    rule = f"{said} below its 90-day SMA"
    bought = read(f"Buy TQQQ when {rule}, sell after 5 days").sentence
    assert f"Buy TQQQ when {read_as}; sell" in bought
    held = read(f"If {rule} hold BIL, otherwise TQQQ").sentence
    assert f"while {read_as}, else" in held


def test_two_conditions_of_which_neither_may_hold() -> None:
    rule = "neither SPY's RSI is above 75 nor QQQ is below its 90-day SMA"
    sentence = read(f"If {rule} hold TQQQ, otherwise BIL").sentence
    assert "SPY's RSI(14) is at or below 75 and QQQ's close is at or above" in sentence


def test_at_least_two_of_three_symbols_is_not_read_as_all_of_them() -> None:
    reading = read("Buy TQQQ when at least two of SPY, QQQ and IWM are above their 90-day SMA")
    assert reading.action == "clarify"
    assert reading.unsupported


@pytest.mark.parametrize("strange", ["rarely", "smoothed", "hardly"])
def test_a_word_of_the_case_that_was_not_understood_is_named(strange: str) -> None:
    reading = read(f"If {strange} SPY is above its 90-day SMA hold TQQQ, otherwise BIL")
    assert [one.text for one in reading.unsupported] == [strange]
    assert reading.action == "clarify"


def test_a_part_of_the_case_that_is_not_in_prices_is_named() -> None:
    reading = read("If SPY is above its 90-day SMA and news is good hold TQQQ, otherwise BIL")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == ["news"]


def test_the_other_side_of_a_level_is_that_of_the_same_symbol() -> None:
    text = "Buy SH when SPY closes below its 9-day SMA, my stop is a close above the 9-day SMA"
    reading = read(text)
    assert "sell when SPY's close is above SPY's SMA(9)" in reading.sentence
    assert any(
        one.text == "the exit looks at SPY, as the entry does" for one in reading.assumptions
    )


def test_another_level_is_that_of_what_is_traded() -> None:
    text = "Buy SH when SPY closes below its 9-day SMA, sell when the price is above its 50-day SMA"
    assert "sell when the close is above SMA(50)" in read(text).sentence


@pytest.mark.parametrize(
    "leaves", ["gold rises 5%", "the 10-year yield rises above 5%", "VIX is up 5%", "QQQ drops 5%"]
)
def test_the_move_of_another_symbol_is_no_stop_and_no_target(leaves: str) -> None:
    reading = read(f"Buy KO when RSI(14) < 30, sell when {leaves}")
    assert asked(reading) == ["exit_span"]
    assert not {"stop_loss", "take_profit"} & {*reading.draft}
    made = read(
        f"Buy KO when RSI(14) < 30, sell when {leaves}",
        answers={"exit_span": reading.questions[0].choices[0]},
    ).strategy
    assert made is not None
    assert made.symbols == ["KO"]
    assert (made.stop_loss, made.take_profit) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when RSI(14) < 30, sell when KO rises 5%",
        "Buy KO and PEP when RSI(14) < 30, sell when KO rises 5%",
        "KO: buy when RSI(14) < 30, sell when Coca-Cola rises 5%",
        "Buy KO when SPY is above its 200-day SMA, sell when it rises 5%",
    ],
)
def test_that_of_the_symbol_that_is_traded_is_one(text: str) -> None:
    made = read(text).strategy
    assert made is not None
    assert made.take_profit == 0.05
