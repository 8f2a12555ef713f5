"""Where Chinese puts its words: "从52周高点回落20%", "每月第三个交易日", "亏损6%止损"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, is_han
from agents.language.tokens.word_order import SIGNS, multiples


def han_in_english(tokens: list[Token]) -> None:
    """The words are those of the English lexicon by now; only their places are not."""
    if any(is_han(token.text[:1]) for token in tokens):
        for order in (_far_from, _spans_last, _twice_said, _nth_days, _bare_lines, multiples):
            order(tokens)


EXTREMES = words("high low")


def _far_from(tokens: list[Token]) -> None:
    """ "52周高点回落20%": falls 20% from the 52-week high."""
    for at in range(len(tokens) - 3, 0, -1):
        level, verb, share = tokens[at : at + 3]
        if level.word not in EXTREMES or verb.word not in ("falls", "rises"):
            continue
        over = share.word in ("exceeds", "above", ">=")
        far = tokens[at + 3] if over and at + 3 < len(tokens) else share
        begin = at - 2 if tokens[at - 1].word in ("week", "day", "month", "year") else at
        if far.word != "pct" or begin < 0 or (begin < at and tokens[begin].value is None):
            continue
        led = Token(level.start, level.start, "", "from")
        tokens[begin : at + 3 + over] = [verb, far, led, *tokens[begin : at + 1]]


def _spans_last(tokens: list[Token]) -> None:
    """ "单日跌幅超过5%": falls more than 5% in a day."""
    for at in range(len(tokens) - 4, -1, -1):
        led, day, verb = tokens[at : at + 3]
        if (led.word, day.word) != ("in", "day") or verb.word not in ("falls", "rises"):
            continue
        size = next((n for n in (3, 4) if at + n < len(tokens) and tokens[at + n].word == "pct"), 0)
        if size:
            tokens[at : at + size + 1] = [*tokens[at + 2 : at + size + 1], led, day]


SAME = {("rises", "takeprofit"), ("takeprofit", "takeprofit"), ("falls", "stoploss"),
        ("stoploss", "stoploss")}  # fmt: skip


def _twice_said(tokens: list[Token]) -> None:
    """ "亏损6%止损", "涨10%止盈", "上穿20日均线金叉": one of the two is enough."""
    for at, token in enumerate(tokens):
        behind = tokens[at + 1 : at + 4]
        behind = [one for one in behind if one.word not in ("exceeds", "above", ">=", "so-far")]
        if len(behind) > 1 and behind[0].word == "pct" and (token.word, behind[1].word) in SAME:
            token.kind = "used"
    for at, token in enumerate(tokens):
        up = {"cross-up": "crosses-above", "cross-down": "crosses-below"}.get(token.word)
        said = {one.word for one in tokens[max(0, at - 5) : at] if one.word not in SIGNS}
        if up in said:
            token.kind = "used"


def _nth_days(tokens: list[Token]) -> None:
    """ "每月第三个交易日": the third trading day of the month."""
    for at in range(len(tokens) - 4, -1, -1):
        month, nth, number, day = tokens[at : at + 4]
        if nth.text != "第":
            continue
        if month.word in ("monthly", "month") and number.word == "num" and day.word == "day":
            month.word = "of-month"
            nth.kind = "used"
            if at and tokens[at - 1].word == "next":
                tokens[at - 1].kind = "used"
            tokens[at : at + 4] = [nth, number, day, month]


def _bare_lines(tokens: list[Token]) -> None:
    """ "5日>10日>20日": of averages, the days stand for them."""
    for at in range(len(tokens) - 2, -1, -1):
        number, day = tokens[at : at + 2]
        sides = {tokens[at - 1].word if at else "", *(t.word for t in tokens[at + 2 : at + 3])}
        if number.word == "num" and day.word == "day" and sides & {"<", ">"}:
            tokens.insert(at + 2, Token(day.end, day.end, "", "ma"))
