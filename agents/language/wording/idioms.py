"""Idioms that say the same as plainer words: "dump $200 in VOO", "20k each", "wait till"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Pass, Token, ask_each, places, said_in
from agents.language.wording.apiece import GIVEN, mark_apiece
from agents.language.wording.jargon import mark_jargon
from agents.language.wording.pronouns import PLACES, STANDING, mark_elided_levels, mark_pronouns


def _puts(tokens: list[Token]) -> None:
    """ "dump 200 bucks in VOO", "throw 5k at AMD": money that is put into something buys it."""
    ends = [*tokens[3:], Token(0, 0, "", "")]
    for verb, amount, into, what in zip(tokens, tokens[1:], tokens[2:], ends, strict=False):
        put = verb.small in PUTTING and _is_money(verb, amount, what)
        put = put or (verb.small == "puts" and amount.word in ("money", "pct"))
        thrown = verb.small in THROWING and bool(what.symbol)
        if put and (into.word in ("in", "into") or (thrown and into.word in ("at", "on"))):
            verb.word, amount.word, into.word = "buy", _kind_of(amount), "in"


def _kind_of(amount: Token) -> str:
    return "money" if amount.word == "num" else amount.word


def _is_money(verb: Token, amount: Token, what: Token) -> bool:
    """ "stick 2000 in AMD": no number of shares, for these are counted with their noun."""
    large = amount.word == "num" and (amount.value or 0) >= LEAST
    return amount.word == "money" or (large and bool(what.symbol) and verb.small in THROWING)


PUTTING = words(
    "dump drop throw throwing stick chuck chucking plow toss sink shove park pour sling lob plonk"
    " whack"
)
# Prices drop by money on their own, but nothing is thrown at a share by itself.
THROWING = words("throw throwing chuck chucking toss stick sling lob plonk whack")
LEAST = 100


def _led_by(tokens: list[Token]) -> None:
    """ "a bullish cross to buy": the small word says no more than the verb."""
    for before, to, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        names = before.word in ("crosses", "signal", "num", ")", "band", "golden", "death")
        if names and to.word in ("to", "at") and verb.word in ("buy", "sell", "short", "cover"):
            to.kind = "used"


def _defined(tokens: list[Token]) -> None:
    """ "in an uptrend (close > SMA 100)": the brackets say what is meant by the word, and of whom
    it is said."""
    for at in range(len(tokens) - 2, -1, -1):
        word, bracket = tokens[at : at + 2]
        trending = at > 0 and tokens[at - 1].small == "trending"
        named = word.small in TRENDS or (trending and word.small in ("up", "down"))
        if not named or bracket.word not in ("(", ":") or _acts(tokens, at + 2, bracket):
            continue
        word.kind = "used"
        first = at
        while first and tokens[first - 1].small in ("trending", "in", "a", "an", "is"):
            first -= 1
        for part in tokens[first:at]:
            part.kind = "used"
        _spoken_of(tokens, first, at + 2)


def _acts(tokens: list[Token], at: int, bracket: Token) -> bool:
    """ "In an uptrend: buy ...": what follows says what is done in it, and not what it is."""
    behind = tokens[at].word if at < len(tokens) else ""
    return bracket.word == ":" and behind in (
        "buy",
        "sell",
        "short",
        "long",
        "entry",
        "only",
        "when",
    )


def _spoken_of(tokens: list[Token], first: int, into: int) -> None:
    """The symbol right before is that of the rule in the brackets."""
    at = first - 1
    while at > 0 and tokens[at].text in ("(", ")"):
        at -= 1
    before = tokens[at - 1] if at > 0 else None
    led = before is not None and (before.symbol or before.small in (*LEADING, "("))
    if at < 0 or not tokens[at].symbol or not led:
        return
    subject = tokens[at]
    end = tokens[into - 1].end
    tokens.insert(into, replace(subject, start=end, end=end, text="", kind=None))
    subject.kind = "used"


LEADING = words("when if only while once whenever and as")
TRENDS = words("uptrend downtrend")
ACTING = words("buy sell short long entry only when")


def _terms(tokens: list[Token]) -> None:
    """ "short-term reversal": no side of the market."""
    for side, term, after in zip_longest(tokens, tokens[1:], tokens[2:]):
        named = side.word in ("short", "long") and term is not None and term.word == "term"
        if named and (after is None or after.word not in AVERAGED):
            side.word = term.word = "so-far"


def _traded_names(tokens: list[Token]) -> None:
    """ "trade the golden cross": what has a name is traded by it."""
    spoken = [token for token in tokens if token.word not in ("the", "a")]
    for verb, name in pairwise(spoken):
        if verb.word == "trade" and name.word in ("golden", "death", "macd", "supertrend"):
            verb.kind = "used"


def _taken(tokens: list[Token]) -> None:
    """ "take the flip to green": what turns is bought, as "take the cross" is."""
    spoken = [token for token in tokens if token.small not in ("the", "a", "an", "each")]
    for verb, what in pairwise(spoken):
        if verb.small in ("take", "taking") and what.word in ("goes", "crosses", "breakout"):
            verb.word = "buy"


def _owned(tokens: list[Token]) -> None:
    """ "the RSI(14)'s reading": the same as without it."""
    for bracket, mark, letter in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if bracket.word == ")" and mark.text in ("'", "’") and letter.text == "s":
            mark.kind = letter.kind = "used"


def _appears(tokens: list[Token]) -> None:
    """ "when the reverse cross prints": that there is one."""
    for what, verb in pairwise(tokens):
        if what.word in NAMED and verb.small in APPEARING:
            verb.kind = "used"


def _all_of_them(tokens: list[Token]) -> None:
    """ "if all three then buy", "when all 3 are met": so many there are."""
    for every, count, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        met = behind.word in ("then", "buy", "sell", "short", ",", ".") or behind.small in MET
        if every.small == "all" and count.word == "num" and count.value in (2, 3, 4, 5, 6) and met:
            every.kind = count.kind = "used"


MET = words("are is hold met true align agree match conditions rules")


def _own(tokens: list[Token]) -> None:
    """ "than ETH's own RSI", "its own average": the same as without the word."""
    for owner, own, what in zip(tokens, tokens[1:], tokens[2:], strict=False):
        owned = owner.symbol or owner.small in ("its", "their", "s")
        if own.small == "own" and owned and what.word in INDICATORS | VALUES:
            own.kind = "used"


VALUES = words("num price close high low average moving volume highest lowest upper lower")


def _makes(tokens: list[Token]) -> None:
    """ "when QQQ gets a MACD death cross", "the MACD forms a bullish crossover": that there is."""
    spoken = [token for token in tokens if token.small not in ("a", "an", "the", "another", "its")]
    for at in places(spoken[:-1], MAKING, SMALL):
        ahead = [token.word for token in spoken[at + 1 : at + 4]]
        ahead = ahead[1:] if ahead[0] in INDICATORS and ahead[1:] else ahead
        moody = ahead[0] in ("bullish", "bearish") and ahead[1:2] == ["crosses"]
        if ahead[0] in ("golden", "death") or moody:
            spoken[at].kind = "used"


MAKING = words(
    "make makes made making get gets got see sees form forms formed give gives show shows print "
    "prints printed produce produces have has had experience experiences undergo undergoes "
    "create creates generate generates post posts complete completes do does"
)


NAMED = words("crosses golden death signal breakout breakdown engulfing harami inside-bar")
APPEARING = words(
    "prints appears fires forms shows emerges develops flashes materialises materializes arrives"
)


def _passes(tokens: list[Token]) -> None:
    """ "once RSI passes 60": exceeds it."""
    for verb, level in pairwise(tokens):
        if verb.small in ("passes", "passed") and level.word == "num":
            verb.word = "exceeds"


def _zones(tokens: list[Token]) -> None:
    """ "below the overbought area (65)": the number says where it begins."""
    passed = AREAS | LINKED
    spoken = [one for one in tokens if one.small not in AREAS and one.word not in passed]
    for way, zone, level in zip(spoken, spoken[1:], spoken[2:], strict=False):
        named = zone.word in ("oversold", "overbought") and way.word in ("above", "below", "over")
        if named and level.word == "num":
            zone.kind = "used"
            _open_bracket(tokens, level)


def _open_bracket(tokens: list[Token], level: Token) -> None:
    """ "(65)": the level alone."""
    at = next(n for n, token in enumerate(tokens) if token is level)
    around = [tokens[at - 1], *tokens[at + 1 : at + 2]]
    if [token.word for token in around] == ["(", ")"]:
        for token in around:
            token.kind = "used"


def _came_from(tokens: list[Token]) -> None:
    """ "crossing up 30 from the oversold area": where it is before that goes without saying."""
    for level, start, zone in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if level.word in ("num", ")") and start.word == "from" and zone.word == "oversold":
            start.kind = zone.kind = "used"


AREAS = words("area zone level line territory threshold mark value the of at is")
LINKED = words("( : =")


def _now(tokens: list[Token]) -> None:
    """ "Close up yesterday? Buy today.": on the day of which all rules speak."""
    for verb, today, end in zip_longest(tokens, tokens[1:], tokens[2:]):
        acts = verb.word in ("buy", "sell", "short", "long", "cover") and today is not None
        if acts and today.small == "today" and (end is None or end.word in (".", ",")):
            today.kind = "used"


def _else_sells(tokens: list[Token]) -> None:
    """ "if A then buy else if B then sell": two rules, as programs put them."""
    sells = "sell" in said_in(tokens)
    for at in places(tokens[:-1], {"else", "otherwise"}) if sells else ():
        other, when = tokens[at : at + 2]
        if when.word == "when":
            other.word = "."
    for at in places(tokens[1:], {"pct"}):
        verb, whole = tokens[at : at + 2]
        if verb.word in ("buy", "sell") and whole.value == 100:
            whole.kind = "used"


def _too(tokens: list[Token]) -> None:
    """ "when the 50 day is also under the 200 day": the same as without it."""
    for before, also in pairwise(tokens):
        if also.small == "also" and before.small in ("is", "are", "was", "it", "has"):
            also.word = "so-far"


def _of_indicators(tokens: list[Token]) -> None:
    """ "the 3-day average of RSI(14)": an average of prices would be another value."""
    spoken = [token for token in tokens if token.small not in ("the", "its", "its'")]
    for average, of, what, then in zip_longest(spoken, spoken[1:], spoken[2:], spoken[3:]):
        if of is None or of.small != "of" or what is None:
            continue
        named = then if what.value is not None and then is not None else what
        if average.word in AVERAGED and named.word in OF_OWN:
            of.word = "of-indicator"


AVERAGED = words("moving ma sma ema average")
OF_OWN = words("rsi macd stochastic adx cci mfi atr obv histogram williams-r stochrsi volatility")


def _waits(tokens: list[Token]) -> None:
    """ "buy when ... and wait till it is back at the average": until then it is held."""
    for index, (wait, until) in enumerate(pairwise(tokens)):
        if until.word != "until" or not wait.small.startswith("wait"):
            continue
        bought = any(token.word in ("buy", "long") for token in tokens[:index])
        later = any(token.word in ("buy", "long", "sell") for token in tokens[index + 2 :])
        wait.word = "hold" if bought and not later else wait.word


def _named_by_letter(tokens: list[Token]) -> None:
    """ "z-score < -2 ...; exit z > 0" """
    if any(token.word == "zscore" for token in tokens):
        for token in tokens:
            token.word = "zscore" if token.small == "z" else token.word


def _to_cash(tokens: list[Token]) -> None:
    """ "sell it and hold cash when ...": what is sold is money."""
    for at, (verb, cash) in enumerate(pairwise(tokens)):
        if verb.small not in HOLDING or cash.small != "cash":
            continue
        before = tokens[max(0, at - 4) : at]
        if any(token.word in ("sell", "cover", "else-out") for token in before):
            verb.kind = cash.kind = "used"
            if tokens[at - 1].word == "and":
                tokens[at - 1].kind = "used"


def or_more(tokens: list[Token]) -> None:
    """ "2%+ below its high": that much or more, as without the sign."""
    for amount, plus in list(pairwise(tokens)):
        if amount.word in ("pct", "money") and plus.text == "+" and plus.start == amount.end:
            amount.end = plus.end
            tokens.remove(plus)


HOLDING = words("hold stay keep sit holding in to into remain")


def _stopped(tokens: list[Token]) -> None:
    """ "sell on the opposite cross or at the stop": the stop that is set elsewhere."""
    spoken = [token for token in tokens if token.small not in ("the", "my", "el", "le")]
    for joint, led, stop, after in zip_longest(spoken, spoken[1:], spoken[2:], spoken[3:]):
        if led is None or joint.word != "or" or led.word not in ("at", "on", "in", "by", "via"):
            continue
        ends = stop is not None and (after is None or after.word in (".", ",", ")"))
        if ends and stop.word in STOPS and sum(one.word in STOPS for one in tokens) > 1:
            joint.kind = led.kind = stop.kind = "used"


STOPS = words("stop stoploss trailing")


def _ands(tokens: list[Token]) -> None:
    """ "buy when it dips n sell when it rises": and."""
    for n, verb in pairwise(tokens):
        if n.text == "n" and verb.word in ("buy", "sell", "short", "cover", "out", "hold", "exit"):
            n.word = "and"


def _every_close(tokens: list[Token]) -> None:
    """ "on every close under the lower band": whenever it closes so."""
    for every, close, way in zip(tokens, tokens[1:], tokens[2:], strict=False):
        closes = close.word in ("close", "closes") and way.word in ("below", "above", "over")
        if closes and every.small in ("every", "each", "any"):
            every.kind = "used"


def _turned_back(tokens: list[Token]) -> None:
    """ "crosses up -> long; down -> exit": the same lines, the other way."""
    tokens = [token for token in tokens if token.word not in ("→", "the", ":")]
    for way, verb in pairwise(tokens):
        ends = verb.word in VERBS_OUT
        if ends and way.word in OTHER_WAY and _alone(tokens, way):
            before = tokens[: tokens.index(way)]
            other = OTHER_WAY[way.word]
            if any(one.word == other and two.word in VERBS_IN for one, two in pairwise(before)):
                way.word = "opposite"


OTHER_WAY = {"down": "up", "up": "down", "below": "above", "above": "below"}
VERBS_IN = words("buy long buy-after short short-after")
VERBS_OUT = words("sell sell-after short short-after cover cover-after out flat")


def _alone(tokens: list[Token], way: Token) -> bool:
    """Nothing but a mark stands before it."""
    at = tokens.index(way)
    return at > 0 and tokens[at - 1].word in (".", ",", "and", ";")


# Each with the words without one of which it has nothing to do.
IDIOMS: tuple[Pass, ...] = (
    (_stopped, STOPS), (_ands, words("n")), (_every_close, words("every each any")),
    (_turned_back, frozenset(OTHER_WAY)), (_waits, words("until")), (_puts, PUTTING | {"puts"}),
    (_too, words("also")), (_of_indicators, OF_OWN), (_terms, words("term")),
    (_traded_names, words("trade")), (mark_apiece, GIVEN),
    (_passes, words("passes passed")), (_else_sells, words("else otherwise pct")),
    (_makes, MAKING), (_own, words("own")), (_all_of_them, words("all")),
    (_defined, TRENDS | {"trending"}), (_led_by, words("to at")), (_named_by_letter, words("z")),
    (_taken, words("take taking")), (_appears, APPEARING), (_owned, words("s")),
    (mark_pronouns, STANDING), (mark_elided_levels, PLACES), (_now, words("today")),
    (_to_cash, words("cash")),
    (_zones, words("oversold overbought")), (_came_from, words("oversold")),
)  # fmt: skip


def mark_idioms(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    ask_each(IDIOMS, tokens)
    mark_jargon(tokens)
