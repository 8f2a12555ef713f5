"""Verbs that say a state or turn a position: "hold while", "exit the short", "sell and short"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest

from agents.language.clauses.clause import Clause
from agents.language.clauses.verbs import in_a_month, levels, says
from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places, said_in


def turn_covers(found: list[Clause]) -> None:
    """ "sell in May, buy back in October": where nothing is sold short, that buys again."""
    if any(clause.role == "short" for clause in found):
        return
    for clause in found:
        if clause.role == "cover" and clause.verb and clause.verb.small.startswith(AGAIN):
            clause.role = "entry"


AGAIN = ("buy", "买回", "接回", "kauf", "zurückkauf", "zurueckkauf", "rückkauf", "rueckkauf",
         "rachet", "rachèt", "recompr")  # fmt: skip


def opens_until(tokens: list[Token]) -> bool:
    """ "hold it until ..." says when to sell."""
    return next((token.word for token in tokens if not token.symbol), "") == "until"


def turn_sides(found: list[Clause]) -> None:
    """ "when it crosses below, sell and go short", "hold until it crosses below, then short": on
    the same condition."""
    spoken = [one for one in found if one.tokens or one.role != "none"]
    for before, after in pairwise(spoken):
        leaves = "exit" if before.role == "hold" and opens_until(before.tokens) else before.role
        turns = (leaves, after.role) in (("exit", "short"), ("cover", "entry"))
        led = before.tokens and before.tokens[-1].word in ("and", "then", ",", "/", ".")
        if turns and led and _tells(before.tokens) and not _tells(after.tokens):
            after.tokens = [replace(token) for token in before.tokens[:-1]] + after.tokens


def _tells(tokens: list[Token]) -> bool:
    """It says when, be it by a bare level alone."""
    return says(tokens) or any(levels(token) for token in tokens)


def turn_states(found: list[Clause]) -> None:
    """ "while price is over its average be long": in only while it is so. Who buys while it is so
    and says when to sell does not sell as soon as it is not."""
    exits = [one for one in found if one.role == "exit" and not one.denied]
    sold = any(_tells(one.tokens) or _names_level(one.tokens) for one in exits)
    for clause in found:
        led = (token for token in clause.tokens if not token.symbol and token.word not in APART)
        first = next(led, None)
        lasts = first is not None and first.word == "and" and first.small in WHILES
        bought = sold and clause.verb is not None and clause.verb.word == "buy"
        own = _says_when(clause.tokens[clause.leading :])
        clause.lasting = lasts and clause.role in ("entry", "short") and not (bought or own)
        if clause.lasting and clause.role == "entry":
            clause.role = "state"


def _says_when(own: list[Token]) -> bool:
    """ "while it is above its average, buy when ...": the verb has a moment of its own."""
    return any(token.free and token.word == "when" for token in own) and says(own)


def _names_level(tokens: list[Token]) -> bool:
    """ "sell at yesterday's high" """
    return any(token.free and token.word in ("high", "low") for token in tokens)


def mark_specified(found: list[Clause]) -> None:
    """ "Buy SPY when it is oversold. Entry: RSI below 25": the entry that was spoken of, told more
    closely, and no second way in."""
    said = [one for one in found if one.role in ("entry", "short") and _tells(one.tokens)]
    for clause in said[1:]:
        closer = _is_headed(clause) and not _is_headed(said[0])
        closer = closer or _is_beside(said[0], clause)
        clause.only |= closer and clause.role == said[0].role


def _is_beside(first: Clause, clause: Clause) -> bool:
    """ "Signal: RSI below 30. Buy: Monday", "... Buy on Monday": what a label of another name says
    further, or the day on which it is bought."""
    if first.verb is None or clause.verb is None or not _is_labelled(first):
        return False
    other = first.verb.small != clause.verb.small
    days = {token.word for token in clause.tokens[:2]} & WEEKDAYS.keys()
    return other and (_is_labelled(clause) or bool(days))


def _is_labelled(clause: Clause) -> bool:
    return [one.word for one in clause.tokens if not one.symbol][:1] == [":"]


def _is_headed(clause: Clause) -> bool:
    return clause.verb is not None and clause.verb.small.startswith(("entry", "entries"))


APART = frozenset({",", ":", ".", "on", "then", "-"})
WHILES = frozenset({"while", "as long as", "so long as", "for as long as"})


def mark_covers(tokens: list[Token]) -> None:
    """ "exit the short when ..." and "exit short when ..." buy back."""
    for at in places(tokens, {"short"}):
        if tokens[at].small.split()[0] in LEAVING:
            tokens[at].word = "cover"
    for at in places(tokens[:-1], {"sell"}):
        verb, side = tokens[at : at + 2]
        if side.word == "short" and verb.small in LEAVING:
            verb.word, side.kind = "cover", "used"


LEAVING = words("exit exits exiting close closing closes leave liquidate flatten unload dump")


def mark_mirrored(tokens: list[Token]) -> None:
    """ "vice versa short", "short vice versa", "vice versa for shorts": on the mirror. "Vice versa
    for sells" is so where it has been said already how a long is left."""
    if "vice-versa" not in said_in(tokens):
        return
    left = any(token.word in LEFT for token in tokens)
    for token in tokens:
        if left and token.word == "vice-versa" and OF_SELLS & set(token.small.split()):
            token.word = "both-ways"
    spoken = [token for token in tokens if token.free and token.word not in ("for", "the", ":")]
    for one, other in pairwise(spoken):
        if (one.word, other.word) == ("vice-versa", "short"):
            one.word, other.word = "short", "opposite"
        elif (one.word, other.word) == ("short", "vice-versa"):
            other.word = "opposite"


