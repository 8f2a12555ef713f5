"""What a rule looks at only while something is held, or nothing: "if in a position and RSI > 70,
sell", "buy if RSI < 30 and not in a trade". A test sells only what it holds, and buys only where it
holds nothing, so that these say no more; of anything else they are asked about.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

STATES = words("held held-long held-short unheld")
OWNING = words("own owns hold holds holding have")
WHO = words("i we you already currently now still do not don't am are is i'm we're")
DENIED = words("not don't")
NAMING = OWNING | {"long", "short"}
LEADS = words("when while")
JOINTS = words("and , : then but &")
IN = words("sell cover sell-after cover-after exit")
OUT = words("buy short buy-after short-after long be-in")
VERBS = IN | OUT
ENDS = words(". ;")
# What would be bought beside what is held, or what no test does by itself.
MORE = words("more again add another additional half unless except until without")


def mark_in_position(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].small in NAMING or tokens[at].word in STATES:
            _name(tokens, at)
        if tokens[at].word in STATES and tokens[at].free:
            _settle(tokens, at)


def _name(tokens: list[Token], at: int) -> None:
    """ "if long and ...", "if I own SPY and ...": a state by one word, or by what is held."""
    led = at > 0 and tokens[at - 1].word in LEADS
    joined = tokens[at + 1].word in JOINTS if at + 1 < len(tokens) else False
    if led and joined and tokens[at].small in ("long", "short"):
        tokens[at].word = f"held-{tokens[at].small}"
    if tokens[at].small in OWNING and at + 1 < len(tokens) and _is_named(tokens, tokens[at + 1]):
        _own(tokens, at)
    if tokens[at].word in STATES and [one.word for one in tokens[at + 1 : at + 2]] == ["in"]:
        for one in tokens[at + 1 : at + 3] if _is_named(tokens, *tokens[at + 2 : at + 3]) else []:
            one.kind = "used"


def _is_named(tokens: list[Token], *one: Token) -> bool:
    """It is a symbol that stands elsewhere too."""
    return bool(one and one[0].symbol) and sum(t.symbol == one[0].symbol for t in tokens) > 1


def _own(tokens: list[Token], at: int) -> None:
    begin = at
    while begin and tokens[begin - 1].small in WHO:
        begin -= 1
    joined = at + 2 < len(tokens) and tokens[at + 2].word in JOINTS
    if joined and begin and tokens[begin - 1].word in (*LEADS, "and"):
        denied = {token.small for token in tokens[begin:at]} & DENIED
        tokens[begin].word = "unheld" if denied else "held"
        for token in tokens[begin + 1 : at + 2]:
            token.kind = "used"


def _excepts(tokens: list[Token], at: int) -> bool:
    """ "buy if RSI < 30 unless already in a position" """
    verb = _verb_before(tokens, at)
    bought = verb is not None and tokens[verb].word in OUT and tokens[at].word.startswith("held")
    if tokens[at - 1].word != "unless" or not bought or not _closes(tokens, at):
        return False
    tokens[at - 1].kind = tokens[at].kind = "used"
    return True


def _settle(tokens: list[Token], at: int) -> None:
    if at and _excepts(tokens, at):
        return
    lead, verb = _order(tokens, at)
    if verb is None or not _fits(tokens[at], tokens[verb]) or _adds(tokens, lead, at, verb):
        return
    joint = _next(tokens, at)
    if at == lead + 1 and joint is not None and joint.word in JOINTS:
        _lead(tokens, at, joint, tokens[verb])
    elif tokens[at - 1].word in (LEADS | {"and"} if verb < at else {"and"}) and _closes(tokens, at):
        tokens[at - 1].kind = tokens[at].kind = "used"
    else:
        return
    side = tokens[at].word.removeprefix("held-")
    if side in ("long", "short"):
        end = tokens[verb].end
        tokens.insert(verb + 1, Token(end, end, side, side))


def _next(tokens: list[Token], at: int) -> Token | None:
    return next((token for token in tokens[at + 1 :] if token.free), None)


def _order(tokens: list[Token], at: int) -> tuple[int, int | None]:
    """What leads to it, and the verb of that: before, as in "buy when ...", or else behind."""
    lead = at - 1
    while lead >= 0 and tokens[lead].word not in (*LEADS, *ENDS):
        lead -= 1
    if lead < 0 or tokens[lead].word not in LEADS:
        return at, None
    begin = lead
    while begin and tokens[begin - 1].word not in (",", *ENDS):
        begin -= 1
    before = [n for n in range(begin, lead) if tokens[n].word in VERBS]
    if before:
        return lead, before[-1]
    behind = (n for n in range(at + 1, len(tokens)) if tokens[n].word in (*VERBS, *ENDS))
    found = next(behind, None)
    if found is None or tokens[found].word in ENDS:
        found = _verb_before(tokens, lead)
    return lead, found


def _verb_before(tokens: list[Token], at: int) -> int | None:
    """In the sentence."""
    while at and tokens[at - 1].word not in ENDS:
        at -= 1
        if tokens[at].word in VERBS:
            return at
    return None


def _adds(tokens: list[Token], lead: int, at: int, verb: int) -> bool:
    """ "if in a position and RSI < 20, buy more" """
    begin, end = min(lead, verb), max(at, verb) + 2
    return bool(MORE & {token.small for token in tokens[begin:end]})


def _lead(tokens: list[Token], at: int, joint: Token, verb: Token) -> None:
    """ "if in a position and RSI > 70, sell", "if in a position: sell when RSI > 70"."""
    tokens[at].kind = joint.kind = "used"
    behind = next((one for one in tokens[at + 1 :] if one.word in LEADS or one is verb), None)
    if joint.word != "and" and behind is not None:
        ruled = behind.word in LEADS or any(one.word in LEADS for one in _after(tokens, behind))
        tokens[at - 1].kind = "used" if ruled else None


def _after(tokens: list[Token], verb: Token) -> list[Token]:
    begin = next(n for n, one in enumerate(tokens) if one is verb)
    end = next((n for n in range(begin, len(tokens)) if tokens[n].word in ENDS), len(tokens))
    return tokens[begin:end]


def _fits(state: Token, verb: Token) -> bool:
    if state.word == "unheld":
        return verb.word in OUT
    side = verb.word.startswith("cover")
    return verb.word in IN and side <= (state.word != "held-long")


def _closes(tokens: list[Token], at: int) -> bool:
    behind = _next(tokens, at)
    return behind is None or behind.word in (",", ")", "then", *VERBS, *ENDS)
