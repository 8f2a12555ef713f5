"""What an indicator is calculated from, told beside a rule: "(RSI is calculated over 5 days)"."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, strategy_of

LOWER = "the close is below the lower Bollinger Band"
ASIDE = [
    ("it closes below the lower Bollinger band (the bands are calculated on 25 day moving averages,"
     " with 1.5 standard deviations)", f"{LOWER} (25, 1.5)"),
    ("it closes below the lower Bollinger band (Bollinger bands are computed from a 25-day average "
     "and 3 standard deviations)", f"{LOWER} (25, 3)"),
    ("it closes below the lower Bollinger band (a 25-day SMA plus and minus 3 standard deviations)",
     f"{LOWER} (25, 3)"),
    ("the RSI is below 22 (RSI is calculated over 6 days)", "RSI(6) is below 22"),
    ("the RSI is below 22 (the RSI is measured over 6 periods)", "RSI(6) is below 22"),
    ("the RSI is below 22 (RSI(6))", "RSI(6) is below 22"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), ASIDE)
def test_what_an_indicator_is_calculated_from_is_its_length(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_a_sentence_says_it_as_well() -> None:
    text = "Buy KO when the RSI is below 22. The RSI is calculated with 6 days. Sell after 4 days"
    assert "RSI(6) is below 22" in read(text).sentence


@pytest.mark.parametrize("joint", [",", ", where", " where"])
def test_a_part_of_a_sentence_says_it_as_well(joint: str) -> None:
    band = f"{joint} Bollinger bands are calculated on a 25-day average with 3 standard deviations"
    text = f"Buy KO when it closes below the lower Bollinger band{band}, sell after 4 days"
    assert f"{LOWER} (25, 3)" in read(text).sentence
    text = f"Buy KO when RSI is below 22{joint} RSI is measured over 6 days, and sell after 4 days"
    assert "RSI(6) is below 22" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when RSI is below 22 and the RSI is calculated over 6 days, sell after 4 days",
        "Buy KO when RSI is calculated over 6 days and below 22, sell after 4 days",
        "Buy KO when RSI is below 22, where RSI is calculated over 6 days and sell after 4 days",
    ],
)
def test_a_length_that_is_tied_to_a_rule_is_named(text: str) -> None:
    assert read(text).unsupported


def test_an_indicator_of_so_many_days_in_a_rule_has_that_length() -> None:
    assert entry_of("an RSI calculated over 6 days is below 22") == "RSI(6) is below 22"


def test_the_bars_that_it_is_calculated_on_are_no_length() -> None:
    strategy = strategy_of(
        "Buy KO when RSI is below 22, RSI calculated on 15 minute bars. Sell after 4 bars"
    )
    assert strategy.timeframe == "15m"
    assert "RSI(14)" in read("Buy KO when RSI calculated on 4h is below 22, sell at +3%").sentence


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("the close is below the 3 standard deviation lower Bollinger band", f"{LOWER} (20, 3)"),
        ("the close is below the lower 1.5 SD Bollinger band", f"{LOWER} (20, 1.5)"),
        ("the close is below the -2 SD Bollinger band", f"{LOWER} (20, 2)"),
        ("the close is below the 35 day, 3 std lower Bollinger band", f"{LOWER} (35, 3)"),
    ],
)
def test_deviations_before_a_band_are_no_length(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_the_usual_length_of_a_band_is_told() -> None:
    text = "Buy KO below the lower 1.5 SD Bollinger band, sell after 4 days"
    assert any("usual 20 bars" in note for note in noted(read(text)))
