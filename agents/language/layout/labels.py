"""Words that name again or stand in another order: "-3% (stop loss)", "BB touches lower"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest

from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, WORD, Pass, Token, ask_each, places

LIMITS = words("stoploss takeprofit target stop")
LEAVING = words("sell sell-after cover out flat")
SIGNED = words("falls rises down up below above loss profit against in-favour return higher lower")
SPANS = words("day week month bar period year")
EXTREMES = {"minimum": "low", "min": "low", "maximum": "high", "max": "high"}
# Words between a verb and the size of its move.
FAR = 12


def mark_labels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    ask_each(LABELS, tokens)


def _named_in_brackets(tokens: list[Token]) -> None:
    """ "sell if it drops 3% (stop loss)": what it is called, where the move itself says which."""
    for at, (opens, name, closes) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        bracket = opens.word == "(" and closes.word == ")" and name.word in LIMITS
        if bracket and _moves(tokens[max(0, at - FAR) : at]):
            for token in (opens, name, closes):
                token.kind = "used"


def _moves(before: list[Token]) -> bool:
    """A verb that sells, and a size with its way, in the same sentence."""
    stops = [n for n, token in enumerate(before) if token.word == "."]
    part = before[stops[-1] + 1 :] if stops else before
    leaves = [n for n, token in enumerate(part) if token.word in LEAVING]
    sizes = [token for token in part[-6:] if token.word == "pct"]
    if not leaves or not sizes:
        return False
    way = any(token.word in SIGNED for token in part[leaves[-1] :])
    return way or sizes[-1].text.startswith(("+", "-"))


def _extremes(tokens: list[Token]) -> None:
    """ "a 7-day minimum": the low of so many days."""
    for at, (unit, extreme) in enumerate(pairwise(tokens)):
        if unit.word in SPANS and extreme.small in EXTREMES and not _is_time(tokens, at):
            extreme.word = EXTREMES[extreme.small]


def _is_time(tokens: list[Token], at: int) -> bool:
    """ "..., 5 days max", "hold 5d max": the longest that it is held."""
    before = tokens[at - 2].word if at > 1 else "."
    ends = at + 2 == len(tokens) or tokens[at + 2].word in (",", ".", ")", "and", "or", "hold")
    return tokens[at - 1].word == "num" and ends and before in HELD


HELD = words(", . ( hold or and after in for of : time sell")


def _touched_side(tokens: list[Token]) -> None:
    """ "BB (20, 2) touches lower": the lower band is touched."""
    for at, token in enumerate(tokens):
        if token.word not in ("bollinger", "keltner"):
            continue
        end = _behind_brackets(tokens, at + 1)
        part = [one for one in tokens[end : end + 3] if one.word != "the"][:2]
        sides = [one.word for one in part]
        after = tokens.index(part[1]) + 1 if sides[1:] and sides[1] in ("upper", "lower") else 0
        named = after and after < len(tokens) and tokens[after].word in ("band", "bollinger")
        if sides[:1] == ["touches"] and after and not named:
            start = token.start
            tokens[at:after] = [Token(start, start, "", "price"), *part, *tokens[at:end]]


def _behind_brackets(tokens: list[Token], at: int) -> int:
    if at < len(tokens) and tokens[at].word == "band":
        at += 1
    if at < len(tokens) and tokens[at].word == "(":
        while at < len(tokens) and tokens[at].word != ")":
            at += 1
        return at + 1
    return at


def _whose(tokens: list[Token]) -> None:
    """ "VIX ... If 5% below its 10-day average, sell": of whatever "it" is there."""
    for at in reversed(places(tokens[:-2], {"when"})):
        part = [one for one in tokens[at : at + 5] if one.word != "is"]
        led = [one.word for one in part[:3]] in (
            ["when", "pct", "above"],
            ["when", "pct", "below"],
        )
        if led and part[3:] and part[3].small == "its":
            place = part[1].start
            tokens.insert(at + 1, Token(place, place, "", "it"))


def _named_twice(tokens: list[Token]) -> None:
    """ "exponential moving average (EMA)", "average directional index (ADX)" """
    for at in places(tokens[1:-2], {"("}):
        name, _, short, closes = tokens[at : at + 4]
        same = name.word == short.word or (name.word in AVERAGES and short.word in AVERAGES)
        if closes.word == ")" and same and name.word in NAMES:
            for token in tokens[at + 1 : at + 4]:
                token.kind = "used"


AVERAGES = words("sma ema ma wma hma average")
NAMES = AVERAGES | words(
    "rsi macd adx cci atr mfi obv roc vwap ibs stochastic stochrsi bollinger sar supertrend"
)


def _taken(tokens: list[Token]) -> None:
    """ "When RSI is above 70, take profits.": there it is sold, at no distance of its own."""
    begin = 0
    for at, token in enumerate(tokens):
        after = tokens[at + 1].word if at + 1 < len(tokens) else "."
        if token.word == "takeprofit" and after == ".":
            before = [one.word for one in tokens[begin:at]]
            led = before[:1] == ["when"] and before[-1] in (",", "then")
            token.word = "sell-after" if led and ACTS.isdisjoint(before) else token.word
        begin = at + 1 if token.word == "." else begin


BUYING = words("buy buy-after long short short-after")
ACTS = LEAVING | BUYING | LIMITS


def _evenings(tokens: list[Token]) -> None:
    """ "buy on Monday evening": at the close of that day."""
    for day, evening in pairwise(tokens):
        if day.word in WEEKDAYS and evening.small in ("evening", "evenings"):
            evening.word = "at-close"


def _losses(tokens: list[Token]) -> None:
    """ "a 7% loss after entry", "using a stop, if it loses 4%": the loss says how far."""
    named = {*places(tokens[:-2], LIMITS), *places(tokens[:-2], LOST, SMALL)}
    for at in sorted(named):
        one, after, entry = tokens[at : at + 3]
        lost = one.small in LOST and tokens[at - 1].word == "pct"
        if lost and after.word == "after" and entry.word in ("entry", "buy"):
            after.kind = entry.kind = "used"
        parted = one.word in LIMITS and after.word == "," and entry.word == "when"
        if parted and any(token.small in WITH for token in tokens[max(0, at - 2) : at]):
            after.kind = "used"


SIGNS = ("+", "-", "−", "–")
LOST = words("loss gain profit drawdown drop")
WITH = words("with using use")


def _lengths(tokens: list[Token]) -> None:
    """ "above the SMA-200 +3%": the number behind an average is its length, as in brackets."""
    for at in reversed(places(tokens[:-2], AVERAGES)):
        length, sign, share = (*tokens[at + 1 : at + 3], tokens[min(at + 3, len(tokens) - 1)])
        signed = sign.word == "pct" and sign.text.startswith(SIGNS)
        apart = sign.text in SIGNS and share.word == "pct"
        if length.word == "num" and (signed or apart):
            sign.word = sign.word if signed else "+" if sign.text == "+" else "-"
            tokens.insert(at + 2, Token(length.end, length.end, "", ")"))
            tokens.insert(at + 1, Token(length.start, length.start, "", "("))


def _formulas(tokens: list[Token]) -> None:
    """ "IBS (c-l)/(h-l) below 0.2": the letters say what it is."""
    for at, token in enumerate(tokens):
        if token.word != "ibs":
            continue
        behind = takewhile(lambda one: one.small in OF_A_BAR, tokens[at + 1 :])
        formula = list(behind)
        for one in formula if any(one.text == "/" for one in formula) else ():
            one.kind = "used"


OF_A_BAR = words("c l h close low high - – / ( ) = [ ]")


def _twin_crosses(tokens: list[Token]) -> None:
    """ "the MACD golden cross and death cross strategy": in by one, out by the other."""
    if all(twins.isdisjoint(map(WORD, tokens)) for twins in TWINS):
        return
    for at in range(len(tokens) - 2, 0, -1):
        joined = tokens[at].word in ("and", "/", ",")
        pair = tokens[at - 1], tokens[at + joined]
        behind = tokens[at + 1 + joined : at + 2 + joined]
        of_lines = at > 1 and tokens[at - 2].word in NAMES
        titled = bool(behind) and behind[0].word in TITLES
        if of_lines and titled and {one.word for one in pair} in TWINS:
            behind[0].kind = "used"
            tokens[at - 1 : at + 1 + joined] = _in_and_out(pair)


def _in_and_out(pair: tuple[Token, Token]) -> list[Token]:
    first, last = pair
    first.word, last.word = "cross-up", "cross-down"
    said = (first.end, "buy-after"), (first.end, ","), (last.end, "sell-after")
    enters, comma, leaves = (Token(at, at, "", word) for at, word in said)
    return [first, enters, comma, last, leaves]


TWINS = ({"cross-up", "cross-down"}, {"golden", "death"})
TITLES = words("strategy so-far system signal")


def _month_close(tokens: list[Token]) -> None:
    """ "on the close of the month": on that of its last day."""
    for close, month in pairwise(tokens):
        if close.word == "at-close" and month.word == "of-month":
            month.word = "month-end"


def _stopped_trading(tokens: list[Token]) -> None:
    """ "stop trading above 70": no stop loss."""
    for stop, what in pairwise(tokens):
        if stop.word == "stop" and what.small in ("trading", "buying", "selling"):
            stop.word = "skip-trading"


def _headed(tokens: list[Token]) -> None:
    """ "Buy BTC, if RSI < 30 buy, if RSI > 70 sell": the first verb only names what is traded."""
    verb = tokens[0].word.removesuffix("-after") if tokens else ""
    comma = next((n for n in range(1, min(len(tokens), LISTED)) if not _lists(tokens, n)), 0)
    if verb not in ("buy", "short") or comma < 2 or tokens[comma].word != ",":
        return
    end = next((n for n in range(comma, len(tokens)) if tokens[n].word == "."), len(tokens))
    behind = zip_longest(tokens[comma:end], tokens[comma + 1 : end])
    if any(one.word.removesuffix("-after") == verb and _ends(after) for one, after in behind):
        tokens[0].kind, tokens[comma].word = "used", "."


LISTED = 16


def _lists(tokens: list[Token], at: int) -> bool:
    """A symbol, or what stands between two of them."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    between = tokens[at].word in (",", "and") and after is not None and bool(after.symbol)
    return bool(tokens[at].symbol) or between


