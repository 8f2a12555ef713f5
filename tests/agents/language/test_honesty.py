"""What cannot be tested is named with its reason, and nothing stands in for it."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from agents.language.tokens import spelling
from tests.agents.language.reading_of import asked

UNTESTABLE = [
    "the news about it is good",
    "twitter sentiment is positive",
    "the CEO buys options",
    "implied volatility is high",
    "bullish divergence appears",
    "the Fed cuts interest rates",
]
INSTEAD = ["risk of $50 per trade", "R:R 1:2", "stop of $140", "target of $300",
           "20 pips stop loss",           "trailing stop of 3% once it is up 8%"]  # fmt: skip


@pytest.mark.parametrize("condition", UNTESTABLE)
def test_an_untestable_part_is_named_and_the_rest_is_offered(condition: str) -> None:
    reading = read(f"Buy MSFT when RSI < 25 and {condition}, sell when RSI > 60")
    assert reading.action == "partial"
    assert reading.unsupported
    assert "RSI(14) is below 25;" in reading.sentence


def test_what_is_said_over_and_over_is_named_once_and_marked_everywhere() -> None:
    moon = "Watch the moon. watch the Moon. Watch the moon."
    text = f"Buy MSFT when RSI < 25, sell when RSI > 60. {moon}"
    reading = read(text)
    named = [one for one in reading.unsupported if "moon" in one.text.lower()]
    marked = [text[s.start : s.end] for s in reading.spans if s.kind == "unsupported"]
    assert len(named) == 1
    assert " ".join(marked).lower().count("moon") == 3


@pytest.mark.parametrize("condition", UNTESTABLE)
def test_an_untestable_entry_gets_no_stand_in(condition: str) -> None:
    reading = read(f"Buy MSFT when {condition}, sell after 10 days", answers="defaults")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize("feature", INSTEAD)
def test_features_of_later_are_named_and_not_replaced(feature: str) -> None:
    reading = read(f"Buy MSFT when RSI < 25, sell when RSI > 60, with a {feature}")
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.stop_loss is None
    assert reading.strategy.sizing.fraction is None


@pytest.mark.parametrize(
    "order",
    ["a limit order to buy IBM 2% below yesterday's close", "a buy limit on IBM at 120",
     "a limit buy of IBM 3% under the open", "a stop-limit order on IBM at 155"],
)  # fmt: skip
def test_an_order_that_waits_at_a_price_is_named_and_not_replaced(order: str) -> None:
    reading = read(f"Place {order}, sell after 5 days", answers="defaults")
    assert reading.strategy is None
    assert any("waits at a price" in one.why for one in reading.unsupported)


@pytest.mark.parametrize(
    "order",
    ["at a limit 3% below the close", "on a limit", "at a limit price of 0.97 x close"],
)
def test_a_price_that_an_entry_waits_for_is_named_and_the_rule_is_kept(order: str) -> None:
    reading = read(f"Buy IBM {order} when RSI(2) < 9, sell after 4 days")
    assert reading.action == "partial"
    assert "Buy IBM when RSI(2) is below 9; sell after 4 bars" in reading.sentence
    assert [one.text for one in reading.unsupported] == [order]


@pytest.mark.parametrize(
    ("order", "read_as"),
    [("sell at a limit of 4% above my entry", "a take profit of 4%"),
     ("stop limit 2% below entry", "a stop loss of 2%"),
     ("loss limit 2% below entry", "a stop loss of 2%")],
)  # fmt: skip
def test_a_limit_from_the_entry_is_a_target_or_a_stop(order: str, read_as: str) -> None:
    reading = read(f"Buy IBM when RSI(2) < 9, {order}")
    assert f"sell at {read_as}" in reading.sentence
    assert not reading.unsupported


def test_adding_to_a_position_is_named_and_the_exit_is_kept() -> None:
    reading = read("Buy MSFT when RSI < 25, add more if it falls another 5%, sell when RSI > 60")
    assert [unsupported.text for unsupported in reading.unsupported] == [
        "add more if it falls another 5%"
    ]
    assert "sell when RSI(14) is above 60," in reading.sentence


@pytest.mark.parametrize(
    "part",
    ["sell half when RSI > 55", "sell 50% when RSI crosses above 40"],
)
def test_a_partial_sale_on_a_rule_is_named_and_no_rule_of_it_is_left(part: str) -> None:
    reading = read(f"Buy MSFT when RSI < 25, {part} and the rest when RSI > 60")
    assert reading.action == "partial"
    assert [unsupported.text for unsupported in reading.unsupported] == [part]
    assert "RSI(14) is below 25; sell when RSI(14) is above 60," in reading.sentence


def test_the_low_of_a_bar_that_is_not_over_is_no_stop() -> None:
    reading = read("Buy MSFT when RSI < 30, stop under the low of the day")
    assert asked(reading) == ["stop_loss"]
    assert "stop under the low of the day" in reading.questions[0].text


def test_adding_on_a_rule_of_its_own_is_no_part_of_the_entry() -> None:
    reading = read("TSLA long when price > 21 EMA, add when RSI < 40, exit price < 21 EMA")
    assert reading.action == "partial"
    assert "RSI" not in reading.sentence


def test_a_sentence_that_says_nothing_of_trading_is_passed_over() -> None:
    rule = "Buy MSFT when RSI < 30, sell when RSI > 60"
    plain = read(rule).strategy
    assert read(f"My kids are called Tim and Moritz. {rule}").strategy == plain
    assert read(f"{rule}. Avoid choppy markets.").strategy is None


@pytest.mark.parametrize("unknown", ["Frobnicate.", "Frobnicate the widget.", "Taxes matter."])
def test_words_that_are_merely_unknown_are_named(unknown: str) -> None:
    found = read(f"Buy AAPL when RSI < 30, sell when RSI > 70. {unknown}")
    assert found.action == "clarify"
    assert [one.text for one in found.unsupported] == [unknown.strip(".")]


def test_a_denied_rule_is_never_turned_into_its_opposite() -> None:
    assert read("Do not buy MSFT when RSI > 70", answers="defaults").strategy is None


@pytest.mark.parametrize(
    ("text", "why"),
    [("Use 15 minute bars: buy SPY if it breaks the first 30 minute high, exit at 3:55pm",
      untestable.REASONS["opening-range"]),
     ("5 min bars, buy SPY above the high of the first hour, 1% stop",
      untestable.REASONS["opening-range"]),
     ("pairs trade KO and PEP: when the ratio is 2 std dev below its 60 day mean buy KO short PEP, "
      "exit at mean", untestable.RATIO),
     ("Buy GLD when the gold/silver ratio is above 80, sell when it falls below 60",
      untestable.RATIO),
     ("Buy the weakest of the Dow stocks each week", untestable.MEMBERS),
     ("Buy any S&P 500 stock with RSI under 20, sell when RSI > 50", untestable.MEMBERS),
     ("Buy the 5 S&P 500 stocks with the highest 12 month momentum, rebalance monthly",
      untestable.MEMBERS)],
)  # fmt: skip
def test_what_no_rule_of_one_symbol_can_say_is_named_with_its_reason(text: str, why: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert why in [one.why for one in reading.unsupported]


def test_an_index_itself_may_be_traded() -> None:
    reading = read("Buy the S&P 500 when RSI < 25, sell when RSI > 60")
    assert reading.strategy
    assert reading.strategy.symbols == ["^GSPC"]


@pytest.mark.parametrize(
    "word", ["bonds", "brands", "banks", "minimum", "deal", "string", "prevents"]
)
def test_an_english_word_is_no_slip_of_a_key_word(word: str) -> None:
    assert spelling.corrected(word) is None


@pytest.mark.parametrize("shape", ["a double bottom", "a head and shoulders", "a cup and handle"])
def test_shapes_of_charts_are_named_whole_and_with_the_reason(shape: str) -> None:
    named = read(f"Buy AAPL on {shape}, sell after 5 days").unsupported
    assert [(one.text, one.why) for one in named] == [
        (shape.removeprefix("a "), untestable.REASONS["pattern"])
    ]


@pytest.mark.parametrize(
    "condition",
    ["Google searches for 'Disney' are rising", "Apple's earnings beat the estimates",
     "Tesla news is positive"],
)  # fmt: skip
def test_a_name_beside_what_is_not_in_prices_is_not_traded(condition: str) -> None:
    reading = read(f"Buy IBM when RSI < 25 and {condition}, sell when RSI > 60")
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.all_symbols == ["IBM"]
    assert [one.text for one in reading.unsupported] == [condition]


def test_to_lose_a_number_is_no_limit_of_an_oscillator() -> None:
    reading = read("Short GBPUSD when RSI is above 78, bank 60 pips or lose 30")
    assert "30" not in str(reading.draft.get("entry"))
    assert any("lose 30" in one.text for one in reading.unsupported)


@pytest.mark.parametrize(
    "condition",
    ["FII buying is positive", "gas fees are low", "level 2 data confirms it",
     "the coinbase premium is positive", "its PEG ratio is under 1", "promoter holding rises",
     "the odds on Polymarket are above 60%", "AAII sentiment is low"],
)  # fmt: skip
def test_more_of_what_prices_do_not_tell_is_named(condition: str) -> None:
    reading = read(f"Buy MSFT when RSI < 25 and {condition}, sell when RSI > 60")
    assert reading.action == "partial"
    assert "RSI(14) is below 25;" in reading.sentence


@pytest.mark.parametrize(
    "text",
    ["When RSI of QQQ is above 70, sell 25% of my TQQQ", "When RSI is above 70 sell 25% of TQQQ",
     "If QQQ closes below its 200 day average sell half of my TQQQ"],
)  # fmt: skip
def test_when_a_part_is_sold_is_never_when_all_is_bought(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.strategy is None
    assert any("A part of the position" in one.why for one in reading.unsupported)


def test_a_part_that_is_sold_is_no_size_of_what_is_bought() -> None:
    said = "Buy MSFT when RSI < 25. Sell 25% of the position when RSI > 60. Sell when RSI > 80."
    reading = read(said)
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.sizing.fraction is None
    assert "sell when RSI(14) is above 80," in reading.sentence


@pytest.mark.parametrize(
    "order",
    ["at a stop 1% above the close", "with a buy stop at yesterday's high",
     "on a stop order at the high", "on a stop at the 20 day high"],
)  # fmt: skip
def test_a_stop_that_buys_is_named_and_is_no_stop_loss(order: str) -> None:
    reading = read(f"Buy IBM {order} when RSI(2) < 9, sell after 4 days")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [order]
    assert reading.strategy
    assert reading.strategy.stop_loss is None


@pytest.mark.parametrize("stop", ["a stop at 4%", "a stop of 4%", "a stop 4% below entry"])
def test_a_stop_that_is_said_with_what_is_bought_stays_a_stop_loss(stop: str) -> None:
    reading = read(f"Buy IBM with {stop} when RSI(2) < 9, sell when RSI(2) > 60")
    assert "at a stop loss of 4%" in reading.sentence
    assert not reading.unsupported


@pytest.mark.parametrize(
    "rule",
    ["the 10 day standard deviation of return is above 2%", "the MACD is above 2%",
     "the 10 day moving average of return is below 0",
     "the 10 day average of the daily returns is above 0"],
)  # fmt: skip
def test_what_is_measured_of_returns_is_not_read_as_measured_of_the_price(rule: str) -> None:
    for text in (f"Buy IBM when {rule}, sell after 4 days", f"If {rule} hold IBM, otherwise MSFT"):
        reading = read(text)
        assert reading.strategy is None
        assert reading.unsupported


def test_a_range_in_per_cent_is_one_of_the_price() -> None:
    reading = read("Buy IBM when ATR(14) is above 2%, sell after 4 days")
    assert "ATR(14) is above 0.02 x the close" in reading.sentence


@pytest.mark.parametrize(
    "heading",
    ["Trade only during high volatility", "Only in calm markets", "During low volatility",
     "High momentum only", "Avoid earnings season", "In a bear market"],
)  # fmt: skip
def test_a_heading_that_says_when_to_trade_is_no_title(heading: str) -> None:
    reading = read(f"{heading}: buy SPY when RSI < 30, sell when RSI > 50")
    assert reading.action != "run"
    assert reading.unsupported or reading.questions


@pytest.mark.parametrize("heading", ["Long only strategy", "Volatility strategy", "SPY only"])
def test_a_title_still_is_one(heading: str) -> None:
    assert read(f"{heading}: buy SPY when RSI < 30, sell when RSI > 50").action == "run"


@pytest.mark.parametrize(
    "text",
    ["Grid trading on KO between 50 and 60 with 10 grids", "Run the wheel strategy on KO",
     "Buy KO at the lowest price of 2019, sell at the highest price of 2021",
     "Buy KO when tomorrow's VIX will be lower"],
)  # fmt: skip
def test_what_has_no_rule_on_prices_gets_no_stand_in(text: str) -> None:
    assert read(text, answers="defaults").strategy is None


def test_entering_again_by_another_rule_is_named_and_leaves_the_exit_alone() -> None:
    text = "Buy KO when RSI < 30, sell when it closes above its 20-day SMA and re-entries are made "
    reading = read(f"{text}when it touches the 10-day SMA")
    assert "sell when the close is above SMA(20), on daily bars" in reading.sentence
    assert any("Entering again" in one.why for one in reading.unsupported)


@pytest.mark.parametrize(
    "text",
    [
        "buy TSLA at the close on the evening before any day it gains more than 7%",
        "Buy MSFT at the close before any day on which it rises 3%",
        "Buy QQQ the evening before a big up day, sell at the next close",
        "Buy QQQ the day before any green week",
        "Buy QQQ the day before every 3% down day",
        "buy KO if tomorrows close will be higher than todays close",
        "buy the day before a 10% gain in TSLA, sell a day later",
        "Kaufe TSLA am Abend vor jedem Tag, an dem sie mehr als 5% steigt",
        "Achète TSLA la veille de chaque hausse de 5%",
        "Compra TSLA el día antes de que suba un 5%",
        "在TSLA大涨5%的前一天买入",
    ],
)
def test_what_only_tomorrow_tells_is_refused_in_every_wording(text: str) -> None:
    reading = read(text)
    assert (reading.action, reading.strategy) == ("refuse", None)
    assert any(one.why == untestable.HINDSIGHT for one in reading.unsupported)


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when it closed lower the day before, sell after 2 days",
        "Buy KO when it closes lower than the day before, sell after 2 days",
        "Buy KO the day after a 3% down day, sell after 2 days",
        "Buy KO before the close on up days, sell after 2 days",
        "Buy KO 3 days before the end of the month, sell after 2 days",
    ],
)
def test_what_the_day_before_told_is_no_hindsight(text: str) -> None:
    assert not any(one.why == untestable.HINDSIGHT for one in read(text).unsupported)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Buy KO when sentiment drops below 20, sell when it is above 60", "above 60"),
        ("Buy KO when the put/call ratio is above 1.2, sell when it drops below 0.8", "below 0.8"),
        ("Buy KO when inflation rises above 3%, sell when it falls below 2%", "falls below 2%"),
    ],
)
def test_what_is_not_tested_lends_its_levels_to_no_price(text: str, lost: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert any(lost in one.text for one in reading.unsupported)
    assert "exit" not in reading.draft


@pytest.mark.parametrize("gain", ["it is up 10%", "it rises 10%", "it gains 10%"])
def test_a_gain_behind_what_is_not_tested_is_that_of_the_position(gain: str) -> None:
    draft = read(f"Buy KO when the news is good, sell when {gain}").draft
    assert draft["take_profit"] == 0.1
