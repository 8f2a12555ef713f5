"""What goes without saying in a comparison: its subject, its other side, or what a number is."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Op, Rule, Side, indicator, only_cross, price, rules_of
from agents.language.lexicon import untestable, vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operators import late_verb
from agents.language.operands.pairs import TOUCHING, is_average, is_no_volume, is_volume, same_unit
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Change, Indicator, Number, Price


def average_of(left: Side | None, op: Op, right: Side) -> Side:
    """ "the 50 SMA crosses above 200": beside an average that is an average, and no price."""
    value = getattr(right.operand, "value", None)
    if left is None or not is_average(left) or left.gap or not op.startswith("crosses"):
        return right
    if value is None or right.role or value != int(value) or not 3 <= value <= LONGEST:
        return right
    name = left.operand.name if isinstance(left.operand, Indicator) else "SMA"
    note = ("params.period", f"{value:g} beside an average is read as {name}({value:g})")
    return indicator(name, notes=(note,), period=value)


LONGEST = 400


def spoken_average(context: Context, left: Side | None, right: Side) -> Side | None:
    """ "above the 10 and the 50 day average ... drops under the 10": that average, and no price."""
    value = getattr(right.operand, "value", None)
    if value is None or right.role or (left is not None and not left.is_level):
        return None
    sides = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    known = [s for s in sides if is_average(s) and not s.gap and _period(s) == value]
    note = ("params.period", f"{value:g} is read as the average of {value:g} that was spoken of")
    return replace(known[0].updated(lag=0, multiplier=1.0), notes=(note,)) if known else None


def _period(side: Side) -> float | None:
    return getattr(side.operand, "params", {}).get("period")


def implied(context: Context, right: Side, op: Op) -> Side | None:
    """ "it": the price beside a level, else what was spoken of last."""
    if is_volume(right):
        return price("volume")
    if context.lost:
        return None
    if right.is_level:
        left = context.left
        rule = context.last
        if rule is not None and rule.right.level == right.level and is_average(rule.left):
            return rule.left
        other = left is not None and left.level != right.level
        turned = other and right.operand == price().operand
        return left if turned or (other and is_average(left) and is_average(right)) else price()
    last = context.left
    if right.role == "money" and last is not None and last.oscillates:
        return price()
    if last is not None and is_no_volume(last, right):
        last = _oscillator(context, right) or last
    if isinstance(right.operand, Number) and last is not None:
        if counted := _counted(context, last, right, op):
            return _spoken_of(counted, right.operand.value)
        if turned_back := _turned_back(context, last, right, op):
            return turned_back
        if isinstance(last.operand, Change) and right.role == "" and right.operand.value >= ALL:
            return price()  # "down for 3 days and below 100": nothing falls by that
        fits = not last.oscillates or last.scale[0] <= right.operand.value <= last.scale[1]
        if last.symbol and last.is_level and _near_before(context, right.operand.value):
            return replace(price(), symbol=last.symbol)
        if last.is_level and right.role == "" and not _priced_near(context, right.operand.value):
            meant = _oscillator(context, right)
            return price() if meant is None else _spoken_of(meant, right.operand.value)
        if fits and last.oscillates and last.symbol and (own := _own(context, last)):
            return _spoken_of(own, right.operand.value)
        return last if fits and not last.is_level else price()
    return last if last is not None and not last.is_level else None


ALL = 100  # per cent
BARE_PRICE = "a level of which nothing more is said is read as a price"


def is_bare_price(context: Context, op: Op, right: Side) -> bool:
    """ "NVDA: buy below 100, sell above 150"; 30 and 70 are levels of an oscillator for most."""
    value = getattr(right.operand, "value", None)
    plain = value is not None and op in ("<", "<=", ">", ">=") and not context.lost
    fits = right.role == "money" if right.role else value not in ZONED
    return plain and fits and context.priced


ZONED = frozenset({0, 10, 15, 20, 25, 30, 50, 70, 75, 80, 85, 90})


def speaks_of_prices_alone(tokens: list[Token]) -> bool:
    """One symbol, no word that names another value, and none that is unknown."""
    named = {token.symbol for token in tokens if token.symbol}
    return len(named) < 2 and all(
        token.symbol
        or token.word in PRICED
        or (token.word in vocabulary.KNOWN and token.word not in NO_PRICES)
        or token.word[:1] in ("<", ">")
        or not token.text[:1].isalpha()
        for token in tokens
    )


PRICED = words("buy sell short cover below above price close takeprofit stoploss at-close at-open")
NO_PRICES = (
    vocabulary.TERMS
    | untestable.WORDS
    | words(
        """
    rsi stochastic macd bollinger volume volatility k d d-line histogram band sd percent-b signal
    average sma ema ma wma hma volume-mean momentum donchian channel score ratio
    """
    )
)


def _oscillator(context: Context, right: Side) -> Side | None:
    """ "RSI below 30 and volume rising, sell above 70": no volume of 70 shares is meant."""
    value = getattr(right.operand, "value", 0.0)
    sides = [rule.left for rule in rules_of(context.entry) if rule.left.oscillates]
    return next((one for one in sides if one.scale[0] <= value <= one.scale[1]), None)


def _counted(context: Context, last: Side, right: Side, op: Op) -> Side | None:
    """ "RSI is below 30 and MACD above its signal, sell above 70": no MACD of 70, for only of the
    RSI a number was said; "... but not if VIX is above 30, sell above 70": what is bought.
    """
    compared = context.last is not None and isinstance(context.last.right.operand, Number)
    elsewhere = bool(last.symbol) and last.is_level
    entered = any(rule.left.level == last.level for rule in rules_of(context.entry))
    if context.role != "exit" or right.role or last.oscillates or not entered:
        return None
    if compared and not elsewhere:
        return None
    value = getattr(right.operand, "value", 0.0)
    fitting = (
        rule.left
        for rule in rules_of(context.entry)
        if _is_own_limit(rule)
        and rule.op[:1] != op[:1]
        and rule.left.scale[0] <= value <= rule.left.scale[1]
    )
    return next(fitting, None)


def _turned_back(context: Context, last: Side, right: Side, op: Op) -> Side | None:
    """ "VIX is above 30 and RSI below 40, sell below 20": an RSI below 20 would be in, and not out,
    so that the number is of the one that was on the other side of its own."""
    if context.role != "exit" or right.role or not last.oscillates or context.entry is None:
        return None
    value = getattr(right.operand, "value", 0.0)
    counted = [r for r in rules_of(context.entry) if isinstance(r.right.operand, Number)]
    inside = [r for r in counted if r.left == last and r.op[:1] == op[:1] and _lies(value, r)]
    others = [r for r in counted if r.left != last and r.op[:1] != op[:1] and _near(value, r)]
    if not inside or len(others) != 1:
        return None
    said = others[0].symbol or getattr(others[0].left.operand, "name", "") or "price"
    return replace(others[0].left, notes=(("name", f"{value:g} is read as a level of {said}"),))


def _lies(value: float, rule: Rule) -> bool:
    """Where the rule already holds: below 20 it is below 40."""
    level = getattr(rule.right.operand, "value", 0.0)
    return value < level if rule.op[:1] == "<" else value > level


def _near(value: float, rule: Rule) -> bool:
    level = getattr(rule.right.operand, "value", 0.0)
    return min(value, level) > 0 and max(value, level) <= NEAR * min(value, level)


def _is_own_limit(rule: Rule) -> bool:
    return rule.left.oscillates and not rule.left.symbol and isinstance(rule.right.operand, Number)


def _own(context: Context, other: Side) -> Side | None:
    """ "its RSI is below 30 and that of SPY below 40, sell above 60": of what is traded."""
    sides = [rule.left for rule in rules_of(context.entry)]
    return next((one for one in sides if not one.symbol and one.level == other.level), None)


def _spoken_of(side: Side, value: float) -> Side:
    name = getattr(side.operand, "name", "")
    return replace(side, notes=(("name", f"{value:g} is read as a level of the {name}"),))


def _priced_near(context: Context, value: float) -> bool:
    """ "when it is below 150 and RSI is below 40, sell when it is above 160": the price again."""
    priced = [rule for rule in rules_of(context.entry) if rule.left.is_level]
    known = [getattr(rule.right.operand, "value", None) for rule in priced]
    return any(one and value and 1 / NEAR <= value / one <= NEAR for one in known)


def _near_before(context: Context, value: float) -> bool:
    """ "when the VIX is under 12 ... when it is above 16": a level of the same thing."""
    known = context.last.right.operand if context.last else None
    if not isinstance(known, Number) or known.value <= 0 or value <= 0:
        return False
    return max(known.value, value) <= NEAR * min(known.value, value)


NEAR = 5


def as_before(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Rule | None:
    """ "sell when it crosses back below": the two of the rule before."""
    op = late_verb(cursor, op)
    before = None if context.lost else _crossed_before(context, op)
    if left is None and context.last is None and context.heading is not None:
        return Rule(price(), op, context.heading) if op not in TOUCHING else None
    turned = before is not None and _turns_back(cursor, before, left, op)
    level = before is not None and not isinstance(before.right.operand, Number)
    if before is None or not (level or turned) or op in TOUCHING:
        return None
    if left is not None and getattr(left.operand, "name", "") in ("HIGHEST", "LOWEST"):
        return None  # a level, with which a price is compared
    if cursor.word() in ("num", "pct", "money") or context.several:
        return None
    alike = before.left.symbol == before.right.symbol
    slope = not before.left.gap and before.left.level == before.right.level and alike
    own = left is None or left.level == before.left.level  # "higher than 20 days ago ... if lower"
    right = before.left if slope and not own else before.right
    if isinstance(right.operand, Price | Indicator) and not is_volume(right):
        right = replace(right.updated(multiplier=1.0), said=right.said - {"multiplier"})
    if left is not None and left.level == right.level:
        left = None  # "buy when price crosses the VWAP, sell at a VWAP cross down"
    if left is not None and not same_unit(left, right):
        return None  # "close > SMA(200) and RSI < oversold"
    return Rule(left or before.left, op, right)


def _turns_back(cursor: Cursor, before: Rule, left: Side | None, op: Op) -> bool:
    """ "falls below 30 and rises back above (it)": that number again, from the other side."""
    ways = {"crosses_below": "crosses_above", "crosses_above": "crosses_below"}
    back = any(token.small in BACK for token in cursor.tokens[max(0, cursor.at - 4) : cursor.at])
    bare = left is None and cursor.word() in NOWHERE and {before.op, op} == {">", "<"}
    again = (
        bare
        or ways.get(before.op) == op
        or (back and before.op[0] == {"crosses_above": "<", "crosses_below": ">"}.get(op))
    )
    return again and (left is None or left.level == before.left.level)


BACK = frozenset({"back", "again", "darüber", "darunter"})


def _crossed_before(context: Context, op: Op) -> Rule | None:
    """The rule spoken of last; for a cross, if that is none, the one cross of the entry."""
    last = context.last
    crossed = only_cross(context.entry)
    beside = last and not last.op.startswith("crosses")
    if not op.startswith("crosses") or (
        last and not isinstance(last.right.operand, Number) and not (crossed and beside)
    ):
        return last
    return crossed or last
