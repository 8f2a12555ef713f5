"""Sentences to clauses: which words tell when to buy, and which when to sell.

A condition stands behind its verb ("buy when ...") or before it ("when ..., buy").
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.clauses.betweens import own_day
from agents.language.clauses.clause import Clause
from agents.language.clauses.lasting import part_lasting
from agents.language.clauses.stating import (
    mark_covers,
    mark_mirrored,
    mark_states,
    turn_covers,
    turn_sides,
    turn_states,
)
from agents.language.clauses.verbs import (
    ACTIONS,
    BANDS,
    PREDICATES,
    SEPARATORS,
    actions,
    levels,
    role_of,
    says,
    times,
)
from agents.language.draft import Role
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

Way = Role | str
LEADS = frozenset({"when", "after", "opposite", "vice-versa"})


def clauses(tokens: list[Token]) -> list[Clause]:
    """All clauses of a text; words before the first verb that say no condition are their own."""
    mark_covers(tokens)
    mark_mirrored(tokens)
    mark_states(tokens)
    found: list[Clause] = []
    waiting: list[Token] = []
    for sentence in _sentences(tokens):
        if not actions(sentence):
            waiting = _verbless(sentence, found, waiting)
            continue
        if says(waiting) and _sells_by_itself(sentence):
            entered = any(clause.role in ("entry", "short") for clause in found)
            found.append(Clause("filter" if entered else "entry", None, waiting))
            waiting = []
        found += _split(waiting + sentence)
        waiting = []
    found = part_lasting(found)
    turn_covers(found)
    turn_sides(found)
    turn_states(found)
    _part_leading(found)
    if waiting:
        entered = any(clause.role in ("entry", "short", "state") for clause in found)
        found += [Clause("none", None, waiting)] if entered else _unspoken(waiting)
    return found


def leaving(tokens: list[Token]) -> list[Token]:
    """ "stop at 5% or when RSI > 70": what stands beside a stop or a target is an exit, too."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        made.append(token)
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        begins = behind is not None and behind.free and behind.word not in ACTIONS
        if token.free and token.word == "or" and begins and _limits(tokens[:index]):
            made.append(Token(token.end, token.end, "exit", "sell"))
    return made


def _limits(tokens: list[Token]) -> bool:
    """The last words have been taken for a stop, a target or the close of the day."""
    while tokens and tokens[-1].free and tokens[-1].word == ",":
        tokens = tokens[:-1]
    first = len(tokens)
    while first and tokens[first - 1].kind == "used":
        first -= 1
    return any(token.word in LIMITS for token in tokens[first:])


LIMITS = words(
    "stop stoploss takeprofit target trailing breakeven profit loss sell cover flat out same-day "
    "at-close"
)


def _part_leading(found: list[Clause]) -> None:
    """ "RSI < 20, close > SMA(50), exit RSI > 60": what stands before the exit is the entry."""
    if any(clause.role in ("entry", "short", "state") for clause in found):
        return
    for index, clause in enumerate(found):
        own = clause.tokens[clause.leading :]
        behind = clause.verb is not None and clause.verb.word.endswith("-after")
        leaves = says(own) or any(token.kind == "used" for token in own)
        if clause.role == "exit" and clause.leading and leaves and not behind:
            found.insert(index, Clause("entry", None, clause.tokens[: clause.leading]))
            clause.tokens = own
            return
        if clause.role == "exit" and behind and (comma := _turning(clause.tokens)):
            found.insert(index, Clause("entry", None, clause.tokens[:comma]))
            clause.tokens = clause.tokens[comma + 1 :]
            return


def _turning(tokens: list[Token]) -> int:
    """ "突破20日新高，跌破20日均线卖出": what goes up before the comma enters, and what goes down
    behind it leaves."""
    for at in range(len(tokens) - 1, 0, -1):
        before, after = tokens[:at], tokens[at + 1 :]
        if tokens[at].text == "，" and says(before) and says(after):
            ups = {one.word for one in before}
            return at if ups & RISING and not ups & FALLING and _falls(after) else 0
    return 0


def _falls(tokens: list[Token]) -> bool:
    said = {one.word for one in tokens}
    return bool(said & FALLING) and not said & RISING


RISING = words("breaks-above cross-up crosses-above golden makes")
FALLING = words("drops-below cross-down crosses-below death")


