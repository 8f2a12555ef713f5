"""Lists that stand on one line, each under its verb."""

import pytest

from agents.language import read

ENTRY = "Buy KO when RSI(14) is below 28 and the close is below SMA(30); "


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when: - RSI < 28 - Price < SMA30 Sell when: - RSI > 72",
        "Buy KO when: - RSI < 28 (oversold) - Price < SMA30 (downtrend) Sell when: RSI > 72",
        "Buy KO: - RSI < 28 - price < SMA30 Sell: - RSI > 72",
        "Entry: - RSI < 28 - price < SMA30 Exit: - RSI > 72 Symbol: KO",
    ],
)
def test_the_next_verb_takes_nothing_of_the_list_before(text: str) -> None:
    found = read(text)
    assert found.action == "run"
    assert found.sentence.startswith(f"{ENTRY}sell when RSI(14) is above 72, on daily")


def test_a_rule_may_stand_before_its_verb_in_a_list() -> None:
    found = read("KO - RSI < 28: buy - RSI > 72: sell")
    assert "Buy KO when RSI(14) is below 28; sell when RSI(14) is above 72" in found.sentence
