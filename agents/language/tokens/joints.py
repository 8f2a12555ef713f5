"""Joints of other languages that stand in two parts: "soit ... soit", "o bien ... o bien", "ne ...
pas". One of the two is enough in English, and which it is hangs on the other.
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.foreign import Language
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def join_in_pairs(tokens: list[Token], language: Language) -> None:
    """The words are those of the English lexicon by now."""
    said = {token.small for token in tokens}
    if language.name == "fr":
        _either(tokens) if "soit" in said else None
        _denied(tokens) if "ne" in said else None
        _verbs_denied(tokens) if said & PARTNERS else None
    _excepted(tokens) if said & EXCEPTING else None
    _opened(tokens) if said & OPENERS.keys() else None
    _neither(tokens) if "weder" in said else None


EXCEPTING = words("außer ausser")
# "sowohl ... als auch": what opens a pair, and the word of its second half.
OPENERS = {"entweder": "or", "sowohl": "and", "o bien": "or", "ya sea": "or", "bien sea": "or",
           "ou bien": "or", "à la fois": "and", "a la vez": "and"}  # fmt: skip
# A second half, too, unless it stands where a condition begins.
DOUBLED = frozenset({"o bien", "ou bien"})


def _opened(tokens: list[Token]) -> None:
    """ "entweder der RSI ... oder der Kurs ...": the second half says as much alone."""
    for at, token in enumerate(tokens):
        joint = OPENERS.get(token.small)
        before = tokens[at - 1].word if at else "."
        if joint is None or (token.small in DOUBLED and before not in LEADING):
            continue
        behind = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in ENDS), None)
        second = [n for n in range(at + 1, behind or len(tokens)) if tokens[n].word == joint]
        if second:
            _open(tokens, at, second[0])


LEADING = words("when while unless buy sell short cover , : .")


def _neither(tokens: list[Token]) -> None:
    """ "weder unter der 200-Tage-Linie noch unter der 50-Tage-Linie": not, and not."""
    for at, token in enumerate(tokens[:-1]):
        if token.small != "weder" or tokens[at + 1].word not in SIDES:
            continue
        for n, second in enumerate(tokens[at + 1 : -1], at + 1):
            if second.word in ENDS:
                break
            if second.small == "noch" and tokens[n + 1].word in SIDES:
                token.word, second.word = "not", "and"
                tokens.insert(n + 1, Token(second.end, second.end, "", "not"))
                break


SIDES = words("below above between")


ENDS = words(". ;")
# What a clause begins with behind "soit", and what may stand before it where it says "be".
BEGINNING = words("the a it after at to when in on rsi macd stochastic price close volume")
SUBJECT = words(
    "it rsi macd stochastic price close volume average ma sma ema adx cci atr histogram signal"
)


def _either(tokens: list[Token]) -> None:
    """ "soit le RSI passe sous 25, soit le cours touche la bande": a choice, which one "soit" alone
    ("que le RSI soit sous 25") is not.
    """
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.word in ENDS:
            found = []
        if token.small != "soit" or not _chooses(tokens, at):
            continue
        found.append(token)
        if len(found) == 2:
            token.word = "or"
            _open(tokens, tokens.index(found[0]), at)


def _chooses(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1].word if at else "."
    after = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    begins = after.word in BEGINNING or bool(after.symbol) or after.value is not None
    return begins and before not in SUBJECT and not (at and tokens[at - 1].small in ("le", "la"))


def _open(tokens: list[Token], at: int, joint: int) -> None:
    """What opens a pair says nothing more, unless a condition of both follows."""
    tokens[at].word, tokens[at].kind = "the", "used"
    _without_comma(tokens, joint)
    if tokens[joint].word == "or":
        bracketed(tokens, at, joint)


def bracketed(tokens: list[Token], at: int, joint: int) -> None:
    """ "either A or B, and C": what a comma parts from the choice goes with either."""
    behind = range(joint + 1, len(tokens) - 2)
    end = next((n for n in behind if tokens[n].word in CLOSING), None)
    if end is None or tokens[end].word == ";" or tokens[end + 1].word != "and":
        return
    after = next((one for one in tokens[end + 2 :] if one.word not in ARTICLES), tokens[end])
    if after.word in SUBJECT and not any(one.word in TURNS for one in tokens[at:end]):
        tokens[at].word, tokens[at].kind = "(", None
        tokens[end].word = ")"


CLOSING = ENDS | {","}
ARTICLES = words("the a its it is")
TURNS = words("when while unless ( ) buy sell short cover buy-after sell-after")


def choices_bracketed(tokens: list[Token]) -> None:
    """The same of English."""
    if not any(token.small == "either" for token in tokens):
        return
    for at, token in enumerate(tokens[:-1]):
        begins = tokens[at + 1].word in ARTICLES | SUBJECT
        if token.small != "either" or not begins:
            continue
        joint = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in PARTING), at)
        if tokens[joint].word == "or":
            _listed(tokens, at, joint)
            bracketed(tokens, at, joint)


PARTING = words("or . ; and when buy sell short cover")


def _listed(tokens: list[Token], at: int, joint: int) -> None:
    """ "either A, B or C": each comma is an or."""
    for comma, after in pairwise(tokens[at : joint + 1]):
        if comma.word == "," and after.word in ARTICLES | SUBJECT:
            comma.word = "or"


def _without_comma(tokens: list[Token], at: int) -> None:
    """ ", soit": the comma parts nothing where an or follows."""
    if at and tokens[at - 1].word == ",":
        tokens[at - 1].kind = "used"


# What "ne" goes with; alone it denies nothing ("à moins que le RSI ne soit sous 20").
PARTNERS = words("pas plus jamais aucun aucune")
REACH = 5


def _denied(tokens: list[Token]) -> None:
    """ "ne dépasse pas 40": not before its verb, as in English."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].small != "ne":
            continue
        partner = next((one for one in _clause(tokens, at + 1) if one.small in PARTNERS), None)
        if partner is None:
            _expletive(tokens, at)
            continue
        denied, spare = tokens[at], partner
        if tokens[at + 1] is partner or partner.small in ("aucun", "aucune"):
            denied, spare = partner, tokens[at]
        denied.word, spare.word, spare.kind = "not", "the", "used"