def _unspoken(tokens: list[Token]) -> list[Clause]:
    """Without any verb, "golden cross, death cross" names entry and exit."""
    names = " ".join(token.word for token in tokens)
    for first, second in NAMED:
        head, named, behind = names.partition(f"{first} ")
        between, turned, _ = behind.partition(second)
        if turned:
            at = len(f"{head}{named}{between}".split())
            return [Clause("entry", None, tokens[:at]), Clause("exit", None, tokens[at:])]
    return [Clause("entry" if says(tokens) else "none", None, tokens)]


# What names an entry, and behind it an exit.
NAMED = (
    ("golden", "death"),
    ("oversold", "overbought"),
    ("cross-up", "cross-down"),
    ("crosses up", "crosses down"),
)


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
    if last is not None and last.listing and not _labelled(sentence) and not _owes(last, found):
        last.tokens += sentence
        return waiting
    leaving = _left_by(found)
    if leaving is not None and says(sentence) and not _narrows(sentence):
        leaving.tokens += sentence
        return waiting
    if last is not None and _narrows(sentence) and says(sentence):
        found.append(Clause("filter", None, sentence))
        return waiting
    if last is not None and sentence[0].word in ("and", "but") and says(sentence):
        entering = last.role in ("entry", "short")
        entry = last if entering else next((one for one in found if one.role == "entry"), last)
        entry.tokens += [_also(sentence[0]), *sentence]
        return waiting
    if says(sentence) or not found:
        return waiting + sentence
    found.append(Clause("none", None, sentence))
    return waiting


def _left_by(found: list[Clause]) -> Clause | None:
    """ "sell when A; B": a semicolon goes on with the way out that stands before it."""
    for clause in reversed(found):
        if not clause.tokens or clause.tokens[-1].text != ";":
            return None
        if clause.role != "none":
            return clause if clause.role in ("exit", "cover") and says(clause.tokens) else None
    return None


def _owes(last: Clause, found: list[Clause]) -> bool:
    """ "We buy at the close and sell at the open. 1. RSI is below 40. ...": they are conditions of
    the entry, which has none yet."""
    entries = [one for one in found if one.role in ("entry", "short")]
    opens = _opens_list(last.tokens)
    return last.role == "exit" and not opens and bool(entries) and not any(
        says(one.tokens) for one in entries
    )  # fmt: skip


def _narrows(sentence: list[Token]) -> bool:
    """ "Only on Mondays.", "But only when ..." """
    opening = [token.word for token in sentence[:2] if token.word not in ("and", "but")]
    return opening[:1] == ["only"]


def _labelled(sentence: list[Token]) -> bool:
    """ "Filter: ..." begins something of its own, even if nobody knows what it is."""
    words_ = [token.word for token in sentence[:4]]
    return ":" in words_[1:] and sentence[0].free and not sentence[0].symbol and (
        words_[0] not in PREDICATES and sentence[0].text[:1].isalpha()
    )  # fmt: skip


def _sells_by_itself(sentence: list[Token]) -> bool:
    """A sentence that sells on a condition of its own takes none from the one before."""
    at = actions(sentence)[0]
    own = says(sentence[at:]) or times(sentence[at:])
    return role_of(sentence[at]) == "exit" and not says(sentence[:at]) and own


def _also(token: Token) -> Token:
    return Token(token.start, token.start, "", "and")


def _split(sentence: list[Token]) -> list[Clause]:
    """One sentence with verbs: each verb with the words around it that are its own."""
    places = _merged(sentence, actions(sentence))
    before = sentence[: places[0]]
    ends = [*places[1:], len(sentence)]
    made = [
        Clause(role_of(sentence[at]), sentence[at], _own(sentence[at:end]))
        for at, end in zip(places, ends, strict=True)
    ]
    for clause, at in zip(made, places, strict=True):
        skips = sentence[at].word == "skip"
        clause.denied = skips or (at > 0 and sentence[at - 1].word == "not")
        clause.denial = None if not clause.denied else sentence[at if skips else at - 1]
        clause.of_longs = _of_longs(sentence, at)
        clause.only = "only" in (sentence[at - 1].word if at else "", _first(clause.tokens))
        if clause.denied and clause.role == "hold":
            sentence[at - 1].kind = "used"
    _give_leading(made, before)
    if made[0].role == "hold" and says(before) and _first(made[0].tokens) != "until":
        made[0].role = "state"
    own = made[-1].tokens
    headed = made[-1].role in ("entry", "short") and _is_headed(own)
    made[-1].listing = headed or not says(own) or _opens_list(own)
    return made if says(before) or not before else [Clause("none", None, before), *made]


