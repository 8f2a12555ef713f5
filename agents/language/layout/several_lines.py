"""Several averages that are spoken of at once: "above all three EMAs: 20, 50, 200", "crosses below
any of the three averages", "EMAs aligned bullishly (8, 13, 21)". Each is named by its length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.layout.plainly import VERBS, ends, is_denied, stands_beside
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("sma ema ma wma hma average")
JOINTS = words(", and / & -")
OPENING = words("( : of = at with period length day bar")
PASSED = words("the of these those both moving my our")
SIDES = words("above below over under crosses-above crosses-below drops-below breaks-above > <")
LEADING = SIDES | words("crosses closes falls rises breaks goes is")
ALIGNED = words("aligned stacked align stack ordered")
STACKED = words("stacked stack")  # the shorter above the longer, where nothing else is said
BEING = words("are is")
SUBJECTS = words("price close closes it stock , when if while and or until once so-far .") | VERBS
ANEW = words("rsi mfi stochastic stochrsi adx cci macd volume price close obv vix williams-r")
RULES = SIDES | ANEW | {"num"}
THEM = words("them they these those both either neither one")
BARE = VERBS | words(". , and or for")
GENERIC = words("average ma")
UP, DOWN = words("bullish bullishly up upward ascending"), words("bearish bearishly down downward")


@dataclass(frozen=True)
class Lines:
    """The lengths of averages of one kind, and the tokens that say them."""

    kind: Token
    lengths: tuple[Token, ...]
    begin: int
    end: int


def mark_several(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _name_counts(tokens)
    _kind_first(tokens)
    kinds = [n for n, token in enumerate(tokens) if token.word in KINDS]
    known = next((found for n in kinds if (found := _lines(tokens, n))), None)
    if known is None:
        return
    uses = [n for n in range(len(tokens)) if tokens[n].word in KINDS and _quantity(tokens, n)]
    if not _is_plain(tokens, known, uses):
        return
    if _stacked(tokens, known):
        return
    if not all(_is_use(tokens, known, at) for at in uses):
        return
    for at in reversed(uses):
        _spread(tokens, at, known)
    if uses and uses != [_at(tokens, known.kind)] and not _rules(tokens, known):
        for token in _sentence(tokens, known):
            token.kind = "used"


def _name_counts(tokens: list[Token]) -> None:
    """ "below two of them" is below no price of 2."""
    for at in [n for n, token in enumerate(tokens[:-1]) if token.word == "of" and n > 1]:
        side, count, of, them = tokens[at - 2 : at + 2]
        counted = side.word in SIDES and count.word == "num" and of.word == "of"
        if counted and them.word in THEM:
            count.word, count.value, count.lost = "unused-rule", None, True


def _kind_first(tokens: list[Token]) -> None:
    """ "the 8, 13 and 21 EMAs are stacked": the EMAs 8, 13 and 21 are."""
    for at in [n for n, one in enumerate(tokens) if one.word in KINDS and n > 3][::-1]:
        behind = [one.small for one in tokens[at + 1 : at + 5] if one.word not in BEING]
        if not ALIGNED & {*behind[:1]}:
            continue
        first = at
        while first and tokens[first - 1].word in JOINTS | {"num", "day", "period"}:
            first -= 1
        while first < at and tokens[first].word != "num":
            first += 1
        listed = [one for one in tokens[first:at] if one.word not in ("day", "period")]
        if sum(one.word == "num" for one in listed) > 2:
            for one in tokens[first:at]:
                one.kind = "used" if one.word in ("day", "period") else one.kind
            end = next(n for n in range(at, len(tokens)) if tokens[n].small in ALIGNED)
            while end + 1 < len(tokens) and tokens[end + 1].small in UP | DOWN:
                end += 1
            tokens[first : end + 1] = [*tokens[at : end + 1], *listed]


def _is_plain(tokens: list[Token], known: Lines, uses: list[int]) -> bool:
    """Nothing denies them, and no other words name some of them."""
    at = _at(tokens, known.kind)
    inside = {n for one in uses for n in range(_begin(tokens, one), one)}
    other = any(n not in inside and _names_some(tokens, n) for n in range(len(tokens)))
    again = any(n != at and _lines(tokens, n) for n in range(len(tokens)))
    return (
        not other and not again and not is_denied(tokens, _begin(tokens, at) if at in uses else at)
    )


def _begin(tokens: list[Token], at: int) -> int:
    """Where "all three" of "all three EMAs" begins."""
    first = at - 1
    while not _counts_all(tokens[first]):
        first -= 1
    return first


def _counts_all(token: Token) -> bool:
    return token.small in ("all", "any", "both", "either") or token.word in ("any-of", "all-of")


def _names_some(tokens: list[Token], at: int) -> bool:
    """ "one of them", "two of the EMAs", "they" """
    behind = [one.word for one in tokens[at + 1 : at + 4] if one.word != "the"]
    some = tokens[at].word in ("num", "most", "none") and behind[:1] == ["of"]
    some = some and bool(set(behind[1:2]) & (KINDS | THEM))
    bare = tokens[at].word in SIDES and (at + 1 == len(tokens) or tokens[at + 1].word in BARE)
    return some or bare or bool({tokens[at].word, tokens[at].small} & (THEM | {"any-of"}))


def _is_use(tokens: list[Token], known: Lines, at: int) -> bool:
    """ "the price is above any of the three EMAs", where there are three, and no rule beside it."""
    first = _begin(tokens, at)
    own = tokens[at] is known.kind
    counts = [one.value for one in tokens[first:at] if one.word == "num"]
    if counts not in ([], [len(known.lengths)]) or is_denied(tokens, first):
        return False
    if not own and tokens[at].word not in GENERIC | {known.kind.word}:
        return False
    joint = "or" if _quantity(tokens, at) in ("any", "either") else "and"
    led = first
    while led and tokens[led - 1].word in LEADING:
        led -= 1
    before = tokens[led - 1] if led else None
    if before is not None and before.word not in SUBJECTS and not before.symbol:
        return False
    if joint == "or" and stands_beside(tokens, led, RULES | {"and"}):
        return False
    return ends(tokens, known.end if own else at + 1, joint, ANEW)


def _at(tokens: list[Token], token: Token) -> int:
    return next((n for n, one in enumerate(tokens) if one is token), -1)


def _lines(tokens: list[Token], at: int) -> Lines | None:
    """ "EMAs: 20, 50, 200", "averages of 30, 60 and 110", "EMAs (8, 13, 21)" """
    if tokens[at].word not in KINDS:
        return None
    n = at + 1
    while n < len(tokens) and (
        tokens[n].word in OPENING or tokens[n].small in ALIGNED | UP | DOWN | BEING
    ):
        n += 1
    lengths: list[Token] = []
    while n < len(tokens) and tokens[n].word in {"num"} | JOINTS:
        lengths += [tokens[n]] if tokens[n].word == "num" else []
        n += 1
    n -= bool(n) and tokens[n - 1].word in JOINTS
    n += n < len(tokens) and tokens[n].word == ")"
    whole = all(one.value and one.value == int(one.value) for one in lengths)
    return Lines(tokens[at], tuple(lengths), at, n) if len(lengths) > 1 and whole else None


def _quantity(tokens: list[Token], at: int) -> str:
    """Whether all of them are meant or any, where that is said; how many there are may be, too."""
    n = at - 1
    while n >= 0 and (tokens[n].small in PASSED or tokens[n].word == "num"):
        n -= 1
    said = tokens[n].small if n >= 0 else ""
    if tokens[n].word in ("any-of", "all-of"):
        return tokens[n].word.removesuffix("-of")
    return said if said in ("all", "any", "both", "either") else ""


def _spread(tokens: list[Token], at: int, known: Lines) -> None:
    """ "crosses above all three EMAs" crosses above each of them."""
    how = _quantity(tokens, at)
    led = first = _begin(tokens, at)
    while led and tokens[led - 1].word in LEADING:
        led -= 1
    verb = tokens[led:first]
    if not verb or not any(one.word in SIDES for one in verb):
        return
    end = known.end if tokens[at] is known.kind else at + 1
    for token in tokens[first:end]:
        token.kind = "used"
    place = tokens[end - 1].end
    if how in ("any", "either"):
        made = _each(verb, known, place, "or")
    elif way := next((one for one in verb if one.word in CROSSED), None):
        side = Token(place, place, "", CROSSED[way.word] or _side(verb))
        crossed = _each(verb, known, place, "or")
        signs = [Token(place, place, "", one) for one in ("and", "(", ")")]
        for token in verb:
            token.kind = "used"
        made = [
            side,
            *_each([side], known, place, "and"),
            signs[0],
            signs[1],
            *_copies(verb, place),
        ]
        made += [*crossed, signs[2]]
    else:
        made = _each(verb, known, place, "and")
    tokens[end:end] = made


# What crosses above all of them is above all, and was not above one of them.
CROSSED = {"crosses": "", "crosses-above": "above", "crosses-below": "below",
           "breaks-above": "above", "drops-below": "below"}  # fmt: skip


def _side(verb: list[Token]) -> str:
    sides = ("above", "below", "over", "under")
    return next((one.word for one in verb if one.word in sides), "above")


def _copies(said: list[Token], place: int) -> list[Token]:
    return [replace(one, start=place, end=place, text="", kind=None) for one in said]


def _each(verb: list[Token], known: Lines, place: int, joint: str) -> list[Token]:
    """The first one goes on with the verb that stands before it, unless that is another one."""
    made: list[Token] = []
    for length in known.lengths:
        made += [Token(place, place, "", joint), *_copies(verb, place)] if made else []
        made += _copies([length, known.kind], place)
    return made


def _stacked(tokens: list[Token], known: Lines) -> bool:
    """ "all EMAs aligned bullishly (8, 13, 21)": each is above the next longer one."""
    near = tokens[known.begin : known.end + 4]
    said = {token.small for token in near}
    up, down = bool(said & UP), bool(said & DOWN)
    if not up and not down and said & STACKED:
        up, down = _leans(tokens, known.begin)
    if not said & ALIGNED or up == down:
        return False
    first = known.begin
    while first and (tokens[first - 1].small in {"all", *PASSED}):
        first -= 1
    last = known.end
    while last < len(tokens) and tokens[last].small in ALIGNED | UP | DOWN | {"are", "is", "in"}:
        last += 1
    if is_denied(tokens, first) or not ends(tokens, last, "and", ANEW):
        return False
    for token in tokens[first:last]:
        token.kind = "used"
    place = tokens[last - 1].end
    ordered = sorted(known.lengths, key=lambda one: one.value or 0, reverse=down)
    made: list[Token] = []
    for length in ordered:
        sign = [Token(place, place, "", ">")] if made else []
        pair = (known.kind, length)
        made += sign + [replace(one, start=place, end=place, text="", kind=None) for one in pair]
    tokens[last:last] = made
    return True


def _leans(tokens: list[Token], at: int) -> tuple[bool, bool]:
    """ "buy when the EMAs are stacked": upwards, and downwards where it is sold short."""
    verb = next((one.word for one in reversed(tokens[:at]) if one.word in VERBS), "")
    return verb in ("buy", "long", "hold"), verb == "short"


def _sentence(tokens: list[Token], known: Lines) -> list[Token]:
    at = _at(tokens, known.kind)
    begin = at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
    return tokens[begin:end]


def _rules(tokens: list[Token], known: Lines) -> bool:
    """The sentence that names them says more than that."""
    return any(one.word in SIDES | {"buy", "sell", "short", "crosses"}
               for one in _sentence(tokens, known) if one.free)  # fmt: skip
