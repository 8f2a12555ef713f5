"""Averages that are named first and spoken of in short: by their length, their role or a name."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of

UP, DOWN = "{}(13) crosses above {}(34)", "{}(13) crosses below {}(34)"


def crosses(kind: str) -> tuple[str, str]:
    return UP.format(kind, kind), DOWN.format(kind, kind)


@pytest.mark.parametrize(
    "named",
    ["13 EMA and 34 EMA.", "Indicators: 13 EMA, 34 EMA.", "EMA 13 and EMA 34.",
     "I use the 13 and 34 EMAs.", "Two EMAs: 13 and 34."],
)  # fmt: skip
@pytest.mark.parametrize(
    ("up", "down"),
    [("13 crosses 34 from below", "13 crosses 34 from above"),
     ("the 13 crosses over the 34", "the 13 crosses under the 34"),
     ("13 cuts 34 from below", "it crosses from above")],
)  # fmt: skip
def test_averages_by_their_length(named: str, up: str, down: str) -> None:
    assert sides_of(f"{named} Buy CAT when {up}, sell when {down}") == crosses("EMA")


@pytest.mark.parametrize(
    ("named", "kind"),
    [("fast = EMA 13, slow = EMA 34;", "EMA"), ("fast MA=13, slow MA=34.", "SMA"),
     ("EMA 13 (fast), EMA 34 (slow).", "EMA"), ("slow MA: 34 SMA, fast MA: 13 SMA.", "SMA"),
     ("Use two moving averages, 13-day and 34-day.", "SMA")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("fast", "slow"),
    [("fast", "slow"), ("the shorter one", "the longer one"), ("the fast MA", "the slow MA")],
)
def test_averages_by_their_role(named: str, kind: str, fast: str, slow: str) -> None:
    text = (
        f"{named} Buy CAT when {fast} crosses above {slow}, sell when {fast} crosses below {slow}"
    )
    assert sides_of(text) == crosses(kind)


@pytest.mark.parametrize("named", ["MA1 (13), MA2 (34).", "MA1 = 13 and MA2 = 34:"])
def test_averages_by_a_name(named: str) -> None:
    text = f"{named} buy CAT when MA1 crosses above MA2, sell when MA1 crosses below MA2"
    assert sides_of(text) == crosses("SMA")


@pytest.mark.parametrize(
    "named", ["13 EMA and 34 EMA.", "The 13 EMA, the 34 EMA.", "EMA13, EMA34."]
)
@pytest.mark.parametrize(
    ("up", "down"),
    [("a golden cross", "a death cross"), ("a bullish crossover", "a bearish crossover"),
     ("they cross up", "they cross down")],
)  # fmt: skip
def test_a_cross_is_that_of_the_two(named: str, up: str, down: str) -> None:
    assert sides_of(f"{named} Buy CAT on {up}, sell on {down}") == crosses("EMA")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("10 crosses 20 sma upward", "SMA(10) crosses above SMA(20)"),
     ("the 10 > 20 EMA", "EMA(10) is above EMA(20)"),
     ("50 is above the 200 day SMA", "SMA(50) is above SMA(200)")],
)  # fmt: skip
def test_a_number_beside_an_average_is_one(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_three_of_them_may_stand_in_a_row() -> None:
    text = "8, 21 and 55 EMAs on CAT. Buy when 8 > 21 > 55, sell when 8 < 21."
    assert sides_of(text) == (
        "EMA(8) is above EMA(21) and EMA(21) is above EMA(55)",
        "EMA(8) is below EMA(21)",
    )


@pytest.mark.parametrize("title", ["EMA crossover on CAT:", "MA crossover, CAT.", "CAT EMA cross:"])
def test_a_title_is_no_rule_beside_the_rules(title: str) -> None:
    rules = "buy when EMA 13 crosses above EMA 34, sell when EMA 13 crosses below EMA 34"
    assert sides_of(f"{title} {rules}") == crosses("EMA")


def test_a_title_alone_is_the_rule() -> None:
    entry, _ = sides_of("MACD crossover on CAT, sell when RSI > 70")
    assert entry == "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)"


@pytest.mark.parametrize("verb", ["test", "backtest", "try"])
def test_the_two_of_a_crossover_are_no_two_values(verb: str) -> None:
    entry, exit_ = sides_of(f"{verb} a 20/50 MA crossover on CAT")
    assert (entry, exit_) == ("SMA(20) crosses above SMA(50)", "SMA(20) crosses below SMA(50)")


@pytest.mark.parametrize(
    "said", ["holding CAT only above its 200-day average", "hold CAT only over the 200 DMA"]
)
def test_what_is_held_only_above_is_sold_below(said: str) -> None:
    assert sides_of(said) == ("the close is above SMA(200)", "the close is at or below SMA(200)")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("RSI(14) is above 50", "RSI(14) is above 50"), ("RSI crosses 20 from above", "RSI(14) drops"
      " below 20")],
)  # fmt: skip
def test_the_level_of_an_oscillator_is_no_average(said: str, meant: str) -> None:
    text = f"20 SMA and 50 SMA on CAT. Buy when SMA 20 > SMA 50 and {said}, sell after 5 days."
    strategy = read(text).strategy
    assert strategy is not None
    assert meant.split()[-1] in read(text).sentence
    assert "SMA(14)" not in read(text).sentence


def test_averages_without_a_length_are_asked_about() -> None:
    assert "periods" in asked(read("fast and slow EMA. Buy CAT when fast EMA > slow EMA"))


@pytest.mark.parametrize("joint", [" = ", " => ", ": "])
def test_a_sign_points_from_a_rule_to_its_side(joint: str) -> None:
    text = f"Price above the 50 EMA{joint}long. Price below the 50 EMA{joint}short. CAT"
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.direction == "both"
    assert describe_condition(strategy.entry) == "the close is above EMA(50)"


def test_a_heading_may_switch_between_the_sides() -> None:
    text = "Switch between long and short: price above 50 MA = long, price below 50 MA = short. CAT"
    assert sides_of(text) == ("the close is above SMA(50)", "the close is below SMA(50)")


def test_a_cross_that_heads_a_text_is_that_of_its_rules() -> None:
    text = "MA20 crossing MA50: cross up = buy, cross down = sell, CAT"
    assert sides_of(text) == ("SMA(20) crosses above SMA(50)", "SMA(20) crosses below SMA(50)")
    assert exit_of("on the next crossover", "EMA 9 crosses above EMA 21") == (
        "EMA(9) crosses below EMA(21)"
    )


@pytest.mark.parametrize(
    "title",
    ["Volatility breakout for CAT starting 2015.", "CAT range breakout:",
     "Price channel breakout on CAT since 2015:"],
)  # fmt: skip
def test_a_style_that_heads_the_rules_is_their_title(title: str) -> None:
    reading = read(f"{title} buy when close > 20 day high, sell when close < 10 day low")
    assert reading.action == "run"
    assert ("2015" in title) == ("2015-01-01" in reading.sentence)


def test_a_style_that_is_the_rule_is_named() -> None:
    assert read("Buy on a volatility breakout, CAT").unsupported


UNNUMBERED = [
    "dual moving average strategy on KO",
    "Backtest a double moving average crossover on KO",
    "a two EMA crossover system for KO with a 5% stop",
    "KO 双均线策略",
    "KO 均线金叉买入，均线死叉卖出",
]


@pytest.mark.parametrize("text", UNNUMBERED)
def test_two_averages_without_their_lengths_are_a_cross_whose_lengths_are_asked(text: str) -> None:
    assert asked(read(text)) == ["periods"]
    made = read(text, answers={"periods": "8 and 21"}).strategy
    assert made is not None
    assert made.entry is not None
    assert made.exit is not None


NUMBERED = {
    "Dual moving average crossover (15/45) on KO": "SMA(15) crosses above SMA(45)",
    "dual moving average strategy on KO: buy when the 15 SMA crosses above the 45 SMA, sell when "
    "it crosses below": "SMA(15) crosses above SMA(45)",
    "KO，双均线策略：短期均线5日，长期均线20日，金叉买入，死叉卖出": "SMA(5) crosses above SMA(20)",
}


@pytest.mark.parametrize(("text", "entry"), NUMBERED.items())
def test_two_averages_whose_lengths_are_said_are_those(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry


def test_a_double_exponential_average_is_not_two_of_them() -> None:
    reading = read("Double EMA crossover strategy on KO")
    assert any("Double EMA" in one.text for one in reading.unsupported)
