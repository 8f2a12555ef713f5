"""Rules as formulas and scripts have them: "P_t < SMA_t(n)", "df['close']", "(a > b) | (c > d)"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, TEXT, Token, places

FRAMES = words("dataframe df data bars candles ohlc ohlcv prices frame informative")
QUOTES = frozenset("\"'")
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
SIGNS = frozenset(("<", ">", "<=", ">=", "≤", "≥"))
NAMES = {"p": "price", "c": "close", "o": "open", "h": "high", "l": "low"}
PRICES = words("price close open high low volume adjclose") | frozenset(NAMES)
AVERAGES = words("sma ema wma hma ma smma dema tema")
INDEXED = PRICES | AVERAGES | words("rsi macd atr adx cci buy sell signal position vix ibs")
COLUMNS = PRICES | AVERAGES | words("rsi macd macdsignal atr adx cci ibs")
JOINTS = words("and or & | , then not")
# Behind these a sentence goes on in the next line.
OPEN = SIGNS | words("the a an its is are of than above below over under at to by if when")
NAMED = INDEXED | words("macdsignal signal supertrend stochastic cci mfi vwap signalline red green")
COMPARING = SIGNS | words(
    "above below crosses crossed crossedabove crossedbelow crossesabove crossesbelow red green"
)
LONGEST = 60


def as_said(raw: str, tokens: list[Token]) -> list[Token]:
    """In the words of the grammar; what is none of these forms stays as it is."""
    texts = {token.text for token in tokens}
    if "[" in texts or "." in texts:
        tokens = _without_frames(tokens)
        tokens = _shifted(tokens)
    if "t" in texts:
        tokens = _indexed(raw, tokens)
    if texts & SIGNS:
        _either(tokens)
        tokens = _of_unknown_length(tokens)
    if {"(", "\n"} <= texts:
        _lines_in_brackets(tokens)
    return tokens


def _glued(*tokens: Token) -> bool:
    return all(one.end == two.start for one, two in pairwise(tokens))


def _without_frames(tokens: list[Token]) -> list[Token]:
    """ "df['close']", "data.close": the column alone."""
    dropped: set[int] = set()
    for at in places(tokens[:-2], FRAMES, SMALL):
        token, mark, name = tokens[at : at + 3]
        if mark.text == "." and _glued(token, mark, name) and name.text in COLUMNS:
            dropped |= {id(token), id(mark)}
        elif mark.text == "[" and name.text in QUOTES and (end := _column(tokens, at + 3)):
            dropped |= {id(one) for one in (token, mark, name, *tokens[end : end + 2])}
    return [token for token in tokens if id(token) not in dropped] if dropped else tokens


def _column(tokens: list[Token], at: int) -> int:
    """Where the quote stands behind the name of a column; 0 if none does."""
    ends = range(at + 1, min(at + 6, len(tokens) - 1))
    return next((n for n in ends if tokens[n].text in QUOTES and tokens[n + 1].text == "]"), 0)


def _shifted(tokens: list[Token]) -> list[Token]:
    """ "close.shift(1)": the close of 1 bar ago, in brackets as "close[1]" has it."""
    for at in reversed(places(tokens[:-4], {"."}, TEXT)):
        dot, verb, opened, count, shut = tokens[at : at + 5]
        called = (dot.text, verb.small, opened.text, shut.text) == (".", "shift", "(", ")")
        if at and called and count.value is not None:
            opened.text, shut.text, opened.start = "[", "]", tokens[at - 1].end
            del tokens[at : at + 2]
    return tokens


def _indexed(raw: str, tokens: list[Token]) -> list[Token]:
    """ "P_t", "close(t-1)", "C_{t-2}": the bar of the signal, or so many before it."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        made.append(token)
        at += 1
        end, back = _index(raw, tokens, at) if token.small in INDEXED else (0, None)
        if end:
            token.word = NAMES.get(token.small, token.word)
            made += _ago(tokens[end - 1], back) if back else ()
            at = end
    return made


