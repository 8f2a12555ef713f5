"""Words that change nothing are what the strategy says, or not understood: never mixed up."""

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

ONE = "Buy AAPL when RSI(14) is below 30, sell when RSI goes above 60, 5% stop loss, 10% target"
BOTH = (
    "Buy AAPL when RSI(2) is below 10, sell when RSI(2) is above 70; short when RSI(2) is above "
    "90, cover when RSI(2) is below 30."
)
SHORT = "Short AAPL when RSI is above 80, cover when RSI is below 50. 3 ATR stop."
PLAN = "Buy $500 of AAPL every month."


def refusal(words: str, text: str = ONE) -> str:
    with pytest.raises(NotAmended) as refused:
        amend(strategy(text), words, TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("let winners run", "add a trailing stop"),
        ("cut losses short", "use a 3% stop"),
        ("hello", "Say it like this"),
    ],
)
def test_a_saying_is_not_understood_and_it_is_told_what_can_be_said(words: str, hint: str) -> None:
    told = refusal(words)
    assert "I did not understand" in told
    assert hint in told


def test_what_a_trend_means_is_asked_with_what_it_could_mean() -> None:
    told = refusal("only in uptrends")
    assert "What does 'in uptrends' mean here?" in told
    assert "above its 200-bar average" in told


def test_what_the_strategy_says_already_changes_nothing() -> None:
    for words in ("use a 5% stop", "no leverage", "risk reward 2:1"):
        assert refusal(words) == "That changes nothing: the strategy already says so."
    assert "changes nothing" in refusal("no shorting")


@pytest.mark.parametrize("words", ["no shorting", "don't short", "never short", "no short selling"])
def test_shorts_go_where_they_are_not_wanted(words: str) -> None:
    assert changed(words, BOTH)["direction"] == ("both", "long")


@pytest.mark.parametrize(
    ("words", "text", "why"),
    [
        ("flip it", BOTH, "say when it should buy and when it should sell"),
        ("do the opposite", ONE, "say when it should buy and when it should sell"),
        ("buy instead", SHORT, "say when it should buy and when to sell"),
        ("short instead", ONE, "say when it should sell short and when it should cover"),
        ("go long", BOTH, "say 'only long'"),
        ("no shorting", SHORT, "It never buys"),
    ],
)
def test_a_side_alone_is_asked_for_its_rules(words: str, text: str, why: str) -> None:
    assert why in refusal(words, text)


@pytest.mark.parametrize(
    "words", ["stop at the low of the last 10 days", "use a stop at the 10-day low"]
)
def test_a_stop_at_a_price_stands_beside_the_exit_that_there_is(words: str) -> None:
    ((path, (before, after)),) = changed(words, ONE).items()
    assert (path, before) == ("exit", "RSI(14) rises above 60")
    assert after.startswith("RSI(14) rises above 60 or the ")
    assert "the 10-bar low" in after


@pytest.mark.parametrize("words", ["$700", "make it $700", "use 700 dollars", "$700 each time"])
def test_of_a_plan_an_amount_is_what_is_put_in(words: str) -> None:
    (change,) = amend(strategy(PLAN), words, TODAY).changes
    assert change["path"] == "sizing"
    assert "put 700 USD" in change["to"]


def test_what_a_plan_starts_with_can_be_said_too() -> None:
    assert changed("start with $700", PLAN) == {"initial_capital": ("10,000", "700")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("cap losses at 3%", {"stop_loss": ("5%", "3%")}),
        ("no more than 3% loss", {"stop_loss": ("5%", "3%")}),
        ("drop the profit target", {"take_profit": ("10%", "none")}),
        ("60 -> 70", {"exit": ("RSI(14) rises above 60", "RSI(14) rises above 70")}),
        ("10% -> 15%", {"take_profit": ("10%", "15%")}),
        ("exit longs at 65", {"exit": ("RSI(14) rises above 60", "RSI(14) rises above 65")}),
    ],
)
def test_more_ways_to_say_a_change(words: str, wanted: object) -> None:
    assert changed(words, ONE) == wanted


def test_a_length_alone_is_that_of_the_one_average() -> None:
    trend = "Buy AAPL when the close is above its 200-day average, sell when it is below it"
    changes = changed("100-day instead", trend)
    assert set(changes) == {"entry", "exit"}
    assert all("SMA(100)" in after for _, after in changes.values())
    assert "did not understand '100-day'" in refusal("100-day instead")
