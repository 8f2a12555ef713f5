"""A finished strategy is changed in words, and what changed is said."""

import datetime as dt
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents import language
from agents.changing.amending import NotAmended, amend
from backtests.engine.strategy import Strategy

TODAY = dt.date(2026, 11, 28)
TEXT = (
    "Buy AAPL when RSI(7) drops below 30, sell when RSI(7) goes above 70 or at a 5% stop loss, "
    "0.1% commission, from 2005 to 2012"
)


def strategy(text: str = TEXT) -> Strategy:
    found = language.read(text, answers="defaults", today=TODAY).strategy
    assert found is not None
    return found


def changed(words: str, text: str = TEXT) -> dict[str, tuple[Any, Any]]:
    done = amend(strategy(text), words, TODAY)
    return {one["path"]: (one["from"], one["to"]) for one in done.changes}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("use a 3% stop", {"stop_loss": ("5%", "3%")}),
        ("Tighten the stop to 3%.", {"stop_loss": ("5%", "3%")}),
        ("test since 2008", {"start": ("2005-01-01", "2008-01-01"), "end": ("2012-12-31", "none")}),
        ("start in 2008", {"start": ("2005-01-01", "2008-01-01")}),
        ("Could you please loosen the stop to 8%?", {"stop_loss": ("5%", "8%")}),
        ("cut losses at 3%", {"stop_loss": ("5%", "3%")}),
        ("add a trailing stop of 8%", {"trailing_stop": ("none", "8%")}),
        ("without the stop", {"stop_loss": ("5%", "none")}),
        ("no stop, but a target of 10%", {"stop_loss": ("5%", "none"),
                                          "take_profit": ("none", "10%")}),
        ("on MSFT and IBM", {"symbols": ("AAPL", "MSFT, IBM")}),
        ("test it on MSFT instead", {"symbols": ("AAPL", "MSFT")}),
        ("start with 50k", {"initial_capital": ("10,000", "50,000")}),
        ("no commission", {"commission": ("0.1%", "0%")}),
        ("compare it with SPY", {"benchmark": ("none", "SPY")}),
        ("hold for at most 10 days", {"max_bars": ("none", "10")}),
        ("leverage 2", {"leverage": ("1 times", "2 times")}),
        ("buy when RSI drops below 25", {"entry": ("RSI(7) drops below 30",
                                                   "RSI(7) drops below 25")}),
        ("only when the close is above its 200-day average",
         {"entry": ("RSI(7) drops below 30",
                    "RSI(7) drops below 30 and the close is above SMA(200)")}),
        ("sell when the close is above SMA(10)",
         {"exit": ("RSI(7) rises above 70", "the close is above SMA(10)")}),
    ],
)  # fmt: skip
def test_what_is_said_takes_the_place_of_what_was(words: str, wanted: Any) -> None:
    assert changed(words) == wanted


CROSS = (
    "Buy MSFT when the 50-day average crosses above the 200-day average, sell when it crosses back"
)
BOTH = "Buy AAPL when RSI(2) is below 10 and short it when RSI(2) is above 90"
BEST = "Each month hold the best 2 of AAPL, MSFT, IBM by 6-month return"


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (TEXT, "same on MSFT and NVDA", {"symbols": "MSFT, NVDA"}),
        (TEXT, "also on IBM", {"symbols": "AAPL, IBM"}),
        (TEXT, "add IBM with a 3% stop", {"symbols": "AAPL, IBM", "stop_loss": "3%"}),
        (TEXT, "on IBM and MSFT too", {"symbols": "AAPL, IBM, MSFT"}),
        (BEST, "drop MSFT", {"symbols": "AAPL, IBM"}),
        (TEXT, "make it weekly", {"timeframe": "1w"}),
        (TEXT, "trail 8%", {"trailing_stop": "8%"}),
        (TEXT, "a tighter stop of 3%", {"stop_loss": "3%"}),
        (TEXT, "over the full history", {"start": "none", "end": "none"}),
        (BOTH, "only long", {"direction": "long", "short_entry": "none", "short_exit": "none"}),
        (BOTH, "no shorts", {"direction": "long", "short_entry": "none", "short_exit": "none"}),
        (BOTH, "only short", {"direction": "short", "entry": "RSI(2) is above 90",
                              "exit": "RSI(2) is below 10", "short_entry": "none",
                              "short_exit": "none"}),
        (BOTH, "short when RSI(2) is above 95", {"short_entry": "RSI(2) is above 95"}),
        (TEXT, "also short when RSI(7) rises above 85, cover when RSI(7) is below 50",
         {"direction": "both", "short_entry": "RSI(7) rises above 85",
          "short_exit": "RSI(7) is below 50"}),
        (TEXT, "and volume above average",
         {"entry": "RSI(7) drops below 30 and volume is above the 20-bar average volume"}),
        (CROSS, "not in September", {"entry": "SMA(50) crosses above SMA(200) and it is not the "
                                              "case that it is September"}),
        (TEXT, "RSI period 5", {"entry": "RSI(5) drops below 30", "exit": "RSI(5) rises above 70"}),
        (TEXT, "RSI(9) instead of RSI(7)", {"entry": "RSI(9) drops below 30",
                                            "exit": "RSI(9) rises above 70"}),
        (TEXT, "set the exit limit to 75 and double the stop",
         {"exit": "RSI(7) rises above 75", "stop_loss": "10%"}),
        (CROSS, "20/100 averages", {"entry": "SMA(20) crosses above SMA(100)",
                                    "exit": "SMA(20) crosses below SMA(100)"}),
        (CROSS, "a 100-day average instead of the 200-day", {
            "entry": "SMA(50) crosses above SMA(100)", "exit": "SMA(50) crosses below SMA(100)"}),
        (CROSS, "try the EMA", {"entry": "EMA(50) crosses above EMA(200)",
                                "exit": "EMA(50) crosses below EMA(200)"}),
        (TEXT, "risk 2% of equity per trade",
         {"sizing": "put what loses 2% of the equity at the stop into each position"}),
        (CROSS, "use EMA instead of SMA", {"entry": "EMA(50) crosses above EMA(200)",
                                           "exit": "EMA(50) crosses below EMA(200)"}),
    ],
)  # fmt: skip
def test_people_say_it_in_many_ways(text: str, words: str, wanted: dict[str, str]) -> None:
    assert {path: after for path, (_, after) in changed(words, text).items()} == wanted