def _ends(after: Token | None) -> bool:
    return after is None or after.word in (",", "it", "and", "or")


def _moments(tokens: list[Token]) -> None:
    """ "Thursday's market close": that of the day."""
    for at in range(len(tokens) - 2, -1, -1):
        market, moment = tokens[at : at + 2]
        if market.small == "market" and moment.word in ("close", "open"):
            tokens[at : at + 2] = [replace(moment, start=market.start)]


def _one_after_another(tokens: list[Token]) -> None:
    """ "if RSI > 80 sell if RSI < 20 buy": each verb stands behind its own condition."""
    acting = LEAVING | BUYING
    begin = 0
    for at, token in enumerate(tokens):
        if token.word != "." and at + 1 < len(tokens):
            continue
        part = tokens[begin : at + (token.word != ".")]
        begin = at + 1
        opens = part[:1] and part[0].word == "when"
        if not opens or part[-1].word not in acting:
            continue
        for verb, lead in pairwise(part):
            if verb.word in acting and lead.word == "when":
                tokens.insert(tokens.index(lead), Token(verb.end, verb.end, "", ","))


def _days(tokens: list[Token]) -> None:
    """ "Yesterday: close > MA10. Today: close < MA10": on which bar."""
    heads = [
        token
        for token, colon in pairwise(tokens)
        if token.word in ("yesterday", "today") and colon.word == ":"
    ]
    if {token.word for token in heads} != {"yesterday", "today"}:
        return
    for token, colon in pairwise(tokens):
        if any(token is one for one in heads):
            colon.kind = "used"
            token.kind = "used" if token.word == "today" else None
            token.word = "day-before" if token.word == "yesterday" else token.word


