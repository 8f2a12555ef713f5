"""Takes out of a text what cannot be tested, so that no rule is made of its remains."""

from __future__ import annotations

from agents.language.lexicon.unpriced import WRITTEN
from agents.language.lexicon.untestable import TRIGGERS, Trigger
from agents.language.lexicon.wordlist import words
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import WORD, Token, Words, places

STOPS = frozenset({"."})
JOINTS = frozenset({".", ",", "and", "or", "when", "while"})
RULE_ENDS = words(". , buy sell hold short cover stoploss takeprofit stop target")
BY_FIRST_WORD: dict[str, list[Trigger]] = {}
for _trigger in sorted(TRIGGERS, key=lambda one: -len(one.words)):
    BY_FIRST_WORD.setdefault(_trigger.words[0], []).append(_trigger)
NEAR = words(
    """
    pct num x atr stop stoploss takeprofit target trailing of at by - ( ) below entry risk
    level equity capital account of-position share trade position leverage * position open
    and-half profit loss only behind long in buy money
    """
)


def claim(words: Words, tokens: list[Token]) -> list[Unsupported]:
    """What the triggers reach is marked and named, each with its reason."""
    return [
        _named(words, tokens, index, trigger)
        for index in places(tokens, BY_FIRST_WORD)
        for trigger in BY_FIRST_WORD.get(tokens[index].word, ())
        if _starts(tokens, index, trigger) and not _returns(tokens, trigger)
    ]


def _starts(tokens: list[Token], index: int, trigger: Trigger) -> bool:
    size = len(trigger.words)
    part = tokens[index : index + size]
    if tuple(map(WORD, part)) != trigger.words:
        return False
    dated = index + size < len(tokens) and tokens[index + size].word == "day"
    if trigger.words[-1] in ("third", "second") and dated:
        return False  # "sell on the third day" sells all of it
    return all(token.free for token in part)


def _returns(tokens: list[Token], trigger: Trigger) -> bool:
    """ "buy every Monday, sell every Friday" is no buying again and again."""
    periodic = trigger.words[0] == "buy" and trigger.words[-1] in ("every", "weekly", "monthly")
    return periodic and any(token.word == "sell" for token in tokens)


def _named(words: Words, tokens: list[Token], index: int, trigger: Trigger) -> Unsupported:
    first, last = _reach(tokens, index, index + len(trigger.words) - 1, trigger)
    for token in tokens[first : last + 1]:
        if token.free and not (token.word == "buy" and trigger.reach == "near"):
            token.kind = "unsupported"
    return Unsupported(text=words.said(tokens[first : last + 1]), why=trigger.why)


def _reach(tokens: list[Token], first: int, last: int, trigger: Trigger) -> tuple[int, int]:
    if trigger.words[0] == "dca" and _has_rule(tokens, last):
        return first, last
    if trigger.reach == "near":
        return _near(tokens, first, last)
    while trigger.reach in ("part", "moment") and first and _leads_in(tokens[first - 1]):
        first -= 1
    while trigger.words[0] == "foreseen" and first and _is_foreseen(tokens[first - 1]):
        first -= 1
    if trigger.reach == "exact":
        return first, last
    ends = ENDS[trigger.reach]
    ratio = trigger.words[0] == "price-ratio"
    while last + 1 < len(tokens) and tokens[last + 1].free and tokens[last + 1].word not in ends:
        if ratio and _begins_limit(tokens, last + 1):
            break
        last += 1
    while last > first and tokens[last].word in ("and", "or"):
        last -= 1
    if trigger.words[0] in PARTLY and not any(one.word == "when" for one in tokens[first:last]):
        first = _condition_before(tokens, first)
    if (
        trigger.reach == "sentence"
        and tokens[last].word == "money"
        and tokens[last - 1].word == ","
    ):
        last -= 2
    return first, last


def _condition_before(tokens: list[Token], first: int) -> int:
    """ "When RSI is above 70, sell half of it": what says when goes with it, and enters nothing."""
    at = first - 1
    while at >= 0 and tokens[at].free and tokens[at].word not in STOPS | ACTING:
        at -= 1
    if at >= 0 and tokens[at].word not in STOPS:
        return first
    return next((n for n in range(at + 1, first) if tokens[n].word == "when"), first)


# What sells a part or writes an option, and verbs to which a condition before them may belong.
PARTLY = words("sell take scale half trim close exit") | {WRITTEN}
ACTING = words("buy sell short cover long hold entry buy-after sell-after short-after cover-after")


def _begins_limit(tokens: list[Token], at: int) -> bool:
    """ "or the ratio reverts, or a 3% stop loss": the stop is one of the price."""
    behind = [token.word for token in tokens[at + 1 : at + 4]]
    return tokens[at].word in ("or", "and", ",") and behind[:1] == ["pct"] and bool(
        LIMITS & set(behind)
    )  # fmt: skip


LIMITS = words("stoploss takeprofit stop target trailing")


def _has_rule(tokens: list[Token], last: int) -> bool:
    """ "DCA into AAPL whenever ...": only the way of buying is left out."""
    sentence = [token.word for token in tokens[last + 1 :]]
    sentence = sentence[: sentence.index(".")] if "." in sentence else sentence
    return "when" in sentence


def _is_foreseen(token: Token) -> bool:
    """ "大涨5%的前一天买入": what comes then stands before it."""
    return token.free and not token.symbol and token.word not in STOPS | {","}


def _leads_in(token: Token) -> bool:
    """ "during the London session": the small word belongs to it."""
    return token.free and token.word in ("during", "in", "between", "at", "only")


# What follows a time of the day is done then: "at 3:55 pm buy QQQ ..."
ACTS = JOINTS | words(
    "buy sell short cover hold symbol stoploss takeprofit trade it every on monday tuesday "
    "wednesday thursday friday"
)
ENDS = {"sentence": STOPS, "part": JOINTS, "moment": ACTS, "rule": RULE_ENDS}


def _near(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Numbers and names of stops that touch the trigger; the verb of a rule is left alone."""
    while first > 0 and _joins(tokens[first - 1]) and tokens[first - 1].word != "buy":
        first -= 1
    while last + 1 < len(tokens) and _joins(tokens[last + 1]):
        last += 1
    return first, last


def _joins(token: Token) -> bool:
    return token.free and token.word in NEAR
