"""Whole strategies: symbols, limits, dates, bars, money, and what was stated or assumed."""

import datetime as dt

import pytest

from agents.language import ImpossibleStrategy, Overrides, read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of

RULE = "Buy MSFT when RSI < 25, sell when RSI > 60"


def test_the_headline_example_runs_without_a_question() -> None:
    text = "Buy AAPL when RSI drops below 30, sell when RSI goes above 70 or at a 5% stop loss"
    reading = read(text)
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.symbols == ["AAPL"]
    assert reading.strategy.stop_loss == 0.05


@pytest.mark.parametrize(
    "said",
    ["stop loss 4%", "4% stop loss", "a stop at 4%", "sl 4%", "stop loss at 4% below entry",
     "-4% stop loss", "stop-loss of 4 percent", "cut losses at 4%"],
)  # fmt: skip
def test_a_stop_loss_is_read_in_many_words(said: str) -> None:
    assert strategy_of(f"{RULE}, {said}").stop_loss == 0.04


@pytest.mark.parametrize(
    "said",
    ["take profit 9%", "tp 9%", "target 9%", "profit target of 9%", "9% take profit",
     "take-profit at 9 percent"],
)  # fmt: skip
def test_a_target_is_read_in_many_words(said: str) -> None:
    assert strategy_of(f"{RULE}, {said}").take_profit == 0.09


@pytest.mark.parametrize(
    ("said", "bars"),
    [("sell after 10 days", 10), ("sell after 2 weeks", 10), ("sell after 1 month", 21),
     ("sell on the fifth day", 5), ("sell on tomorrow's close", 1),
     ("hold it for three weeks", 15), ("time stop 12 days", 12),
     ("hold for no longer than twenty five days", 25), ("max holding period: 8 days", 8),
     ("don't hold it longer than 9 days", 9), ("never hold more than 7 days", 7),
     ("exit after holding for two hundred bars", 200)],
)  # fmt: skip
def test_a_holding_time_is_counted_in_bars(said: str, bars: int) -> None:
    assert strategy_of(f"Buy MSFT when RSI < 25, {said}").max_bars == bars


@pytest.mark.parametrize(
    "said",
    ["no stop loss", "without a stop loss or take profit", "don't short", "no leverage",
     "never go short and no trailing stop", "no stops, no shorting", "long only", "no fees"],
)  # fmt: skip
def test_what_is_not_wanted_changes_nothing(said: str) -> None:
    assert strategy_of(f"{RULE}, {said}") == strategy_of(RULE)


def test_numbers_are_read_in_words() -> None:
    text = "With ten thousand dollars buy IBM when RSI is below twenty-five, sell over sixty five"
    strategy = strategy_of(text)
    assert strategy.initial_capital == 10_000
    assert describe_condition(strategy.entry) == "RSI(14) is below 25"


def test_a_fall_without_a_reference_is_a_stop_when_selling() -> None:
    reading = read("Buy MSFT when RSI < 25. Sell when RSI > 60 or price drops 7%")
    assert reading.strategy
    assert reading.strategy.stop_loss == 0.07
    assert any(a.path == "stop_loss" for a in reading.assumptions)


