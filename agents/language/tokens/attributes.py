"""What German says before the word that it belongs to: "der über 50 Tage berechnete SMA", "in 5
Tagen um 8 % gefallen", "3 % tiefer eröffnet"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token
from agents.language.tokens.small_words import SIGNS

MADE = words(
    """
    berechnete berechneten berechneter berechnetes gebildete gebildeten gebildeter gebildetes
    ermittelte ermittelten ermittelter ermitteltes errechnete errechneten errechneter
    """
)
KINDS = words("moving exponential simple weighted")
AVERAGES = words("ma sma ema wma hma average")
INDICATORS = AVERAGES | words("rsi cci atr mfi roc adx")
LEADS = words("über ueber auf aus mit anhand")
ROLES = {"kurze": "fast", "kurzen": "fast", "kürzere": "fast", "schnelle": "fast",
         "lange": "slow", "langen": "slow", "längere": "slow", "langsame": "slow"}  # fmt: skip
UNITS = words("day bar week month hour minute")
PASSED = words("the a of from period last basis")
FAR = 8


def attributes_last(tokens: list[Token]) -> None:
    """The length goes right before the name, and what is called short or long before that."""
    said: dict[str, list[tuple[Token, Token]]] = {}
    bare: list[Token] = []
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at].small in MADE and _is_named(tokens, at + 1):
            role, counted = _move(tokens, at)
            if role is not None and len(counted) > 1:
                said.setdefault(role.word, []).append((counted[0], counted[1]))
            elif role is not None:
                bare.append(role)
    for role in bare:
        _say_once(tokens, role, said.get(role.word, []))


def lengths_of(tokens: list[Token]) -> None:
    """ "Durchschnitte (SMA) von 9 und 21 Perioden": of these lengths, and no time since when."""
    if "von" not in map(SMALL, tokens):
        return
    for before, of, number in zip(tokens, tokens[1:], tokens[2:], strict=False):
        named = before.word in AVERAGES or before.word == ")"
        if named and of.small == "von" and number.word == "num":
            of.word = "of"


def _is_named(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) - 1 and tokens[at].word in KINDS:
        at += 1
    return tokens[at].word in INDICATORS


def _say_once(tokens: list[Token], role: Token, said: list[tuple[Token, Token]]) -> None:
    """ "der über die kurze Periode berechnete SMA", which is told elsewhere to be of 50 days."""
    if len({(number.value, unit.word) for number, unit in said}) == 1:
        at = tokens.index(role) + 1
        copies = [replace(one, start=role.end, end=role.end, text="") for one in said[0]]
        tokens[at:at] = copies


def _move(tokens: list[Token], at: int) -> tuple[Token | None, list[Token]]:
    begin = next((n for n in range(at - 1, max(at - FAR, 0) - 1, -1)
                  if tokens[n].small in LEADS), -1)  # fmt: skip
    between = tokens[begin + 1 : at]
    counted = [one for one in between if one.word == "num" or one.word in UNITS]
    roles = [one for one in between if one.small in ROLES]
    other = [one for one in between if one not in counted and one not in roles]
    known = all(one.word in PASSED or one.small in PASSED for one in other)
    shape = [one.word == "num" for one in counted]
    said = shape in ([True, False], []) and len(roles) < 2 and (roles or counted)
    if begin < 0 or not known or not said:
        return None, []
    for one in roles:
        one.word = ROLES[one.small]
    tokens[begin : at + 1] = [*roles, *counted]
    return (roles[0] if roles else None), counted


def spans_before(tokens: list[Token]) -> None:
    """ "innerhalb von 5 Tagen um 8 % gefallen", "an einem Tag mehr als 4 % verliert": falls 8% in
    5 days, more than 4% in a day."""
    for at in range(len(tokens) - 1, 3, -1):
        share = tokens[at - 1]
        if tokens[at].word not in ("falls", "rises") or share.word != "pct":
            continue
        end = at - 1
        while end > 2 and tokens[end - 1].word in SIZED:
            end -= 1
        number, unit = tokens[end - 2 : end]
        first = end - 3 - (tokens[end - 3].small == "von")
        if number.word not in ("num", "a") or unit.word not in UNITS or first < 0:
            continue
        if tokens[first].small.partition(" ")[0] in WITHIN:
            led = replace(tokens[first], word="in")
            tokens[first : at + 1] = [tokens[at], *tokens[end:at], led, number, unit]


def spans_between(tokens: list[Token]) -> None:
    """ "5 % an einem Tag fällt", "3 % in zwei Wochen gewonnen hat": falls 5% in a day."""
    for at in range(len(tokens) - 1, 3, -1):
        if tokens[at].word not in ("falls", "rises"):
            continue
        share, led, number, unit, verb = tokens[at - 4 : at + 1]
        moved = share.word == "pct"
        counted = number.word in ("num", "a") and unit.word in UNITS
        if moved and counted and led.small in WITHIN:
            led.word = "in"
            begin = at - 4
            while begin and tokens[begin - 1].word in SIZED:
                begin -= 1
            tokens[begin : at + 1] = [verb, *tokens[begin : at - 3], led, number, unit]


SIZED = words("by above more >= at")
WITHIN = words("innerhalb binnen in an")


def opened(tokens: list[Token]) -> None:
    """ "wenn die Aktie 3 % tiefer eröffnet": it opens 3% lower; a position is opened otherwise."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].small not in ("eröffnet", "öffnet", "eröffnen"):
            continue
        if not at or tokens[at - 1].word in SIGNS:
            size = next((n for n in range(at + 1, min(at + 6, len(tokens)))
                         if tokens[n].word == "pct"), 0)  # fmt: skip
            begin, end = at, size
        else:
            begin = next((n for n in range(at - 1, max(at - FAR, 0) - 1, -1)
                          if tokens[n].word in SIGNS), 0)  # fmt: skip
            size = next((n for n in range(begin, at) if tokens[n].word == "pct"), 0)
            end = at
        part = tokens[begin : max(end, at) + 1]
        behind = {one.word for one in tokens[size : size + 4]}
        if not size or not behind & BEYOND or any(one.word in DEALS for one in part):
            continue
        place = size - (tokens[size - 1].word in ("above", "more", "by", "at"))
        verb = tokens[at]
        if begin == at:
            when = Token(verb.start, verb.start, "", "when")
            opens = Token(verb.start, verb.end, verb.text, "open")
            tokens[at:place] = [when, *tokens[at + 1 : place], opens]
        else:
            verb.word = "open"
            tokens[place : at + 1] = [verb, *tokens[place:at]]


