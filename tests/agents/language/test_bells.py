"""Times of the day at which an exchange opens or closes, on daily bars."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

RULE = "when RSI(14) < 30, sell after 5 days"


@pytest.mark.parametrize(
    ("said", "fill"),
    [
        ("Buy KO at 9:30", "next_open"),
        ("Buy KO at 9:30am ET", "next_open"),
        ("Buy KO at 4pm", "close"),
        ("Buy SAP.DE at 9:00", "next_open"),
        ("Buy NIFTYBEES at 09:15", "next_open"),
        ("Buy KO at the NYSE open", "next_open"),
        ("Buy KO at the US market close", "close"),
    ],
)
def test_the_time_of_a_bell_is_the_open_or_the_close(said: str, fill: str) -> None:
    reading = read(f"{said} {RULE}")
    assert reading.unsupported == []
    assert strategy_of(f"{said} {RULE}").fill == fill


def test_what_a_time_was_read_as_is_told() -> None:
    said = noted(read(f"Buy KO at 9:30 {RULE}"))
    assert "9:30 is when the exchange opens: it is filled at the open" in said


@pytest.mark.parametrize(
    "said",
    [
        "Buy KO at 10:00",
        "Buy KO at 9:15",
        "Buy KO at 9:30 PT",
        "Buy BTC at 9:30",
        "Buy SAP.DE at 9:30",
        "Buy KO between 9:30 and 16:00",
        "Buy SAP.DE at the NYSE open",
        "Buy BTC at the NYSE close",
    ],
)
def test_any_other_time_is_still_named(said: str) -> None:
    assert read(f"{said} {RULE}").action == "partial"


def test_bars_within_the_day_have_the_time_itself() -> None:
    reading = read("On hourly bars, buy KO at 9:30 when RSI(14) < 30, sell after 5 bars")
    assert "09:30 or later" in reading.sentence


@pytest.mark.parametrize("every", ["every weekday", "every day"])
def test_in_at_the_open_and_out_at_the_close_of_every_day(every: str) -> None:
    text = f"Buy KO at the NYSE open {every} and sell at the NYSE close"
    assert "at the close of the same day" in read(text).sentence
    assert "it buys on every day that is traded" in noted(read(text))
