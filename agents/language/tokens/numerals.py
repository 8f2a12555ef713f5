"""Numbers with all that belongs to them: sign, scale, unit, currency, and those that are spelt."""

from __future__ import annotations

from itertools import zip_longest

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, is_han, places

SCALES = {
    "万": 1e4,
    "亿": 1e8,
    "k": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "thousand": 1e3,
    "bn": 1e9,
    "billion": 1e9,
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs", "l"), 1e5),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
}
# Written out, so they may stand apart from their number.
WHOLE = frozenset({"万", "million", "thousand", "billion", "lakh", "lakhs", "lac", "lacs", "crore",
                   "crores"})  # fmt: skip
# People who count in these count in rupees.
INDIAN = frozenset({"lakh", "lakhs", "lac", "lacs", "l", "crore", "crores", "cr"})
# A letter that is a scale only beside money: 15m is a chart, 5L a low.
LETTERS = frozenset({"m", "l"})


def put_signs_before_numbers(tokens: list[Token]) -> None:
    """-$1000 is $-1000."""
    for at in places(tokens[:-1], {"-"}):
        sign, currency = tokens[at : at + 2]
        joined = at > 0 and tokens[at - 1].end == sign.start
        touching = sign.end == currency.start and currency.word in lexicon.CURRENCIES
        if touching and not joined:
            sign.start, currency.start = currency.start, sign.start
            sign.end, currency.end = currency.end, sign.end
            tokens[at], tokens[at + 1] = currency, sign


def with_scales(tokens: list[Token]) -> list[Token]:
    """10k, 1.5 million: the number and its scale are one token."""
    merged: list[Token] = []
    for index, token in enumerate(tokens):
        last = merged[-1] if merged else None
        if last and last.word == "num" and _scales(tokens, index, last):
            merged[-1] = _scaled(last, token)
        else:
            merged.append(token)
    return merged


def _scaled(number: Token, scale: Token) -> Token:
    merged = merge(number, scale, "num", (number.value or 0) * SCALES[scale.word])
    merged.currency = merged.currency or ("INR" if scale.word in INDIAN else "")
    return merged


def _scales(tokens: list[Token], index: int, number: Token) -> bool:
    token = tokens[index]
    if token.word not in SCALES:
        return False
    if token.start != number.end and token.word not in WHOLE and not _of_money(tokens, index):
        return False
    return token.word not in LETTERS or _of_money(tokens, index)


def _of_money(tokens: list[Token], index: int) -> bool:
    """ "$15m", "capital 5 L", "20 K EUR" """
    before = [token.word for token in tokens[max(0, index - 3) : index - 1]]
    after = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return bool(MONEYED & {*before, after})


MONEYED = frozenset({*lexicon.CURRENCIES, "capital", "corpus", "account", "investment"})


def is_large(token: Token) -> bool:
    """ "100k", "5 lakh": so money is written, also without its currency."""
    return token.word == "num" and (token.small.endswith(" k") or token.currency == "INR")


def merge(first: Token, last: Token, word: str, value: float | None) -> Token:
    text = f"{first.text} {last.text}"
    currency = first.currency or last.currency
    return Token(first.start, last.end, text, word, value, first.symbol, currency)


YEARS = frozenset({"year", "years", "yr", "yrs", "y"})


