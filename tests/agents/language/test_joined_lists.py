"""Lists behind a colon, ways out behind a semicolon, and what is required on top."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, sides_of

IN, OUT = "RSI(14) is below 28", "RSI(14) is above 72"


@pytest.mark.parametrize(
    "said",
    [
        "Buy KO: RSI<28. Sell: RSI>72; close<SMA150",
        "Buy KO when RSI<28. Exit conditions (any): RSI > 72; close < 150 SMA",
        "Buy KO when RSI<28. Sell when one of these is true: RSI>72, close<SMA150.",
        "Buy KO when RSI<28. Sell when RSI>72; stop loss 6%; close < SMA 150.",
    ],
)
def test_a_semicolon_goes_on_with_the_ways_out(said: str) -> None:
    assert sides_of(said) == (IN, f"{OUT} or the close is below SMA(150)")


def test_all_before_a_list_needs_all_of_it() -> None:
    text = (
        "Entry conditions (any): RSI < 28; MFI < 22. Exit conditions (all): RSI > 72; MFI > 80. KO"
    )
    assert sides_of(text) == (
        f"{IN} or MFI(14) is below 22",
        f"{OUT} and MFI(14) is above 80",
    )


def test_what_nobody_sells_by_is_asked_behind_a_semicolon_too() -> None:
    assert asked(read("Buy KO when RSI<28; sell when RSI>72; price above the 150 SMA.")) == [
        "said_last"
    ]


def test_a_semicolon_before_only_when_begins_a_filter() -> None:
    text = "Buy KO when RSI<28; sell when RSI>72; only when price is above the 150 SMA."
    assert sides_of(text) == (f"{IN} and the close is above SMA(150)", OUT)


@pytest.mark.parametrize("said", ["one of: RSI<28, MFI<22", "one of these holds: RSI<28, MFI<22"])
def test_one_of_a_list_is_enough(said: str) -> None:
    assert entry_of(f"close > SMA150 and {said}") == (
        f"the close is above SMA(150) and ({IN} or MFI(14) is below 22)"
    )


@pytest.mark.parametrize(
    "said",
    [
        "none of the following is true: RSI>55, MFI>55",
        "none of the following is true:\n- RSI>55\n- MFI>55\n",
    ],
)
def test_none_of_a_list_may_hold(said: str) -> None:
    text = f"Buy KO when {said}. Sell when RSI>72."
    assert sides_of(text)[0] == "RSI(14) is at or below 55 and MFI(14) is at or below 55"


@pytest.mark.parametrize(
    "said",
    [
        "Also require ADX over 18.",
        "Require that ADX is above 18.",
        "Confirm with ADX above 18.",
        "Additional condition: ADX > 18.",
    ],
)
def test_what_is_required_on_top_is_of_the_entry(said: str) -> None:
    text = f"Buy KO when RSI < 28. Sell when RSI > 72. {said}"
    assert sides_of(text) == (f"{IN} and ADX(14) is above 18", OUT)


def test_a_stop_that_is_required_is_a_stop() -> None:
    made = read("Buy KO when RSI < 28. Require a 6% stop. Sell when RSI > 72.").strategy
    assert made is not None
    assert made.stop_loss == 0.06


def test_a_filter_on_a_line_of_its_own_is_no_reason_to_sell() -> None:
    text = "Entry signal\nRSI < 28\nExit signal\nRSI > 72\nFilter\nClose > SMA 150\nKO"
    assert sides_of(text) == (f"{IN} and the close is above SMA(150)", OUT)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("RSI stays below 28 for a week", f"{IN} for 5 bars"),
        (
            "it has been above its 20 EMA for the past 2 weeks",
            "the close is above EMA(20) for 10 bars",
        ),
        (
            "the 50 day SMA has been above the 150 day SMA for at least a month",
            "SMA(50) is above SMA(150) for 21 bars",
        ),
        ("RSI is not between 28 and 72", f"{IN} or {OUT}"),
        ("RSI is between 28 and 72", "RSI(14) is at or above 28 and RSI(14) is at or below 72"),
    ],
)
def test_weeks_and_what_lies_outside(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as
