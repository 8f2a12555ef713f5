"""What a position makes or loses, in the words of those who hold it: "bank 15%", "cut at -8%"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places


def mark_results(tokens: list[Token]) -> None:
    """ "the position loses 5%", "we're up 8%": what it makes, whichever way the price went."""
    spoken = [
        token
        for token in tokens
        if token.word not in ("is", "are", "goes", "the", "by", "has", "have")
    ]
    for at in places(spoken[2:], {"pct"}):
        holder, verb = spoken[at : at + 2]
        if verb.word in MADE and holder.small in HOLDERS:
            verb.word = MADE[verb.word]
            holder.word = "it" if holder.word == "trade" else holder.word
    for at in places(spoken[2:], {"pct"}):
        what, verb = spoken[at : at + 2]
        if what.word in ("loss", "profit") and verb.word in REACHED:
            verb.kind = "used"  # "when the loss hits 5%"
    _hit(tokens)
    _reached(tokens)
    _trailed(spoken)
    for at in places(spoken[1:], {"pct"}):
        if spoken[at].small == "losing":
            spoken[at].word = "loss"


def _trailed(spoken: list[Token]) -> None:
    """ "trail profits at 2x ATR", "trail your gains with a 5% stop": a stop that follows."""
    said = [token for token in spoken if token.small not in ("your", "my", "our", "any", "all")]
    for at in places(said[:-1], {"trailing"}):
        gains = said[at + 1]
        if gains.small in GAINS:
            gains.word = "stop"
    for at in places(said[:-2], LOCKED, SMALL):
        lock, link, trail = said[at : at + 3]
        follows = trail.word == "trailing" or trail.small == "a"
        if link.small in ("with", "by", "using") and follows:
            lock.kind = "used"  # "lock in profits with a trailing stop"


LOCKED = frozenset(f"{verb} in {what}" for verb in ("lock", "locking") for what in (
    "profits", "profit", "gains", "the profit", "the gains"
))  # fmt: skip
GAINS = frozenset(
    {
        "profit", "profits", "gain", "gains", "profit at", "profits at", "gains at", "gain at",
        "winner", "winners",
    }
)  # fmt: skip


def _hit(tokens: list[Token]) -> None:
    """ "the stop loss hits 5%", "a stop of 5% is hit", "the stop is triggered at 5%": that stop."""
    said = [token for token in tokens if token.small not in LITTLE]
    for at, verb in enumerate(said):
        if not _is_hit(verb):
            continue
        begin = at
        while begin and said[begin - 1].word in LIMITS | SIZES | {"so-far"}:
            begin -= 1
        names = {token.word for token in [*said[begin:at], *said[at + 1 : at + 2]]}
        if "pct" in names and names & LIMITS:
            for token in said[begin : at + 1]:
                token.kind = "used" if token is verb or token.word == "goes" else token.kind


def _is_hit(token: Token) -> bool:
    return token.word == "touches" or token.small in TRIGGERED


BEING = words("is are was been by has have")
SIZES = words("pct goes")
LIMITS = words("stoploss takeprofit target stop trailing")
TRIGGERED = words("triggers triggered trigger reached reaches hit hits")


def _reached(tokens: list[Token]) -> None:
    """ "reaches a 10% gain", "hits a profit of 8%", "shows a loss of 5%": that gain or loss."""
    spoken = [token for token in tokens if token.small not in ARTICLES]
    lead = Token(0, 0, "", "")
    for holder, verb, first, second in zip(
        [lead, *spoken], spoken, spoken[1:], spoken[2:], strict=False
    ):
        said = {first.word, second.word}
        made = "pct" in said and said & {"loss", "profit"}
        if made and (verb.word in ("touches", "makes") or verb.small in SHOWING):
            verb.kind = "used"
            holder.word = "it" if holder.word == "trade" else holder.word


ARTICLES = words("a an the of about at least around roughly up to")
LITTLE = ARTICLES | BEING
SHOWING = words("shows showing achieves achieved attains hits makes has records yields sees")
REACHED = words("touches exceeds above >= rises goes")
HOLDERS = words("position trade i'm we're i we i’m we’re am are")
MADE = {"falls": "loss", "down": "loss", "rises": "profit", "up": "profit", "makes": "profit"}


def mark_targets(tokens: list[Token]) -> None:
    """ "bank 15%", "pocket 8%": a target, in the words of those who reach it."""
    for at in places(tokens, {"spikes", "spiked"}, SMALL):
        tokens[at].word = "rises"
    for at in places(tokens[1:], {"pct"}):
        verb, end = tokens[at], tokens[at + 2 : at + 3]
        ends = not end or end[0].word in (",", ".", "and", "profit")
        taken = verb.small == "take" and ends
        if verb.small in BANKED or taken:
            verb.word = "takeprofit"
    for at in places(tokens[:-2], BANKED, SMALL):
        verb, link, share = tokens[at : at + 3]
        if link.word == "at" and share.word == "pct":
            verb.word, link.kind = "takeprofit", "used"
    for at in places(tokens[:-1], BANKED, SMALL):
        verb, gain = tokens[at : at + 2]
        if gain.word == "takeprofit":
            verb.kind = "used"


def mark_stops(tokens: list[Token]) -> None:
    """ "cut at -8%", "cut the position if it is down 8%": a stop."""
    shorts = any(token.word in ("short", "cover") for token in tokens)
    for index in places(tokens, CUTTING, SMALL):
        token, far = tokens[index], _cut_at(tokens, index)
        if far is None or (tokens[far].text.startswith("+") and not shorts):
            continue
        token.word = "stoploss"
        for part in tokens[index + 1 : far]:
            part.kind = "used"


def _cut_at(tokens: list[Token], index: int) -> int | None:
    """Where the per cent stands, if nothing between says more."""
    for far in range(index + 1, min(index + 9, len(tokens))):
        if tokens[far].word == "pct":
            return far
        if tokens[far].word not in CUT and tokens[far].small not in CUT:
            return None
    return None


CUTTING = words("cut cuts cutting")
CUT = words(
    "it them loss losses losers loser position trade the my all any every each at when if once "
    "down falls loses by is are minus more than above below - of"
)
BANKED = words("bank banking pocket pocketing book booking bag secure")
