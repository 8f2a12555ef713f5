"""Buying on a rhythm, fixed weights and rotations: judged by months and purchases, and told so."""

import datetime as dt
import re
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import pytest

from agents import workflow
from agents.analyst import findings_of
from agents.backtest_runner import headline, judge
from agents.judging.unseen import kept_of
from agents.language import read
from agents.workflow import RunRequest
from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.plans import Course, Kind, Plan
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue
from tests.agents.making import Desk, random_bars, reading_of
from tests.agents.test_analyst import FINE, HELD

SAVING = "Buy $500 of AAPL every month"
WEIGHTS = "60% AAPL 40% MSFT rebalanced monthly"
ROTATION = "Every month hold the best of AAPL, MSFT and IBM by 3-month return."
SYMBOLS = {"AAPL": 1, "MSFT": 2, "IBM": 3}
MONTH = 30.4375


def world(months: float, drift: float) -> list[Bars]:
    days = round(months * MONTH)
    return [random_bars(days, symbol, seed, drift) for symbol, seed in SYMBOLS.items()]


def strategy_of(words: str, **changes: Any) -> Strategy:
    strategy = read(words).strategy
    assert strategy is not None
    return strategy.model_copy(update=changes)


async def told(words: str, months: float = 60, drift: float = 0.001, **changes: Any) -> Any:
    strategy = strategy_of(words, **changes)
    bars = [one for one in world(months, drift) if one.symbol in strategy.symbols]
    return await Desk(bars).run(strategy, max_iterations=1)


def plan(months: int, bought: int = 60, kind: Kind = "purchases", looks: int = 60) -> Plan:
    none = np.empty(0, np.int64)
    return Plan(kind, months, Course(np.arange(bought), none, none, looks, 0.5))


# Findings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "texts"),
    [
        (0, ["Only less than a month; fewer than 12 months say nothing."]),
        (1, ["Only 1 month; fewer than 12 months say nothing."]),
        (11, ["Only 11 months; fewer than 12 months say nothing."]),
        (12, ["Only 12 months; fewer than 36 months say little."]),
        (35, ["Only 35 months; fewer than 36 months say little."]),
        (36, []),
    ],
)
def test_a_plan_is_held_against_its_months(months: int, texts: list[str]) -> None:
    found = findings_of({**FINE, "trades": 1}, HELD, plan=plan(months))
    assert [one.text for one in found] == texts
    assert all((one.metric, one.value) == ("months", months) for one in found)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"bought": 1}, "Only 1 purchase; fewer than 3 say nothing."),
        ({"bought": 5}, "Only 5 purchases; 5 or fewer say little."),
        ({"kind": "rotation", "looks": 2}, "Only 2 choices; fewer than 3 say nothing."),
        ({"kind": "rotation", "looks": 5}, "Only 5 choices; 5 or fewer say little."),
    ],
)
def test_and_against_what_it_did_in_them(counts: dict[str, Any], text: str) -> None:
    assert [one.text for one in findings_of(FINE, HELD, plan=plan(60, **counts))] == [text]


def test_fixed_weights_need_no_choice() -> None:
    assert findings_of(FINE, HELD, plan=plan(60, 1, "weights", 1)) == []


async def test_that_the_first_part_is_short_is_nothing_to_change_numbers_for() -> None:
    bars = world(20, 0.0)[:1]
    desk = Desk(bars)
    await desk.run(strategy_of(SAVING), max_iterations=2)
    (review,) = [event.data for event in desk.said if event.action == "review" and event.data]
    assert "few_months" in {one["code"] for one in review["findings"]}
    assert not {one["code"] for one in review["in_sample"]} & {"few_trades", "too_few_trades"}


# The verdict ------------------------------------------------------------------------------------


async def test_months_and_purchases_are_told_and_not_one_trade() -> None:
    result = await told(SAVING, initial_capital=50_000.0)
    invested = result["plan"]["invested"]
    assert (result["plan"]["months"], result["plan"]["bought"]) == (60, 59)
    assert (
        f"It made 59 purchases, from 2010-02-01 to 2014-12-01: on average {invested:.1%} of the "
        "money was invested, where buy and hold invests all of it at the start."
    ) in result["verdict"]["text"]
    assert not re.search(r"\btrade", result["verdict"]["text"])
    assert not {"too_few_trades", "few_trades"} & {one["code"] for one in result["findings"]}
    assert "59 purchases" in result["headline"]