def _expletive(tokens: list[Token], at: int) -> None:
    """ "à moins que le RSI ne soit" denies nothing; "ne vends que si" is only."""
    here = tokens[at]
    only = next((n for n in range(at + 1, min(at + REACH, len(tokens) - 1))
                 if tokens[n].small == "que" and tokens[n + 1].word == "when"), None)  # fmt: skip
    if only is not None:
        tokens[only].word = "only"
    unless = any(one.word == "unless" for one in tokens[max(0, at - REACH) : at])
    if unless or only is not None:
        here.word, here.kind = "the", "used"


def _verbs_denied(tokens: list[Token]) -> None:
    """ "je n'achète pas", "on n'entre plus": not before its verb."""
    for at in range(len(tokens) - 1):
        verb, denied = tokens[at : at + 2]
        glued = verb.small.startswith(("n'", "n’")) and denied.small in ("pas", "plus", "jamais")
        if glued and verb.word in ("buy", "sell", "short"):
            denied.word = "not"
            tokens[at : at + 2] = [denied, verb]


def _clause(tokens: list[Token], at: int) -> list[Token]:
    found = []
    for one in tokens[at : at + REACH]:
        if one.word in (*ENDS, ",", "and", "or"):
            break
        found.append(one)
    return found


def _excepted(tokens: list[Token]) -> None:
    """ "außer der Kurs liegt unter ...": unless, where a condition follows."""
    for at, token in enumerate(tokens[:-2]):
        led = tokens[at + 1].word == "the" and tokens[at + 2].word in SUBJECT
        if token.small in EXCEPTING and led:
            token.word = "unless"
