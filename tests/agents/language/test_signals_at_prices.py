"""Signals as they are sent: what to buy, at what price, and where its stop and target lie."""

import pytest

from agents.language import ImpossibleStrategy, read
from tests.agents.language.reading_of import strategy_of


@pytest.mark.parametrize(
    ("text", "levels"),
    [("BUY NVDA @130 SL 124 TGT 141", ("130", "124", "141")),
     ("BUY NVDA at 130 SL 124 TP 141", ("130", "124", "141")),
     ("BUY GBPUSD @ 1.2550 SL 1.2500 TP 1.2700", ("1.255", "1.25", "1.27"))],
)  # fmt: skip
def test_a_stop_and_a_target_beside_a_price_are_prices(text: str, levels: tuple[str, ...]) -> None:
    reading = read(text)
    assert reading.strategy
    assert (reading.strategy.stop_loss, reading.strategy.take_profit) == (None, None)
    assert all(level in reading.sentence for level in levels)


def test_a_signal_whose_entry_is_not_read_still_has_no_stop_of_thousands_of_per_cent() -> None:
    reading = read("BUY XAUUSD ENTRY: 4090.50 SL: 4085.00 TP: 4101.00")
    assert reading.action == "clarify"
    assert "4090.50" in [one.text for one in reading.unsupported]


def test_the_target_of_a_signal_is_no_company() -> None:
    assert strategy_of("Buy AAPL when RSI < 30, SL 150 TGT 170").symbols == ["AAPL"]
    assert strategy_of("Buy TGT when RSI < 30, stop 5%, target 9%").symbols == ["TGT"]


def test_small_numbers_beside_a_stop_stay_per_cent() -> None:
    strategy = strategy_of("Buy AAPL when RSI < 30 stop loss 5 take profit 10")
    assert (strategy.stop_loss, strategy.take_profit) == (0.05, 0.1)


def test_a_stop_of_more_than_all_is_still_told() -> None:
    with pytest.raises(ImpossibleStrategy):
        read("Buy AAPL when RSI < 30, stop loss 150%")
