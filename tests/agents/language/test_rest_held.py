"""Cash in one case, and one symbol in every other."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of


@pytest.mark.parametrize(
    "text",
    [
        "Cash when KO is below its 150 SMA, otherwise KO",
        "In cash when KO is below its 150 SMA, otherwise in KO.",
        "Hold cash when KO is below its 150 SMA, otherwise hold KO",
        "Stay in cash when KO is below its 150 SMA, else be in KO",
    ],
)
def test_it_is_held_in_every_other_case(text: str) -> None:
    assert sides_of(text) == (
        "the close is at or above SMA(150)",
        "the close is below SMA(150)",
    )


def test_another_symbol_may_tell_the_case() -> None:
    assert sides_of("Cash when VIX > 27, otherwise KO")[0] == "^VIX's close is at or below 27"


@pytest.mark.parametrize(
    "text",
    [
        "Cash when VIX > 27, otherwise buy KO when RSI < 28. Sell when RSI > 72.",
        "In cash when RSI > 80, otherwise in KO",
    ],
)
def test_what_has_a_rule_of_its_own_or_an_oscillator_is_asked(text: str) -> None:
    assert read(text).action != "run"
