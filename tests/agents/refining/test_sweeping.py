"""A strategy with ranges: every variant is tried, the choice is honest, and it can be stopped."""

import asyncio
import json
import time
from typing import Any

import numpy as np
import pytest

from agents.events import AgentProgressed, Event
from agents.refining import sweeping
from agents.refining.refine import winner_of
from agents.workflow import AgentFailure, Cancelled
from backtests.engine import study as engine
from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.agents.making import Desk, random_bars, rsi_strategy
from tests.engine.making import closes, compare, indicator

PERIOD = {
    "path": "entry.left.params.period, exit.left.params.period",
    "from": 4,
    "to": 20,
    "step": 2,
}
LIMIT = {"path": "entry.right.value", "from": 20, "to": 40, "step": 4}
WIDE = {"path": "exit.right.value", "from": 50, "to": 90, "step": 0.25}


def ranged(*ranges: dict[str, Any], **changes: Any) -> Strategy:
    return rsi_strategy(ranges=list(ranges or (PERIOD, LIMIT)), **changes)


@pytest.fixture
def desk() -> Desk:
    return Desk([random_bars(1500)])


def of_the_sweep(said: list[Event]) -> list[AgentProgressed]:
    return [one for one in said if isinstance(one, AgentProgressed) and one.action == "sweep"]


async def test_every_variant_is_in_the_result_with_the_figures_that_it_has_alone(
    desk: Desk,
) -> None:
    strategy = ranged()
    grid = (await desk.run(strategy))["sweep"]
    early = desk.bars[0].take(slice(0, 1050))
    assert grid["count"] == 9 * 6
    assert grid["sample"]["bars"] == 1050
    for number in (0, 17, 53):
        alone = run(strategy.variant(number), [early]).metrics
        assert grid["figures"]["trades"][number] == alone["trades"]
        assert grid["figures"]["total_return"][number] == pytest.approx(
            alone["total_return"], abs=1e-4
        )


async def test_axes_name_what_varies(desk: Desk) -> None:
    axes = (await desk.run(ranged()))["sweep"]["axes"]
    assert [axis["label"] for axis in axes] == ["period of RSI", "entry limit of RSI"]
    assert axes[1]["values"] == [20, 24, 28, 32, 36, 40]


async def test_the_winner_is_run_in_full(desk: Desk) -> None:
    strategy = ranged()
    result = await desk.run(strategy)
    chosen = strategy.variant(result["sweep"]["chosen"])
    assert result["strategy"] == chosen.model_dump(mode="json")
    assert result["metrics"]["total_return"] == run(chosen, desk.bars).metrics["total_return"]
    assert len(result["trades"]) == result["metrics"]["trades"]
    assert [one["kept"] for one in result["iterations"]] == [True]


async def test_the_winner_has_the_best_sharpe_ratio_of_those_that_traded_enough(desk: Desk) -> None:
    grid = (await desk.run(ranged()))["sweep"]
    sharpe, trades = grid["figures"]["sharpe"], grid["figures"]["trades"]
    enough = [one for one, count in zip(sharpe, trades, strict=True) if count > 5]
    assert sharpe[grid["chosen"]] == max(enough)


async def test_what_the_last_part_holds_does_not_change_the_choice(desk: Desk) -> None:
    other = random_bars(1500, seed=9).take(slice(1050, 1500))
    columns = ("open", "high", "low", "close", "volume")
    changed = desk.bars[0].take(slice(0, 1500))
    mixed = {
        name: np.concatenate([getattr(changed, name)[:1050], getattr(other, name)])
        for name in columns
    }
    later = Desk([Bars("X", "1d", changed.time, **mixed, provider="made up")])
    grids = [(await one.run(ranged()))["sweep"] for one in (desk, later)]
    assert grids[0]["chosen"] == grids[1]["chosen"]
    assert grids[0]["figures"] == grids[1]["figures"]


async def test_the_same_request_gives_the_same_result(desk: Desk) -> None:
    assert await desk.run(ranged()) == await desk.run(ranged())


