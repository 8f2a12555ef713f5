"""Stops and targets of which something is open: how far, how many times the risk, which of several.

What was not said is asked; what follows from the stop is computed, once the stop is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agents.language.assemble import Ledger
from agents.language.dealing.atr_stops import OF_ATR
from agents.language.draft import Far, Limit
from agents.language.exits.departures import Later
from agents.language.exits.distances import note_of
from agents.language.exits.exits import take_exits
from agents.language.exits.limits import checked, named_limits
from agents.language.exits.multiples import NO_STOP, stop_of
from agents.language.hearing import Heard, unique
from agents.language.interview import Interview
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import MINUTES
from agents.language.reading import Unsupported
from agents.language.setup.account import Account
from agents.language.tokens.tokens import tokenise
from backtests.engine.strategy import Atr, Money, PartialExit

SINGLE = ("stop_loss", "take_profit", "trailing_stop", "break_even", "max_bars", "max_days")
DISTANCES = {
    "stop_loss": (
        "How far from the price paid does the stop loss lie?",
        "stop loss of {}",
        ("5%", "10%", "2 ATR"),
    ),
    "take_profit": (
        "How far from the price paid is the profit taken?",
        "take profit of {}",
        ("10%", "20%", "4 ATR"),
    ),
    "trailing_stop": (
        "How far behind the best price does the trailing stop follow?",
        "trailing stop of {}",
        ("5%", "10%", "2 ATR"),
    ),
    "break_even": (
        "At what gain does the stop move to the price paid?",
        "stop to breakeven at {}",
        ("3%", "5%"),
    ),
}
NAMING = words("a the with and use using trailing stop loss stop-loss sl take profit tp target")
# Money can be nothing but a distance, where a distance was asked for.
AWAY = {"stop_loss": "stop loss {} below entry", "take_profit": "take profit {} above entry"}
STOPS = ("5%", "2 ATR")


def measured(heard: Heard, talk: Interview, ledger: Ledger) -> list[Limit]:
    """All limits that were heard, with those that answers and the stop add to them."""
    found = [*heard.limits, *distances(heard, talk, ledger), *following(heard, talk, ledger)]
    found += risked(found, heard, talk, ledger)
    return unique([*found, *multiplied(found, heard, talk)])


def distances(heard: Heard, talk: Interview, ledger: Ledger) -> Iterable[Limit]:
    """A stop, a target or a break-even move of which nobody said how far."""
    for name in heard.exits.open:
        text, phrase, choices = DISTANCES[name]
        place = heard.exits.places.get(name, "")
        text += f" '{place}' does not tell." if words(place.lower()) - NAMING else ""
        if doubt := heard.exits.doubts.get(name):
            text += f" '{doubt.said}' may be a distance or a price."
            choices = (doubt.amount, *choices)
        if name in STOPPING and _of_atr(heard):
            choices = (*IN_ATR, *(one for one in choices if one not in IN_ATR))
        answer = talk.ask(name, text, choices, choices[0])
        found = limits_in(phrase.format(answer)) if answer else []
        found = found or limits_in(AWAY.get(name, "").format(answer))
        yield from found
        if found:
            ledger.assume(f"{name.replace('_', ' ')}: {answer}, as answered", name)
        elif answer:
            talk.again(name)


STOPPING, IN_ATR = ("stop_loss", "trailing_stop"), ("2 ATR", "3 ATR")


def _of_atr(heard: Heard) -> bool:
    """ "an ATR-based stop": how many of them is what is open."""
    return any(token.word == OF_ATR for token in heard.words.tokens)


FROM_ENTRY, LEAVE_OUT = "follow from the entry", "leave it out"
LATER = (
    "A trailing stop that begins to follow only later is not supported; it follows from the "
    "entry, or not at all."
)


def following(heard: Heard, talk: Interview, ledger: Ledger) -> Iterable[Limit]:
    """A trailing stop that is to start later is named where something else sells, or asked about
    where nothing does."""
    for one in heard.exits.later:
        said = heard.words.said(one.tokens)
        if _leaves(heard):
            for token in one.tokens:
                token.kind = "unsupported"
            heard.unsupported.append(Unsupported(text=said, why=LATER))
        else:
            yield from _started(one, said, talk, ledger)


def _leaves(heard: Heard) -> bool:
    rules = heard.rules
    limits = any(limit.leaves for limit in heard.limits)
    return bool(limits or rules.exits or rules.short_exits or heard.exits.open or heard.multiples)


def _started(one: Later, said: str, talk: Interview, ledger: Ledger) -> Iterable[Limit]:
    """It follows from the entry, or not at all, as is answered."""
    text = f"A trailing stop cannot start later ('{said}'). What should it do instead?"
    choices = (FROM_ENTRY, LEAVE_OUT)
    answer = talk.ask("trailing_start", text, choices, FROM_ENTRY)
    if answer == FROM_ENTRY:
        ledger.assume("the trailing stop follows from the entry, as answered", "trailing_stop")
        yield Limit("trailing_stop", one.far, note_of(one.far, said))
    elif answer == LEAVE_OUT:
        ledger.assume(f"'{said}' is left out, as answered", "trailing_stop")
    elif answer:
        talk.again("trailing_start")


def risked(limits: Iterable[Limit], heard: Heard, talk: Interview, ledger: Ledger) -> list[Limit]:
    """A size that follows from the stop needs one."""
    stops = {limit.name for limit in limits} | set(heard.exits.open)
    if heard.account.risk is None or stops & {"stop_loss", "trailing_stop"}:
        return []
    text = "The size follows from the stop, and none was said. Where is it?"
    choices = _as_far(heard.account.risk)
    answer = talk.ask("stop_loss", text, choices, choices[0])
    found = limits_in(f"stop loss of {answer}") if answer else []
    if found:
        ledger.assume(f"the stop lies {answer} away, as answered", "stop_loss")
    elif answer:
        talk.again("stop_loss")
    return found


def _as_far(risk: float) -> tuple[str, ...]:
    """A "risk of 8%" that nobody measured is more likely where the stop lies than a share."""
    return STOPS if risk < LIKELY else (f"{risk * 100:g}%", *STOPS)


LIKELY = 0.03


def limits_in(text: str) -> list[Limit]:
    tokens = tokenise(text).tokens
    return take_exits(tokens).limits or [one.limit for one in named_limits(tokens) if one.limit]


def multiplied(limits: Iterable[Limit], heard: Heard, talk: Interview) -> Iterable[Limit]:
    """Targets that follow from the stop; without one they are named, and nothing else."""
    stop = stop_of(limits)
    for one in heard.multiples:
        said = heard.words.said(one.tokens)
        if limit := one.limit(stop, said):
            yield checked(limit)
        elif not talk.open:
            for token in one.tokens:
                token.kind = "unsupported"
            heard.unsupported.append(Unsupported(text=said, why=NO_STOP))


def one_of_each(limits: list[Limit], talk: Interview, ledger: Ledger) -> list[Limit]:
    """Of several stops, or targets, the one that counts."""
    for name in SINGLE:
        values = [limit.value for limit in limits if limit.name == name]
        if len(values) > 1:
            said = tuple(_limit_text(name, value) for value in values)
            several = f"There are several values for the {name.replace('_', ' ')}. Which counts?"
            answer = talk.ask(name, several, said, said[values.index(safest(name, values))])
            if answer and answer not in said:
                talk.again(name)
            if answer in said:
                ledger.assume(
                    f"of several values for the {name.replace('_', ' ')}, {answer} counts", name
                )
            kept = values[said.index(answer)] if answer in said else values[0]
            limits = [one for one in limits if one.name != name or one.value == kept]
    return limits


def one_way(account: Account, talk: Interview, ledger: Ledger) -> None:
    """ "Position size 1% of the account, risk 1% per trade" are two sizes, each of its own kind."""
    ways = {name: said for name, said in SIZED.items() if getattr(account, name) is not None}
    if len(ways) < 2:
        return
    said = {name: text.format(_shown(account, name)) for name, text in ways.items()}
    text = "The size of a position is said in several ways. Which counts?"
    answer = talk.ask("size_way", text, tuple(said.values()), next(iter(said.values())))
    if answer and answer not in said.values():
        talk.again("size_way")
    for name in said:
        if answer in said.values() and said[name] != answer:
            setattr(account, "fractions" if name == "fraction" else name, _nothing(name))
    if answer in said.values():
        ledger.assume(f"of several sizes, {answer} counts", "sizing")


def one_frame(heard: Heard, talk: Interview, ledger: Ledger) -> None:
    """ "RSI on the daily, MACD on the weekly": all rules are looked at on bars of one length, at
    best of the shortest, on which it is traded."""
    account = heard.account
    if len(set(account.timeframes)) < 2 or heard.overrides.timeframe:
        return
    choices = tuple(sorted(account.timeframes, key=MINUTES.__getitem__))
    answer = talk.ask("timeframe", "Which bars should be used?", choices, choices[0])
    if answer and answer not in choices:
        talk.again("timeframe")
    account.timeframes = [answer if answer in choices else choices[0]]
    note = f"all rules are looked at on bars of {account.timeframes[0]}, also those"
    ledger.assume(f"{note} that name other bars", "timeframe")


SIZED = {
    "risk": "what loses {}% of the equity at the stop", "fraction": "{}% of the equity",
    "cash": "{} in money", "quantity": "{} shares", "volatility": "a volatility of {}% a year",
}  # fmt: skip


def _shown(account: Account, name: str) -> str:
    many = float(getattr(account, name))
    return f"{many:g}" if name in ("cash", "quantity") else f"{many * 100:g}"


def _nothing(name: str) -> list[float] | None:
    return [] if name == "fraction" else None


def one_size(account: Account, talk: Interview, ledger: Ledger) -> None:
    """Of "all in" and "a tenth of the account" only one can be meant."""
    sizes = sorted(set(account.fractions))
    if len(sizes) < 2:
        return
    said = tuple(f"{size * 100:g}% of the equity" for size in sizes)
    text = "There are several sizes of a position. Which counts?"
    answer = talk.ask("size", text, said, said[0])
    if answer and answer not in said:
        talk.again("size")
    if answer in said:
        account.fractions = [sizes[said.index(answer)]]
        ledger.assume(f"of several sizes, {answer} counts", "sizing.fraction")


def safest(name: str, values: Sequence[Far | PartialExit]) -> Far | PartialExit:
    """The stop that loses least, where that can be told; else what was said first."""
    shares = [one for one in values if isinstance(one, float)]
    tells = name in ("stop_loss", "trailing_stop") and len(shares) == len(values)
    return min(shares) if tells else values[0]


def _limit_text(name: str, value: object) -> str:
    match value:
        case Atr():
            return f"{value.multiple:g} ATR"
        case Money():
            return f"{value.distance:g} a share"
        case int() | float() if name.startswith("max"):
            return f"{value:g} {name.removeprefix('max_')}"
        case int() | float():
            return f"{value * 100:g}%"
    return str(value)
