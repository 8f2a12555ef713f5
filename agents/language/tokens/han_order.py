"""Where Chinese puts its words: "从52周高点回落20%", "每月第三个交易日", "亏损6%止损"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.han_candles import counted_candles, on_averages
from agents.language.tokens.han_counts import (
    arriving,
    leaving_a_zone,
    nth_day_after,
    ranked_by,
    ranked_counts,
)
from agents.language.tokens.han_deals import (
    amounts,
    between,
    compared,
    deviations_first,
    instalments,
    months_of,
    parts_sold,
    shares_last,
)
from agents.language.tokens.han_joints import joints, month_dates
from agents.language.tokens.han_pairs import (
    AVERAGES,
    as_capital,
    as_daily,
    counted_days,
    from_entry,
    joined_averages,
    lengths_broken,
    lines_named,
    macd_lines,
    rails,
    slashed,
    titled,
    unnumbered,
    volumes,
    year_first,
)
from agents.language.tokens.han_turns import colour_turns, falls_since
from agents.language.tokens.pieces import Token, is_han
from agents.language.tokens.small_words import SIGNS, multiples, spans_last


def han_in_english(tokens: list[Token]) -> None:
    """The words are those of the English lexicon by now; only their places are not."""
    for first, last in reversed(_stretches(tokens)):
        part = tokens[first:last]
        for order in ORDERS:
            order(part)
        tokens[first:last] = part


def _stretches(tokens: list[Token]) -> list[tuple[int, int]]:
    """Where sentences with Chinese words stand, next to each other in one piece."""
    found: list[tuple[int, int]] = []
    han = [at for at, token in enumerate(tokens) if is_han(token.text[:1])]
    ends = [at for at, token in enumerate(tokens) if token.word == "."] if han else []
    for at in han:
        if found and at < found[-1][1]:
            continue
        first = max((end + 1 for end in ends if end < at), default=0)
        last = min((end + 1 for end in ends if end >= at), default=len(tokens))
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


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


def _extremes_before(tokens: list[Token]) -> None:
    """ "前20日最高价", "之前20个交易日的最高点": as a 20-day high is read anyway."""
    for at in range(len(tokens) - 3):
        before, count, unit = tokens[at : at + 3]
        if before.text != "前":
            continue
        named = any(one.word in EXTREMES for one in tokens[at + 3 : at + 5])
        if count.value is not None and unit.word == "day" and named:
            before.kind = "used"


SAME = {("rises", "takeprofit"), ("takeprofit", "takeprofit"), ("falls", "stoploss"),
        ("stoploss", "stoploss")}  # fmt: skip
SAID_AGAIN = {first for first, _ in SAME}


def _twice_said(tokens: list[Token]) -> None:
    """ "亏损6%止损", "涨10%止盈", "上穿20日均线金叉": one of the two is enough."""
    for at, token in enumerate(tokens):
        if token.word not in SAID_AGAIN:
            continue
        behind = tokens[at + 1 : at + 4]
        behind = [one for one in behind if one.word not in ("exceeds", "above", ">=", "so-far")]
        if len(behind) > 1 and behind[0].word == "pct" and (token.word, behind[1].word) in SAME:
            token.kind = "used"
    for at, token in enumerate(tokens):
        up = WAYS.get(token.word)
        if up is None:
            continue
        said = {one.word for one in tokens[max(0, at - 5) : at] if one.word not in SIGNS}
        if up in said:
            token.kind = "used"


def _broken(tokens: list[Token]) -> None:
    """ "跌破10日均线卖出": with no subject of its own, the price breaks the average."""
    for at in range(len(tokens) - 3, -1, -1):
        opens = at == 0 or tokens[at - 1].word in SIGNS
        if tokens[at].text not in BREAKING or not opens or tokens[at + 1].word != "num":
            continue
        if any(one.word in AVERAGES for one in tokens[at + 1 : at + 5]):
            tokens.insert(at, Token(tokens[at].start, tokens[at].start, "", "price"))


def _candles(tokens: list[Token]) -> None:
    """ "阳线", "收阴线": the colour of one candle, and no day's."""
    for at in range(len(tokens) - 1, -1, -1):
        end = tokens[at].end
        closed = (
            tokens[at].text in ("收阳", "收阴") and at and tokens[at - 1].word in SIGNS | JOINTS
        )
        coloured = tokens[at].word in ("green", "red")
        if coloured and (closed or tokens[at].text.endswith("线")):
            tokens.insert(at + 1, Token(end, end, "", "bar"))


