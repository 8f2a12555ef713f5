"""Every indicator of the engine in words, with its usual parameters as a listed assumption."""

import pytest

from agents.language import ImpossibleStrategy, read
from agents.language.lexicon import untestable
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Indicator, operands_of
from tests.agents.language.reading_of import EXIT, asked, entry_of, exit_of

CONDITIONS = [
    ("the ADX is above 25", "ADX(14) is above 25"),
    ("ADX(20) > 30", "ADX(20) is above 30"),
    ("+DI crosses above -DI", "+DI(14) crosses above -DI(14)"),
    ("DI- is above DI+", "-DI(14) is above +DI(14)"),
    ("CCI(14) drops below -120", "CCI(14) drops below -120"),
    ("CCI is oversold", "CCI(20) is below -100"),
    ("Williams %R is below -85", "Williams %R (14) is below -85"),
    ("the 10-day MFI is under 15", "MFI(10) is below 15"),
    ("the money flow index is overbought", "MFI(14) is above 80"),
    ("stochastic RSI crosses above 15", "Stochastic RSI %K (14, 14, 3, 3) rises above 15"),
    ("ROC is above 4", "the change over 12 bars is above 4%"),
    ("it closes above the upper Keltner channel", "the close is above the upper Keltner Channel "
     "(20, 2, 10)"),
    ("it closes above the upper Keltner channel (30, 1.5, 12)", "the close is above the upper "
     "Keltner Channel (30, 1.5, 12)"),
    ("it closes above the upper Keltner channel (30, 12, 1.5)", "the close is above the upper "
     "Keltner Channel (30, 1.5, 12)"),
    ("it closes above the upper Keltner channel (30, 3, 2)", "the close is above the upper "
     "Keltner Channel (30, 3, 2)"),
    ("it closes below the middle Donchian band", "the close is below the middle Donchian Channel "
     "(20)"),
    ("Bollinger %b is below 0", "Bollinger %b (20, 2) is below 0"),
    ("SuperTrend(7, 2) turns bullish", "the SuperTrend direction (7, 2) rises above 0"),
    ("the price is above the SuperTrend", "the close is above the SuperTrend line (10, 3)"),
    ("the price crosses above the parabolic SAR", "the close crosses above the Parabolic SAR "
     "(0.02, 0.2)"),
    ("the SAR flips bullish", "the close crosses above the Parabolic SAR (0.02, 0.2)"),
    ("tenkan crosses above kijun",
     "the Ichimoku conversion line (9, 26, 52, 26) crosses above the Ichimoku base line (9, 26, "
     "52, 26)"),
    ("the price is above the cloud",
     "the close is above Ichimoku span A (9, 26, 52, 26) and "
     "the close is above Ichimoku span B (9, 26, 52, 26)"),
    ("the z-score falls below -2", "the 20-bar z-score drops below -2"),
    ("it is 2 standard deviations below its 30-day average",
     "the close is below the lower Bollinger Band (30, 2)"),
    ("the price crosses above the VWAP", "the close crosses above VWAP(20)"),
    ("the 10 WMA is above the 30 WMA", "WMA(10) is above WMA(30)"),
    ("the price is above the 40-day hull moving average", "the close is above HMA(40)"),
    ("the OBV is rising", "OBV is above OBV 1 bar ago"),
    ("ATR(10) is below 3% of the price", "ATR(10) is below 0.03 x the close"),
    ("the ADX rises for 2 days", "ADX(14) has risen for 2 bars"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), CONDITIONS)
def test_a_condition_on_each_indicator(words: str, said: str) -> None:
    assert entry_of(words) == said


@pytest.mark.parametrize("words", [words for words, _ in CONDITIONS])
def test_numbers_that_were_not_said_are_assumptions(words: str) -> None:
    reading = read(f"Buy MSFT when {words}{EXIT}")
    assert reading.strategy
    own = [one for one in operands_of(reading.strategy.entry) if isinstance(one, Indicator)]
    default = any(not any(f"{value:g}" in words for value in one.params.values()) for one in own)
    assumed = [one.text for one in reading.assumptions if one.path.startswith("entry")]
    assert assumed or not (default and any(one.params for one in own))


def test_the_exit_uses_the_parameters_of_the_entry() -> None:
    assert exit_of("MFI > 75", entry="MFI(9) < 20") == "MFI(9) is above 75"
    assert exit_of("it turns bearish", entry="SuperTrend turns bullish") == (
        "the SuperTrend direction (10, 3) drops below 0"
    )


def test_when_a_gap_is_traded_is_said() -> None:
    reading = read("Buy MSFT when it gaps down 3%, sell after 2 days")
    assert any("known at the open" in one.text for one in reading.assumptions)


@pytest.mark.parametrize("words", ["the OBV is above its 20-day average", "ATR is above its mean"])
def test_an_average_of_an_indicator_is_named_as_not_understood(words: str) -> None:
    reading = read(f"Buy MSFT when {words}{EXIT}")
    assert reading.strategy is None
    assert "entry" in asked(reading)
    assert reading.unsupported


def test_a_value_that_an_indicator_never_takes_is_impossible() -> None:
    with pytest.raises(ImpossibleStrategy):
        read(f"Buy MSFT when Williams %R is above 20{EXIT}")


@pytest.mark.parametrize(
    "condition", ["ATR(14) is lower than its 50 day average", "bandwidth is at a 6 month low"]
)
def test_averages_and_long_extremes_of_an_indicator_are_named_with_the_reason(
    condition: str,
) -> None:
    reading = read(f"Buy MSFT when {condition} and the close makes a 10 day high{EXIT}")
    assert [one.why for one in reading.unsupported] == [untestable.OF_INDICATOR]
    assert reading.strategy is not None
    assert describe_condition(reading.strategy.entry).startswith(
        "the close is above the 10-bar high"
    )


def test_a_short_extreme_of_an_indicator_is_compared_with_each_bar_before() -> None:
    said = entry_of("RSI(14) is at a 3 day low")
    assert said == (
        "RSI(14) is at or below RSI(14) 1 bar ago and RSI(14) is at or below RSI(14) 2 bars ago"
    )


SPANS = ("Ichimoku span A (9, 26, 52, 26)", "Ichimoku span B (9, 26, 52, 26)")
ABOVE = f"the close is above {SPANS[0]} and the close is above {SPANS[1]}"
WITHIN = (
    f"(the close is at or below {SPANS[0]} and the close is at or above {SPANS[1]}) or "
    f"(the close is at or above {SPANS[0]} and the close is at or below {SPANS[1]})"
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kaufe KO, wenn der Kurs über die Ichimoku-Wolke steigt, verkaufe nach 5 Tagen", ABOVE),
        ("Achète KO quand le prix passe au-dessus du nuage Ichimoku, vends après 5 jours", ABOVE),
        ("Compra KO cuando el precio cruce por encima de la nube de Ichimoku, vende tras 5 días",
         ABOVE),
        ("KO价格突破一目均衡表云层上方买入，持有5天卖出", ABOVE),
        ("KO价格在云层上方买入，持有5天卖出", ABOVE),
        ("Buy KO when the price drops back into the cloud, sell after 5 days", WITHIN),
        ("Buy KO when the close is in the Ichimoku cloud, sell after 5 days", WITHIN),
    ],
)  # fmt: skip
def test_the_cloud_has_edges_in_every_language(text: str, first: str) -> None:
    made = read(text).strategy
    assert made is not None
    assert describe_condition(made.entry).startswith(first)
