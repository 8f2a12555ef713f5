"""Changes in words that exchange, add and narrow: what is meant is changed, and nothing else."""

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

ONE = "Buy AAPL when RSI < 30, sell when RSI rises above 60, 5% stop, 10% target"
BOTH = "Buy SPY when RSI(2) is below 10, short SPY when RSI(2) is above 90"
FOUR = (
    "Buy SPY when RSI(2) is below 10 and sell when above 70; "
    "short when RSI(2) is above 90 and cover when below 30."
)
SHORT = "Short AAPL when RSI is above 80, cover when RSI is below 50"
SAVING = "Buy $500 of AAPL every month"
WEIGHTS = "60% AAPL 40% MSFT, rebalanced monthly"
ENTRY, EXIT = "RSI(14) is below 30", "RSI(14) rises above 60"


@pytest.mark.parametrize(
    "words",
    ["MSFT instead of AAPL", "instead of AAPL use MSFT", "replace AAPL with MSFT",
     "swap AAPL for MSFT", "AAPL -> MSFT", "switch to MSFT", "switch from AAPL to MSFT"],
)  # fmt: skip
def test_one_symbol_takes_the_place_of_another(words: str) -> None:
    assert changed(words, ONE) == {"symbols": ("AAPL", "MSFT")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("7% trailing stop instead of the 5% stop",
         {"stop_loss": ("5%", "none"), "trailing_stop": ("none", "7%")}),
        ("replace the stop with a trailing stop of 7%",
         {"stop_loss": ("5%", "none"), "trailing_stop": ("none", "7%")}),
        ("3% stop instead of 5% stop", {"stop_loss": ("5%", "3%")}),
        ("RSI below 25 instead of 30", {"entry": (ENTRY, "RSI(14) is below 25")}),
        ("use a 2 ATR stop", {"stop_loss": ("5%", "2 x ATR(14)")}),
        ("reduce the stop to 3%", {"stop_loss": ("5%", "3%")}),
        ("remove the exit", {"exit": (EXIT, "none")}),
        ("remove the stop loss and the target",
         {"stop_loss": ("5%", "none"), "take_profit": ("10%", "none")}),
        ("keep the stop but target 15%", {"take_profit": ("10%", "15%")}),
        ("target 12% instead of 10%", {"take_profit": ("10%", "12%")}),
        ("3% instead of 5%", {"stop_loss": ("5%", "3%")}),
        ("25 instead of 30", {"entry": (ENTRY, "RSI(14) is below 25")}),
        ("change RSI 14 to RSI 9", {"entry": (ENTRY, "RSI(9) is below 30"),
                                    "exit": (EXIT, "RSI(9) rises above 60")}),
        ("MSFT and IBM instead of AAPL", {"symbols": ("AAPL", "MSFT, IBM")}),
        ("no stop, trailing stop 6%",
         {"stop_loss": ("5%", "none"), "trailing_stop": ("none", "6%")}),
        ("2 ATR instead of 10%", {"take_profit": ("10%", "2 x ATR(14)")}),
        ("drop the 10% target", {"take_profit": ("10%", "none")}),
        ("get rid of the target", {"take_profit": ("10%", "none")}),
    ],
)  # fmt: skip
def test_what_goes_and_what_comes_is_told_apart(words: str, wanted: object) -> None:
    assert changed(words, ONE) == wanted


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("also buy when the close is above 100", f"{ENTRY} or the close is above 100"),
        ("or when the close is above 100", f"{ENTRY} or the close is above 100"),
        ("add a condition: close above 100", f"{ENTRY} and the close is above 100"),
        ("only if SPY is above 100", f"{ENTRY} and SPY's close is above 100"),
        ("only when VIX is below 20", f"{ENTRY} and ^VIX's close is below 20"),
    ],
)
def test_a_rule_beside_the_old_one_leaves_it_and_the_symbol(words: str, entry: str) -> None:
    assert changed(words, ONE) == {"entry": (ENTRY, entry)}