async def test_progress_counts_variants_and_ends_with_all_of_them(desk: Desk) -> None:
    await desk.run(ranged(PERIOD, WIDE))
    said = of_the_sweep(desk.said)
    counts = [one.data and one.data["done"] for one in said]
    assert {one.data and one.data["total"] for one in said} == {9 * 161}
    assert counts == sorted(set(counts))
    assert counts[-1] == 9 * 161
    assert 10 <= len(said) <= sweeping.WORDS


async def test_few_variants_are_said_one_by_one(desk: Desk) -> None:
    await desk.run(ranged(LIMIT))
    assert [one.message for one in of_the_sweep(desk.said)][:2] == [
        "1 of 6 variants tested.",
        "2 of 6 variants tested.",
    ]


async def test_a_sweep_is_cancelled_in_the_middle_and_at_once(desk: Desk) -> None:
    asked: list[float] = []

    def check() -> None:
        if len(of_the_sweep(desk.said)) >= 3:
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        await desk.run(ranged(PERIOD, LIMIT, WIDE), check_cancelled=check)
    assert time.monotonic() - asked[0] < 0.5
    assert len(of_the_sweep(desk.said)) == 3
    assert len(asked) == 1


async def test_the_loop_goes_on_while_variants_are_tested(desk: Desk) -> None:
    engine.warm_up()  # a site compiles before its workers fork
    gaps: list[float] = []

    async def beat() -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            gaps.append(time.monotonic() - before)

    heart = asyncio.create_task(beat())
    await desk.run(ranged(PERIOD, WIDE))
    heart.cancel()
    assert len(gaps) > 10
    assert max(gaps) < 1


@pytest.mark.parametrize("seed", range(4))
async def test_the_best_of_many_tries_on_noise_is_no_edge(seed: int) -> None:
    result = await Desk([random_bars(2500, seed=seed)]).run(ranged(PERIOD, LIMIT))
    states = {one["name"]: one["state"] for one in result["robustness"]["findings"]}
    assert states["tries"] != "passed"
    assert "may be real" not in result["verdict"]["text"]
    assert result["robustness"]["trials"] == 54
    assert result["sweep"]["dsr"] < 0.95


async def test_an_edge_that_is_there_stands_out_from_all_tries() -> None:
    wave = 100 * np.exp(0.05 * np.sin(np.arange(3000) / 5) + 1e-4 * np.arange(3000))
    noisy = wave * np.exp(np.random.default_rng(0).normal(0, 0.002, 3000))
    result = await Desk([closes([float(price) for price in noisy])]).run(ranged(PERIOD, LIMIT))
    assert result["sweep"]["dsr"] > 0.95
    assert "Of 54 variants tried, the best would rarely look this good" in result["verdict"]["text"]


async def test_the_verdict_counts_the_variants_and_says_what_the_rest_shows(desk: Desk) -> None:
    result = await desk.run(ranged())
    text = result["verdict"]["text"]
    assert f"Of 54 variants, {result['sweep']['winner']} did best on the first part" in text
    assert "which the choice did not see" in text
    assert any("winner of a sweep" in one for one in result["verdict"]["warnings"])


async def test_overfitting_and_neighbours_are_those_of_the_grid() -> None:
    result = await Desk([random_bars(1500, drift=0.002)]).run(ranged())
    names = [one["name"] for one in result["robustness"]["findings"]]
    assert {"overfitting", "neighbours"} <= set(names)
    grid = result["sweep"]
    assert grid["pbo"] == grid["overfitting"]["pbo"]
    assert grid["overfitting"]["variants"] == 54
    assert grid["neighbours"]["neighbours"] in (3, 5, 8)


async def test_a_short_period_is_not_split_and_that_is_said() -> None:
    result = await Desk([random_bars(90)]).run(ranged())
    assert not result["sweep"]["sample"]["set_aside"]
    assert result["iterations"][0]["out_of_sample"] is None
    assert "the choice has seen all of it" in result["verdict"]["text"]


async def test_a_first_part_that_is_shorter_than_a_window_is_not_split() -> None:
    long = {"path": "entry.right.params.period", "values": [50, 90]}
    strategy = rsi_strategy(
        entry=compare({"kind": "price"}, ">", indicator("SMA", period=50)), ranges=[long]
    )
    result = await Desk([random_bars(120)]).run(strategy)
    assert not result["sweep"]["sample"]["set_aside"]
    assert result["sweep"]["count"] == 2


