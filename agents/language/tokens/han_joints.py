"""What Chinese joins by place: "除非A，否则B", "但A时不买", "A或持有10天卖出", "15号卖出"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.han_candles import in_a_row, later_again, rows_behind
from agents.language.tokens.pieces import Token
from agents.language.tokens.small_words import as_date

SIGNS = words(". , ; :")


def joints(tokens: list[Token]) -> None:
    """Each looks only where one of its words is said."""
    said = {token.word for token in tokens}
    if "unless" in said or any(token.text in STAYING for token in tokens):
        excepted(tokens, bool(said & {"dca"}))
    if "either" in said:
        chosen(tokens)
    if "consecutive" in said:
        rows_behind(tokens)
        in_a_row(tokens)
        later_again(tokens)
    if "hold" in said:
        held_or(tokens)
    if said >= {"buy-after", ":"}:
        opened_lists(tokens)
    if said & {"short", "short-after"}:
        closed_sides(tokens)


def excepted(tokens: list[Token], instalments: bool) -> None:
    """ "除非A，否则买入": unless A; "周一不买", "但A时不买": unless, too."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word == "unless":
            _close(tokens, at)
    if instalments:
        return
    for at in range(len(tokens) - 1, 0, -1):
        ends = at + 1 == len(tokens) or tokens[at + 1].word in SIGNS
        if tokens[at].text in STAYING and ends:
            _unless(tokens, at)


STAYING = frozenset({"不买", "不买入", "不入场", "不开仓", "不交易", "不进场", "不操作"})
OPENING = words("but when so-far")


def _close(tokens: list[Token], at: int) -> None:
    """ "买入KO，除非A，5天后卖出": what is excepted belongs to the purchase before it."""
    comma = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in SIGNS), None)
    if comma is None or tokens[comma].word != ",":
        return
    behind = tokens[comma + 1] if comma + 1 < len(tokens) else None
    if behind is not None and behind.word == "otherwise":
        behind.word, behind.kind = "so-far", "used"
        return
    acts = [one.word for one in _sentence(tokens, at) if one.word in BOUGHT | SOLD]
    if acts and acts[-1] in SOLD:
        tokens[at].word = tokens[at].text  # no exit has an exception
    elif acts:
        tokens[comma].word = "."
        if tokens[at - 1].word == ",":
            tokens[at - 1].kind = "used"


SOLD = words("sell sell-after cover cover-after")
BOUGHT = words("buy buy-after short short-after")


def _sentence(tokens: list[Token], at: int) -> list[Token]:
    """What was said before in the same sentence."""
    first = next((n for n in range(at - 1, -1, -1) if tokens[n].word in (".", ";")), -1)
    return tokens[first + 1 : at]


def _unless(tokens: list[Token], at: int) -> None:
    """What stands before it, to the last sign, is when nothing is bought."""
    first = next((n for n in range(at - 1, -1, -1) if tokens[n].word in SIGNS), -1) + 1
    if first == at or any(one.word in ("buy-after", "sell-after") for one in tokens[first:at]):
        return
    place = tokens[first].start
    for one in tokens[first:at]:
        one.kind = "used" if one.word in OPENING else one.kind
    tokens[at].word, tokens[at].kind = "so-far", "used"
    tokens.insert(first, Token(place, place, "", "unless"))
    _close(tokens, first)


def chosen(tokens: list[Token]) -> None:
    """ "要么A，要么B": the first of them says nothing, and each other one is an or."""
    found = 0
    for at, token in enumerate(tokens):
        found = 0 if token.word == "." else found
        if token.word != "either":
            continue
        found += 1
        token.word, token.kind = ("so-far", "used") if found == 1 else ("or", None)
        if found > 1 and tokens[at - 1].word == ",":
            tokens[at - 1].kind = "used"


def opened_lists(tokens: list[Token]) -> None:
    """ "满足以下条件买入KO：A，B": what buys stands behind the colon."""
    for at, token in enumerate(tokens):
        colon = at + 1 + (at + 1 < len(tokens) and bool(tokens[at + 1].symbol))
        if token.word != "buy-after" or colon >= len(tokens) or tokens[colon].word != ":":
            continue
        first = next((n for n in range(at - 1, -1, -1) if tokens[n].word in SIGNS), -1) + 1
        if first < at and all(one.word == "so-far" for one in tokens[first:at]):
            token.word = "buy"


def held_or(tokens: list[Token]) -> None:
    """ "RSI高于70或持有10天卖出": after 10 days, where it is one of two ways out."""
    for at in range(len(tokens) - 3):
        held, count, unit, behind = tokens[at : at + 4]
        spans = count.word == "num" and unit.word in ("day", "week", "month")
        if held.word != "hold" or not spans:
            continue
        if (at and tokens[at - 1].word == "or") or behind.word == "or":
            held.word = "after"
            for one in tokens[at + 3 : at + 4]:
                one.kind = "used" if one.text in ("后", "以后", "之后") else one.kind


CLOSING = frozenset(
    {"平仓", "离场", "出场", "退出", "清仓", "止盈离场", "止损离场", "了结", "出局"}
)


def closed_sides(tokens: list[Token]) -> None:
    """ "跌破下轨做空，回到中轨平仓": what was sold short is bought back."""
    short = False
    for at, token in enumerate(tokens):
        if token.word in ("short", "short-after"):
            short = True
        elif token.word in ("buy", "buy-after"):
            short = False
        headed = at + 1 < len(tokens) and tokens[at + 1].word == ":"
        if short and token.word == "sell-after" and token.text in CLOSING and not headed:
            token.word = "cover-after"


def month_dates(tokens: list[Token]) -> None:
    """ "每月15号买入，20号卖出": the 15th of the month, and the 20th."""
    if not any(token.text in ("号", "日") for token in tokens):
        return
    for at in range(len(tokens) - 2, -1, -1):
        number, unit = tokens[at : at + 2]
        month = tokens[at - 1] if at else None
        monthly = month is not None and month.word == "monthly"
        dated = unit.text == "号" or (unit.text == "日" and monthly)
        if number.word != "num" or not dated or not 1 <= (number.value or 0) <= LONGEST:
            continue
        if month is not None and month.text == "月":
            number.end = unit.end  # "3月15号"
            del tokens[at + 1]
            continue
        unit.word = "of-month"
        tokens[at] = as_date(number)
        if month is not None and monthly:
            tokens[at].start = month.start
            del tokens[at - 1]


LONGEST = 31
