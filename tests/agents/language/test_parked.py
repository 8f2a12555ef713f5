"""What is held between two trades, and stops beside what cannot be tested."""

import pytest

from agents.language import read
from agents.language.plans.parked import WHY
from tests.agents.language.reading_of import strategy_of

RULES = "Buy KO when RSI(14) < 30, sell when RSI(14) > 60"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (". Between trades I'm parking the whole account in BIL.",
         "parking the whole account in BIL"),
        (". While out, park the cash in SHY.", "park the cash in SHY"),
        (" and park the proceeds in BIL", "park the proceeds in BIL"),
        (". Between trades keep the money in SHY.", "keep the money in SHY"),
    ],
)  # fmt: skip
def test_a_fund_for_the_meantime_is_named_and_never_traded(said: str, named: str) -> None:
    reading = read(RULES + said)
    assert [(one.text, one.why) for one in reading.unsupported] == [(named, WHY)]
    assert strategy_of(RULES + said).symbols == ["KO"]


def test_a_fund_that_is_held_otherwise_is_part_of_the_plan() -> None:
    text = "Hold KO while it is above its 200-day average, otherwise park it in BIL"
    assert read(text).action == "run"
    assert strategy_of(text).symbols == ["KO", "BIL"]


def test_a_stop_beside_a_ratio_is_one_of_the_price() -> None:
    text = "Buy GDX when RSI < 30. Sell if the ratio reverts to its mean or -4% stop loss"
    reading = read(text)
    assert reading.strategy is not None
    assert reading.strategy.stop_loss == 0.04
    assert [one.text for one in reading.unsupported] == ["ratio reverts to its mean"]
