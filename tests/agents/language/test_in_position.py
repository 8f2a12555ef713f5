"""What a rule says of what is held when it is looked at, which a test knows by itself."""

import pytest

from agents.language import read

BOUGHT = "Buy SPY when RSI(14) is below 30; sell when RSI(14) is above 70"


@pytest.mark.parametrize(
    "text",
    [
        "Buy SPY if RSI < 30. If we have an open long position and RSI > 70, we close the position",
        "Buy SPY if RSI < 30. If holding and RSI > 70, sell.",
        "Buy SPY if RSI < 30 and not in a position. Sell if RSI > 70 and in position.",
        "If not invested and RSI < 30 buy SPY. If invested and RSI > 70 sell.",
        "Buy SPY if RSI < 30 and there is no open position. Exit if RSI > 70.",
        "Buy SPY, if RSI < 30 and not in a trade. Sell, if RSI > 70 and in a trade.",
        "if flat and RSI < 30 buy SPY, if long and RSI > 70 sell",
        "While flat, buy SPY when RSI < 30. While long, sell when RSI > 70",
        "If not in position: buy SPY if RSI < 30. If in position: sell if RSI > 70.",
        "If position == 0 and RSI < 30: buy SPY. If position > 0 and RSI > 70: sell.",
        "If RSI < 30 and I don't own it, buy SPY, else if RSI > 70 and I own it, sell",
        "If I don't own SPY and RSI < 30, buy SPY; if I own SPY and RSI > 70, sell SPY",
        "If we have a position in SPY and RSI > 70, sell. Buy SPY when RSI < 30.",
        "Buy SPY when RSI < 30 unless already in a position. Sell above 70",
        "buy SPY when RSI < 30 and flat, sell when RSI > 70",
        "Buy SPY when RSI < 30 if I am not already invested; sell when RSI > 70",
        "If no position is open and RSI < 30, buy SPY. If a position is open and RSI > 70, sell.",
    ],
)
def test_a_test_buys_only_what_it_does_not_hold_and_sells_only_what_it_holds(text: str) -> None:
    found = read(text)
    assert found.action == "run"
    assert found.sentence.startswith(BOUGHT)
    assert not found.unsupported


def test_each_side_is_left_by_its_own_rule() -> None:
    found = read(
        "Buy SPY when RSI < 30. If we are short and RSI < 40, exit. Short SPY when RSI > 70. "
        "If we're long and RSI > 60, exit."
    )
    assert "sell when RSI(14) is above 60" in found.sentence
    assert "buy back when RSI(14) is below 40" in found.sentence


def test_what_is_up_while_it_is_held_is_a_target() -> None:
    found = read("Buy SPY when RSI < 30. If in a position and it is up 10%, sell.")
    assert "at a take profit of 10%" in found.sentence


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Buy SPY if RSI < 30, sell above 70. If holding and RSI < 20 buy more SPY", "holding"),
        ("Buy SPY when RSI < 30, sell above 70. If already long and RSI > 80, short SPY", "long"),
        ("Buy SPY when RSI < 30. If in a losing position and RSI > 50, sell", "losing"),
        ("Buy SPY when RSI < 30. Sell above 70 unless flat", "unless flat"),
        ("Buy SPY when RSI < 30, sell above 70. If holding and RSI < 50, hold.", "holding"),
    ],
)
def test_any_other_use_of_it_is_asked_about(text: str, asked: str) -> None:
    found = read(text)
    assert found.action != "run"
    assert any(asked in one.text for one in found.unsupported)
