"""Periodic buying: "buy $500 of SPY every month", "buy 5 shares of KO every Monday"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.conditions.dates import date_rule
from agents.language.conditions.dayrules import day_rule
from agents.language.draft import Day, Group, Tree
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from agents.language.plans.plan import UNITS, Plan, rhythm, said, take
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

DAYS: dict[str, Calendar] = {
    "day": Calendar(weekdays=[1, 2, 3, 4, 5, 6, 7]),
    "week": Calendar(weekdays=[1]),
    "month": Calendar(month_day=1),
    "quarter": Calendar(months=[1, 4, 7, 10], month_day=1),
    "year": Calendar(months=[1], month_day=1),
}
SAID = {
    "day": "every day is read as every trading day",
    "week": "every week is read as every Monday",
    "month": "every month is read as its first trading day",
    "quarter": "every quarter is read as its first trading day",
    "year": "every year is read as its first trading day",
}
NO_RHYTHM = "no rhythm was said: it buys on the first trading day of every month"
ON_WEEKDAY = "orders are filled on that weekday"
EACH = ("每", "each", "every")
ON_LAST = "orders are filled on its last trading day"
VERBS = words("buy buy-after dca dollar put contribute save add deposit")
GIVEN = words("dca dollar put contribute save deposit")
FRAMES = words("bar candle chart timeframe")
OTHERWISE = words(
    "sell short when cover trade of-position strongest weakest best worst top rank ranked rotate"
)
REGULAR = VERBS | words(
    """
    symbol ticker? every once per day week month quarter year daily weekly monthly quarterly yearly
    month-start month-end first last of-month in into on at to and cost average averaging strategy
    hold forever , . : - regularly of
    """
)
KINDS = words("fund funds etf etfs index stock stocks each")
COSTS = words("cost average averaging")
BEHIND = words("of in into worth symbol every weekly monthly quarterly yearly dca")
# What may stand beside the unit of what is bought.
NAMED = words("of in into to worth")


def periodic(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Bought again and again, and kept."""
    spoken = said(tokens)
    if not (spoken & VERBS or is_paid(tokens)) or spoken & OTHERWISE:
        return None
    amounts = _amounts(tokens)
    if len({part[0].value for part in amounts}) > 1:
        return None  # "buy $100 of SPY and $50 of GLD"
    amount = (amounts or [[]])[0]
    if "pct" in spoken and all(_is_fortune(tokens, part) for part in [amount] if part):
        return None
    day = _exact(tokens, used) or _day(tokens, used)
    if day is None or not (amount or _regular(tokens)):
        return None
    named = len({token.symbol for token in tokens if token.symbol})
    if len(amounts) > 1 and len(amounts) != named:
        return None
    used += [token for part in amounts or [amount] for token in part]
    take(tokens, used, *VERBS, *NAMED, "regularly", "and", "then", "start", "symbol", *KINDS)
    take(tokens, used, *(COSTS if "cost" in spoken else ()))
    take(tokens, used, "hold", "forever", "end")
    colon = next((n for n, token in enumerate(tokens) if token.word == ":"), 0)
    below = [token.symbol for token in tokens[colon:] if token.free and token.symbol]
    traded = below or [token.symbol for token in tokens if token.free and token.symbol]
    made = Plan("dca", list(dict.fromkeys(traded)), entry=day)
    made.notes = [("what is bought is kept to the end", "hold")]
    parts = [token for token in tokens if token.word in PARTS and token.free]
    if amount:
        _size(made, tokens, amount[0])
    if amount and len(made.symbols) > 1:
        if parts and not _equal_parts(parts, len(made.symbols)):
            return None
        used += parts
        _for_each(made, shared=bool(parts))
    return made


def is_paid(tokens: list[Token]) -> bool:
    """ "$500 a month into SPY" needs no verb."""
    before, every = "", False
    named = any(token.symbol or token.word == "ticker?" for token in tokens)
    shared = sum(token.word == "pct" for token in tokens) > 1
    for paid, unit, after in zip(tokens, tokens[1:], [*tokens[2:], *tokens[-1:]], strict=False):
        per = unit if unit.word not in ("per", "every", "/") else after
        spoken = per.word in UNITS or per.word in PERIOD_WORDS
        led = every and (
            (bool(unit.symbol) and not shared) or unit.word in ("in", "into", "to", "of")
        )
        if paid.word == "money" and unit.free and (spoken or led):
            return named and before not in ("with", "capital", "start")
        before = paid.word
        every = every or paid.word in PERIOD_WORDS or (paid.word == "every" and spoken)
    if named and _paid_into(tokens):
        return True
    first, dated = tokens[:2], any(token.word == "of-month" for token in tokens)
    return named and dated and [token.word for token in first] in (["money", "in"], ["money", "of"])


