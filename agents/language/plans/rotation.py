"""Rotation: "each month hold the 2 of SPY, TLT and GLD with the highest 6-month return"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.conditions.turning import negated
from agents.language.draft import Rule, Side
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import bars_in
from agents.language.plans.allocation import condition_in, is_said
from agents.language.plans.leavers import without_leavers
from agents.language.plans.ordering import ELSE
from agents.language.plans.other_end import without_other_end
from agents.language.plans.plan import MONTHLY, PERIODS, Plan, is_fortune, rhythm, said, sentences
from agents.language.plans.ranked import (
    HIGH,
    LOW,
    MEASURED,
    OTHERWISE,
    RANKING,
    RANKS,
    SPANS,
    is_dual,
    over,
    ranked_by,
)
from agents.language.plans.regimes import regime_in
from agents.language.plans.rhythms import without_edges
from agents.language.plans.safety import fallback_of, safe_asset
from agents.language.plans.strange import is_something_else, loser, without_order
from agents.language.plans.unranked import without_times
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Change, Number


def rotation(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """The best of several symbols, chosen again and again."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    uneven = any(token.word == "uneven-weights" for token in free)
    free = [token for token in free if token.word != "uneven-weights"]
    before = [(token.kind, token.word) for token in tokens]
    for token in free:
        token.word = "cash" if _goes_to_cash(token) else token.word
        token.word = "by" if token.small == "nach" else token.word  # "nach 6-Monats-Rendite"
    made = _made(without_times(without_other_end(free)), timeframe, used)
    if made is None:
        for token, (kind, word) in zip(tokens, before, strict=True):
            token.kind, token.word = kind, word
    if made is not None and uneven:
        made.notes.append(("the symbols are held in equal parts instead", "portfolio.weights"))
    return made


def _goes_to_cash(token: Token) -> bool:
    """To go to cash sells, but in a rotation it is what is held instead."""
    return token.word == "sell" and "cash" in token.small


def _made(free: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """The sentences that speak of the rotation; the others are left, to be read or named."""
    plain = _without_shares(_without_holding(without_edges(free, used), used), used)
    plain = without_leavers(without_order(plain, used), used)
    if regime := regime_in(plain):
        made = _spoken(regime.rest, timeframe, used)
        if made is not None and regime.apply(made, timeframe):
            used += [one for one in regime.taken if is_said(one) or one.word == "close"]
            return made
        return None
    return _spoken(plain, timeframe, used)


def _spoken(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    said_ = sentences(tokens)
    used += [token for sentence in said_ if _only_fills(sentence) for token in sentence]
    own = [sentence for sentence in said_ if _speaks(sentence) and not _only_fills(sentence)]
    return _planned([token for sentence in own for token in sentence], timeframe, used)


def _without_holding(tokens: list[Token], used: list[Token]) -> list[Token]:
    """ "... and hold it for a month", "... until the next month end": to the next time."""
    for at, token in enumerate(tokens):
        if at and token.word == "hold" and tokens[at - 1].word in ("and", "then", ","):
            end = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in (".", ",")), 0)
            behind = tokens[at + 1 : end or len(tokens)]
            if behind and all(one.word in UNTIL or one.value == 1 for one in behind):
                used += tokens[at - 1 : at + 1 + len(behind)]
                return tokens[: at - 1] + _as_long(tokens, behind) + tokens[at + 1 + len(behind) :]
    return tokens


def _as_long(tokens: list[Token], held: list[Token]) -> list[Token]:
    """ "hold for one week" is a rhythm, where no other is said."""
    other = any(token.word in PERIODS or token.word == "every" for token in tokens)
    units = [token for token in held if token.word in ADVERBS]
    if other or len(units) != 1:
        return []
    return [replace(units[0], word=ADVERBS[units[0].word])]


ADVERBS = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}


UNTIL = words(
    "it until next month-end month-start month quarter quarter-end quarter-start year for one "
    "then of-month last first day the"
)


def _only_fills(sentence: list[Token]) -> bool:
    """ "Enter and exit on the open of the next month." """
    spoken = said(sentence)
    return {"buy", "sell"} <= spoken and all(token.word in FILLING for token in sentence)


FILLING = words(
    "buy sell and or on at-open at-close next month of-month month-start first day . of"
)


def _speaks(sentence: list[Token]) -> bool:
    """It ranks, or every word of it may belong to what another sentence ranks."""
    spoken = said(sentence)
    plain = all(token.word in RANKING or token.word in PERIODS for token in sentence)
    filters = bool(spoken & {"only", "cash"} and spoken & CONDITIONS)
    return plain or filters or bool(spoken & (RANKS | LOW | HIGH) and spoken & {"symbol"})


