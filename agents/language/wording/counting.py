"""Some of several conditions: "2 of these 3: ...", "at least two of RSI < 30, MACD > 0 and ...",
"... - any two of them".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

SOME_OF = "some-of"
OF = words("of out from")
NAMED = words(
    """
    the these those following conditions condition signals rules num three four five six hold
    holds are is true met fulfilled triggers happen occur criteria below above satisfied
    indicators indicator agree apply them confirmations filters any all
    next bedingungen kriterien folgenden diesen erfüllt zutreffen gelten
    condiciones criterios estas estos siguientes cumplen cumplan se
    suivantes critères remplies remplis réunies vraies ces
    condições critérios seguintes destas forem verdadeiras
    """
)
LEADING = words(">= any use when need only")
MOST = 6
GENITIVES = words("der dieser")  # "zwei der folgenden Bedingungen"
# What may stand behind a list, or behind "two of them".
SAID_SO = words("are is true met hold holds agree apply fulfilled satisfied given must be , so")
ENDS = words(". ) buy sell sell-after buy-after short cover") | {";"}
THEM = words("them these those")
APART = THEM | words("last past previous num pct money day bar week month my share")
JOINTS = words("and or") | {","}
FARTHEST = 60


def mark_counts(tokens: list[Token]) -> None:
    """ "at least 2 of these hold:" becomes one word that stands before its list."""
    _ask_how_many(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        token, behind = tokens[index], tokens[index + 1 : index + 2]
        if token.word != "num" or not behind:
            continue
        if behind[0].word not in OF and behind[0].small not in GENITIVES:
            continue
        if index and tokens[index - 1].small == "all" and behind[0].word == "of":
            _all_of(tokens, index)
        elif token.value in range(2, MOST):
            _mark(tokens, index)


def _ask_how_many(tokens: list[Token]) -> None:
    """ "sell when fewer than 3 are true": a number of rules, and no level of one of them."""
    for at in places(tokens[:-3], {"fewer than", "less than", "more than"}, SMALL):
        way, count, are, true = tokens[at : at + 4]
        counted = count.word == "num"
        if counted and are.small in ("are", "is", "remain", "stay") and true.small in HOLDING:
            for token in (way, count, are, true):
                token.word, token.value, token.lost = "so-many-hold", None, True


HOLDING = words("true met satisfied fulfilled valid given left")


def _mark(tokens: list[Token], index: int) -> None:
    count = tokens[index]
    first = index - (index > 0 and tokens[index - 1].word in (">=", "any"))
    if end := _end(tokens, index + 1):
        _use(tokens[first:index] + tokens[index + 1 : end])
        count.word = SOME_OF
    elif tokens[index + 1].word != "of":
        return
    elif (place := _begin(tokens, first)) and (end := _behind_them(tokens, index + 2)):
        _use(tokens[first:end])
        at = tokens[place].start
        tokens.insert(place, Token(at, at, "", SOME_OF, count.value))
    elif end := _list_end(tokens, index + 2, int(count.value or 0)):
        _use(tokens[first:index] + tokens[index + 1 : index + 2] + _said_so(tokens, end))
        count.word = SOME_OF


def _use(tokens: list[Token]) -> None:
    for token in tokens:
        token.kind = "used"


def _end(tokens: list[Token], at: int) -> int:
    """Behind the colon or bracket that opens the list, if nothing else stands before it."""
    while at < len(tokens) and (tokens[at].word in PASSED or _counts(tokens[at])):
        at += 1
    return at + 1 if at < len(tokens) and tokens[at].word in (":", "(") else 0


def _counts(token: Token) -> bool:
    return token.word == "num" and (token.value or 0) <= MOST


PASSED = OF | NAMED


def _begin(tokens: list[Token], at: int) -> int:
    """Where the list begins that stands before "at least two of them"; 0 where there is none."""
    parts = 0
    for index in range(at - 1, max(0, at - FARTHEST), -1):
        word = tokens[index].word
        if word == "when":
            return index + 1 if parts > 1 else 0
        if word in ENDS - {")"} and index < at - 1:
            return 0
        parts += word in JOINTS
    return 0


def _behind_them(tokens: list[Token], at: int) -> int:
    """Behind "of them are true", "of these": nothing else belongs to it."""
    if at >= len(tokens) or tokens[at].word not in THEM:
        return 0
    at += 1
    while at < len(tokens) and tokens[at].word in SAID_SO and tokens[at].word != ",":
        at += 1
    return at if at == len(tokens) or tokens[at].word in ENDS | {","} else 0


def _list_end(tokens: list[Token], at: int, count: int) -> int:
    """Where the list ends that stands right behind "two of"; 0 for one of symbols, for "3 of the
    last 5 closes" and for what is too short."""
    here = [token for token in tokens[at : at + 2] if token.word != "the"][:1]
    if not here or here[0].symbol or here[0].word in APART | ENDS:
        return 0
    ahead = range(at, min(len(tokens), at + FARTHEST))
    end = next((n for n in ahead if _ends(tokens, at, n)), ahead.stop)
    parting = [n for n in ahead if n < end - 1 and tokens[n].word in JOINTS]
    lone = [n for n in parting if tokens[n + 1].word not in JOINTS]
    return end if len(lone) >= count - 1 else 0


def _ends(tokens: list[Token], first: int, at: int) -> bool:
    """The bracket of "SMA(50)" closes no list."""
    opened = sum(token.word == "(" for token in tokens[first:at])
    closed = sum(token.word == ")" for token in tokens[first:at])
    return tokens[at].word in ENDS and (tokens[at].word != ")" or opened == closed)


def _said_so(tokens: list[Token], end: int) -> list[Token]:
    """The "are true" behind a list, of which a verb would be a rule of its own."""
    first = end
    while first and tokens[first - 1].word in SAID_SO:
        first -= 1
    return [token for token in tokens[first:end] if token.word != ","]


def _all_of(tokens: list[Token], index: int) -> None:
    """ "all three of RSI < 30, ...": the number is no length of what stands behind it."""
    if tokens[index + 2 : index + 3] and not tokens[index + 2].symbol:
        _use(tokens[index - 1 : index + 2])
