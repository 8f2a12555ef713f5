"""Parts that are sold, and how far from a level the price is: "涨10%卖出一半", "比高点低20%"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

GAINS = words("takeprofit rises")
PORTIONS = words("half pct third quarter")
REST = frozenset({"剩余", "剩下", "其余", "余下", "剩下的", "剩余的", "其余的"})
ENDS = words(". , ; : and")


def parts_sold(tokens: list[Token]) -> None:
    """ "涨10%卖出一半": sell half at +10%; "涨20%卖出剩余": what is left is all there is."""
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
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].text != "比":
            continue
        far = next((n for n in range(at + 1, min(at + 8, len(tokens) - 1))
                    if tokens[n].text in FAR), 0)  # fmt: skip
        level = tokens[at + 1 : far]
        if far and tokens[far + 1].word == "pct" and any(one.word in LEVELS for one in level):
            way = tokens[far]
            way.word = FAR[way.text]
            tokens[at : far + 2] = [tokens[far + 1], way, *level]


def shares_last(tokens: list[Token]) -> None:
    """ "买入100股KO": the name first, and how many of it behind."""
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
