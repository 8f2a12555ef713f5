"""Parts of the money in other words: "buy 10% KO when ...", "equal weight", "pyramiding = 2"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, Cursor
from agents.language.setup.account import Account
from agents.language.setup.trading_costs import fraction

EQUAL = words("equal equally")
SPLIT = words("split divided spread shared")
SIZED = words(
    "weight weights weighted weighting size position share shares amount amounts money capital "
    "split divided stock between across among each of-position symbols"
)
ENDS = ("when", ",", ".", "and", END)


def equal(cursor: Cursor, made: Account) -> bool:
    """ "equally weighted", "split equally": so the money is parted anyway, which is told."""
    cursor.skip("with", "in")
    lead = cursor.take(*SPLIT)
    if not cursor.take(*EQUAL):
        return False
    cursor.skip(*SIZED)
    if cursor.word() not in ENDS or (lead is None and len(cursor.seen) < MOST_BARE):
        return False
    made.notes.append(("every entry gets an equal share of the equity", "sizing.fraction"))
    return True


MOST_BARE = 2  # "equal" alone may be anything


def pyramiding(cursor: Cursor, made: Account) -> bool:
    """ "pyramiding = 2": that many entries; 0 and 1 are the single one that there is anyway."""
    if not cursor.take("pyramiding"):
        return False
    cursor.skip(":", "=", "of", "max", "maximum", "up", "to", "<=")
    count = cursor.number()
    if count is None or count != int(count) or cursor.word() == "%":
        return False
    if count > 1:
        made.entries = int(count)
        note = f"at each close at which the entry holds it buys, at most {count:g} times"
        made.notes.append((note, "sizing.max_entries"))
    return True


def bought_part(cursor: Cursor, made: Account) -> bool:
    """ "buy 10% KO when ...", "buy KO with 10% when ...", "go 50% long KO when ...": of the equity,
    which is told.
    """
    if cursor.tokens[cursor.at].word != "pct" or cursor.word(-1) not in LEADS:
        return False
    goes = cursor.tokens[cursor.at - 1] if cursor.word(-1) == "goes" else None
    before = [token.word for token in cursor.tokens[max(0, cursor.at - 4) : cursor.at]]
    with_it = before[-1:] == ["with"] and before[-2:-1] == ["symbol"] and "buy" in before
    share = fraction(cursor)
    sided = cursor.word() in ("long", "short")
    named = cursor.word(sided) == "symbol" and cursor.word(sided + 1) == "when"
    named = named and before[-1:] != ["with"] and (sided or goes is None)
    ends = with_it and cursor.word() in ENDS
    if not share or not 0 < share <= 1 or not (named or ends) or _several(cursor):
        return False
    cursor.seen += [goes] if goes else []
    made.fractions.append(share)
    made.notes.append((f"{share * 100:g}% is a share of the equity", "sizing.fraction"))
    return True


LEADS = words("buy with goes long short")


def _several(cursor: Cursor) -> bool:
    """ "buy 10% KO and 20% PEP when ...", "KO with 60% and PEP with 40%": each has its own part."""
    pairs = list(pairwise(cursor.tokens))
    led = sum(a.word == "pct" and bool(b.symbol) for a, b in pairs)
    return max(led, sum(a.word == "with" and b.word == "pct" for a, b in pairs)) > 1
