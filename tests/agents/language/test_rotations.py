"""The best of several, chosen again and again: what it ranks by, among which, how often."""

import datetime as dt

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Allocation, Change, Indicator, Rotation
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    ("text", "top", "bars", "filtered", "fallback"),
    [("Each month hold the 2 of SPY, TLT, GLD and QQQ with the highest 6-month return",
      2, 126, False, None),
     ("Every month buy the top 2 of SPY, TLT and GLD by 3-month return, "
      "only if their return is positive, otherwise BIL", 2, 63, True, "BIL"),
     ("Rotate monthly into the best of SPY and TLT over the last 12 months", 1, 252, False, None),
     ("On the last trading day of every month buy whichever of SPY and TLT gained the most over "
      "the past 3 months and keep it until the next month end", 1, 63, False, None),
     ("Pick the top 1 of SPY and TLT by 6-month return at the end of every month",
      1, 126, False, None),
     ("At month end hold the one of SPY and TLT that rose the most over 6 months",
      1, 126, False, None),
     ("Hold the strongest of SPY and TLT by 3-month momentum every month, else cash",
      1, 63, True, None)],
)  # fmt: skip
def test_a_rotation(text: str, top: int, bars: int, filtered: bool, fallback: str | None) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert (made.top, made.rank_by, made.fallback) == (top, Change(bars=bars), fallback)
    assert (made.filter is not None, made.rebalance) == (filtered, "month")


@pytest.mark.parametrize(
    ("unless", "fallback"),
    [(". If its return is negative go to cash", None), ("; go to cash when it is negative", None),
     (", only if positive", None), (", if it's below zero hold BIL instead", "BIL"),
     (" unless its return is negative, then hold BIL", "BIL"),
     (", only if it is positive, else T-bills (BIL)", "BIL")],
)  # fmt: skip
def test_a_rotation_with_absolute_momentum(unless: str, fallback: str | None) -> None:
    text = f"Every month rank SPY, EFA and TLT by 12 month return and hold the best{unless}"
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter
    assert describe_condition(made.filter) == "the change over 252 bars is above 0%"
    assert made.fallback == fallback


@pytest.mark.parametrize(
    "leaves",
    ["Go to cash if SPY is below its 200 day SMA", "If SPY is below its 200 day SMA go to cash"],
)
def test_a_rotation_goes_to_cash_on_a_rule_of_another_symbol(leaves: str) -> None:
    made = strategy_of(f"Every month hold the best of EFA and TLT by 6 month return. {leaves}.")
    assert isinstance(made.portfolio, Rotation)
    assert made.portfolio.filter
    said = describe_condition(made.portfolio.filter)
    assert said == "SPY's close is at or above SPY's SMA(200)"
    assert made.symbols == ["EFA", "TLT"]


def test_a_sentence_beside_a_rotation_takes_nothing_from_it() -> None:
    rotation = "Rotate monthly into the top 2 of SPY, TLT and GLD by 6-month return."
    plain = strategy_of(rotation)
    swept = read(f"{rotation} Sweep the RSI period from 5 to 25")
    assert asked(swept) == ["range_1"]
    sold = read(f"{rotation} Sell everything when VIX is above 40.")
    assert (sold.action, sold.strategy) == ("partial", plain)
    assert [one.text for one in sold.unsupported] == ["Sell everything when VIX is above 40"]
    both = read(
        "Rank SPY, TLT and GLD by 6-month return and lowest RSI(14), hold the best, monthly"
    )
    assert both.strategy is None


def test_a_rotation_since_the_start_of_the_year_asks_for_days_instead() -> None:
    reading = read("Hold the best of AAPL, MSFT and IBM by YTD return, monthly")
    assert asked(reading) == ["look_back"]
    assert [one.text for one in reading.unsupported] == ["YTD"]


def test_returns_of_two_symbols_are_compared() -> None:
    made = strategy_of(
        "Hold SPY if its 12-month return beats that of EFA, else hold EFA. Check monthly."
    ).portfolio
    assert isinstance(made, Allocation)
    when = describe_condition(made.branches[0].when)
    assert when == "the change over 252 bars is above EFA's change over 252 bars"
    assert (made.otherwise, made.look) == ({"EFA": 1.0}, "month")


