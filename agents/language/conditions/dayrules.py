"""Rules of the calendar: "on Mondays", "the last trading day of the month", "in May"."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from agents.language.conditions.comparisons import Read
from agents.language.draft import Day, Group, made
from agents.language.lexicon.lexicon import MONTHS, ORDINALS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import SMALL, Token, places
from backtests.engine.strategy import Calendar

MONTH_NAMES = {name: number for name, number in MONTHS.items() if name != "may"}
RANGED = words("to through until and or - ,")
BEFORE_MAY = words("of in until to through from by and or since during buy sell every between")
COMPARED = words("above below over under < > <= >= than falls rises crosses")
ENDS = NOWHERE | words(
    "buy sell short cover hold when only at-open at-close symbol with until for then but use"
)
FILLED = "a rule of the calendar speaks of the day on which the order is filled"
EDGE_OF_WEEK = "'{}' is read as {}: a week that is short of that day has none"
TRADING_DAYS = "days of a month are counted in trading days"
LAST_MONTHS = {"of-month": None, "of-quarter": (3, 6, 9, 12), "of-year": (12,)}
FIRST_MONTHS = {"of-month": None, "of-quarter": (1, 4, 7, 10), "of-year": (1,)}


def mark_days(tokens: list[Token]) -> None:
    """ "in May" is a month and no "may"; "Monday's open" is a moment of trading."""
    for index in places(tokens, DAYS_SAID):
        token = tokens[index]
        before = tokens[index - 1].word if index else ""
        after = tokens[index + 1].word if index + 1 < len(tokens) else ""
        ranged = after in RANGED and index + 2 < len(tokens) and tokens[index + 2].word in MONTHS
        if token.word == "may" and (
            before in BEFORE_MAY or after == "num" or ranged or token.small != "may"
        ):
            token.word = "#may"
        if token.word == "each" and after in WEEKDAYS:
            token.word = "every"
        if token.word in WEEKDAYS and after in ("open", "close") and before not in COMPARED:
            _mark_moment(tokens, index + 1)
    _mark_one_day(tokens)
    _mark_ranks(tokens)
    for at in places(tokens, WEEKDAYS):
        mood, day = tokens[max(0, at - 1)], tokens[at]
        if at and day.word in WEEKDAYS and mood.word in ("red", "green", "down", "up"):
            tokens[at - 1 : at + 1] = [day, mood]  # "on red Mondays"


DAYS_SAID = frozenset({"may", "each", *WEEKDAYS})


def _mark_ranks(tokens: list[Token]) -> None:
    """ "the second-last day", "the penultimate day": counted back, and no second purchase."""
    for index in reversed(places(tokens, BEFORE_LAST, SMALL)):
        token = tokens[index]
        tokens.insert(index + 1, Token(token.end, token.end, "", "last"))
        token.value, token.word = BEFORE_LAST[token.small], "num"
    for index in sorted({*places(tokens, ORDINALS), *places(tokens, {"next"}, SMALL)}):
        token = tokens[index]
        if [one.small for one in tokens[index : index + 3]] == ["next", "to", "last"]:
            token.value, token.word = 2.0, "num"
        behind = [one.word for one in tokens[index + 1 : index + 3]]
        if token.word in ORDINALS and (behind[:1] == ["last"] or behind == ["-", "last"]):
            token.value, token.word = float(ORDINALS[token.word]), "num"


BEFORE_LAST = {"penultimate": 2.0, "antepenultimate": 3.0}


def _mark_one_day(tokens: list[Token]) -> None:
    """ "buy Monday open, sell Monday close": on the same day."""
    days = [n for n, token in enumerate(tokens) if token.word in WEEKDAYS]
    for first, last in pairwise(days):
        if tokens[first].word != tokens[last].word or last + 1 >= len(tokens):
            continue
        moments = (tokens[first + 1].word, tokens[last + 1].word)
        between = {token.word for token in tokens[first:last]}
        if moments == ("at-open", "at-close") and "sell" in between and not between & {"when"}:
            tokens[last].word = "so-far"


def _mark_moment(tokens: list[Token], index: int) -> None:
    after = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if after not in COMPARED:
        tokens[index].word = f"at-{tokens[index].word}"


def day_rule(cursor: Cursor, context: Context) -> Read | None:
    """The first form that fits, if nothing else follows that it might belong to."""
    for form in (_weekdays, _months, _edge, _before_end, _nth, _counted, _turn):
        mark = cursor.mark
        found = form(cursor, context)
        if found is not None and _ends(cursor):
            dated = "on" not in found and ("weekdays" in found or "months" in found)
            notes = (FILLED,) if dated else ()
            counted = (
                (TRADING_DAYS,) if set(found) & {"first_days", "last_days", "month_day"} else ()
            )
            before = (BEFORE_END,) if form is _before_end else ()
            weekly = tuple(
                EDGE_OF_WEEK.format(one.text, one.word.capitalize())
                for one in cursor.seen
                if one.word in WEEKDAYS and "week" in one.small
            )
            return Day(made(Calendar, context.role, **found), notes + counted + before + weekly)
        cursor.back_to(mark)
    return None


def _ends(cursor: Cursor) -> bool:
    """ "on Mondays in SPY" ends before the symbol."""
    named = cursor.word() in ("in", "on", "of") and cursor.word(1) == "symbol"
    return named or cursor.word() in ENDS


Found = dict[str, Any]
EDGED = ("month", "quarter", "year")
EDGES = tuple(f"{unit}-{side}" for unit in EDGED for side in ("start", "end"))
JOINTS = ("and", "or", ",", "to", "through", "until", "-", "/")


def _listed(cursor: Cursor, names: dict[str, int], size: int) -> list[int]:
    """ "Monday, Tuesday and Friday", "November to April": the numbers, ranges filled in."""
    first = cursor.take(*names)
    found = [names[first.word]] if first else []
    while found and cursor.word() in JOINTS and _leads_to(cursor, names):
        joint = cursor.take(*JOINTS)
        cursor.skip("end", "start")
        token = cursor.take(*names)
        last = names[token.word] if token else found[-1]
        ranged = joint is not None and joint.word in ("to", "through", "until", "-")
        found += _range(found[-1], last, size) if ranged else [last]
    return list(dict.fromkeys(found))


def _leads_to(cursor: Cursor, names: dict[str, int]) -> bool:
    """ "... to April", "... to the end of April" """
    ahead = 2 if cursor.word(1) in ("end", "start") else 1
    return cursor.word(ahead) in names


def _range(first: int, last: int, size: int) -> list[int]:
    """From the one behind `first` to `last`, around the end of the year or week."""
    return [(first + step) % size + 1 for step in range((last - first) % size)]


def _weekdays(cursor: Cursor, context: Context) -> Found | None:
    own = cursor.take("signal-day")
    cursor.skip("every", "on", "only", "next", "it", "today")
    cursor.skip("day") if cursor.word(1) in WEEKDAYS else None
    days = _listed(cursor, WEEKDAYS, 7)
    on = {"on": "signal"} if own and context.fill == "next_open" else {}
    return {"weekdays": sorted(days), **on} if days else None


def _months(cursor: Cursor, context: Context) -> Found | None:
    lead = cursor.word(-1) if cursor.at else "in"
    cursor.skip("it")
    led = cursor.take("in", "during", "from", "between", "every") or lead in ("in", "until", "#end")
    cursor.skip("month")
    first = cursor.word()
    led = led or cursor.word(1) in ("to", "through", "until") or bool(cursor.seen)
    if not led or first not in MONTH_NAMES:
        return None
    spoken = cursor.seen[-1].word if cursor.seen else lead
    if spoken == "between" and cursor.word(1) == "and":
        return _between(cursor)
    found = sorted(_listed(cursor, MONTH_NAMES, 12))
    if not cursor.phrase("every", "year"):
        cursor.skip("yearly", "annually")
    return {"months": found}


def _between(cursor: Cursor) -> Found | None:
    first, last = cursor.take(*MONTH_NAMES), None
    if cursor.take("and"):
        last = cursor.take(*MONTH_NAMES)
    if first is None or last is None:
        return None
    begin, end = MONTH_NAMES[first.word], MONTH_NAMES[last.word]
    return {"months": sorted([begin, *_range(begin, end, 12)])}


def _edge(cursor: Cursor, context: Context) -> Found | None:
    """ "at month end", "at the start of the month" """
    edge = cursor.take(*EDGES)
    if edge is None:
        return None
    unit, side = edge.word.split("-")
    if unit == "month" and (named := cursor.take(*MONTH_NAMES)):
        cursor.phrase("every", "year")
        return {"month_day": -1 if side == "end" else 1, "months": [MONTH_NAMES[named.word]]}
    months = (LAST_MONTHS if side == "end" else FIRST_MONTHS)[f"of-{unit}"]
    found: Found = {"month_day": -1 if side == "end" else 1}
    return found if months is None else {**found, "months": list(months)}


BEFORE_END = "days before the end of a month are counted back from its last trading day"


def _before_end(cursor: Cursor, context: Context) -> Found | None:
    """ "2 days before the end of the month" """
    cursor.skip("it", "from")
    place = cursor.take(*ORDINALS)
    number = ORDINALS[place.word] if place else cursor.number()
    counted = cursor.take("day") if number else None
    before = cursor.take("before", "previous", "after") if counted else None
    cursor.skip("to") if before else None
    edge = cursor.take(*(f"{unit}-end" for unit in EDGED)) if before else None
    if edge is None or not number or not 1 <= number < LONGEST_MONTH:
        return None
    months = LAST_MONTHS[f"of-{edge.word.removesuffix('-end')}"]
    behind = before is not None and before.word == "after"
    if behind and not edge.word.startswith("month"):
        return None
    found: Found = {"month_day": int(number) if behind else -1 - int(number)}
    months = None if behind else months
    return found if months is None else {**found, "months": list(months)}


def _nth(cursor: Cursor, context: Context) -> Found | None:
    """ "the last day of the quarter", "the fifth trading day of the month" """
    cursor.skip("it")
    cursor.skip("from") if cursor.word(2) == "last" or cursor.word(2) == "day" else None
    place = cursor.take("last", *ORDINALS)
    number = ORDINALS.get(place.word) if place else cursor.number()
    if number and (cursor.phrase("to", "last") or cursor.phrase("last")):
        number = -number
    counted = number is not None and number < 0 and cursor.word() in LAST_MONTHS
    if not cursor.take("day") and not counted:
        return None  # "the third-to-last of the month" needs no day
    last = place is not None and place.word == "last"
    day = -1 if last else int(number or 0)
    cursor.skip("in") if cursor.word(1) in MONTH_NAMES else None
    if (month := cursor.take(*MONTH_NAMES)) and 1 <= abs(day) <= LONGEST_MONTH:
        return {"month_day": day, "months": [MONTH_NAMES[month.word]]}
    begun = place and cursor.word() == "after" and cursor.word(1) in BEGUN
    cursor.skip("after") if begun else None
    period = cursor.take("of-month", "of-quarter", "of-year", *BEGUN)
    cursor.skip("after") if period and cursor.word(1) in NOWHERE else None
    counted = place is not None or _is_ordinal(cursor.tokens[cursor.at - 2])
    cursor.skip("next", "new", "one", "num") if period is None and _next_one(cursor) else None
    back = number is not None and number < 0
    if period is None and (counted or back) and cursor.word() in NOWHERE and (
        back or _monthly(context)
    ):  # fmt: skip
        return {"month_day": -1 if last else int(number or 1)}
    if period is None or not (last or number) or (number and not 1 <= abs(number) <= LONGEST_MONTH):
        return None
    months = (LAST_MONTHS if last else FIRST_MONTHS)[BEGUN.get(period.word, period.word)]
    found: Found = {"month_day": -1 if last else int(number or 1)}
    return found if months is None else {**found, "months": list(months)}


BEGUN = {f"{unit}-start": f"of-{unit}" for unit in EDGED}


def _next_one(cursor: Cursor) -> bool:
    """ "... of the next", "... of the new one": of the month behind that of the entry."""
    one = 1 < cursor.value(1) + 1 <= 2 and cursor.tokens[cursor.at + 1].small == "one"
    return cursor.word() in ("next", "new") and cursor.word(1 + one) in NOWHERE


LONGEST_MONTH = 23


def _is_ordinal(token: Token) -> bool:
    """ "the 3rd day" is a day of the month, "after 3 days" is a time."""
    return token.small.endswith(("st", "nd", "rd", "th"))


def _monthly(context: Context) -> bool:
    """The entry spoke of a day of the month; so does the exit."""
    tree = context.entry if context.role == "exit" else None
    parts = tree.of if isinstance(tree, Group) else (tree,)
    days = [part.rule for part in parts if isinstance(part, Day)]
    return any(rule.month_day or rule.first_days or rule.last_days for rule in days)


def _turn(cursor: Cursor, context: Context) -> Found | None:
    """ "around the turn of the month": from its last to its third trading day."""
    if not cursor.take("month-turn"):
        return None
    return {"month_day": -1 if context.role == "entry" else TURNED}


TURNED = 3


def _counted(cursor: Cursor, context: Context) -> Found | None:
    """ "the first 3 days of the month" """
    cursor.skip("during", "in", "over", "on", "only", "within")
    edge = cursor.take("first", "last")
    number = cursor.number() if edge else None
    days = bool(number) and cursor.take("day") and cursor.take("of-month")
    if edge is None or not number or not days or not 1 <= number <= 15:
        return None
    return {f"{edge.word}_days": int(number)}