def _index(raw: str, tokens: list[Token], at: int) -> tuple[int, Token | None]:
    """Where the index ends that begins here, and how many bars it goes back; (0, None) if none."""
    before = tokens[at - 1]
    opened = at < len(tokens) and tokens[at].text in OPENING
    at += opened
    part = [token.text for token in tokens[at : at + 4]]
    begin = tokens[at - opened].start if at < len(tokens) else 0
    lowered = raw[before.end : begin] == "_"
    if not part or part[0] != "t" or not (lowered or (opened and begin == before.end)):
        return 0, None
    if not opened:
        return at + 1, None
    if part[1:2] and part[1] in CLOSING:
        return at + 2, None
    back = tokens[at + 2] if len(part) == 4 else None
    if back is None or part[1] not in "-–−" or back.value is None or part[3] not in CLOSING:
        return 0, None
    return at + 4, back


def _ago(last: Token, back: Token) -> list[Token]:
    """Two words of their own, for nobody has written them."""
    return [back, *(Token(last.end, last.end, word, word) for word in ("bar", "ago"))]


def _either(tokens: list[Token]) -> None:
    """ "(a < b) | (c > d)": a bar between brackets parts what may be so from what else may."""
    bars = [n for n in range(1, len(tokens)) if tokens[n].text == "|"]
    for at in bars:
        around = (
            _beside(tokens, range(at - 1, -1, -1)),
            _beside(tokens, range(at + 1, len(tokens))),
        )
        if (tokens[around[0]].text, tokens[around[1]].text) == (")", "("):
            tokens[at].word = "or"
            for line_end in (*tokens[around[0] + 1 : at], *tokens[at + 1 : around[1]]):
                line_end.kind = "used"


def _beside(tokens: list[Token], places: range) -> int:
    """Over the end of a line, if there is one."""
    return next((n for n in places[:2] if tokens[n].text != "\n"), 0)


def _of_unknown_length(tokens: list[Token]) -> list[Token]:
    """ "SMA(n)", "SMA^(n)": how many bars it has is asked, where nobody says what n is."""
    given = {one.text for one, sign in pairwise(tokens) if sign.text in "=:"}
    dropped: set[int] = set()
    for at in places(tokens[:-3], AVERAGES, SMALL):
        raised = tokens[at + 1].text == "^"
        part = tokens[at + 1 + raised : at + 4 + raised]
        said = "".join(one.text for one in part)
        if said in ("(n)", "(N)", "[n]", "{n}") and part[1].text not in given:
            dropped |= {id(one) for one in (*part, tokens[at + 1])}
    return [token for token in tokens if id(token) not in dropped] if dropped else tokens


def _lines_in_brackets(tokens: list[Token]) -> None:
    """A line that ends within brackets ends no sentence; conditions on two of them are both met."""
    for first, last in _brackets(tokens):
        ends = [n for n in range(first + 1, last) if tokens[n].text == "\n"]
        for begin, at, end in zip([first, *ends], ends, [*ends[1:], last], strict=False):
            whole = _compares(tokens[begin + 1 : at]) and _compares(tokens[at + 1 : end])
            joined = tokens[at - 1].small in JOINTS | OPEN or tokens[at + 1].small in JOINTS
            tokens[at].word = "and" if whole and not joined else ","
            tokens[at].kind = "used" if joined else tokens[at].kind


def _compares(line: list[Token]) -> bool:
    """A whole condition, and no part of a sentence that goes on in the next line."""
    at = next((n for n, token in enumerate(line) if token.small in COMPARING), 0)
    led = bool(line) and line[0].small in NAMED
    words_before = {token.small for token in line[:at]}
    closed = bool(line) and (line[-1].value is not None or line[-1].small in NAMED | CLOSING)
    return led and 0 < at < len(line) and closed and not words_before & JOINTS


def _brackets(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The innermost ones that go on over the end of a line."""
    opened = -1
    for at, token in enumerate(tokens):
        if token.text == "(":
            opened = at
        elif token.text == ")" and opened >= 0:
            if any(one.text == "\n" for one in tokens[opened:at]) and at - opened < LONGEST:
                yield opened, at
            opened = -1
