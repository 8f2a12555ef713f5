"""One thing said of several oscillators is said of each."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import entry_of, exit_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [("RSI and MFI are below 30", "RSI(14) is below 30 and MFI(14) is below 30"),
     ("both RSI(14) and RSI(2) are under 30", "RSI(14) is below 30 and RSI(2) is below 30"),
     ("either the RSI or the MFI is above 70", "RSI(14) is above 70 or MFI(14) is above 70"),
     ("RSI, CCI and MFI are all oversold",
      "RSI(14) is below 30 and CCI(20) is below -100 and MFI(14) is below 20"),
     ("the close is above EMA 50 and RSI and MFI are below 30",
      "the close is above EMA(50) and RSI(14) is below 30 and MFI(14) is below 30")],
)  # fmt: skip
def test_it_holds_of_each(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_it_may_end_a_trade() -> None:
    meant = "RSI(14) rises above 70 and MFI(14) rises above 70"
    assert exit_of("RSI and MFI cross above 70") == meant


@pytest.mark.parametrize(
    "text",
    ["Kaufe SAP wenn RSI und MFI unter 30 liegen, verkaufe nach 5 Tagen",
     "Achète AIR.PA quand le RSI et le MFI sont sous 30, vends après 5 jours",
     "Compra SAN.MC cuando el RSI y el MFI estén por debajo de 30, vende después de 5 días",
     "RSI和MFI都低于30时买入贵州茅台，5天后卖出"],
)  # fmt: skip
def test_so_it_does_in_other_languages(text: str) -> None:
    made = read(text).strategy
    assert made is not None
    assert "RSI(14) is below 30 and MFI(14) is below 30" in read(text).sentence


def test_numbers_of_their_own_are_not_shared() -> None:
    assert read("Buy KO when RSI and MFI are below 30 and 20, sell after 5 days").strategy is None
    assert entry_of("RSI is below 30 and MFI is below 20").endswith("MFI(14) is below 20")


@pytest.mark.parametrize(
    "condition",
    ["the close is above SMA(40) unless RSI or MFI is over 75",
     "the close is above SMA(40) except when the RSI or the Stochastic is overbought",
     "the close is above SMA(40) and not when RSI or CCI is overbought",
     "the close is above SMA(40), but not if RSI and ADX are over 75",
     "not both RSI and MFI are over 75", "any of RSI, CCI and the Stochastic is oversold",
     "only one of RSI and MFI is under 25", "RSI and MFI were under 25 yesterday",
     "yesterday RSI and MFI were under 25", "the weekly RSI and MFI are under 25",
     "RSI(10) and the Stochastic are both under 25 for 4 days",
     "RSI and MFI are under 25 and falling", "RSI and MFI are under 25, but only if they rise",
     "RSI and MFI have been under 25 within the last 4 days", "RSI and MFI are under 25 or over 75",
     "the close is above SMA(40) and RSI or MFI is under 25",
     "the close is above SMA(40) as long as RSI or MFI is under 75",
     "RSI or MFI is under 25 and the close is above SMA(40)"],
)  # fmt: skip
def test_what_denies_them_or_goes_on_with_them_is_asked(condition: str) -> None:
    assert read(f"Buy MSFT when {condition}, sell after 10 days").action != "run"


@pytest.mark.parametrize(
    "exit_",
    ["when they are overbought", "when overbought", "above 75", "at 75",
     "when the indicators are above 75", "when it crosses above 75",
     "when any of RSI, CCI and Stochastic is overbought"],
)  # fmt: skip
def test_an_exit_that_speaks_of_them_all_is_asked(exit_: str) -> None:
    assert read(f"Buy MSFT when RSI and the Stochastic are oversold, sell {exit_}").action != "run"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("when both are above 75", "RSI(14) is above 75 and MFI(14) is above 75"),
        ("when either is above 75", "RSI(14) is above 75 or MFI(14) is above 75"),
    ],
)
def test_an_exit_that_says_both_or_either_speaks_of_the_two(said: str, meant: str) -> None:
    made = read(f"Buy MSFT when both RSI and MFI are under 25, sell {said}").strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.exit) == meant


@pytest.mark.parametrize(
    "said", ["neither RSI nor MFI is above 55", "neither MFI nor RSI is over 55"]
)
def test_neither_of_two_denies_each(said: str) -> None:
    assert set(entry_of(said).split(" and ")) == {
        "RSI(14) is at or below 55",
        "MFI(14) is at or below 55",
    }


def test_both_of_more_than_two_values_is_asked() -> None:
    text = "Buy MSFT when close > SMA(40) and RSI and MFI are under 25, sell when both are above 75"
    assert read(text).action != "run"


def test_who_starts_with_unless_is_asked() -> None:
    assert read("Buy MSFT unless RSI or MFI is over 75, sell after 10 days").action != "run"


def test_a_verb_that_is_denied_denies_each() -> None:
    text = "Don't buy when RSI or MFI is over 75. Buy MSFT when close > SMA(40), sell after 10 days"
    assert "RSI(14) is at or below 75 and MFI(14) is at or below 75" in read(text).sentence


def test_other_exits_stand_beside_them() -> None:
    text = "Buy MSFT when RSI and MFI are under 25, sell when it closes below its 20-day SMA"
    assert read(text).action == "run"
    assert exit_of("RSI or MFI is over 75", "RSI and MFI are under 25").count(" or ") == 1
