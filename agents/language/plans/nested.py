"""A choice inside a case: "if SPY's 12-month return is above BIL's, hold the better of SPY and EFA,
otherwise AGG", "if SPY > BIL: SPY if SPY > EFA, otherwise EFA. If BIL > SPY, AGG".
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Rule, Tree, joined
from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import as_state, condition_in, is_said
from agents.language.plans.compared import says_what
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import LOOKING, Branch, Plan, rhythm
from agents.language.plans.rhythms import without_edges
from agents.language.plans.targets import target
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Change

VERBS = words("hold buy be-in long put goes own invest")
LEADS = VERBS | words("in to into and then it pct , : .")
BETTER = words("better best stronger strongest winner leader whichever higher highest")
CHOICE = BETTER | words(
    "of and or vs / , by num month year return recovers momentum with one which over last is has "
    "outperformed performer performing the between"
)
PARTED = words(". , :")
UNTIL = words("hold it until position next last day of-month month month-end the for one")


def nested(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Two are chosen from in the one case, and a third is held in the other."""
    kinds = [token.kind for token in tokens]
    plain = _without_until(without_edges([one for one in tokens if one.free], used), used)
    every = rhythm(plain, used)
    free = [one for one in plain if one not in used and one.word not in ("every", *LOOKING)]
    at = next((n for n, one in enumerate(free) if one.word == "when"), len(free))
    before = [one for one in free[:at] if one.word not in PARTED]
    made = None
    if at < len(free) and (not before or says_what(before)):
        made = _of(free[at:], timeframe)
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    made.every = every
    made.notes += [] if every else [("the condition is looked at every day", "portfolio.look")]
    used += [*before, *(one for one in tokens if one.free and is_said(one))]
    used += [one for one in free[at:] if one.word in ("num", "pct")]
    return made


def _without_until(tokens: list[Token], used: list[Token]) -> list[Token]:
    """ "Hold the position until the last trading day of the next month.": to the next look."""
    starts = [n for n, one in enumerate(tokens) if one.word == "."]
    at = next((n for n in starts if [one.word for one in tokens[n + 1 : n + 2]] == ["hold"]), -1)
    behind = tokens[at + 1 :] if at >= 0 else []
    said = [one for one in behind if one.word != "."]
    if not said or any(one.word not in UNTIL for one in said) or len(said) < 2:
        return tokens
    used += behind
    return tokens[: at + 1]


def _of(tokens: list[Token], timeframe: str) -> Plan | None:
    """ "when C <choice>, otherwise D" """
    end = _end(tokens, 1)
    case = condition_in(tokens[1:end], timeframe) if end < len(tokens) else None
    outer = _outer(tokens, end)
    if case is None or not outer:
        return None
    state = as_state(case)
    chosen = _better(tokens[end:outer], state) or _inner(tokens[end:outer], timeframe)
    rest = _rest(tokens[outer:], state, timeframe)
    if chosen is None or rest is None:
        return None
    choice, first, second = chosen
    both = joined("all", [state, choice])
    held = [first, second, *rest]
    if both is None or len(rest) > 1 or len(set(held)) < len(held):
        return None
    made = Plan("allocation", held)
    made.branches = [Branch(both, {first: 1.0}), Branch(state, {second: 1.0}),
                     Branch(None, dict.fromkeys(rest, 1.0))]  # fmt: skip
    return made


def _end(tokens: list[Token], begin: int) -> int:
    """Where a case ends and what is held in it begins."""
    ends = VERBS | {":", ","} | BETTER - {"higher"}
    return next((n for n in range(begin, len(tokens)) if tokens[n].word in ends), len(tokens))


def _outer(tokens: list[Token], begin: int) -> int:
    """Where the other case begins: the last "otherwise", or the last "if" behind a full stop."""
    for at in range(len(tokens) - 1, begin, -1):
        parted = tokens[at - 1].word in PARTED
        if tokens[at].word in ELSE or (tokens[at].word == "when" and parted):
            return at
    return 0


def _better(part: list[Token], case: Tree) -> tuple[Tree, str, str] | None:
    """ "hold the better of SPY and EFA": by the return that the case looks at."""
    body = [one for one in part if one.word not in LEADS or one.word in CHOICE]
    named = [one.symbol for one in body if one.symbol]
    chosen = any(one.word in BETTER for one in body)
    known = all(one.symbol or one.word in CHOICE for one in body)
    rule = case if isinstance(case, Rule) else None
    if not (chosen and known and rule) or len(named) != 2 or named[0] == named[1]:
        return None
    spoken = any(one.value is not None for one in body)  # which is how a rotation ranks
    if rule is None or spoken or not isinstance(rule.left.operand, Change):
        return None
    first, second = (replace(rule.left, symbol=name) for name in named)
    return Rule(first, ">", second), named[0], named[1]


def _inner(part: list[Token], timeframe: str) -> tuple[Tree, str, str] | None:
    """ "SPY if SPY > EFA, EFA if EFA > SPY", "if SPY > EFA hold SPY, otherwise EFA" """
    body = list(part)
    while body and body[0].word in PARTED:
        body = body[1:]
    cut = next((n for n in range(1, len(body)) if _parts(body, n)), 0)
    first, second = _held(body[:cut], timeframe), _held(body[cut:], timeframe)
    if not cut or first is None or second is None or first[1] is None:
        return None
    if second[1] is not None and not _turned(first[1], second[1]):
        return None
    return first[1], first[0], second[0]


def _parts(body: list[Token], at: int) -> bool:
    return body[at].word in ELSE or (
        body[at].word in VERBS | {"when"} and body[at - 1].word in PARTED
    )


def _held(part: list[Token], timeframe: str) -> tuple[str, Tree | None] | None:
    """What is held, and its case."""
    kept = [one for one in part if one.word not in (*ELSE, ".")]
    at = next((n for n, one in enumerate(kept) if one.word == "when"), None)
    if at is None:
        held, case = kept, []
    elif at:
        held, case = kept[:at], kept[at + 1 :]
    else:
        end = _end(kept, 1)
        held, case = kept[end:], kept[1:end]
    while case and case[-1].word in PARTED:
        case = case[:-1]
    found = target([one for one in held if one.word not in VERBS | {":"}])
    tree = condition_in(case, timeframe) if case else None
    if found is None or len(found) != 1 or (case and tree is None):
        return None
    return next(iter(found)), as_state(tree) if tree else None


def _rest(part: list[Token], case: Tree, timeframe: str) -> list[str] | None:
    """What is held where the case does not hold; nothing is cash."""
    kept = [one for one in part if one.word not in (*ELSE, ".")]
    if not kept and part[0].word == "else-out":
        return []
    if kept and kept[0].word == "when":
        held = _held(kept, timeframe)
        turned = held is not None and held[1] is not None and _turned(case, held[1])
        return [held[0]] if held is not None and turned else None
    found = target([one for one in kept if one.word not in VERBS | {":"}])
    return None if found is None else list(found)


def _turned(one: Tree, other: Tree) -> bool:
    """ "SPY > EFA" and "EFA > SPY", or the same sides the other way"""
    if not isinstance(one, Rule) or not isinstance(other, Rule):
        return False
    sides, swapped = (other.left, other.right), (other.right, other.left)
    mine = [(side.operand, side.symbol) for side in (one.left, one.right)]
    ways = {one.op[0], other.op[0]}
    same = mine == [(side.operand, side.symbol) for side in sides] and ways == {"<", ">"}
    crossed = mine == [(side.operand, side.symbol) for side in swapped] and len(ways) == 1
    return same or crossed
