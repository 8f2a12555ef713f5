"""A stop below the best price since the entry, as a comparison: "price < 0.9 * highest high since
entry", "below 90% of the peak since I bought", "3 ATR below the highest close since entry".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

HINTS = words("since-entry")
BEST = words("highest maximum max peak top")
WORST = words("lowest minimum min trough")
FIELDS = words("high low close price value level point closing")
REACHED = words("reached seen achieved hit attained made so far")
PASSED = words("the a an its")
SUBJECT = words("price close it symbol stock current last closes closing share coin")
FALLS = words("falls drops below under < <= less lower than goes trade is from off crosses-below")
RISES = words("rises above over > >= greater higher more than goes trade is from crosses-above")
TIMES, MINUS, PLUS = words("* x × times of"), words("- – − minus less"), words("+ plus")
BEGINS = words("when if once or and , . ; : sell cover until while")
ENDS = words("or and , . ; ) then")
SIGNS = words("* × - – − +")


def mark_best_since(tokens: list[Token]) -> None:
    """The comparison becomes the trailing stop that it is; fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        said = {tokens[at].small, tokens[at].word} if at < len(tokens) else set()
        worst = not said.isdisjoint(WORST)
        end = _behind_entry(tokens, at) if worst or not said.isdisjoint(BEST) else 0
        if end:
            _replace(tokens, at, end, short=worst)


def _behind_entry(tokens: list[Token], at: int) -> int:
    """Behind "highest close reached since I bought"; 0 where nothing says since when."""
    at += 1
    while at < len(tokens) and (tokens[at].small in FIELDS or tokens[at].small in REACHED):
        at += 1
    return at + 1 if at < len(tokens) and tokens[at].word in HINTS else 0


def _replace(tokens: list[Token], at: int, end: int, *, short: bool) -> None:
    first, stop = at, end
    while first and _said(tokens[first - 1]) not in BEGINS:
        first -= 1
    while stop < len(tokens) and _said(tokens[stop]) not in ENDS:
        stop += 1
    if stop < len(tokens) and tokens[stop].word == ")" and tokens[stop - 2].word == "(":
        stop += 1  # "ATR(20)"
    if any("trail" in one.word or "trail" in one.small for one in tokens[max(0, first - 3) : stop]):
        return  # it is called one already
    if _tied(tokens, first, stop):
        return
    before = [one for one in tokens[first:at] if one.small not in PASSED]
    far = _distance(before, tokens[end:stop], short=short)
    if not far:
        return
    start, ends = tokens[first].start, tokens[stop - 1].end
    lead = tokens[first - 1] if first else None
    if lead is not None and lead.word in ("when", "if", "once"):
        lead.word = "at"
    trailing = Token(start, ends, "", "trailing")
    tokens[first:stop] = [trailing, *far]


def _tied(tokens: list[Token], first: int, stop: int) -> bool:
    """ "when it falls 8% from the peak since entry and RSI > 70": an exit of both is no stop."""
    before, behind = [*tokens[max(0, first - 1) : first]], tokens[stop : stop + 2]
    if before and before[0].word == "and":
        return _led(tokens, first - 1)
    ruled = len(behind) == 2 and behind[0].word == "and" and behind[1].word not in ANEW
    return ruled and _led(tokens, first)


def _led(tokens: list[Token], at: int) -> bool:
    """A "when" or "if" opens what stands there, behind its verb."""
    for token in reversed(tokens[:at]):
        if token.word in LEADS:
            return True
        if token.word in VERBS:
            return False
    return False


LEADS = words("when while if")
VERBS = words("sell cover buy short stop stoploss trailing target takeprofit . ;")
# Behind "and" they begin something else.
ANEW = VERBS | words("when while if set use take put hold at no with num pct money after")


def _said(token: Token) -> str:
    return token.text if token.text in SIGNS else token.word


def _distance(before: list[Token], after: list[Token], *, short: bool) -> list[Token]:
    """How far the stop lies from the best price; nothing where that is not all that is said."""
    way = RISES if short else FALLS
    numbers = [one for one in before if one.value is not None]
    said = [one for one in before if not one.symbol and one.word not in SUBJECT]
    plain = [one for one in said if one.word not in way and one.small not in way]
    if after and not plain:
        return _behind(after, short=short)
    if after or not numbers or not set(map(_said, said)) & way:
        return []
    rest = [_said(one) for one in plain]
    number = numbers[0]
    if rest == ["pct", "of"] or (rest[:1] == ["num"] and rest[1:] in ([sign] for sign in TIMES)):
        return _share(number, short=short)
    if rest == ["pct"] and plain[0] is number:
        of_best = before[-1].small == "of"
        return _share(number, short=short) if of_best else [number]
    atr = rest[:1] == ["num"] and rest[-1:] == ["atr"] and rest[1:-1] in ([], ["x"], ["*"])
    return [number, plain[-1]] if atr else []


def _behind(after: list[Token], *, short: bool) -> list[Token]:
    """ "... * 0.9", "... - 10%", "... minus 3 x ATR" """
    sign, rest = _said(after[0]), after[1:]
    said = [_said(one) for one in rest]
    if sign in TIMES and said == ["num"]:
        return _share(rest[0], short=short)
    if sign not in (PLUS if short else MINUS):
        return []
    if said == ["pct"]:
        return rest
    times = said[1:2] in (["x"], ["*"], ["times"])
    named = said[:1] == ["num"] and said[1 + times : 2 + times] == ["atr"]
    lone = len(said) == 2 + times or said[2 + times :] == ["(", "num", ")"]
    return [rest[0], *rest[1 + times :]] if named and lone else []


def _share(token: Token, *, short: bool) -> list[Token]:
    """90% of the best price lie 10% below it."""
    part = (token.value or 0.0) / (100 if token.word == "pct" else 1)
    far = round((part - 1 if short else 1 - part) * 100, 10)
    if not 0 < far < 100:
        return []
    return [Token(token.start, token.end, token.text, "pct", far)]
