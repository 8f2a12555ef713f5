"""The period of the test: "from March 2005 to 2010", "since 3/1/2005", "the last 5 years"."""

from __future__ import annotations

import datetime as dt

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.reading import ImpossibleStrategy
from agents.language.setup import eras
from agents.language.setup.account import Account, apply
from agents.language.setup.days import moment
from agents.language.setup.deals import take_deal
from agents.language.setup.durations import LENGTHENED
from agents.language.setup.eras import Moment
from agents.language.setup.left_out import (
    OTHER_TIME,
    last_bars,
    mark_left_out,
    names_two,
    not_read,
)
from agents.language.setup.rotated import rotated_span
from agents.language.tokens.pieces import Token

ONE_DAY = dt.timedelta(days=1)
LEADS = words(
    """
    from since start between in during over until before after to for period through only end on up
    year-end year-start
    """
)
HEADS = (
    LEADS
    | frozenset(lexicon.MONTHS)
    | words("num #date #decade date year : last ytd full whole entire calendar all complete")
    | eras.HEADS
)
# A number behind one of these is a price, and 2000 is no year.
PRICED = words(
    """
    above below over at < > <= >= crosses touches exceeds under goes falls rises breaks than
    up-through down-through stoploss stop target takeprofit recovers past is price
    """
)
SPANNING = words("over for in during from on")
COUNTED = words("money share x day bar ma sma ema period week hour minute pct")


def period(tokens: list[Token]) -> Account:
    """The dates, which are read before anything else: 2020 is no price."""
    made = Account()
    mark_left_out(tokens)
    take_deal(tokens, made, moment)
    forms = (_this_year, eras.era, last_bars, _look_back, rotated_span, _bare_span, _dates)
    return apply(forms, HEADS, tokens, made, NEEDS)


MOVED = words("pct up down higher lower positive negative")


def _this_year(cursor: Cursor, made: Account) -> bool:
    """ "test it year to date"; "up 10% year to date" is a move of the price."""
    begin = cursor.at
    while begin and cursor.tokens[begin - 1].word not in (",", ".", ":"):
        begin -= 1
    near = cursor.tokens[begin : cursor.at + 3]
    cursor.skip("over", "for", "during", "in", "period", ":")
    if not cursor.take("ytd") or {token.word for token in near} & MEASURED:
        return False
    made.last = (1.0, "ytd")
    return True


MEASURED = words(
    "pct return recovers change momentum profit high low gain performance > < above below positive "
    "negative best worst top rank up down higher lower"
)


def _look_back(cursor: Cursor, made: Account) -> bool:
    """ "over the last 5 years" (a rolling window such as "the last 20 days" is none).

    "up 20% over the last 3 months" is a move of the price.
    """
    before = cursor.at - 1
    while before > 0 and cursor.tokens[before].word in SPANNING:
        before -= 1
    if cursor.at and cursor.tokens[before].word in MOVED:
        return False
    own = cursor.tokens[max(0, cursor.at - 3) : cursor.at + 4]
    cursor.skip(*SPANNING)
    if not cursor.take("last"):
        return False
    count = cursor.number()
    unit = cursor.take("year", "month", "decade")
    measured = bool({token.word for token in own} & MEASURING)
    if (
        unit is None
        or (unit.word == "month" and measured)
        or (unit.word == "month" and (count or 1) < 3)
        or cursor.word() in ("high", "low")
    ):
        return False
    years = 10 if unit.word == "decade" else 1
    made.last = (years * (count or 1.0), "month" if unit.word == "month" else "year")
    return True


def _bare_span(cursor: Cursor, made: Account) -> bool:
    """ "..., 2 years, $100,000", "1 year of daily data": how long the test is."""
    opens = cursor.at == 0 or cursor.tokens[cursor.at - 1].word in OPENING
    head = cursor.tokens[cursor.at - 2].word if cursor.at > 1 else ""
    if not opens or made.last or head in BEFORE.get(cursor.tokens[cursor.at - 1].word, ()):
        return False
    count = cursor.number()
    unit = cursor.take("year", "month") if count else None
    cursor.skip(*FRAMES)
    if not count or unit is None or cursor.word() not in CLOSING:
        return False
    said = {token.word for token in cursor.tokens}
    if (said & LOOKED_BACK and count < 2) or (
        unit.word == "month" and (count < 3 or said & LOOKED_BACK)
    ):
        return False
    made.last = (count, unit.word)
    made.notes.append(
        (f"{count:g} {unit.word}{'s' * (count > 1)} is read as the time tested", "start")
    )
    return True


