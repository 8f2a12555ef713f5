"""Sentences to clauses: which words tell when to buy, and which when to sell.

A condition stands behind its verb ("buy when ...") or before it ("when ..., buy").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from agents.language import lexicon, vocabulary
from agents.language.cursor import UNITS
from agents.language.draft import Role
from agents.language.pieces import Token
from agents.language.wordlist import words

Way = Role | str
ACTIONS = {
    "buy": "entry", "long": "entry", "buy-after": "entry", "sell": "exit", "sell-after": "exit",
    "hold": "hold", "skip": "entry", "short": "short", "cover": "cover", "vice-versa": "exit",
    "else-out": "exit", "else-in": "entry", "be-in": "state", "#unknown": "none",
}  # fmt: skip
PREDICATES = words(
    """
    above below < > <= >= crosses crossunder exceeds oversold overbought golden death touches
    recovers between falls rises gaps breakout breaks cross-up cross-down volume-spike
    drops-below breaks-above rises-to crosses-above crosses-below in-a-row consecutive pct
    positive negative opposite vice-versa both-ways else-out else-in supertrend cloud
    month-end month-start of-month
    quarter-end quarter-start year-end year-start turns-positive turns-negative
    of-quarter of-year monday tuesday wednesday thursday friday saturday sunday
    """
)
ZONE_VERBS = {
    "enters": "goes", "entering": "goes", "entered": "goes", "exits": "leaves",
    "exiting": "leaves", "exited": "leaves",
}  # fmt: skip
LEADS = frozenset({"when", "after", "opposite", "vice-versa"})
SEPARATORS = frozenset({",", ".", "and", "or", ":", "(", ")"})


@dataclass
class Clause:
    """The words of one rule: `role` is entry, exit, short, cover, hold, or state: be in while."""

    role: str
    verb: Token | None = None
    tokens: list[Token] = field(default_factory=list)
    listing: bool = False
    denied: bool = False
    denial: Token | None = None
    only: bool = False
    leading: int = 0


def clauses(tokens: list[Token]) -> list[Clause]:
    """All clauses of a text; words before the first verb that say no condition are their own."""
    _mark_covers(tokens)
    _mark_states(tokens)
    found: list[Clause] = []
    waiting: list[Token] = []
    for sentence in _sentences(tokens):
        if not _actions(sentence):
            waiting = _verbless(sentence, found, waiting)
            continue
        if _says(waiting) and _sells_by_itself(sentence):
            found.append(Clause("entry", None, waiting))
            waiting = []
        found += _split(waiting + sentence)
        waiting = []
    _turn_covers(found)
    _part_leading(found)
    if waiting:
        entered = any(clause.role in ("entry", "short", "state") for clause in found)
        found += [Clause("none", None, waiting)] if entered else _unspoken(waiting)
    return found


def _turn_covers(found: list[Clause]) -> None:
    """ "sell in May, buy back in October": where nothing is sold short, that buys again."""
    if any(clause.role == "short" for clause in found):
        return
    for clause in found:
        if clause.role == "cover" and clause.verb and clause.verb.text.lower().startswith("buy"):
            clause.role = "entry"


def _part_leading(found: list[Clause]) -> None:
    """ "RSI < 20, close > SMA(50), exit RSI > 60": what stands before the exit is the entry."""
    if any(clause.role in ("entry", "short", "state") for clause in found):
        return
    for index, clause in enumerate(found):
        own = clause.tokens[clause.leading :]
        if clause.role == "exit" and clause.leading and _says(own):
            found.insert(index, Clause("entry", None, clause.tokens[: clause.leading]))
            clause.tokens = own
            return


def _unspoken(tokens: list[Token]) -> list[Clause]:
    """Without any verb, "golden cross, death cross" names entry and exit."""
    names = [token.word for token in tokens]
    if "golden" in names and "death" in names[names.index("golden") :]:
        at = names.index("death", names.index("golden"))
        return [Clause("entry", None, tokens[:at]), Clause("exit", None, tokens[at:])]
    return [Clause("entry" if _says(tokens) else "none", None, tokens)]


def _mark_covers(tokens: list[Token]) -> None:
    """ "exit the short when ..." and "exit short when ..." buy back."""
    for token in tokens:
        if token.word == "short" and token.text.lower().split()[0] in LEAVING:
            token.word = "cover"
    for verb, side in pairwise(tokens):
        if verb.word == "sell" and side.word == "short" and verb.text.lower() in LEAVING:
            verb.word, side.kind = "cover", "used"


LEAVING = words("exit exits exiting close closing closes leave liquidate flatten unload dump")


def _mark_states(tokens: list[Token]) -> None:
    """ "hold SPY while ..." tells when to be in and when to be out; another "while" means and."""
    said = {token.word for token in tokens if token.free}
    for index, token in enumerate(tokens):
        if token.free and token.word in ("hold", "long") and _is_state(tokens, index, said):
            token.word = "be-in"
    for token in tokens:
        token.word = "and" if token.word == "while" else token.word


def _is_state(tokens: list[Token], index: int, said: set[str]) -> bool:
    at = index + 1
    while at < len(tokens) and (tokens[at].symbol or tokens[at].word in ("it", "long", "in", "on")):
        at += 1
    words_ = tuple(token.word for token in tokens[at : at + 2])
    if words_[:1] == ("while",):
        return True
    if tokens[index].word == "hold" and _in_a_month(tokens[at - 1 : at + 3]) and "sell" not in said:
        return True
    before = tokens[index - 1].word if index else ""
    if before == "only" and words_[:1] == ("when",):
        return "sell" not in said
    only = words_ == ("only", "when") or (words_[:1] == ("when",) and "buy" not in said)
    return only and "sell" not in said and (tokens[index].word == "hold" or "only" in words_)


def mark_otherwise(tokens: list[Token]) -> None:
    """ "sell when A, otherwise hold": in whenever the exit is not so."""
    sold = False
    for otherwise, verb in pairwise(tokens):
        sold |= otherwise.free and otherwise.word in ("sell", "out", "flat")
        holds = verb.free and verb.word in ("hold", "buy", "long", "be-in")
        if sold and otherwise.free and otherwise.word in ("otherwise", "else") and holds:
            otherwise.word, verb.kind = "else-in", "used"


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        sentences[-1].append(token)
        if token.word == ".":
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _verbless(sentence: list[Token], found: list[Clause], waiting: list[Token]) -> list[Token]:
    """A sentence without a verb goes on with a list, filters the entry, or waits for its verb."""
    last = found[-1] if found else None
    if last is not None and last.listing and not _labelled(sentence):
        last.tokens += sentence
        return waiting
    if last is not None and sentence[0].word in ("only", "and", "but") and _says(sentence):
        entry = next((clause for clause in found if clause.role == "entry"), last)
        entry.tokens += [_also(sentence[0]), *sentence]
        return waiting
    if _says(sentence) or not found:
        return waiting + sentence
    found.append(Clause("none", None, sentence))
    return waiting


def _labelled(sentence: list[Token]) -> bool:
    """ "Filter: ..." begins something of its own, even if nobody knows what it is."""
    words_ = [token.word for token in sentence[:4]]
    return ":" in words_[1:] and sentence[0].free and not sentence[0].symbol and (
        words_[0] not in PREDICATES and sentence[0].text[:1].isalpha()
    )  # fmt: skip


def _sells_by_itself(sentence: list[Token]) -> bool:
    """A sentence that sells on a condition of its own takes none from the one before."""
    at = _actions(sentence)[0]
    return _role(sentence[at]) == "exit" and not _says(sentence[:at]) and _says(sentence[at:])


def _also(token: Token) -> Token:
    return Token(token.start, token.start, "", "and")


def _actions(sentence: list[Token]) -> list[int]:
    return [index for index in range(len(sentence)) if _is_action(sentence, index)]


def _is_action(sentence: list[Token], index: int) -> bool:
    token = sentence[index]
    after = sentence[index + 1].word if index + 1 < len(sentence) else ""
    if not token.free:
        return False
    if token.word == "skip":
        return after == "when"
    if token.word == "close":
        return _closes_position(sentence, index, after)
    if after in ("oversold", "overbought") and token.text.lower() in ZONE_VERBS:
        token.word = ZONE_VERBS[token.text.lower()]
    if token.word == "sold" and after in ("after", "when", "num", "on", "in"):
        token.word = "sell"
    if meaning := _short_verb(sentence, index, after):
        token.word = meaning
    if token.word == "vice-versa":
        return not any(other.word == "sell" for other in sentence)
    if token.word == "entry":
        opens = index == 0 or sentence[index - 1].word in SEPARATORS
        if opens and after not in (":", "when", "(") and _says(sentence[index + 1 :]):
            return after not in ("and", "or", ",", "at", "on", "of")
        if after in ("", ",", ".") and not opens and token.text.lower() in ("entry", "entries"):
            return sentence[index - 1].word not in BESIDE_ENTRY and _says(sentence[:index])
        return after in (":", "when") or (opens and after in (".", "-", "(", "any-of", "all-of"))
    if token.word in ("long", "short") and after in ("ma", "sma", "ema", "term", "moving"):
        return False
    if token.word == "long" and index and sentence[index - 1].word in ("sell", "hold"):
        return False
    if token.word == "buy" and after in ("price", "entry"):
        return False
    return token.word in ACTIONS


def _short_verb(sentence: list[Token], index: int, after: str) -> str:
    """ "in when RSI < 30, out thursday": the small words are verbs where a rule follows."""
    opens = index == 0 or sentence[index - 1].word in SEPARATORS | {"then"}
    here = sentence[index]
    ends = after in ("", ".", ",")
    if here.word in ("flat", "out") and ends and _says(sentence[:index]):
        return "sell"
    if not opens:
        return ""
    if here.word == "cash" and after in ("below", "above", "when"):
        return "sell"
    if here.word in ("out", "flat", "rest", "leaves") and (
        after in FOLLOWING or (after == "in" and _is_time(sentence, index + 2))
    ):
        return "sell"
    enters = here.word == "goes" and here.text.lower() in ("get", "got", "getting")
    if enters and (after == "in" or any(one.symbol for one in sentence[index + 1 : index + 2])):
        return "buy"
    if here.word in ("takeprofit", "target", "stoploss", "stop") and after in LEVELLED:
        return "sell"
    if here.word in ("max", "maximum", "<=") and _is_span(sentence, index + 1):
        return "hold"
    if (
        after == "when"
        and here.word not in vocabulary.KNOWN
        and not here.symbol
        and here.value is None
    ):
        return "#unknown"
    if here.word == "flat" and after == ":":
        return "sell"
    seasonal = after in ("from", "during") and _in_a_month(sentence[index + 1 : index + 3])
    return "buy" if here.word == "in" and (after == "when" or seasonal) else ""


# Behind the name of a limit that no number follows: it lies at another level.
LEVELLED = words("at when below above")


def _is_span(sentence: list[Token], index: int) -> bool:
    """ "max 10 days": how long it is held."""
    said = [token.word for token in sentence[index : index + 3]] + ["", "", ""]
    return said[0] == "num" and said[1] in UNITS and said[2] in ("", ".", ",", "and", "or", "hold")


def _is_time(sentence: list[Token], index: int) -> bool:
    """ "out in a week", "out in 5 days" """
    said = [token.word for token in sentence[index : index + 2]] + ["", ""]
    return said[0] in UNITS or (said[0] == "num" and said[1] in UNITS)


FOLLOWING = frozenset(lexicon.MONTHS) | words(
    """
    when below above after at on at-close at-open day-end same-day
    monday tuesday wednesday thursday friday num
    """
)


BESIDE_ENTRY = words("below above under over from of at on to the by")


def _closes_position(sentence: list[Token], index: int, after: str) -> bool:
    """ "...; close when RSI > 70": a verb and no price."""
    opens = index == 0 or sentence[index - 1].word in SEPARATORS
    behind = sentence[index + 2].word if index + 2 < len(sentence) else ""
    leaves = after == "when" or (after in ("at", "after") and behind in ("pct", "num"))
    if opens and leaves and sentence[index].text.lower() in ("close", "closing"):
        sentence[index].word = "sell"
        return True
    return False


def _says(tokens: list[Token]) -> bool:
    return (
        any(token.free and token.word in PREDICATES for token in tokens)
        or any(
            left.free
            and (
                (left.word in ("over", "more") and right.word in LEVELS)
                or (left.word in (*UNITS, *STEPS) and right.word in ("high", "low"))
            )
            for left, right in pairwise(tokens)
        )
        or any(
            first.free and first.word == "after" and count.word == "num" and unit.word in UNITS
            for first, count, unit in zip(tokens, tokens[1:], tokens[2:], strict=False)
        )
        or _in_a_month(tokens)
    )


STEPS = frozenset({"higher", "lower"})
LEVELS = words("num it sma ema ma average moving simple exponential symbol")


def _in_a_month(tokens: list[Token]) -> bool:
    return any(
        left.free
        and (
            (left.word in ("in", "during", "from", "between") and right.word in MONTHS)
            or (left.word in MONTHS and right.word in ("to", "through", "until"))
        )
        for left, right in pairwise(tokens)
    )


MONTHS = frozenset(lexicon.MONTHS) - {"may"}


def _split(sentence: list[Token]) -> list[Clause]:
    """One sentence with verbs: each verb with the words around it that are its own."""
    places = _merged(sentence, _actions(sentence))
    before = sentence[: places[0]]
    ends = [*places[1:], len(sentence)]
    made = [
        Clause(_role(sentence[at]), sentence[at], _own(sentence[at:end]))
        for at, end in zip(places, ends, strict=True)
    ]
    for clause, at in zip(made, places, strict=True):
        skips = sentence[at].word == "skip"
        clause.denied = skips or (at > 0 and sentence[at - 1].word == "not")
        clause.denial = None if not clause.denied else sentence[at if skips else at - 1]
        clause.only = "only" in (sentence[at - 1].word if at else "", _first(clause.tokens))
        if clause.denied and clause.role == "hold":
            sentence[at - 1].kind = "used"
    _give_leading(made, before)
    if made[0].role == "hold" and _says(before) and _first(made[0].tokens) != "until":
        made[0].role = "state"
    made[-1].listing = not _says(made[-1].tokens)
    return made if _says(before) or not before else [Clause("none", None, before), *made]


def _own(tokens: list[Token]) -> list[Token]:
    """What the verb governs. In "exit the long when" the side is no word of the condition."""
    if tokens[0].word in ("vice-versa", "else-out", "else-in"):
        return tokens
    tokens = tokens[1:]
    if tokens and tokens[0].word == "long" and tokens[0].free:
        tokens[0].kind = "used"
        return tokens[1:]
    return tokens


def _first(tokens: list[Token]) -> str:
    return next((token.word for token in tokens if not token.symbol), "")


def _merged(sentence: list[Token], places: list[int]) -> list[int]:
    """ "enter a long trade": two verbs of one role with nothing between are one."""
    kept = places[:1]
    for before, at in pairwise(places):
        between = sentence[before + 1 : at]
        parted = any(token.word in SEPARATORS or token.symbol for token in between)
        if parted or _says(between) or _role(sentence[before]) != _role(sentence[at]):
            kept.append(at)
    return kept


def _role(token: Token) -> str:
    return "entry" if token.word == "entry" else ACTIONS[token.word]


def _give_leading(made: list[Clause], before: list[Token]) -> None:
    """Where conditions stand before their verb, hand the words over to the verb behind them."""
    after = made[0].verb is not None and made[0].verb.word.endswith("-after")
    leading = _says(before) or (after and any(token.word in BANDS for token in before))
    if leading:
        made[0].leading = len(before)
        own = made[0].tokens
        made[0].tokens, carried = before + _symbols(own), _rest(own)
        _pass_on(made, 0, carried)
    for index in range(1 if leading else 0, len(made) - 1):
        _hand_over(made, index)


BANDS = words("bollinger band upper lower keltner donchian")


def _pass_on(made: list[Clause], index: int, carried: list[Token]) -> None:
    """Words behind a verb that already has its condition: the next verb's, if that has none."""
    after = made[index + 1] if index + 1 < len(made) else None
    behind = after is not None and after.verb is not None and after.verb.word.endswith("-after")
    says = _says(carried) or (behind and any(token.word in BANDS for token in carried))
    if after is not None and says and (behind or not _says(after.tokens)):
        after.tokens = carried + after.tokens
    else:
        made[index].tokens += carried


def _symbols(tokens: list[Token]) -> list[Token]:
    count = next((i for i, token in enumerate(tokens) if not token.symbol), len(tokens))
    return tokens[:count]


def _rest(tokens: list[Token]) -> list[Token]:
    return tokens[len(_symbols(tokens)) :]


def _hand_over(made: list[Clause], index: int) -> None:
    """ "buy when A, when B sell": from the last ", when" on it is the next verb's."""
    here, after = made[index].tokens, made[index + 1]
    own = any(token.free and token.value is not None for token in after.tokens)
    if own or _says(after.tokens) or after.role == "hold":
        return
    for at in range(len(here) - 2, 0, -1):
        if here[at].word in SEPARATORS and here[at + 1].word in LEADS and _says(here[:at]):
            made[index].tokens, after.tokens = here[:at], here[at:] + after.tokens
            return
