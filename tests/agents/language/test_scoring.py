"""The scorer accepts another form of the same reading, and never another reading."""

from typing import Any

import pytest

from benchmarks.score_reader import score

UNSAID: dict[str, Any] = dict.fromkeys(
    ("exit", "stop_loss_pct", "take_profit_pct", "trailing", "max_hold_days", "sizing",
     "date_range", "capital")
)  # fmt: skip
PRICE: dict[str, Any] = {"indicator": "PRICE", "params": {}}
FAST = {"fast": 12, "slow": 26, "signal": 9}


def problems(text: str, entry: Any, **beside: Any) -> list[str]:
    expected = {
        "action": "run", "symbols": ["IBM"], "timeframe": "1d", "direction": "long",
        "unsupported": [], "ambiguous": [], **UNSAID, "entry": entry, **beside,
    }  # fmt: skip
    return score({"id": "one", "text": text, "expected": expected}).problems


def average(**length: int) -> dict[str, Any]:
    return {"indicator": "SMA", "params": length}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "Buy IBM when the MACD line crosses above its signal line, sell after 5 days",
            {"indicator": "MACD_HIST", "params": FAST, "operator": "crosses_above", "value": 0},
        ),
        (
            "Buy IBM when RSI drops below 30, sell after 5 days",
            {
                "indicator": "RSI",
                "params": {"period": 14},
                "operator": "crosses_below",
                "value": 30,
            },
        ),
        (
            "Buy IBM when the close is above its 10-month moving average, sell after 5 days",
            {**PRICE, "operator": ">", "value": average(months=10)},
        ),
        (
            "Buy IBM when the close is above the middle Bollinger band, sell after 5 days",
            {**PRICE, "operator": ">", "value": average(period=20)},
        ),
    ],
)
def test_the_same_in_another_form_passes(text: str, entry: Any) -> None:
    assert problems(text, [entry], max_hold_days=5) == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "Buy IBM when RSI is below 30, sell after 5 days",
            {
                "indicator": "RSI",
                "params": {"period": 14},
                "operator": "crosses_above",
                "value": 30,
            },
        ),
        (
            "Buy IBM when the MACD line crosses below its signal line, sell after 5 days",
            {"indicator": "MACD_HIST", "params": FAST, "operator": "crosses_above", "value": 0},
        ),
        (
            "Buy IBM when the close is above its 9-month moving average, sell after 5 days",
            {**PRICE, "operator": ">", "value": average(months=10)},
        ),
    ],
)
def test_another_rule_does_not(text: str, entry: Any) -> None:
    assert problems(text, [entry], max_hold_days=5)


def test_one_of_several_weekdays_is_one_rule() -> None:
    days = [{"indicator": "DAY_OF_WEEK", "params": {}, "operator": "==", "value": day}
            for day in ("Monday", "Tuesday")]  # fmt: skip
    text = "Buy IBM on Mondays or Tuesdays, sell after 5 days"
    assert problems(text, [{"any": days}], max_hold_days=5) == []
    assert problems(text, [{"any": days[:1]}], max_hold_days=5)


def test_a_stop_at_the_price_paid_is_told_under_either_name() -> None:
    low = {"indicator": "RSI", "params": {"period": 14}, "operator": "<", "value": 30}
    text = "Buy IBM when RSI is below 30, move the stop to break even after +2%, sell after 5 days"
    assert problems(text, [low], max_hold_days=5, breakeven={"after_pct": 2}) == []
    assert problems(text, [low], max_hold_days=5, breakeven={"after_pct": 3})


def test_a_cross_that_was_said_needs_a_cross() -> None:
    cross = {"indicator": "RSI", "params": {"period": 14}, "operator": "crosses_below", "value": 30}
    text = "Buy IBM when RSI is below 30 (not only where it crosses), sell after 5 days"
    assert problems(text, [cross], max_hold_days=5)


HELD = "Hold IBM while it is above its 200-day moving average, otherwise cash, look monthly"


@pytest.mark.parametrize(("way", "agrees"), [("<", True), (">", False)])
def test_held_or_cash_is_an_entry_and_the_exit_on_its_opposite(way: str, agrees: bool) -> None:
    entry = {**PRICE, "operator": ">", "value": average(period=200)}
    found = problems(HELD, [entry], exit=[{**entry, "operator": way}])
    assert (found == []) is agrees


def test_a_time_that_was_not_said_is_asked_about_and_any_answer_will_do() -> None:
    fall = {"indicator": "PCT_CHANGE", "params": {"bars": None}, "operator": "<=", "value": -5}
    said = {"action": "clarify", "max_hold_days": 9}
    assert problems("Buy IBM when it drops 5%, sell after 9 days", [fall], **said) == []
    assert problems("Buy IBM when it drops 4%, sell after 9 days", [fall], **said)


