"""Text to tokens: words, numbers and signs in one normal form, each with its place in the text.

raw text -> pieces -> numbers with their sign, scale and unit -> canonical words -> phrases
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from agents.language import foreign, lexicon, phrasebook, spelling, symbols, vocabulary
from agents.language.reading import SpanKind

PIECE = re.compile(
    r"""(?P<markup><script\b[^<>]{0,300}>.{0,300}?</script\s?>|</?(?:script|style|iframe|svg|img|div|span|p|b|i|a|br|h[1-6]|ul|li)\b[^<>]{0,300}>)
      | (?P<date>\d{4}(?:-\d{1,2}-|/\d{1,2}/)\d{1,2}(?!\d)
            |\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{4}(?!\d))
      | (?P<di>(?<!\w)[+−–-]DI\b|\bDI[+−–-](?!\w))
      | (?P<range>\.\.(?=\d))
      | (?P<frame>\b[HMDW](?:1|4|5|15|30)\b|\b(?:1|4|5|15|30)[HMDW]\b)
      | (?P<times>(?<=\d)[xX×](?=[A-Za-z]))
      | (?P<decade>(?:19|20)\d0['’]?s\b|['’]?[6-9]0['’]?s\b)
      | (?P<clock>\d{1,2}:\d{2}(?:\s?[ap]m\b)?|\b\d{1,2}\s?[ap]m\b)
      | (?P<ticker>\^[A-Z][A-Z0-9]{0,7}|[A-Za-z]{3,5}[-/](?:USDT?|USDC|usdt?)\b
            |[A-Z]{3}/[A-Z]{3}\b|[A-Z]{1,6}=[XF]\b|[A-Z0-9]{1,10}\.(?:NS|BO|SZ|SS|HK|DE|L|B|A)\b)
      | (?P<number>\d{1,3},\d{1,2}(?=\s?(?:%|percent|prozent))
            |\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})
            (?:(?<=\d)(?:st|nd|rd|th)\b)?
      | (?P<han>[一-鿿]+)
      | (?P<word>[^\W\d_一-鿿]+(?:['’][^\W\d_一-鿿]+)?)
      | (?P<sign>-{1,2}>|<=|>=|=<|=>|\S|\n)""",
    re.X,
)
SCALES = {
    "万": 1e4,
    "亿": 1e8,
    "k": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "thousand": 1e3,
}
SIGNS = {
    "->": "→", "-->": "→",
    "≤": "<=", "=<": "<=", "≥": ">=", "=>": ">=", ";": ".", "!": ".", "?": ".", "，": ",",
    "。": ".", "；": ".", "、": ",", "（": "(", "）": ")", "＜": "<", "＞": ">", "•": ".",
    "\n": ".", "*": ".", "…": ".", "–": "-", "—": "-", "−": "-", "％": "%", "&": "and",
    "@": "at", "|": ".", "×": "x", "：": ":", "＝": ":", "=": ":", "[": "(", "]": ")",
}  # fmt: skip


@dataclass
class Token:
    """One word, number or sign. `kind` tells what became of it; None while nobody took it."""

    start: int
    end: int
    text: str
    word: str
    value: float | None = None
    symbol: str = ""
    currency: str = ""
    lost: bool = False
    kind: SpanKind | None = None

    @property
    def free(self) -> bool:
        return self.kind is None


@dataclass
class Words:
    """The tokens of a text, and the slips of the pen that were corrected on the way."""

    raw: str
    tokens: list[Token]
    corrected: list[tuple[str, str]] = field(default_factory=list)

    def said(self, tokens: list[Token]) -> str:
        """What the user wrote, from the first to the last of `tokens`."""
        return self.raw[tokens[0].start : tokens[-1].end] if tokens else ""


def tokenise(raw: str) -> Words:
    words = Words(raw, list(_pieces(raw)))
    _drop_list_marks(raw, words.tokens)
    _put_signs_before_numbers(words.tokens)
    words.tokens = _with_signs(_with_scales(words.tokens))
    language = foreign.language_of(token.word for token in words.tokens)
    if language is not None:
        words.tokens = _join(words.tokens, language.phrases, _phrase_token)
        words.tokens = _with_dotted_thousands(words.tokens)
    words.tokens = _join(words.tokens, symbols.PHRASES, _symbol_token)
    _canonise(words, language)
    words.tokens = _with_spelt(words.tokens)
    words.tokens = _with_units(words.tokens)
    words.tokens = _join(words.tokens, phrasebook.PHRASES, _phrase_token)
    _arrow(words.tokens)
    return words


def _pieces(raw: str) -> Iterator[Token]:
    for match in PIECE.finditer(raw):
        if match.lastgroup == "han":
            yield from _han(match[0], match.start())
        elif match.lastgroup == "ticker" and _is_pair_of_two(match[0]):
            first, second = match[0].split("/")
            at = match.start() + len(first)
            yield Token(match.start(), at, first, first.lower())
            yield Token(at, at + 1, "/", "/")
            yield Token(at + 1, match.end(), second, second.lower())
        else:
            yield _token(match)


# Signs that stand between two words without a blank.
GLUED = {"range": "to", "times": "x"}


def _is_pair_of_two(text: str) -> bool:
    """SPY/TLT names two symbols; EUR/USD and BTC/USD are one."""
    parts = text.split("/")
    return len(parts) == 2 and not symbols.known(text) and all(symbols.known(one) for one in parts)


def _token(match: re.Match[str]) -> Token:
    text, kind = match[0], match.lastgroup
    token = Token(match.start(), match.end(), text, text.lower().replace("’", "'"))
    if kind == "number":
        token.word, token.value = "num", _number(text)
    elif kind == "decade":
        first = int(re.sub(r"\D", "", text))
        token.word, token.value = "#decade", first if first > 100 else 1900 + first
    elif kind == "di":
        token.word = "plus-di" if "+" in text else "minus-di"
    elif kind in GLUED:
        token.word = GLUED[kind]
    elif kind in ("date", "frame"):
        token.word = f"#{kind}"
    elif kind == "clock":
        token.word = kind
    elif kind == "ticker":
        token.symbol = symbols.known(text) or ""
        token.word = "symbol" if token.symbol else token.word
    elif kind == "markup":
        token.word, token.kind = ".", "ignored"
    elif kind == "sign":
        token.word = SIGNS.get(text, text)
    return token


def _number(text: str) -> float:
    """Commas part thousands, or the decimals of a percentage: 10,000 and 12,5 %."""
    plain = text.rstrip("stndrh")
    decimal = re.fullmatch(r"\d{1,3},\d{1,2}", plain)
    return float(plain.replace(",", "." if decimal else ""))


def _han(text: str, start: int) -> Iterator[Token]:
    """Chinese has no blanks: the longest known phrase first, else one character."""
    at = 0
    while at < len(text):
        size = next((n for n in range(6, 1, -1) if _known_han(text[at : at + n])), 1)
        word = text[at : at + size]
        yield _han_token(word, start + at)
        at += size


def _known_han(word: str) -> bool:
    return word in foreign.HAN or word in symbols.COMPANIES


def _han_token(word: str, start: int) -> Token:
    token = Token(start, start + len(word), word, foreign.HAN.get(word, word))
    if token.word.isdecimal():
        token.value, token.word = float(token.word), "num"
    if word in symbols.COMPANIES:
        token.symbol, token.word = symbols.COMPANIES[word], "symbol"
    return token


def _drop_list_marks(raw: str, tokens: list[Token]) -> None:
    """In "1. Buy ... 2. Sell ..." the numbers are marks, not values."""
    wanted = 1
    for token, mark in pairwise(tokens):
        opens = token.start == 0 or raw[token.start - 1].isspace()
        closes = raw[mark.end : mark.end + 1].isspace() and mark.start == token.end
        if opens and closes and token.text == str(wanted) and mark.text in (".", ")"):
            token.word, token.value, token.kind = ".", None, "ignored"
            mark.word, wanted = ".", wanted + 1


def _put_signs_before_numbers(tokens: list[Token]) -> None:
    """-$1000 is $-1000."""
    for at, (sign, currency) in enumerate(pairwise(tokens)):
        joined = at > 0 and tokens[at - 1].end == sign.start
        touching = sign.end == currency.start and currency.word in lexicon.CURRENCIES
        if sign.word == "-" and touching and not joined:
            sign.start, currency.start = currency.start, sign.start
            sign.end, currency.end = currency.end, sign.end
            tokens[at], tokens[at + 1] = currency, sign


def _with_scales(tokens: list[Token]) -> list[Token]:
    """10k, 1.5 million: the number and its scale are one token."""
    merged: list[Token] = []
    for index, token in enumerate(tokens):
        last = merged[-1] if merged else None
        if last and last.word == "num" and _scales(tokens, index, last):
            merged[-1] = _merge(last, token, "num", (last.value or 0) * SCALES[token.word])
        else:
            merged.append(token)
    return merged


def _scales(tokens: list[Token], index: int, number: Token) -> bool:
    """15m is a chart unless money stands before it."""
    token = tokens[index]
    if token.word not in SCALES or (token.start != number.end and len(token.word) < 7):
        return False
    return token.word != "m" or (index > 1 and tokens[index - 2].word in lexicon.CURRENCIES)


def _merge(first: Token, last: Token, word: str, value: float | None) -> Token:
    text = f"{first.text} {last.text}"
    currency = first.currency or last.currency
    return Token(first.start, last.end, text, word, value, first.symbol, currency)


def _with_signs(tokens: list[Token]) -> list[Token]:
    """A minus belongs to its number unless it joins two words; between numbers it means "to"."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        last = kept[-1] if kept else None
        if last and last.word in "+-" and last.end == token.start and token.word == "num":
            sign = -1 if last.word == "-" else 1
            kept[-1] = _merge(last, token, "num", sign * (token.value or 0))
        else:
            kept.append(_sign(last, token, after))
    return [token for token in kept if token.word != "~"]


def _sign(last: Token | None, token: Token, after: Token | None) -> Token:
    if token.word not in ("-", "+") or after is None:
        return token
    glued = last is not None and last.end == token.start and last.word not in lexicon.CURRENCIES
    if token.word == "-" and last and last.word in DATED and _may_end(after):
        token.word = "to"
    elif token.word == "-" and not (after.word == "num" and not glued):
        token.word = "~" if glued else "."
    return token


def _with_spelt(tokens: list[Token]) -> list[Token]:
    """ "twenty five", "two hundred", "ten thousand": one number."""
    kept: list[Token] = []
    for token in tokens:
        total = _spelt_total(kept[-1], token) if kept else None
        if total is None:
            kept.append(token)
        else:
            kept[-1] = _merge(kept[-1], token, "num", total)
    return kept


def _spelt_total(last: Token, token: Token) -> float | None:
    if last.word != "num" or last.value is None or not last.text[-1].isalpha():
        return None
    if token.word in SCALES and len(token.word) > 6:
        return last.value * SCALES[token.word]
    if token.value is None or not token.text.isalpha():
        return None
    if token.value == 100:
        return last.value * 100 if last.value < 10 else None
    tens, hundreds = last.value % 10 == 0 and 20 <= last.value < 100, last.value % 100 == 0
    fits = token.value < 10 if tens else hundreds and token.value < 100
    return last.value + token.value if fits else None


DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
LEAD, THOUSANDS = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")


def _with_dotted_thousands(tokens: list[Token]) -> list[Token]:
    """10.000 and 10 000: so numbers are written where the text is not English."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if token.word == "num" and DOTTED.fullmatch(token.text):
            token.value = float(token.text.replace(".", ""))
        if last and last.word == token.word == "num" and _parted(last, token):
            kept[-1] = _merge(last, token, "num", (last.value or 0) * 1000 + (token.value or 0))
        else:
            kept.append(token)
    return kept


def _parted(first: Token, second: Token) -> bool:
    near = first.end + 1 == second.start
    return near and bool(LEAD.fullmatch(first.text) and THOUSANDS.fullmatch(second.text))


DATED = frozenset({"num", "#date"})


def _may_end(token: Token) -> bool:
    return token.word in DATED or token.word in lexicon.MONTHS or token.word in TODAY


TODAY = frozenset({"now", "today", "present"})


def _with_units(tokens: list[Token]) -> list[Token]:
    """5 %, $ 500, 500 dollars: the number carries its unit."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if last and last.word == "num" and token.word == "%":
            kept[-1] = _merge(last, token, "pct", last.value)
        elif last and last.word == "num" and token.text.lower() in ("euro", "pound"):
            kept[-1] = _money(last, token, last.value, lexicon.CURRENCIES[f"{token.text.lower()}s"])
        elif last and last.word in ("num", "money") and token.word in lexicon.CURRENCIES:
            kept[-1] = _money(last, token, last.value, lexicon.CURRENCIES[token.word])
        elif last and token.word == "num" and last.word in lexicon.CURRENCIES:
            kept[-1] = _money(last, token, token.value, lexicon.CURRENCIES[last.word])
        else:
            kept.append(token)
    return kept


def _money(first: Token, last: Token, value: float | None, currency: str) -> Token:
    merged = _merge(first, last, "money", value)
    merged.currency = currency
    return merged


DI_SIGNS = "+-−–"


def _canonise(words: Words, language: foreign.Language | None) -> None:
    shouting = _shouts(words.raw)
    for token in words.tokens:
        plain = token.text[0].isalpha() and token.text[-1] not in DI_SIGNS
        if plain and not token.symbol and token.value is None and _as_written(token):
            if language and not symbols.known(token.text, shouting):
                _translate(token, language)
            if not token.symbol:
                _canonise_one(words, token, shouting)
                _as_number(token)


def _translate(token: Token, language: foreign.Language) -> None:
    """Its English word; "d'Apple" is a symbol behind its apostrophe."""
    tail = token.text.replace("’", "'").rpartition("'")[2]
    if tail != token.text and (symbol := symbols.known(tail)):
        token.word, token.symbol = "symbol", symbol
    else:
        token.word = language.canonical(token.word) or token.word


def _arrow(tokens: list[Token]) -> None:
    """ "=> buy" points; "=> 30" compares."""
    for sign, after in pairwise(tokens):
        if sign.text == "=>" and after.text[:1].isalpha() and after.word in ARROWED:
            sign.word = "→"


ARROWED = frozenset({"buy", "sell", "long", "short", "cover", "flat", "out", "hold", "exit"})


def _as_written(token: Token) -> bool:
    """No phrase of another language has given it its meaning yet."""
    return token.word == token.text.lower().replace("’", "'") or token.word in foreign.HAN


def _canonise_one(words: Words, token: Token, shouting: bool) -> None:
    word = lexicon.SAME.get(token.word, token.word)
    capital = token.text.isupper() and not shouting and len(token.text) > 1
    ticker = (
        capital
        and token.text in symbols.TICKERS
        and word not in vocabulary.GRAMMAR | vocabulary.TERMS
    )
    if word in vocabulary.KNOWN and not ticker:
        token.word = word
    elif symbol := symbols.known(token.text, shouting):
        token.word, token.symbol = "symbol", symbol
    elif symbol := symbols.slip(token.text):
        token.word, token.symbol = "symbol", symbol
        words.corrected.append((token.text, symbol))
    elif better := spelling.corrected(word):
        words.corrected.append((token.text, better))
        token.word = lexicon.SAME.get(better, better)
    elif capital and len(token.text) <= 5:
        token.word = "ticker?"


def _as_number(token: Token) -> None:
    if token.word.isdecimal():
        token.value, token.word = float(token.word), "num"


def _shouts(raw: str) -> bool:
    found = [word for word in raw.split() if len(word) > 1 and word.isalpha()]
    return len(found) > 4 and sum(word.isupper() for word in found) > 0.7 * len(found)


def _join(
    tokens: list[Token],
    table: Mapping[tuple[str, ...], str],
    build: Callable[[list[Token], str], Token],
) -> list[Token]:
    """The longest phrase of the table at each place becomes one token."""
    kept: list[Token] = []
    longest: dict[str, int] = {}
    for phrase in table:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    keys = tuple(token.text if token.word == "num" else token.word for token in tokens)
    at = 0
    while at < len(tokens):
        sizes = range(longest.get(keys[at], 0), 0, -1)
        size = next((n for n in sizes if keys[at : at + n] in table), 0)
        part = tokens[at : at + size]
        kept.append(build(part, table[keys[at : at + size]]) if size else tokens[at])
        at += size or 1
    return kept


def _phrase_token(parts: list[Token], meaning: str) -> Token:
    text = " ".join(part.text for part in parts)
    value = float(meaning) if meaning.isdigit() else None
    return Token(parts[0].start, parts[-1].end, text, meaning if value is None else "num", value)


def _symbol_token(parts: list[Token], meaning: str) -> Token:
    text = " ".join(part.text for part in parts)
    return Token(parts[0].start, parts[-1].end, text, "symbol", symbol=meaning)
