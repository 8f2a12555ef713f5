"""To stay out where the case of buying no longer holds: "buy above the average, below it stay in
cash". Who is in must sell to be out. Of anything else it only says when not to buy.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

OUT = (
    ("stays", "in", "cash"), ("be", "in", "cash"), ("hold", "cash"), ("keep", "cash"),
    ("stays", "out"), ("stays", "flat"), ("hold", "value", "constant"), ("hold", "nothing"),
    ("stays", "on", "sidelines"), ("keep", "value", "constant"),
)  # fmt: skip
STARTS = frozenset(said[0] for said in OUT)
PASSED = words("the a your my of market all")
UP, DOWN = words("above over > >="), words("below under < <=")
SIDES = UP | DOWN
CASES = words("when while")
BUYING = words("buy long hold be-in")
ENTERING = words("buy long short")
SELLING = words("sell short cover else-out else-in else-short vice-versa opposite exit sell-after")
LEAVING = SELLING | words("until takeprofit stoploss stop target trailing")
ELSE = words("else otherwise else-out")
RANKING = words("top best strongest rank ranked ranking rotate rotation")
ENDS = words(". , ; and but") | {""}
PARTS = ENDS | words(": or then unless except") | CASES | BUYING | SELLING
# Of a case they say neither what is compared nor with what.
PLAIN = words(
    "is are was be been it its the a an my your - price close closes trade falls drops rises goes "
    "stays rises crosses closing"
)


def mark_staying_out(tokens: list[Token]) -> None:
    """Fillers are still among the tokens. Beside any other exit it only keeps from buying."""
    leaves = any(token.word in LEAVING for token in tokens)
    for at in range(len(tokens) - 1, -1, -1):
        begins = tokens[at].free and bool({tokens[at].word, tokens[at].small} & STARTS)
        end = _end(tokens, at) if begins else 0
        if not end or _goes_with_sale(tokens, at):
            continue
        led = end == len(tokens) or tokens[end].word not in CASES | SIDES
        case = _case(tokens, at) if led else end
        if case is not None:
            _act(tokens, case, at, end, leaves=leaves)


def _act(tokens: list[Token], case: int, at: int, end: int, *, leaves: bool) -> None:
    """ "stay in cash when ..." sells then, or does not buy then."""
    others = [*tokens[: min(case, at)], *tokens[end:]]
    if not leaves and _is_other_side(tokens, case, at):
        _buy(tokens[:at])
        _say(tokens, at, end, "sell")
    elif any(token.word in ENTERING for token in others):
        shorts = any(token.word == "short" for token in others)
        _say(tokens, at, end, "not", "trade" if shorts else "buy")
    else:
        _ask(tokens, case, at, end)
        return
    for token in tokens[case:at]:
        token.kind = "used" if token.word in (",", ".", "-", ":") else token.kind
    if tokens[case].word in CASES:
        tokens[case].word = "when"
    elif not any(token.word in CASES for token in tokens[case:at]):
        place = tokens[case].start
        tokens.insert(case, Token(place, place, "", "when"))


def _ask(tokens: list[Token], case: int, at: int, end: int) -> None:
    """What is held while something is so is neither bought nor sold by that."""
    said = {token.word for token in tokens}
    if said & ELSE or _is_ranked(tokens) or _is_last_of_cases(tokens, case):
        return
    while case >= at and end < len(tokens) and tokens[end].word not in (".", ","):
        end += 1
    for token in tokens[min(case, at) : end]:
        token.word, token.symbol, token.value, token.lost = "stays-out", "", None, True


def _is_ranked(tokens: list[Token]) -> bool:
    """ "the top 2 of QQQ and IWM", "rank QQQ, IWM": what is then held, the rotation says."""
    return any(
        token.word in RANKING and any(one.symbol for one in tokens[at : at + 6])
        for at, token in enumerate(tokens)
    )


def _is_last_of_cases(tokens: list[Token], case: int) -> bool:
    """ "below 20 hold SSO, if it is between 20 and 30 hold SPY, above 30 hold cash": so are two
    before it, each with what is held."""
    before = [token.word for token in tokens[:case]]
    held = sum(token.word == "hold" or token.value == 100 for token in tokens[:case])
    return sum(word in CASES for word in before) > 1 and held > 1


def _say(tokens: list[Token], at: int, end: int, *verbs: str) -> None:
    for n, verb in enumerate(verbs):
        tokens[at + n].word = verb
    for token in tokens[at + len(verbs) : end]:
        token.kind = "used"


def _goes_with_sale(tokens: list[Token], at: int) -> bool:
    """ "sell and stay in cash when ..." is a sale as it stands, "do not stay out" no such case."""
    near = [token.word for token in tokens[max(0, at - 4) : at]]
    joined = bool(near) and near[-1] in ("and", ",", "then") and not CASES & {*near}
    return near[-1:] == ["not"] or (joined and bool(SELLING & {*near}))


def _end(tokens: list[Token], at: int) -> int:
    """Behind the words for staying out that begin here."""
    for said in OUT:
        here = at
        for word in said:
            while here > at and here < len(tokens) and tokens[here].small in PASSED:
                here += 1
            if here >= len(tokens) or word not in (tokens[here].word, tokens[here].small):
                break
            here += 1
        else:
            while here < len(tokens) and tokens[here].small in PASSED:
                here += 1
            ends = here == len(tokens) or tokens[here].word in ENDS | CASES | SIDES
            return here if ends else 0
    return 0


def _case(tokens: list[Token], at: int) -> int | None:
    """Where the case begins that stands before it: "when VIX is above 30 stay out"."""
    last = at - 1
    while last > 0 and tokens[last].word in (",", ".", ":", "-", "then"):
        last -= 1
    begin = last
    while begin > 0 and not _opens(tokens, begin):
        begin -= 1
    said = {token.word for token in tokens[begin : last + 1]}
    led = begin >= 0 and tokens[begin].word in CASES | SIDES
    return begin if led and said & SIDES and not said & (BUYING | SELLING | {"and"}) else None


def _opens(tokens: list[Token], at: int) -> bool:
    """A case begins here: "when it is below", ", below it", and not "when it is | below"."""
    behind = tokens[at - 1].word in (".", ",", ";", "and", "but", ":")
    return tokens[at].word in CASES or behind


def _is_other_side(tokens: list[Token], case: int, at: int) -> bool:
    """ "buy above the average; stay in cash when it is below": of the same value."""
    before = tokens[: min(case, at)]
    sides = [n for n, token in enumerate(before) if token.word in SIDES]
    here = next((n for n in range(case, len(tokens)) if tokens[n].word in SIDES), None)
    if len(sides) != 1 or here is None or not {token.word for token in before} & BUYING:
        return False
    if (tokens[here].word in UP) == (before[sides[0]].word in UP):
        return False
    what, level = _compared(before, sides[0])
    own, other = _compared(tokens[:at] if case < at else tokens, here)
    if not other:
        return not own
    apart = all(len(one) == 1 and one[0][1] is not None for one in (level, other))
    apart &= not any(token.word == "hold" for token in before)
    far = apart and _leaves_room(before[sides[0]], level, other)
    return own in ([], what) and (other == level or far)


Said = list[tuple[str, float | None]]


def _leaves_room(side: Token, level: Said, other: Said) -> bool:
    """Between the two levels it keeps what it has: bought below 30, out above 70."""
    first, second = level[0][1] or 0.0, other[0][1] or 0.0
    return second >= first if side.word in DOWN else second <= first


def _compared(tokens: list[Token], side: int) -> tuple[Said, Said]:
    """What stands on either side of "above", without the words that say nothing of it."""
    begin, end = side, side + 1
    while begin and tokens[begin - 1].word not in PARTS:
        begin -= 1
    while end < len(tokens) and tokens[end].word not in PARTS:
        end += 1
    bought = begin > 0 and tokens[begin - 1].word in BUYING
    what = [token for token in tokens[begin:side] if not (bought and token.symbol)]
    return _said(what), _said(tokens[side + 1 : end])


def _said(tokens: list[Token]) -> Said:
    free = [token for token in tokens if token.word not in PLAIN and token.small not in PLAIN]
    return [(token.symbol or token.word, token.value) for token in free]


def _buy(tokens: list[Token]) -> None:
    """ "hold KO when it is above ...": beside a sale it buys it then."""
    if not any(token.word in ("buy", "long") for token in tokens):
        for token in tokens:
            token.word = "buy" if token.word in ("hold", "be-in") else token.word
