"""The many words for what a plan does, in the few that its forms read.

Only plans are read in these words: "reset it every January" rebalances, "stash $50" buys.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import phrases, synonyms, words
from agents.language.tokens.pieces import Token

RESTORED = synonyms(
    """
    rebalance: bring brings brought bringing reset resets resetting restore restores restored
    rebalance: restoring trued truing true realign realigned realigning readjust readjusted
    rebalance: readjusting reweight reweighted reweighting equalise equalised equalize equalized
    rebalance: recalibrate recalibrated redistribute redistributed rebal rebals rebalances level
    rebalance: leveled levelled reallocate reallocated reallocating revert reverted tidy squared
    rebalance: evened evening even re-even rejig rejigged tweak tweaked trim trimmed renew renewed
    equally: evenly
    equal: identical
    part: portion portions slice slices chunk chunks sleeve sleeves share shares piece pieces
    part: proportions proportion ratio ratios bucket buckets allocation allocations mix amounts
    part: target targets original originals starting levels weightings
    """
)
REPEATED = synonyms(
    """
    put: stash stashing throw throwing plow plough pour pouring funnel chuck toss shove drip feed
    put: dripfeed stack stacking squirrel salt sock commit committing contributing transfer channel
    put: plonk sling dump direct autoinvest aside spend spending drop dropping sink sinking set sets
    put: park parks parking stuff stick pay paying pop shovel move moves route earmark devote
    put: trickle plunk ploughing plowing putting puts adds adding saves saving pumping pump slide
    put: goes invest investing auto recurring setting sticking popping chucking tossing
    put: allocate allocating
    put: contributions contribution investment investments deposits purchases purchase instalment
    put: instalments sip sips
    regularly: regular systematic systematically automatically automatic consistently
    forever: buyhold
    month: mo mos mth mnth
    year: yr
    put: sparen spare spart anlegen anlege 投入 买入 定额 placer verser ahorrar aportar
    """
)
RANKED = synonyms(
    """
    winner: winners leaders topper toppers champion champ frontrunner
    volatility: volatile turbulent
    of: 中 aus parmi unter
    by: selon gemäß según
    buy: buy-after
    best: performant performante performants performantes
    month: m mo mos mth
    year: y yr
    else: fallback
    rotate: 轮动 rotates
    best: stärksten beste besten stärkste stärkster meilleur meilleure mejor mejores meilleurs
    worst: laggard laggards loser losers bottom weakling weaklings underperformer underperformers
    return: gain gains growth appreciation performance
    pick: select selects selected selecting chosen chooses choosing picked picking
    switch: reshuffle reshuffled reselect reselected rerank reranked reconstitute reconstituted
    switch: recheck rechecked revisit revisited reassess reassessed repeat repeated update updating
    switch: recalculated reset
    equally: evenly
    part: portion portions slice slices sleeve sleeves piece pieces
    """
)
OTHER = synonyms(
    """
    else: failing
    hold: rotate rotating rotates park parks parking owning put putting place placing placed
    hold: assign assigning devote
    cash: usdt usdc stablecoin stablecoins usd dollars
    """
)
# Phrases that sell elsewhere; here they say what is held instead.
OTHER |= dict.fromkeys(("go to cash", "goes to cash", "move to cash", "cash out"), "cash")
KEPT = phrases(
    """
    put: hold buy | keep buy | keep put | continue buy | goes on buy | keep add
    forever: forget it | forget about it | forget them | leave it alone | leave it | sit on it
    forever: do nothing | nothing else
    forever: not sell any-of it | not sell any-of them | not sell it | not sell | not sell them
    forever: not sell any | not sell share | not touch it | not touch | hang on to it | hang on it
    forever: not touch it again | not touches it again | not touches | not touches it
    forever: hang onto it | hang on to them | hold on to it | hold on to them | hold on it
    forever: hold onto it | let it ride | let it grow | let it run | leaves it alone | leaves alone
    forever: leaves it | not let it go | hold it | hold all-of it | hold them
    forever: not part with it | not exit | let ride | let grow | let compound | let it compound
    forever: it ride | it grow | it compound | not sell anything | stack it | hold stack
    forever: hold stack it | hold accumulating | hold buy it | not hold sell | not sell stack
    """
)
HELD = phrases(
    """
    else: or else | failing too | failing as-well | in all other cases | in every other case
    else: in any other case | when it not | when not so | when not it
    else: sell of-year | sell time | in all other month | in other month
    else: remaining month | in remaining month | all other month | other month | in all other time
    else: at all other time | in every other month | for sell of-year | remaining time | rest time
    else: during sell of-year | during other month | in rest of-year | rest of-year | other time
    hold: stays in | stays with | sits in | sits with | stick to | stick with | be-in in | stick in
    hold: park it in | park it | park money in | put it in | put money in | goes to | goes into
    else: when out , | while out , | when flat , | while flat , | when not buy , | while not buy ,
    else hold: when out hold | while out hold | when flat hold | while flat hold
    else: when lower , | when below , | when higher , | when above , | when under ,
    else hold: when not hold | when not buy | when not put | when not allocate | when not place
    hold: move to | move into | switch to | switch into | shift to | shift into | rotate to
    hold: rotate into | goes for | be in | goes with | money goes to | put it | go with | go for
    hold: hide in | flee to | retreat to | retreat into | fall back on | falls back on | switch
    hold: falls back to | default to | defaults to | invest in | park in | park | owning | buy it
    hold: hold in | long in | stays | goes in | rebalance to | rebalance portfolio to
    hold: balance portfolio to | balance to | rebalance into
    """
)
DOWN = phrases(
    """
    last quarter: trailing quarter
    past: from close to close | measured close to close | close to close
    dual: relative and absolute | absolute and relative
    safe: risk - off | risk off
    last month: trailing month
    last year: trailing year
    weekly: every monday | once every monday
    hold: goes with | goes for | goes long | goes in | be-in in
    rises most: goes up most | goes most | recovers most | goes up-most
    negative: winner down | it down | all down | leader down | best down | return down | top down
    negative: winner negative | none up | winner below 0 | winner loss | it loss | loss
    """
)
EQUAL = phrases(
    """
    equal: equal dollar part | equal dollar amounts | equal amounts | equal dollar | same weight
    equal: same amount | identical amounts | equal money
    """
)
Words = dict[str, str]
Phrases = dict[tuple[str, ...], str]
TABLES: dict[str, tuple[Words, Phrases]] = {
    "periodic": (REPEATED, KEPT),
    "allocation": (OTHER, HELD),
    "cases": (OTHER, HELD),
    "nested": (OTHER, HELD),
    "shifting": (OTHER, HELD),
    "rotation": (RANKED, DOWN),
    "outperforming": (RANKED, DOWN),
    "trending": ({}, {}),
    "halves": ({}, {}),
    "weights": (RESTORED, EQUAL),
    "lazy": (RESTORED, {}),
    "keeping": ({}, KEPT),
}


@dataclass
class Wording:
    """A text in the words of plans; what a plan takes is marked in the text itself."""

    tokens: list[Token]
    parts: list[tuple[Token, list[Token]]]

    def settle(self) -> None:
        for token, said in self.parts:
            for part in said:
                part.kind = part.kind or token.kind


def worded(tokens: list[Token], form: str) -> Wording:
    words, said = TABLES[form]
    if not (words or said):
        return Wording(tokens, [])
    made = Wording([], [])
    at = 0
    while at < len(tokens):
        size = _size(tokens, at, said) if tokens[at].word in OPENING[form] else 1
        part = tokens[at : at + size]
        _add(made, part, said[_phrase(part)] if size > 1 else _word(tokens[at], words))
        at += size
    return made


LONGEST = 4
OPENING = {form: frozenset(name[0] for name in said) for form, (_, said) in TABLES.items()}


def _size(tokens: list[Token], at: int, said: Phrases) -> int:
    """How many words the longest phrase has that begins here; else one."""
    sizes = range(min(LONGEST, len(tokens) - at), 1, -1)
    size = next((n for n in sizes if _phrase(tokens[at : at + n]) in said), 1)
    return 1 if _phrase(tokens[at : at + size]) in NOT_SO and _denies(tokens, at + size) else size


NOT_SO = {("when", "it", "not"), ("when", "not", "it")}


def _denies(tokens: list[Token], at: int) -> bool:
    """ "if it is not above its average": a case of its own, and no "else"."""
    behind = tokens[at] if at < len(tokens) else None
    return behind is not None and not behind.symbol and behind.word not in HOLDING


HOLDING = words(", . : hold buy be-in long goes go move switch cash pct then stays put use")


def _phrase(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(token.word if token.free else "#taken" for token in tokens)


def _word(token: Token, words: Words) -> str:
    if token.value is not None or token.symbol or not token.free:
        return token.word
    text = token.small
    if text in PROVIDED:
        return "when"
    if text == "relative strength" and "winner" in words.values():
        return "momentum"
    return words.get(token.word) or words.get(text) or token.word


PROVIDED = frozenset({"provided", "provided that", "providing", "given that"})


def _add(made: Wording, part: list[Token], said: str) -> None:
    if len(part) == 1 and said == part[0].word:
        made.tokens.append(part[0])
        return
    for word in said.split():
        token = replace(part[0], end=part[-1].end, word=word)
        made.tokens.append(token)
        made.parts.append((token, part))
