"""What a ticker stands for, in brackets behind it, is no other symbol and no rule."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULES = "when RSI is below 30, sell when RSI is above 70"


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("60% SPY (large caps), 40% TLT (long bonds), rebalanced yearly", {"SPY": 0.6, "TLT": 0.4}),
        ("50% UPRO (3x S&P 500) and 50% TMF (3x long-term Treasuries), rebalanced monthly",
         {"UPRO": 0.5, "TMF": 0.5}),
        ("70% VTI (US stocks), 30% GLD (gold), rebalanced quarterly", {"VTI": 0.7, "GLD": 0.3}),
        ("60% SPY (Aktien), 40% TLT (lange Anleihen), jährlich rebalanciert",
         {"SPY": 0.6, "TLT": 0.4}),
    ],
)  # fmt: skip
def test_weights_may_say_what_each_fund_is(text: str, weights: dict[str, float]) -> None:
    portfolio = strategy_of(text).portfolio
    assert portfolio is not None
    assert portfolio.model_dump()["weights"] == weights


@pytest.mark.parametrize(
    "name",
    ["SPY (S&P 500)", "SPY (the S&P 500 index)", "SPY (US stocks)", "SPY (标普500)"],
)
def test_the_index_that_a_fund_follows_is_not_bought_beside_it(name: str) -> None:
    assert strategy_of(f"Buy {name} {RULES}").symbols == ["SPY"]


def test_what_brackets_say_beyond_that_is_read() -> None:
    held = read(f"Buy SPY (if the S&P 500 is above its 200-day average) {RULES}")
    assert "^GSPC" in held.sentence
    assert "100 shares" in read(f"Buy SPY (100 shares) {RULES}").sentence
    assert read(f"Buy SPY (long) and QQQ (short) {RULES}").action == "clarify"
    assert read("60% SPY (2x leverage) and 40% TLT").action != "run"
    assert "MSFT" in read(f"Buy SPY (Microsoft) {RULES}").sentence
