"""What is bought in instalments, each on a rule of its own: "half when RSI < 30, the other half
when RSI < 20", "100 more below 25", "double the position at 20".

Only the first of them is the entry. The others add to the position, which is named as such: "the
rest" behind a purchase is nothing that is sold.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

MORE = "add-unit"
ENTERS = words("buy short put use invest scale")
LEAVES = words(
    "sell cover exit out off take trim close reduce takeprofit stoploss target profit and-half "
    "hold sell-after cover-after else-out"
)
PORTIONS = words("half third quarter fifth tenth pct money share tranche portion lot unit")
FRACTIONS = words("half third quarter fifth tenth tranche portion")
FURTHER = words("second other remaining last final next another first further additional extra")
LEADING = words("when at below above < > <= >= on after falls drops-below rsi near in-case")
BESIDE = words("more the a an it is position shares share it's if as of my its size again up")
LEFT = words("rest other remaining remainder balance half second last final")
SOLD = words("sell selling sold out off close exit")
GROWING = words("increase raise grow enlarge up boost triple")
REST = words("sell rest remainder")
BEGINNING = REST | PORTIONS | FURTHER | words("num add another twice")
STAKE = words("position size stake holding exposure it bet")


def mark_instalments(tokens: list[Token]) -> None:
    bought = part = False
    for index, token in enumerate(tokens):
        if not token.free:
            continue
        if bought and _is_further(tokens, index, part):
            token.word = MORE
            continue
        if token.word in ENTERS:
            bought, part = True, False
        elif token.word in LEAVES:
            bought = False
        part |= bought and (token.word in FRACTIONS or _is_stake(tokens, index))


def _is_stake(tokens: list[Token], index: int) -> bool:
    """ "with 30%", "100 shares", "$2000 of it": how much the first of them is."""
    before = tokens[index - 1].word if index else ""
    behind = tokens[index + 1].word if index + 1 < len(tokens) else ""
    sized = tokens[index].word in ("pct", "money") and before in (*ENTERS, "with", ":", "symbol")
    return sized or (tokens[index].word == "num" and behind == "share")


def _is_further(tokens: list[Token], index: int, part: bool) -> bool:
    end = _end(tokens, index, part)
    return bool(end) and _leads(tokens, end)


def _end(tokens: list[Token], index: int, part: bool) -> int:
    """Behind the words that say how much more is bought; 0 if they say nothing of the kind."""
    here, small = tokens[index].word, tokens[index].small
    if here not in BEGINNING and small not in GROWING:
        return 0
    after = [token.word for token in tokens[index + 1 : index + 4]] + ["", "", ""]
    if here in REST:
        said = frozenset(small.split())
        halved = bool(said & {"half", "other"})
        return index + 1 if (part or halved) and said & LEFT and not said & SOLD else 0
    if here in ("add", "another") and (after[0] in PORTIONS or after[0] in ("sell", "another")):
        return index + 2
    if here in ("num", *PORTIONS) and "more" in after[:2] and after[0] in ("more", "share"):
        return index + 1 + after.index("more") + 1
    if here in FURTHER and after[0] in FRACTIONS and _is_left(here, part):
        return index + 2
    if small in GROWING and (after[0] in STAKE or after[1] in STAKE):
        return _behind_share(tokens, index + 2)
    if here == "twice" and (after[0] in STAKE or after[1] in STAKE):
        return index + 2
    before = tokens[index - 1].word if index else ""
    joined = before in (",", "and", "a", "the", ".")
    again = here in FRACTIONS or (here == "pct" and after[0] in ("when", "at"))
    return index + 1 if part and joined and again else 0


def _behind_share(tokens: list[Token], at: int) -> int:
    """ "increase the position by 50% if ..." """
    while at < len(tokens) and (tokens[at].word in ("by", "pct") or tokens[at].word in STAKE):
        at += 1
    return at


def _is_left(word: str, part: bool) -> bool:
    return part or word in ("second", "other", "remaining", "another", "final", "last")


def _leads(tokens: list[Token], at: int) -> bool:
    """A rule follows: without one it is a size, or what is left in cash."""
    while at < len(tokens) and tokens[at].word in BESIDE:
        at += 1
    return at < len(tokens) and tokens[at].word in LEADING
