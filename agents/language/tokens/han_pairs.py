"""What Chinese leaves out, or says in one: "5日/20日均线交叉", "触及下轨", "跌破买入价5%"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, is_han

AVERAGES = words("ma sma ema")
PAIRED = AVERAGES | words("num day / and , so-far")
CHANNELS = frozenset({"唐奇安", "肯特纳", "通道"})
ACTING = words("buy buy-after sell-after short-after")
FRAMES = {"日": "daily", "周": "weekly"}
FROM_ENTRY = {"drops-below": "stoploss", "below": "stoploss", "falls": "stoploss",
              "breaks-above": "takeprofit", "above": "takeprofit", "exceeds": "takeprofit",
              "rises": "takeprofit"}  # fmt: skip


def joined_averages(tokens: list[Token]) -> None:
    """ "20日均线和60日均线交叉策略", "MA5/20金叉买入": a cross of the two."""
    for at in range(len(tokens) - 1, -1, -1):
        crossed = tokens[at].word == "crosses" and tokens[at].text in ("交叉", "相交")
        way = WAYS.get(tokens[at].word, "")
        if not (crossed or way) or not tokens[at].free:
            continue
        first = at
        while first and tokens[first - 1].word in PAIRED and at - first < 8:
            first -= 1
        part = tokens[first:at]
        numbers = [one for one in part if one.word == "num"]
        kind = next((one for one in part if one.word in AVERAGES), None)
        if len(numbers) != 2 or kind is None:
            continue
        for one in part:
            one.kind = "used"
        pair = [numbers[0], Token(at, at, "/", "/"), numbers[1], kind]
        kept = [replace(one, kind=None) for one in pair]
        if way:
            tokens[at].word, end = "crosses", tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", way))
        tokens[at:at] = kept


def slashed(tokens: list[Token]) -> None:
    """ "MA10/30金叉", "MA5/MA20死叉": the first crosses the second."""
    for at in range(len(tokens) - 1, 3, -1):
        way = tokens[at]
        if way.word not in CROSSES:
            continue
        named = tokens[at - 2].word in AVERAGES
        part = tokens[at - 4 - named : at]
        said = [one.word for one in part if one.word not in AVERAGES]
        if said != ["num", "/", "num"] or part[0].word not in AVERAGES:
            continue
        part[2].word, part[2].text = CROSSES[way.word], way.text
        way.kind = "used"
        if not named:
            tokens.insert(at - 1, replace(part[0], start=part[3].start, end=part[3].start))


CROSSES = {"cross-up": "crosses-above", "cross-down": "crosses-below"}


def unnumbered(tokens: list[Token]) -> None:
    """ "均线金叉买入", "双均线策略": two averages of which nobody said how long they are."""
    pairs = list(pairwise(tokens))
    if any(one.word in LENGTH and two.word in AVERAGES for one, two in pairs):
        return
    said = CROSSED | ACTING | {"crosses", "above", "below"}
    acts = any(token.word in said for token in tokens) or any(
        one.word == "num" and two.word == "day" for one, two in pairs
    )
    for at in range(len(tokens) - 2, -1, -1):
        average, behind = tokens[at : at + 2]
        end = behind.start
        numbered = tokens[at + 2 : at + 3] and tokens[at + 2].word == "num"
        if average.word not in AVERAGES or numbered:
            continue
        if behind.word in CROSSED:
            way = "up" if behind.word == "cross-up" else "down"
            behind.word = "crosses"
            tokens.insert(at + 2, Token(behind.end, behind.end, "", way))
        elif average.text == "双均线" and behind.word == "strategy" and not acts:
            tokens.insert(at + 1, Token(end, end, "", "crosses"))


WAYS = {"cross-up": "up", "cross-down": "down"}
LENGTH = words("num day")
CROSSED = words("cross-up cross-down")


def rails(tokens: list[Token]) -> None:
    """ "触及下轨买入": the lower band of the Bollinger Bands, where no others are spoken of."""
    if any(token.word in ("keltner", "donchian") or token.text in CHANNELS for token in tokens):
        return
    for at in range(len(tokens) - 1, -1, -1):
        if "轨" not in tokens[at].text:
            continue
        beside = {one.word for one in (*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 2])}
        if not beside & {"bollinger", "band"}:
            end = tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", "band"))


def titled(tokens: list[Token]) -> None:
    """ "布林带策略：...", "我想做一个均线金叉策略，5日均线...": what follows says what is meant."""
    end = next((n for n, one in enumerate(tokens[:12]) if one.word in (":", ",")), 0)
    head, later = tokens[:end], {token.word for token in tokens[end:]}
    values = {one.value for one in tokens[end:]}
    again = all(one.value is None or one.value in values for one in head)
    bare = _bare_level(tokens[end + 1 : end + 4])
    if head and head[-1].word in ("strategy", "style") and later & ACTING and again:
        for one, behind in zip_longest(head, head[1:]):
            meant = bare and one.word in OSCILLATORS - later
            frame = one.word in OF_BARS or (behind is not None and behind.word in OF_BARS)
            one.kind = one.kind if one.symbol or meant or frame else "used"


# Of what length its bars are, nothing else of a text says again.
OF_BARS = words("minute hour minute-chart hour-chart daily weekly monthly")


def _bare_level(behind: list[Token]) -> bool:
    """ "RSI策略，低于30买入": what is below 30 was named before."""
    said = [one.word for one in behind if one.word not in ("when", "so-far")]
    return len(said) > 1 and said[0] in BOUNDS and said[1] == "num"


BOUNDS = words("above below < > <= >= drops-below breaks-above crosses-above crosses-below")
OSCILLATORS = words("rsi cci mfi williams-r stochrsi")


def as_daily(tokens: list[Token]) -> None:
    """ "日K", "周K线", "1小时K线": bars of a day, of a week, of an hour."""
    for before, span, letter in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if letter.text not in ("K", "k"):
            continue
        if span.text in FRAMES:
            span.word, letter.kind = FRAMES[span.text], "used"
        elif span.word in ("hour", "minute") and before is not None and before.word == "num":
            letter.word = "bar"


def lengths_broken(tokens: list[Token]) -> None:
    """ "20日突破买入": the breakout of 20 days; what "10日突破离场" breaks, nobody can tell."""
    for number, day, breaks, act in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        counted = number.word == "num" and day.word == "day" and breaks.text == "突破"
        if counted and act.word in ("buy", "buy-after"):
            breaks.word = "breakout"


def from_entry(tokens: list[Token]) -> None:
    """ "跌破买入价5%止损": a stop that far below the entry; above it a target."""
    for at in range(len(tokens) - 2, -1, -1):
        behind = at + 1
        while behind < len(tokens) and tokens[behind].word in ("entry", "price", "so-far"):
            behind += 1
        led = any(one.word == "entry" for one in tokens[at + 1 : behind])
        far = tokens[behind : behind + 1]
        if not led or tokens[at].word not in FROM_ENTRY or not far or far[0].word != "pct":
            continue
        tokens[at].word = FROM_ENTRY[tokens[at].word]
        for one in tokens[at + 1 : behind]:
            one.kind = "used"
        for one in tokens[behind + 1 : behind + 2]:
            one.kind = "used" if one.word in ("stoploss", "takeprofit", "sell-after") else one.kind


def as_capital(tokens: list[Token]) -> None:
    """ "总资金的20%": 20% of the capital."""
    for at in range(len(tokens) - 3, -1, -1):
        capital, of, share = tokens[at : at + 3]
        if capital.word == "capital" and of.text == "的" and share.word == "pct":
            led = Token(share.start, share.start, "", "size")
            tokens[at : at + 3] = [led, share, replace(capital, word="of-position")]


def year_first(tokens: list[Token]) -> None:
    """ "2024年1月到12月": from January 2024 to December 2024; "2024年1月": January 2024."""
    for at in range(len(tokens) - 5, -1, -1):
        number, year, first, to, last = tokens[at : at + 5]
        months = first.word in MONTHS and last.word in MONTHS
        if number.word == "num" and year.text == "年" and months and to.word in ("to", "-"):
            year.kind = "used"
            tokens[at : at + 5] = [first, number, to, last, replace(number)]
    for at in range(len(tokens) - 3, -1, -1):
        number, year, month = tokens[at : at + 3]
        if number.word == "num" and year.text == "年" and month.word in MONTHS:
            year.kind = "used"
            tokens[at : at + 3] = [month, number]


def volumes(tokens: list[Token]) -> None:
    """ "成交量达到过去20日均量1.5倍", "成交量是5日均量的2倍以上": so many times its mean."""
    for at, mean in enumerate(tokens):
        if mean.word != "volume-mean" or at < 3:
            continue
        said = [one for one in tokens[max(0, at - 5) : at] if one.word != "last"]
        shape = [one.word for one in said[-3:]]
        if shape[1:] != ["num", "day"] or not any(one.word == "volume" for one in said):
            continue
        for one in tokens[max(0, at - 5) : at]:
            one.kind = "used" if one.word == "last" else one.kind
        if said[-3].word == "rises-to" or said[-3].text in ("是", "为"):
            said[-3].word = ">="
            for bound in tokens[at + 1 : at + 5]:
                bound.kind = "used" if bound.word == ">=" else bound.kind


def counted_days(tokens: list[Token]) -> None:
    """ "过去20日涨幅最大": of 20 days, and not in a day; "过去20天涨幅超过5%": over 20 days."""
    _moved_lately(tokens)
    for count, lead, day in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if count.word == "num" and (lead.word, day.word) == ("in", "day") and is_han(lead.text[:1]):
            lead.word = "so-far"
    for rise, behind in zip_longest(tokens, tokens[1:]):
        bare = behind is None or behind.word not in COUNTED
        if rise is not None and rise.text in ("涨幅", "跌幅", "涨跌幅") and bare:
            rise.word = rise.text  # how much it rose, and not that it did


def _moved_lately(tokens: list[Token]) -> None:
    for at in range(len(tokens) - 4):
        last, count, unit, moved, share = tokens[at : at + 5]
        said = last.word, count.word, unit.word, share.word
        if said == ("last", "num", "day", "pct") and moved.word in ("rises", "falls"):
            last.kind = "used"


COUNTED = words("pct num above below exceeds over most by > < >= <= is rises goes x")


def lines_named(tokens: list[Token]) -> None:
    """ "短期均线（10日）": the average of 10 days."""
    for at in range(4, len(tokens)):
        line, opened, number, day, shut = tokens[at - 4 : at + 1]
        named = (line.word, opened.word, number.word, shut.word) == ("ma", "(", "num", ")")
        if named and day.word == "day":
            day.kind = "used"


def macd_lines(tokens: list[Token]) -> None:
    """ "MACD的DIF上穿DEA": the MACD crosses its signal."""
    for at, token in enumerate(tokens):
        name = token.text.upper()
        if name not in ("DIF", "DIFF", "DEA"):
            continue
        token.word, token.symbol = ("signal" if name == "DEA" else "macd"), ""
        led = tokens[max(0, at - 2) : at] if token.word == "macd" else []
        for one in led if {one.word for one in led} <= {"macd", "so-far"} else ():
            one.kind = "used"
