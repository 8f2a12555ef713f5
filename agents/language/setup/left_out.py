"""Times that are no time of the test: "excluding 2020", "do not trade in 2008", "last 500 bars".

A test is of one stretch of time; what is left out of it, or is counted in bars, is named.
"""

from __future__ import annotations

from itertools import compress, pairwise
from operator import attrgetter

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.untested_times import HISTORY_BARS, LEFT_OUT_TIME
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account
from agents.language.tokens.pieces import Token, numbered, said_in

EXCLUDING = words(
    """
    excluding exclude excludes excluded except excepting without skip skipping not no never don't
    avoid avoiding ignore ignoring omit omitting minus sans outside bar dont
    ohne außer ausser ausgenommen sauf hors excepté excepto salvo exceto sin sem
    """
)
# "leaving out 2008", "apart from 2008", "all years but 2008"
PAIRS = {("leaving", "out"), ("leave", "out"), ("leaves", "out"), ("apart", "from"),
         ("aside", "from"), ("other", "than"), ("years", "but"), ("everything", "but"),
         ("history", "but"), ("data", "but"), ("leaving", "aside")}  # fmt: skip
MAY_EXCLUDE = EXCLUDING | {first for first, _ in PAIRS}
SMALL = attrgetter("small")
BETWEEN = words("for in from the of year during over trade trades trading anything - ( period all")
JOINED = words("and or , - to through until")
COUNTED = words("money share x day bar ma sma ema period week hour minute pct volume")


def mark_left_out(tokens: list[Token]) -> None:
    """The words from the one that leaves out to the last of its years."""
    said = said_in(tokens)
    dated = not said.isdisjoint(MONTHS) or "#date" in said
    if not (dated or any(_is_year(tokens, at) for at in numbered(tokens))):
        return
    may = map(MAY_EXCLUDE.__contains__, map(SMALL, tokens))
    for at in list(compress(range(len(tokens)), may)):
        size = _excluding(tokens, at)
        if size and _turned(tokens, at, at + size):
            continue
        end = _years_behind(tokens, at + size) if size else 0
        not_read(tokens[at:end], LEFT_OUT_TIME)
        if not end and size == 1 and _is_month_beside_exit(tokens, at):
            not_read(tokens[at : at + 3])


def _is_month_beside_exit(tokens: list[Token], at: int) -> bool:
    """ "..., sell when RSI > 70, not in March": hardly a rule to sell by, so that it is asked."""
    before = [token.word for token in tokens[:at]]
    verbs = [word for word in before if word in ("buy", "sell", "short", "cover")]
    part = [token.word for token in tokens[at + 1 : at + 4]] + ["."]
    months = part[:1] in (["in"], ["during"]) and part[1:2] and part[1] in MONTHS
    return bool(months and part[2] in (".", ",") and before[-1:] == [","]
                and verbs[-1:] in (["sell"], ["cover"]))  # fmt: skip


def _turned(tokens: list[Token], at: int, behind: int) -> bool:
    """ "no trades before 2010" are trades from then on."""
    while behind < len(tokens) and tokens[behind].word in BETWEEN | {"buy"}:
        behind += 1
    edge = tokens[behind].word if behind + 1 < len(tokens) else ""
    if edge not in TURNED or not _is_year(tokens, _dated_at(tokens, behind + 1)):
        return False
    for token in tokens[at:behind]:
        token.kind, token.word = "used", "so-far"
    tokens[behind].word = TURNED[edge]
    return True


TURNED = {"before": "from", "after": "until"}


def _dated_at(tokens: list[Token], at: int) -> int:
    while at < len(tokens) - 1 and tokens[at].word in MONTHS | {"the": 0, "year": 0}:
        at += 1
    return at


def _excluding(tokens: list[Token], at: int) -> int:
    """How many words say here that something is left out."""
    pair = tuple(token.small for token in tokens[at : at + 2])
    if pair in PAIRS:
        return 2
    return 1 if tokens[at].free and tokens[at].small in EXCLUDING else 0


def _years_behind(tokens: list[Token], at: int) -> int:
    """Behind the last year of those that stand here, or 0."""
    end = 0
    while at < len(tokens):
        dated = tokens[at].word in MONTHS and at + 1 < len(tokens) and _is_year(tokens, at + 1)
        if _is_year(tokens, at):
            end = at + 1
        elif not dated and tokens[at].word not in (JOINED if end else BETWEEN):
            break
        at += 1
    return end


def _is_year(tokens: list[Token], at: int) -> bool:
    value = tokens[at].value
    counted = at + 1 < len(tokens) and tokens[at + 1].word in COUNTED
    dated = tokens[at].word == "#date"
    return dated or (
        tokens[at].word == "num"
        and value is not None
        and value == int(value)
        and 1900 <= value <= 2100
        and not counted
    )


def last_bars(cursor: Cursor, made: Account) -> bool:
    """ "..., last 90 days": days of the calendar; how many bars there are, no date tells."""
    if cursor.word() not in LEADING | {"last", "most"}:
        return False
    opens = cursor.at == 0 or cursor.word(-1) in OPENING
    cursor.skip(*LEADING)
    recent = any(one.word == "most" for one in cursor.seen)
    if not (recent or cursor.take("last")):
        return False
    token = cursor.take("num")
    unit = cursor.take("day", "bar", "week") if token else None
    cursor.skip("of", "daily", "trading")
    told = cursor.take(*HISTORY)
    if token is None or unit is None or not (told or (opens and cursor.word() in ENDING)):
        return False
    days = (token.value or 0) * (7 if unit.word == "week" else 1)
    if {one.word for one in cursor.tokens} & RANKING or made.last:
        return False
    if unit.word == "bar" or unit.small.startswith("session"):
        return not_read(cursor.seen, HISTORY_BARS)
    within = {one.word for one in cursor.tokens} & WITHIN_DAYS
    if days < (SHORTEST_OF_HOURS if within else SHORTEST):
        return not_read(cursor.seen)
    made.last = (days, "day")
    return True


SHORTEST = 60  # days; what is shorter may be a time that a rule looks back over
SHORTEST_OF_HOURS = 5  # with bars within the day
WITHIN_DAYS = words("minute hour minute-chart hour-chart")
RANKING = words(
    "rank ranked ranking momentum return top rotate rotation best strongest winner worst weakest"
)


OPENING = words(", . ( : #end") | {""}
LEADING = words("over for in during on the test run backtest use using most recent period : with")
HISTORY = words("data history prices price")
ENDING = words(", . ) #end #taken")


OTHER_TIME = "other-time"


def not_read(seen: list[Token], word: str = OTHER_TIME) -> bool:
    """A second time, of which a test has one: it is asked about, and no part of it is read."""
    for token in seen:
        token.word, token.value, token.symbol, token.lost = word, None, "", True
    return False


def names_two(tokens: list[Token]) -> bool:
    """ "2010 and 2012" are two years, "2010 and 2011" one stretch of time."""
    years = [token.value for token in tokens if token.value is not None]
    return any(abs(one - two) != 1 for one, two in pairwise(years))
