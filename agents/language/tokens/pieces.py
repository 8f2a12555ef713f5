"""Text to pieces: words, numbers and signs as they stand, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter

from agents.language.lexicon import baskets, foreign, symbols
from agents.language.lexicon.foreign.traditional import WORDS as OWN
from agents.language.lexicon.foreign.traditional import simplified
from agents.language.reading import SpanKind

PIECE = re.compile(
    r"""(?P<plain>(?<!\d)[a-z]{2,}(?=[\s,])(?!\so['’]?\s?clock\b))
      | (?P<markup><!--.{0,400}?(?:-->|$)
            |<(?P<tag>script|system|assistant|instructions?)\b[^<>]{0,300}>.{0,300}?</(?P=tag)\s?>
            |</?(?:script|style|iframe|svg|img|div|span|p|b|i|a|br|h[1-6]|ul|li|system|user
            |assistant|instructions?|prompt|human|tool)\b[^<>]{0,300}>)
      | (?P<date>\d{4}年\d{1,2}月\d{1,2}[日号]|\d{4}(?:-\d{1,2}-|/\d{1,2}/)\d{1,2}(?!\d)
            |\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{4}(?!\d))
      | (?P<di>(?<![A-Za-z0-9])[+−–-]DI(?![A-Za-z0-9])|\bDI[+−–-](?![A-Za-z0-9]))
      | (?P<texted>\b(?i:str8|b4|l8r)\b)
      | (?P<range>\.\.(?=\d))
      | (?P<bold>\*\*(?=\S)|(?<=\S)\*\*|[\[(]\s?(?:\.{2,4}|…)\s?[\])])
      | (?P<frame>(?<![$€£₹])(?:\b[HMDW](?:1|4|5|15|30)\b|\b(?:1|4|5|15|30)[HMDW]\b)
            |\b1w\b(?=\s+(?:bars?|candles?|chart|timeframe|tf)\b))
      | (?P<times>(?<=\d)[xX×](?=[A-Za-z]))
      | (?P<aside>\bP\.\s?S\.?(?=\s|:))
      | (?P<exchange>\b(?:NASDAQ|NYSE|AMEX|ARCA|NSE|BSE|LSE|XETRA|TSX|HKEX|SSE|SZSE|CBOE|CME|NYMEX
            |COMEX|BINANCE|COINBASE|KRAKEN|BITSTAMP|OANDA|FX|FOREXCOM|TVC|NasdaqGS|Nasdaq|OTC|OTCMKTS
            |EPA|ETR|FRA|SWX|BME|BIT|AMS|TYO|LON|KRX|TPE|ASX|Euronext|Xetra|SHA|SHE|HKG)
            :(?:(?=[A-Z0-9])|\s(?=[A-Z0-9]{1,6}[).,])))
      | (?P<library>\b(?:ta|talib|math|np|pd|qtpylib)\.(?=[a-zA-Z])
            |\b(?:i\.\s?e\.|d\.\s?h\.)(?=,?\s(?:below|above|under|over|less|more|unter|über|[<>])))
      | (?P<decade>(?:19|20)\d0['’]?s\b|['’]?[6-9]0['’]?s\b)
      | (?P<brief>(?<![\w'’])['’]\d\d\b(?!['’]))
      | (?P<clock>\b\d{1,2}(?:[.:]\d{2})?\s?Uhr\b(?:\s[0-5]\d\b)?
            |\d{1,2}:\d{2}(?:\s?[aApP](?:\.[mM]\.|[mM]\b))?
            |\b\d{1,2}\s?[aApP](?:\.[mM]\.|[mM]\b(?!\s(?:shares?|stock)\b))
            |\b(?:\d{1,2}|(?i:one|two|three|four|nine|ten|eleven|twelve))\s?(?i:o['’]?\s?clock)\b
            (?:\s(?i:in\sthe\s(?:morning|afternoon)|am|pm)\b)?
            |\b(?:9|1\d|2[0-3])h[0-5]\d\b
            |(?<=à\s)(?:9|1\d|2[0-3])\s?h\b|(?<=\ba\slas\s)\d{1,2}(?![\d:%]|[.,]\d))
      | (?P<ticker>(?a:\^[A-Z][A-Z0-9]{0,7}|[A-Za-z]{3,5}[-/](?:USDT?|USDC|usdt?)\b
            |[A-Z]{2,6}[-/](?:BTC|ETH)\b
            |[A-Z]{3}/[A-Z]{3}\b(?!\.[A-Z])|[A-Z]{1,6}=[XF]\b|[A-Z0-9]{1,10}\.(?:NS|BO|SZ|SS|HK|DE|L|B|A)\b
            |[A-Z][A-Z0-9&-]{0,11}\.(?:PA|AS|MC|MI|SW|BR|ST|CO|HE|AX|SI|TO|L|NS|BO|SA|OL|VI|LS|IR|NZ|V|CN|NE|JK
            |KL|BK|MX|JO|TA|IS|F|TW|QA|WA|PR|IL|SN|BA)\b|\d{3,6}\.(?:T|TW|TWO|KS|KQ|SR|HK|KL)\b
            |\b\d{6}\.(?:SH|XSHG|XSHE|BJ)\b|\b(?:SH|SZ|sh|sz)[036]\d{5}\b))
      | (?P<code>(?<![\d.,])(?<![资本][金])(?<!金额)(?<!投入)(?<![$¥￥])(?![135]0{5}|150{4})
            (?:60|68|00|30|51|56|58|15|16|83|43|87|92)\d{4}(?![\d.%])(?!\s*(?:[元万亿块手美]|股(?!价))))
      | (?P<dollar>\b(?:(?:US|CAD?|AUD?|NZD?|HKD?|SGD?|MX|NT|us|ca|au|nz|hk|sg)|[CASR]
            |(?:USD|CAD|AUD|NZD|HKD|SGD)\s)\$(?=\s?\d)
            |(?:(?<=\d)|(?<=\d\s))(?:US|CA|AU|NZ|HK|SG|MX|NT|[CASR])\$(?!\s?\d))
      | (?P<abroad>[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d{1,2})?(?![\d.,]?\d)
            |[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}(?![\d.,]?\d)
            |[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d{1,2})?(?![\d.,'’]?\d)
            |[1-9]\d{0,2}(?:\s\d{3})+,\d{2}(?=\s?(?:€|EUR\b|euros?\b|\$)))
      | (?P<number>\d{1,3},\d{1,2}(?=\s?(?:%|percent|prozent))
            |\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})
            (?:(?<=\d)(?:st|nd|rd|th)\b)?
      | (?P<part>[百千万]分之[零一二两三四五六七八九十点\d.]+)
      | (?P<report>[并请]?(?:输出|给出|展示|显示|画出|绘制|列出|统计|计算|打印|告诉我)
            [^。；;\n买卖]{0,24}
            (?:(?:收益率?|资金|净值|权益)曲线图?|收益率?|回撤|夏普比?率?|胜率|绩效|报告|结果|指标))
      | (?P<han>(?:(?![百千万]分之)[一-鿿])+)
      | (?P<word>(?<=\s)\.(?:env|ssh|git|aws|config|bashrc)\b|[^\W\d_一-鿿]+(?:['’][^\W\d_一-鿿]+)?)
      | (?P<sign>-{1,2}>|<=|>=|=<|=>|\S|\n)""",
    re.X,
)


SIGNS = {
    "->": "→", "-->": "→",
    "≤": "<=", "=<": "<=", "≥": ">=", "=>": ">=", ";": ".", "!": ".", "?": ".", "，": ",",
    "。": ".", "；": ".", "、": ",", "（": "(", "）": ")", "＜": "<", "＞": ">", "•": ".",
    "\n": ".", "*": ".", "…": ".", "–": "-", "—": "-", "‐": "-", "‑": "-",
    "「": '"', "」": '"', "『": '"', "』": '"', "−": "-", "％": "%", "&": "and",
    "@": "at", "|": ".", "×": "x", "：": ":", "＝": ":", "=": ":", "[": "(", "]": ")",
}  # fmt: skip


Getter = Callable[["Token"], str]


@dataclass(slots=True)
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
    small: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The text in small letters is asked for again and again."""
        self.small = self.text.lower()

    @property
    def free(self) -> bool:
        return self.kind is None


Pass = tuple[Callable[["list[Token]"], None], frozenset[str]]
VALUE, WORD, SMALL = attrgetter("value"), attrgetter("word"), attrgetter("small")
TEXT, SYMBOL = attrgetter("text"), attrgetter("symbol")


def places(tokens: Sequence[Token], said: Collection[str], of: Getter = WORD) -> list[int]:
    """Where these words stand, found without a look at each of the others."""
    return list(compress(range(len(tokens)), map(said.__contains__, map(of, tokens))))


def numbered(tokens: list[Token]) -> list[int]:
    """Where numbers stand, but for zeros; what looks at them alone need not ask every word."""
    return list(compress(range(len(tokens)), map(VALUE, tokens)))


def said_in(tokens: list[Token]) -> set[str]:
    return set(map(WORD, tokens))


def ask_each(passes: Iterable[Pass], tokens: list[Token]) -> None:
    """Each with the words without one of which it has nothing to do; most texts have few."""
    said = {*map(WORD, tokens), *map(SMALL, tokens)}
    for reads, hints in passes:
        if not hints.isdisjoint(said):
            reads(tokens)


@dataclass
class Words:
    """The tokens of a text, and the slips of the pen that were corrected on the way."""

    raw: str
    tokens: list[Token]
    corrected: list[tuple[str, str]] = field(default_factory=list)

    def said(self, tokens: list[Token]) -> str:
        """What the user wrote, from the first to the last of `tokens`."""
        if not tokens:
            return ""
        first, last = min(token.start for token in tokens), max(token.end for token in tokens)
        return self.raw[first:last]


def pieces_of(written: str) -> Iterator[Token]:
    """In simplified characters, but for names and words that only the traditional ones have."""
    chinese = any(is_han(letter) for letter in written)
    raw = simplified(written) if chinese else written
    for match in PIECE.finditer(raw):
        if match.lastgroup == "han":
            counted = raw[match.start() - 1 : match.start()].isdigit()
            own = written[match.start() : match.end()]
            yield from _han(match[0], match.start(), own, counted)
        elif match.lastgroup == "number" and raw != written and TAIWANESE.fullmatch(match[0]):
            yield Token(match.start(), match.end(), match[0], "symbol", symbol=f"{match[0]}.TW")
        elif match.lastgroup == "bold":
            continue
        elif match.lastgroup == "ticker" and _is_pair_of_two(raw, match):
            first, second = match[0].split("/")
            at = match.start() + len(first)
            yield Token(match.start(), at, first, first.lower())
            yield Token(at, at + 1, "/", "/")
            yield Token(at + 1, match.end(), second, second.lower())
        elif match.lastgroup == "code" and not chinese:
            yield Token(match.start(), match.end(), match[0], "num", _number(match[0]))
        else:
            yield _token(match)


# How Taiwan numbers its funds: 0050, 00878. No length or year begins so.
TAIWANESE = re.compile(r"00\d{2,3}")
# Which exchange lists a share whose number begins so; Shanghai also lists the funds that do.
CODED = {"6": "SS", "5": "SS", "8": "BJ", "4": "BJ", "9": "BJ"}
# Words with a number in them, as they are texted.
TEXTED = {"str8": "consecutive", "b4": "before", "l8r": "later"}
# Signs that stand between two words without a blank.
GLUED = {"range": "to", "times": "x"}


def _is_pair_of_two(raw: str, match: re.Match[str]) -> bool:
    """SPY/TLT names two symbols; EUR/USD and BTC/USD are one, and ETH/BTC is where it is traded."""
    parts = match[0].split("/")
    if len(parts) != 2 or not all(symbols.known(one) for one in parts):
        return False
    crossed = symbols.COIN_CROSS.fullmatch(match[0]) is not None
    before, behind = raw[: match.start()], raw[match.end() :]
    listed = crossed and bool(LISTING.search(before) or LISTED.match(behind))
    return listed or not symbols.known(match[0])


# Beside these two coins are held, and none is priced in the other.
LISTED = re.compile(r"\s*:?\s*(?:\d+\s*/|portfolio|split|mix|rotation)", re.I)
LISTING = re.compile(
    r"(?:[\d%]|between|among|hold|own|split|rotat\w+|of|in|into|portfolio:?|with|and|,)\s*$", re.I
)


def _token(match: re.Match[str]) -> Token:
    text, kind = match[0], match.lastgroup
    token = Token(match.start(), match.end(), text, text.lower().replace("’", "'"))
    if kind in ("plain", "word"):
        return token
    if kind == "code":
        token.word, token.symbol = "symbol", f"{text}.{CODED.get(text[0], 'SZ')}"
    elif kind == "number":
        token.word, token.value = "num", _number(text)
    elif kind == "abroad":
        token.word, token.value = "num", _number_abroad(text)
    elif kind == "dollar":
        token.word = "".join(text.lower().split())
    elif kind == "decade":
        first = int(re.sub(r"\D", "", text))
        token.word, token.value = "#decade", first if first > 100 else 1900 + first
    elif kind == "part":
        token.word, token.value = "pct", _part(text)
    elif kind == "brief":
        token.word, token.value = "num", _in_full(int(text[1:]))
    elif kind == "di":
        token.word = "plus-di" if "+" in text else "minus-di"
    elif kind == "texted":
        token.word = TEXTED[token.small]
    elif kind in GLUED:
        token.word = GLUED[kind]
    elif kind in ("date", "frame"):
        token.word = f"#{kind}"
    elif kind == "clock":
        token.word = kind
    elif kind == "ticker":
        token.symbol = symbols.known(text) or ""
        token.word = "symbol" if token.symbol else token.word
    elif kind in ("library", "exchange", "report"):
        token.word, token.kind = "so-far", "ignored"
    elif kind in ("markup", "aside"):
        token.word, token.kind = ".", "ignored"
    elif kind == "sign":
        token.word = SIGNS.get(text, text)
    return token


def _in_full(year: int) -> float:
    """'05 is 2005, '95 is 1995."""
    return float(year + (1900 if year >= TURN else 2000))


TURN = 50


def _number(text: str) -> float:
    """Commas part thousands, or the decimals of a percentage: 10,000 and 12,5 %."""
    plain = text.rstrip("stndrh")
    decimal = re.fullmatch(r"\d{1,3},\d{1,2}", plain)
    return float(plain.replace(",", "." if decimal else ""))


def _number_abroad(text: str) -> float:
    """1.000.000, 10.000,50 and 25'000.50: only the last sign may part decimals from the rest."""
    decimal = re.search(r"[.,]\d{1,2}$", text)
    whole = re.sub(r"\D", "", text[: decimal.start()] if decimal else text)
    return float(whole + (decimal[0].replace(",", ".") if decimal else ""))


def _han(text: str, start: int, own: str, counted: bool = False) -> Iterator[Token]:
    """Chinese has no blanks: the longest known phrase first, else one character. `own` is the text
    as it was written."""
    at = 0
    if counted and text.startswith(LINES) and not text.startswith(CHARTS):
        yield _han_token(text[0], start)
        yield Token(start + 1, start + 2, text[1], "ma")
        at = 2
    while at < len(text):
        if found := COUNTED.match(text, at):
            word = found[0]
            value = float(_spelt(word))
            yield Token(start + at, start + at + len(word), word, "num", value)
            at += len(word)
            continue
        size = next(
            (n for n in range(LONGEST, 1, -1) if _known_han(text[at : at + n], own[at : at + n])), 1
        )
        word = own[at : at + size]
        word = word if word in OWN or word in symbols.COMPANIES else text[at : at + size]
        yield _han_token(word, start + at)
        at += size


LONGEST = max(map(len, foreign.HAN))
# 二十日, 三百天: numerals of more than one character, before what they count.
COUNTED = re.compile(r"[一二两三四五六七八九十百零]{2,}(?=[个日天周月年次根成倍%])")
# Behind a number, as in "5日线", a line is a moving average; "30日线图" would be a chart.
LINES, CHARTS = ("日线", "周线", "天线"), ("日线图", "周线图")
DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
          "八": 8, "九": 9}  # fmt: skip
WHOLES = {"百": 1, "千": 10, "万": 100}


def _part(text: str) -> float:
    """万分之三, three of ten thousand, in per cent."""
    return round(_spelt(text[3:]) / WHOLES[text[0]], 12)


def _spelt(text: str) -> float:
    whole, _, decimals = text.partition("点")
    if decimals:
        return _spelt(whole) + float("0." + "".join(str(DIGITS.get(d, d)) for d in decimals))
    hundreds, hundred, tens = whole.partition("百")
    if hundred:
        return DIGITS.get(hundreds, 1) * 100 + (_spelt(tens.lstrip("零")) if tens else 0)
    tens, ten, ones = whole.partition("十")
    if ten:
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    return float("".join(str(DIGITS.get(digit, digit)) for digit in whole))


def is_han(letter: str) -> bool:
    return "一" <= letter <= "鿿"


def _known_han(word: str, own: str) -> bool:
    known = word in foreign.HAN or word in symbols.COMPANIES or word in baskets.HAN
    return known or own in OWN or own in symbols.COMPANIES


def _han_token(word: str, start: int) -> Token:
    known = OWN.get(word) or foreign.HAN.get(word, word)
    token = Token(start, start + len(word), word, known)
    if token.word.isdecimal():
        token.value, token.word = float(token.word), "num"
    if word in symbols.COMPANIES:
        token.symbol, token.word = symbols.COMPANIES[word], "symbol"
    return token
