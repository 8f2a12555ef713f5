"""Scores the reader against labelled descriptions: python benchmarks/score_reader.py PATH.jsonl

One JSON object a line: id, text, expected (a careful person's reading). A description passes if
the action, the symbols and every rule and number agree; a strategy that runs on anything else is
counted as wrong, which is the worst that can happen.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from agents.language import ImpossibleStrategy, Reading, read
from backtests.engine.strategy import (
    All,
    Calendar,
    Change,
    Comparison,
    Condition,
    Distance,
    Indicator,
    Number,
    Operand,
    Price,
    Streak,
    parts_of,
)

Json = dict[str, Any]
SAME_SYMBOL = {"^GSPC": "SPY", "GC=F": "XAUUSD", "BTC/USDT": "BTC-USD"}
MOVING = {"<": ("<", "<=", "crosses_below"), ">": (">", ">=", "crosses_above")}
LEVELS = {"BB_UPPER": "upper", "BB_LOWER": "lower", "BB_MIDDLE": "middle"}


@dataclass
class Score:
    """What became of one description."""

    id: str
    expected: str
    action: str
    problems: list[str] = field(default_factory=list)
    milliseconds: float = 0.0
    ran: bool = False

    @property
    def verdict(self) -> str:
        if not self.problems:
            return "pass"
        return "WRONG" if self.ran else "miss"


# What the engine cannot say yet; where a description needs it, asking is right.
UNSAYABLE = frozenset(
    {
        "ALWAYS", "DRAWDOWN_FROM_REFERENCE", "YTD_RETURN",
    }
)  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DATED = {
    "DAY_OF_WEEK": lambda value: Calendar(weekdays=[WEEKDAYS.index(value) + 1]),
    "TRADING_DAY_OF_MONTH": lambda value: Calendar(month_day=value),
    "LAST_TRADING_DAY_OF_YEAR": lambda value: Calendar(months=[12], month_day=-1),
}


def score(item: Json) -> Score:
    began = time.perf_counter()
    try:
        reading = read(item["text"])
    except ImpossibleStrategy as error:
        impossible = bool(item["expected"].get("impossible"))
        return Score(item["id"], item["expected"]["action"], "impossible",
                     [] if impossible else [str(error)])  # fmt: skip
    took = (time.perf_counter() - began) * 1000
    made = Score(item["id"], item["expected"]["action"], reading.action, [], took)
    made.problems = problems(item, reading)
    made.ran = bool(made.problems) and misread(item, reading)
    return made


def misread(item: Json, reading: Reading) -> bool:
    """A strategy would run, and it is not the one that was described."""
    answered = reading if reading.strategy else read(item["text"], answers="defaults")
    if answered.strategy is None or answered.action == "partial":
        return False
    return bool(_rules(item["expected"], answered, answered.strategy.model_dump()))


def problems(item: Json, reading: Reading) -> list[str]:
    expected = item["expected"]
    asked = reading
    found = []
    if reading.questions and not reading.strategy:
        asked = read(item["text"], answers="defaults")
    if not _action_fits(expected["action"], reading, asked):
        found.append(f"action {reading.action}")
    if expected["action"] in ("run", "clarify"):
        data = asked.strategy.model_dump() if asked.strategy else {**asked.draft}
        found += _rules(expected, asked, data)
    return found


def _action_fits(expected: str, reading: Reading, answered: Reading) -> bool:
    if expected == "run" and reading.action == "clarify":
        return answered.action == "run"
    return reading.action == expected


def _unsayable(expected: Json) -> bool:
    named = {rule.get("indicator") for rule in expected["entry"] if isinstance(rule, dict)}
    return bool(named & UNSAYABLE) or (expected["direction"] == "short" and not named)


def _rules(expected: Json, reading: Reading, data: Json) -> list[str]:
    found = []
    want = [SAME_SYMBOL.get(symbol, symbol) for symbol in expected["symbols"]]
    have = [SAME_SYMBOL.get(symbol, symbol) for symbol in data.get("symbols", [])]
    asked = {question.id for question in reading.questions}
    if want and want != have and not any(f"ticker-{name.lower()}" in asked for name in want):
        found.append(f"symbols {have} instead of {want}")
    for name, key, unit in (
        ("stop_loss", "stop_loss_pct", 100),
        ("take_profit", "take_profit_pct", 100),
        ("max_bars", "max_hold_days", 1),
        ("initial_capital", "capital", 1),
    ):
        if name == "max_bars" and data.get("exit") and not data.get(name):
            continue  # the holding time follows from the exit
        found += _number(name, data.get(name), expected.get(key), unit, reading)
    timeframe = data.get("timeframe", "1d")
    if expected["timeframe"] not in (None, "intraday", timeframe):
        found.append(f"timeframe {timeframe} instead of {expected['timeframe']}")
    found += _dates(expected.get("date_range") or {}, data)
    found += _levels(expected, data)
    planned = _portfolio(expected, data)
    if planned is not None:
        return found + planned
    if expected["action"] == "clarify" and _unsayable(expected) and not reading.strategy:
        return [problem for problem in found if not problem.startswith("max_bars")]
    found += _condition("entry", expected["entry"], reading, all_of=True)
    return found + _condition("exit", expected["exit"], reading, all_of=False)


def _portfolio(expected: Json, data: Json) -> list[str] | None:
    """Weights, rotation and if/else; None where the description has entry and exit."""
    size, have = expected.get("sizing") or {}, data.get("portfolio") or {}
    switch = next((one["switch"] for one in expected["entry"] if "switch" in one), None)
    if switch:
        return _switch(switch, have)
    if size.get("type") == "fixed_weights":
        want = {name: share / 100 for name, share in size["weights"].items()}
        fits_ = have.get("weights") == want and _often(size, have)
        return [] if fits_ else [f"portfolio {have} instead of {size}"]
    if size.get("type") != "rotation" or not have:
        return None
    bars = size["lookback_days"] if "lookback_days" in size else 21 * size["lookback_months"]
    same = (
        have.get("top") == size["top_n"]
        and have.get("fallback") == size.get("fallback")
        and bars in (None, have["rank_by"]["bars"])
        and bool(have.get("filter")) == bool(size.get("filter"))
    )
    return [] if same and _often(size, have) else [f"portfolio {have} instead of {size}"]


def _often(size: Json, have: Json) -> bool:
    return (size.get("rebalance") or "monthly").startswith(have["rebalance"])


def _switch(want: list[Json], have: Json) -> list[str]:
    branches, otherwise = have.get("branches", []), have.get("otherwise")
    if len(branches) != len(want) - 1 or otherwise != ({} if want[-1]["else"] == "CASH" else None):
        return ["the branches differ"]
    found = []
    for one, branch in zip(want, branches, strict=False):
        rule = _parsed(branch["when"])
        wanted = {**one["when"], "value": {**one["when"]["value"], "symbol": one["when"]["symbol"]}}
        if list(branch["weights"]) != [one["hold"]] or not fits(wanted, leaves(rule)[0]):
            found.append(f"branch lacks {one}")
    return found


def _levels(expected: Json, data: Json) -> list[str]:
    """Distances in ATR, the side, the size and the benchmark."""
    direction = data.get("direction", "long")
    found = []
    if expected["direction"] not in (None, direction):
        found.append(f"direction {direction} instead of {expected['direction']}")
    trailing = expected.get("trailing") or {}
    for name, want in (("stop_loss", expected.get("stop_loss_atr")),
                       ("trailing_stop", trailing.get("atr"))):  # fmt: skip
        have = data.get(name) or {}
        if want and (not isinstance(have, dict) or have.get("multiple") != want):
            found.append(f"{name} {have} instead of {want} ATR")
    size = expected.get("sizing") or {}
    if size.get("type") == "risk_pct" and (data.get("sizing") or {}).get("risk") != (
        size["pct"] / 100):  # fmt: skip
        found.append(f"sizing {data.get('sizing')} instead of {size}")
    if expected.get("benchmark") and data.get("benchmark") != expected["benchmark"]:
        found.append(f"benchmark {data.get('benchmark')} instead of {expected['benchmark']}")
    return found


def _number(name: str, have: Any, want: Any, unit: float, reading: Reading) -> list[str]:
    if want is None:
        said = name in reading.stated or not have
        return (
            [f"{name} {have} was not said"] if have and said and name == "initial_capital" else []
        )
    if have is None or abs(have * unit - want) > 1e-9:
        return [f"{name} {have} instead of {want / unit:g}"]
    return []


def _dates(want: Json, data: Json) -> list[str]:
    return [
        f"{name} {data.get(name)} instead of {want[name]}"
        for name in ("start", "end")
        if want.get(name) and str(data.get(name)) != want[name]
    ]


def _condition(name: str, want: Any, reading: Reading, *, all_of: bool) -> list[str]:
    condition = getattr(reading.strategy, name, None) if reading.strategy else None
    if condition is None and name in reading.draft:
        condition = _parsed(reading.draft[name])
    rules = want if isinstance(want, list) else want.get("any") or want.get("all") or []
    if not rules:
        return []
    have = leaves(condition)
    missing = [rule for rule in rules if not any(fits(rule, leaf) for leaf in have)]
    found = [f"{name} lacks {json.dumps(rule)[:90]}" for rule in missing]
    steps = sum(rule.get("indicator") == "RSI_DOWN_STREAK" and rule["value"] - 1 for rule in rules)
    fills = sum(isinstance(one, Calendar) and one.on == "fill" for one in have)
    if len(have) > len(rules) + steps + (fills if len(rules) > 1 else 0):
        found.append(f"{name} has {len(have) - len(rules)} rules more")
    joined_by_and = isinstance(condition, All)
    if (
        len(rules) > 1
        and condition is not None
        and joined_by_and != (all_of if isinstance(want, list) else "all" in want)
    ):
        found.append(f"{name} is joined the wrong way")
    return found


def _parsed(data: Any) -> Condition:
    from pydantic import TypeAdapter

    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    return adapter.validate_python(data)


def leaves(condition: Condition | None) -> list[Comparison | Calendar]:
    match condition:
        case None:
            return []
        case Comparison() | Calendar():
            return [condition]
    return [leaf for part in parts_of(condition) for leaf in leaves(part)]


def fits(want: Json, have: Comparison | Calendar) -> bool:
    name, op = want.get("indicator", ""), want.get("operator", "")
    value: Any = want.get("value")
    if isinstance(have, Calendar) or name in DATED:
        if name not in DATED or not isinstance(have, Calendar):
            return False
        return have in (DATED[name](value), DATED[name](value).model_copy(update={"on": "signal"}))
    if name == "DRAWDOWN_FROM_HIGH":
        return (
            isinstance(have.left, Distance)
            and have.left.bars == want["params"]["bars"]
            and _is(have.right, -value / 100)
        )
    if name == "PCT_CHANGE":
        return (
            isinstance(have.left, Change)
            and have.left.bars == want["params"]["bars"]
            and _is(have.right, value / 100)
        )
    if name == "RSI_DOWN_STREAK":
        return (
            isinstance(have.right, Indicator) and have.right.name == "RSI" and have.right.lag == 1
        )
    if name in ("DOWN_STREAK", "UP_STREAK"):
        return (
            isinstance(have.left, Streak)
            and have.left.way == name[:-7].lower()
            and _is(have.right, value)
        )
    right = _operand(value, have.right) if isinstance(value, dict) else _is(have.right, value)
    return right and _operand(want, have.left) and _op(op, have.op)


def _op(want: str, have: str) -> bool:
    if want in ("crosses_above", "crosses_below"):
        return have == want
    return have in MOVING.get(want[:1], (want,))


def _is(operand: Operand, value: Any) -> bool:
    return isinstance(operand, Number) and value is not None and abs(operand.value - value) < 1e-9


def _operand(want: Json, have: Operand) -> bool:
    name, params = want.get("indicator", ""), want.get("params") or {}
    times = want.get("multiplier") or 1
    if name in ("PRICE", "OPEN", "LOW", "HIGH", "VOLUME"):
        field_ = {"PRICE": "close"}.get(name, name.lower())
        plain = isinstance(have, Price) and have.field == field_
        return (
            plain
            and (have.symbol or None) == want.get("symbol")
            and abs(have.multiplier - times) < 1e-9
        )
    if not isinstance(have, Indicator) or abs(have.multiplier - times) > 1e-9:
        return False
    if (have.symbol or None) != want.get("symbol"):
        return False
    if have.lag != params.get("shift", have.lag if have.name in ("HIGHEST", "LOWEST") else 0):
        return False
    if not _named(name, have):
        return False
    wanted = {"bars": "period"}
    return all(
        have.params.get(wanted.get(key, key)) == value
        for key, value in params.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and key != "shift"
    )


def _named(name: str, have: Indicator) -> bool:
    if name in LEVELS:
        return have.name == "BOLLINGER" and have.output == LEVELS[name]
    if name.startswith("MACD"):
        output = {"MACD": "line", "MACD_SIGNAL": "signal"}.get(name, "histogram")
        return have.name == "MACD" and have.output == output
    if name.startswith("STOCH"):
        return have.name == "STOCHASTIC" and have.output == name[-1].lower()
    return have.name == {"VOLUME_SMA": "VOLUME_MEAN"}.get(name, name)


def table(scores: list[Score]) -> str:
    lines = [f"{'expected':<10}{'cases':>6}{'pass':>6}{'miss':>6}{'wrong':>6}"]
    for action in ("run", "clarify", "partial", "refuse"):
        own = [one for one in scores if one.expected == action]
        counts = [
            sum(one.verdict == verdict for one in own) for verdict in ("pass", "miss", "WRONG")
        ]
        lines.append(f"{action:<10}{len(own):>6}{counts[0]:>6}{counts[1]:>6}{counts[2]:>6}")
    passed = sum(one.verdict == "pass" for one in scores)
    lines.append(f"{'all':<10}{len(scores):>6}{passed:>6}")
    lines.append(f"slowest reading: {max(one.milliseconds for one in scores):.1f} ms")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    items = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    scores = [score(item) for item in items]
    for one, item in zip(scores, items, strict=True):
        if one.problems:
            print(f"{one.verdict} {one.id} [{one.expected}] {'; '.join(one.problems)}")
            print(f"     {item['text'][:150]}")
    print(table(scores))
    return int(any(one.verdict == "WRONG" for one in scores))


if __name__ == "__main__":
    sys.exit(main())
