"""Stops that follow the price without being called trailing: "a 3 ATR stop that rises with it"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

FOLLOWS = "follows-price"
STOPS = ("stop", "stoploss")
FAR = words("pct atr money")
# What may stand between a stop and the words that let it follow.
BETWEEN = FAR | words(
    """
    num x * of at to is : = ( ) , and stays below above under over from behind entry price buy
    cost close day bar period twice triple initial by set goes stop stoploss
    """
)
FARTHEST = 14


def mark_following(tokens: list[Token]) -> None:
    """The stop becomes a trailing one, and the words that say so are used."""
    for index in places(tokens, {FOLLOWS, "(", ","}):
        end = _following(tokens, index) if tokens[index].free else 0
        stop = _stop_before(tokens, index) if end else None
        if stop is not None:
            stop.word = "trailing"
            for part in tokens[index:end]:
                part.kind = "used"
            _pass_named_again(tokens, index)


def _following(tokens: list[Token], index: int) -> int:
    """Behind the words that say it: a turn of phrase, or "trailing" said of it afterwards."""
    if tokens[index].word not in (FOLLOWS, "(", ","):
        return 0
    words_ = [token.word for token in tokens[index : index + 4]] + ["", "", ""]
    if words_[0] == FOLLOWS:
        return index + 1
    if words_[:3] == ["(", "trailing", ")"]:
        return index + 3
    ended = words_[2] in ("", ".", ",") or (words_[2] == ")" and "(" in words_)
    return index + 2 if words_[:2] == [",", "trailing"] and ended else 0


def _stop_before(tokens: list[Token], index: int) -> Token | None:
    """The nearest stop that says how far it is, with nothing but that between."""
    for at in range(index - 1, max(-1, index - FARTHEST), -1):
        token = tokens[at]
        if token.word in STOPS and token.free and _is_far(tokens, at):
            return token
        if not token.free or (token.word not in BETWEEN and token.word != "."):
            return None
    return None


def _is_far(tokens: list[Token], at: int) -> bool:
    """Its distance stands right before it, or behind it in the same sentence."""
    if at and tokens[at - 1].word in FAR:
        return True
    for token in tokens[at + 1 : at + 9]:
        if token.word in FAR:
            return True
        if token.word not in BETWEEN or token.word in STOPS:
            return False
    return False


def _pass_named_again(tokens: list[Token], index: int) -> None:
    """ "Stop: 3 ATR. The stop moves up with the price.": the second names the first again."""
    again = tokens[index - 1] if index else None
    if again is not None and again.word in STOPS and again.free and not _is_far(tokens, index - 1):
        again.kind = "used"
