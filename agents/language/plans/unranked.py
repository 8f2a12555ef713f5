"""What a rotation is to rank by and cannot: "the top 2 by Sharpe ratio". No return stands in."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Plan
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words

MEASURES = words("sharpe sortino calmar omega treynor dividend dividends yield yields expectancy")
LEADS = words("by on highest best lowest ranked top using biggest largest")
ADJUSTED = words("adjusted scaled normalised normalized weighted")
BY_RISK = words("volatility vol risk beta drawdown downside variance atr")
RETURNS = words(
    "return returns recovers momentum performance gain gains roc num month week day year"
)
PASSED = words(
    "the their its a an risk-adjusted adjusted trailing last past day week month year num"
)
WHY = (
    "A rotation ranks by a return, a volatility or an oscillator, such as 'by 6-month return'; "
    "this is not among them, and nothing stands in for it."
)


def name_unranked(said: Words, plan: Plan | None) -> list[Unsupported]:
    """It is named, and over what time a return is measured is asked as if none had been said."""
    if plan is None or plan.kind != "rotation":
        return []
    found = [part for at in range(len(said.tokens)) if (part := _measure(said.tokens, at))]
    for part in found:
        for token in part:
            token.kind = "unsupported"
        plan.rank_bars, plan.ranked = None, None
    return [Unsupported(text=said.said(part), why=WHY) for part in found]


def _measure(tokens: list[Token], at: int) -> list[Token]:
    """The measure with the time over which it is taken."""
    if part := _adjusted(tokens, at):
        return part
    if tokens[at].small not in MEASURES:
        return []
    begin = at
    while begin and (tokens[begin - 1].word in PASSED or tokens[begin - 1].small in PASSED):
        begin -= 1
    led = begin and (tokens[begin - 1].word in LEADS or tokens[begin - 1].small in LEADS)
    end = at + 1 + any(token.small in ("ratio", "ratios") for token in tokens[at + 1 : at + 2])
    return tokens[begin:end] if led else []


def _adjusted(tokens: list[Token], at: int) -> list[Token]:
    """ "volatility-adjusted 3-month return": the return in it alone is another measure."""
    lead = tokens[at]
    ahead = at + 1 + any(one.small == "-" for one in tokens[at + 1 : at + 2])
    done = tokens[ahead : ahead + 1]
    if {lead.small, lead.word} & BY_RISK and done and done[0].small in ADJUSTED:
        end = ahead + 1
        while end < len(tokens) and {tokens[end].small, tokens[end].word} & RETURNS:
            end += 1
        return tokens[at:end]
    return []


def without_times(tokens: list[Token]) -> list[Token]:
    """ "Every Monday at 9:30": the time is named, and the rest is a rotation."""
    times = [(lead, time) for lead, time in pairwise(tokens) if time.word == "clock"]
    left = [token for pair in times if pair[0].word == "at" for token in pair]
    return [token for token in tokens if not any(token is one for one in left)]