@pytest.mark.parametrize(
    ("said", "symbols"),
    [("Microsoft", ["MSFT"]), ("Google shares", ["GOOGL"]),
     ("bitcoin", ["BTC-USD"]), ("AAPL and MSFT", ["AAPL", "MSFT"]),
     ("the S&P 500", ["^GSPC"]), ("apple, ibm", ["AAPL", "IBM"]), ("EUR/USD", ["EURUSD"])],
)  # fmt: skip
def test_companies_and_tickers_are_known(said: str, symbols: list[str]) -> None:
    assert strategy_of(f"Buy {said} when RSI < 25, sell when RSI > 60").symbols == symbols


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [("from 2005 to 2009", dt.date(2005, 1, 1), dt.date(2009, 12, 31)),
     ("2005-2009", dt.date(2005, 1, 1), dt.date(2009, 12, 31)),
     ("since 2007", dt.date(2007, 1, 1), None),
     ("in 2008", dt.date(2008, 1, 1), dt.date(2008, 12, 31)),
     ("from March 2006 to June 2007", dt.date(2006, 3, 1), dt.date(2007, 6, 30)),
     ("between 2006-02-03 and 2007-04-05", dt.date(2006, 2, 3), dt.date(2007, 4, 5)),
     ("2006-02-03 - 2007-04-05", dt.date(2006, 2, 3), dt.date(2007, 4, 5)),
     ("start: 2006-02-03, end: 2007-04-05", dt.date(2006, 2, 3), dt.date(2007, 4, 5)),
     ("from 2/28/2006 to 3/31/2007", dt.date(2006, 2, 28), dt.date(2007, 3, 31)),
     ("from 28/2/2006 to 4/3/2007", dt.date(2006, 2, 28), dt.date(2007, 3, 4)),
     ("from 04.03.2006 to 2007", dt.date(2006, 3, 4), dt.date(2007, 12, 31)),
     ("Jan 3rd, 2006 - Feb 2007", dt.date(2006, 1, 3), dt.date(2007, 2, 28)),
     ("in the 2000s", dt.date(2000, 1, 1), dt.date(2009, 12, 31)),
     ("2006-01-01..2007-04-05", dt.date(2006, 1, 1), dt.date(2007, 4, 5)),
     ("start = 2006-01-01; end = 2007-04-05", dt.date(2006, 1, 1), dt.date(2007, 4, 5)),
     ("starting in 2006", dt.date(2006, 1, 1), None),
     ("from 2006 onwards", dt.date(2006, 1, 1), None),
     ("2006 to present", dt.date(2006, 1, 1), None),
     ("after 2006", dt.date(2007, 1, 1), None),
     ("before 2006", None, dt.date(2005, 12, 31)),
     ("until the end of 2006", None, dt.date(2006, 12, 31)),
     ("from the end of 2006 until the start of 2009", dt.date(2007, 1, 1), dt.date(2008, 12, 31))],
)  # fmt: skip
def test_dates_are_read(said: str, start: dt.date | None, end: dt.date | None) -> None:
    strategy = strategy_of(f"{RULE}, {said}")
    assert (strategy.start, strategy.end) == (start, end)


def test_a_day_that_may_be_a_month_is_shown() -> None:
    reading = read(f"{RULE}, since 5/6/2007")
    assert reading.strategy
    assert reading.strategy.start == dt.date(2007, 5, 6)
    assert any("6 May 2007" in assumption.text for assumption in reading.assumptions)


def test_a_decade_is_counted_back_like_years() -> None:
    reading = read(f"{RULE}, over the past decade", today=dt.date(2020, 1, 1))
    assert reading.strategy
    assert reading.strategy.start == dt.date(2010, 1, 1)


def test_a_price_is_no_year() -> None:
    strategy = strategy_of("Buy gold when it goes above 2000, sell when it falls to 1900")
    assert (strategy.start, strategy.end) == (None, None)
    assert strategy.exit
    assert describe_condition(strategy.exit) == "the close is at or below 1,900"


@pytest.mark.parametrize(
    ("said", "timeframe"),
    [("on the hourly chart", "1h"), ("on 15 minute bars", "15m"), ("timeframe 4h", "4h"),
     ("MSFT 5m", "5m"), ("on weekly bars", "1w"), ("on daily candles", "1d")],
)  # fmt: skip
def test_the_timeframe_is_read(said: str, timeframe: str) -> None:
    assert strategy_of(f"{RULE}, {said}").timeframe == timeframe


def test_weeks_are_bars_of_a_weekly_chart() -> None:
    text = "On weekly bars buy IBM at a new 52-week high, sell when it is below the 10 week SMA"
    strategy = strategy_of(text)
    assert strategy.exit
    assert describe_condition(strategy.entry) == "the close is above the 52-bar high 1 bar ago"
    assert describe_condition(strategy.exit) == "the close is below SMA(10)"


def test_money_and_costs_are_read() -> None:
    strategy = strategy_of(f"{RULE}, with $25k, 0.2% commission and 5 bps slippage")
    assert strategy.initial_capital == 25_000
    assert (strategy.commission, strategy.slippage) == (0.002, 0.0005)


