"""Texts that are no entry and exit: fixed weights, rotation, if/else allocation, periodic buying.

A plan is only made where every part of its form is there; else its words are left and named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from agents.language.clauses import Clause
from agents.language.cursor import bars_in
from agents.language.draft import Day, Tree
from agents.language.lexicon import WEEKDAYS
from agents.language.rules import Rules, read_rules
from agents.language.speaking import Context
from agents.language.tokens import Token
from agents.language.wordlist import words
from backtests.engine.strategy import Calendar, Change, Comparison, Number

PERIODS = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year",
}  # fmt: skip
UNITS = ("day", "week", "month", "quarter", "year")
MONTHLY = ("a portfolio without a rhythm looks again every month", "portfolio.rebalance")


@dataclass(frozen=True)
class Branch:
    """What is held while the condition holds; `when` is None for "otherwise"."""

    when: Tree | None
    weights: dict[str, float]


@dataclass
class Plan:
    """`rank_bars` None where a rotation does not say over what time it looks back."""

    kind: Literal["weights", "rotation", "allocation", "dca"]
    symbols: list[str]
    every: str | None = None
    weights: dict[str, float] = field(default_factory=dict)
    top: int = 1
    lowest: bool = False
    rank_bars: int | None = None
    positive: bool = False
    fallback: str | None = None
    branches: list[Branch] = field(default_factory=list)
    entry: Day | None = None
    cash: float | None = None
    currency: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        return self.kind == "rotation" and self.rank_bars is None

    @property
    def rank_by(self) -> Change:
        return Change(bars=self.rank_bars or 1)


def plan_of(tokens: list[Token], timeframe: str) -> Plan | None:
    """The first form that fits; its words are marked as used."""
    for form in (_dca, _allocation, _rotation, _weights):
        used: list[Token] = []
        plan = form(tokens, timeframe, used)
        if plan is not None:
            for token in used:
                token.kind = "used"
            return plan
    return None


def _said(tokens: list[Token]) -> set[str]:
    return {token.word for token in tokens if token.free}


def _rhythm(tokens: list[Token], used: list[Token]) -> str | None:
    """ "monthly", "every quarter", "each week"; a number before it is a span."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1].word if index else ""
        if not token.free:
            continue
        if token.word in PERIODS:
            used.append(token)
            return PERIODS[token.word]
        if token.word in UNITS and before in ("every", "", ",", "."):
            used += tokens[index - 1 : index + 1] if before == "every" else [token]
            return token.word
    return None


def _take(tokens: list[Token], used: list[Token], *wanted: str) -> None:
    used += [token for token in tokens if token.free and token.word in wanted]


# Periodic buying ---------------------------------------------------------------------------------

DCA_DAYS: dict[str, Calendar] = {
    "week": Calendar(weekdays=[1]),
    "month": Calendar(month_day=1),
    "quarter": Calendar(months=[1, 4, 7, 10], month_day=1),
    "year": Calendar(months=[1], month_day=1),
}
DCA_SAID = {
    "week": "every week is read as every Monday",
    "month": "every month is read as its first trading day",
    "quarter": "every quarter is read as its first trading day",
    "year": "every year is read as its first trading day",
}


