"""Days that a month begins or ends with, crossovers as nouns, and entries that open with a noun."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of

OUT = ", sell when RSI > 70"


@pytest.mark.parametrize(
    ("said", "bounds"),
    [("on or after the 24th of each month", {"from_day": 24}),
     ("on or before the 6th of each month", {"to_day": 6}),
     ("after the 24th of each month", {"from_day": 25}),
     ("on the first trading day on or after the 24th calendar day of each month", {"date": 24})],
)  # fmt: skip
def test_on_or_after_a_day_counts_that_day(said: str, bounds: dict[str, int]) -> None:
    entry = strategy_of(f"Buy AAPL {said}{OUT}").entry
    assert entry is not None
    found = entry.model_dump(exclude_defaults=True)
    assert {name: found.get(name) for name in bounds} == bounds


@pytest.mark.parametrize(
    "said",
    ["crossover 12 EMA above 36 EMA", "crossover 12 EMA above 36",
     "crossover of 12 EMA above 36 EMA"],
)  # fmt: skip
def test_a_crossover_of_two_averages_is_none_of_the_price(said: str) -> None:
    entry = strategy_of(f"Buy AAPL when {said}{OUT}").entry
    assert entry is not None
    assert describe_condition(entry) == "EMA(12) crosses above EMA(36)"


def test_a_crossover_above_one_average_is_one_of_the_price() -> None:
    entry = strategy_of(f"Buy AAPL on crossover above the 36 EMA{OUT}").entry
    assert entry is not None
    assert describe_condition(entry) == "the close crosses above EMA(36)"


@pytest.mark.parametrize("noun", ["buy", "long", "trade", "position"])
def test_a_first_entry_adds_to_nothing(noun: str) -> None:
    strategy = strategy_of(f"Enter a {noun} when RSI(14) crosses back above 35 on SPY{OUT}")
    assert strategy.entry is not None
    assert describe_condition(strategy.entry) == "RSI(14) rises above 35"


def test_it_is_the_indicator_that_was_spoken_of() -> None:
    strategy = strategy_of(
        "Enter a buy when RSI(14) crosses back above 35, a sell when it crosses back below 65, SPY"
    )
    assert strategy.exit is not None
    assert describe_condition(strategy.exit) == "RSI(14) drops below 65"


@pytest.mark.parametrize("said", ["Add a position", "Open a second long", "Enter another trade"])
def test_what_is_added_is_still_named(said: str) -> None:
    reading = read(f"Buy SPY when RSI < 35. {said} when RSI < 20. Sell at RSI > 70")
    assert reading.action == "partial"
    assert said in reading.unsupported[0].text


@pytest.mark.parametrize("shares", ["Nasdaq 100 stocks", "tech stocks", "the small caps"])
def test_a_symbol_of_the_filter_is_not_what_is_traded(shares: str) -> None:
    reading = read(f"Buy {shares} when RSI(3) < 8 but only if SPY is above its 150-day SMA{OUT}")
    assert untestable.MEMBERS in [one.why for one in reading.unsupported]
    assert reading.draft.get("symbols") in (None, [])
    assert [one.id for one in reading.questions] == ["symbol"]
    assert "'symbol': 'SPY'" in str(reading.draft["entry"])


def test_a_fund_that_is_bought_beside_its_members_is_traded() -> None:
    reading = read(f"Buy QQQ when Nasdaq 100 stocks are weak and RSI < 35{OUT}")
    assert reading.draft["symbols"] == ["QQQ"]


@pytest.mark.parametrize(
    "text",
    ["NVDA, a bellwether AI stock: buy when RSI < 35", "Buy NVDA, an AI leader, when RSI < 35",
     "Buy $20 of NVDA every Tuesday 8pm WIB"],
)  # fmt: skip
def test_a_word_that_describes_is_no_ticker(text: str) -> None:
    reading = read(f"{text}{OUT}")
    found = reading.strategy.symbols if reading.strategy else reading.draft["symbols"]
    assert found == ["NVDA"]


def test_a_ticker_that_is_a_word_is_still_one() -> None:
    assert strategy_of(f"Buy NVDA and AI stock when RSI < 35{OUT}").symbols == ["NVDA", "AI"]
    looked = strategy_of(f"Buy NVDA when the AI stock closes above its 40-day SMA{OUT}")
    assert looked.symbols == ["NVDA"]
    assert "'symbol': 'AI'" in str(looked.entry.model_dump() if looked.entry else "")
