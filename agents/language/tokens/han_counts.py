"""How many are held, where a value arrives, and when: "涨幅最大的两只", "RSI到70卖", "第五天卖"."""

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


def ranked_by(tokens: list[Token]) -> None:
    """ "按20日涨幅轮动": ranked by it; "按均线买入" only says how."""
    if any(token.word == "rotate" for token in tokens):
        for token in tokens:
            token.word = "by" if token.text in ("按", "按照") else token.word


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


def leaving_a_zone(tokens: list[Token]) -> None:
    """ "RSI从30超卖区向上反弹买入": it crosses above 30; "从30上涨5%" is a move."""
    for at in range(len(tokens) - 2, 0, -1):
        led, level = tokens[at : at + 2]
        if led.text != "从" or level.word != "num" or not _of_a_gauge(tokens[:at]):
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].word in (*ZONES, "so-far"):
            end += 1
        turned = tokens[end : end + 1]
        way = TURNED.get(turned[0].word) if turned else None
        sides = {ZONES.get(one.word, way) for one in tokens[at + 2 : end] if one.word in ZONES}
        if way is None or sides - {way} or not _acts_next(tokens, end + 1):
            continue
        turned[0].word = way
        for one in tokens[at + 2 : end]:
            one.kind = "used"
        tokens[at : end + 1] = [led, *tokens[at + 2 : end], turned[0], level]


def _of_a_gauge(before: list[Token]) -> bool:
    """ "RSI", "RSI14", "RSI(14)" """
    near = [one.word for one in before[-4:] if one.word not in ("num", "(", ")", "so-far")]
    return bool(near) and near[-1] in GAUGES


def _acts_next(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].word in ("so-far", "when"):
        at += 1
    return at < len(tokens) and tokens[at].word in (*ACTS, ",")


GAUGES = words("rsi cci mfi k stochastic stochrsi")
ZONES = {
    **dict.fromkeys(words("oversold is-below up"), "crosses-above"),
    **dict.fromkeys(words("overbought is-above down"), "crosses-below"),
}
TURNED = {"rises": "crosses-above", "falls": "crosses-below"}


def nth_day_after(tokens: list[Token]) -> None:
    """ "进场后的第20天出场": 20 days after it. "连跌第三天卖出" counts days of a row, and beside
    a month or a week a day is one of it."""
    spanned = not {token.word for token in tokens}.isdisjoint(SPANS)
    for at in range(len(tokens) - 3, -1, -1):
        nth, number, day = tokens[at : at + 3]
        if nth.text != "第" or number.word != "num" or day.word != "day":
            continue
        begin = at
        while begin and tokens[begin - 1].word == "so-far":
            begin -= 1
        after = any(one.text in BEHIND_IT for one in tokens[begin:at])
        deal = tokens[begin - 1 : begin] if begin else []
        bought = after and bool(deal) and deal[0].word in BOUGHT
        opens = not spanned and (begin == 0 or deal[0].word in PARTING)
        sells = [one.word for one in tokens[at + 3 :] if one.word != "so-far"][:1]
        if not (bought or opens) or sells not in (["sell-after"], ["cover-after"]):
            continue
        for one in (nth, *tokens[begin:at]):
            one.kind = "used"
        if bought and _parted(tokens, begin - 1):
            deal[0].kind, deal[0].word = "used", "so-far"
        tokens.insert(at + 3, Token(day.end, day.end, "", "so-far"))


def _parted(tokens: list[Token], at: int) -> bool:
    """The purchase is only spoken of: "，进场后的第20天"."""
    led = [one.word for one in tokens[:at] if one.word != "so-far"][-1:]
    return not led or led[0] in PARTING


SPANS = words("monthly month week weekly yearly year quarterly of-month month-start month-end")
BEHIND_IT = frozenset({"后", "之后", "以后"})
BOUGHT = words("buy buy-after short short-after hold")
PARTING = words(", . ; : and")
