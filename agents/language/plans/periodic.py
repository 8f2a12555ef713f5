"""Periodic buying: "buy $500 of SPY every month", "DCA $50 weekly into QQQ"."""

from __future__ import annotations

from agents.language.draft import Day
from agents.language.lexicon import WEEKDAYS
from agents.language.pieces import Token
from agents.language.plans.plan import Plan, rhythm, said, take
from agents.language.wordlist import words
from backtests.engine.strategy import Calendar

DAYS: dict[str, Calendar] = {
    "week": Calendar(weekdays=[1]),
    "month": Calendar(month_day=1),
    "quarter": Calendar(months=[1, 4, 7, 10], month_day=1),
    "year": Calendar(months=[1], month_day=1),
}
SAID = {
    "week": "every week is read as every Monday",
    "month": "every month is read as its first trading day",
    "quarter": "every quarter is read as its first trading day",
    "year": "every year is read as its first trading day",
}
VERBS = words("buy dca dollar put contribute save add deposit")
OTHERWISE = words("sell short when cover")
BEHIND = words("of in into worth symbol every weekly monthly quarterly yearly dca")


def periodic(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Bought again and again, and kept."""
    spoken = said(tokens)
    if not spoken & VERBS or spoken & OTHERWISE:
        return None
    amount = _amount(tokens)
    dated = _day(tokens, used)
    if amount is None or dated is None:
        return None
    used.append(amount)
    take(tokens, used, *VERBS, "cost", "average", "of", "worth", "into", "in", "to", "and")
    take(tokens, used, "symbol", "hold", "forever")
    rule, note = dated
    traded = [token.symbol for token in tokens if token.free and token.symbol]
    made = Plan("dca", list(dict.fromkeys(traded)), entry=Day(rule), cash=amount.value)
    made.currency = amount.currency
    made.notes = [(note, "entry"), ("what is bought is kept to the end", "hold")]
    return made


def _amount(tokens: list[Token]) -> Token | None:
    """The money that is followed by what it buys; another amount is the capital."""
    amounts = [
        n for n, token in enumerate(tokens) if token.free and token.word == "money" and token.value
    ]
    for at in amounts:
        if at + 1 < len(tokens) and tokens[at + 1].word in BEHIND and len(amounts) > 1:
            return tokens[at]
    return tokens[amounts[0]] if amounts else None


def _day(tokens: list[Token], used: list[Token]) -> tuple[Calendar, str] | None:
    for index, token in enumerate(tokens):
        if token.free and token.word in WEEKDAYS and index and tokens[index - 1].word == "every":
            used += tokens[index - 1 : index + 1]
            return Calendar(weekdays=[WEEKDAYS[token.word]]), "orders are filled on that weekday"
    for index, token in enumerate(tokens):
        said_ = [one.word for one in tokens[index : index + 3]]
        days = 3 if said_ == ["first", "day", "of-month"] else 2
        if token.free and (days == 3 or said_[:2] == ["first", "of-month"]):
            used += tokens[index : index + days]
            take(tokens, used, "on")
            return DAYS["month"], SAID["month"]
    every = rhythm(tokens, used)
    return (DAYS[every], SAID[every]) if every in DAYS else None