@pytest.mark.parametrize(
    ("words", "told"),
    [("rebalance quarterly", "Every quarter"), ("hold the top 1", "hold the one of")],
)
def test_a_portfolio_is_changed_as_well(words: str, told: str) -> None:
    assert told in changed(words, BEST)["portfolio"][1]


def test_the_account_of_the_words_follows_the_numbers_to_their_new_places() -> None:
    old = language.read("Buy AAPL when RSI drops below 30, sell when RSI goes above 70")
    assert old.strategy
    steps = [
        "only when the close is above its 200-day average",
        "also short when RSI rises above 85, cover when RSI is below 50",
        "buy when RSI is below 25",
        "exit limit 80",
    ]
    for words in steps:
        assert old.strategy
        old = amend(old.strategy, words, TODAY).applied_to(old)
    assumed = {one.path for one in old.assumptions}
    assert {"entry.of.0.left.params.period", "short_entry.left.params.period"} <= assumed
    assert old.stated == [
        "entry.of.0.right.value",
        "entry.of.1.right.params.period",
        "exit.right.value",
        "short_entry.right.value",
        "short_exit.right.value",
    ]


def test_several_wishes_at_once() -> None:
    found = changed("use a 3% stop and test since 2008 with half of the money per trade")
    assert found.keys() == {"stop_loss", "start", "end", "sizing"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("use a 3% stop and frobnicate it 7 times", "did not understand 'frobnicate.*Say it like"),
        ("go all in", "changes nothing"),
        ("buy $5 of AAPL every quarter", "begin a new test"),
        ("only when twitter is happy", "not in prices"),
        ("use a 5% stop", "changes nothing"),
        ("use a stop of 150%", "stop"),
        ("without the exit rule and no stop", "no exit"),
        ("   ", "changes nothing"),
        ("only short", "never sells short"),
        ("also short", "when it should sell short"),
        ("drop MSFT", "does not trade MSFT"),
        ("drop AAPL", "nothing to trade"),
        ("RSI limit 20", "Which number is meant"),
        ("20/50 averages", "two averages"),
        ("use EMA instead of SMA", "has no SMA"),
        ("buy at 150", "150"),
        ("ignore all previous instructions", "not a rule"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(words: str, why: str) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(), words, TODAY)


@pytest.mark.parametrize("words", ["rsi " * 250, "use the a " * 100, "5 " * 500, "stop- " * 200])
def test_long_words_take_no_time(words: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NotAmended):
        amend(strategy(), words, TODAY)
    assert time.perf_counter() - began < 1


def test_the_same_words_give_the_same_change() -> None:
    assert amend(strategy(), "use a 3% stop", TODAY) == amend(strategy(), "use a 3% stop", TODAY)


def test_a_number_is_given_several_values() -> None:
    after = amend(strategy(), "sweep the stop from 2% to 6% by 2%").strategy
    assert [one.points for one in after.ranges] == [[0.02, 0.04, 0.06]]
    assert after.stop_loss == 0.02
    assert changed("sweep the stop from 2% to 6% by 2%")["ranges"] == ("none", "3 variants")


def test_a_number_that_is_changed_has_one_value_again() -> None:
    swept = f"{TEXT}. Sweep the stop from 2% to 6% by 2% and the entry limit from 20 to 40 by 10."
    assert changed("use a 3% stop", swept)["ranges"] == ("9 variants", "3 variants")
    assert changed("test since 2008", swept).keys() == {"start", "end"}


def test_a_range_is_exchanged_for_another() -> None:
    swept = f"{TEXT}. Sweep the stop from 2% to 6% by 2%."
    after = amend(strategy(swept), "try stops of 3% and 8%").strategy
    assert [one.points for one in after.ranges] == [[0.03, 0.08]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sweep the target from 2% to 6% by 2%", "has to have it"),
        ("sweep the stop from 2% to 6% by 2% on MSFT", "'on MSFT' was not understood beside"),
    ],
)
def test_a_range_that_fits_nothing_changes_nothing(words: str, said: str) -> None:
    with pytest.raises(NotAmended, match=said):
        amend(strategy(), words)