async def test_variants_that_need_more_bars_than_there_are_are_refused_by_name() -> None:
    long = {"path": "entry.left.params.period", "values": [14, 500]}
    with pytest.raises(AgentFailure, match=r"RSI\(500\) needs 500 bars"):
        await Desk([random_bars(300)]).run(ranged(long))


async def test_a_grid_that_never_trades_is_said_to(desk: Desk) -> None:
    result = await desk.run(ranged({"path": "entry.right.value", "values": [0, 0.5, 1]}))
    assert "None of the 3 variants traded" in result["verdict"]["text"]
    assert result["explanation"]


async def test_many_variants_make_a_small_result(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CELLS", 100_000)
    grid = (await desk.run(ranged(PERIOD, WIDE)))["sweep"]
    assert len(json.dumps(grid["figures"])) < 35 * grid["count"]


def test_the_winner_differs_in_what_varies(desk: Desk) -> None:
    strategy = ranged()
    done = engine.study(strategy, desk.bars)
    swept = sweeping.Swept(strategy, done, [53], desk.bars[0].time, split=False)
    assert swept.winner == "period of RSI 20, entry limit of RSI 40"
    assert [(one.path, one.before, one.after) for one in winner_of(swept).changes] == [
        ("entry.left.params.period", 4, 20),
        ("exit.left.params.period", 4, 20),
        ("entry.right.value", 20, 40),
    ]


# Portfolios -------------------------------------------------------------------------------------

ROTATION = {
    "symbols": [*"ABC"],
    "portfolio": {"kind": "rotation", "rank_by": {"kind": "change", "bars": 20}, "top": 1},
}
TOP = {"path": "portfolio.top", "from": 1, "to": 2, "step": 1}
RANK = {"path": "portfolio.rank_by.bars", "values": [20, 60, 120]}


def rotating(**changes: Any) -> Strategy:
    return Strategy.model_validate({**ROTATION, **changes})


@pytest.fixture
def many() -> Desk:
    return Desk([random_bars(1500, name, seed, 0.003) for seed, name in enumerate("ABC")])


async def test_a_rotation_is_swept_and_its_winner_run_in_full(many: Desk) -> None:
    strategy = rotating(ranges=[TOP, RANK])
    result = await many.run(strategy)
    grid = result["sweep"]
    early = [one.take(slice(0, 1050)) for one in many.bars]
    singles = [run(strategy.variant(number), early).metrics for number in range(6)]
    assert [axis["label"] for axis in grid["axes"]] == [
        "symbols held at once",
        "bars of the change",
    ]
    assert grid["figures"]["trades"] == [one["trades"] for one in singles]
    assert grid["figures"]["total_return"] == pytest.approx(
        [one["total_return"] for one in singles], abs=1e-4
    )
    chosen = strategy.variant(grid["chosen"])
    assert result["strategy"] == chosen.model_dump(mode="json")
    assert result["metrics"]["total_return"] == run(chosen, many.bars).metrics["total_return"]
    assert f"Of 6 variants, {grid['winner']} did best" in result["verdict"]["text"]
    assert {"overfitting", "neighbours"} <= {
        one["name"] for one in result["robustness"]["findings"]
    }


async def test_a_rotation_without_ranges_is_asked_for_its_neighbours(many: Desk) -> None:
    result = await many.run(rotating())
    near = result["robustness"]["neighbours"]
    states = {one["name"]: one["state"] for one in result["robustness"]["findings"]}
    assert {one["label"] for one in near["moved"]} == {
        "symbols held at once", "bars of the change over 20 bars",
    }  # fmt: skip
    assert states["neighbours"] != "unknown"
    assert states["walk_forward"] != "unknown"


async def test_a_variant_of_a_portfolio_that_needs_more_bars_is_refused_by_name(
    many: Desk,
) -> None:
    long = {"path": "portfolio.rank_by.bars", "values": [20, 1000]}
    few = Desk([one.take(slice(0, 300)) for one in many.bars])
    with pytest.raises(AgentFailure, match="change over 1,000 bars needs 1,000 bars"):
        await few.run(rotating(ranges=[long]))
