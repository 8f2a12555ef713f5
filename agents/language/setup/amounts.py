"""What each position gets in money or in shares: "buy $500 of AAPL", "max $200", "100 shares"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account
from agents.language.setup.trading_costs import EACH, TRADE
from agents.language.wording.apiece import of_symbol


def most(cursor: Cursor, made: Account) -> bool:
    """ "max position $500", "max $200", "up to 100 shares": what a position gets."""
    led = cursor.at == 0 or cursor.word(-1) in (*BUYING, *APART, "but")
    capped = cursor.take("max", "maximum") or (led and cursor.take("<=", "up", "limit"))
    if not capped:
        return False
    cursor.skip("position", "size", "trade", "of", "to", ":", "at", "capital", "<=")
    token = cursor.take("money", "num")
    if token is None or not token.value:
        return False
    if token.word == "num":
        return _most_shares(cursor, made, token.value)
    each = cursor.word() in (*EACH, "position", "of-position")
    if capped.word not in ("max", "maximum") and not each:
        return False  # "at most $200" may be a price
    cursor.skip(*EACH, "position", "of-position")
    made.cash, made.currency = token.value, token.currency or made.currency
    made.notes.append((f"at most {token.text} is what each position gets", "sizing.cash"))
    return True


def _most_shares(cursor: Cursor, made: Account, count: float) -> bool:
    if not cursor.take("share"):
        return False
    cursor.skip("of", *EACH, "time")
    made.quantity = count
    made.notes.append((f"at most {count:g} shares is what each position gets", "sizing.quantity"))
    return True


def amount(cursor: Cursor, made: Account) -> bool:
    """ "buy $500 of AAPL", "$1,000 per trade", "each trade gets $1,000" """
    if cursor.word() == "num":
        return _quantity(cursor, made)
    before = {token.word for token in cursor.tokens[max(0, cursor.at - 3) : cursor.at]}
    if before & AGAINST:
        return False
    bought = cursor.word(-1) in BUYING if cursor.at else False
    led = cursor.take("of-position")
    cursor.skip(":", "with", "for", "of", "at") if led else None
    token = cursor.take("money")
    if token is None or not token.value:
        return False
    if cursor.word() in EACH and cursor.word(1) == ":":
        return False  # "Capital: $10,000 Per trade: 20%"
    each = None if led or cursor.word() == "worth" else cursor.take(*EACH)
    worth = led or cursor.take("worth") or each or _each_time(cursor)
    if not worth and not (bought and _named_next(cursor)):
        return False
    if worth and not bought and token.value < SMALL:
        made.commission_per_trade = token.value
        made.notes.append((f"{token.text} per trade is read as a commission", TRADE))
        return True
    made.cash, made.currency = token.value, token.currency or made.currency
    made.apiece = any(one is not None and of_symbol(one) for one in (led, each))
    if not token.currency and (token.text.isdigit() or bought):
        made.notes.append((f"{token.text} is read as an amount of money", "sizing.cash"))
    cursor.skip("of", *EACH, "time")
    return True


def _quantity(cursor: Cursor, made: Account) -> bool:
    """ "buy 100 shares", "AAPL 100 shares", "buy 100 AAPL" """
    before = cursor.tokens[cursor.at - 1] if cursor.at else None
    bought = before is not None and before.word in BUYING
    apart = before is None or bool(before.symbol) or before.word in APART
    value = cursor.number()
    if value and before is not None and before.small.startswith(INVESTING) and _in_it(cursor):
        made.cash = value
        made.notes.append((f"{cursor.seen[0].text} is read as an amount of money", "sizing.cash"))
        return True
    counted = cursor.take("share")
    named = bought and cursor.word() in ("symbol", "ticker?")
    if not value or not (named or (counted and (bought or apart or cursor.word() in EACH))):
        return False
    made.quantity = value
    cursor.skip("of", *EACH, "time")
    return True


INVESTING = ("invest", "invert", "invierte", "put", "spend", "allocate", "deposit")


def _in_it(cursor: Cursor) -> bool:
    """ "invest 10k in NVDA" """
    return cursor.word() in ("in", "into") and cursor.word(1) in ("symbol", "ticker?")


BUYING = words("buy short dca long")
# What the number of shares may stand behind where no verb buys them.
APART = words(", . : ( and with use trade always at-open at-close")


def _each_time(cursor: Cursor) -> bool:
    """ "use $1000 each time": at the end of a sentence that is no condition."""
    token = cursor.tokens[cursor.at] if not cursor.done else None
    timed = token is not None and token.small in ("each time", "every time")
    if not timed or cursor.word(1) not in (".", ",", "#end", "and"):
        return False
    return cursor.take("when") is not None


AGAINST = words("risk risking commission cost costs stop stoploss target takeprofit loss trailing")
# Nobody invests less in a trade; a fee is meant.
SMALL = 20.0


def _named_next(cursor: Cursor) -> bool:
    ahead = Cursor(cursor.tokens, cursor.at)
    ahead.skip("of", "in", "into", "worth")
    return ahead.word() in ("symbol", "ticker?", *EACH, "when")