BEYOND = words("below above lower higher")
DEALS = words("position long short is trade buy sell")


def both_best(tokens: list[Token]) -> None:
    """ "die beiden ETFs mit der besten Rendite", "die beiden stärksten": the two of them."""
    best = [at for at, token in enumerate(tokens) if token.word in BEST]
    for at, token in enumerate(tokens[:-1]) if best else ():
        noun = tokens[at + 1].small in HELD
        if token.small == "beiden" and (at + 1 in best or (noun and best[-1] > at)):
            token.word, token.value = "num", 2.0


BEST = words("best worst highest lowest strongest")
HELD = words("etfs fonds aktien titel werte indizes märkte sektoren anlagen wertpapiere coins")


def parts_first(tokens: list[Token]) -> None:
    """ "bei +5 % die Hälfte verkaufen": sell half at +5%."""
    for at in range(len(tokens) - 3, 0, -1):
        led, share, *behind = tokens[at - 1 : at + 4]
        part = [one for one in behind if one.word != "the"][:2]
        named = [one.word for one in part]
        sold = named[:1] and named[0] in PORTIONS and named[1:] == ["sell"]
        if led.word == "at" and share.word == "pct" and sold:
            end = at + 1 + behind.index(part[1]) + 1
            tokens[at - 1 : end] = [part[1], part[0], led, share]


PORTIONS = words("half third quarter")
