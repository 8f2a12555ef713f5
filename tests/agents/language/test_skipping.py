"""To pass over a trade, in all the words for it, and wherever it is said."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

CALM = "RSI(14) is below 28 and ^VIX's close is at or below 33"
RULES = "Buy KO when RSI < 28. Sell when RSI > 72."


@pytest.mark.parametrize(
    "said",
    [
        "Skip the trade if VIX is over 33.",
        "Skip a trade when VIX is above 33.",
        "Skip the buy if VIX is over 33.",
        "Skip it if VIX is over 33.",
        "Ignore the signal if VIX is over 33.",
        "Pass on the trade if VIX is over 33.",
        "Pass if VIX is over 33.",
        "I stay away when VIX is above 33.",
        "If VIX is over 33, skip the trade.",
        "I don't want to buy if VIX is over 33.",
    ],
)
def test_before_the_rule_and_behind_it_nothing_is_bought_then(said: str) -> None:
    assert sides_of(f"{said} {RULES}") == (CALM, "RSI(14) is above 72")
    assert sides_of(f"{RULES} {said}") == (CALM, "RSI(14) is above 72")


@pytest.mark.parametrize("said", ["Exception: when VIX is over 33.", "Not when VIX is above 33."])
def test_an_exception_is_one_in_a_sentence_of_its_own(said: str) -> None:
    assert sides_of(f"{RULES} {said}") == (CALM, "RSI(14) is above 72")


def test_but_before_it_is_no_word_of_the_exit() -> None:
    text = "buy KO at RSI 28 sell RSI 72 but skip trades when VIX is above 33"
    assert sides_of(text) == (
        "RSI(14) is at or below 28 and ^VIX's close is at or below 33",
        "RSI(14) is at or above 72",
    )


@pytest.mark.parametrize("said", ["Exceptions: in December.", "Exception: in December."])
def test_an_excepted_month_is_one_without_trades_wherever_it_stands(said: str) -> None:
    assert "December" not in sides_of(f"{said} {RULES}")[0]
    assert "November" in sides_of(f"{said} {RULES}")[0]


def test_a_sale_that_is_passed_over_is_named_as_a_whole() -> None:
    reading = read(f"Ignore the sell signal when MFI is above 50. {RULES}", answers="defaults")
    assert any("Ignore the sell signal" in one.text for one in reading.unsupported)
    assert "MFI" not in reading.sentence


def test_both_of_two_reasons_keep_from_buying() -> None:
    text = f"Skip the trade if MFI is above 60 or ADX is below 18. {RULES}"
    assert sides_of(text)[0] == (
        "RSI(14) is below 28 and MFI(14) is at or below 60 and ADX(14) is at or above 18"
    )


def test_it_keeps_from_selling_short_too() -> None:
    text = "Short KO when RSI > 72, cover below 50. Skip the trade if VIX is over 33."
    assert sides_of(text)[0] == "RSI(14) is above 72 and ^VIX's close is at or below 33"


def test_unless_it_is_so_it_is_passed_over() -> None:
    assert sides_of(f"Skip the trade unless ADX is above 18. {RULES}")[0] == (
        "RSI(14) is below 28 and ADX(14) is above 18"
    )


def test_somebody_trades_on_no_friday() -> None:
    assert "Friday" not in sides_of(f"{RULES} I don't trade on Fridays.")[0]
    assert "Thursday" in sides_of(f"{RULES} I don't trade on Fridays.")[0]


@pytest.mark.parametrize(
    "said",
    ["Don't skip a trade if VIX is over 33.", "Skip the first 30 minutes.", "Skip Fridays."],
)
def test_what_else_may_be_skipped_is_not_read_as_that(said: str) -> None:
    assert read(f"{RULES} {said}").action != "run"


def test_a_price_that_passes_its_average_is_no_trade_passed_over() -> None:
    assert "at or below" not in read("If price passes 60, buy KO. Sell when RSI > 72.").sentence


@pytest.mark.parametrize(
    "said",
    [
        "No buying when VIX is over 33; otherwise buy KO when RSI < 28.",
        "Stay out when VIX is above 33. Otherwise buy KO on RSI < 28.",
        "Don't buy when VIX is over 33, otherwise buy KO when RSI < 28.",
        "If VIX is over 33 do not buy, else buy KO when RSI < 28.",
    ],
)
def test_otherwise_it_is_bought_by_the_rule_that_follows(said: str) -> None:
    assert sides_of(f"{said} Sell when RSI > 72.") == (CALM, "RSI(14) is above 72")


def test_otherwise_may_still_be_the_rest_of_a_case() -> None:
    assert read("Buy KO when RSI < 28, otherwise buy PEP.").strategy is not None
    assert sides_of("Go flat when KO is under the 60 SMA, long otherwise.") == (
        "the close is at or above SMA(60)",
        "the close is below SMA(60)",
    )