def _is_headed(own: list[Token]) -> bool:
    """ "Buy KO: ...", "Entry (any): ..." """
    said = [token.word for token in own if not token.symbol][:2]
    return said[:1] == [":"] or said in (["any-of", ":"], ["all-of", ":"])


def _of_longs(sentence: list[Token], at: int) -> bool:
    """ "exit long when ...", "close the longs if ...": no short is left by it."""
    side = sentence[at + 1 : at + 2]
    said = {*sentence[at].small.split(), *(token.small for token in side)}
    return bool(said & {"long", "longs"})


def _opens_list(tokens: list[Token]) -> bool:
    """ "a signal is triggered when: A. B." """
    opening = [token.word for token in tokens[:4]]
    return "when" in opening[:-1] and opening[opening.index("when") + 1] == ":"


def _own(tokens: list[Token]) -> list[Token]:
    """What the verb governs. In "exit the long when" the side is no word of the condition."""
    if tokens[0].word in ("vice-versa", "else-out", "else-in", "else-short"):
        return tokens
    tokens = tokens[1:]
    if tokens and tokens[0].word == "it" and all(one.word in (".", ",") for one in tokens[1:2]):
        tokens[0].kind = "used"  # "on Fridays sell it."
        return tokens[1:]
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
        if parted or says(between) or role_of(sentence[before]) != role_of(sentence[at]):
            kept.append(at)
    return kept


def _give_leading(made: list[Clause], before: list[Token]) -> None:
    """Where conditions stand before their verb, hand the words over to the verb behind them."""
    after = made[0].verb is not None and made[0].verb.word.endswith("-after")
    leading = says(before) or (after and any(token.word in BANDS for token in before))
    if leading:
        made[0].leading = len(before)
        own = made[0].tokens
        made[0].tokens, carried = before + _parted(before, _symbols(own)), _rest(own)
        _pass_on(made, 0, carried)
    for index in range(1 if leading else 0, len(made) - 1):
        _hand_over(made, index)


def _pass_on(made: list[Clause], index: int, carried: list[Token]) -> None:
    """Words behind a verb that already has its condition: the next verb's, if that has none."""
    after = made[index + 1] if index + 1 < len(made) else None
    if after is not None and (tail := own_day(carried)):
        made[index].tokens += carried[: len(carried) - len(tail)]
        carried = tail
    behind = after is not None and after.verb is not None and after.verb.word.endswith("-after")
    rules = says(carried) or (behind and any(levels(token) for token in carried))
    own = after is not None and any(one.free and one.value is not None for one in after.tokens)
    if after is not None and rules and (behind or not (own or says(after.tokens))):
        after.tokens = carried + after.tokens
    else:
        made[index].tokens += carried


def _symbols(tokens: list[Token]) -> list[Token]:
    count = next((i for i, token in enumerate(tokens) if not token.symbol), len(tokens))
    return tokens[:count]


def _parted(before: list[Token], named: list[Token]) -> list[Token]:
    """What is bought is not what the words before the verb speak of: "... its average buy SPY"."""
    if not before or not named:
        return named
    return [Token(named[0].start, named[0].start, "", ","), *named]


def _rest(tokens: list[Token]) -> list[Token]:
    return tokens[len(_symbols(tokens)) :]


def _is_time(tokens: list[Token]) -> bool:
    """ "20天后": so long after the deal, which is no rule by itself."""
    said = [token.word for token in tokens if token.word != "so-far"]
    return len(said) == 2 and said[0] == "num" and said[1] in ("day", "bar", "week", "month")


def _hand_over(made: list[Clause], index: int) -> None:
    """ "buy when A, when B sell": from the last ", when" on it is the next verb's."""
    here, after = made[index].tokens, made[index + 1]
    own = any(token.free and token.value is not None for token in after.tokens)
    if own or says(after.tokens) or after.role == "hold":
        return
    behind = after.verb is not None and after.verb.word.endswith("-after")
    verb = made[index].verb
    done = behind and verb is not None and verb.word.endswith("-after")
    for at in range(len(here) - 2, -1 if done else 0, -1):
        led = behind and (says(here[at:]) or _is_time(here[at + 1 :]))
        leads = here[at + 1].word in LEADS or led
        if here[at].word in SEPARATORS and leads and (done or says(here[:at])):
            made[index].tokens, after.tokens = here[:at], here[at:] + after.tokens
            return
