"""Which symbols are traded: those that were named, else the one that is asked about."""

from __future__ import annotations

from agents.language.assemble import Ledger
from agents.language.clauses.ruleset import Rules
from agents.language.clauses.signals import GAUGES
from agents.language.clauses.traded import buys_members
from agents.language.draft import rules_of
from agents.language.hearing import Heard
from agents.language.interview import Interview
from agents.language.lexicon import own, popular, symbols, untestable, vocabulary
from agents.language.questions.alternatives import one_of_each
from agents.language.tokens.pieces import SYMBOL, TEXT, Token, places
from agents.language.tokens.strangers import is_exchange
from agents.language.tokens.tokens import tokenise

TICKER = 12
EXCHANGE = "prices are those of the symbol as it is written, whatever {} has"
SYMBOLS = ("AAPL", "MSFT", "^GSPC")
FUNDS = ("SPY", "QQQ", "^GSPC")  # by what a gauge of the whole market says


def traded_symbols(heard: Heard, talk: Interview, ledger: Ledger) -> list[str]:
    if heard.overrides.symbols:
        return [symbol.upper() for symbol in heard.overrides.symbols]
    subjects = _subjects(heard.rules)
    traded = _bought(heard.rules, subjects)
    members = buys_members(heard.words.tokens)
    if not traded and not members:
        held = [one for one in dict.fromkeys(subjects) if one not in GAUGES]
        traded = held[:1] or ([] if subjects else _named_symbols(heard))
    traded = traded or ([] if members else _only_symbol(heard))
    traded += unknown_tickers(heard, talk)
    traded = [one for symbol in traded for one in confirmed(symbol, heard, talk)]
    if not traded and not talk.open:
        traded = asked_symbols(talk, heard, FUNDS if subjects else SYMBOLS)
    traded = [meant(symbol, talk) for symbol in traded]
    traded = one_of_each(traded, heard.words, ledger)
    note_symbols(traded, heard, ledger)
    return traded[:20]


def _subjects(rules: Rules) -> list[str]:
    """Of whose prices the conditions speak."""
    trees = [rules.entry, rules.short_entry, *rules.exits, *rules.short_exits]
    return [rule.symbol for tree in trees for rule in rules_of(tree) if rule.symbol]


def _bought(rules: Rules, subjects: list[str]) -> list[str]:
    """ "VIX fade: buy SPY when VIX is above 30": what a heading names and a rule looks at is not
    bought, where something else is.
    """
    bought = rules.bought or {*rules.traded}
    return [one for one in rules.traded if one in bought or one not in subjects]


def note_symbols(traded: list[str], heard: Heard, ledger: Ledger) -> None:
    for symbol in traded:
        ledger.assume(symbols.AMBIGUOUS.get(symbol, "") or _listing(symbol, heard), "symbols")
    for token in heard.words.tokens:
        if token.word == "ticker?" and token.kind == "assumed" and is_exchange(token):
            ledger.assume(EXCHANGE.format(token.text), "symbols")
        for name in BELLS & set(token.text.split()) if token.word in AT_BELL else ():
            ledger.assume(EXCHANGE.format(name), "symbols")


def _listing(symbol: str, heard: Heard) -> str:
    """The ticker of today, and the exchange whose prices are used of a company that is named."""
    if symbol == "LINK-USD" and any(one.text == "LINK" for one in heard.words.tokens):
        return "LINK is read as the coin Chainlink (LINK-USD)"
    place = symbols.EXCHANGES.get(symbol.rpartition(".")[2]) if "." in symbol else None
    tokens = heard.words.tokens
    said = [tokens[at].text for at in places(tokens, {symbol}, SYMBOL)]
    former = next((text for text in said if text.upper() in symbols.RENAMED), "")
    if former:
        return f"{former} is traded as {symbol} today, and read as that"
    if place is None or any(symbol in text.upper() for text in said):
        return ""
    return f"{said[0] if said else symbol} is read as its listing in {place} ({symbol})"


def _is_strange(text: str) -> bool:
    known = symbols.known(text) is not None or text in symbols.PLACES  # SH is a fund, too
    return text.isalpha() and not known and text not in own.names()


def meant(symbol: str, talk: Interview) -> str:
    """GOLD in capitals is a ticker, and a metal for most who write it."""
    metal = symbols.METALS.get(symbol)
    if metal is None:
        return symbol
    choices = (f"the share {symbol}", f"the metal ({metal})")
    text = f"Is {symbol} the metal, or the share with this ticker?"
    answer = talk.ask(f"ticker-{symbol.lower()}", text, choices, choices[0])
    return metal if answer and "metal" in answer.lower() else symbol