def _dca(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "buy $500 of SPY every month", "DCA $50 weekly into QQQ": bought again, and kept."""
    said = _said(tokens)
    if not said & {"buy", "dca", "dollar"} or said & {"sell", "short", "when", "cover"}:
        return None
    amounts = [token for token in tokens if token.free and token.word == "money"]
    dated = _dca_day(tokens, used)
    if not amounts or dated is None:
        return None
    amount = amounts[0]
    used.append(amount)
    _take(tokens, used, "buy", "dca", "dollar", "cost", "average", "of", "worth", "into", "in")
    _take(tokens, used, "symbol", "hold", "forever")
    rule, note = dated
    traded = [token.symbol for token in tokens if token.free and token.symbol]
    made = Plan("dca", list(dict.fromkeys(traded)), entry=Day(rule), cash=amount.value)
    made.currency = amount.currency
    made.notes = [(note, "entry"), ("what is bought is kept to the end", "hold")]
    return made


def _dca_day(tokens: list[Token], used: list[Token]) -> tuple[Calendar, str] | None:
    for index, token in enumerate(tokens):
        if token.free and token.word in WEEKDAYS and index and tokens[index - 1].word == "every":
            used += tokens[index - 1 : index + 1]
            return Calendar(weekdays=[WEEKDAYS[token.word]]), "orders are filled on that weekday"
    every = _rhythm(tokens, used)
    return (DCA_DAYS[every], DCA_SAID[every]) if every in DCA_DAYS else None


# If, else ----------------------------------------------------------------------------------------

ELSE = ("else", "otherwise", "else-out")
HOLDS = ("hold", "buy", "be-in", "long")


def _allocation(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "if SPY is above its 200-day average hold SPY, otherwise TLT" """
    said = _said(tokens)
    if not said & set(ELSE) or said & {"sell", "short", "cover", "top", "rotate", "best"}:
        return None
    every = _rhythm(tokens, used)
    rest = [token for token in tokens if token not in used and token.word not in (".", "every")]
    kinds = [token.kind for token in tokens]
    branches = [_branch(part, timeframe) for part in _parts(rest)]
    made = _switch(branches, every)
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    used += [token for token in rest if token.word not in ("num", "pct") or token.kind == "used"]
    return made


def _switch(branches: list[Branch | None], every: str | None) -> Plan | None:
    """Two symbols at least; with one and cash it is a rule to be in and out by."""
    if any(one is None for one in branches) or len(branches) < 2:
        return None
    found = [one for one in branches if one is not None]
    if found[-1].when is not None or any(one.when is None for one in found[:-1]):
        return None
    held = [symbol for one in found for symbol in one.weights]
    if len(set(held)) < 2:
        return None
    made = Plan("allocation", list(dict.fromkeys(held)), every=every, branches=found)
    if every is None:
        made.notes.append(("the condition is looked at every day", "portfolio.look"))
    return made


def _parts(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in ELSE:
            parts.append([])
        if token.word not in ("else", "otherwise"):
            parts[-1].append(token)
    return [part for part in parts if part]


def _branch(tokens: list[Token], timeframe: str) -> Branch | None:
    """ "when C hold S", "hold S when C", or only "hold S"."""
    if tokens[0].word == "else-out":
        return Branch(None, {}) if _empty(tokens[1:]) else None
    verb = next((n for n, token in enumerate(tokens) if token.word in HOLDS), None)
    when = next((n for n, token in enumerate(tokens) if token.word in ("when", "while")), None)
    if when is None:
        weights = _target(tokens if verb is None else tokens[verb + 1 :])
        return None if weights is None else Branch(None, weights)
    if verb is None:
        return None
    held = tokens[verb + 1 :] if when < verb else tokens[verb + 1 : when]
    weights = _target(held)
    tree = _condition(tokens[when + 1 : verb] if when < verb else tokens[when + 1 :], timeframe)
    return None if weights is None or tree is None else Branch(tree, weights)


def _empty(tokens: list[Token]) -> bool:
    return all(token.word in (",", ".", "and") for token in tokens)


def _target(tokens: list[Token]) -> dict[str, float] | None:
    """Symbols in equal parts, or cash; nothing else may stand here."""
    allowed = ("symbol", "cash", "in", "on", "and", ",", "to", "all", "money", "out", "then", "go")
    if any(token.word not in allowed or token.value is not None for token in tokens):
        return None
    named = list(dict.fromkeys(token.symbol for token in tokens if token.symbol))
    if not named and not any(token.word in ("cash", "out") for token in tokens):
        return None
    return {symbol: round(1 / len(named), 12) for symbol in named}


def _condition(tokens: list[Token], timeframe: str) -> Tree | None:
    """All of these words, read as one rule; None if any of their numbers is left over."""
    kinds = [token.kind for token in tokens]
    rules: Rules = read_rules([Clause("entry", None, tokens)], Context(timeframe=timeframe))
    whole = all(not token.free or token.value is None for token in tokens)
    if rules.entry is None or rules.traded or rules.limits or not whole:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    return rules.entry


# Rotation ----------------------------------------------------------------------------------------

RANKING = words(
    """
    rotate rotation rotating top best strongest rank ranked ranking highest lowest worst weakest
    hold buy by of from between among with recovers momentum performing performance relative based
    on into in switch past last over for etf and , . : trailing month week day year num symbol
    only when positive above zero > otherwise else else-out cash every all to own equal weight
    equally weighted rebalance rebalanced rebalancing them their stays
    """
)


def _rotation(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "each month hold the 2 of SPY, TLT and GLD with the highest 6-month return, else BIL" """
    said = _said(tokens)
    ranks = said & {"rotate", "rotation", "rotating", "top", "best", "strongest", "rank", "ranked"}
    ranks |= {"highest"} if "highest" in said and "recovers" in said else set()
    ranks |= {"lowest"} if said & {"lowest", "worst", "weakest"} and "recovers" in said else set()
    if not ranks or said & {"sell", "short", "cover", "rsi", "sma", "ema", "ma", "macd"}:
        return None
    free = [token for token in tokens if token.free and token.word != "money"]
    if any(token.word not in RANKING and token.word not in PERIODS and token.word != "quarter"
           for token in free):  # fmt: skip
        return None
    every = _rhythm(free, used)
    bars, spans = _look_back(free, timeframe)
    top, counted = _top(free, spans)
    fallback = _fallback(free)
    ranked = [token.symbol for token in free if token.symbol and token.symbol != fallback]
    if len(dict.fromkeys(ranked)) < 2 or any(
        token.value is not None and token not in spans and token not in counted
        and not _is_zero(token) for token in free):  # fmt: skip
        return None
    made = Plan("rotation", list(dict.fromkeys(ranked)), every=every, top=top, rank_bars=bars)
    made.lowest = bool(said & {"lowest", "worst", "weakest"})
    made.fallback = fallback
    _finish_rotation(made, free, said)
    used += free
    return made


def _is_zero(token: Token) -> bool:
    return token.value == 0


def _look_back(tokens: list[Token], timeframe: str) -> tuple[int | None, list[Token]]:
    """The one span of time that the return is measured over."""
    bars: set[int] = set()
    spans: list[Token] = []
    for index, token in enumerate(tokens):
        unit = tokens[index + 1].word if index + 1 < len(tokens) else ""
        if token.value is not None and unit in ("day", "week", "month", "year"):
            bars.add(bars_in((token.value, unit), timeframe) or 0)
            spans.append(token)
    return (bars.pop() if len(bars) == 1 else None), spans


def _top(tokens: list[Token], spans: list[Token]) -> tuple[int, list[Token]]:
    """ "top 3", "the best 2", "the 2 with the highest"; one, if no number is said."""
    for token in tokens:
        if token.word == "num" and token not in spans and (token.value or 0) >= 1:
            return int(token.value or 1), [token]
    return 1, []


def _fallback(tokens: list[Token]) -> str | None:
    """The symbol behind "otherwise"."""
    at = next((n for n, token in enumerate(tokens) if token.word in ELSE), None)
    behind = [token.symbol for token in tokens[at:] if token.symbol] if at is not None else []
    return behind[0] if behind else None


def _finish_rotation(made: Plan, tokens: list[Token], said: set[str]) -> None:
    made.positive = bool(said & {"only", "when"} and said & {"positive", "above", ">"})
    if made.fallback:
        made.symbols.append(made.fallback)
    if made.every is None:
        made.notes.append(MONTHLY)
    if said & set(ELSE) and not made.positive:
        made.positive = True
        note = (
            f"{made.fallback or 'cash'} is held in place of a symbol whose return is not positive"
        )
        made.notes.append((note, "portfolio.filter"))
    made.notes.append(("the symbols that are held get equal parts", "portfolio.top"))


# Fixed weights -----------------------------------------------------------------------------------

WEIGHING = words(
    """
    pct symbol num / in to into of and , . : hold buy allocate invest rebalance rebalanced
    rebalancing rest remaining cash equal equally weight weights weighted with then them every all
    portfolio split between keep at each by "
    """
)


def _weights(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "60% SPY 40% TLT, rebalanced quarterly", "60/40 SPY/AGG", "SPY and TLT equally weighted" """
    said = _said(tokens)
    weighs = said & {"allocate", "rebalance", "rebalanced", "rebalancing", "weight", "weighted",
                     "equally", "portfolio"}  # fmt: skip
    free = [token for token in tokens if token.free and token.word != "money"]
    if any(token.word not in WEIGHING and token.word not in PERIODS and token.word not in UNITS
           for token in free):  # fmt: skip
        return None
    weights = _shares(free)
    if not weights or (len(weights) < 2 and not weighs):
        return None
    every = _rhythm(free, used)
    made = Plan("weights", list(weights), every=every, weights=weights)
    if every is None and said & {"rebalance", "rebalanced", "rebalancing"}:
        made.notes.append(MONTHLY)
        made.every = "month"
    elif every is None:
        made.notes.append(("nothing was said about rebalancing, so there is none", REBALANCE))
    used += free
    return made


REBALANCE = "portfolio.rebalance"


def _shares(tokens: list[Token]) -> dict[str, float]:
    """Each symbol with its share, in whichever order they stand; nothing if they do not pair."""
    named = [token.symbol for token in tokens if token.symbol]
    shares = [token.value or 0 for token in tokens if token.word == "pct"]
    numbers = [token.value or 0 for token in tokens if token.word == "num"]
    if not shares and len(numbers) == len(named) and abs(sum(numbers) - 100) < 1e-6:
        shares = numbers
    elif numbers:
        return {}
    cash = any(token.word == "cash" for token in tokens)
    if not shares and {token.word for token in tokens} & {"equal", "equally"} and not cash:
        shares = [100 / len(named)] * len(named) if named else []
    if cash and len(shares) == len(named) + 1:
        shares = _without_cash(tokens)
    if len(set(named)) != len(named) or len(shares) != len(named) or min(shares, default=0) <= 0:
        return {}
    return {symbol: round(share / 100, 12) for symbol, share in zip(named, shares, strict=True)}


def _without_cash(tokens: list[Token]) -> list[float]:
    """The share that stands beside "cash" is nobody's."""
    kept: list[float] = []
    for index, token in enumerate(tokens):
        near = [one.word for one in tokens[index + 1 : index + 3]]
        if token.word == "pct" and not (
            "cash" in near and "symbol" not in near[: near.index("cash")]
        ):
            kept.append(token.value or 0)
    return kept


def _positive(plan: Plan) -> Comparison:
    return Comparison(left=plan.rank_by, op=">", right=Number(value=0))


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as the engine's portfolio, but for its conditions."""
    if plan.kind == "weights":
        return {"kind": "weights", "weights": plan.weights, "rebalance": plan.every or "never"}
    return {
        "kind": "rotation",
        "rank_by": plan.rank_by,
        "top": plan.top,
        "lowest": plan.lowest,
        "filter": _positive(plan) if plan.positive else None,
        "fallback": plan.fallback,
        "rebalance": plan.every or "month",
    }