def test_a_rotation_may_be_filtered_by_another_symbol() -> None:
    reading = read(
        "Buy the strongest of XLK, XLF and XLE by 63-day return every month but only when SPY is "
        "above its 10-month moving average; otherwise cash"
    )
    assert "if SPY's close is above SPY's SMA(210)" in reading.sentence
    assert not any("not positive" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    ("text", "symbols", "top", "bars", "fallback"),
    [("At each month end hold whichever of SPY and EFA had the better 12 month return, if both "
      "are negative hold AGG", ["SPY", "EFA", "AGG"], 1, 252, "AGG"),
     ("Pick the 2 best performing of XLB, XLE and XLF over the past quarter, swap quarterly",
      ["XLB", "XLE", "XLF"], 2, 63, None)],
)  # fmt: skip
def test_a_rotation_in_other_words(
    text: str, symbols: list[str], top: int, bars: int, fallback: str | None
) -> None:
    made = strategy_of(text)
    assert isinstance(made.portfolio, Rotation)
    assert made.symbols == symbols
    assert (made.portfolio.top, made.portfolio.rank_by) == (top, Change(bars=bars))
    assert made.portfolio.fallback == fallback
    assert bool(made.portfolio.filter) == bool(fallback)


def test_what_a_rotation_leaves_open_is_said_or_asked() -> None:
    reading = read("Rotate between SPY and GLD based on momentum")
    assert asked(reading) == ["look_back"]
    assert any(one.path == "portfolio.rebalance" for one in reading.assumptions)
    answered = read("Rotate between SPY and GLD based on momentum", answers={"look_back": "1 year"})
    assert answered.strategy
    assert isinstance(answered.strategy.portfolio, Rotation)
    assert answered.strategy.portfolio.rank_by == Change(bars=252)


@pytest.mark.parametrize(
    ("text", "ranked", "lowest"),
    [("Each week hold the 2 of AAPL, MSFT and IBM with the lowest RSI(14)", "RSI", True),
     ("Hold the one of SPY, TLT and GLD with the highest 20-day volatility, monthly",
      "VOLATILITY", False)],
)  # fmt: skip
def test_a_rotation_ranks_by_any_value(text: str, ranked: str, lowest: bool) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert isinstance(made.rank_by, Indicator)
    assert (made.rank_by.name, made.lowest) == (ranked, lowest)


def test_a_rotation_may_filter_by_a_rule() -> None:
    made = strategy_of(
        "Every month hold the top 2 of SPY, TLT and GLD by 6-month return, "
        "only if the price is above its 200-day average, otherwise BIL"
    ).portfolio
    assert isinstance(made, Rotation)
    assert made.fallback == "BIL"
    assert made.filter is not None
    assert describe_condition(made.filter) == "the close is above SMA(200)"


def test_the_money_beside_a_rotation_is_the_capital() -> None:
    text = "invest $25k in the strongest of AAPL, MSFT and NVDA over the past 6 months, quarterly"
    made = strategy_of(text)
    assert isinstance(made.portfolio, Rotation)
    assert (made.initial_capital, made.portfolio.rank_by) == (25_000, Change(bars=126))


def test_a_rotation_may_be_among_those_above_their_average() -> None:
    text = ("Hold the top 2 of XLK, XLF and XLE by 3 month momentum, rebalance monthly, "
            "only those above their 200 day SMA")  # fmt: skip
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter
    assert describe_condition(made.filter) == "the close is above SMA(200)"


def test_a_list_that_is_compared_is_chosen_from_and_no_benchmark() -> None:
    text = "Every month compare SPY, EFA and BND by their 6-month gain and buy the top performer."
    reading = read(text)
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["SPY", "EFA", "BND"]
    assert reading.strategy.benchmark is None


@pytest.mark.parametrize(
    ("said", "every"),
    [
        ("Keep it a month, then rank again.", "month"),
        ("Hold for a week and repeat.", "week"),
        ("hold it one quarter, then repeat the process", "quarter"),
    ],
)
def test_how_long_the_best_is_kept_is_how_often_it_ranks(said: str, every: str) -> None:
    made = strategy_of(f"Own the best of QQQ, GLD and TLT over the last 3 months. {said}")
    assert isinstance(made.portfolio, Rotation)
    assert made.portfolio.rebalance == every


