"""The close of a weekday beside that of the day before it; and what only looks like that."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

BELOW = "the close is below the close 1 bar ago and it is Monday"


@pytest.mark.parametrize(
    "said",
    ["it closes lower on Monday than on Friday", "Monday closes lower than Friday",
     "it closes on Monday lower than on Friday of the previous week"],
)  # fmt: skip
def test_fridays_close_is_the_one_before_mondays(said: str) -> None:
    assert entry_of(said) == BELOW


def test_the_day_may_stand_beside_the_purchase() -> None:
    reading = read("Buy MSFT on Monday when it closes below Friday's close, sell after 10 days")
    assert "it is Monday and the close is below the close 1 bar ago" in reading.sentence


@pytest.mark.parametrize(
    "said",
    ["it closes lower on Wednesday than on Monday", "it closes below Monday's low",
     "it closes below Friday's close", "the price is below the close of Friday"],
)  # fmt: skip
def test_other_days_and_other_prices_are_asked_about(said: str) -> None:
    assert read(f"Buy MSFT when {said}, sell after 10 days").action == "clarify"


@pytest.mark.parametrize("entry", ["Entry: buy on Monday", "Buy: Monday at the close"])
def test_a_condition_before_the_entry_holds_beside_it(entry: str) -> None:
    bought, _ = sides_of(f"Condition: RSI below 30. {entry}. Exit: Friday. MSFT")
    assert bought == "RSI(14) is below 30 and it is Monday"


def test_two_entries_are_still_one_or_the_other() -> None:
    bought, _ = sides_of("Entry: Buy when RSI < 30. Buy when CCI < -100. Exit: RSI > 70. MSFT")
    assert " or " in bought


def test_the_name_of_a_strategy_is_no_day() -> None:
    assert read("Backtest the Turnaround Tuesday on SPY").strategy is None


@pytest.mark.parametrize("cut", ["[...]", "(...)", "[…]"])
def test_what_was_cut_from_a_text_parts_nothing(cut: str) -> None:
    reading = read(f"Buy MSFT when RSI {cut} is below 30. {cut} Sell when RSI is above 70.")
    assert reading.action == "run"


def test_a_position_that_is_opened_is_no_open() -> None:
    said = read(
        "Bei 2 % unter dem 20-Tage-Hoch wird eine Position in BMW eröffnet, Verkauf nach 5 Tagen"
    )
    assert "the open is" not in said.sentence


def test_coins_close_on_sundays_too() -> None:
    said = "Buy BTC when it closes lower on Monday than on Friday, sell after 3 days"
    assert read(said).action == "clarify"
    assert read(said.replace("Monday", "Tuesday").replace("Friday", "Monday")).action == "run"
