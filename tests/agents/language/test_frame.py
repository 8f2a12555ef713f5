"""The frame of a test: money as people count it, years by their names, bars that there are not."""

import datetime as dt

import pytest

from agents.language import read

RULE = "buy AAPL when RSI < 30, sell when RSI > 70"
TODAY = dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("said", "capital", "currency"),
    [
        ("capital 5 lakh", 500_000, "INR"),
        ("3 lakhs capital", 300_000, "INR"),
        ("₹ 2.5 crore", 25_000_000, "INR"),
        ("Rs. 10 lacs", 1_000_000, "INR"),
        ("with five lakhs", 500_000, "INR"),
        ("capital 4L", 400_000, "INR"),
        ("1.5 lakh rupees", 150_000, "INR"),
        ("20 K EUR", 20_000, "EUR"),
        ("account size 25,000 USD", 25_000, "USD"),
        ("portfolio size: $50k", 50_000, "USD"),
        ("account 100 000", 100_000, "USD"),
    ],
)
def test_money_is_counted_as_people_count_it(said: str, capital: float, currency: str) -> None:
    strategy = read(f"{RULE}, {said}").strategy
    assert strategy is not None
    assert (strategy.initial_capital, strategy.currency) == (capital, currency)
    assert strategy.sizing.cash is None


@pytest.mark.parametrize(
    "text",
    [
        "ETH with 800 USDT: buy when RSI < 30, sell when RSI > 70",
        "ETH, 800 USDT: buy when RSI < 30, sell when RSI > 70",
        "ETH momentum with 800 USDT. Buy when RSI < 30, sell when RSI > 70",
    ],
)
def test_money_in_a_heading_is_what_there_is_to_start_with(text: str) -> None:
    strategy = read(text).strategy
    assert strategy is not None
    assert (strategy.initial_capital, strategy.currency) == (800, "USDT")


@pytest.mark.parametrize(
    "text",
    [
        "comprar ETH cuando RSI < 30, vender cuando RSI > 70, usar el 20% de la cuenta en cada "
        "operación",
        "kaufe ETH wenn RSI < 30, verkaufe wenn RSI > 70, 20% des Kapitals pro Trade",
    ],
)
def test_a_part_of_the_account_in_other_languages(text: str) -> None:
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.sizing.fraction == 0.2


def test_lakhs_count_shares_as_well() -> None:
    reading = read("buy SBIN when volume is above 5 lakh and RSI < 30, sell when RSI > 70")
    assert "volume is above 500,000" in reading.sentence
    assert "Start with 10,000 USD" in reading.sentence


@pytest.mark.parametrize(
    "said",
    [
        "ignore commissions and slippage",
        "ignoring all trading costs",
        "exclude fees",
        "no brokerage",
    ],
)
def test_costs_may_be_left_out_in_words(said: str) -> None:
    reading = read(f"{RULE}, {said}")
    assert reading.action == "run"
    assert "0% commission and 0% slippage" in reading.sentence


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("brokerage 20 rs per order", "20 a trade"),
        ("broker fees: $1 per order", "1 a trade"),
        ("brokerage 0.03%", "0.03% commission"),
        ("transaction costs 10 bps", "0.1% commission"),
    ],
)
def test_a_brokerage_is_a_commission_and_no_capital(said: str, paid: str) -> None:
    reading = read(f"{RULE}, {said}")
    assert paid in reading.sentence
    assert "Start with 10,000 USD" in reading.sentence


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("in Q1 2021", "2021-01-01", "2021-03-31"),
        ("from Q1 2019 to Q3 2021", "2019-01-01", "2021-09-30"),
        ("Q4 2018 - Q2 2020", "2018-10-01", "2020-06-30"),
        ("in the first half of 2022", "2022-01-01", "2022-06-30"),
        ("H2 2019", "2019-07-01", "2019-12-31"),
        ("since the third quarter of 2015", "2015-07-01", None),
        ("over 2019-23", "2019-01-01", "2023-12-31"),
        ("since covid", "2020-02-20", None),
        ("since the pandemic started", "2020-02-20", None),
        ("since the 2008 financial crisis", "2009-03-09", None),
        ("since the turn of the century", "2000-01-01", None),
        ("as far back as the data goes", None, None),
        ("since its inception", None, None),
    ],
)
def test_times_have_names(said: str, start: str | None, end: str | None) -> None:
    reading = read(f"{RULE} {said}", today=TODAY)
    assert reading.action == "run"
    assert reading.strategy is not None
    read_as = (reading.strategy.start, reading.strategy.end)
    assert tuple(one and one.isoformat() for one in read_as) == (start, end)
    assert "it is January" not in reading.sentence


def test_a_quarter_without_a_year_comes_back_every_year() -> None:
    reading = read("buy SPY in Q4, sell at the end of March")
    assert "October, November or December" in reading.sentence


def test_two_times_of_history_are_not_put_into_one() -> None:
    reading = read("Bought AAPL in January 2010 and MSFT in March 2015, never sold")
    assert reading.action == "clarify"