@pytest.mark.parametrize(
    "text",
    ["Each month hold whichever of SPY and EFA has the best 9-month return if it is better than BIL"
     ", otherwise TLT",
     "Rank SPY and EFA by their 12-month returns. If the best has performed better than BIL, buy "
     "it. If BIL has performed better, buy TLT. Repeat every month"],
)  # fmt: skip
def test_a_return_to_beat_is_not_read_over(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.action != "run"
    assert reading.unsupported


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("Hold whichever of SPY, TLT or GLD had the best 20-day return, rebalancing weekly, over 3 "
         "years", 20),
        ("Each month buy the ETF among SPY, TLT, GLD with the best 6-month return over 10 years",
         126),
        ("Rotate weekly into the strongest of SPY, QQQ, IWM by 30-day return, test it over 4 years",
         30),
    ],
)  # fmt: skip
def test_years_beside_the_time_of_the_ranking_are_the_test(text: str, bars: int) -> None:
    reading = read(text, today=dt.date(2025, 6, 30))
    assert reading.strategy is not None
    assert isinstance(reading.strategy.portfolio, Rotation)
    assert reading.strategy.portfolio.rank_by == Change(bars=bars)
    assert reading.strategy.start is not None


def test_years_behind_another_part_are_not_those_of_the_ranking() -> None:
    text = "Hold whichever of SPY, TLT or GLD had the best return, rebalancing weekly, over 2 years"
    assert asked(read(text, today=dt.date(2025, 6, 30))) == ["look_back"]


def test_years_alone_are_the_time_of_the_ranking() -> None:
    text = "Each month hold whichever of SPY, TLT or GLD had the best return over 2 years"
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.rank_by == Change(bars=504)


@pytest.mark.parametrize(
    ("text", "top", "bars"),
    [
        ("Halte jeden Monat den stärksten ETF aus QQQ, IEF und GLD nach 6-Monats-Rendite", 1, 126),
        ("Kaufe jeden Monat die Top 2 aus QQQ, IEF und GLD nach der Rendite der letzten 3 Monate",
         2, 63),
        ("Rotiere monatlich in den besten von QQQ, IEF und GLD nach 3-Monats-Rendite", 1, 63),
        ("Chaque mois, conserver le top 2 parmi QQQ, IEF et GLD selon la performance sur 6 mois",
         2, 126),
        ("Garder chaque mois l'ETF le plus performant sur 3 mois entre QQQ, IEF et GLD", 1, 63),
        ("Rota cada mes entre QQQ, IEF y GLD al que tenga mejor rentabilidad en 3 meses", 1, 63),
        ("每月买入QQQ、IEF、GLD中60日收益率最高的", 1, 60),
    ],
)  # fmt: skip
def test_a_rotation_is_said_in_other_languages(text: str, top: int, bars: int) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert (made.top, made.rank_by) == (top, Change(bars=bars))


def test_a_time_in_german_stays_one_where_nothing_is_ranked() -> None:
    assert strategy_of("Kaufe KO, wenn RSI(14) unter 30, verkaufe nach 10 Tagen").max_bars == 10


@pytest.mark.parametrize(
    "text",
    ["每周持有XLK和XLE中过去20日涨幅较大的一个，都下跌则空仓",
     "在XLK、XLE中每周持有过去20个交易日涨幅最大的一个，均为负则持有现金"],
)  # fmt: skip
def test_the_one_that_rises_most_or_cash_in_chinese(text: str) -> None:
    assert read(text).sentence.startswith(
        "Every week hold the one of XLK and XLE with the highest change over 20 bars, if the "
        "change over 20 bars is above 0%"
    )


def test_indices_of_china_are_known_by_name() -> None:
    text = "每周持有沪深300和中证500中过去20个交易日涨幅较大的一个"
    made = read(text).strategy
    assert made is not None
    assert made.symbols == ["000300.SS", "000905.SS"]


def test_a_clause_in_one_word_is_not_passed_over() -> None:
    reading = read("比较XLK和XLE最近20个交易日的涨幅，持有涨幅较大的，均为负则持有现金")
    assert reading.strategy is None
    assert any("均为负" in one.text for one in reading.unsupported)
