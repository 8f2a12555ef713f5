"""What a position has been through, measured as programs measure it: "bars held > 20", "the
unrealised loss crosses 5%", "drawdown from peak >= 8%".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

HOLDING = words("held holding hold in")
UNITS = words("bar day week")
PAST = words("> >= above exceeds reaches touches")
OPEN = words("unrealised unrealized floating paper")
MADE = words("loss profit")
# One of these stands in each of them, by its word or as it is written.
MEASURES = words(
    "hold stays trade drawdown drop pullback unrealised unrealized floating paper profitable-close"
)
FROM_ENTRY = words("from the my since entry since-entry on trade position of buy it")
CROSSED = words("crosses crosses-above exceeds touches above > >= rises goes over")
FALLS = words("drawdown drop pullback decline retracement")
PEAKS = words("peak top")
ALONE = words("when or (")
LEADS = ALONE | words("after ,")
OWNED = words("the its a my any")
VERBS = words("buy sell short cover sell-after buy-after short-after cover-after stop")
ENDS = words(". ;")
# Whose fall is another one: no stop of a position follows the account.
OTHERS = words("account equity portfolio strategy capital balance #max max maximum")


def mark_measured(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, HOLDING, SMALL)):
        if _leaves(tokens, at):
            _lasting(tokens, at) or _counted(tokens, at)
    for at in places(tokens, OPEN, SMALL):
        _unrealised(tokens, at)
    for at in reversed(places(tokens, {"profitable-close"})):
        _sized(tokens, at)
    for at in reversed(places(tokens, FALLS, SMALL)):
        if _leaves(tokens, at):
            _from_peak(tokens, at)


def _leaves(tokens: list[Token], at: int) -> bool:
    """The verb before it in the sentence sells."""
    for token in reversed(tokens[:at]):
        if token.word in VERBS:
            return token.word in ("sell", "sell-after", "cover", "cover-after")
        if token.word in ENDS:
            return False
    return False


def _lasting(tokens: list[Token], at: int) -> bool:
    """ "if I have been holding for more than 20 bars": after 20 bars."""
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in ("it", "for", "the", "position"):
        behind += 1
    more = [one.word for one in tokens[behind : behind + 3]]
    if more not in (["above", "num", unit] for unit in UNITS) or tokens[at].small == "in":
        return False
    first = at
    while first and tokens[first - 1].word in BEING:
        first -= 1
    lead = tokens[first - 1] if first else tokens[at]
    if lead.word not in ("when", "or"):
        return False
    if lead.word == "when":
        lead.kind = "used"
    for one in tokens[first:behind]:
        one.kind = "used"
    tokens[behind].word = "after"
    return True


BEING = words("i we you stays is are been it have has the position trade i've we've be")


def _counted(tokens: list[Token], at: int) -> bool:
    """ "bars held > 20", "days in trade >= 10" """
    behind = at + 1
    if tokens[at].small == "in":
        behind += [one.word for one in tokens[behind : behind + 1]] in (["trade"], ["position"])
        if behind == at + 1:
            return False
    unit, said = tokens[at - 1], tokens[behind : behind + 2]
    sized = len(said) == 2 and said[0].word in PAST and said[1].word == "num"
    led = at > 1 and tokens[at - 2].word in ALONE
    if unit.word not in UNITS or not (sized and led):
        return False
    for one in tokens[at - 1 : behind]:
        one.kind = "used"
    if tokens[at - 2].word == "when":
        tokens[at - 2].kind = "used"
    said[0].word = "after"
    end = said[1].end
    tokens.insert(behind + 2, Token(end, end, "", unit.word))
    return True


def _unrealised(tokens: list[Token], at: int) -> None:
    """It is what the position has made so far, as "my loss" is."""
    if [one.word for one in tokens[at + 1 : at + 2]] not in ([name] for name in MADE):
        return
    behind = at + 2
    while behind < len(tokens) and tokens[behind].word in FROM_ENTRY:
        behind += 1
    if [one.word for one in tokens[behind : behind + 2]] in (["rises", "above"], ["goes", "above"]):
        behind += 1
    crosses, share = [*tokens[behind : behind + 2], *NOTHING][:2]
    if crosses.word in CROSSED and share.word == "pct":
        tokens[at].kind = "used"
        crosses.word = "exceeds"
        for one in tokens[at + 2 : behind]:
            one.kind = "used"
        _drop_owner(tokens, at)


def _sized(tokens: list[Token], at: int) -> None:
    """ "closed at a profit of 3%": at that one, and not at the first that there is."""
    behind = [one.word for one in tokens[at + 1 : at + 3]]
    if tokens[at].small.endswith("at a profit") and behind == ["of", "pct"]:
        tokens[at].word, end = "sell", tokens[at].end
        tokens[at + 1 : at + 1] = [Token(end, end, name, name) for name in ("at", "profit")]


def _drop_owner(tokens: list[Token], at: int) -> None:
    if at and tokens[at - 1].word in ("my", "the", "our"):
        tokens[at - 1].kind = "used"


NOTHING = [Token(0, 0, "", ""), Token(0, 0, "", "")]


def _from_peak(tokens: list[Token], at: int) -> None:
    """ "drawdown from peak >= 8%": it falls by that from the best price since it was bought."""
    said = [n for n in range(at + 1, min(at + 9, len(tokens))) if tokens[n].word not in OWNED]
    named = [tokens[n].small for n in said[:2]]
    since = len(said) > 2 and tokens[said[2]].word == "since-entry"
    sized = said[2 + since : 4 + since]
    first = at - 1
    while first > 0 and tokens[first].word in OWNED:
        first -= 1
    if len(sized) < 2 or named[0] != "from" or named[1] not in PEAKS:
        return
    more, share = tokens[sized[0]], tokens[sized[1]]
    others = any(one.word in OTHERS or one.word == "short" for one in tokens)
    joined = [one.word for one in tokens[sized[1] + 1 : sized[1] + 2]] == ["and"]
    if (
        others
        or joined
        or more.word not in CROSSED
        or share.word != "pct"
        or tokens[first].word not in LEADS
    ):
        return
    for one in tokens[first + 1 : sized[1]]:
        one.kind = "used"
    tokens[at].kind, tokens[at].word = None, "falls"
    end = share.end
    tokens[sized[1] + 1 : sized[1] + 1] = [
        Token(end, end, "", name) for name in ("from", "peak", "since-entry")
    ]