def test_another_way_out_is_added() -> None:
    wanted = f"{EXIT} or RSI(14) is above 70"
    assert changed("also sell when RSI is above 70", ONE) == {"exit": (EXIT, wanted)}


def test_a_day_takes_the_place_of_an_exit_and_of_another_day() -> None:
    day = "it is Friday"
    assert changed("sell on Friday", ONE) == {"exit": (EXIT, day)}
    first = "it is the 1st trading day of the month"
    assert changed("every Friday", SAVING)["entry"] == (first, day)


@pytest.mark.parametrize(
    "words",
    ["sell after 10 days instead", "Instead, sell after 10 days", "hold for 2 weeks instead",
     "sell after 10 days instead of above 60", "exit after 10 days rather than the exit rule"],
)  # fmt: skip
def test_a_time_to_sell_takes_the_place_of_the_rule_to_sell(words: str) -> None:
    assert changed(words, ONE) == {"exit": (EXIT, "none"), "max_bars": ("none", "10")}


@pytest.mark.parametrize("words", ["sell after 10 days", "also sell after 10 days"])
def test_a_time_to_sell_stands_beside_the_rule_where_nothing_says_instead(words: str) -> None:
    assert changed(words, ONE) == {"max_bars": ("none", "10")}


@pytest.mark.parametrize("words", ["sell after 10 days instead", "sell after 10 days, not 5 days",
                                   "sell after 10 days instead of 5 days"])  # fmt: skip
def test_another_time_to_sell_takes_the_place_of_the_old_one(words: str) -> None:
    assert changed(words, "Buy AAPL when RSI < 30, sell after 5 days") == {"max_bars": ("5", "10")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("replace the exit with a 10% trailing stop",
         {"exit": (EXIT, "none"), "trailing_stop": ("none", "10%")}),
        ("replace the exit rule with RSI above 80", {"exit": (EXIT, "RSI(14) is above 80")}),
        ("replace the exit with after 10 days",
         {"exit": (EXIT, "none"), "max_bars": ("none", "10")}),
        ("swap the sell rule for when the close is below its 50-day average",
         {"exit": (EXIT, "the close is below SMA(50)")}),
        ("replace the exit with close above SMA 20",
         {"exit": (EXIT, "the close is above SMA(20)")}),
        ("replace the exit with RSI above 80 and a 3% stop",
         {"exit": (EXIT, "RSI(14) is above 80"), "stop_loss": ("5%", "3%")}),
        ("replace the exit with 10 days", {"exit": (EXIT, "none"), "max_bars": ("none", "10")}),
        ("replace exit with hold for 10 days",
         {"exit": (EXIT, "none"), "max_bars": ("none", "10")}),
    ],
)  # fmt: skip
def test_another_way_out_takes_the_place_of_the_rule_to_sell(words: str, wanted: object) -> None:
    assert changed(words, ONE) == wanted


@pytest.mark.parametrize("words", ["replace the sell rule with buy MSFT",
                                   "replace the exit signal by the entry of MSFT"])  # fmt: skip
def test_what_enters_is_no_way_out(words: str) -> None:
    with pytest.raises(NotAmended, match="how it is left"):
        amend(strategy(ONE), words, TODAY)


@pytest.mark.parametrize("words", ["cover after 10 days instead", "hold for 10 days instead"])
def test_of_two_rules_to_leave_by_none_is_taken_for_the_one_that_is_meant(words: str) -> None:
    assert changed(words, FOUR) == {"max_bars": ("none", "10")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("use 10 days instead of 14 days", "RSI(10) is below 30"),
     ("10 bars instead of 14 bars", "RSI(10) is below 30")],
)  # fmt: skip
def test_a_length_that_is_another_stays_one(words: str, wanted: str) -> None:
    assert changed(words, ONE)["entry"] == (ENTRY, wanted)


