"""Candles that are counted, and how long the price was on one side of an average: "20根K线",
"近20K", "连续5根K线收在EMA20下方".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token, is_han

COUNTERS = frozenset({"根", "个"})
CANDLES = frozenset({"K", "k", "K线", "k线", "蜡烛", "蜡烛线"})
# Beside these a "20K" is so many candles; elsewhere it is money.
LED = frozenset({"连续", "连", "近", "最近", "过去", "前"})
FOLLOWED = frozenset({"新高", "新低", "最高价", "最低价", "高点", "低点", "最高点", "最低点", "线"})
THOUSAND = 1000


def counted_candles(tokens: list[Token]) -> None:
    """ "20根K线", "近20K", "20K新高": so many bars."""
    for at in range(len(tokens) - 1, -1, -1):
        number = tokens[at]
        if number.word != "num":
            continue
        behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if number.small.endswith(" k"):
            before = tokens[at - 1].text if at else ""
            if before in LED or behind in FOLLOWED:
                _parted(tokens, at)
        elif behind in COUNTERS and at + 2 < len(tokens) and tokens[at + 2].text in CANDLES:
            tokens[at + 1].kind, tokens[at + 2].word = "used", "bar"
            del tokens[at + 1]


def _parted(tokens: list[Token], at: int) -> None:
    """ "20K" is the number and its bars again."""
    whole = tokens[at]
    count = (whole.value or 0) / THOUSAND
    number = Token(whole.start, whole.end - 1, f"{count:g}", "num", count)
    tokens[at : at + 1] = [number, Token(whole.end - 1, whole.end, "K", "bar")]


BEYOND = {"breaks-above": "above", "drops-below": "below", "above": "above", "below": "below"}
BESIDE = {"is-above": "above", "is-below": "below"}
AVERAGES = words("ma sma ema")
SPANS = words("day bar week")
# What is said behind these comes later: the row ends before it.
AFTERWARDS = frozenset({"后", "之后", "以后", "然后", "直到", "直至", "再", "才"})
ENDS = words(". , ; : buy-after sell-after short-after cover-after and or until then")
OPENING = words("close price so-far")


def in_a_row(tokens: list[Token]) -> None:
    """ "连续两天收盘站上20日均线", "连续5天收在EMA20下方": closes beyond it for so many days."""
    for at in range(len(tokens) - 5, -1, -1):
        row, number, span = tokens[at : at + 3]
        if row.word != "consecutive" or number.word != "num" or span.word not in SPANS:
            continue
        begin = at + 3
        while begin < len(tokens) and _opens(tokens[begin]):
            begin += 1
        end = next((n for n in range(begin, len(tokens)) if _ends(tokens[n])), len(tokens))
        if said := _beyond(tokens[begin:end]):
            row.word = "in-a-row"
            close = next((one for one in tokens[at + 3 : begin] if one.word == "close"), None)
            close = close or Token(row.start, row.start, "", "close")
            tokens[at:end] = [close, *said, number, span, row]


def _opens(token: Token) -> bool:
    return not _ends(token) and (token.word in OPENING or token.text == "收")


def _ends(token: Token) -> bool:
    return token.word in ENDS or token.text in AFTERWARDS


def _beyond(part: list[Token]) -> list[Token]:
    """The average behind the way that leads beyond it; nothing where there is no such way."""
    if not part or not any(one.word in AVERAGES for one in part):
        return []
    if part[0].word in BEYOND:
        part[0].word = BEYOND[part[0].word]
        return part
    if part[-1].word in BESIDE:
        part[-1].word = BESIDE[part[-1].word]
        return [part[-1], *part[:-1]]
    return []


def rows_behind(tokens: list[Token]) -> None:
    """ "在EMA20下方连续5根K线": the row stands behind what it counts."""
    for at in range(len(tokens) - 3, 0, -1):
        row, number, span = tokens[at : at + 3]
        counted = row.word == "consecutive" and number.word == "num" and span.word in SPANS
        behind = tokens[at + 3 : at + 4]
        if not counted or not all(_ends(one) or one.word == "so-far" for one in behind):
            continue
        first = at
        while first and not _ends(tokens[first - 1]) and tokens[first - 1].word not in OPENING:
            first -= 1
        if first < at and (said := _beyond(tokens[first:at])):
            row.word = "in-a-row"
            tokens[first : at + 3] = [*said, number, span, row]


def later_again(tokens: list[Token]) -> None:
    """ "..., 然后站上EMA20": what comes behind a row comes after it, and at once."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].text not in AFTERWARDS or tokens[at + 1].word not in TURNS:
            continue
        row = at - 1 - (tokens[at - 1].word == ",")
        if tokens[row].word == "in-a-row" and is_han(tokens[row].text[:1]):
            tokens[at].word = "so-far"
            if row < at - 1:
                tokens[at - 1].kind = "used"


TURNS = words("breaks-above drops-below crosses-above crosses-below")


ON = {"上": "is-above", "下": "is-below"}
ON_OR_BESIDE = frozenset({*ON, "出现", "创", "创出"})

APPEARING = frozenset({"出现", "创", "创出"})


def on_averages(tokens: list[Token]) -> None:
    """ "在EMA10上": above it; "在EMA10上出现近20K新高": and a new high."""
    if not any(map(ON_OR_BESIDE.__contains__, map(TEXT, tokens))):
        return
    for at in range(len(tokens) - 1, 1, -1):
        side = tokens[at]
        led = any(one.text == "在" for one in tokens[max(0, at - 4) : at - 1])
        named = {one.word for one in tokens[max(0, at - 2) : at]}
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        both = behind is not None and behind.text in ON  # "上下": about it
        line = bool(named & AVERAGES) and named <= AVERAGES | {"num", "day"}
        if side.text in ON and led and line and not both:
            side.word = ON[side.text]
        if side.word in BESIDE and behind is not None and behind.text in APPEARING:
            place = Token(behind.start, behind.start, "", "and")
            behind.word = "makes"
            tokens.insert(at + 1, place)