def _planned(free: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    if _rivals(free) or is_something_else(free):
        return None
    parts = _filtered(free)
    core = parts[0]
    by = ranked_by(core) if said(core) & (RANKS | LOW | HIGH) else None
    words_ = [token for token in core if by is None or token not in by[1]]
    spoken = said(words_)
    if not _ranks(spoken, by is not None) or spoken & OTHERWISE:
        return None
    if any(token.word not in RANKING and token.word not in PERIODS for token in words_):
        return None
    plan = _read(words_, timeframe, used, spoken)
    if plan is None or not _keep_filter(plan, parts[1], timeframe, _leaves(free, parts[1])):
        return None
    if by is not None and plan.rank_bars and (spoken & MEASURED or "period" in by[0].said):
        return None
    if by is not None:
        plan.ranked, plan.rank_bars = over(by[0], plan.rank_bars), None
        plan.notes += [(text, "portfolio.rank_by") for _, text in plan.ranked.notes]
    used += [token for token in free if token.word != "ytd"]
    return plan


def _rivals(tokens: list[Token]) -> bool:
    """ "if the best is better than BIL, buy it; if BIL is, TLT": a return to beat, which is no
    rule of a rotation."""
    whens = [n for n, token in enumerate(tokens) if token.word in ("when", "unless")]
    for at in whens:
        end = next((n for n in range(at, len(tokens)) if tokens[n].word in (".", ",")), len(tokens))
        case = tokens[at:end]
        if any(one.word in BEATS and other.symbol for one, other in pairwise(case)):
            return True
    return False


BEATS = words("than above exceeds beats > below <")


def _without_shares(tokens: list[Token], used: list[Token]) -> list[Token]:
    """ "the winner, 100%", "1/3 to each of the three": in equal parts, as it holds them."""
    counts = {token.value for token in tokens if token.word == "num"} | {1.0}
    kept: list[Token] = []
    for token in tokens:
        share = 100 / token.value if token.word == "pct" and token.value else 0
        if share and any(abs(share - (count or 0)) < 0.1 for count in counts):
            used.append(token)
        elif _is_part(kept[-2:], token):
            used += [*kept[-2:], token]
            del kept[-2:]
        else:
            kept.append(token)
    return kept


def _is_part(before: list[Token], token: Token) -> bool:
    """ "1/3" """
    words_ = [one.word for one in before]
    return words_ == ["num", "/"] and before[0].value == 1 and token.word == "num"


def _ranks(spoken: set[str], measured: bool) -> bool:
    if spoken & RANKS:
        return True
    if spoken & {"choose", "pick"} and spoken & MEASURED:
        return True
    moved = "most" in spoken and spoken & {"rises", "falls"}
    return bool(moved) or (bool(spoken & (LOW | HIGH)) and (measured or bool(spoken & MEASURED)))


def _filtered(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "... but only if it is above its 200-day average": what stands behind is a condition."""
    for index, token in enumerate(tokens):
        behind = tokens[index + 1 :]
        bare = token.word == "only" and behind[:1] and behind[0].word in ("above", "below")
        starts = (token.word == "when" or bare) and {one.word for one in behind} & CONDITIONS
        if starts:
            ends = (".", "cash", *ELSE)
            end = next((n for n, one in enumerate(behind) if one.word in ends), len(behind))
            first = index - 1 if index and tokens[index - 1].word == "only" else index
            return tokens[:first] + behind[end:], behind[:end]
    return tokens, []


MORE = words("positive negative half third part")
CONDITIONS = words("sma ema ma average moving rsi macd adx")


def _leaves(tokens: list[Token], condition: list[Token]) -> bool:
    """ "go to cash if SPY is below its average": the condition is not to hold."""
    if not condition:
        return False
    at = next(n for n, token in enumerate(tokens) if token is condition[0]) - 1
    end = at + len(condition) + 1
    begin = max((n + 1 for n in range(at) if tokens[n].word == "."), default=0)
    before = {token.word for token in tokens[begin:at]}
    after = tokens[end].word if end < len(tokens) else ""
    return after == "cash" or ("cash" in before and not before & {"only", *ELSE})


def _keep_filter(plan: Plan, tokens: list[Token], timeframe: str, leaves: bool) -> bool:
    if not tokens:
        return True
    if any(token.word in MORE for token in tokens):
        return False  # "if it is positive and SPY is above its average", "hold half in cash"
    found = condition_in([token for token in tokens if token.word != ","], timeframe)
    plan.filter = negated(found) if leaves else found
    plan.positive = False
    plan.notes = [note for note in plan.notes if note[1] != "portfolio.filter"]
    return plan.filter is not None


def _read(tokens: list[Token], timeframe: str, used: list[Token], spoken: set[str]) -> Plan | None:
    every = rhythm(tokens, used)
    bars, spans = look_back(tokens, timeframe)
    top, counted = _top(tokens, spans)
    fallback = fallback_of(tokens) or safe_asset(tokens, dual=is_dual(spoken))
    named = [token.symbol for token in tokens if token.symbol and token.symbol != fallback]
    symbols = list(dict.fromkeys(named))
    known = [*spans, *counted]
    if len(symbols) < 2 or any(is_strange(token, known) for token in tokens):
        return None
    if top > MOST_HELD:
        return None  # "when it is below 30" is no number of symbols
    made = Plan("rotation", symbols, every=every, top=top, rank_bars=bars)
    made.lowest = bool(spoken & LOW) or {"most", "falls"} <= spoken
    made.fallback = fallback
    _finish(made, spoken)
    _of_one(made, tokens)
    said_so = spoken & {"when", "unless"} and spoken & SIGNED
    return None if said_so and not (made.positive or made.filter) else made


def _of_one(made: Plan, tokens: list[Token]) -> None:
    """ "if SPY's return is negative hold AGG": the others may fall as they like."""
    if made.positive and made.rank_bars and (symbol := loser(tokens)):
        made.positive = False
        if sum(token.symbol == symbol for token in tokens) == 1:
            made.symbols = [one for one in made.symbols if one != symbol]
        change = Side(Change(bars=made.rank_bars), symbol=symbol)
        made.filter = Rule(change, ">", Side(Number(value=0)))
        made.notes = [note for note in made.notes if note[1] != "portfolio.filter"]


def is_strange(token: Token, known: list[Token]) -> bool:
    """A number that says nothing which is understood."""
    plain = token.value is None or token.value == 0 or token.small == "one"
    return not plain and token not in known


MOST_HELD = 20
# Words of a condition, which may not be lost.
SIGNED = words("negative positive below above < >")
LAST = ("last", "previous", "prior")


def look_back(tokens: list[Token], timeframe: str) -> tuple[int | None, list[Token]]:
    """The one span of time that the return is measured over."""
    bars: set[int] = set()
    spans: list[Token] = []
    for index, token in enumerate(tokens):
        unit = tokens[index + 1].word if index + 1 < len(tokens) else ""
        if token.word == "roc" and unit == "(" and tokens[index + 2 : index + 3]:
            bars.add(int(tokens[index + 2].value or 0))
            spans.append(tokens[index + 2])
        if unit == "last" and index + 2 < len(tokens):
            unit = tokens[index + 2].word  # "les 3 derniers mois"
        if token.value is not None and unit in SPANS:
            count = token.value * 3 if unit == "quarter" else token.value
            of = "month" if unit == "quarter" else unit
            bars.add(bars_in((count, of), timeframe) or 0)
            spans.append(token)
        elif token.word in LAST and unit in SPANS and tokens[index - 1] not in spans[-1:]:
            span = (3.0, "month") if unit == "quarter" else (1.0, unit)
            bars.add(bars_in(span, timeframe) or 0)
    return (bars.pop() if len(bars) == 1 else None), spans


def _top(tokens: list[Token], spans: list[Token]) -> tuple[int, list[Token]]:
    """ "top 3", "the best 2", "the 2 with the highest"; one, if no number is said."""
    counts = [token for token in tokens if token.word == "num" and token not in spans]
    counts = [token for token in counts if (token.value or 0) >= 1]
    every = float(len({token.symbol for token in tokens if token.symbol}))
    picked = [token for token in counts if token.value != every]  # "the best of 4 assets"
    if not picked and counts and not _is_top(tokens, counts[0]):
        return 1, counts  # "of the four ETFs the one with ..."
    return (int(picked[0].value or 1), counts) if len(picked) == 1 else _first(counts)


def _is_top(tokens: list[Token], count: Token) -> bool:
    """ "the top 4", "the 4 best" """
    at = next(n for n, token in enumerate(tokens) if token is count)
    near = [token.word for token in (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2])]
    return bool({"top", "best", "strongest", "hold", "buy", "worst", "weakest", "bottom"} & {*near})


def _first(counts: list[Token]) -> tuple[int, list[Token]]:
    return (int(counts[0].value or 1), counts[:1]) if counts else (1, [])


def _finish(made: Plan, spoken: set[str]) -> None:
    gains = spoken & {"only", "when"} and spoken & {"positive", "above", ">"}
    instead = "cash" in spoken or made.fallback or "unless" in spoken or {"not", "buy"} <= spoken
    losses = spoken & {"when", "unless"} and spoken & {"negative", "below", "<"} and instead
    made.positive = bool(gains or losses)
    if made.fallback:
        made.symbols.append(made.fallback)
    if made.every is None:
        made.notes.append(MONTHLY)
    if is_dual(spoken) or (made.fallback and not made.positive and not spoken & set(ELSE)):
        made.positive = True
        instead_ = made.fallback or "cash"
        note = f"one is held only while its own return is positive, and {instead_} if it is not"
        made.notes.append((note, "portfolio.filter"))
    if spoken & set(ELSE) and not made.positive:
        made.positive = True
        note = (
            f"{made.fallback or 'cash'} is held in place of a symbol whose return is not positive"
        )
        made.notes.append((note, "portfolio.filter"))
    made.notes.append(("the symbols that are held get equal parts", "portfolio.top"))