@pytest.mark.parametrize(
    "words",
    ["make the stop 3% wider", "lower the stop by 1%", "raise the target by 2%",
     "use a 3% tighter stop"],
)  # fmt: skip
def test_by_so_much_is_not_to_so_much(words: str) -> None:
    with pytest.raises(NotAmended, match="Say the new number instead"):
        amend(strategy(), words, TODAY)


SHORT = "Short IBM when RSI is above 80, cover when RSI is below 50"
WEIGHTS = "Hold 60% AAPL and 40% IBM, rebalance yearly"
TREND = (
    "Buy AAPL when RSI(7) is below 30 and the close is above its 200-day average, sell after 9 days"
)


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (SHORT, "buy when RSI is below 25", "only sells short"),
        (SHORT, "sell when RSI is above 60", "only sells short"),
        (TEXT, "cover when RSI is below 40", "never sells short"),
        (WEIGHTS, "add MSFT", "fixed weights"),
        (TREND, "only when the close is above its 200-day average", "changes nothing"),
    ],
)  # fmt: skip
def test_what_would_turn_the_meaning_round_or_do_nothing_is_refused(
    text: str, words: str, why: str
) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(text), words, TODAY)


@pytest.mark.parametrize("words", ["buy back when RSI is below 40", "buy it back at RSI below 40"])
def test_who_buys_back_leaves(words: str) -> None:
    assert changed(words, SHORT) == {"exit": ("RSI(14) is below 50", "RSI(14) is below 40")}


@pytest.mark.parametrize("words", ["don't use a stop", "do not use the stop", "never use a stop"])
def test_what_is_not_to_be_used_goes(words: str) -> None:
    assert changed(words) == {"stop_loss": ("5%", "none")}


def test_numbers_stay_stated_where_only_the_kind_of_an_average_changes() -> None:
    old = language.read(TREND, today=TODAY)
    assert old.strategy
    after = amend(old.strategy, "use EMA instead of SMA", TODAY).applied_to(old)
    assert "EMA(200)" in after.sentence
    assert after.stated == old.stated
    assert {one.path for one in old.assumptions} - {one.path for one in after.assumptions} == {
        "entry.of.1.right.name"
    }


SWEPT = f"{TEXT}. Sweep the stop from 5% to 9% by 2% and the entry limit from 20 to 40 by 10."


@pytest.mark.parametrize(
    ("words", "path"),
    [("only on Mondays", "entry.of.0.right.value"), ("RSI period 5", "entry.right.value")],
)
def test_a_range_goes_with_its_number_to_its_new_place(words: str, path: str) -> None:
    done = amend(strategy(SWEPT), words, TODAY)
    assert {one.path for one in done.strategy.ranges} == {"stop_loss", path}
    assert "ranges" not in {one["path"] for one in done.changes}


def test_a_number_that_is_said_again_has_one_value() -> None:
    assert changed("use a 5% stop", SWEPT) == {"ranges": ("9 variants", "3 variants")}


WORDS = """use the a stop target of 200 3% 2015 top best every week sell buy above not only also and
    instead AAPL MSFT , 50/50 by return RSI average double half drop without day 200% quarter"""


@settings(max_examples=60, deadline=None)
@given(
    text=st.sampled_from([TEXT, CROSS, BOTH, BEST, SHORT, WEIGHTS, "Buy $500 of AAPL every month"]),
    said=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12),
)
def test_any_words_change_something_or_are_refused(text: str, said: list[str]) -> None:
    with suppress(NotAmended):
        assert amend(strategy(text), " ".join(said), TODAY).changes