@pytest.mark.parametrize(
    "said", ["with 25k", "I have 25k", "cash = 25000", "capital 25k", "with 25,000 dollars"]
)
def test_capital_is_read_in_many_words(said: str) -> None:
    assert strategy_of(f"{said}. {RULE}").initial_capital == 25_000


@pytest.mark.parametrize("said", ["volume is above 500k", "it breaks 30k", "it is near 30k"])
def test_a_large_number_beside_a_verb_is_no_capital(said: str) -> None:
    reading = read(f"Buy BTC when RSI < 25 or {said}, sell after 5 days", answers="defaults")
    assert reading.strategy
    assert reading.strategy.initial_capital == 10_000


def test_a_close_below_something_is_a_price_and_no_moment_of_trading() -> None:
    strategy = strategy_of("Buy MSFT if it is over the SMA 200, sell on the close below the SMA 50")
    assert strategy.exit
    assert strategy.fill == "next_open"
    assert describe_condition(strategy.exit) == "the close is below SMA(50)"


@pytest.mark.parametrize(("said", "share"), [("all in", 1.0), ("with 40% of my capital", 0.4)])
def test_the_size_of_a_position_is_read(said: str, share: float) -> None:
    assert strategy_of(f"{RULE}, {said}").sizing.fraction == share


def test_the_conditions_may_stand_before_the_verbs() -> None:
    before = strategy_of("If RSI is below 25 buy MSFT and if it goes above 60 sell")
    after = strategy_of("Buy MSFT if RSI is below 25 and sell if it goes above 60")
    assert (before.entry, before.exit) == (after.entry, after.exit)


@pytest.mark.parametrize(
    "text",
    ["When RSI of MSFT goes under 25 then buy, and when it goes over 60 then sell",
     "If RSI drops below 25 we buy MSFT, if it climbs over 60 we sell",
     "RSI falling under 25 = buy, rising over 60 = sell. Ticker: MSFT",
     "MSFT: RSI drops below 25 -> buy, RSI rises above 60 -> sell",
     '{"symbol": "MSFT", "buy": "RSI drops below 25", "sell": "RSI rises above 60"}'],
)  # fmt: skip
def test_every_verb_gets_the_condition_before_it(text: str) -> None:
    said = "Buy MSFT when RSI drops below 25, sell when RSI rises above 60"
    assert strategy_of(text) == strategy_of(said)


@pytest.mark.parametrize(
    "said",
    ["exit at +9% / -4%", "get out if I lose 4% or make 9%", "sell once I've made 9%, stop 4%",
     "sell if price falls 4% below my buy price or rises 9% above it",
     "stop loss 4,0 % and profit target 9,0 %",
     "target 9%. If it drops 4% under what I paid, I'm out."],
)  # fmt: skip
def test_a_gain_or_a_loss_is_a_limit(said: str) -> None:
    strategy = strategy_of(f"Buy MSFT when RSI < 25, {said}")
    assert (strategy.stop_loss, strategy.take_profit) == (0.04, 0.09)


