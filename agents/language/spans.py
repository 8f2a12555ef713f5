"""What became of every word, and which of the rest must be named to the user."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter

from agents.language.layout.declared import RULING
from agents.language.lexicon import untestable, vocabulary
from agents.language.lexicon.english import NO_SLIPS
from agents.language.lexicon.wordlist import words
from agents.language.operands.operands import STARTS
from agents.language.reading import Span, Unsupported
from agents.language.tokens.pieces import Token, Words

SPANS = TypeAdapter(list[Span])
SIGNS = frozenset("<>%$€£₹¥≤≥")


def spans(words: Words) -> list[Span]:
    """Sorted, without overlap; punctuation carries no meaning and has none."""
    told = (
        {"start": token.start, "end": token.end, "kind": token.kind or "ignored"}
        for token in _once(sorted(words.tokens, key=lambda token: token.start))
    )
    return SPANS.validate_python(list(told))  # at once, which is far quicker than one by one


def _once(tokens: list[Token]) -> Iterator[Token]:
    """Without what has no meaning or place, and without words that a rule needed twice."""
    told = 0
    for token in tokens:
        if _means(token) and token.end > token.start >= told:
            told = token.end
            yield token


def _means(token: Token) -> bool:
    text = token.text
    return text.isalnum() or any(letter.isalnum() or letter in SIGNS for letter in text)


def leftovers(words: Words, verbs: set[str]) -> list[Unsupported]:
    """Runs of words that carry meaning and that no rule took; they are marked as unsupported."""
    found: list[Unsupported] = []
    run: list[Token] = []
    for at, token in enumerate([*words.tokens, None]):
        if token is not None and token.free and token.word not in ENDS:
            run.append(token)
            continue
        if any(is_hard(part) for part in run) and not _is_named_again(words, run, at):
            found.append(_named(words, run, at - len(run)))
        run = []
    shorted = [t for t in words.tokens if t.kind == "unsupported" and t.word in SHORTS]
    if verbs & {"short", "cover"} and shorted:
        found.append(Unsupported(text=_shorts(words, shorted), why=untestable.SHORTS))
    return found


def _is_named_again(words: Words, run: list[Token], end: int) -> bool:
    """ "With Bollinger Bands: buy at the lower band ...": the rules say what of it is meant."""
    hard = {token.word for token in run if is_hard(token)}
    if _is_ruled(words, end - len(run), end):
        return False
    if not hard <= NAMES:
        return _is_length_again(words, run)
    used = {token.word for token in words.tokens if token.kind == "used"}
    banded = "band" in hard and "band" in used
    return hard - used <= ({"bollinger"} if banded else set())


def _is_length_again(words: Words, run: list[Token]) -> bool:
    """ "We use RSI, IBS and a 200-day average": the average of so many days that a rule has."""
    said = [token for token in run if token.word in AVERAGES]
    numbers = [token for token in run if token.value is not None]
    listed = all(token.word in LENGTH or not is_hard(token) for token in run)
    ruled = {one.word for one in run} & (RULING | {":"})  # "Short: 200-day average"
    if len(said) != 1 or len(numbers) != 1 or not listed or ruled:
        return False
    alike = AVERAGES - {"ema"} if said[0].word != "ema" else {"ema"}
    tokens = words.tokens
    return any(
        one.kind == "used" and one.value == numbers[0].value and _beside(tokens, at, alike)
        for at, one in enumerate(tokens)
    )


def _beside(tokens: list[Token], at: int, names: frozenset[str] | set[str]) -> bool:
    near = tokens[max(0, at - 3) : at + 5]
    return any(one.kind == "used" and one.word in names for one in near)


AVERAGES = frozenset({"sma", "ema", "ma", "average"})
LENGTH = AVERAGES | {"num", "day", "bar", "period", "simple", "moving", "exponential", "-"}


def _is_ruled(words: Words, first: int, end: int) -> bool:
    """ "sell when it is in the bands": what stands there is a condition, and is not read over."""
    near = words.tokens[max(0, first - 3) : end]
    return any(token.word in ("when", "until", "while", "unless") for token in near)


NAMES = frozenset(
    [
        "rsi",
        "macd",
        "bollinger",
        "band",
        "stochastic",
        "sma",
        "ema",
        "ma",
        "adx",
        "supertrend",
        "vwap",
        "ibs",
        "cci",
        "mfi",
        "atr",
        "roc",
        "williams-r",
        "stochrsi",
        "keltner",
        "donchian",
        "zscore",
    ]
)
ENDS = frozenset({".", ",", "and", "or"})


def beside_plan(words: Words) -> list[Unsupported]:
    """Sentences with rules of their own, of which a portfolio has none; each is named whole."""
    found: list[Unsupported] = []
    sentence: list[Token] = []
    for token in [*words.tokens, None]:
        if token is not None and token.word != ".":
            sentence.append(token)
            continue
        free = all(part.free for part in sentence)
        if free and {part.word for part in sentence} & ACTING and any(map(is_hard, sentence)):
            for part in sentence:
                part.kind = "unsupported"
            found.append(Unsupported(text=words.said(sentence), why=untestable.BESIDE_PLAN))
        sentence = []
    return found


ACTING = frozenset({"buy", "sell", "short", "cover", "long", "hold", "when"})
SHORTS = frozenset({"short", "short-after", "cover", "cover-after"})


def _shorts(words: Words, shorted: list[Token]) -> str:
    at = words.tokens.index(shorted[0])
    end = at
    while end + 1 < len(words.tokens) and words.tokens[end + 1].kind == "unsupported":
        end += 1
    return words.said(words.tokens[at : end + 1])


def is_hard(token: Token) -> bool:
    """Numbers, indicators, untestable and unknown words carry meaning; fillers do not."""
    if token.word in vocabulary.FILLER or token.symbol or token.end == token.start:
        return False
    if token.word == "," and token.text.isalpha():
        return True  # a whole clause in one word: "均为负则空仓"
    if token.word in vocabulary.SOFT and not token.lost and token.value is None:
        return False
    return _means(token) and token.word != "ticker?"


def _named(words: Words, run: list[Token], first: int) -> Unsupported:
    """A run that begins at the token `first`."""
    hard = [index for index, token in enumerate(run) if is_hard(token)]
    last = len(run) - 1 if run[hard[-1]].word == "not" else hard[-1]
    part = run[hard[0] : last + 1]  # a "not" goes with what it denies
    for token in part:
        token.kind = "unsupported"
    beside = {token.word for token in _part_around(words.tokens, first)}
    why = _why(part, run)
    if why == untestable.NOT_UNDERSTOOD and beside & untestable.UNPRICED:
        why = untestable.NOT_ON_PRICES
    return Unsupported(text=words.said(part), why=why)


def _part_around(tokens: list[Token], at: int) -> list[Token]:
    """The words from joint to joint, of which a run is a part; it says what they say."""
    first = last = at
    while first and tokens[first - 1].word not in JOINTS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word not in JOINTS:
        last += 1
    return tokens[first : last + 1]


JOINTS = frozenset({".", ",", "and", "or", "when", "but", "while", ":", "then", "until"})


REASONED = frozenset(untestable.REASONS)


def _why(part: list[Token], run: list[Token]) -> str:
    said = {token.word for token in part}
    if untestable.OWN_RESULT in said:
        return untestable.OWN_TRADES
    if said & OWN and ({token.word for token in run} & {"average", "ma"} or _is_extreme(part)):
        return untestable.OF_INDICATOR
    if "volume" in said and _is_extreme(part):
        return untestable.OF_VOLUME
    if said & untestable.UNPRICED:
        return untestable.NOT_ON_PRICES
    if reasons := [untestable.REASONS[token.word] for token in part if token.word in REASONED]:
        return reasons[0]
    if said & untestable.LATER:
        return untestable.NOT_YET
    return untestable.STRANGE if _is_of_strange_value(part) else untestable.NOT_UNDERSTOOD


def _is_of_strange_value(part: list[Token]) -> bool:
    """ "swarm score above 60%": a number beside a name that is none of prices."""
    at = next((n for n, token in enumerate(part) if token.word in BOUNDS), 0)
    name = [one for one in part[:at] if one.word not in vocabulary.FILLER and _means(one)]
    name = [one for one in name if one.word not in SIGNS]
    plain = all(one.word.isalpha() and one.word not in STARTS | OF_TRADES for one in name)
    unknown = [one for one in name if one.word not in vocabulary.KNOWN]
    slip = len(name) == 1 and name[0].text.islower() and name[0].word not in NO_SLIPS
    return plain and bool(unknown) and not slip and any(one.value for one in part[at : at + 3])


# What a price rule or a position may be spoken of by.
OF_TRADES = words(
    """
    closes streak drawdown gain loss profit equity candle candles whatever whichever whoever trade
    moves move goes go against favor favour
    """
)
BOUNDS = words("above below over under < > <= >= exceeds falls rises drops-below reaches hits")
OWN = frozenset({"rsi", "atr", "adx", "cci", "mfi", "band-width", "percent-b", "stochastic",
                 "volatility", "williams-r", "macd", "histogram", "obv"})  # fmt: skip


def _is_extreme(part: list[Token]) -> bool:
    """ "at a 6 month low" """
    said = [token.word for token in part]
    return bool({"high", "low", "highest", "lowest"} & set(said)) and "num" in said
