"""What narrows every entry, of whatever side: "trade only when ...", "no trades in August".

Such words become a verb of their own. Where nothing else says when to enter, they are the entry.
"""

from __future__ import annotations

from itertools import dropwhile

from agents.language.clauses.clause import Clause
from agents.language.clauses.demanding import demands, mark_between_orders, sentences
from agents.language.clauses.parts import BOTH
from agents.language.clauses.verbs import SEPARATORS, role_of, says, verbs_of
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.narrowings import NARROW, NARROW_NOT
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ENTERING = words("trade trading entries entry signals setups positions position")
BESIDE = words("take new any valid active allowed the all")
ENTER = words("enter enters entering open")
BEGINNING = words(
    "when on in from during within above below between while after before outside "
    "monday tuesday wednesday thursday friday"
)
BEFORE = SEPARATORS | words("but then - do")
TRADERS = words("it does system strategy this the i we")
ENTERS = ("entry", "short", "state")


def mark_narrowing(tokens: list[Token]) -> None:
    """Tokens with their filler. The first word of such a phrase becomes its verb."""
    for index, token in enumerate(tokens):
        if not token.free or not _begins(tokens, index):
            continue
        end = _only(tokens, index) or _denied(tokens, index) or _headed(tokens, index)
        end = end or _avoided(tokens, index) or _required(tokens, index)
        if end:
            denies = token.word in ("not", "skip", "ignore") or token.small in AVOIDING
            token.word = NARROW_NOT if denies else NARROW
            if index and tokens[index - 1].word == "but":
                tokens[index - 1].word = ","
            for said in tokens[index + 1 : end]:
                said.kind = "used"


def _begins(tokens: list[Token], index: int) -> bool:
    """ "It does not trade when ...": whoever it is that does, is no part of the rule."""
    while index and tokens[index - 1].word in TRADERS:
        index -= 1
    return index == 0 or tokens[index - 1].word in BEFORE


def mark_demands(tokens: list[Token]) -> None:
    """ "Buy when ... Williams %R must be below -20." demands it of every entry."""
    if not demands(tokens):
        return
    mark_between_orders(tokens)
    entered = leaving = listed = False
    parts = sentences(tokens)
    last = max((n for n, one in enumerate(parts) if demands(one)), default=-1)
    for number, sentence in enumerate(parts[: last + 1]):
        free = [token for token in sentence if token.free]
        verbs = verbs_of(sentence)
        if not verbs and entered and not leaving and demands(free) and says(free):
            at = next(n for n, token in enumerate(tokens) if token is free[0])
            listed |= _enters_later(parts[number + 1 :])
            tokens.insert(at, Token(free[0].start, free[0].start, "", "and" if listed else NARROW))
        elif verbs and (entered or len(verbs) > 1) and role_of(verbs[-1]) in ("exit", "cover"):
            _demand_last(tokens, sentence)
        roles = [role_of(verb) for verb in verbs]
        entered |= any(role in ENTERS for role in roles)
        if roles:
            leaving = roles[-1] in ("exit", "cover") and not says(free)


def _demand_last(tokens: list[Token], sentence: list[Token]) -> None:
    """ "buy when A, sell when B, price must be above C": only then."""
    comma = max((n for n, one in enumerate(sentence) if one.word == ","), default=-1)
    part = [one for one in sentence[comma + 1 :] if one.free]
    if comma < 0 or not part or not demands(part) or not says(part) or verbs_of(part):
        return
    at = next(n for n, token in enumerate(tokens) if token is part[0])
    tokens.insert(at, Token(part[0].start, part[0].start, "", "only"))


def mark_both_rules(tokens: list[Token]) -> None:
    """ "buy when A, sell when B, both only with C": C is of either rule."""
    for before, both, lead in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.word == "," and both.small == "both" and lead.small in OF_BOTH:
            both.word = BOTH


OF_BOTH = words("with when only if while")


def _enters_later(later: list[list[Token]]) -> bool:
    """ "To go long: A must. B must. To go short: C must.": B is of the long side alone."""
    verbs = (verb for sentence in later for verb in verbs_of(sentence))
    return any(role_of(verb) in ENTERS for verb in verbs)


