"""Parts that are sold, and how far from a level the price is: "涨10%卖出一半", "比高点低20%"."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

TEXT, WORD = attrgetter("text"), attrgetter("word")
GAINS = words("takeprofit rises")
PORTIONS = words("half pct third quarter")
REST = frozenset({"剩余", "剩下", "其余", "余下", "剩下的", "剩余的", "其余的"})
ENDS = words(". , ; : and")


def parts_sold(tokens: list[Token]) -> None:
    """ "涨10%卖出一半": sell half at +10%; "涨20%卖出剩余": what is left is all there is."""
    if GAINS.isdisjoint(map(WORD, tokens)) and REST.isdisjoint(map(TEXT, tokens)):
        return
    for at in range(len(tokens) - 4, -1, -1):
        gain, share, *behind = tokens[at : at + 5]
        if gain.word not in GAINS or share.word != "pct":
            continue
        late = behind[0].word == "so-far" and len(behind) > 2
        act, part = behind[late : late + 2]
        end = at + 4 + late
        ends = end >= len(tokens) or tokens[end].word in ENDS
        if act.word == "sell-after" and part.word in PORTIONS and ends:
            led = Token(share.start, share.start, "", "at")
            tokens[at:end] = [replace(act, word="sell"), part, led, share]
    for at, token in enumerate(tokens[:-1]):
        if token.word == "sell-after" and tokens[at + 1].text in REST:
            tokens[at + 1].kind = "used"


FAR = {"低": "below", "低了": "below", "低于": "below", "低出": "below",
       "高": "above", "高了": "above", "高出": "above", "高于": "above"}  # fmt: skip
LEVELS = words("high low ma sma ema")


def compared(tokens: list[Token]) -> None:
    """ "比52周高点低20%": 20% below the 52-week high."""
    if "比" not in map(TEXT, tokens):
        return
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].text != "比":
            continue
        far = next((n for n in range(at + 1, min(at + 8, len(tokens) - 1))
                    if tokens[n].text in FAR), 0)  # fmt: skip
        level = tokens[at + 1 : far]
        if far and tokens[far + 1].word == "pct" and _earlier(level):
            end, below = tokens[far + 1].end, FAR[tokens[far].text] == "below"
            tokens[far].word = "falls" if below else "rises"
            day = [Token(end, end, "", "in"), Token(end, end, "", "day")]
            tokens[at : far + 2] = [tokens[far], tokens[far + 1], *day]
            _one_price(tokens, at)
            continue
        if far and tokens[far + 1].word == "pct" and any(one.word in LEVELS for one in level):
            way = tokens[far]
            way.word = FAR[way.text]
            tokens[at : far + 2] = [tokens[far + 1], way, *level]


def deviations_first(tokens: list[Token]) -> None:
    """ "低于20日均线2个标准差": 2 standard deviations below it."""
    if "sd" not in map(WORD, tokens):
        return
    for at in range(len(tokens) - 1, 2, -1):
        count, deviation = tokens[at - 1 : at + 1]
        if deviation.word != "sd" or count.word != "num":
            continue
        begin = max(0, at - 6)
        way = next((n for n in range(at - 2, begin, -1) if tokens[n].word in ("below", "above")), 0)
        if way and any(one.word in LEVELS for one in tokens[way : at - 1]):
            tokens[way : at + 1] = [count, deviation, *tokens[way : at - 1]]


def _earlier(level: list[Token]) -> bool:
    said = {one.word for one in level}
    return "yesterday" in said and said <= EARLIER


EARLIER = words("yesterday close price so-far")


def _one_price(tokens: list[Token], at: int) -> None:
    """ "今天收盘比昨天低3%": today's close is what falls."""
    while at and tokens[at - 1].word in ("close", "price", "today"):
        at -= 1
        tokens[at].kind = "used"


def shares_last(tokens: list[Token]) -> None:
    """ "买入100股KO": the name first, and how many of it behind."""
    if "股" not in map(TEXT, tokens):
        return
    for at in range(len(tokens) - 2):
        number, share, name = tokens[at : at + 3]
        if number.word == "num" and share.text == "股" and name.symbol:
            tokens[at : at + 3] = [name, number, share]


def amounts(tokens: list[Token]) -> None:
    """ "10万本金": the capital."""
    for at in range(len(tokens) - 1):
        number, what = tokens[at : at + 2]
        if what.word == "capital" and number.word == "num" and (number.value or 0) >= 1000:
            tokens[at : at + 2] = [what, number]


def between(tokens: list[Token]) -> None:
    """ "RSI在30到40之间": between 30 and 40; "60以上": 60 or more."""
    if BOUNDED.isdisjoint(map(TEXT, tokens)):
        return
    for at in range(len(tokens) - 4, -1, -1):
        low, to, high, shut = tokens[at : at + 4]
        numbers = low.word == high.word == "num" and to.word in ("to", "-", "and")
        if numbers and shut.text == "之间":
            led = Token(low.start, low.start, "", "between")
            to.word, shut.kind = "and", "used"
            tokens[at:at] = [led]
    for at in range(len(tokens) - 1):
        level, bound = tokens[at : at + 2]
        if bound.text not in BOUNDS:
            continue
        if level.word == "num" and (not at or tokens[at - 1].word in OPENING):
            tokens[at : at + 2] = [bound, level]
        elif level.word == "pct" and {one.word for one in tokens[max(0, at - 5) : at]} & SIDED:
            bound.kind = "used"


BOUNDS = frozenset({"以上", "以下"})
BOUNDED = BOUNDS | {"之间"}
OPENING = words(". , ; : so-far rsi price close cci mfi")
SIDED = words("above below")


def months_of(tokens: list[Token]) -> None:
    """ "10月买入": in October."""
    if MONTH_NAMES.isdisjoint(map(WORD, tokens)):
        return
    for at in range(len(tokens) - 2, -1, -1):
        opens = not at or tokens[at - 1].word in OPENING or bool(tokens[at - 1].symbol)
        if tokens[at].word in MONTHS and tokens[at + 1].word in ACTING and opens:
            tokens.insert(at, Token(tokens[at].start, tokens[at].start, "", "in"))


MONTH_NAMES = frozenset(MONTHS)
ACTING = words("buy-after sell-after short-after cover-after")


def instalments(tokens: list[Token]) -> None:
    """ "每月定投1000沪深300": so much money, for shares are counted as "股"."""
    if "定投" not in map(TEXT, tokens):
        return
    for plan, number, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if plan.text == "定投" and number.word == "num" and name.symbol:
            number.word = "money"