async def test_the_part_that_was_invested_is_what_was_not_cash() -> None:
    result = await told(SAVING, initial_capital=50_000.0)
    times, equity = zip(*result["equity"], strict=True)
    months = [time[:7] for time in times]
    spent = [500 * (len(set(months[: bar + 1])) - 1) for bar in range(len(months))]
    parts = [1 - (50_000 - paid) / worth for paid, worth in zip(spent, equity, strict=True)]
    assert result["plan"]["invested"] == pytest.approx(np.mean(parts))


@pytest.mark.parametrize("words", [SAVING, WEIGHTS, ROTATION])
async def test_five_years_of_a_plan_can_be_judged(words: str) -> None:
    result = await told(words)
    states = {one["name"]: one["state"] for one in result["robustness"]["findings"]}
    assert {states["luck"], states["holding"], states["histories"], states["costs"]} <= {
        "passed",
        "failed",
    }
    assert states["entries"] == "unknown"
    assert "its moments are set by the calendar" in str(result["robustness"]["findings"])
    assert not any("too few" in one.lower() for one in result["verdict"]["warnings"])


@pytest.mark.parametrize("words", [SAVING, WEIGHTS, ROTATION])
async def test_two_years_are_too_few_to_know(words: str) -> None:
    result = await told(words, months=24)
    assert (
        "24 months are too few to know whether this is skill or luck." in result["verdict"]["text"]
    )
    assert (
        "Too few months to know: 24, where at least 36 are needed before averages mean something."
    ) in result["verdict"]["warnings"]
    assert {one["state"] for one in result["robustness"]["findings"]} == {"unknown"}


async def test_a_rotation_that_seldom_chooses_is_not_known_however_long_it_went_on() -> None:
    result = await told(ROTATION.replace("month hold", "year hold"))
    assert "It chose 5 times in 60 months" in result["verdict"]["text"]
    assert "5 choices are too few to know whether" in result["verdict"]["text"]


async def test_rebalancings_are_counted_without_the_first_purchase() -> None:
    result = await told(WEIGHTS)
    assert "It bought on 2010-01-02 and rebalanced 59 times in 60 months." in str(result["verdict"])
    still = await told("Hold AAPL and MSFT equally")
    assert "It bought on 2010-01-02 and kept what it bought." in still["verdict"]["text"]
    assert "2 trades" in still["headline"]


def test_the_last_part_of_a_plan_is_long_enough_by_its_months() -> None:
    """Nothing is bought anew there, and that is no lack."""
    short, long = (judge(strategy_of(WEIGHTS), world(m, 0.002)[:2], lambda: None) for m in (36, 60))
    assert "its last 30% have too few months (11; 12 are needed)" in kept_of(short)[1]
    assert kept_of(long)[0] is not None


def test_others_are_told_by_their_trades() -> None:
    strategy = strategy_of("Buy AAPL when RSI is below 30, sell when RSI is above 70")
    done = run(strategy, world(60, 0.0)[:1])
    assert done.plan is None
    assert f"{done.positions} trades" in headline(done)


# Money that runs out ----------------------------------------------------------------------------


@cache
def apple() -> Bars:
    return catalogue.load("AAPL", "1d", None, None, "bokeh_sampledata")[0]


async def test_sixty_months_of_apple_with_money_for_twenty_purchases() -> None:
    """Bought at the first open of each month, but for the very first, before which nothing was."""
    strategy = strategy_of(SAVING, start=dt.date(2008, 1, 1), end=dt.date(2012, 12, 31))
    days = [str(day) for day in apple().time.astype("datetime64[D]") if "2008" <= str(day) < "2013"]
    first = [next(group) for _, group in groupby(days, key=lambda day: day[:7])][1:]
    request = RunRequest(
        reading=reading_of(strategy).model_dump(mode="json"),
        strategy=strategy.model_dump(mode="json"),
        source="bokeh_sampledata",
        max_iterations=1,
    )
    result = await workflow.run(
        request, emit=Desk([]).emit, load_bars=catalogue.load, check_cancelled=lambda: None
    )
    assert (len(first), result["plan"]["bought"], result["plan"]["missed"]) == (59, 20, 39)
    assert (
        f"The money ran out on {first[19]}: 39 later purchases did not happen. "
        "Begin with more, or buy for less."
    ) in result["verdict"]["warnings"]
    assert f"20 purchases, from {first[0]} to {first[19]}:" in result["verdict"]["text"]


