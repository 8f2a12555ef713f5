"""What a position makes or loses, in the words of those who hold it: "bank 15%", "cut at -8%"."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def mark_results(tokens: list[Token]) -> None:
    """ "the position loses 5%", "we're up 8%": what it makes, whichever way the price went."""
    spoken = [
        token
        for token in tokens
        if token.word not in ("is", "are", "goes", "the", "by", "has", "have")
    ]
    for holder, verb, share in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if share.word == "pct" and verb.word in MADE and holder.small in HOLDERS:
            verb.word = MADE[verb.word]
            holder.word = "it" if holder.word == "trade" else holder.word
    for what, verb, share in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if share.word == "pct" and what.word in ("loss", "profit") and verb.word in REACHED:
            verb.kind = "used"  # "when the loss hits 5%"
    _hit(tokens)
    _reached(tokens)
    _trailed(spoken)
    for verb, share in pairwise(spoken):
        if share.word == "pct" and verb.small == "losing":
            verb.word = "loss"


def _trailed(spoken: list[Token]) -> None:
    """ "trail profits at 2x ATR", "trail your gains with a 5% stop": a stop that follows."""
    said = [token for token in spoken if token.small not in ("your", "my", "our", "any", "all")]
    for trail, gains in pairwise(said):
        if trail.word == "trailing" and gains.small in GAINS:
            gains.word = "stop"
    for lock, link, trail in zip(said, said[1:], said[2:], strict=False):
        follows = trail.word == "trailing" or trail.small == "a"
        if lock.small in LOCKED and link.small in ("with", "by", "using") and follows:
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
    said = [token for token in tokens if token.small not in SMALL]
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
SMALL = ARTICLES | BEING
SHOWING = words("shows showing achieves achieved attains hits makes has records yields sees")
REACHED = words("touches exceeds above >= rises goes")
HOLDERS = words("position trade i'm we're i we i’m we’re am are")
MADE = {"falls": "loss", "down": "loss", "rises": "profit", "up": "profit", "makes": "profit"}


def mark_targets(tokens: list[Token]) -> None:
    """ "bank 15%", "pocket 8%": a target, in the words of those who reach it."""
    for verb, share, end in zip_longest(tokens, tokens[1:], tokens[2:]):
        if verb.small in ("spikes", "spiked"):
            verb.word = "rises"
        if share is None or share.word != "pct":
            continue
        ends = end is None or end.word in (",", ".", "and", "profit")
        taken = verb.small == "take" and ends
        if verb.small in BANKED or taken:
            verb.word = "takeprofit"
    for verb, at, share in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb.small in BANKED and at.word == "at" and share.word == "pct":
            verb.word, at.kind = "takeprofit", "used"
    for verb, gain in pairwise(tokens):
        if verb.small in BANKED and gain.word == "takeprofit":
            verb.kind = "used"


def mark_stops(tokens: list[Token]) -> None:
    """ "cut at -8%", "cut the position if it is down 8%": a stop."""
    shorts = any(token.word in ("short", "cover") for token in tokens)
    for index, token in enumerate(tokens):
        far = _cut_at(tokens, index) if token.small in CUTTING else None
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
