"""If, else: "if SPY is above its 200-day average hold SPY, otherwise TLT"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.clauses.clause import Clause
from agents.language.clauses.rules import read_rules
from agents.language.clauses.ruleset import Rules
from agents.language.conditions.elsewhere import at_symbol
from agents.language.conditions.turning import negated
from agents.language.draft import Group, Op, Rule, Tree, rules_of
from agents.language.operands.speaking import Context
from agents.language.plans.ladder import laddered
from agents.language.plans.mirrored import is_mirrored, with_span
from agents.language.plans.ordering import ELSE, else_first, in_season, without_prelude
from agents.language.plans.plan import LOOKING, Branch, Plan, rhythm, said, take
from agents.language.plans.restated import without_restated
from agents.language.plans.rhythms import turning
from agents.language.plans.stated import is_whole, stated, without_beside
from agents.language.plans.targets import row_at, target
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator

CASES = ("when", "while", "unless")
HOLDS = ("hold", "buy", "be-in", "long")


def allocation(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "if SPY is above its 200-day average hold SPY, otherwise TLT" """
    restated = without_restated(without_beside(tokens))
    found = laddered(restated.tokens)
    made = _allocated(*found, timeframe, used) if found is not None else None
    if made is not None:
        used += restated.taken
        made.notes += restated.notes
        made.branches = [_part(branch, restated.share) for branch in made.branches]
    return made


def _allocated(
    tokens: list[Token], unsaid: list[Token], timeframe: str, used: list[Token]
) -> Plan | None:
    spoken = said(tokens)
    if spoken & {"sell", "short", "cover", "top", "best"}:
        return None
    if "unless" in spoken and not spoken & set(ELSE):
        return _excepted(tokens, timeframe, used)
    if not spoken & set(ELSE):
        return _pair(tokens, timeframe, used)
    ordered = in_season(else_first(without_prelude(tokens)))
    every = rhythm(ordered, used)
    passed = {".", "every"} | LOOKING
    rest = [token for token in _unbracketed(ordered) if token not in used]
    rest = [token for token in rest if token.word not in passed]
    kinds = [token.kind for token in tokens]
    read = [branch_of(part, timeframe) for part in _parts(rest)]
    branches = [*(_of_held(one) for one in read[:1]), *(of_its_own(one) for one in read[1:])]
    made = switch(_without_opposite(branches), every, whole=_is_whole(tokens))
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    for token in unsaid:
        token.kind = "used"
    take(tokens, used, *LOOKING)
    used += unsaid + [token for token in rest if is_said(token)]
    return made


def _part(branch: Branch, share: float) -> Branch:
    held = {symbol: round(part * share, 12) for symbol, part in branch.weights.items()}
    return replace(branch, weights=held)


def _without_opposite(branches: list[Branch | None]) -> list[Branch | None]:
    """ "if it is above its average hold SPY; if it is below its average hold TLT": else TLT."""
    if len(branches) != 2 or branches[0] is None or branches[1] is None:
        return branches
    turned = _is_opposite(branches[0].when, branches[1].when)
    return [branches[0], replace(branches[1], when=None)] if turned else branches


def is_said(token: Token) -> bool:
    """The plan says it; a word of a condition that was not understood is left, and named."""
    return token.kind == "used" or (token.word not in ("num", "pct") and not token.lost)


