"""Shorts that are told by the longs: the mirror, the rest of the time, the place where a long is
left, and how long either is kept."""

import pytest

from agents.language import read
from tests.agents.language.test_shorts import sides

ABOVE, BELOW = "the close is above SMA(40)", "the close is below SMA(40)"
DIPS, PEAKS = "RSI(14) is below 25", "RSI(14) is above 75"


def turned(text: str) -> list[str]:
    reading = read(text)
    assert reading.strategy is not None, [question.text for question in reading.questions]
    return sides(reading.strategy)


@pytest.mark.parametrize(
    "mirror",
    ["Short is the mirror image", "For shorts do the reverse", "Short rules are the exact opposite",
     "Short side: same but reversed", "shorts are mirrored", "Flip everything for shorts",
     "For the short side just flip everything", "Shorts = mirror of longs", "Inverse for short",
     "Do exactly the opposite when going short", "and the same for short and cover",
     "the same in reverse for shorts", "opposite for sells", "Vice versa for sell"],
)  # fmt: skip
def test_the_short_side_may_be_the_mirror_of_the_long_one_in_many_words(mirror: str) -> None:
    text = f"MSFT: long when price closes above the 40 SMA, exit below the 20 SMA. {mirror}."
    assert turned(text) == [ABOVE, "the close is below SMA(20)",
                            BELOW, "the close is above SMA(20)"]  # fmt: skip


def test_the_long_side_may_be_the_mirror_of_the_short_one() -> None:
    found = turned("Short MSFT when RSI > 75 and cover below 50. Opposite for longs.")
    assert found == [DIPS, "RSI(14) is above 50", PEAKS, "RSI(14) is below 50"]


@pytest.mark.parametrize("said", ["Vice versa for sell", "Opposite for selling"])
def test_where_no_exit_was_told_the_opposite_of_buying_leaves_and_sells_nothing_short(
    said: str,
) -> None:
    found = turned(f"Buy MSFT when the close crosses above the 40 SMA. {said}.")
    assert found == ["the close crosses above SMA(40)", "the close crosses below SMA(40)", "", ""]


@pytest.mark.parametrize(
    "otherwise",
    ["long above the 40 SMA, else short", "long if it is above the 40 SMA, otherwise go short",
     "buy above the 40 SMA and short otherwise"],
)  # fmt: skip
def test_otherwise_short_is_short_for_the_rest_of_the_time(otherwise: str) -> None:
    rest = "the close is at or below SMA(40)"
    assert turned(f"MSFT: {otherwise}") == [ABOVE, rest, rest, ABOVE]


def test_to_short_another_symbol_otherwise_is_no_rule_of_this_one() -> None:
    reading = read("Long MSFT above the 40 SMA, otherwise short QQQ")
    assert reading.action != "run"


@pytest.mark.parametrize(
    ("text", "means"),
    [("buy when RSI < 25 and stay long until RSI > 75", [DIPS, PEAKS, "", ""]),
     ("go long when RSI < 25. Remain long until RSI > 75", [DIPS, PEAKS, "", ""]),
     ("short when RSI > 75 and stay short until RSI < 25", [PEAKS, DIPS, "", ""]),
     ("long when RSI < 25 until RSI > 75, then short until RSI < 25", [DIPS, PEAKS, PEAKS, DIPS]),
     ("long when RSI < 25, hold until RSI > 75, then go short until RSI < 25",
      [DIPS, PEAKS, PEAKS, DIPS])],
)  # fmt: skip
def test_until_tells_when_to_be_out_again(text: str, means: list[str]) -> None:
    assert turned(f"MSFT: {text}") == means


def test_until_behind_an_awaited_entry_leaves_nothing() -> None:
    assert turned("Wait until RSI < 25, then buy MSFT, sell when RSI > 75")[:2] == [DIPS, PEAKS]


@pytest.mark.parametrize(
    "text",
    ["buy when RSI < 25, sell when RSI > 75 and go short there, cover when RSI < 25",
     "buy when RSI < 25. Sell when RSI > 75. Then short. Cover when RSI < 25."],
)  # fmt: skip
def test_a_short_without_a_rule_of_its_own_is_sold_where_the_long_is(text: str) -> None:
    assert turned(f"MSFT: {text}") == [DIPS, PEAKS, PEAKS, DIPS]


def test_a_short_of_which_nothing_says_when_is_named() -> None:
    reading = read("MSFT: buy when RSI < 25. Short. Exit when RSI > 60.")
    assert reading.action != "run"
    assert any("nothing is sold short" in one.why for one in reading.unsupported)


@pytest.mark.parametrize(
    "text",
    ["Short MSFT. Enter when RSI > 75, exit when RSI < 25.",
     "Short strategy on MSFT: entry when RSI > 75, exit when RSI < 25",
     "I'm looking to short MSFT. Entry: RSI > 75. Exit: RSI < 25.",
     "Looking to short MSFT. Get in when RSI > 75, get out when RSI < 25"],
)  # fmt: skip
def test_what_is_sold_short_may_be_told_before_the_rules(text: str) -> None:
    assert turned(text) == [PEAKS, DIPS, "", ""]
    made = read(text).strategy
    assert made is not None
    assert made.direction == "short"


def test_an_entry_told_again_behind_its_name_is_no_second_way_in() -> None:
    found = turned("I want to buy MSFT when it's oversold. Entry: RSI below 25. Exit: RSI > 75.")
    assert found[0] == "RSI(14) is below 30 and RSI(14) is below 25"
    found = turned("Buy MSFT when RSI < 25. Also enter when the close is above the 40 SMA. "
                   "Exit when RSI > 75.")  # fmt: skip
    assert found[0] == f"{DIPS} or {ABOVE}"
