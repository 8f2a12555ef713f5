"""Rules to a strategy: conditions with their paths, what was stated and what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from agents.language.conditions.turning import MIRRORED
from agents.language.draft import (
    Day,
    Group,
    Lasts,
    Negation,
    Rule,
    Side,
    Slope,
    Tree,
    plain,
    rules_of,
)
from agents.language.reading import Assumption, ImpossibleStrategy
from backtests.engine.strategy import (
    All,
    Any_,
    Comparison,
    Condition,
    Lasting,
    Not,
    Number,
    Trend,
)


@dataclass
class Ledger:
    """Where each stated number and each assumption stands in the strategy."""

    stated: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    def assume(self, text: str, path: str) -> None:
        if text and not any(known.text == text for known in self.assumptions):
            self.assumptions.append(Assumption(text=text, path=path))

    def move(self, places: Mapping[str, str]) -> None:
        """Fields that go to another place take what is known of them along."""

        def moved(path: str) -> str:
            head, dot, rest = path.partition(".")
            return f"{places[head]}{dot}{rest}" if head in places else path

        self.stated = [moved(one) for one in self.stated]
        self.assumptions = [
            one.model_copy(update={"path": moved(one.path)}) for one in self.assumptions
        ]


def condition_of(tree: Tree, path: str, ledger: Ledger) -> Condition:
    """The engine's condition; what cannot be is reported with the field it stands in."""
    try:
        return _built(tree, path, ledger)
    except ValidationError as error:
        raise ImpossibleStrategy(plain(error), path) from None


def _built(tree: Tree, path: str, ledger: Ledger) -> Condition:
    if isinstance(tree, Negation):
        return Not(of=_built(tree.of, f"{path}.of", ledger))
    if isinstance(tree, Lasts):
        ledger.stated.append(f"{path}.bars")
        part = _built(tree.of, f"{path}.of", ledger)
        if tree.at_least:
            ledger.stated.append(f"{path}.at_least")
        return Lasting(of=part, bars=tree.bars, at_least=tree.at_least)
    if isinstance(tree, Slope):
        ledger.stated.append(f"{path}.bars")
        _note_side(tree.side, f"{path}.operand", ledger)
        return Trend(operand=tree.side.operand, way=tree.way, bars=tree.bars)
    if isinstance(tree, Group):
        parts = [_built(part, f"{path}.of.{n}", ledger) for n, part in enumerate(tree.of)]
        return All(of=parts) if tree.join == "all" else Any_(of=parts)
    if isinstance(tree, Day):
        for note in tree.notes:
            ledger.assume(note, path)
        return tree.rule
    return _comparison(tree, path, ledger)


def _comparison(rule: Rule, path: str, ledger: Ledger) -> Comparison:
    for note in rule.notes:
        ledger.assume(note, path)
    _note_side(rule.left, f"{path}.left", ledger)
    _note_side(rule.right, f"{path}.right", ledger)
    op = "crosses_above" if rule.op in ("crosses", "touches") else rule.op
    return Comparison.model_validate(
        {"left": rule.left.operand, "op": op, "right": rule.right.operand}
    )


def _note_side(side: Side, path: str, ledger: Ledger) -> None:
    ledger.stated += [f"{path}.{name}" for name in sorted(side.said)]
    for name, text in side.notes:
        ledger.assume(text, f"{path}.{name}")


ABOVE = frozenset({">", ">=", "crosses_above"})
BELOW = frozenset({"<", "<=", "crosses_below"})


def contradiction(tree: Tree | None) -> str | None:
    """Two limits of one thing that leave nothing between them, joined by and."""
    if not isinstance(tree, Group) or tree.join != "all":
        return None
    lows: dict[str, float] = {}
    highs: dict[str, float] = {}
    for rule in tree.of:
        if isinstance(rule, Rule) and isinstance(rule.right.operand, Number):
            side = lows if rule.op in ABOVE else highs if rule.op in BELOW else {}
            key, value = repr(rule.left.operand), rule.right.operand.value
            pick = max if side is lows else min
            side[key] = pick(side.get(key, value), value)
    seasons = [set(one.rule.months) for one in tree.of if isinstance(one, Day) and one.rule.months]
    if len(seasons) > 1 and not set.intersection(*seasons):
        return "in months that never meet"
    for rule in tree.of:
        if isinstance(rule, Rule) and rule.op in ("<", "<=", ">", ">="):
            turned = replace(rule, op=MIRRORED[rule.op], notes=())
            swapped = replace(rule, left=rule.right, right=rule.left, notes=())
            others = [one for one in tree.of if isinstance(one, Rule) and one is not rule]
            if any(_same_levels(one, turned) or _same_levels(one, swapped) for one in others):
                return "above and below the same level at once"
    clash = next((key for key in lows if key in highs and lows[key] >= highs[key]), None)
    return None if clash is None else f"above {lows[clash]:g} and below {highs[clash]:g} at once"


def _same_levels(one: Rule, other: Rule) -> bool:
    sides = (one.left.operand, one.right.operand) == (other.left.operand, other.right.operand)
    return sides and one.op[0] == other.op[0] and not isinstance(one.right.operand, Number)


def has_gaps(tree: Tree | None) -> bool:
    return any(rule.left.gap or rule.right.gap for rule in rules_of(tree))
