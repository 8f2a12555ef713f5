"""The better of two: "hold XLK when it outperforms SPY, otherwise SPY", over whatever time."""

from __future__ import annotations

from agents.language.lexicon.vocabulary import MARKETS
from agents.language.lexicon.wordlist import words
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import MONTHLY, PERIODS, Plan, is_fortune, rhythm
from agents.language.plans.ranked import RANKING
from agents.language.plans.rotation import is_strange, look_back
from agents.language.tokens.pieces import Token

SAID = RANKING | words(
    "exceeds first beat beats below while move is than rebalance rebalancing does performs"
)
CASH = "else-out"
WINS = words("exceeds beat beats")
LOSES = ("underperform", "lag", "trail", "los")


def outperforming(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Held while it is the better one; the other one else."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    named = list(dict.fromkeys(token.symbol for token in free if token.symbol))
    plain = _without_names(free) if len(named) == 2 else []
    if not plain or any(one.word not in SAID and one.word not in PERIODS for one in plain):
        return None
    every = rhythm(plain, used)
    bars, spans = look_back(plain, timeframe)
    if not _holds_the_better(plain) or any(is_strange(token, spans) for token in plain):
        return None
    made = Plan("rotation", named, every=every, rank_bars=bars)
    made.notes = [("the better of the two is held, whichever it is", "portfolio.top")]
    if every is None:
        made.notes.append(MONTHLY)
    used += free
    return made


def _without_names(tokens: list[Token]) -> list[Token]:
    """ "XLK (tech)": what a fund is called by, in brackets behind it."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        near = range(at, min(at + 5, len(tokens)))
        end = next((n for n in near if tokens[n].word == ")"), at)
        inner = tokens[at + 1 : end]
        named = tokens[at].word == "(" and 0 < len(inner) < 4
        if named and all(token.small in MARKETS and not token.symbol for token in inner):
            at = end + 1
            continue
        kept.append(tokens[at])
        at += 1
    return kept


def _holds_the_better(tokens: list[Token]) -> bool:
    """What is held in the case is the one that the case calls the better."""
    verb = next((n for n, token in enumerate(tokens) if _compares(tokens, n)), None)
    when = next((n for n, token in enumerate(tokens) if token.word in ("when", "while")), None)
    if verb is None or when is None or when > verb or any(one.word == CASH for one in tokens):
        return False  # "otherwise cash": the other one is never held
    before = [token.symbol for token in tokens[:when] if token.symbol]
    case = [token.symbol for token in tokens[when:verb] if token.symbol]
    behind = [token.symbol for token in tokens[verb:] if token.symbol]
    subject, held = (case or before)[-1:], before[-1:]
    if not subject or not behind:
        return False
    held = held or behind[1:2]
    turned = _loses(tokens[verb])
    better = behind[0] if turned else subject[0]
    others = behind[1:] if before else behind[2:]
    moves = len(set(before)) == 2 or any(token.word in ELSE for token in tokens)
    return held == [better] and subject[0] != behind[0] and moves and better not in others


def _compares(tokens: list[Token], at: int) -> bool:
    here, after = tokens[at], tokens[at + 1].word if at + 1 < len(tokens) else ""
    return (
        here.word in WINS
        or _loses(here)
        or (here.word in ("better", "stronger") and after == "than")
    )


def _loses(token: Token) -> bool:
    return token.small.startswith(LOSES) and token.value is None