@pytest.mark.parametrize(
    "text",
    ["Entry rule - RSI is below 25. Exit rule - RSI is above 60. Stock: MSFT",
     "RSI is below 25 for MSFT. Exit when RSI is above 60.",
     "Filter: RSI is below 25. MSFT. Exit when RSI is above 60",
     "What if I bought MSFT each time its RSI was below 25 and sold when RSI is above 60?",
     "Is it profitable to buy MSFT on oversold RSI (below 25) and sell on overbought (above 60)?"],
)  # fmt: skip
def test_an_exit_takes_no_condition_from_the_entry(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.exit
    assert describe_condition(strategy.entry) == "RSI(14) is below 25"
    assert describe_condition(strategy.exit) == "RSI(14) is above 60"


@pytest.mark.parametrize(
    "text",
    ["Hold MSFT only when it is above the 90-day SMA",
     "Stay long MSFT while price is above the 90-day SMA, otherwise stay in cash",
     "If MSFT is above its 90-day SMA then go long, else exit",
     "When MSFT is above its 90-day SMA hold it, otherwise cash",
     "Own MSFT as long as the close is above the 90-day SMA"],
)  # fmt: skip
def test_a_state_is_entry_and_exit_in_one(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.exit
    assert describe_condition(strategy.entry) == "the close is above SMA(90)"
    assert describe_condition(strategy.exit) == "the close is at or below SMA(90)"


def test_holding_while_something_is_so_ends_a_position() -> None:
    strategy = strategy_of("Buy MSFT when RSI < 25 and hold while price is above the 50 SMA")
    assert strategy.exit
    assert describe_condition(strategy.exit) == "the close is at or below SMA(50)"


def test_holding_under_a_condition_is_never_read_as_selling_on_it() -> None:
    text = "Buy MSFT when RSI < 25. Hold it when RSI is below 60. Sell when RSI > 60."
    reading = read(text, answers="defaults")
    assert reading.strategy
    assert reading.strategy.exit
    assert describe_condition(reading.strategy.exit) == "RSI(14) is above 60"


def test_a_list_of_labels_is_a_strategy() -> None:
    strategy = strategy_of("Symbol: IBM\nEntry: RSI below 25\nExit: RSI above 60\nStop: 5%")
    assert strategy.symbols == ["IBM"]
    assert strategy.stop_loss == 0.05


def test_stated_numbers_are_listed_and_defaults_are_assumed() -> None:
    reading = read(f"{RULE}, stop loss 4%")
    assert {"stop_loss", "entry.right.value", "exit.right.value"} <= set(reading.stated)
    paths = {assumption.path for assumption in reading.assumptions}
    assert {"entry.left.params.period", "timeframe", "initial_capital", "start"} <= paths


def test_a_stated_period_is_no_assumption() -> None:
    reading = read("Buy MSFT when RSI(9) < 25, sell when RSI(9) > 60")
    assert "entry.left.params.period" in reading.stated
    assert not any("14" in assumption.text for assumption in reading.assumptions)


def test_a_strategy_named_after_its_cross_sells_on_the_opposite_one() -> None:
    reading = read("golden cross strategy for IBM")
    assert reading.action == "run"
    assert any(assumption.path == "exit" for assumption in reading.assumptions)


@pytest.mark.parametrize(
    "text",
    ["golden cross on IBM since 2001", "golden cross / death cross for IBM",
     "50/200 SMA crossover on IBM", "SMA crossover 50/200, IBM", "IBM golden cross, long only"],
)  # fmt: skip
def test_a_cross_alone_is_a_strategy(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.exit
    assert describe_condition(strategy.entry) == "SMA(50) crosses above SMA(200)"
    assert describe_condition(strategy.exit) == "SMA(50) crosses below SMA(200)"


def test_an_oscillator_with_two_numbers_is_a_strategy_and_that_is_said() -> None:
    reading = read("RSI(7) 20/80 on IBM")
    assert reading.sentence.startswith("Buy IBM when RSI(7) is below 20; sell when RSI(7) is above")
    assert any("20/80" in assumption.text for assumption in reading.assumptions)


@pytest.mark.parametrize("title", ["RSI(2) on MSFT", "MSFT RSI(2) strategy", "RSI(2), MSFT"])
def test_a_title_names_the_indicator_of_the_rules(title: str) -> None:
    strategy = strategy_of(f"{title}: buy below 5, sell above 95")
    assert strategy.exit
    assert describe_condition(strategy.entry) == "RSI(2) is below 5"
    assert describe_condition(strategy.exit) == "RSI(2) is above 95"


def test_slips_of_the_pen_are_corrected_and_shown() -> None:
    reading = read("buy microsft when rsi drps below 25, sel when rsi abov 60")
    assert reading.strategy
    assert any("microsft" in assumption.text for assumption in reading.assumptions)


@pytest.mark.parametrize(
    "text",
    ["Kaufe MSFT wenn der RSI unter 25 fällt, verkaufe wenn der RSI über 60 steigt",
     "Acheter MSFT quand le RSI tombe sous 25, vendre quand il dépasse 60",
     "Comprar MSFT cuando el RSI baje de 25 con stop loss 5%, vender después de 10 días"],
)  # fmt: skip
def test_other_languages_are_read_or_asked_about_and_never_misread(text: str) -> None:
    reading = read(text)
    if reading.strategy:
        assert reading.strategy.symbols == ["MSFT"]
        assert "25" in reading.sentence


def test_filled_fields_answer_what_the_text_leaves_open() -> None:
    over = Overrides(symbols=["IBM"], start=dt.date(2001, 1, 1), initial_capital=500)
    reading = read("Buy when RSI < 25, sell when RSI > 60", overrides=over)
    assert reading.strategy
    assert (reading.strategy.symbols, reading.strategy.initial_capital) == (["IBM"], 500)


@pytest.mark.parametrize(
    ("text", "symbols", "weights"),
    [
        ("Buy and hold AAPL", ["GOOG"], {"GOOG": 1}),
        ("Hold AAPL and MSFT in equal parts", ["IBM", "GOOG", "WMT", "T"], dict.fromkeys(
            ["IBM", "GOOG", "WMT", "T"], 0.25)),
        ("60% MSFT and 40% IBM", ["IBM", "MSFT"], {"MSFT": 0.6, "IBM": 0.4}),
    ],
)  # fmt: skip
def test_filled_symbols_are_held_as_the_text_says(
    text: str, symbols: list[str], weights: dict[str, float]
) -> None:
    strategy = read(text, overrides=Overrides(symbols=symbols)).strategy
    assert strategy
    assert strategy.portfolio
    assert strategy.portfolio.model_dump()["weights"] == pytest.approx(weights)
    assert set(strategy.symbols) == set(symbols)


@pytest.mark.parametrize(
    "text",
    ["60% MSFT and 40% IBM", "If AAPL is above its 200-day average hold AAPL, otherwise MSFT"],
)
def test_filled_symbols_that_have_no_part_in_the_text_are_refused_and_not_dropped(
    text: str,
) -> None:
    with pytest.raises(ImpossibleStrategy, match="name them in the text") as told:
        read(text, overrides=Overrides(symbols=["GOOG"]))
    assert told.value.field == "symbols"


def test_years_are_counted_back_from_the_day_that_is_given() -> None:
    reading = read(f"{RULE}, last 2 years", today=dt.date(2020, 1, 1))
    assert reading.strategy
    assert reading.strategy.start == dt.date(2018, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["I'd like to hold SPY only while it is above its 200-day average, otherwise be in cash",
     "keep 3x leverage on SPY while above the 200dma"],
)  # fmt: skip
def test_what_is_held_only_while_a_rule_holds_is_sold_when_it_does_not(text: str) -> None:
    made = strategy_of(text)
    assert made.exit is not None
    assert describe_condition(made.entry) == "the close is above SMA(200)"
    assert describe_condition(made.exit) == "the close is at or below SMA(200)"


def test_months_of_an_average_are_an_assumption() -> None:
    reading = read("Buy SPY when it is above its 10-month average, sell after 10 days")
    assert "a month of daily bars is counted as 21 of them" in [a.text for a in reading.assumptions]


@pytest.mark.parametrize(
    "text", ["SPY dip: buy when down 3% in a day, sell after 5 days",
             "Bollinger squeeze: buy SPY above the upper band, sell at the middle band"],
)  # fmt: skip
def test_a_heading_names_a_style_and_no_rule(text: str) -> None:
    assert read(text).action == "run"


@pytest.mark.parametrize(
    "text",
    [
        "backtest holding BTC only above its 200-day average",
        "own BTC above the 200 day SMA, otherwise cash",
        "be in BTC only when it is above its 200 day average",
        "stay in BTC only while it is above its 200 day average",
    ],
)
def test_what_is_held_above_a_line_is_sold_below_it(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith(
        "Buy BTC-USD when the close is above SMA(200); sell when the close is at or below SMA(200)"
    )


def test_over_some_days_is_no_line() -> None:
    assert "SMA(5)" not in read("buy SPY when RSI < 30 and hold SPY over 5 days").sentence
