"""When a rotation is in the market at all, by what another symbol does: "... and go to cash when
SPY is below its 200-day average", "if SPY is below it, hold SHY", "not when VIX is above 30".
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.language.conditions.turning import negated
from agents.language.draft import Group, Rule, Side, Tree
from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import as_state, condition_in
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import Plan
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Change, Number

CASES = words("when unless while")
SIDES = words("above below over under < <= > >= rising falling crosses between")
ENDS = words(". , cash hold buy stays go not then sell all-in") | set(ELSE)
# Before or behind the case: what it is the case for.
LEAVING = words("cash not skip avoid never out narrow-not else-out")
LEADS = LEAVING | words(
    "only but and hold buy stays in go to all trade exit sell everything then , money move instead "
    "be-in new of entry narrow goes switch"
)
RANKING = words(
    "top best strongest rank ranked ranking highest lowest worst weakest rotate winner leader "
    "better stronger whichever by"
)
WEEKLY = ("a weekly close is the one on which the rotation is looked at", "portfolio.rebalance")
ONLY = words("only narrow")
EVERY = words(
    "every month week quarter year monthly weekly quarterly yearly daily day , on at then month-end"
)
RETURNS = words("recovers return momentum roc negative positive change performance")


@dataclass
class Regime:
    """The words that say it, its case, whether that is the one to be out in, and what is held."""

    rest: list[Token]
    taken: list[Token]
    case: list[Token]
    leaves: bool
    fallback: str

    def apply(self, plan: Plan, timeframe: str) -> bool:
        """Whether the plan could be given the condition."""
        found = condition_in([token for token in self.case if token.word != ","], timeframe)
        state = as_state(found) if found is not None and plan.filter is None else None
        state = negated(state) if state is not None and self.leaves else state
        if state is None:
            return False
        if any(token.word == "weekly" for token in self.case) and plan.every != "week":
            plan.notes.append(WEEKLY)
        plan.filter = self._beside(plan, state)
        if self.fallback and not plan.fallback:
            plan.fallback = self.fallback
            plan.symbols = [one for one in plan.symbols if one != self.fallback]
            plan.symbols.append(self.fallback)
        return True

    def _beside(self, plan: Plan, tree: Tree) -> Tree:
        """What is said of its own return holds as well; what only "else" implied does not."""
        told = [note for note in plan.notes if note[1] == "portfolio.filter"]
        plan.notes = [note for note in plan.notes if note not in told]
        own, plan.positive = plan.positive and not told, False
        if not own or plan.ranked or not plan.rank_bars:
            return tree
        rule = Rule(Side(Change(bars=plan.rank_bars)), ">", Side(Number(value=0)))
        return Group("all", (tree, rule))


def regime_in(tokens: list[Token]) -> Regime | None:
    """The one case that speaks of another symbol's price."""
    found = [made for at in range(len(tokens)) if (made := _regime(tokens, at))]
    return found[0] if len(found) == 1 else None


def _regime(tokens: list[Token], at: int) -> Regime | None:
    if tokens[at].word not in CASES:
        return None
    end = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in ENDS), len(tokens))
    end -= tokens[end - 1].word == "and"
    if not _is_of_another(tokens[at + 1 : end]):
        return None
    begin, last = _around(tokens, at, end)
    opens = _ranks(tokens[last : last + 4]) and not _ranks(tokens[:begin])
    lead, behind = tokens[begin:at], tokens[end:last]
    if opens and not _leaving([*lead, *behind]):
        behind, last = [], end  # "if SPY is above its average, hold the best of ..."
    elif last < len(tokens) and tokens[last].word not in (".", *ELSE):
        return None
    made = _judged(tokens, at, [*lead, *behind], (begin, end, last))
    return made if made and _follows(tokens[:begin]) and _is_alone(made) else None


def _around(tokens: list[Token], at: int, end: int) -> tuple[int, int]:
    """From the first word of its lead to behind what is held then."""
    begin, last = at, end
    while begin and (tokens[begin - 1].word in LEADS or _is_held(tokens, begin - 1)):
        begin -= 1
    while last < len(tokens) and (tokens[last].word in LEADS or _is_held(tokens, last, ",")):
        last += 1
    return begin, last


def _judged(
    tokens: list[Token], at: int, beside: list[Token], places: tuple[int, int, int]
) -> Regime | None:
    begin, end, last = places
    said = {token.word for token in beside}
    named = [token.symbol for token in beside if token.symbol]
    out, unless = _leaving(beside), tokens[at].word == "unless"
    denied = bool(named) and said & LEAVING - {"cash"}
    bought = "sell" in said or (named and "buy" in said)
    if len(named) > 1 or denied or bought or (out and (unless or said & ONLY)):
        return None
    behind = tokens[last:]
    if out and behind and behind[0].word in ELSE:
        if not _ranks(behind):
            return None
        behind = behind[1:]  # "if VIX is above 30 hold SHY, otherwise the best of ..."
    case = tokens[at + 1 : end]
    rest = [*tokens[:begin], *behind]
    taken = tokens[begin : len(tokens) - len(behind)]
    return Regime(rest, taken, case, out or unless, named[0] if named else "")


def _leaving(beside: list[Token]) -> bool:
    return any(token.symbol or token.word in LEAVING for token in beside)


def _ranks(tokens: list[Token]) -> bool:
    return any(token.word in RANKING for token in tokens)


def _follows(before: list[Token]) -> bool:
    """Behind a full stop, or in the sentence that ranks: no other word is passed over."""
    begin = max((n + 1 for n, token in enumerate(before) if token.word == "."), default=0)
    part = [token for token in before[begin:] if token.word not in EVERY]
    return not part or _ranks(part)


def _is_alone(made: Regime) -> bool:
    """No other case is left, but for one that speaks of the return by which it ranks."""
    cases = [n for n, token in enumerate(made.rest) if token.word in CASES]
    return all({token.word for token in made.rest[n : n + 8]} & RETURNS for n in cases)


def _is_held(tokens: list[Token], at: int, *more: str) -> bool:
    """ "hold SHY", "move to SHY", "but SHY" """
    before = tokens[at - 1].word if at else ""
    led = ("hold", "buy", "to", "in", "go", "then", "but", *more)
    return bool(tokens[at].symbol) and before in led


def _is_of_another(case: list[Token]) -> bool:
    """It compares a price or an index; what it says of a return is that of the ranking, but where
    two symbols have one."""
    said = {token.word for token in case}
    named = {token.symbol for token in case if token.symbol}
    returns = said & RETURNS and len(named) < 2
    return bool(named) and bool(said & SIDES) and not returns and not said & {"or", "and"}
