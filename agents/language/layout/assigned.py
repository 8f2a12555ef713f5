"""Rules that are given a name first, as code does: "up = Cross(MA(C, 5), MA(C, 20)); Buy = up".

The rule stands where its name is used, and its own line says no more.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon import vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

GIVEN = ("=", ":=", ":")
RULING = words("crosses crossunder crosses-above crosses-below < > <= >=")
# The name of a rule stands behind what it does, or beside another one.
USING = words(": when and or ( not")
VERBS = words("buy sell short cover entry exit")


def mark_assigned(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if not any(token.text in GIVEN[:2] for token in tokens):
        return
    named = _named(tokens)
    used = [name for name in named if _places(tokens, named, name)]
    for name in used:
        for at in reversed(_places(tokens, named, name)):
            size = len(named[name][0])
            body = [replace(token, kind=None) for token in named[name][1]]
            tokens[at : at + size] = body
    for name in used:
        for token in [*named[name][0], *named[name][1]]:
            token.kind = "used"
        _take_sign(tokens, named[name][0])
    for name in named.keys() - set(used):
        if not name.startswith(ACTING):
            _leave(tokens, *named[name])


ACTING = ("buy", "sell", "long", "short", "ent", "exit", "cover", "bull", "bear", "up", "down")


def _leave(tokens: list[Token], name: list[Token], body: list[Token]) -> None:
    """A rule that nothing uses is named, and narrows no other one."""
    _take_sign(tokens, name)
    for token in [*name, *body]:
        token.word, token.symbol, token.value, token.lost = "unused-rule", "", None, True


Named = dict[str, tuple[list[Token], list[Token]]]


def _named(tokens: list[Token]) -> Named:
    """Each name with its own words and those of its rule."""
    found: Named = {}
    for begin, end in _lines(tokens):
        name = _name_at(tokens, begin)
        sign = begin + len(name)
        if not name or sign >= end or tokens[sign].text not in GIVEN[:2]:
            continue
        body = tokens[sign + 1 : end]
        if {token.word for token in body} & RULING:
            found[_key(name)] = (name, body)
    return found


def _lines(tokens: list[Token]) -> list[tuple[int, int]]:
    """From one full stop, or what leads in with a colon, to the next full stop."""
    ends = [n for n, token in enumerate(tokens) if token.word == "."] + [len(tokens)]
    lines, begin = [], 0
    for end in ends:
        signs = [n for n in range(begin, end) if tokens[n].text == ":"]
        lines.append((signs[0] + 1 if signs else begin, end))
        begin = end + 1
    return lines


def _name_at(tokens: list[Token], at: int) -> list[Token]:
    """A word that nobody knows, with the number that is written to it: "cond1"."""
    if at >= len(tokens) or not tokens[at].text.isalpha():
        return []
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    numbered = glued and tokens[at + 1].value is not None
    known = tokens[at].word in vocabulary.KNOWN and not (numbered and len(tokens[at].text) == 1)
    if known or (tokens[at].symbol and tokens[at].text.isupper() and not numbered):
        return []
    return tokens[at : at + 1 + numbered]


def _key(name: list[Token]) -> str:
    return "".join(token.small for token in name)


def _places(tokens: list[Token], named: Named, name: str) -> list[int]:
    """Where the name is used behind a verb, and not given."""
    given = {id(token) for token in named[name][0]}
    found = []
    for at in range(1, len(tokens)):
        here = _name_at(tokens, at)
        led = tokens[at - 1].word in USING and _acts(tokens, at)
        if here and _key(here) == name and id(here[0]) not in given and led:
            found.append(at)
    return found


def _acts(tokens: list[Token], at: int) -> bool:
    """In its line a verb stands before it."""
    while at and tokens[at].word != ".":
        if tokens[at].word in VERBS:
            return True
        at -= 1
    return tokens[at].word in VERBS


def _take_sign(tokens: list[Token], name: list[Token]) -> None:
    at = next(n for n, token in enumerate(tokens) if token is name[-1])
    tokens[at + 1].kind = "used"
