"""What a phone does to a text: "whenrsi", "buyaapl", "r s i", "above its sma n rsi below 40"."""

from __future__ import annotations

from agents.language.lexicon import lexicon, symbols, vocabulary
from agents.language.lexicon.english import NO_SLIPS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, Words

TRADES = words("buy sell short long")
SIDES = words("below above under over")
HEADS = sorted(
    TRADES | SIDES | words("when wen if and then rsi price close"), key=len, reverse=True
)
INDICATORS = words("rsi sma ema macd stochastic")
BEHIND = INDICATORS | TRADES | words("when wen if below above under crosses goes price")
SPELT = words("rsi macd sma ema atr adx cci")
LONGEST = max(map(len, SPELT))
LETTERS = frozenset("".join(SPELT)) | frozenset("".join(SPELT).upper())
SHORTEST = 5
# Beside these "n" is a number that nobody gave.
COUNTED = words(
    """
    day days bar bars period periods week weeks month months hours minutes candles times sessions
    x * = : - + / ( ) > < th
    """
)
COUNTING = words("the last past previous top over of for within every each any after x * = - + / (")


# Each by itself: one set of all of them is made anew whenever a word is asked about.
WRITTEN_SO = (vocabulary.KNOWN, NO_SLIPS, lexicon.SAME)


def as_typed(words: Words) -> None:
    """Words apart that were typed as one, letters together that were heard as several."""
    words.tokens = [
        part
        for token in words.tokens
        for part in (_parted(token) if len(token.small) >= SHORTEST else (token,))
    ]
    single = {token.text for token in words.tokens if len(token.text) == 1}
    if len(single & LETTERS) > 2:
        _spelt(words.tokens)
    if "n" in single:
        _joined(words)


def _joined(words: Words) -> None:
    """ "above its sma n rsi below 40" """
    near = zip(words.tokens, words.tokens[1:], words.tokens[2:], strict=False)
    for before, token, after in near:
        counts = after.small in COUNTED or before.small in COUNTING
        if token.text == "n" and not counts and after.text.isalnum():
            token.word = "and"
            words.corrected.append(("n", "and"))


def _parted(token: Token) -> list[Token]:
    small = token.small
    if token.symbol or token.value is not None or not small.isalnum() or not small.isascii():
        return [token]
    if any(small in known for known in WRITTEN_SO) or symbols.known(token.text):
        return [token]
    for head in HEADS:
        rest = small[len(head) :]
        if small.startswith(head) and _goes_behind(head, rest):
            at = token.start + len(head)
            first = Token(token.start, at, token.text[: len(head)], head)
            behind = Token(at, token.end, token.text[len(head) :], rest)
            if rest.isdigit():
                behind.word, behind.value = "num", float(rest)
            return [first, *_parted(behind)]
    return [token]


def _goes_behind(head: str, rest: str) -> bool:
    if head in SIDES:
        return rest.isdigit() or rest in INDICATORS
    ticker = head in TRADES and len(rest) > 2 and rest not in vocabulary.KNOWN
    return rest in BEHIND or (ticker and symbols.known(rest) is not None)


def _spelt(tokens: list[Token]) -> None:
    """ "r s i": an indicator that was said letter by letter."""
    for at in range(len(tokens) - 2, -1, -1):
        for size in range(LONGEST, 2, -1):
            part = tokens[at : at + size]
            name = "".join(one.small for one in part)
            if len(part) == size and name in SPELT and all(len(one.text) == 1 for one in part):
                text = " ".join(one.text for one in part)
                tokens[at : at + size] = [Token(part[0].start, part[-1].end, text, name)]
