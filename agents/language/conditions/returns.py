"""Returns over a span: "the 10-day return is below -8%", "a 3-day drop of 5%", "ROC(10)"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Group, Op, Rule, Side, Tree, made, number, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.operands.calendars import daily
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operators import WAYS, comparator
from agents.language.operands.pairs import TOUCHING
from agents.language.operands.periods import COMPARING, arguments
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token, places
from backtests.engine.strategy import Change

BY = (
    "by",
    "exceeds",
    "of",
    "above",
    ">",
    "below",
    "at",
    "least",
    ">=",
    "over",
    "up",
    "to",
    "than",
    "more",
    "about",
    "a",
)
USUAL_ROC = 12


def change_over(cursor: Cursor, context: Context) -> Read | None:
    """ "the 10-day return is below -8%", "a 3-day drop of 5%", "ROC(10) is positive" """
    subject = cursor.take("symbol")
    cursor.skip("it", "price")
    if subject is not None:
        found = _change_of(cursor, context)
        return _of(found, subject.symbol) if isinstance(found, Rule | Group) else None
    return _change_of(cursor, context)


def _of(rule: Tree, symbol: str) -> Tree:
    if isinstance(rule, Group):
        return replace(rule, of=tuple(_of(part, symbol) for part in rule.of))
    if not isinstance(rule, Rule):
        return rule
    right = rule.right
    own = isinstance(right.operand, Change) and not right.symbol
    return replace(
        rule,
        left=replace(rule.left, symbol=symbol),
        right=replace(right, symbol=symbol) if own else right,
    )


def _change_of(cursor: Cursor, context: Context) -> Read | None:
    last = context.left
    if last and isinstance(last.operand, Change) and cursor.word() in ("goes", *SIGNS):
        return _return(cursor, last.operand.bars)
    if last and isinstance(last.operand, Change) and (again := _again(cursor, last.operand.bars)):
        return again
    if cursor.word() in RETURNS and (found := _return_over(cursor, context)):
        return found
    if cursor.word(1) == "(" and cursor.take("momentum"):
        return _from_zero(cursor, context)
    if cursor.take("roc"):
        values = arguments(cursor)
        found = _return(cursor, int(values[0] if values else USUAL_ROC), roc=True)
        if isinstance(found, Rule) and not values:
            return replace(found, notes=(f"ROC uses its usual {USUAL_ROC} bars",))
        return found
    span = _adjective(cursor) or cursor.bars()
    if span and (signed := _signed(cursor, span, context)):
        return signed
    cursor.skip("price", "total") if span else None
    noun = cursor.take("rises", "falls", *RETURNS) if span else None
    bars = bars_in(span, context.timeframe) if span else None
    if noun is None or not bars:
        return None
    if noun.word in ("rises", "falls"):
        cursor.skip(*BY)
        share = cursor.take("pct")
        return change(WAYS[noun.word], abs(share.value or 0) / 100, bars) if share else None
    owner = cursor.take("symbol") if cursor.word(1) in COMPARING else None
    found = _return(cursor, bars, roc=noun.word == "roc")
    return _of(found, owner.symbol) if owner and isinstance(found, Rule | Group) else found


ADJECTIVES = {"weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}


def _adjective(cursor: Cursor) -> tuple[float, str] | None:
    """ "its monthly return" """
    if cursor.word() not in ADJECTIVES or cursor.word(1) not in RETURNS:
        return None
    word = cursor.take(*ADJECTIVES)
    return (1.0, ADJECTIVES[word.word]) if word else None


def _signed(cursor: Cursor, span: tuple[float, str], context: Context) -> Rule | None:
    """ "last month was positive": what changed over it."""
    mark = cursor.mark
    bars = bars_in(span, context.timeframe)
    sign = cursor.take(*SIGNS) if span[1] in ("week", "month", "year") else None
    if sign is None or not bars or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return None
    note = f"{span[0]:g} {span[1]} is read as the last {bars} bars"
    way: Op = ">" if sign.word == "positive" else "<"
    return Rule(Side(made(Change, "entry", bars=bars)), way, number(0), (note,))


def _from_zero(cursor: Cursor, context: Context) -> Read | None:
    """ "momentum(10) turns up through zero": what the rate of change does there, too."""
    values = arguments(cursor)
    found = _return(cursor, int(values[0]), roc=True) if values else None
    level = getattr(getattr(found, "right", None), "operand", None)
    return found if level is not None and getattr(level, "value", None) == 0 else None


def over_time(cursor: Cursor, context: Context) -> Read | None:
    """ "is down for the week", "was up over the last 3 months" """
    symbol = cursor.take("symbol")
    cursor.skip("it", "price")
    way = cursor.take("up", "down", "higher", "lower", "positive", "negative")
    led = cursor.take("for", "on", "over", "in", "during") if way else None
    span = cursor.bars() if led else None
    bars = bars_in(span, context.timeframe) if span else None
    if way is None or not bars or cursor.word() not in NOWHERE or bars < 2:
        return None
    change_ = Side(made(Change, "entry", bars=bars), symbol=symbol.symbol if symbol else "")
    return Rule(change_, ">" if WAYS[way.word] > 0 else "<", number(0))


def rivalry(cursor: Cursor, context: Context) -> Read | None:
    """ "it beats SPY over the last 3 months", "... sell if it lags" """
    symbol = cursor.take("symbol")
    cursor.skip("it", "doing", "performing", "trade", "goes")
    verb = cursor.take("exceeds", "above", "below", "beats", "lags", "underperforms")
    rival = cursor.take("symbol") if verb else None
    wins = verb is not None and (verb.word in ("exceeds", "beats") or verb.small in STRONGER)
    if verb is None or not (wins or verb.small in LOSING):
        return None
    led = cursor.take("over", "in", "for", "during", "on", "by") if rival else None
    span = cursor.bars() if led else None
    bars = bars_in(span, context.timeframe) if span else None
    known = next(rules_of(context.entry), None) or context.last
    measured = known is not None and isinstance(known.right.operand, Change) and not known.ask
    if not bars and known and measured and cursor.word() in NOWHERE:
        fits = rival is None or rival.symbol == known.right.symbol
        return replace(known, op=">" if wins else "<", notes=()) if fits else None
    vague = rival and led is None and verb.small in VAGUE and bool(context.own)
    if rival and vague and cursor.word() in NOWHERE:
        own = symbol.symbol if symbol and symbol.symbol not in context.own else ""
        return _stronger(own, rival.symbol, wins, context)
    if not bars or rival is None or cursor.word() not in NOWHERE:
        return None
    left, right = (Side(made(Change, "entry", bars=bars), symbol=name) for name in (
        symbol.symbol if symbol else "", rival.symbol))  # fmt: skip
    return Rule(left, ">" if wins else "<", right)


def _stronger(own: str, rival: str, wins: bool, context: Context) -> Rule:
    """ "when it is stronger than SPY": by how they did, and over what time is asked."""
    led, verb = own or "it", "beats" if wins else "lags"
    choices = tuple(f"{led} {verb} {rival} over the last {days} days" for days in SPANS)
    ask = Ask(f"{context.role}_rival", f"Over what time must {led} {verb[:-1]} {rival}?", choices)
    left, right = (Side(made(Change, "entry", bars=SPANS[0]), symbol=one) for one in (own, rival))
    return Rule(left, ">" if wins else "<", right, ask=ask)


SPANS = (20, 60, 120)
STRONGER = frozenset({"stronger than", "better than"})
WEAKER = frozenset({"weaker than", "worse than"})
LOSING = words("lags underperforms underperformed underperform trails") | WEAKER
OUTDOING = words("outperforms outperformed outperform outperforming beats beat")
VAGUE = STRONGER | LOSING | OUTDOING
SIGNS = ("positive", "negative")


RETURNS = ("return", "recovers", "momentum", "roc", "change")


def _again(cursor: Cursor, bars: int) -> Read | None:
    """ "... sell when the momentum is below 0": the return that was spoken of before."""
    mark = cursor.mark
    found = _return(cursor, bars) if cursor.take(*RETURNS) else None
    if found is None:
        cursor.back_to(mark)
    return found


def _return_over(cursor: Cursor, context: Context) -> Read | None:
    """ "the return over the last 20 days is above 5%" """
    mark = cursor.mark
    noun = cursor.take(*RETURNS)
    span = cursor.bars() if noun and cursor.take("over", "in", "of", "for") else None
    bars = bars_in(span, context.timeframe) if span else None
    found = _return(cursor, bars, roc=noun is not None and noun.word == "roc") if bars else None
    if found is None:
        cursor.back_to(mark)
    return found


def _return(cursor: Cursor, bars: int, *, roc: bool = False) -> Read | None:
    """What a return over `bars` is compared with; a rate of change needs no sign for per cent."""
    cursor.skip("goes")
    sign = cursor.take(*SIGNS)
    if sign is not None:
        return Rule(
            Side(made(Change, "entry", bars=bars)),
            ">" if sign.word == "positive" else "<",
            number(0),
        )
    op = comparator(cursor)
    if op is not None and op not in TOUCHING and (rival := _rival(cursor, bars)):
        return _beside(cursor, Rule(Side(made(Change, "entry", bars=bars)), op, rival), bars)
    share = cursor.take("pct", "zero", "num") if op else None
    plain = share is not None and share.word == "num" and share.value
    if op is None or share is None or op in TOUCHING or (plain and not roc):
        return None
    level = number(round((share.value or 0) / 100, 12))
    return _beside(cursor, Rule(Side(made(Change, "entry", bars=bars)), op, level), bars)


def _beside(cursor: Cursor, rule: Rule, bars: int) -> Read:
    """ "above 0 and above that of AGG", "above BIL's and EFA's": the same return again."""
    mark = cursor.mark
    joined = cursor.take("and")
    cursor.skip("also", "it") if joined else None
    op = comparator(cursor) if joined else None
    rival = _rival(cursor, bars) if joined else None
    zero = cursor.take("zero", "num") if op and rival is None else None
    if zero is not None and not zero.value:
        rival = number(0)
    if rival is None or op in TOUCHING or cursor.word() not in BEHIND:
        cursor.back_to(mark)
        return rule
    return Group("all", (rule, Rule(rule.left, op or rule.op, rival)))


BEHIND = frozenset(NOWHERE) | words("buy sell hold short long be-in then else otherwise invest")


def _rival(cursor: Cursor, bars: int) -> Side | None:
    """ "... than that of BIL", "than the 12-month return of EFA", "than EFA's 12-month return" """
    mark = cursor.mark
    token = cursor.take("symbol")
    span = cursor.bars()
    named = cursor.take(*RETURNS)
    token = token or (cursor.take("symbol") if named else None)
    length = bars_in(span, "1d") if span else bars
    if token is None or (span and not named) or not length:
        cursor.back_to(mark)
        return None
    return Side(made(Change, "entry", bars=length), symbol=token.symbol)


SO_FAR = "'{} {}' is read as the last {} bars, and not as the time since it began"


def told_of_periods(tokens: list[Token]) -> list[tuple[str, str]]:
    """ "up 10% this month": fillers are still among the tokens."""
    return [
        (SO_FAR.format("this", tokens[at].text, daily(1, tokens[at].word)), "entry")
        for at in places(tokens, ("week", "month"))
        if at > 1 and tokens[at - 1].small == "this" and tokens[at - 2].word == "pct"
    ]


def change(way: int, size: float, bars: int) -> Rule:
    return Rule(
        Side(made(Change, "entry", bars=bars)), "<=" if way < 0 else ">=", number(way * size)
    )
