"""Zones say between which values the rules do what: one for a range, none for what says nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from agents.charting.zones import Stretch, stretches_of, zones_of
from backtests.engine.strategy import Not, Strategy
from tests.agents.making import rsi_strategy
from tests.engine.making import compare, indicator, number

RSI = indicator("RSI", period=14)
Json = dict[str, Any]


def zones(strategy: Strategy) -> list[str]:
    return [zone.text for found in zones_of(strategy).values() for zone in found]


def entered(entry: Json) -> list[str]:
    return zones(rsi_strategy(entry=entry, exit=None, max_bars=5))


def rule(kind: str, *parts: Json) -> Json:
    return {"kind": kind, "of": list(parts)}


def opposite(part: Json) -> Json:
    return {"kind": "not", "of": part}


def between(low: float, high: float) -> Json:
    return {"kind": "between", "operand": RSI, "low": number(low), "high": number(high)}


def test_a_zone_says_what_the_rules_do_there() -> None:
    assert zones(rsi_strategy()) == ["buy below 30", "sell above 70"]
    assert zones(rsi_strategy(direction="short")) == ["short below 30", "cover above 70"]


@pytest.mark.parametrize(
    ("op", "text"),
    [
        (">=", "buy at or above 30"),
        ("<=", "buy at or below 30"),
        ("crosses_above", "buy as it rises above 30"),
        ("crosses_below", "buy as it drops below 30"),
    ],
)
def test_the_limit_itself_belongs_to_the_zone_only_where_the_rule_says_so(
    op: str, text: str
) -> None:
    assert entered(compare(RSI, op, 30)) == [text]


def test_a_range_is_one_zone_with_two_ends() -> None:
    assert entered(between(30, 45)) == ["buy between 30 and 45"]
    apart = rule("all", compare(RSI, ">", 30), compare(RSI, "<=", 45))
    assert entered(apart) == ["buy above 30 and at or below 45"]
    (zone,) = zones_of(rsi_strategy(entry=apart, exit=None, max_bars=5)).popitem()[1]
    told = zone.to_dict()
    assert (told["low"], told["high"], told["level"], told["above"]) == (30, 45, 30, True)
    assert (told["does"], told["enters"]) == ("buy", True)


def test_of_several_limits_on_one_side_the_strictest_counts() -> None:
    assert entered(rule("all", compare(RSI, "<", 40), compare(RSI, "<=", 30))) == [
        "buy at or below 30"
    ]
    assert entered(rule("any", compare(RSI, "<", 40), compare(RSI, "<=", 30))) == ["buy below 40"]


def test_either_of_two_ends_makes_two_zones() -> None:
    two = rule("any", compare(RSI, "<", 20), compare(RSI, ">", 80))
    assert entered(two) == ["buy below 20", "buy above 80"]
    assert entered(opposite(between(20, 80))) == ["buy below 20", "buy above 80"]


def test_what_always_or_never_holds_is_no_zone() -> None:
    assert entered(rule("any", compare(RSI, "<", 50), compare(RSI, ">", 40))) == []
    assert entered(rule("all", compare(RSI, "<", 40), compare(RSI, ">", 50))) == []
    assert entered(opposite(compare(RSI, "crosses_below", 30))) == []


def test_not_turns_a_zone_round_and_a_number_may_stand_on_the_left() -> None:
    turned = {"kind": "compare", "left": number(70), "op": "<", "right": RSI}
    strategy = rsi_strategy(entry=opposite(compare(RSI, "<", 40)), exit=turned)
    assert zones(strategy) == ["buy at or above 40", "sell above 70"]


def test_other_parts_of_a_rule_leave_the_zone_as_it_is() -> None:
    trend = compare({"kind": "price"}, ">", indicator("SMA", period=50))
    assert entered(rule("all", trend, compare(RSI, "<", 30))) == ["buy below 30"]
    lasting = {"kind": "lasting", "of": compare(RSI, "<", 30), "bars": 3}
    assert entered(lasting) == ["buy below 30"]


def test_both_sides_have_zones_of_their_own() -> None:
    strategy = rsi_strategy(direction="both", short_entry=compare(RSI, ">", 80),
                            short_exit=compare(RSI, "<", 50))  # fmt: skip
    assert zones(strategy) == ["buy below 30", "sell above 70", "short above 80", "cover below 50"]


def test_fractions_are_told_as_per_cents() -> None:
    strategy = rsi_strategy(entry=compare({"kind": "change", "bars": 5}, "<", -0.1))
    assert zones(strategy) == ["buy below -10%", "sell above 70"]


def test_a_branch_of_a_portfolio_says_what_it_holds() -> None:
    branches = [{"when": compare(RSI, ">", 50), "weights": {"X": 0.6}}]
    portfolio = {"kind": "allocation", "branches": branches, "otherwise": {}}
    strategy = Strategy.model_validate({"symbols": ["X"], "portfolio": portfolio})
    assert zones(strategy) == ["hold 60% X and 40% cash above 50"]


limits = some.tuples(some.sampled_from(["<", "<=", ">", ">="]), some.integers(1, 99))
leaves = limits.map(lambda pair: compare(RSI, pair[0], pair[1]))
trees = some.recursive(
    leaves,
    lambda parts: some.one_of(
        some.lists(parts, min_size=1, max_size=3).map(lambda found: rule("all", *found)),
        some.lists(parts, min_size=1, max_size=3).map(lambda found: rule("any", *found)),
        parts.map(opposite),
    ),
    max_leaves=6,
)


@given(trees, some.integers(0, 200))
def test_a_value_is_in_a_zone_exactly_where_the_rule_holds(tree: Json, halves: int) -> None:
    value = halves / 2
    condition = Not.model_validate(opposite(tree)).of
    found = [one for _, stretches in stretches_of(condition).values() for one in stretches]
    inside = any(holds(one, value) for one in found)
    at_an_end = any(value in one.levels for one in found)
    assert inside == said(tree, value) or at_an_end


def holds(one: Stretch, value: float) -> bool:
    above = value >= one.low if one.lower == ">=" else value > one.low
    return above and (value <= one.high if one.upper == "<=" else value < one.high)


def said(tree: Json, value: float) -> bool:
    match tree["kind"]:
        case "all":
            return all(said(part, value) for part in tree["of"])
        case "any":
            return any(said(part, value) for part in tree["of"])
        case "not":
            return not said(tree["of"], value)
        case _:
            limit = tree["right"]["value"]
            return {"<": value < limit, "<=": value <= limit, ">": value > limit}.get(
                tree["op"], value >= limit
            )