def _paid_into(tokens: list[Token]) -> bool:
    """ "$200 into BTC weekly", "$50 in SPY and QQQ every Friday", and nothing else"""
    said = [token.word for token in tokens if token.free]
    opens = said[:1] == ["money"] and {*said[1:2]} <= {"in", "to", "of", "symbol"}
    often = any(word in PERIOD_WORDS or word == "every" for word in said)
    return opens and often and all(word in REGULAR or word in WEEKDAYS for word in said[1:])


PERIOD_WORDS = words("daily weekly monthly quarterly yearly of-month")


def may_pause(tokens: list[Token], *, rests: bool) -> bool:
    """Not "on weekly bars buy 100 shares when ...", which lacks its exit."""
    spoken = said(tokens)
    dated = bool(_exact(tokens, []) or _edge(tokens, []))
    named = any(one.small in EACH and day.word in WEEKDAYS for one, day in pairwise(tokens))
    every = rhythm(tokens, []) or ("month" if dated else "week" if named else None)
    if spoken & GIVEN:
        return rests or every is not None
    rhythmic = every is not None and (every != "day" or rests) and not spoken & FRAMES
    return rhythmic and (rests or bool(_amounts(tokens)))


def _regular(tokens: list[Token]) -> bool:
    """ "buy SPY every month" lacks only how much; "every Monday" may be a rule with an exit."""
    free = [token for token in tokens if token.free]
    named = any(token.symbol or token.word == "ticker?" for token in free)
    plain = words("small amounts only long term - long-term horizon fixed amount regular same")
    dca = any(token.word == "dca" for token in free)
    talk = [token for token in free if dca and token.small in plain]
    times = [token for token in free if token.word in ("clock", "at")]
    if named and all(token.word in REGULAR or token in (*talk, *times) for token in free):
        for token in talk:
            token.kind = "used"
        return True
    return False


def _size(made: Plan, tokens: list[Token], bought: Token) -> None:
    counted = bought.word == "num" and _is_counted(tokens, bought)
    made.cash, made.quantity = (None, bought.value) if counted else (bought.value, None)
    made.currency = bought.currency
    if bought.word == "num" and not counted:
        made.notes.append((f"{bought.text} is read as an amount of money", "sizing.cash"))


PARTS = words("half third quarter pct equal equally split divide divided")


def _equal_parts(parts: list[Token], count: int) -> bool:
    shares = {"half": 50.0, "third": 100 / 3, "quarter": 25.0}
    found = [one.value if one.word == "pct" else shares.get(one.word) for one in parts]
    return all(share is None or abs(share * count - 100) < 1 for share in found if share)


def _for_each(made: Plan, *, shared: bool) -> None:
    """ "$500 a month, half in SPY, half in TLT" is 250 of each."""
    if shared and made.cash:
        made.cash = round(made.cash / len(made.symbols), 12)
        made.notes.append((f"{made.cash:g} goes into each symbol, each time", "sizing.cash"))
    else:
        made.notes.append(("so much is bought of each of the symbols", "sizing"))


def _is_counted(tokens: list[Token], token: Token) -> bool:
    unit = tokens[next(n for n, one in enumerate(tokens) if one is token) + 1]
    return unit.word == "share" or bool(unit.symbol)


def _amounts(tokens: list[Token]) -> list[list[Token]]:
    """The money, or the shares, with their words: what is bought each time."""
    found = [
        part
        for index, token in enumerate(tokens)
        if token.free and (part := _bought(tokens, index)) and (token.value or 0) > 0
    ]
    beside = [part for part in found if not _is_fortune(tokens, part)]
    return beside or found[:1]


def _bought(tokens: list[Token], index: int) -> list[Token]:
    """ "$500", "5 shares", "0.01 BTC", "invest 500 in" """
    token = tokens[index]
    before = tokens[index - 1].word if index else ""
    unit = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.word == "money":
        return [token]
    if token.word != "num" or unit is None or not unit.free:
        return []
    if unit.word == "share":
        return [token, unit]
    if before == "/":
        return []  # "60/40 SPY/TLT"
    plain = before in VERBS and unit.word in GOING
    begun = before == "with"  # "start with 1 BTC"
    return [token] if (unit.symbol and not begun) or plain else []


GOING = words("in into every to per a daily weekly monthly quarterly yearly month-start month-end")


def _is_fortune(tokens: list[Token], part: list[Token]) -> bool:
    """The money to start with, beside that which is invested again and again."""
    at = next(n for n, one in enumerate(tokens) if one is part[0])
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    invested = before in VERBS or (after in BEHIND and before not in ("with", "capital"))
    return len(part) == 1 and not (invested or _often(tokens[at + 1 : at + 3]))


def _often(behind: list[Token]) -> bool:
    """ "$500 per month", "$100/month", "$500 a month" """
    said_ = [token.word for token in behind]
    joint = said_[:1] and said_[0] in ("per", "/", "every")
    return bool(said_) and (said_[0] in UNITS or bool(joint and {*said_[1:2]} & {*UNITS}))