def with_signs(tokens: list[Token]) -> list[Token]:
    """A minus belongs to its number unless it joins two words; between numbers it means "to"."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        last = kept[-1] if kept else None
        if last and last.word in "+-" and last.end == token.start and token.word == "num":
            sign = -1 if last.word == "-" else 1
            kept[-1] = merge(last, token, "num", sign * (token.value or 0))
        else:
            unit = tokens[index + 2].word if index + 2 < len(tokens) else ""
            kept.append(_sign(last, token, after, unit))
    return [token for token in kept if token.word != "~"]


LENGTHS = words("day week month hour minute bar year")
# Behind these a minus joins no words: "CCI<-100".
COMPARED = words("< > <= >= : ( ,")


def _sign(last: Token | None, token: Token, after: Token | None, unit: str) -> Token:
    if token.word not in ("-", "+") or after is None:
        return token
    if (
        token.word == "-"
        and unit in YEARS
        and (last is None or last.end < token.start < after.start - 1)
    ):
        token.word = "."  # "sell above 60 - 3 years": the time of the test
        return token
    glued = last is not None and last.end == token.start and last.word not in lexicon.CURRENCIES
    # 跌破-120, but "5日-20日" are two lengths.
    led = last is not None and is_han(last.text[-1:]) and last.word not in LENGTHS
    compared = last is not None and last.word in COMPARED
    glued = glued and not (led or compared)
    months = last is not None and {last.word, after.word} <= set(lexicon.MONTHS)
    if token.word == "-" and last and (months or (last.word in DATED and _may_end(after))):
        token.word = "to"
    elif token.word == "-" and not (after.word == "num" and not glued):
        token.word = "~" if glued else "."
    return token


def with_spelt(tokens: list[Token]) -> list[Token]:
    """ "twenty five", "two hundred", "ten thousand": one number."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        total = _spelt_total(last, token) if last else None
        if last and token.word in WHOLE and _is_spelt(last):
            kept[-1] = _scaled(last, token)
        elif last is None or total is None:
            kept.append(token)
        else:
            kept[-1] = merge(last, token, "num", total)
    return kept


def _is_spelt(token: Token) -> bool:
    return token.word == "num" and token.value is not None and token.text[-1:].isalpha()


def _spelt_total(last: Token, token: Token) -> float | None:
    if last.value is None or not _is_spelt(last):
        return None
    if token.value is None or not token.text.isalpha():
        return None
    if token.value == 100:
        return last.value * 100 if last.value < 10 else None
    tens, hundreds = last.value % 10 == 0 and 20 <= last.value < 100, last.value % 100 == 0
    fits = token.value < 10 if tens else hundreds and token.value < 100
    return last.value + token.value if fits else None


def with_halves(tokens: list[Token]) -> list[Token]:
    """ "half a percent", "two and a half ATR", "a percent and a half": one number."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        size, value = _half(tokens, at)
        if not size:
            kept.append(tokens[at])
        else:
            kept.append(merge(tokens[at], tokens[at + size - 1], "num", value))
        at += size or 1
    return kept


def _half(tokens: list[Token], at: int) -> tuple[int, float]:
    """How many tokens from here on are a number with a half or a quarter, and which."""
    if tokens[at].word not in HALVING:
        return 0, 0.0
    said = [token.word for token in tokens[at : at + 5]] + [""] * 5
    whole = tokens[at].value if said[0] == "num" else None
    if whole is not None and said[1:3] == ["and", "a"] and said[3] in PARTS:
        return 4, whole + PARTS[said[3]]
    if whole is not None and said[1] == "%" and said[2:4] == ["and", "a"] and said[4] in PARTS:
        tokens[at + 4].word = "%"
        return 4, whole + PARTS[said[4]]
    if said[0] in ("a", "an", "one") and said[1] == "%":
        return 1, 1.0
    part = PARTS.get(said[0]) or (PARTS.get(said[1]) if said[0] == "a" else None)
    length = 1 + (said[0] not in PARTS)
    while part and said[length] in ("a", "an", "of", "one", "the", "num") and length < 5:
        if said[length] == "num" and tokens[at + length].value != 1:
            break
        length += 1
    return (length, part) if part and said[length] in HALVED else (0, 0.0)


PARTS = {"half": 0.5, "quarter": 0.25}
HALVED = ("%", "atr", "cents")
HALVING = {"num", "a", "an", "one", *PARTS}


def with_decimal_commas(tokens: list[Token], times: frozenset[str]) -> list[Token]:
    """ "1,5 fois", "2,5 ATR": what is multiplied may have a comma for its decimals."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        part = tokens[at : at + 4]
        led = at > 0 and _leads_to_level(tokens, at - 1)
        if len(part) > 2 and _is_decimal(part) and (led or _next_in(part, times)):
            value = float(f"{part[0].value:g}.{part[2].text}")
            kept.append(merge(part[0], part[2], "num", value))
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    return kept