async def test_money_that_suffices_leaves_no_warning() -> None:
    result = await told(SAVING, initial_capital=29_500.0)
    assert not any("money ran out" in one for one in result["verdict"]["warnings"])
    assert result["plan"]["missed"] == 0


# Every world ------------------------------------------------------------------------------------

WORLDS = [
    (words, months, drift)
    for words in (SAVING, "Buy $20000 of AAPL every month", WEIGHTS, ROTATION)
    for months, drift in ((60, 0.001), (60, -0.001), (60, 0.0), (9, 0.001), (2.5, 0.0))
]


@pytest.mark.parametrize(("words", "months", "drift"), WORLDS)
async def test_no_sentence_is_false_or_ungrammatical(
    words: str, months: float, drift: float
) -> None:
    result = await told(words, months, drift)
    verdict = result["verdict"]
    sentences = [verdict["text"], *verdict["warnings"], result["headline"]]
    sentences += [one["text"] for one in (*result["findings"], *result["robustness"]["findings"])]
    said = " ".join(sentences)
    nouns = "month|purchase|choice|time|rebalancing|trade|bar"
    assert not re.search(rf"(?<![\d,.])1 (later )?({nouns})s\b|\b1 \w+s? are\b", said)
    assert not re.search(rf"(?<![\d,.])([2-9]|\d\d+) (later )?({nouns})\b", said)
    assert not re.search(r"\btoo few trades|Only \d+ trades?;", said)
    gained, held = (result[one]["total_return"] for one in ("metrics", "benchmark"))
    better = verdict["text"].startswith(("Better than", "Lost less than"))
    assert better == (bool(result["trades"]) and round(gained, 3) > round(held, 3))
    assert ("The money ran out" in said) == (result["plan"]["missed"] > 0)


# Ideas ------------------------------------------------------------------------------------------


async def test_where_the_money_ran_out_the_idea_is_to_begin_with_enough() -> None:
    result = await told(SAVING)
    bought, missed = result["plan"]["bought"], result["plan"]["missed"]
    assert missed > 0
    (idea,) = [one for one in result["suggestions"] if one["words"].startswith("start with")]
    needed = float(idea["words"].removeprefix("start with ").replace(",", ""))
    assert 500 * (bought + missed) <= needed <= 500 * (bought + missed) * 1.05 + 1000
    richer = await told(SAVING, initial_capital=needed)
    assert richer["plan"]["missed"] == 0


async def test_an_idea_for_a_plan_is_not_refused_for_want_of_trades() -> None:
    bars = [random_bars(3000, symbol, seed) for seed, symbol in enumerate(("AAPL", "MSFT"))]
    found = await Desk(bars).run(strategy_of(WEIGHTS), max_iterations=1)
    assert "rebalance every quarter" in [one["words"] for one in found["suggestions"]]
    costs = [one for one in (await told(WEIGHTS))["suggestions"] if "commission" in one["words"]]
    assert "rebalancings" in costs[0]["why"]
    assert "trade" not in costs[0]["expected"].partition("On the first part")[2]


async def test_buying_and_holding_is_not_compared_with_itself() -> None:
    result = await told("Buy and hold AAPL")
    verdict, findings = result["verdict"], result["robustness"]["findings"]
    assert verdict["text"].startswith("This is buy and hold itself from")
    assert "against" not in verdict["text"].partition(".")[0]
    assert "checks" not in verdict["text"]
    assert {one["state"] for one in findings if one["name"] == "holding"} == {"unknown"}
    assert not any("no more than the market" in one for one in verdict["warnings"])