JOINTS = words("and or")
BREAKING = frozenset({"跌破", "突破", "站上", "升破", "失守", "跌穿", "升穿", "有效跌破"})


def _edges(tokens: list[Token]) -> None:
    """ "跌破20日线止损": where no number says how far, that sells."""
    for at, token in enumerate(tokens):
        if token.word not in ("stoploss", "takeprofit"):
            continue
        ends = at + 1 == len(tokens) or tokens[at + 1].word in SIGNS
        before = tokens[at - 1] if at else None
        bare = before is not None and before.word not in (*SIGNS, "atr", "x", "risk")
        if ends and bare and before is not None:
            token.word = "sell-after" if before.value is None else token.word


def _within(tokens: list[Token]) -> None:
    """ "一周内下跌8%": falls 8% in a week; "两根阳线" """
    for at in range(len(tokens) - 4, -1, -1):
        number, unit, led, verb, share = (*tokens[at : at + 5], tokens[-1])[:5]
        spans = number.word == "num" and unit.word in ("day", "week", "month") and led.word == "in"
        if spans and verb.word in ("falls", "rises") and share.word == "pct":
            tokens[at : at + 5] = [verb, share, led, number, unit]
            for bound in tokens[at + 5 : at + 6]:
                bound.kind = "used" if bound.word == ">=" else bound.kind


def _rows(tokens: list[Token]) -> None:
    """ "RSI连续3天低于30": below 30 for 3 days in a row."""
    for at in range(len(tokens) - 5, -1, -1):
        row, number, day, way, level = tokens[at : at + 5]
        counted = row.word == "consecutive" and number.word == "num" and day.word == "day"
        if counted and way.word in ("below", "above", "<", ">") and level.word == "num":
            row.word = "in-a-row"
            tokens[at : at + 5] = [way, level, number, day, row]


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
        if number.word != "num" or day.word != "day":
            continue
        sides = {tokens[at - 1].word if at else "", *(t.word for t in tokens[at + 2 : at + 3])}
        if sides & {"<", ">"}:
            tokens.insert(at + 2, Token(day.end, day.end, "", "ma"))


def _months(tokens: list[Token]) -> None:
    """ "10月底": the end of October; "4月": April."""
    for at in range(len(tokens) - 2, -1, -1):
        number, month = tokens[at : at + 2]
        after = tokens[at + 2].word if at + 2 < len(tokens) else ""
        named = month.word in ("month-end", "month-start") or month.text == "月"
        if number.word != "num" or not named or after in AVERAGES or number.value not in NAMES:
            continue
        edge = {"month-end": "end", "month-start": "start"}.get(month.word)
        number.word, number.value = NAMES[int(number.value)], None
        month.word, month.kind = edge or "the", None
        tokens[at : at + 2] = [month, number] if edge else [number]
    for year, month in pairwise(tokens):
        if year.word in ("yearly", "year") and month.word in (*MONTHS, "end", "start"):
            year.kind = "used"


NAMES = {number: name for name, number in reversed(MONTHS.items()) if name != "#may"}


def _named_pairs(tokens: list[Token]) -> None:
    """ "20日均线与60日均线金叉", "20日和60日均线金叉": the first crosses above the second."""
    for at, token in enumerate(tokens):
        if token.word not in WAYS:
            continue
        joint = next((n for n in range(at - 1, max(at - 5, 0), -1) if tokens[n].word == "and"), 0)
        if not joint:
            continue
        sides = tokens[joint + 1 : at], tokens[max(0, joint - 4) : joint]
        kind = next((one.word for one in sides[0] if one.word in AVERAGES), None)
        if kind and [one.word for one in sides[1][-2:]] == ["num", "day"]:
            sides[1][-1].word = kind
        if all(any(one.word in AVERAGES for one in side) for side in sides):
            tokens[joint].word, token.kind = WAYS[token.word], "used"


WAYS = {"cross-up": "crosses-above", "cross-down": "crosses-below"}