OPENING = words(", . : - ( )")
CLOSING = words(", . ) ( and #end #taken - with for")
FRAMES = words("daily hourly weekly monthly minute hour")
HELD = words("hold sell cover out exit stop stoploss trailing after max maximum rank by momentum")
# "exit: 2 years", "SMA(10 months)"
BEFORE = {":": HELD, "(": LENGTHENED}
LOOKED_BACK = words("rank ranked ranking momentum return top rotate rotation best strongest winner")


# Months beside these are what a rule looks back over.
MEASURING = words("return exceeds momentum recovers change performance outperforms beats lags")


def _dates(cursor: Cursor, made: Account) -> bool:
    """ "from 2015 to 2020", "since 2010", "until March 2021", "2020-2024", "in 2023"."""
    before = _before(cursor)
    lead = _lead(cursor)
    if cursor.seen and cursor.word(-1) in FORTUNE:
        return False
    first = moment(cursor, made)
    if first is None or cursor.word() in COUNTED or (before in FORTUNE and not lead):
        return False
    if cursor.take("onward"):
        made.start = first[0]
        return _in_order(made)
    if _is_yearly(cursor, before, lead):
        return False
    mark = cursor.mark
    if cursor.take("to", "until", "and", "through", "-"):
        if _range(cursor, first, lead, made):
            return True
        if cursor.seen[0].word == OTHER_TIME:
            return False
        cursor.back_to(mark)  # "bought in March 2020 and held"
    if _is_price(cursor, before, lead):
        return False
    return _one_date(first, lead, made)


def _is_yearly(cursor: Cursor, before: str, lead: str) -> bool:
    """ "sell each May 1st, 2010 to 2020", "sell May 1st, 2010-2020": a day of every year, and which
    years they are.
    """
    dated = any(token.word in lexicon.MONTHS for token in cursor.seen)
    ranged = cursor.word() in ("to", "until", "through", "-") and cursor.value(1) > 1900
    traded = ranged and lead in ("", "on") and before in TRADED and cursor.word(-2) == ","
    return dated and (before in ("every", "each") or traded)


TRADED = words("buy sell short cover")
FORTUNE = frozenset({"capital", "account", "cash", "money", "equity"})


def _lead(cursor: Cursor) -> str:
    """The word that tells what a date is: in "up until the end of 2009" it is "until"."""
    lead = ""
    _pass_whole(cursor)
    while token := cursor.take(*LEADS, "date", "year", ":", "=", *(("equal",) if lead else ())):
        word = token.word.removeprefix("year-")
        if word == "to" and cursor.seen[0].word == lead and lead in ("start", "end"):
            continue  # "set the start date to 2012"
        if (lead, word) in EDGES:
            lead = EDGES[lead, word]
        elif word in BOUNDS and (word not in ("end", "start") or not lead):
            lead = word
        elif word in LEADS:
            lead = lead or word
        _pass_whole(cursor)
    return lead


def _pass_whole(cursor: Cursor) -> None:
    """ "the full year 2024", "all of 2021": the whole of it is meant anyway."""
    mark = cursor.mark
    if cursor.take(*WHOLE):
        cursor.skip("of", "year")
        if cursor.word() == "num" and 1900 <= cursor.value() <= 2100:
            return
    cursor.back_to(mark)


WHOLE = words("full whole entire calendar all complete")


# "until the start of 2009" leaves the year out; "from the end of 2008" does, too.
EDGES = {("until", "start"): "before", ("to", "start"): "before", ("from", "end"): "after",
         ("since", "end"): "after"}  # fmt: skip
STARTING = frozenset({"since", "from", "after", "start"})
ENDING = frozenset({"until", "before", "to", "through", "end"})