@pytest.mark.parametrize("words", ["only IBM", "IBM only", "on IBM alone", "test it on IBM only"])
def test_of_several_symbols_one_is_left(words: str) -> None:
    several = "Buy AAPL, MSFT and IBM when RSI is below 30, sell above 60"
    assert changed(words, several) == {"symbols": ("AAPL, MSFT, IBM", "IBM")}


def test_what_narrows_the_entry_does_not_narrow_an_exit_that_is_said_with_it() -> None:
    assert changed("only in January, sell at month end", ONE) == {
        "entry": (ENTRY, f"{ENTRY} and it is January"),
        "exit": (EXIT, "it is the last trading day of the month"),
    }


@pytest.mark.parametrize("words", ["only on Mondays", "trade only on Mondays"])
def test_both_sides_are_narrowed_where_none_is_named(words: str) -> None:
    found = changed(words, BOTH)
    assert found["entry"][1] == "RSI(2) is below 10 and it is Monday"
    assert found["short_entry"][1] == "RSI(2) is above 90 and it is Monday"
    one = changed("shorts only on Mondays", BOTH)
    assert one == {"short_entry": ("RSI(2) is above 90", "RSI(2) is above 90 and it is Monday")}


def test_selling_only_when_leaves_no_other_exit() -> None:
    words = "sell only when the close is below its 50-day average"
    assert changed(words, ONE) == {"exit": (EXIT, "the close is below SMA(50)")}


@pytest.mark.parametrize("words", ["skip December", "not in December"])
def test_a_month_is_left_out(words: str) -> None:
    wanted = f"{ENTRY} and it is not the case that it is December"
    assert changed(words, ONE) == {"entry": (ENTRY, wanted)}


def test_new_entries_leave_the_exits_that_were_said() -> None:
    words = "buy when RSI(2) is below 5 and short when RSI(2) is above 95"
    assert changed(words, FOUR) == {
        "entry": ("RSI(2) is below 10", "RSI(2) is below 5"),
        "short_entry": ("RSI(2) is above 90", "RSI(2) is above 95"),
    }


def test_an_amount_of_money_is_that_which_was_said_before() -> None:
    made = amend(strategy(SAVING), "$1000 instead of $500", TODAY).strategy
    assert (made.sizing.cash, made.initial_capital) == (1000, 10_000)
    with pytest.raises(NotAmended, match="Nothing in it is 700 now"):
        amend(strategy(SAVING), "$1000 instead of $700", TODAY)


def test_weights_are_said_anew_and_keep_their_rhythm() -> None:
    found = changed("70% AAPL 30% MSFT", WEIGHTS)
    assert found["portfolio"][1] == "Hold 70% AAPL and 30% MSFT, restored every month"


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (ONE, "on XQZZY with a 3% stop", "I do not know the symbol XQZZY"),
        (ONE, "use a 3% stop and add a trailing stop", "How far behind the best price"),
        (ONE, "3% stop and 4% stop", "several values for the stop loss"),
        (ONE, "buy on a moving average crossover", "Over how many bars"),
        (ONE, "use MACD with a 3% stop", "MACD"),
        (ONE, "buy and sell on the 50-day average", "Say when it should buy and when it should"),
        (ONE, "go long and short", "Say when it should buy and when it should sell short"),
        (ONE, "IBM instead of MSFT", "It does not trade MSFT"),
        (FOUR, "stop 3% for shorts only", "they cannot differ"),
        (SHORT, "go long when RSI is below 20", "It only sells short"),
        (WEIGHTS, "IBM instead of MSFT", "say all of them"),
    ],
)
def test_what_is_not_said_to_the_end_changes_nothing_and_says_why(
    text: str, words: str, why: str
) -> None:
    with pytest.raises(NotAmended, match="Nothing was changed") as refused:
        amend(strategy(text), words, TODAY)
    assert why in str(refused.value)
