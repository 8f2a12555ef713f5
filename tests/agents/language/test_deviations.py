"""How far the price lies from a level, and levels that are taken back."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of, strategy_of

BELOW = "the close is below 0.96 x SMA(30)"


@pytest.mark.parametrize(
    "condition",
    ["price deviates 4% below the 30-day SMA", "price is more than 4% away below its 30-day SMA",
     "the deviation from the 30-day SMA is below -4%",
     "the distance to the 30-day SMA is more than 4% below",
     "price is stretched more than 4% below the 30-day SMA", "30-day deviation is below -4%"],
)  # fmt: skip
def test_a_deviation_is_a_part_of_its_level(condition: str) -> None:
    assert entry_of(condition) == BELOW


def test_a_deviation_without_a_side_counts_on_both_and_it_is_told() -> None:
    text = "Buy MSFT when the deviation from the 30-day SMA is more than 4%, sell after 5 days"
    assert "above 1.04 x SMA(30) or the close is below 0.96 x SMA(30)" in read(text).sentence
    assert "a distance counts above and below" in noted(read(text))


@pytest.mark.parametrize(
    "text",
    ["Kaufe MSFT wenn die Abweichung vom 30-Tage-Durchschnitt unter -4% liegt, verkaufe nach 10 "
     "Tagen",
     "Acheter MSFT quand l'écart avec la moyenne mobile 30 jours est inférieur à -4%, vendre après "
     "10 jours",
     "Compra MSFT cuando la distancia a la media de 30 días es menor que -4%, vende después de 10 "
     "días",
     "MSFT 30日乖离率低于-4%买入，持有10天", "股价低于30日均线4%时买入MSFT，持有10天"],
)  # fmt: skip
def test_a_deviation_is_read_in_other_languages(text: str) -> None:
    assert f"Buy MSFT when {BELOW}; sell after 10 bars" in str(read(text).sentence)


@pytest.mark.parametrize(
    ("text", "stop"),
    [("Buy MSFT when it is below its 30-day SMA, 4% stop, hold 10 days", 0.04),
     ("Buy MSFT when it is below its 30-day SMA 4% stop, hold 10 days", 0.04)],
)  # fmt: skip
def test_a_stop_behind_a_level_is_no_deviation(text: str, stop: float) -> None:
    strategy = strategy_of(text)
    assert strategy.stop_loss == stop
    assert "0.96" not in str(read(text).sentence)


@pytest.mark.parametrize(
    ("condition", "said"),
    [("price recovers above the 50-day SMA", "the close crosses above SMA(50)"),
     ("price returns above the 50-day SMA", "the close crosses above SMA(50)"),
     ("price reclaims the 50-day SMA", "the close crosses above SMA(50)")],
)  # fmt: skip
def test_a_price_that_comes_back_is_no_return(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_a_price_return_is_one() -> None:
    text = "Hold the best of SPY, QQQ and GLD by price return over 6 months, monthly"
    assert "highest change over 126 bars" in read(text).sentence


@pytest.mark.parametrize(
    "said", ["on a VWAP reclaim", "on a reclaim of VWAP", "off a VWAP reclaim"]
)
def test_a_reclaim_is_a_cross_back_above(said: str) -> None:
    text = f"Buy QQQ on 5 minute bars {said}, sell at 15:50"
    assert sides_of(text)[0].startswith("the close crosses above VWAP")


def test_an_average_is_reclaimed_too() -> None:
    assert sides_of("Buy QQQ on a 50-day reclaim, sell when RSI > 60")[0] == (
        "the close crosses above SMA(50)"
    )


def test_a_reclaim_of_nothing_known_is_named() -> None:
    reading = read("Buy QQQ on a neckline reclaim, sell after 5 days")
    assert "entry" in asked(reading)


def test_a_stop_may_be_the_answer_to_a_question() -> None:
    text = "Symbol: MSFT. Entry? RSI under 25. Stop? 5%. Target? 12%."
    strategy = strategy_of(text)
    assert (strategy.stop_loss, strategy.take_profit) == (0.05, 0.12)


def test_the_values_of_an_indicator_are_the_indicator() -> None:
    text = "AAPL strategy based on the RSI values. Buy when the value falls below 25 and sell when "
    assert sides_of(f"{text}the value rises above 70") == (
        "RSI(14) drops below 25",
        "RSI(14) rises above 70",
    )
