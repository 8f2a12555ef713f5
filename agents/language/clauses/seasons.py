"""Months in and months out: "long November through April, in cash May through October"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.lexicon import MONTHS, ORDINALS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

TO = words("to through until - –")
HELD = words("hold buy long be-in own in")
OUT = words("cash out flat sell stays sits")
PARTED = frozenset({",", ".", "and"})
REST = words("remaining other rest")


def mark_seasons(tokens: list[Token]) -> None:
    """What is said of the other months says the same once more, and ends the holding."""
    mark_quarters(tokens)
    _past_months(tokens)
    _month_closes(tokens)
    _in_named_months(tokens)
    _yearly(tokens)
    _between_dates(tokens)
    _but_for(tokens)
    _titled(tokens)
    parts = _parts(tokens)
    for held, out in pairwise(parts):
        others = _span(held) is not None and _says_rest(out)
        if _holds(held) and _leaves(out) and (others or _rest(_span(held), _span(out))):
            out[0].word = "else-out"
            for token in out[1:]:
                token.kind = "used"
    _never(tokens)
    _only_then(tokens)
    _on_days(tokens)
    _comes_back(tokens)


def _past_months(tokens: list[Token]) -> None:
    """ "when November is over", "once September ends", "no longer in May": when it is not."""
    for at in places(tokens, {"longer"}, SMALL):
        no, month = tokens[max(0, at - 1)], tokens[at + 1 : at + 2]
        if no.word == "not" and month and month[0].word in (*MONTHS, "in"):
            tokens[at].kind = "used"
    if PAST.isdisjoint(map(SMALL, tokens)):
        return
    at = 0
    while at + 1 < len(tokens):
        led = tokens[at].word in MONTHS and at > 0 and tokens[at - 1].word in ("when", "after")
        behind = [one for one in tokens[at + 1 : at + 3 * led] if one.word not in ("is", "has")]
        if behind and behind[0].small in PAST:
            behind[0].kind = "used"
            tokens.insert(at, Token(tokens[at].start, tokens[at].start, "", "not"))
            tokens[at - 1].word = "when"
            at += 1
        at += 1


def _month_closes(tokens: list[Token]) -> None:
    """ "buy TLT at the close in July": at the last one, where no other condition says which."""
    for at in reversed(places(tokens[:-2], {"at-close"})):
        lead, month = tokens[at + 1 : at + 3]
        first = at
        while first and (tokens[first - 1].word in DEALT or tokens[first - 1].symbol):
            first -= 1
        ordered = first > 0 and tokens[first - 1].word in ORDERS
        named = lead.word in ("in", "of") and month.word in MONTHS and not _dated(tokens, at + 3)
        if not (named and ordered):
            continue
        if not {one.word for one in _sentence(tokens, at)} & CONDITIONS:
            lead.word = "of"
            place = lead.start
            tokens[at + 1 : at + 1] = [Token(place, place, word, word) for word in LAST_DAY]


def _sentence(tokens: list[Token], at: int) -> list[Token]:
    first = next((n for n in range(at, -1, -1) if tokens[n].word == "."), 0)
    last = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
    return tokens[first:last]


DEALT = words("num share of in symbol the it all position a")
ORDERS = words("buy sell short cover long")
CONDITIONS = words("when while unless only")
LAST_DAY = ("on", "the", "last", "trading", "day")
PAST = words("over past gone done finished ended ends passed")


def mark_quarters(tokens: list[Token]) -> None:
    """ "in the fourth quarter", "only in Q4", "the second half of the year": its months."""
    at = 0
    while at + 1 < len(tokens):
        parts = tokens[at + 1].word in ("quarter", "half") or tokens[at].text in ("Q", "q")
        found = _quarter(tokens, at) if parts else None
        if found is not None:
            first, size, until = found
            names = list(NAMES)
            tokens[at].word, tokens[at].value = names[first], None
            tokens[at + 1].word, tokens[at + 1].value = names[until], None
            for token in tokens[at + 2 : at + size]:
                token.kind = "used"
            joint = Token(tokens[at + 1].start, tokens[at + 1].start, "", "through")
            tokens.insert(at + 1, joint)
        at += 1


def _quarter(tokens: list[Token], at: int) -> tuple[int, int, int] | None:
    """Its first month, how many tokens it has, and its last month."""
    here, unit = tokens[at], tokens[at + 1]
    behind = tokens[at + 2].word if at + 2 < len(tokens) else ""
    if _dated(tokens, at + 2):
        return None  # "in Q1 2021" is a time of history
    yearly = behind in ("of-year", "every") or (behind == "year")
    if here.small == "q" and here.end == unit.start and unit.value in (1, 2, 3, 4):
        return int(unit.value or 1) * 3 - 3, 2, int(unit.value or 1) * 3 - 1
    led = at > 0 and _lead(tokens, at) in DURING
    number = ORDINALS.get(here.word, 4 if here.word == "last" and yearly else 0)
    if unit.word == "quarter" and 1 <= number <= 4 and led and behind not in ("of-position", "of"):
        return number * 3 - 3, 3 if behind == "of-year" else 2, number * 3 - 1
    if unit.word == "half" and behind == "of-year" and number in (1, 2):
        return number * 6 - 6, 3, number * 6 - 1
    return None


def _lead(tokens: list[Token], at: int) -> str:
    led = tokens[at - 1]
    return tokens[at - 2].word if led.word in ARTICLES and at > 1 else led.word


def _yearly(tokens: list[Token]) -> None:
    """ "Every year buy on October 28 and sell on May 5", "each November 1st": dates come back each
    year anyway.
    """
    dated = sum(one.word in MONTHS for one in tokens) > 1
    for at in places(tokens[:-1], {"every", "each"}, SMALL) if dated else ():
        every, unit = tokens[at : at + 2]
        if unit.word == "year":
            every.kind = unit.kind = "used"
        elif unit.word in MONTHS:
            every.word = "on"


def _between_dates(tokens: list[Token]) -> None:
    """ "long SPY from October 15 to December 31": bought on the one, sold on the other."""
    for at, token in enumerate(tokens[:-5]):
        if token.word not in ("from", "between") or tokens[at + 3].word not in (*TO, "and"):
            continue
        part = tokens[at + 1 : at + 6]
        if _is_date(part[:2]) and _is_date(part[3:]) and not _dated(tokens, at + 6):
            short = any(one.word == "short" for one in tokens[:at])
            token.word, part[2].word = "on", "cover" if short else "sell"
            if at and tokens[at - 1].word == "in":
                tokens[at - 1].word = "buy"
            tokens.insert(at + 4, Token(part[3].start, part[3].start, "", "on"))
            return


def _is_date(pair: list[Token]) -> bool:
    days = [token for token in pair if token.word == "num" and 1 <= (token.value or 0) <= 31]
    return len(days) == 1 and any(token.word in MONTHS for token in pair)


def _dated(tokens: list[Token], at: int) -> bool:
    """ "... to March 3, 2020" is a period of history."""
    return any((token.value or 0) > 1900 for token in tokens[at : at + 2])


def _but_for(tokens: list[Token]) -> None:
    """ "hold SPY every month except September": unless it is September."""
    for at in places(tokens[2:-1], BUT, SMALL):
        every, unit, but, month = tokens[at : at + 4]
        named = month.word in MONTHS and at > 0 and any(one.symbol for one in tokens[at - 1 : at])
        whole = every.word in ("every", "all", "whole") and unit.word in ("month", "year")
        if named and whole:
            every.word, unit.word, but.kind = "unless", "in", "used"


BUT = words("except excluding but besides unless")
NAMES = ("january", "february", "march", "april", "#may", "june", "july", "august", "september",
         "october", "november", "december")  # fmt: skip


def _parts(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in PARTED:
            found.append([])
        else:
            found[-1].append(token)
    return [part for part in found if part]


def _holds(part: list[Token]) -> bool:
    return any(token.word in HELD for token in part) and any(token.symbol for token in part)


def _leaves(part: list[Token]) -> bool:
    return any(token.word in OUT for token in part) and not any(token.symbol for token in part)


def _span(part: list[Token]) -> tuple[int, int] | None:
    """The first and the last month of a range."""
    for first, to, last in zip(part, part[1:], part[2:], strict=False):
        if to.word in TO and first.word in MONTHS and last.word in MONTHS:
            return MONTHS[first.word], MONTHS[last.word]
    return None


def _titled(tokens: list[Token]) -> None:
    """ "Halloween effect: long from November to April ...": the months say what is meant."""
    colon = next((n for n, token in enumerate(tokens[:5]) if token.word == ":"), 0)
    named = colon and any(token.word == "sell-in-may" for token in tokens[:colon])
    if named and _span(tokens[colon:]):
        for token in tokens[: colon + 1]:
            token.kind = None if token.symbol else "used"


def _says_rest(out: list[Token]) -> bool:
    """ "in cash the rest of the year" """
    return any(REST & set(token.small.split()) for token in out)


def _rest(held: tuple[int, int] | None, out: tuple[int, int] | None) -> bool:
    """The one begins where the other ends, on both sides."""
    if held is None or out is None:
        return False
    return out[0] == held[1] % 12 + 1 and held[0] == out[1] % 12 + 1


def _never(tokens: list[Token]) -> None:
    """ "never hold SPY in September": held but for that month."""
    for at in places(tokens[:-4], {"not"}):
        denial, verb, name, lead, month = tokens[at : at + 5]
        said = [denial.word, verb.word, name.word, lead.word]
        opens = at == 0 or tokens[at - 1].word in PARTED
        if opens and said == ["not", "hold", "symbol", "in"] and month.word in MONTHS:
            denial.word, lead.word = "only", "unless"


def _comes_back(tokens: list[Token]) -> None:
    """ "come back in November": it is bought again."""
    for verb, back, lead, month in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        comes = [verb.word, back.small, lead.word] == ["goes", "back", "in"]
        if comes and month.word in MONTHS:
            verb.word, back.kind = "buy", "used"


def _on_days(tokens: list[Token]) -> None:
    """ "only hold IWM on Mondays", "... during the last five days of the month": while it is so."""
    said = [token for token in tokens if token.free and token.word not in ARTICLES]
    for at, (verb, name, lead) in enumerate(zip(said, said[1:], said[2:], strict=False)):
        if not (verb.word in HELD and name.symbol and lead.word in DURING | SPANNING):
            continue
        before = said[at - 1] if at else verb
        opens = at == 0 or before.word in PARTED | {"only"}
        behind = said[at + 3 + (lead.word == "only") :]
        spans = _spans_days(said[at + 2 : at + 4])
        spans = spans or (lead.word == "only" and _spans_days(said[at + 3 : at + 5]))
        if opens and (spans or _names_days(behind[:2])):
            before.kind = "used" if before.word == "only" else before.kind
            if lead.word in SPANNING:
                tokens.insert(tokens.index(lead), Token(lead.start, lead.start, "", "while"))
            else:
                lead.word = "while"


def _in_named_months(tokens: list[Token]) -> None:
    """ "in months November to April", "hold SPY Nov-Apr" """
    named = places(tokens[1:-1], {*MONTHS, "of-month"})
    for at in (place + 1 for place in reversed(named)):
        before, here, after = tokens[at - 1 : at + 2]
        if here.word == "of-month" and here.small.startswith("in") and after.word in MONTHS:
            here.word = "in"
        ranged = after.word in TO and at + 2 < len(tokens) and tokens[at + 2].word in MONTHS
        if before.symbol and here.word in MONTHS and ranged:
            tokens.insert(at, Token(here.start, here.start, "", "in"))


def _only_then(tokens: list[Token]) -> None:
    """ "long SPY only in Q4" and nothing else: held while it is so, and not else."""
    if len(tokens) > SHORT:
        return
    said = [token for token in tokens if token.free and token.word not in (*ARTICLES, ":")]
    rest = [token for token in said if token.word not in SEASONAL and token.word not in MONTHS]
    verbs = [token for token in rest if token.word in HELD]
    only = any(token.word in ("only", "during", "throughout") for token in said)
    only = only or any(one.small.endswith("long") for one in verbs)
    if len(verbs) == 1 and only and all(one.symbol for one in rest if one is not verbs[0]):
        verbs[0].word = "hold"


# A text that says a season and nothing else is no longer than this.
SHORT = 30
SEASONAL = words("only in during throughout through to and every year yearly of-year from , . - or")


def _spans_days(part: list[Token]) -> bool:
    """ "from the 5th on" """
    led = len(part) == 2 and part[0].word in SPANNING and part[1].value is not None
    return led and part[1].small.endswith(("st", "nd", "rd", "th"))


def _names_days(behind: list[Token]) -> bool:
    if not behind:
        return False
    counted = behind[0].word in ("first", "last") and behind[-1].value is not None
    return behind[0].word in WEEKDAYS or counted


ARTICLES = words("the a an each")
DURING = words("on during in over throughout only")
SPANNING = words("from between after before until")
OPENED = PARTED | {":"}