def _excepted(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "hold SPY unless it closes below its average, then TLT" """
    kinds = [token.kind for token in tokens]
    every = rhythm(tokens, used)
    rest = [token for token in tokens if token not in used and token.word != "."]
    at = next(n for n, token in enumerate(rest) if token.word == "unless")
    behind = rest[at + 1 :]
    end = next((n for n, token in enumerate(behind) if token.word in (",", *HOLDS, *MOVING)), None)
    usual = branch_of(rest[:at], timeframe) if at else None
    other = target([t for t in behind[end:] if t.word not in HOLDS + MOVING]) if end else None
    found = condition_in(behind[:end], timeframe) if usual and other is not None else None
    when = found and as_state(found)
    made = switch([Branch(when, other or {}), usual], every) if when else None
    if made is not None and usual is not None:
        made.symbols = list(dict.fromkeys([*usual.weights, *made.symbols]))  # "it" is the usual one
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    used += [token for token in rest if is_said(token)]
    return made


def _pair(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "own TQQQ while QQQ is above its average; move to BIL when QQQ is below it" """
    kinds = [token.kind for token in tokens]
    every = rhythm(tokens, used)
    looks = turning(tokens)
    free = [token for token in tokens if token not in used and token not in looks]
    parts = with_span(stated(free) or _held(free))
    spoken = Context(timeframe=timeframe)
    branches = [branch_of(part, timeframe, spoken) for part in parts] if len(parts) == 2 else []
    first, second = branches if branches else (None, None)
    turned = (
        first and second and (_is_opposite(first.when, second.when) or is_mirrored(first, second))
    )
    made = switch([first, Branch(None, second.weights)], every) if turned and second else None
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    taken = [*free, *(token for part in parts for token in part)]
    used += looks
    used += [token for token in taken if is_said(token) or is_whole(token)]
    return made


def _held(tokens: list[Token]) -> list[list[Token]]:
    """One part for each verb that says what is held."""
    parts: list[list[Token]] = []
    for index, token in enumerate(tokens):
        behind = [one.word for one in tokens[index + 1 : index + 3]]
        moves = token.word in MOVING and behind[:1] in (["to"], ["into"], ["in"])
        if token.word in HOLDS or (moves and behind[1:] in (["symbol"], ["cash"])):
            parts.append([replace(token, word="hold") if moves else token])
        elif parts:
            parts[-1].append(token)
    return [[token for token in part if token.word not in (".", ",")] for part in parts]


MOVING = ("move", "switch", "rotate", "goes", "change")


def _is_opposite(tree: Tree | None, other: Tree | None) -> bool:
    if not isinstance(tree, Rule) or not isinstance(other, Rule):
        return False
    sides = (tree.left.operand, tree.right.operand, tree.symbol)
    same = sides == (other.left.operand, other.right.operand, other.symbol)
    return same and {tree.op[0], other.op[0]} == {"<", ">"}


def switch(branches: list[Branch | None], every: str | None, *, whole: bool = False) -> Plan | None:
    """Two symbols at least; with one and cash it is a rule to be in and out by, at every close,
    unless the `whole` is spoken of: "100% BTC, else cash".
    """
    if any(one is None for one in branches) or len(branches) < 2:
        return None
    found = [one for one in branches if one is not None]
    if found[-1].when is not None or any(one.when is None for one in found[:-1]):
        return None
    held = [symbol for one in found for symbol in one.weights]
    if len(set(held)) < (1 if every or whole else 2):
        return None
    made = Plan("allocation", list(dict.fromkeys(held)), every=every, branches=found)
    if every is None:
        made.notes.append(("the condition is looked at every day", "portfolio.look"))
    return made


def _is_whole(tokens: list[Token]) -> bool:
    return any(token.word == "pct" and token.value == 100 for token in tokens)


def _parts(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in ELSE:
            parts.append([])
        if token.word not in ("else", "otherwise"):
            parts[-1].append(token)
    return [part for part in parts if part]


def branch_of(tokens: list[Token], timeframe: str, spoken: Context | None = None) -> Branch | None:
    """ "when C hold S", "hold S when C", or only "hold S"; "it" is what was `spoken` of."""
    if tokens[0].word == "else-out":
        return Branch(None, {}) if _empty(tokens[1:]) else None
    if row_at(tokens) == 0:
        return Branch(None, target(tokens) or {})
    tokens = _with_case(tokens)
    verb = next((n for n in range(len(tokens)) if holds(tokens, n)), None)
    verb = _be_in(tokens) if verb is None else verb
    verb = _then(tokens) if verb is None else verb
    when = next((n for n, token in enumerate(tokens) if token.word in CASES), None)
    at = verb if verb is not None else -1
    end = at + (not tokens[at].symbol and tokens[at].word not in (*HOLDS, *ARROWS, "in", "goes"))
    ruled = any(one.value is not None and one.word != "pct" for one in tokens[: end if verb else 0])
    if when is None and verb and ruled:
        tree, weights = condition_in(tokens[:end], timeframe), target(tokens[verb + 1 :])
        return Branch(as_state(tree), weights) if tree and weights is not None else None
    if when is None and any(one.symbol for one in tokens[: 0 if verb is None else verb + 1]):
        return None  # "TLT. Stop at 10% ..." says of TLT that it is held
    if when is None:
        weights = target(tokens if verb is None else tokens[verb + 1 :])
        return None if weights is None else Branch(None, weights)
    if verb is None and not when:
        return None
    verb = -1 if verb is None else verb
    held = tokens[verb + 1 :] if when < verb else tokens[verb + 1 : when]
    held = held if _names(held) or when > verb else tokens[:when]
    weights = target(held)
    case = tokens[when + 1 : end] if when < verb else tokens[when + 1 :]
    tree = condition_in(case, timeframe, spoken)
    if weights is None or tree is None:
        return None
    state = negated(as_state(tree)) if tokens[when].word == "unless" else as_state(tree)
    return Branch(state, weights) if state else None


def _with_case(tokens: list[Token]) -> list[Token]:
    """ "hold SPY above its 200-day average": while it is."""
    sides = ("above", "below", "over", "under")
    at = next((n for n, one in enumerate(tokens) if n and one.word in sides), 0)
    held = at and tokens[at - 1].symbol and any(one.word in HOLDS for one in tokens[:at])
    if not held or any(one.word in CASES for one in tokens):
        return tokens
    place = tokens[at].start
    case = [Token(place, place, "", "while"), Token(place, place, "", "it")]
    return [*tokens[:at], *case, *tokens[at:]]


def holds(tokens: list[Token], at: int) -> bool:
    """ "hold SPY", "go 100% SPY", "trade SPY" """
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    verb = tokens[at].word
    led = {"goes": ("pct", "symbol"), "trade": ("symbol",)}
    return verb in HOLDS or behind in led.get(verb, ())


def _then(tokens: list[Token]) -> int | None:
    """ "if ... QQQ", "... → QQQ": what the case ends in is held; it begins behind this place."""
    if row := row_at(tokens):
        return row - 1
    at = len(tokens)
    while at and (tokens[at - 1].symbol or tokens[at - 1].word in (*TAIL, "pct")):
        at -= 1
    held = tokens[at:]
    while held and held[0].word in ("and", ",", "in", "to"):
        held, at = held[1:], at + 1
    return at - 1 if at and held else None


TAIL = ("cash", "and", ",", "in", "to")
ARROWS = ("→", ":")


def _unbracketed(tokens: list[Token]) -> list[Token]:
    """Without the brackets that are not those of a number: "RSI(10)"."""
    words = ["", *(token.word for token in tokens), ""]
    return [
        token
        for at, token in enumerate(tokens, 1)
        if token.word not in ("(", ")")
        or (words[at] == "(" and words[at + 1 : at + 3] == ["num", ")"])
        or (words[at] == ")" and at > 2 and words[at - 2 : at] == ["(", "num"])
    ]


def _of_held(branch: Branch | None) -> Branch | None:
    """ "hold QQQ if its RSI is below that of GLD": the one side is of what is held."""
    if branch is None or not isinstance(branch.when, Rule) or len(branch.weights) != 1:
        return branch
    rule, held = branch.when, next(iter(branch.weights))
    named = rule.left.symbol or not rule.right.symbol or rule.right.symbol == held
    if named or not isinstance(rule.left.operand, Indicator):
        return branch
    return replace(branch, when=replace(rule, left=replace(rule.left, symbol=held)))


def of_its_own(branch: Branch | None) -> Branch | None:
    """ "..., else TLT if it is above its average": a later case speaks of what it holds."""
    if branch is None or branch.when is None or len(branch.weights) != 1:
        return branch
    if any(rule.symbol for rule in rules_of(branch.when)):
        return branch
    return replace(branch, when=at_symbol(branch.when, next(iter(branch.weights))))


def as_state(tree: Tree) -> Tree:
    """ "when it drops below its average hold bonds": for as long as it is below."""
    if isinstance(tree, Group):
        return replace(tree, of=tuple(as_state(part) for part in tree.of))
    if isinstance(tree, Rule) and tree.op in STATES:
        return replace(tree, op=STATES[tree.op])
    return tree


STATES: dict[str, Op] = {"crosses_above": ">", "crosses_below": "<"}


def _be_in(tokens: list[Token]) -> int | None:
    """ "when ... be in QQQ": being in it holds it."""
    pairs = enumerate(pairwise(tokens))
    found = [n for n, (lead, name) in pairs if lead.word == "in" and name.symbol]
    return found[0] if found and found[0] else None


def _names(tokens: list[Token]) -> bool:
    """In "SPY if it is above its average stay invested" the symbol stands before the rule."""
    return any(token.symbol or token.word in ("cash", "out") for token in tokens)


def _empty(tokens: list[Token]) -> bool:
    return all(token.word in (",", ".", "and") for token in tokens)


def condition_in(tokens: list[Token], timeframe: str, spoken: Context | None = None) -> Tree | None:
    """All of these words, read as one rule; None if any of their numbers is left over."""
    kinds = [token.kind for token in tokens]
    context = spoken or Context(timeframe=timeframe)
    rules: Rules = read_rules([Clause("entry", None, tokens, leading=1)], context)
    whole = all(not token.free or token.value is None for token in tokens)
    lost = rules.entry is not None and _loses_symbol(rules.entry, tokens)
    if rules.entry is None or rules.traded or rules.limits or not whole or lost:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    return rules.entry


def _loses_symbol(tree: Tree, tokens: list[Token]) -> bool:
    """ "if both QQQ and SPY are below their averages", of which one rule looks at one of them."""
    told = {side.symbol for rule in rules_of(tree) if isinstance(rule, Rule)
            for side in (rule.left, rule.right)}  # fmt: skip
    return bool({token.symbol for token in tokens if token.symbol} - told)
