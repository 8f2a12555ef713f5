"""When not to buy, in other words: "skip the trade if ...", "pass when ...", "I never want to buy
when ...", "exception: ..."."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.narrowings import NARROW_NOT
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

SKIPPING = words("skip ignore disregard pass avoid")
ON = words("on the a an any this that all of such new these every")
SKIPPED = words("trade trades trading signal signals buy it entry entries setup setups purchase")
ALONE = words("pass stays")  # "pass if ...", "stay away if ..."
AWAY = words("away aside")
CASES = words("when while")
SIDES = words("above below over under > < >= <=")
WANTING = words("want wish like plan intend need")
TO = words("to be")
BUYING = words("buy long short")
STARTS = words(". , and then but so i we it system - :")
EXCEPTIONS = words("exception exceptions")
LEADS = CASES | words("unless on in during after before")
ENDS = words(". ,") | {";", ""}


def mark_skipping(tokens: list[Token]) -> None:
    """Fillers are still among the tokens. Nothing of it sells what is held."""
    at = 0
    while at < len(tokens):
        if tokens[at].free and _opens(tokens, at):
            _keeps(tokens, at)
            end = _skips(tokens, at)
            if end and (_word(tokens, end) in LEADS):
                _deny(tokens, at, end)
            elif end and _word(tokens, end) in ENDS and (case := _case(tokens, at)) is not None:
                _deny_case(tokens, case, at, end)
            elif end := _excepts(tokens, at):
                _deny(tokens, at, end)
        _want(tokens, at)
        at += 1
    _otherwise(tokens)


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _opens(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is None or before.word in STARTS or before.small in STARTS


def _skips(tokens: list[Token], at: int) -> int:
    """Behind "skip the trade", "pass", "stay away"."""
    here = tokens[at]
    if here.word in ALONE and _word(tokens, at + 1) in AWAY:
        return at + 2
    if here.small in ALONE and _word(tokens, at + 1) in CASES | ENDS:
        return at + 1
    if here.word not in SKIPPING and here.small not in SKIPPING:
        return 0
    end = at + 1
    while end < len(tokens) and tokens[end].small in ON:
        end += 1
    named = end < len(tokens) and bool({tokens[end].word, tokens[end].small} & SKIPPED)
    return end + 1 if named else 0


def _keeps(tokens: list[Token], at: int) -> None:
    """ "ignore the sell signal when ...": it denies the sale."""
    end = at + 1
    while end < len(tokens) and tokens[end].small in ON:
        end += 1
    if tokens[at].small in SKIPPING and _word(tokens, end) in ("sell", "cover"):
        tokens[at].word = "not"


def _excepts(tokens: list[Token], at: int) -> int:
    """Behind "exception:", before "when"; "not" itself where "not when ..." opens a sentence."""
    opens = at == 0 or tokens[at - 1].word == "."
    if opens and tokens[at].small in EXCEPTIONS and _word(tokens, at + 1) == ":":
        return at + 2 if _word(tokens, at + 2) in LEADS else 0
    denies = opens and tokens[at].word == "not" and _word(tokens, at + 1) in CASES
    return at + 1 if denies else 0  # "Not when VIX is above 30."


def _deny(tokens: list[Token], at: int, end: int) -> None:
    """The words become one that says when not to enter, on whichever side."""
    tokens[at].word, tokens[at].kind = NARROW_NOT, None
    if at and tokens[at - 1].word == "but":
        tokens[at - 1].word = ","
    for token in tokens[at + 1 : end]:
        token.kind = "used"
        token.word = "" if token.word == ":" else token.word


def _case(tokens: list[Token], at: int) -> int | None:
    """Where the case begins that stands before it: "if VIX is over 30, skip the trade"."""
    begin = at - 1
    while begin >= 0 and tokens[begin].word != "." and tokens[begin].word not in CASES:
        begin -= 1
    said = {token.word for token in tokens[max(begin, 0) : at]}
    led = begin >= 0 and tokens[begin].word in CASES
    opens = begin == 0 or (led and tokens[begin - 1].word in ENDS | {"and", "but"})
    return begin if led and opens and not said & (BUYING | {"sell", "hold", "cover"}) else None


def _deny_case(tokens: list[Token], case: int, at: int, end: int) -> None:
    """ "if A, skip it": the case goes behind its verb."""
    for token in tokens[at:end]:
        token.kind = "used"
    for token in tokens[case:at]:
        token.kind = (
            "used" if token.word in (",", "then") and token is tokens[at - 1] else token.kind
        )
    place = tokens[case].start
    tokens.insert(case, Token(place, place, "", NARROW_NOT))


def _otherwise(tokens: list[Token]) -> None:
    """ "don't buy when A, otherwise buy when B": B alone says when, and A when not."""
    for at in places(tokens[:-1], ELSE):
        verb = at + 1 + (tokens[at + 1].word == ",")
        if not _denied_before(tokens, at) or _word(tokens, verb) not in BUYING:
            continue
        end = next((n for n in range(verb, len(tokens)) if tokens[n].word == "."), len(tokens))
        if not {one.word for one in tokens[verb:end]} & (CASES | {"on"}):
            continue
        for one in tokens[at:verb]:
            one.kind = "used"
        if tokens[at - 1].word == ",":
            tokens[at - 1].word = "."


def _denied_before(tokens: list[Token], at: int) -> bool:
    """Nothing is bought in the sentence before, or in this one."""
    begin = at - 1
    while begin > 0 and (tokens[begin - 1].word != "." or begin == at - 1):
        begin -= 1
    said = tokens[begin:at]
    denies = any(
        one.word == NARROW_NOT or (one.word == "not" and two.word in (*BUYING, "trade"))
        for one, two in pairwise(said)
    )
    return denies and sum(one.word in BUYING for one in said) < 2


ELSE = words("otherwise else")


def _want(tokens: list[Token], at: int) -> None:
    """ "I don't want to buy when ...": not to buy it."""
    if tokens[at].word != "not" or at + 3 > len(tokens) or tokens[at + 1].small not in WANTING:
        return
    end = at + 2
    while end < len(tokens) and tokens[end].small in TO:
        end += 1
    if end > at + 2 and _word(tokens, end) in BUYING:
        for token in tokens[at + 1 : end]:
            token.kind = "used"
