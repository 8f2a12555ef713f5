"""How much is bought; read before the rules are, with what trading costs in money."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.reading import ImpossibleStrategy
from agents.language.setup.account import OF_WHAT, Account, apply
from agents.language.setup.amounts import amount, most
from agents.language.setup.places import ALWAYS, places
from agents.language.setup.portions import EQUAL, SPLIT, bought_part, equal, pyramiding
from agents.language.setup.stakes import COUNTED, EXPOSED, MOST, STAKES, quantity, stake
from agents.language.setup.trading_costs import COST, EACH, borrowing, costs, fraction
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import SMALL, Token
from agents.language.tokens.pieces import places as places_of

# Beside the fillers that are left out everywhere else, these carry meaning here.
KEPT = frozenset({"position", "so-far"})
HEADS = (
    words(
        """
    risk risking pct money num max maximum <= leverage leveraged scale pyramid add up commission
    volume cost borrow borrowing volatility target hold with buy size position not falls loss
    use trade of-position limit cap capped only be-in goes pyramiding
    """
    )
    | STAKES
    | EQUAL
    | SPLIT
)


def take_sizes(tokens: list[Token], made: Account) -> None:
    _put(tokens)
    apply(
        (_risk, _stopped, _lost, _named_size, costs, borrowing, _volatility),
        HEADS,
        tokens,
        made,
        NEEDS,
    )
    apply(
        (_entries, places, _leverage, most, stake, quantity, amount, _share, *PARTED),
        HEADS,
        tokens,
        made,
        NEEDS,
    )


PARTS = words("pct money half third quarter fifth tenth all")
COMMITTING = words(
    "allocate commit devote deploy stake wager dedicate assign earmark spend employ sink risk-on"
    " committing devoting deploying staking spending"
)


PUT = frozenset({"put"})


def _put(tokens: list[Token]) -> None:
    """ "put half of it in", "allocate 20% of the equity": no option, and no portfolio."""
    for at in sorted({*places_of(tokens[:-1], PUT), *places_of(tokens[:-1], COMMITTING, SMALL)}):
        verb, part = tokens[at : at + 2]
        what = tokens[at + 2] if at + 2 < len(tokens) else None
        if not verb.free:
            continue
        into = part.word == "in" and what is not None and what.word in PARTS
        if verb.word == "put" and (part.word in PARTS or into):
            verb.word = "use" if into else "buy"
        if verb.word == "put" and part.word in ("stop", "stoploss", "target", "takeprofit"):
            verb.word = "use"
        owned = part.word in PARTS and what is not None and what.word in OF_WHAT
        if verb.small in COMMITTING and owned:
            verb.word = "use"
        ends = what is None or what.word in SIZE_ENDS
        if verb.small in COMMITTING and part.word in ("pct", "money") and ends:
            verb.word = "size"
    _committed(tokens)


SIZE_ENDS = words(". , and with when of-position every each")


def _committed(tokens: list[Token]) -> None:
    """ "allocate $500 to KO when ..." buys; behind a purchase "invest 20%" tells its size."""
    for at in places_of(tokens, COMMITTING | INVESTING, SMALL):
        verb, said = tokens[at], [token.word for token in tokens[at + 1 : at + 5]] + [""] * 4
        into = said[:3] == ["money", said[1], "symbol"] and said[1] in ("to", "into", "in")
        if verb.free and verb.small in COMMITTING and into and said[3] == "when":
            verb.word, tokens[at + 2].word = "buy", "of"
        sized = said[0] == "pct" and said[1] in ("", ".", ",", "and")
        if sized and verb.small in INVESTING and verb.free and _bought(tokens[:at]):
            verb.word = "size"


def _bought(tokens: list[Token]) -> bool:
    """In the same sentence something has been bought already."""
    begin = next((n for n in range(len(tokens), 0, -1) if tokens[n - 1].word == "."), 0)
    return any(token.word in ENTERS for token in tokens[begin:])


ENTERS = words("buy short long")
INVESTING = words("invest investing invests")


WHOLE = ("total", "current", "so-far")


def _risk(cursor: Cursor, made: Account) -> bool:
    """ "risk 1% per trade", "2% risk of the equity" """
    sized = "size" in (cursor.word(), cursor.word(1))
    cursor.skip("size", "position", "to", "for", "of") if sized else None
    cursor.skip("max", "maximum", "<=")
    share = fraction(cursor)
    cursor.skip("of", "equity", "account", "capital", "at") if share else None
    if not cursor.take("risk", "risking"):
        return False
    cursor.skip("at", "of", ":", "max", "maximum", "up", "to", "only", "<=", "about")
    least = _least(cursor)
    share = share if share is not None else fraction(cursor)
    if share is None:
        return False
    if least:
        note = f"a risk of {least * 100:g} to {share * 100:g}% is read as {least * 100:g}%"
        made.notes.append((note, "sizing.risk"))
        share = least
    cursor.skip("of", *WHOLE, *OF_WHAT, *EACH, "position", "on", "per", "unit")
    if not 0 < share < 1:
        raise ImpossibleStrategy("The risk must be more than 0% and below 100%.", "sizing.risk")
    made.risk = share
    return True


def _least(cursor: Cursor) -> float | None:
    """The 1 of "risk 1-2%"."""
    between = (cursor.word(), cursor.word(1), cursor.word(2))
    if between not in (("num", "-", "pct"), ("num", "to", "pct"), ("pct", "-", "pct")):
        return None
    if cursor.word(3) not in ("of", *EACH):
        return None
    token = cursor.take("num", "pct")
    cursor.take("-", "to")
    return (token.value or 0) / 100 if token else None


def _stopped(cursor: Cursor, made: Account) -> bool:
    """ "size the position so that a stop of 2 ATR costs 1% of the equity": the risk at the stop."""
    cursor.skip("position") if cursor.word(1) == "size" else None
    if not cursor.take("size"):
        return False
    cursor.skip("position", *EACH)
    between = list(cursor.tokens[cursor.at : cursor.at + FARTHEST])
    at = next((n for n, token in enumerate(between) if token.small in COSTING), None)
    if at is None or not {token.word for token in between[:at]} & {"stop", "stoploss"}:
        return False
    if all(token.value is None for token in between[:at]):
        cursor.seen += between[:at]
    ahead = Cursor(cursor.tokens, cursor.at + at + 1)
    share = _part_of_all(ahead)
    cursor.seen += [between[at], *ahead.seen]
    cursor.at, made.risk = ahead.at, share
    return share is not None


FARTHEST = 10
COSTING = words("costs cost loses lose risks risk is equals means")


def _lost(cursor: Cursor, made: Account) -> bool:
    """ "never lose more than 1% of the equity on a trade" """
    denied = cursor.take("not", "max", "maximum")
    verb = cursor.take("falls", "loss")
    if not denied or verb is None or verb.small not in ("lose", "losing", "loss"):
        return False
    cursor.skip("above", "at", "of", "more", "than")
    made.risk = _part_of_all(cursor) or made.risk
    return made.risk is not None


def _part_of_all(cursor: Cursor) -> float | None:
    """ "1% of the equity" """
    share = fraction(cursor)
    cursor.skip("of", "total", "current", "only")
    owned = cursor.take("equity", *OF_WHAT)
    cursor.skip("on", "in", *EACH) if owned else None
    return share if share and owned and 0 < share < 1 else None


def _volatility(cursor: Cursor, made: Account) -> bool:
    """ "target volatility of 15%", "15% volatility target" """
    share = fraction(cursor)
    aimed = cursor.take("target")
    named = cursor.take("volatility", "volume")
    aimed = aimed or cursor.take("target", "takeprofit")
    if named is None or (named.word == "volume" and named.small != "vol"):
        return False
    cursor.skip("of", "at", ":", "=")
    share = share if share is not None else fraction(cursor)
    made.volatility = share
    return bool(aimed and share)


def _entries(cursor: Cursor, made: Account) -> bool:
    """ "scale in up to 3 times", "pyramid up to 4 times", "at most 3 entries" """
    led = cursor.take("scale", "pyramid", "add")
    cursor.skip("in", "into", "to", "it", "position") if led else None
    most = cursor.take("max", "maximum", "<=", "up")
    cursor.skip("to", "of", "<=")
    count = cursor.number() if led or most else None
    if not count or count != int(count) or count < 1:
        return False
    heading = _heading(cursor.tokens) if not led and most and most.word == "up" else []
    scaled = led or heading
    if not (cursor.take("entries", "buys") or (scaled and cursor.take("x", "time", "position"))):
        return False
    for token in heading:
        token.kind = "used"
    made.entries = int(count)
    made.notes.append(
        (
            f"at each close at which the entry holds it buys, at most {count:g} times",
            "sizing.max_entries",
        )
    )
    return True


def _heading(tokens: list[Token]) -> list[Token]:
    """ "Scale in to XOM: ... up to 3 times": the heading of what the number says."""
    for index, token in enumerate(tokens):
        if token.free and token.word in ("scale", "pyramid"):
            behind = [
                one for one in tokens[index + 1 : index + 3] if one.word in ("in", "into", "to")
            ]
            return [token, *behind]
    return []


def _leverage(cursor: Cursor, made: Account) -> bool:
    """ "2x leverage", "leverage of 3", "leverage 2:1" """
    cursor.skip("with")
    value = cursor.number()
    cursor.skip("x")
    if value is not None and cursor.word() == ":" and cursor.value(1) == 1:
        cursor.skip(":", "num")
    if not cursor.take("leverage", "leveraged"):
        return False
    cursor.skip("of", ":", "=", "at", "up", "to")
    value = value if value is not None else cursor.number()
    cursor.skip("x")
    if value is None:
        return False
    if not 1 <= value <= 10:
        raise ImpossibleStrategy("The leverage must be between 1 and 10.", "leverage")
    made.leverage = value
    return True


def _named_size(cursor: Cursor, made: Account) -> bool:
    """ "position size: 10%", "size of $500", "size 20 shares", "max position size 10%" """
    capped = "size" in (cursor.word(1), cursor.word(2)) and cursor.take("max", "maximum")
    early = fraction(cursor) if cursor.word(1) in ("position", "size") else None
    cursor.skip("position") if cursor.word(1) == "size" else None
    if not cursor.take("size"):
        return False
    cursor.skip("of", ":", "=", "at", "to", "is") if early is None else None
    if share := early or fraction(cursor):
        if cursor.take("risk", "risking"):
            made.risk = share if 0 < share < 1 else None
            cursor.skip(*EACH)
            return made.risk is not None
        cursor.skip("of", "total", *OF_WHAT, *EACH)
        made.fractions += [share] if 0 < share <= 1 else []
        made.notes += [(MOST, "sizing.fraction")] if capped else []
        return 0 < share <= 1
    token = cursor.take("money", "num")
    if token is None or not token.value:
        return False
    if is_large(token):
        made.cash = token.value  # "trade size 5k"
        return True
    if token.word == "num" and not cursor.take("share"):
        return False
    made.cash, made.quantity = (token.value, None) if token.word == "money" else (None, token.value)
    field = "cash" if token.word == "money" else "quantity"
    made.notes += [(MOST, f"sizing.{field}")] if capped else []
    cursor.skip(*EACH)
    return True


def _share(cursor: Cursor, made: Account) -> bool:
    """ "10% per position": a share of the equity."""
    if cursor.at and cursor.word(-1) not in SHARE_LEADS:
        return False
    share = fraction(cursor)
    if not share or not cursor.take("of-position") or cursor.word() in COST or not 0 < share <= 1:
        return False
    made.fractions.append(share)
    made.notes.append((f"{share * 100:g}% is a share of the equity", "sizing.fraction"))
    return True


PARTED = (equal, pyramiding, bought_part)
SHARE_LEADS = frozenset(
    {":", "with", ",", ".", "and", "invest", "buy", "position", "size", "allocate"}
)


NEEDS = {
    _risk: words("risk risking"), _stopped: words("size"), _lost: words("falls loss"),
    _named_size: words("size"), borrowing: words("borrow borrowing"),
    _volatility: words("volatility volume"),
    places: words("position trade time moment when so-far") | ALWAYS,
    _leverage: words("leverage leveraged"), most: words("money share"),
    _entries: words("scale pyramid add max maximum <= up"), costs: frozenset(COST) | {"share"},
    stake: EXPOSED | {"position", "of-position"},
    quantity: COUNTED | words("position size use trade symbol"),
    _share: words("of-position"), equal: EQUAL, pyramiding: words("pyramiding"),
    bought_part: words("pct"),
}  # fmt: skip