def _exact(tokens: list[Token], used: list[Token]) -> Tree | None:
    """ "on the 15th of each month", "the first Monday of the month", "the 1st and the 15th" """
    ends = [n for n, token in enumerate(tokens) if token.free and _is_of_month(tokens, n)]
    for end in ends:
        for begin in range(max(0, end - 3), end):
            cursor = Cursor(tokens[begin : end + 1])
            found = date_rule(cursor, Context()) or day_rule(cursor, Context())
            if isinstance(found, Day) and cursor.done:
                used += cursor.seen
                return _with_other(found, tokens[:begin], used)
    return None


def _with_other(day: Day, before: list[Token], used: list[Token]) -> Tree:
    """The 1st of "on the 1st and the 15th of the month"."""
    spoken = [token for token in before if token.word != "the"]
    if len(spoken) < 2 or spoken[-1].word not in ("and", ",") or not day.rule.date:
        return day
    of_month = Token(spoken[-1].start, spoken[-1].start, "", "of-month")
    other = date_rule(Cursor([spoken[-2], of_month]), Context())
    if not isinstance(other, Day):
        return day
    used += spoken[-2:]
    return Group("any", (other, day))


def _is_of_month(tokens: list[Token], at: int) -> bool:
    """ "of the month", and in "mid month" without its "of" """
    middle = at and tokens[at - 1].word in ("mid", "middle")
    return tokens[at].word == "of-month" or bool(middle and tokens[at].word == "month")


def _day(tokens: list[Token], used: list[Token]) -> Day | None:
    for index, token in enumerate(tokens):
        if token.word == "yearly" and (month := _month(token)):
            used.append(token)
            return Day(Calendar(months=[month], month_day=1), (SAID["month"],))
        every = tokens[index - 1 : index] if index and tokens[index - 1].word == "every" else []
        if token.free and token.word in WEEKDAYS and (every or token.small.startswith(EACH)):
            used += [*every, token]
            days = _weekdays(tokens, index, used)
            return Day(Calendar(weekdays=days), (ON_WEEKDAY,))
    edge, often = _edge(tokens, used), _rhythm(tokens, used)
    found = edge or often
    spoken = said(tokens)
    averaged = "dca" in spoken or {"dollar", "cost"} <= spoken
    return found or (Day(DAYS["month"], (NO_RHYTHM,)) if averaged else None)


def _weekdays(tokens: list[Token], at: int, used: list[Token]) -> list[int]:
    """ "every Monday and Thursday" """
    days = [WEEKDAYS[tokens[at].word]]
    while [one.word in kind for one, kind in zip(tokens[at + 1 : at + 3], (JOINTS, WEEKDAYS),
                                                strict=False)] == [True, True]:  # fmt: skip
        used += tokens[at + 1 : at + 3]
        at += 2
        days.append(WEEKDAYS[tokens[at].word])
    return sorted(set(days))


JOINTS = ("and", ",", "or")


def _month(token: Token) -> int | None:
    """ "each December": a year's rhythm, on the first trading day of that month."""
    return next((MONTHS[word] for word in token.small.split() if word in MONTHS), None)


def _rhythm(tokens: list[Token], used: list[Token]) -> Day | None:
    every = rhythm(tokens, used)
    return Day(DAYS[every], (SAID[every],)) if every in DAYS else None


PERIODS = {"of-month": "month", "of-quarter": "quarter", "of-year": "year"}
EDGES = {f"{unit}-{edge}": unit for unit in PERIODS.values() for edge in ("start", "end")}


def _edge(tokens: list[Token], used: list[Token]) -> Day | None:
    """ "on the first day of each month", "at the start of every quarter", "at month end" """
    for index, token in enumerate(tokens):
        if token.free and token.word in EDGES:
            used += [*_led(tokens, index), token]
            return _dated(EDGES[token.word], ends=token.word.endswith("end"))
        dated = next((n for n in (1, 2) if _is_dated(tokens[index + 1 : index + 1 + n])), 0)
        first = token.word in ("first", "last") or token.small == "1st"
        if token.free and first and dated:
            used += [*_led(tokens, index), *tokens[index : index + 1 + dated]]
            return _dated(PERIODS[tokens[index + dated].word], ends=token.word == "last")
    return None


def _is_dated(tokens: list[Token]) -> bool:
    """ "day of the month"; in "on the first of the month" the day goes without saying."""
    said = [token.word for token in tokens]
    return bool(said) and said[-1] in PERIODS and said[:-1] in ([], ["day"])


def _led(tokens: list[Token], index: int) -> list[Token]:
    led = ("on", "at", "every")
    return [token for token in tokens[max(0, index - 1) : index] if token.word in led]


def _dated(unit: str, *, ends: bool) -> Day:
    if not ends:
        return Day(DAYS[unit], (SAID[unit],))
    first = DAYS[unit].months
    months = [month + 2 if unit == "quarter" else 12 for month in first] if first else None
    return Day(Calendar(months=months, month_day=-1), (ON_LAST,))