def _is_price(cursor: Cursor, before: str, lead: str) -> bool:
    """ "above 2000", "falls to 1950" """
    said = {token.word for token in cursor.seen}
    if cursor.seen[-1].word != "num" or said & frozenset(lexicon.MONTHS):
        return False
    if lead == "over":
        return not (said & {"year", *WHOLE} or _spans_the_test(cursor))
    first = cursor.at - len(cursor.seen)
    several = before == "or" and cursor.tokens[max(0, first - 2)].value is not None
    return lead in PASSED | {""} and (before in PRICED or several)  # "sell at 2100 or 1950"


def _spans_the_test(cursor: Cursor) -> bool:
    """ "backtest a golden cross on SPY over 2024", "... sell above 70, over 2024": whatever is
    over that many is named right before it."""
    tokens, at = cursor.tokens, cursor.at - len(cursor.seen)
    behind = tokens[cursor.at].word if cursor.at < len(tokens) else "."
    before = [token.word for token in tokens[max(0, at - 2) : at]]
    parted = before[-1:] in ([","], ["."], [")"])
    traded = before[-1:] == ["symbol"] and before[0] in ("on", "for", "of", "/", "in")
    return behind in (".", ",") and (parted or traded)


def _before(cursor: Cursor) -> str:
    """The word that governs what stands here: in "falls to 1950" it is "falls"."""
    back = 1
    while cursor.at >= back and cursor.tokens[cursor.at - back].word in PASSED:
        back += 1
    return cursor.tokens[cursor.at - back].word if cursor.at >= back else ""


PASSED = frozenset({"to", "on", "through", "up", "end"})


def _range(cursor: Cursor, first: Moment, lead: str, made: Account) -> bool:
    early = bool(cursor.take("start"))
    cursor.skip("end", "date", "year")
    second = moment(cursor, made) or _short_year(cursor, first)
    named = cursor.seen[-1].word == "date"  # "2016 to date"
    if second is None and not (named or cursor.take("today", "now", "present")):
        return False
    joined = any(token.word == "and" for token in cursor.seen)
    start = first[1] + ONE_DAY if lead == "after" else first[0]
    end = made.end if second is None else second[0] - ONE_DAY if early else second[1]
    known = made.start is not None and made.end is not None
    if (joined and lead not in ("between", "from") and names_two(cursor.seen)) or (
        known and (start, end) != (made.start, made.end)
    ):
        return not_read(cursor.seen)
    made.start, made.end = start, end
    return _in_order(made)


def _short_year(cursor: Cursor, first: Moment) -> Moment | None:
    """The 23 of "2019-23"."""
    century, year = divmod(first[0].year, 100)
    whole = (first[1] - first[0]).days > YEAR and cursor.seen[-2].word == "num"
    glued = not cursor.done and cursor.seen[-2].end + 1 == cursor.tokens[cursor.at].start
    if not whole or not glued or not year < cursor.value() < 100:
        return None
    end = century * 100 + int(cursor.number() or 0)
    return dt.date(end, 1, 1), dt.date(end, 12, 31)


YEAR = 300  # days, and more than those of a quarter or a month


def _one_date(moment: Moment, lead: str, made: Account) -> bool:
    whole = lead not in STARTING | ENDING
    if whole and made.start and made.end and made.start != moment[0]:
        return False  # a second time of history: which of them counts, is asked
    if lead == "after":
        made.start = moment[1] + ONE_DAY
    elif lead == "before":
        made.end = moment[0] - ONE_DAY
    elif lead in STARTING:
        made.start = moment[0]
    elif lead in ENDING:
        made.end = moment[1]
    elif moment[0] < moment[1]:
        made.start, made.end = moment
    else:
        made.start = moment[0]
    return _in_order(made)


def _in_order(made: Account) -> bool:
    if made.start and made.end and made.start > made.end:
        raise ImpossibleStrategy(
            f"The start ({made.start}) must be before the end ({made.end}).", "start"
        )
    return True


BOUNDS = ENDING | STARTING
NEEDS = {
    _this_year: words("ytd"), last_bars: words("last most"), eras.era: frozenset(eras.ERAS),
    _look_back: words("last"), rotated_span: words("year"), _bare_span: words("year month"),
    _dates: words("num #date #decade"),
}  # fmt: skip