@pytest.mark.parametrize("said", ["3 minute chart", "on 2h bars", "10-min timeframe", "12h"])
def test_bars_that_there_are_not_are_asked_about(said: str) -> None:
    reading = read(f"BTC {said}: buy when RSI < 20, sell when RSI > 80")
    assert [question.id for question in reading.questions] == ["timeframe"]


@pytest.mark.parametrize("text", ["EURUSD 15 min buy rsi<30 sell rsi>70", "BNF 15 min, " + RULE])
def test_bars_beside_a_name_need_no_word_for_them(text: str) -> None:
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.timeframe == "15m"


def test_minutes_to_hold_are_no_bars() -> None:
    strategy = read("hold AAPL 15 min, buy when rsi < 30").strategy
    assert strategy is None or strategy.timeframe == "1d"


def test_a_clock_of_twelve_hours_ends_in_the_afternoon() -> None:
    text = "SPY 5 min chart: buy when RSI < 20 from 9:45 to 3:00 only, sell when RSI > 80"
    reading = read(text)
    assert "09:45 or later and before 15:00" in reading.sentence
    assert "3:00 is read as 3:00 pm" in [one.text for one in reading.assumptions]
    late = read("SPY 5 min chart: buy when RSI < 20 from 22:00 to 3:00 only, sell when RSI > 80")
    assert any("22:00" in one.text for one in late.unsupported)


@pytest.mark.parametrize(
    ("said", "bars"),
    [
        ("The timeframe for the strategy is set to 5 minutes", "5m"),
        ("The time frame of this system is 1 hour", "1h"),
        ("Timeframe used: 4 hours", "4h"),
        ("The chart is set to 30 min", "30m"),
        ("El marco temporal es de 15 minutos", "15m"),
        ("时间周期为5分钟", "5m"),
    ],
)
def test_the_bars_are_said_in_a_sentence_of_their_own(said: str, bars: str) -> None:
    strategy = read(f"{RULE}. {said}.").strategy
    assert strategy is not None
    assert strategy.timeframe == bars


@pytest.mark.parametrize(
    "said", ["The timeframe for holding is 5 days", "The timeframe of the backtest is 5 years"]
)
def test_a_time_of_days_or_years_is_none_of_bars(said: str) -> None:
    strategy = read(f"{RULE}. {said}.", today=TODAY).strategy
    assert strategy is not None
    assert strategy.timeframe == "1d"


def test_years_behind_a_symbol_are_the_time_tested_in_other_languages() -> None:
    for text in (
        "Teste den Golden Cross auf MSFT über 10 Jahre",
        "golden cross sur MSFT sur 10 ans",
    ):
        strategy = read(text, today=TODAY).strategy
        assert strategy is not None
        assert strategy.start == dt.date(2015, 7, 1)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("from January to June 2022", "2022-01-01", "2022-06-30"),
        ("Test from Jan to Dec 2023", "2023-01-01", "2023-12-31"),
        ("Jan-Dec 2023", "2023-01-01", "2023-12-31"),
        ("between March and May 2020", "2020-03-01", "2020-05-31"),
        ("November through February 2022", "2021-11-01", "2022-02-28"),
        ("from March 5 to April 20, 2021", "2021-03-05", "2021-04-20"),
        ("von Januar bis Juni 2022", "2022-01-01", "2022-06-30"),
    ],
)
def test_a_year_that_is_said_once_is_that_of_both_months(said: str, start: str, end: str) -> None:
    strategy = read(f"{RULE}, {said}").strategy
    assert strategy is not None
    assert (str(strategy.start), str(strategy.end)) == (start, end)
    assert strategy.exit == (read(RULE).strategy or strategy).exit


@pytest.mark.parametrize(
    "said",
    ["from November to April every year since 2000", "from November to April, 2010 to 2020"],
)
def test_months_of_every_year_stay_a_rule(said: str) -> None:
    strategy = read(f"Hold SPY {said}").strategy
    assert strategy is not None
    assert strategy.entry.model_dump()["months"] == [1, 2, 3, 4, 11, 12]


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("buy BTC when 1H price is above EMA 150 and 15M RSI is below 40", ["15m", "1h"]),
        ("buy BTC when 4h price is above EMA 150 and the 1h RSI is below 40", ["1h", "4h"]),
        ("buy BTC when RSI(2) < 10 and weekly MFI is above 40", ["1d", "1w"]),
    ],
)
def test_of_bars_of_two_lengths_the_shorter_come_first(text: str, bars: list[str]) -> None:
    questions = read(f"{text}, sell after 10 bars").questions
    assert [one.choices for one in questions if one.id == "timeframe"] == [bars]


def test_values_that_all_name_the_same_bars_are_on_those() -> None:
    text = "buy BTC when 15M EMA 8 crosses above EMA 30 and 15M RSI is above 55, sell after 10 bars"
    reading = read(text)
    assert (reading.action, reading.questions) == ("run", [])
    assert "on 15-minute bars" in reading.sentence


def test_a_change_within_hours_names_no_bars() -> None:
    text = "buy BTC when 1 hour price change is above 2%, sell after 10 bars"
    assert "1 hour price change is above 2%" in [one.text for one in read(text).unsupported]