@pytest.mark.parametrize(("points", "agrees"), [(20, True), (30, False)])
def test_points_are_a_distance_in_money(points: int, agrees: bool) -> None:
    low = {"indicator": "RSI", "params": {"period": 14}, "operator": "<", "value": 30}
    text = "Buy IBM when RSI is below 30, stop loss 20 points, sell after 5 days"
    found = problems(text, [low], max_hold_days=5, stop_loss_points=points)
    assert (found == []) is agrees


@pytest.mark.parametrize(("said", "agrees"), [("every two weeks", True), ("every week", False)])
def test_every_second_week_is_another_rhythm_than_every_week(said: str, agrees: bool) -> None:
    always = {"indicator": "ALWAYS", "params": {}, "operator": "==", "value": True}
    sizing = {"type": "dca", "amount": 125, "every": "2 weeks"}
    assert (problems(f"Buy $125 of IBM {said}", [always], sizing=sizing) == []) is agrees


def test_the_first_close_up_is_a_change_above_nothing() -> None:
    move = {"indicator": "PCT_CHANGE", "params": {"bars": 1}, "operator": ">", "value": 0}
    text = "Buy IBM on the first up day, sell after 5 days"
    assert not any("entry" in one for one in problems(text, move))
    assert any("entry" in one for one in problems(text, {**move, "operator": "<"}))


@pytest.mark.parametrize(
    ("again", "agrees"), [({"after_months": 1}, True), ({"after_days": 5}, False)]
)
def test_always_in_but_for_a_time_is_in_where_that_long_nothing_happened(
    again: dict[str, int], agrees: bool
) -> None:
    text = "Hold IBM, but go to cash for a month when SPY closes above 30"
    always = {"indicator": "ALWAYS", "params": {}, "operator": "==", "value": True}
    left = {**PRICE, "operator": ">", "value": 30, "symbol": "SPY"}
    assert (problems(text, [always], exit=[left], reentry=again) == []) is agrees
    assert problems(text, [always], exit=[{**left, "operator": "<"}], reentry=again)


@pytest.mark.parametrize(
    ("said", "label", "agrees"),
    [("EURUSD", "EURUSD=X", True), ("ETH", "ETH/USDT", True), ("ETH", "BTC/USDT", False),
     ("EURUSD", "GBPUSD=X", False)],
)  # fmt: skip
def test_a_pair_is_the_same_under_each_of_its_names(said: str, label: str, agrees: bool) -> None:
    low = {"indicator": "RSI", "params": {"period": 14}, "operator": "<", "value": 30}
    text = f"Buy {said} when RSI is below 30, sell after 5 days"
    assert (problems(text, [low], symbols=[label], max_hold_days=5) == []) is agrees


OPEN = ["INFY in Mumbai (INFY.NS) or the New York ADR"]


@pytest.mark.parametrize(
    ("name", "notes", "agrees"),
    [("INFY", OPEN, True), ("INFY", [], False), ("TCS.NS", OPEN, False), ("HDB", OPEN, False)],
)
def test_a_ticker_is_right_as_it_stands_only_where_its_label_leaves_the_exchange_open(
    name: str, notes: list[str], agrees: bool
) -> None:
    low = {"indicator": "RSI", "params": {"period": 14}, "operator": "<", "value": 30}
    said = {"symbols": ["INFY.NS"], "ambiguous": notes, "max_hold_days": 5}
    text = f"Buy {name} when RSI is below 30, sell after 5 days"
    assert (problems(text, [low], **said) == []) is agrees


@pytest.mark.parametrize(("bars", "agrees"), [(12, True), (6, False)])
def test_a_longest_time_in_bars_is_one_in_days(bars: int, agrees: bool) -> None:
    low = {"indicator": "RSI", "params": {"period": 14}, "operator": "<", "value": 30}
    text = "Buy IBM when RSI is below 30, sell after 12 bars"
    assert (problems(text, [low], max_hold_bars=bars) == []) is agrees


ALWAYS = {"indicator": "ALWAYS", "params": {}, "operator": "==", "value": True}
HELD_ON = "Buy and hold IBM. Close the position if a gain or loss exceeds 10%.{}"


def test_any_day_is_always_and_one_day_is_not() -> None:
    said = {"stop_loss_pct": 10, "take_profit_pct": 10}
    assert problems(HELD_ON.format(""), [ALWAYS], **said) == []
    weekly = "Buy IBM on Mondays. Close the position if a gain or loss exceeds 10%."
    assert problems(weekly, [ALWAYS], **said)
