"""Rules that can never hold are told before anything runs."""

from typing import Any

import pytest

from backtests.engine.contradictions import contradictions
from tests.engine.making import compare, cued, indicator, number

RSI = indicator("RSI", period=14)
BELOW, ABOVE = compare(RSI, "<", 30), compare(RSI, ">", 70)


def both(*rules: Any) -> dict[str, Any]:
    return {"kind": "all", "of": list(rules)}


def between(low: float, high: float) -> dict[str, Any]:
    return {"kind": "between", "operand": RSI, "low": number(low), "high": number(high)}


@pytest.mark.parametrize(
    "rule",
    [
        both(BELOW, ABOVE),
        both(BELOW, both(compare({"kind": "price"}, ">", 1), ABOVE)),
        both(compare(RSI, "<", 50), compare(RSI, ">=", 50)),
        both(compare(RSI, "crosses_above", 60), between(20, 40)),
        both({**compare(RSI, "<", 0), "left": number(70), "right": RSI}, BELOW),
    ],
)
def test_limits_that_leave_nothing_between_them(rule: dict[str, Any]) -> None:
    (field, why) = next(contradictions(cued(entry=rule)))
    assert field == "entry"
    assert why.startswith("entry can never hold: RSI(14) would be above")


@pytest.mark.parametrize(
    "rule",
    [
        both(compare(RSI, ">", 30), compare(RSI, "<", 70)),
        both(compare(RSI, "<=", 50), compare(RSI, ">=", 50)),
        both(BELOW, compare(indicator("RSI", period=2), ">", 70)),
        both(BELOW, compare({**RSI, "lag": 1}, ">", 70)),
        {"kind": "any", "of": [BELOW, ABOVE]},
    ],
)
def test_what_may_hold_is_left_alone(rule: dict[str, Any]) -> None:
    assert list(contradictions(cued(entry=rule))) == []


def test_a_sweep_may_have_variants_that_never_hold() -> None:
    ranges = [{"path": "entry.of.0.right.value", "values": [30, 80]}]
    assert list(contradictions(cued(entry=both(BELOW, ABOVE), ranges=ranges))) == []
