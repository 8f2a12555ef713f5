"""How many are held, and where a value arrives: "涨幅最大的两只", "前三名", "RSI到70卖"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COUNTED = frozenset({"只", "个", "名", "支", "檔", "位"})
ARRIVING = frozenset({"到", "至"})
SUBJECTS = words("rsi cci mfi k stochastic stochrsi price close , so-far")
ACTS = words("sell sell-after buy buy-after short short-after cover cover-after")
RAILS = words("upper lower middle")
BEHIND = words("band so-far when")


def ranked_counts(tokens: list[Token]) -> None:
    """ "涨幅最大的两只", "涨幅最高的前三名": the top two of them, the top three."""
    if not any(token.word == "most" for token in tokens):
        return
    for at in range(len(tokens) - 2, 1, -1):
        number, counted = tokens[at : at + 2]
        begin = at - (tokens[at - 1].text == "前")
        whole = number.word == "num" and number.value in range(1, 100)
        if not whole or counted.text not in COUNTED or tokens[begin - 1].text != "的":
            continue
        if begin > 1 and tokens[begin - 2].word == "most":
            counted.kind = "used"
            place = tokens[begin].start
            tokens[begin:at] = [Token(place, number.start, "", "top")]


def arriving(tokens: list[Token]) -> None:
    """ "RSI到70卖", "到中轨卖": it touches the level; "从2015年到2023年" is a time."""
    for at in range(len(tokens) - 2):
        if tokens[at].text not in ARRIVING or (at and tokens[at - 1].word not in SUBJECTS):
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].word in BEHIND:
            end += 1
        level = tokens[at + 1].word == "num" or tokens[at + 1].word in RAILS
        if level and end < len(tokens) and tokens[end].word in ACTS:
            tokens[at].word = "touches"