def _only(tokens: list[Token], index: int) -> int:
    """ "only trade on", "trade only when", "take signals only above": the place behind it."""
    end, only = index, 0
    while end < len(tokens) and (_enters(tokens[end]) or tokens[end].word in BESIDE | {"only"}):
        only += tokens[end].word == "only"
        end += 1
    leads = only == 1 and end == index + 1 and _leads(tokens, index)
    return end if leads or (only == 1 and _says_so(tokens, index, end)) else 0


def _leads(tokens: list[Token], index: int) -> bool:
    """ "Only in January, sell at month end": what opens a sentence is not the exit's."""
    opens = index == 0 or tokens[index - 1].word == "."
    return opens and tokens[index + 1].word in BEGINNING if index + 1 < len(tokens) else False


def _denied(tokens: list[Token], index: int) -> int:
    """ "don't trade on", "no new entries in", "skip signals when", "ignore signals below" """
    if tokens[index].word not in ("not", "skip", "ignore"):
        return 0
    end = index + 1
    while end < len(tokens) and (_enters(tokens[end]) or tokens[end].word in BESIDE):
        end += 1
    if tokens[index].word == "skip" and end + 1 < len(tokens) and tokens[end].word in UNITS:
        return end + 1 if tokens[end + 1].word in BEGINNING else 0  # "skip the week if ..."
    return end if _says_so(tokens, index, end) else 0


def _avoided(tokens: list[Token], index: int) -> int:
    """ "avoid it when", "stay away from AAPL while": the place behind it, or the symbol's."""
    if tokens[index].small not in AVOIDING:
        return 0
    end = index + 1
    while end < len(tokens) and tokens[end].word in AVOIDED:
        end += 1
    named = end < len(tokens) and bool(tokens[end].symbol)
    leads = end + named < len(tokens) and tokens[end + named].word in BEGINNING
    return end if leads else 0


def _required(tokens: list[Token], index: int) -> int:
    """ "also require ADX over 20", "confirm with volume above its average": the place behind it."""
    behind = tokens[index + 1 : index + 2]
    confirms = tokens[index].small == "confirm" and behind and behind[0].small in CONFIRMING
    if tokens[index].small not in REQUIRING and not confirms:
        return 0
    rest = sentences(tokens[index + 1 :])[0]
    return index + 1 + bool(confirms) if says(rest) and not verbs_of(rest) else 0


REQUIRING = words("require requires requiring")
CONFIRMING = words("with by that via")
AVOIDING = words("avoid avoiding avoids")
AVOIDED = words("it buy trade trading entry entries enter new any long the a position positions")
UNITS = words("week month day")


def _headed(tokens: list[Token], index: int) -> int:
    """ "Filter: ...", "Trend filter: ...", "Additional condition: ..." """
    for at in (index, index + 1):
        label, colon = (*tokens[at : at + 2], None, None)[:2]
        if label is None or colon is None or colon.word != ":":
            continue
        further = at > index and tokens[index].small in FURTHER and label.small in CALLED
        if further or label.small in ("filter", "filters"):
            return at + 2 if says(sentences(_opened(tokens[at + 2 :]))[0]) else 0
    return 0


FURTHER = words("additional extra further another")
CALLED = words("condition conditions requirement requirements rule confirmation")


def _opened(tokens: list[Token]) -> list[Token]:
    """Without the signs that a list begins with."""
    return list(dropwhile(lambda token: token.word in (".", "-"), tokens))


def _enters(token: Token) -> bool:
    return token.free and (token.word in ENTERING or token.small in ENTER)


def _says_so(tokens: list[Token], index: int, end: int) -> bool:
    entering = any(_enters(token) for token in tokens[index:end])
    return entering and end < len(tokens) and tokens[end].word in BEGINNING


