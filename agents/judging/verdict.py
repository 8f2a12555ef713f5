"""The verdict: what the test shows, what it does not show, and what a reader must know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from agents.backtest_runner import Market, Sample, headline
from agents.events import Json
from agents.judging import planned
from agents.judging.costs import trades_freely
from agents.judging.period import beyond, day
from agents.judging.robustness import Robustness
from agents.language.reading import Reading
from agents.refining.refine import Iteration, best_of
from agents.refining.sweeping import Swept
from agents.words import percent, plural, sentence, share
from backtests.engine.backtest import Backtest
from backtests.engine.robustness.judgement import scarce

# What data cards say that is said here about the tested period as a whole.
SAID_HERE = ("asked from", "asked to", "closes only")


@dataclass(frozen=True)
class Verdict:
    """One honest paragraph, the warnings that belong to it, and the figures in one line."""

    text: str
    warnings: list[str]
    headline: str

    def to_dict(self) -> Json:
        return asdict(self)


def verdict_of(
    best: Iteration,
    tried: Sequence[Iteration],
    market: Market,
    reading: Reading,
    robustness: Robustness,
    explanation: Json | None,
    blind: Sequence[str],
) -> Verdict:
    done = best.tested.backtest
    judged = [*judgement(done, robustness, explanation), *costly(best)]
    sentences = [*judged, *contest(best, tried, robustness)]
    warnings = [*blind, *cautions(best, market, reading, robustness)]
    line = f"{', '.join(done.strategy.symbols)}: {headline(done)}"
    unsaid = [one for one in dict.fromkeys(map(sentence, warnings)) if one not in sentences]
    return Verdict(" ".join(sentences), unsaid, line)


def judgement(done: Backtest, robustness: Robustness, explanation: Json | None) -> Iterator[str]:
    if not done.trades:
        yield from idle(done, explanation)
        return
    if done.lost:
        yield done.lost
    yield against_holding(done)
    yield from planned.course(done)
    if done.lost:
        return
    if few := scarce(robustness.evidence):
        verb = "is" if few.number == 1 else "are"
        number = plural(few.number, few.noun)
        yield f"{number} {verb} too few to know whether this is skill or luck."
    elif made_money(done):
        yield robustness.text


def costly(best: Iteration) -> Iterator[str]:
    """That the costs did it, where they did."""
    yield from (one.text for one in best.review.findings if one.code == "costs")


def idle(done: Backtest, explanation: Json | None) -> Iterator[str]:
    held, name = percent(done.benchmark["total_return"]), done.strategy.benchmark_name
    yield f"It never traded, so there is nothing to judge; {name} returned {held}."
    told = explanation or {}
    if reason := told.get("nearest"):
        yield f"Nearest miss: {reason}."
    elif reason := told.get("blocked"):
        yield f"The entry rule held at {plural(told['together'], 'close')}, but {reason}."


def against_holding(done: Backtest) -> str:
    gained, held = percent(done.metrics["total_return"]), percent(done.benchmark["total_return"])
    period, name = f"from {day(done, 0)} to {day(done, -1)}", done.strategy.benchmark_name
    if done.strategy.held_in_equal_parts:
        name += " in equal parts"
    risk = f"worst drawdowns {depth(done.metrics)} and {depth(done.benchmark)}"
    if planned.is_holding(done):
        return f"This is {name} itself {period}: {gained}, worst drawdown {depth(done.metrics)}."
    side = "No better than" if gained == held else compared(done)
    return f"{side} {name} {period}: {gained} against {held}, {risk}."


def compared(done: Backtest) -> str:
    lost = (done.metrics["total_return"] or 0) < 0
    if ahead(done):
        return "Lost less than" if lost else "Better than"
    return "Lost money, and did worse than" if lost else "Worse than"


def ahead(done: Backtest) -> bool:
    gained, held = done.metrics["total_return"], done.benchmark["total_return"]
    return gained is not None and held is not None and gained > held


def made_money(done: Backtest) -> bool:
    return (done.metrics["total_return"] or 0) > 0


def depth(figures: dict[str, float | None]) -> str:
    return share(-(figures["max_drawdown"] or 0.0))


def contest(best: Iteration, tried: Sequence[Iteration], robustness: Robustness) -> Iterator[str]:
    """How many variants competed, and what the part that they never saw says of the winner."""
    if best.swept:
        yield from sweep(best, best.swept, robustness)
        return
    others = len(tried) - 1
    if not others:
        return
    first = f"{plural(others, 'variant')} of the assumed numbers {'was' if others == 1 else 'were'}"
    yield f"{first} tried on the first part of the period; {chosen(best, best_of(tried))}"
    late = best.tested.out_of_sample
    if late is not None and best.n > 1:
        yield f"{unseen(late, best.tested.backtest)}{as_read(tried[0])}."


def sweep(best: Iteration, swept: Swept, robustness: Robustness) -> Iterator[str]:
    """Which variant won, what became of it where nobody had looked, and whether it was luck."""
    yield f"{swept.verdict}{' and is shown here' if swept.study.trades.any() else ''}."
    late = best.tested.out_of_sample
    if late is not None:
        yield f"{unseen(late, best.tested.backtest)}."
    else:
        yield "The period is too short to set a part of it aside: the choice has seen all of it."
    yield from (one.text for one in robustness.findings if one.name == "tries")


def chosen(best: Iteration, ahead: Iteration) -> str:
    """`ahead` did best where they competed, and is not kept if it lost the account behind that."""
    if ahead.n != best.n:
        shown = "the strategy as it was read" if best.n == 1 else f"iteration {best.n}"
        return (
            f"iteration {ahead.n} did best there and lost the account on the rest, so {shown} is "
            "shown here."
        )
    if best.n == 1:
        return "none did better there, so the strategy stands as it was read."
    return f"iteration {best.n} did best there and is shown here ({best.variant})."


def unseen(late: Sample, done: Backtest) -> str:
    """A plan that began before goes on there, without a trade of its own."""
    gained, held = late.metrics["total_return"], late.benchmark["total_return"]
    if gained is None:
        return f"On the rest, from {late.start[:10]}, there was no account any more"
    what = "returned" if late.metrics["trades"] or done.plan else "began no trade and returned"
    return (
        f"On the rest, from {late.start[:10]}, which the choice did not see, it {what} "
        f"{percent(gained)} against {percent(held)} for {done.strategy.benchmark_name}"
    )


def as_read(original: Iteration) -> str:
    late = original.tested.out_of_sample
    if late and late.metrics["total_return"] is None:
        return ", and the strategy as read had lost its account before"
    return f" and {percent(late.metrics['total_return'])} for the strategy as read" if late else ""


def cautions(
    best: Iteration, market: Market, reading: Reading, robustness: Robustness
) -> Iterator[str]:
    done = best.tested.backtest
    yield from looks_ahead(robustness)
    yield from too_few(done, robustness)
    yield from doubts(done, robustness)
    if best.n > 1:
        yield (
            "Numbers that you did not state were tuned on the first part of this period; the "
            "figures of the whole period flatter the result. Trust the last part more."
        )
    elif best.swept:
        yield (
            "The winner of a sweep always looks better than it is: its figures are those of the "
            "numbers that fitted this past best. Trust the part more that the choice did not see."
        )
    yield from (f"Not tested: {one.text}: {one.why}" for one in reading.unsupported)
    yield from shortened(done)
    yield from done.flags
    yield from card_flags(market)
    yield from account(done)


def looks_ahead(robustness: Robustness) -> Iterator[str]:
    past = robustness.parts.past
    if past and not past.passed:
        yield past.text


def too_few(done: Backtest, robustness: Robustness) -> Iterator[str]:
    few = scarce(robustness.evidence)
    if few and done.trades:
        yield (
            f"Too few {few.noun}s to know: {few.number}, where at least {few.least} are needed "
            "before averages mean something."
        )


def doubts(done: Backtest, robustness: Robustness) -> Iterator[str]:
    """Why a gain may not come again; a loss needs no more doubts."""
    if made_money(done):
        yield from (one.text for one in robustness.findings if one.state == "failed")


def shortened(done: Backtest) -> Iterator[str]:
    """What was asked for, and lies outside the prices there are."""
    first, last = (day(done, bar) for bar in (0, -1))
    before, after = beyond(done)
    lacks = "not all of its symbols have" if len(done.strategy.all_symbols) > 1 else "there are no"
    if before:
        yield f"Not tested before {first}: {lacks} earlier prices."
    if after:
        yield f"Not tested after {last}: {lacks} later prices."


def card_flags(market: Market) -> Iterator[str]:
    """What is true of several symbols, such as a closed exchange, is said once of all."""
    whose: dict[str, list[str]] = {}
    for card in market.cards:
        for flag in dict.fromkeys(map(str, card.get("flags") or [])):
            if not flag.startswith(SAID_HERE):
                whose.setdefault(flag, []).append(str(card.get("symbol", "")))
    yield from (flagged(symbols, flag) for flag, symbols in whose.items())


def flagged(symbols: Sequence[str], flag: str) -> str:
    *others, last = symbols
    named = f"{', '.join(others)} and {last}" if others else last
    return flag if flag.startswith(last) else f"{named}: {flag}"


def account(done: Backtest) -> Iterator[str]:
    strategy = done.strategy
    if done.trades and trades_freely(strategy):
        yield "No commission and no slippage were counted; real trades cost money."
    if strategy.enters_at_close:
        filled = "Orders fill" if strategy.leaves_at_close else "Entries fill"
        yield f"{filled} at the close that gave the signal, which is hard to do in real trading."
    still = sum(trade.is_open for trade in done.trades)
    if still and done.plan:
        yield "What it holds at the end is counted at the last close, without the costs of a sale."
    elif still:
        verb = "is" if still == 1 else "are"
        yield f"{plural(still, 'trade')} {verb} still open at the end, counted at the last close."
