"""What is vital and missing, or not one thing, is asked; an answer completes it."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, exit_of


def test_two_moments_of_trading_are_asked_about() -> None:
    reading = read(
        "On 1h bars, buy MSFT at the close when RSI < 25, sell at the open when RSI > 60"
    )
    assert asked(reading) == ["fill"]
    assert "one moment of the day" in reading.questions[0].text


def test_buying_one_symbol_and_shorting_another_is_asked_about() -> None:
    reading = read("Buy MSFT when RSI < 25, short IBM when RSI > 60", answers="defaults")
    assert reading.strategy is None
    assert "rules_differ" in asked(reading)


@pytest.mark.parametrize(
    ("text", "question"),
    [("Buy when RSI < 25, sell when RSI > 60", "symbol"),
     ("Buy MSFT when RSI < 25", "exit"),
     ("Sell MSFT when RSI > 60", "entry"),
     ("Buy MSFT when RSI is low, sell after 10 days", "entry_level"),
     ("Buy XQZW when RSI < 25, sell when RSI > 60", "ticker-xqzw"),
     ("Buy MSFT on a moving average crossover, sell after 10 days", "periods"),
     ("Buy MSFT when it drops 5%, sell after 10 days", "span"),
     ("Buy MSFT when RSI < 25, TP1 5%, TP2 10%", "take_profit"),
     ("Buy MSFT when RSI crosses 30, sell after 10 days", "entry_way"),
     ("Buy MSFT when close > SMA 50, sell when RSI crosses 70", "exit_way"),
     ("Buy MSFT when RSI < 25 and RSI > 60, sell after 10 days", "contradiction"),
     ("Buy MSFT when RSI < 25 and the blorp is frobnic, sell after 10 days", "rest"),
     ("Buy MSFT when RSI < 25, sell after 10 days, last 5 years", "dates")],
)  # fmt: skip
def test_what_is_vital_and_missing_is_asked(text: str, question: str) -> None:
    reading = read(text)
    assert reading.action == "clarify"
    assert reading.strategy is None
    assert question in asked(reading)


@pytest.mark.parametrize(
    "text",
    ["Buy AAPL when RSI < 25 and MSFT when RSI < 20, sell after 5 days",
     "Buy AAPL when RSI < 25. Buy MSFT when RSI < 20. Sell after 5 days.",
     "Buy when RSI < 25 for AAPL and when MACD > 0 for MSFT, sell after 5 days"],
)  # fmt: skip
def test_rules_that_differ_between_symbols_are_never_mixed(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.strategy is None
    assert "rules_differ" in asked(reading)


def test_below_either_of_two_levels_is_below_one_or_the_other() -> None:
    assert exit_of("it is below either", entry="it is above its 50 and 200 day SMA") == (
        "the close is at or below SMA(50) or the close is at or below SMA(200)"
    )


def test_an_answer_completes_the_strategy() -> None:
    reading = read("Buy MSFT when RSI < 25", answers={"exit": "RSI above 55 or 6% stop loss"})
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.stop_loss == 0.06
    assert "RSI(14) is above 55" in reading.sentence


def test_the_defaults_are_shown_as_assumptions() -> None:
    reading = read("Buy MSFT when RSI < 25", answers="defaults")
    assert reading.action == "run"
    assert any(assumption.path == "exit" for assumption in reading.assumptions)


def test_an_answer_that_cannot_be_read_is_asked_again() -> None:
    reading = read("Buy MSFT when RSI < 25", answers={"exit": "colourless green ideas"})
    assert reading.strategy is None
    assert "exit" in asked(reading)


def test_an_unknown_ticker_may_be_confirmed() -> None:
    text = "Buy XQZW when RSI < 25, sell when RSI > 60"
    reading = read(text, answers={"ticker-xqzw": "use XQZW"})
    assert reading.strategy
    assert reading.strategy.symbols == ["XQZW"]


@pytest.mark.parametrize("text", ["buy MSFT on dips", "trend following, MSFT"])
def test_a_name_without_a_rule_is_asked_about_and_no_default_stands_in_for_it(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.action == "clarify"
    assert reading.strategy is None


def test_a_way_beyond_a_level_and_back_is_the_cross_on_the_way_back_and_says_so() -> None:
    reading = read("Buy MSFT when RSI drops below 30 and then rises above 30, sell after 9 days")
    assert reading.action == "run"
    assert "the cross on the way back" in " ".join(one.text for one in reading.assumptions)


def test_two_crosses_of_different_levels_are_still_asked_about() -> None:
    reading = read("Buy MSFT when RSI drops below 30 and RSI rises above 70, sell after 9 days")
    assert "contradiction" in asked(reading)


def test_a_style_and_a_market_are_asked_about() -> None:
    assert read("Momentum strategy for semiconductors").action == "clarify"
    assert read("Explain the momentum strategy for semiconductors").action == "refuse"


@pytest.mark.parametrize(
    ("condition", "asks"),
    [("price breaks above resistance", "entry_line"), ("volume is high", "entry_volume"),
     ("it closes below a key support", "entry_line"), ("RSI < 30 on big volume", "entry_volume"),
     ("it touches the resistance line", "entry_line"),
     ("RSI < 30 with a volume spike", "entry_volume")],
)  # fmt: skip
def test_which_line_or_how_high_a_volume_is_asked(condition: str, asks: str) -> None:
    text = f"Buy SPY when {condition}, sell after 5 days"
    reading = read(text)
    assert asked(reading) == [asks]
    question = reading.questions[0]
    for choice in question.choices:
        assert read(text, answers={asks: choice}).action == "run"


def test_a_volume_with_its_number_is_not_asked_about() -> None:
    assert read("Buy SPY on a volume spike of 3x, sell after 5 days").action == "run"
    assert "entry_line" not in asked(read("Buy SPY when it bounces off support"))