def _crossed_of(tokens: list[Token]) -> None:
    """ "the crossover of the 5 SMA above the 8 SMA": the one crosses above the other."""
    for at in places(tokens[:-1], {"crosses"}):
        cross, of = tokens[at : at + 2]
        if of.small != "of":
            continue
        way = at + 2
        while way < min(len(tokens), at + FAR) and tokens[way].word in CROSSING:
            way += 1
        named = any(one.word in AVERAGES for one in tokens[at + 2 : way])
        if named and way < len(tokens) and tokens[way].word in ("above", "below", "over"):
            cross.kind = of.kind = "used"
            place = tokens[way].start
            tokens.insert(way, Token(place, place, "", "crosses"))
            return


CROSSING = AVERAGES | words("the a num - day period bar moving exponential simple ( ) , week")


def _over_lines(tokens: list[Token]) -> None:
    """ "Stop loss:", and in the next line "4%": that is how far it is."""
    for at, (label, colon, line) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        sizes = [one.word for one in tokens[at + 3 : at + 5] if one.text != "-"]
        broken = (colon.word, line.text) == (":", "\n")
        if label.word in LIMITS and broken and sizes[:1] == ["pct"]:
            for one in tokens[at + 2 : at + 4]:
                one.kind = "used" if one.word != "pct" else one.kind


# Each with the words without one of which it has nothing to do.
LABELS: tuple[Pass, ...] = (
    (_named_in_brackets, LIMITS), (_extremes, frozenset(EXTREMES)),
    (_touched_side, words("touches")), (_whose, words("its")), (_named_twice, words("(")),
    (_taken, words("takeprofit")), (_twin_crosses, TITLES),
    (_evenings, words("evening evenings")), (_losses, LOST | WITH), (_lengths, AVERAGES),
    (_formulas, words("ibs")), (_month_close, words("of-month")),
    (_stopped_trading, words("trading buying selling")), (_headed, BUYING),
    (_moments, words("market")), (_one_after_another, words("when")), (_days, words("yesterday")),
    (_crossed_of, words("of")), (_over_lines, LIMITS),
)  # fmt: skip