# What a level stands behind: "über 51,5"; "EMA 20,50" are two lengths.
LEVELS = words(
    "über ueber unter oberhalb unterhalb < > <= >= sous sur dessus dessous supérieur inférieur "
    "sobre bajo encima debajo superior inferior acima abaixo"
)
LINKS = words("à de a que")  # "au-dessus de 51,5", but "EMA de 9,21"


def _leads_to_level(tokens: list[Token], at: int) -> bool:
    linked = tokens[at].small in LINKS and at > 0
    return not LEVELS.isdisjoint(tokens[at - linked].small.split())


def _next_in(part: list[Token], among: frozenset[str]) -> bool:
    return len(part) == 4 and part[3].small in among


def _is_decimal(part: list[Token]) -> bool:
    whole, comma, decimals = part[:3]
    glued = whole.end == comma.start and comma.end == decimals.start and comma.text == ","
    return glued and whole.word == decimals.word == "num"


DATED = frozenset({"num", "#date"})


def _may_end(token: Token) -> bool:
    """ "2015 - 2019", "2015 - Q2 2019" """
    return token.word in DATED or token.word in lexicon.MONTHS or token.word in TODAY


TODAY = frozenset({"now", "today", "present", "q"})


def with_units(tokens: list[Token]) -> list[Token]:
    """5 %, $ 500, 500 dollars: the number carries its unit."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if last and last.word == "num" and token.word == "%":
            kept[-1] = merge(last, token, "pct", last.value)
        elif last and token.small == "grand" and last.small in ("a", "one"):
            kept[-1] = _money(last, token, 1000.0, "")
        elif last and last.word == "num" and token.small == "grand":
            kept[-1] = _money(last, token, (last.value or 0) * 1000, "")
        elif last and last.word == "num" and token.small in ("euro", "pound"):
            kept[-1] = _money(last, token, last.value, lexicon.CURRENCIES[f"{token.small}s"])
        elif last and last.word in ("num", "money") and token.word in lexicon.CURRENCIES:
            kept[-1] = _money(last, token, last.value, lexicon.CURRENCIES[token.word])
        elif last and token.word == "num" and last.word in lexicon.CURRENCIES:
            kept[-1] = _money(last, token, token.value, lexicon.CURRENCIES[last.word])
        else:
            kept.append(token)
    return _with_spelt_signs(kept)


def _with_spelt_signs(tokens: list[Token]) -> list[Token]:
    """ "at minus 8 percent", "or plus 10%", "below minus 100": no sum, as nothing stands before."""
    if SPELT_SIGNS.keys().isdisjoint(map(SMALL, tokens)):
        return tokens
    kept: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        signed = bool(kept) and token.word in ("pct", "num")
        signed = signed and (len(kept) < 2 or kept[-2].word in UNSUMMED)
        sign = SPELT_SIGNS.get(kept[-1].small) if signed else None
        if sign and after is not None and after.word in ("atr", "x"):
            kept[-1] = merge(kept[-1], token, token.word, token.value)  # how far, either way
        elif sign:
            kept[-1] = merge(kept[-1], token, token.word, sign * (token.value or 0))
            kept[-1].text = f"{'-' if sign < 0 else '+'}{token.text}"
        else:
            kept.append(token)
    return kept


UNSUMMED = words(
    "at or when by of to above below over under past < > <= >= = : is i'm crosses between and from "
    "stop stoploss target takeprofit sell cover out cut touches exceeds , ."
)
SPELT_SIGNS = {"minus": -1, "plus": 1}


def _money(first: Token, last: Token, value: float | None, currency: str) -> Token:
    merged = merge(first, last, "money", value)
    merged.currency = currency
    return merged