LEFT = words("sell sell-after out flat hold stop stoploss takeprofit target trailing")
OF_SELLS = words("sell selling")


def mark_states(tokens: list[Token]) -> None:
    """ "hold SPY while ..." tells when to be in and when to be out; another "while" means and."""
    _hold_beyond(tokens)
    said = {token.word for token in tokens if token.free}
    for index, token in enumerate(tokens):
        if token.free and token.word in ("hold", "long") and _is_state(tokens, index, said):
            token.word = "be-in"
        elif token.word == "hold" and token.free and "sell" in said and not said & ENTERING:
            token.word = "buy" if _when_held(tokens, index) else token.word
    for at in places(tokens, {"while"}):
        tokens[at].word = "and"


ENTERING = words("buy buy-after long short entry be-in")


def _when_held(tokens: list[Token], index: int) -> bool:
    """ "hold KO when A, exit when B": each has its rule, so that the holding begins with A."""
    at = index + 1
    while at < len(tokens) and _is_object(tokens[at]):
        at += 1
    return at > index + 1 and at < len(tokens) and tokens[at].word == "when"


def _hold_beyond(tokens: list[Token]) -> None:
    """ "holding BTC only above its average": while it is above it."""
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at + 1].word not in SIDES:
            continue
        only = tokens[at].word == "only"
        verb, name, side = tokens[at - 1 - only], tokens[at - only], tokens[at + 1]
        held = at > only and verb.word == "hold" and verb.free and name.symbol
        if held and any(one.word in LINES for one in tokens[at + 2 : at + FAR]):
            tokens[at].kind = "used" if only else tokens[at].kind
            tokens.insert(at + 1, Token(side.start, side.start, "", "while"))


SIDES = words("above below over under")
LINES = words("sma ema ma wma hma average vwap supertrend kijun cloud")
FAR = 9


def _is_state(tokens: list[Token], index: int, said: set[str]) -> bool:
    at = index + 1
    while at < len(tokens) and (tokens[at].kind == "used" or _is_object(tokens[at])):
        at += 1
    words_ = tuple(token.word for token in tokens[at : at + 2])
    if words_[:1] == ("only",) and words_[1:] and words_[1] in PLACES:
        tokens[at].kind = "used"
        return "sell" not in said  # "hold it only above its average"
    if words_ == ("only", "while"):
        tokens[at].kind, words_ = "used", words_[1:]
    if words_[:1] in (("while",), ("unless",)):
        return True
    if tokens[index].word == "hold" and in_a_month(tokens[at - 1 : at + 3]) and "sell" not in said:
        return True
    before = tokens[index - 1].word if index else ""
    if before == "only" and words_[:1] == ("when",):
        return "sell" not in said
    only = words_ == ("only", "when") or (words_[:1] == ("when",) and "buy" not in said)
    return only and "sell" not in said and (tokens[index].word == "hold" or "only" in words_)


PLACES = words("above below over under < >")


def _is_object(token: Token) -> bool:
    return bool(token.symbol) or token.word in ("it", "long", "in", "on")


BUYING = words("buy buy-after long")


def mark_otherwise(tokens: list[Token]) -> None:
    """ "sell when A, otherwise hold": in whenever the exit is not so; "long when A, otherwise
    short": short whenever the entry is not so."""
    _mark_legends(tokens)
    if not places(tokens, ELSE):
        return
    sold = False
    buys = sum(token.free and token.word in BUYING for token in tokens)
    for otherwise, verb in pairwise(tokens):
        sold |= otherwise.free and otherwise.word in ("sell", "out", "flat")
        holds = verb.free and verb.word in ("hold", "buy", "long", "be-in")
        if sold and otherwise.free and otherwise.word in ("otherwise", "else") and holds:
            otherwise.word, verb.kind = "else-in", "used"
            if verb.word == "hold" and buys:
                otherwise.kind = "used"  # what is held has a rule of its own to be bought by
    _mark_after(tokens)
    for index, token in enumerate(tokens):
        if buys and token.free and token.word in ("otherwise", "else"):
            _mark_short(tokens, index)


def _mark_after(tokens: list[Token]) -> None:
    """ "go flat when A, long otherwise" """
    sold = False
    for verb, otherwise, end in zip_longest(tokens, tokens[1:], tokens[2:]):
        sold |= verb.free and verb.word in ("sell", "out", "flat")
        ends = end is None or end.word in ENDING
        holds = verb.free and verb.word in ("hold", "long", "be-in")
        if sold and holds and ends and otherwise is not None and otherwise.word in ELSE:
            otherwise.word, verb.kind = "else-in", "used"


ELSE = ("otherwise", "else")


def _mark_legends(tokens: list[Token]) -> None:
    """ "0 means no position", "0 otherwise": out whenever the entry is not so, where nothing else
    sells; beside another exit the first only explains, and the second is not understood."""
    leaves = any(token.free and token.word in LEAVES for token in tokens)
    for token in tokens:
        if token.word in ("legend-out", "zero-out") and not leaves:
            token.word = "else-out"
        elif token.word == "legend-out":
            token.word, token.kind = "so-far", "used"


LEAVES = words("sell sell-after out flat hold takeprofit target cover else-out")


def _mark_short(tokens: list[Token], index: int) -> None:
    """ "otherwise short", "short otherwise"; "otherwise short QQQ" is another strategy."""
    ends = [token.word for token in tokens[index + 1 : index + 3]] + ["", ""]
    before = tokens[index - 1]
    if before.free and before.word == "short" and ends[0] in ENDING:
        tokens[index].word, before.kind = "else-short", "used"
    elif ends[0] == "short" and ends[1] in ENDING:
        tokens[index].word, tokens[index + 1].kind = "else-short", "used"


ENDING = frozenset({"", ".", ",", ")", "and", "with"})
