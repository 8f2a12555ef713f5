"""What an average or a bar is called before or behind its name, said as a condition of its own:
"above a rising 50-day average", "a pullback that prints a bullish engulfing"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens import word_order
from agents.language.tokens.pieces import Token

RISING = word_order.RISING | words(
    "rising upsloping up-sloping climbing ascending advancing upward upwards"
)
FALLING = word_order.FALLING | words(
    "falling declining downsloping down-sloping descending downward downwards"
)
SLOPING = RISING | FALLING
BEFORE = words(
    "a an the its to above below over under of near at on through < > <= >= touches reclaims "
    "die der den dem einer eine ihre ihrer seine seiner"
)
ARTICLES = words("a an the its die der den dem des ihre seine")
LEADING = words("when while until and or , . : ;")
CROSSING = words("crosses crosses-above crosses-below breaks-above drops-below exceeds")
KINDS = words("sma ema ma wma hma average")
PARTS = words("num day period bar week hour minute simple exponential - moving")
LEANS = words("up-through down-through")
OF_TWO = PARTS | KINDS | LEANS | words("the it of symbol price close")
MADE = words("prints makes forms shows prints: leaves produces posts")
SHAPES = words("bullish bearish engulfing harami inside-bar outside-bar up-bar down-bar hammer")


def mark_slopes(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    said = [token for token in tokens[:-1] if token.small in SLOPING]
    for token in reversed(said):
        _sloped(tokens, next(n for n, one in enumerate(tokens) if one is token))
    for at in range(len(tokens) - 1):
        _shaped(tokens, at)


def _sloped(tokens: list[Token], at: int) -> None:
    """The average is said again behind itself, with its slope."""
    text = tokens[at].small
    begin = at + 1 + (tokens[at + 1].small == "sloping")
    led = at > 0 and (tokens[at - 1].small in BEFORE or tokens[at - 1].word in BEFORE)
    end = _average(tokens, begin) if led else 0
    if not end:
        return
    for part in tokens[at:begin]:
        part.kind = "used"
    place = tokens[end - 1].end
    said = [(one.word, one.value) for one in tokens[begin:end] if one.word != "-"]
    again = [*said, ("rises" if text in RISING else "falls", None)]
    front = _front(tokens, at, end)
    place = tokens[front].start if front else place
    again = [*again, ("and", None)] if front else [("and", None), *again]
    end = front or end
    tokens[end:end] = [Token(place, place, "", word, value) for word, value in again]


def _front(tokens: list[Token], at: int, end: int) -> int:
    """ "when the rising 50-day average crosses ...": its slope is said before all of that; 0 if
    no crossing of two averages begins here."""
    begin = at
    while begin and _is_of_two(tokens[begin - 1]):
        begin -= 1
    behind = end
    while behind < len(tokens) and _is_of_two(tokens[behind]):
        behind += 1
    late = any(one.word in CROSSING | LEANS for one in tokens[end:behind])
    return begin if late and begin and tokens[begin - 1].word in LEADING else 0


def _is_of_two(token: Token) -> bool:
    passed = token.word in OF_TWO or token.small in ARTICLES or token.small in SLOPING
    return passed or token.word in CROSSING


def _average(tokens: list[Token], at: int) -> int:
    """Where the name of an average with its number ends; 0 if none stands here."""
    begin = at
    while at < len(tokens) and tokens[at].word in PARTS:
        at += 1
    if at >= len(tokens) or tokens[at].word not in KINDS or not tokens[at].free:
        return 0
    numbered = any(one.word == "num" for one in tokens[begin:at])
    at += 1
    if [one.word for one in tokens[at : at + 3]] == ["(", "num", ")"]:
        return at + 3
    return at if numbered else 0


def _shaped(tokens: list[Token], at: int) -> None:
    """ "... that prints a bullish engulfing": and so does the bar."""
    verb = tokens[at + 1]
    if tokens[at].small not in ("that", "which") or verb.small not in MADE:
        return
    if {one.word for one in tokens[at + 2 : at + 5]} & SHAPES:
        tokens[at].word, verb.kind = "and", "used"