def narrowed(found: list[Clause]) -> list[Clause]:
    """The clauses with those that narrow told apart; without an entry beside them, they are it."""
    found = _behind_exit(_shared(found))
    _mark_excepted(found)
    enters = any(one.role in ENTERS and not one.denied for one in found)
    for clause in (one for one in found if one.role == "filter"):
        clause.denied = clause.verb is not None and clause.verb.word == NARROW_NOT
        clause.role = "filter" if enters or clause.denied else "entry"
    return found


def _mark_excepted(found: list[Clause]) -> None:
    """ "Buy it unless RSI is over 70; buy when ...": where another clause says when, the first
    only says when not."""
    entries = [one for one in found if one.role == "entry" and not one.denied and says(one.tokens)]
    excepted = [one for one in entries if _first_word(one) == "unless"]
    for clause in (one for one in found if one.role in ("entry", "short") and one.denied):
        if _first_word(clause) == "unless" and clause.denial is not None:
            _say_only_when(clause, clause.denial)
    if len(excepted) < len(entries):
        for clause in excepted:
            clause.role = "filter"


def _say_only_when(clause: Clause, denial: Token) -> None:
    """ "do not buy it unless ...": only when that is so."""
    unless = next(token for token in clause.tokens if token.word == "unless")
    clause.denied, clause.only = False, True
    denial.kind, unless.word = "used", "when"


def _first_word(clause: Clause) -> str:
    return next((one.word for one in clause.tokens if not one.symbol and one.word != "it"), "")


def _shared(found: list[Clause]) -> list[Clause]:
    """ "buy when A and short when B, only in January": said last, it is meant for both."""
    entering = [clause for clause in _last_sentence(found) if clause.role in ("entry", "short")]
    if len({clause.role for clause in entering}) < 2:
        return found
    last = entering[-1]
    for at, (mark, only) in enumerate(zip(last.tokens, last.tokens[1:], strict=False)):
        if mark.word in (",", "but") and only.word == "only" and says(last.tokens[at + 2 :]):
            narrowing = Clause("filter", None, last.tokens[at + 2 :])
            last.tokens, mark.kind, only.kind = last.tokens[:at], "used", "used"
            return [*found, narrowing]
    return found


def _behind_exit(found: list[Clause]) -> list[Clause]:
    """ "buy when A and sell when B, but only if it is above its 200-day average": a trend that
    must hold is one to enter in; to leave only then would mean to stay in while it falls."""
    if len(found) < 2 or found[-1].role != "exit" or found[-2].role not in ("entry", "state"):
        return found
    last = found[-1]
    for at, (only, lead) in enumerate(zip(last.tokens, last.tokens[1:], strict=False)):
        behind = last.tokens[at + 1 :]
        trend = lead.word == "when" and at and _is_trend(behind)
        if only.word == "only" and (trend or _is_season(last.tokens, at)):
            only.kind = "used"
            last.tokens = last.tokens[:at]
            return [*found, Clause("filter", None, behind)]
    return found


def _is_season(tokens: list[Token], at: int) -> bool:
    """ "buy when A, sell when B, only in January": when to trade, and no second way out."""
    parted = at > 0 and tokens[at - 1].word in (",", "but")
    behind = tokens[at + 1 : at + 4]
    dated = any(one.word in MONTHS or one.word in WEEKDAYS for one in behind[1:])
    return parted and dated and behind[0].word in ("in", "on", "during", "from", "between")


def _is_trend(tokens: list[Token]) -> bool:
    """A long average, above or below which something is; nothing of what was paid."""
    said = {token.word for token in tokens}
    long = any(token.word == "num" and (token.value or 0) >= LONG for token in tokens)
    return long and bool(said & AVERAGES) and bool(said & SIDES) and not said & PAID


LONG = 50
AVERAGES = words("ma sma ema average")
SIDES = words("above below over > <")
PAID = words("entry cost profit loss pct breakeven")


def _last_sentence(found: list[Clause]) -> list[Clause]:
    """The clauses of the sentence in which the last entry stands."""
    last = max((at for at, one in enumerate(found) if one.role in ENTERS), default=-1)
    first = last
    while first > 0 and not any(token.word == "." for token in found[first - 1].tokens):
        first -= 1
    return found[first : last + 1]