def asked_symbols(
    talk: Interview, heard: Heard | None = None, choices: tuple[str, ...] = SYMBOLS
) -> list[str]:
    """Nothing stands in where symbols were named with words that cannot be tested."""
    tokens = heard.words.tokens if heard else []
    named = tuple(dict.fromkeys(symbol for token in tokens if (symbol := token.symbol)))
    named = tuple(symbol for symbol in named if symbol not in GAUGES)
    if not named and (stranger := _bought_stranger(tokens)):
        return _asked_of_stranger(stranger, talk, choices)
    default = None if named else choices[0]
    answer = talk.ask("symbol", "Which symbol should be tested?", named[:MOST] or choices, default)
    return as_symbols(answer) if answer else []


def _near(name: str) -> list[str]:
    """What is traded under the well-known names that are one slip away."""
    return list(dict.fromkeys((*popular.near_tickers(name), *popular.near_names(name))))


def _bought_stranger(tokens: list[Token]) -> Token | None:
    """ "buy viza when ...": a word that stands where a symbol does, and that nobody knows."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        stands = before.word in STANDING and after.word in (*CLAUSES, ",")
        unknown = token.word == token.small and token.word not in vocabulary.KNOWN
        if stands and unknown and token.text.isalpha() and token.kind in (None, "unsupported"):
            return token
    return None


STANDING = ("buy", "short", "long")
CLAUSES = ("when", "while", "unless", "on", "at", "after", "if")


def _asked_of_stranger(stranger: Token, talk: Interview, choices: tuple[str, ...]) -> list[str]:
    """No default names another symbol than the one that may have been meant."""
    itself = [one for one in (stranger.text.upper(),) if one in symbols.TICKERS]
    near = itself or _near(stranger.small)
    text = f"Which symbol is meant by '{stranger.text}'?"
    default = near[0] if len(near) == 1 else None
    offered = tuple(dict.fromkeys((*near, *choices)))[:MOST]
    answer = talk.ask("symbol", text, offered, default)
    stranger.kind = "assumed"
    return as_symbols(answer) if answer else []


MOST = 5
# "at the NYSE open"
AT_BELL = ("at-open", "at-close")
BELLS = frozenset({"NYSE", "NASDAQ", "AMEX"})


def _only_symbol(heard: Heard) -> list[str]:
    """The one symbol that is named, if no rule has taken it; an option on it is no share."""
    every = heard.words.tokens
    named = [token for token in every if token.symbol]
    if len({token.symbol for token in named}) != 1 or not named[0].free:
        return []
    at = every.index(named[0])
    beside = every[max(0, at - 3) : at]
    if any(one.kind == "unsupported" and one.word not in untestable.VAGUE for one in beside):
        return []
    for token in named:
        token.kind = "used"
    return [named[0].symbol]


def _named_symbols(heard: Heard) -> list[str]:
    """The symbols of a text of which no rule could be read."""
    named = [token.symbol for token in heard.words.tokens if token.symbol]
    return list(dict.fromkeys(named)) if heard.rules.entry is None else []


def unknown_tickers(heard: Heard, talk: Interview) -> list[str]:
    """A ticker that nobody knows is asked about."""
    found = []
    for token in heard.words.tokens:
        if token.word == "ticker?" and token.kind in (None, "unsupported"):
            token.kind = "assumed"
            if is_exchange(token):
                continue  # the symbol says whose prices are meant
            found += _asked_about(token.text, talk)
    return found


def confirmed(symbol: str, heard: Heard, talk: Interview) -> list[str]:
    """What stands where only a symbol can stand, and that nobody knows."""
    named = _is_strange(symbol) and symbol in map(TEXT, heard.words.tokens)
    return (_asked_about(symbol, talk) or [symbol]) if named else [symbol]


def _asked_about(name: str, talk: Interview) -> list[str]:
    text = f"I do not know the symbol {name}. Which one do you mean?"
    meant = [f"use {symbol}" for symbol in _near(name)]
    default = meant[0] if len(meant) == 1 else None
    answer = talk.ask(f"ticker-{name.lower()}", text, (*meant, f"use {name}"), default)
    return as_symbols(answer.removeprefix("use ")) if answer else []


def as_symbols(answer: str) -> list[str]:
    """Known names, else the words as they are; an answer is believed."""
    found = [token.symbol for token in tokenise(answer).tokens if token.symbol]
    if found:
        return list(dict.fromkeys(found))
    words = [word.strip(",.") for word in answer.split()]
    return [word.upper() for word in words if 0 < len(word) <= TICKER][:20]