def _sides(tokens: list[Token]) -> None:
    """ "200日线以上", "在下方就空仓", "从2010年开始" """
    for at, token in enumerate(tokens):
        if token.text not in SIDED and token.word not in SIDES.values():
            continue
        before = tokens[at - 1] if at else None
        if token.text == "开始" and before is not None and before.text == "年":
            token.word = "onward"
        if token.text in SIDES and before is not None and before.word in AVERAGES:
            token.word = SIDES[token.text]
        moved = {one.word for one in tokens[max(0, at - 6) : at]} & {"falls", "rises"}
        sized = {one.word for one in tokens[max(0, at - 3) : at]} & {"pct"}
        if token.text == "以上" and moved and sized:
            token.kind = "used"  # "下跌2%以上"
        bare = before is None or before.word in SIGNS | {"so-far"}
        if token.word in SIDES.values() and bare:
            token.word = token.word.removeprefix("is-")


SIDES = {"以上": "is-above", "以下": "is-below"}
SIDED = {"开始", *SIDES}


def _declared_pair(tokens: list[Token]) -> None:
    """ "10日/30日双均线交叉策略，金叉买入", "双均线(5,20)": averages that a cross behind is of."""
    for at, token in enumerate(tokens):
        if token.word != "num" and token.text != "双均线":
            continue
        said = tokens[at : at + 9]
        free = [one for one in said if one.word != "day"]
        words_of = [one.word for one in free]
        listed = words_of[:6] == ["ma", "(", "num", ",", "num", ")"] and free[0].text == "双均线"
        if words_of[:4] == ["num", "/", "num", "ma"] or listed:
            taken = said[: said.index(free[5 if listed else 3]) + 1]
            _give_pair(tokens, at, taken, [one for one in taken if one.word == "num"])
            return


def _listed_pair(tokens: list[Token]) -> None:
    """ "短期均线5日，长期均线20日，金叉买入": of these two is the cross."""
    if not any(token.word in ("cross-up", "cross-down") for token in tokens):
        return
    for at in range(len(tokens)):
        first = _one_average(tokens, at)
        comma = at + first
        second = _one_average(tokens, comma + 1) if first and _parts(tokens[comma:]) else 0
        end = comma + 1 + second
        if second and _parts(tokens[end:]):
            taken = tokens[at:end]
            _give_pair(tokens, at, taken, [one for one in taken if one.word == "num"])
            return


def _one_average(tokens: list[Token], at: int) -> int:
    """How many tokens "短期均线5日" or "长期5日均线" has; 0 if it is none."""
    role, *said = [one.word for one in tokens[at : at + 4]] or [""]
    kind = next((one for one in said if one in AVERAGES), "")
    known = said in ([kind, "num", "day"], ["num", "day", kind])
    return 4 if role in ("fast", "slow") and kind and known else 0


def _parts(behind: list[Token]) -> bool:
    return bool(behind) and behind[0].word in (",", "and", ".", "so-far")


def _give_pair(tokens: list[Token], at: int, taken: list[Token], lengths: list[Token]) -> None:
    behind = tokens[at + len(taken) :]
    named = next((one for one in behind if one.word in ("cross-up", "cross-down")), None)
    first, second = lengths
    place = second.end
    if named is None:
        signs = [Token(first.end, first.end, "", "/"), Token(place, place, "", "ma")]
        crosses = [] if behind[:1] and behind[0].word == "crosses" else ["crosses", "strategy"]
        signs += [Token(place, place, word, word) for word in crosses]
        tokens[at : at + len(taken)] = [first, signs[0], second, *signs[1:]]
        return
    averages = [Token(one.end, one.end, "", "ma") for one in lengths]
    joint = Token(first.end, first.end, "", "and")
    where = tokens.index(named)
    for one in tokens[at + len(taken) : at + len(taken) + 2]:
        one.kind = "used" if one.word in ("crosses", "strategy") else one.kind
    tokens[where:where] = [first, averages[0], joint, second, averages[1]]
    del tokens[at : at + len(taken)]


ORDERS = (
    counted_candles, on_averages, parts_sold, shares_last, compared, deviations_first, between,
    instalments, falls_since, joints, _extremes_before, ranked_counts, arriving,
    leaving_a_zone, nth_day_after, ranked_by,
    titled, rails, lengths_broken, slashed, unnumbered, counted_days, as_capital, as_daily,
    from_entry, _declared_pair, _listed_pair, _candles, colour_turns,
    _broken, _far_from, spans_last, _within, _rows, _edges, _twice_said, _named_pairs, _nth_days,
    month_dates, _months, months_of, year_first, joined_averages, lines_named, macd_lines,
    _sides, amounts, _bare_lines, multiples, volumes,
)  # fmt: skip
