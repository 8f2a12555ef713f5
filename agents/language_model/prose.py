"""Whether prose about a run says what its figures say: which way it went, which figure is which,
and whether the benchmark was beaten. No numbers in words, no promises, no addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.events import Json
from agents.language_model.claims import unfounded
from agents.language_model.grounding import made_up, numbers_in, stands

SENTENCE = re.compile(r"(?<=[.!?;])\s+")
CLAUSE = re.compile(r"(?<=[.!?;])\s+|,\s+|\s+(?:and|but|while|whereas|with)\s+")
GAIN = re.compile(r"\b(?:gain\w*|earn\w*|made|profit\w*|grew|grown|rose|risen|up)\b", re.I)
LOSS = re.compile(
    r"\b(?:los[est]\w*|fell|fallen|drop\w*|declin\w*|shrank|down|drawdowns?)\b|[-−–]\d", re.I
)
BEAT = re.compile(r"\b(?:beat\w*|outperform\w*|ahead of|better than|exceed\w*|surpass\w*)\b", re.I)
LAG = re.compile(r"\b(?:lag\w*|underperform\w*|behind|worse than|trail\w*|short of)\b", re.I)
BENCHMARK = re.compile(r"\b(?:hold\w*|benchmark|buy[- ]and[- ]hold|market)\b", re.I)
DENIED = re.compile(
    r"\b(?:not|no|never|nor|neither|fail\w*|without|nothing|hardly)\b|n['’]t\b", re.I
)
MORE = re.compile(r"\b(?:more|higher|larger) than\b|\babove\b", re.I)
LESS = re.compile(r"\b(?:less|lower|smaller) than\b|\bbelow\b", re.I)
BY_RISK = re.compile(
    r"\b(?:sharpe|risk\w*|drawdowns?|volatil\w*|out[- ]of[- ]sample|at worst|peaks?)\b", re.I
)
PER_CENT = re.compile(r"[\d.,]*\d(?=\s?(?:%|per ?cent))")
RETURNS = ("total_return", "cagr", "max_drawdown")
TRADES = re.compile(r"([\d,]+)\s+(?:round )?trades?\b", re.I)
METRICS = {
    "sharpe": re.compile(r"\bsharpe\b", re.I),
    "max_drawdown": re.compile(r"\bdrawdowns?\b", re.I),
    "win_rate": re.compile(r"\b(?:win rate|winners?|winning)\b", re.I),
    "cagr": re.compile(r"\b(?:a year|per year|annual\w*|yearly|cagr)\b", re.I),
    "exposure": re.compile(r"\b(?:exposure|of the time|in the market)\b", re.I),
}
IN_WORDS = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:ed|es?|ing)\b|\b(?:twice|thrice|\w+fold)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred"
    r"|thousand|million|billion|half|third|quarter)s?[\s-]+(?:per ?cent|percent\w*|times|%|of the)",
    re.I,
)
NOT_HIS = re.compile(
    r"https?:|www\.|@|\bguarante\w*|\brisk[- ]free\b|\byou (?:should|must|can trust)\b"
    r"|\brecommend\w*|\bwill (?:\w+ )?(?:make|earn|gain|profit|keep|continue|beat|return|rise)\b",
    re.I,
)


def untrue(text: str, facts: Json) -> Iterator[str]:
    """What must not be believed, each for the one who wrote it."""
    if wrong := made_up(text, facts):
        yield f"These numbers are not among the facts: {', '.join(wrong)}."
    if found := IN_WORDS.search(text):
        yield f"Say {found.group()!r} in digits that are among the facts, or not at all."
    if found := NOT_HIS.search(text):
        yield f"{found.group()!r}: no promise, no advice, no address."
    if not re.search(r"\bthe\b", text, re.I):
        yield "Write in English."
    for clause in CLAUSE.split(text):
        yield from wrong_way(clause, facts)
        yield from wrong_metric(clause, facts)
        yield from unfounded(clause, facts)
    for sentence in SENTENCE.split(text):
        yield from wrong_winner(sentence, facts)


def wrong_way(clause: str, facts: Json) -> Iterator[str]:
    """A gain that was a loss, or a loss that was a gain."""
    gain, loss = bool(GAIN.search(clause)), bool(LOSS.search(clause))
    if gain == loss or DENIED.search(clause):
        return
    for said in numbers_in(" ".join(PER_CENT.findall(clause))):
        returns = [one for name in RETURNS for one in figures(facts, name)]
        fitting = [one for one in returns if stands(said, [abs(one)])]
        if fitting and all((one < 0) == gain and one for one in fitting):
            yield f"{clause!r}: that is the wrong way round."


def wrong_metric(clause: str, facts: Json) -> Iterator[str]:
    """A right number under another figure's name."""
    for number in TRADES.findall(clause):
        yield from misnamed("trades", number, facts)
    rest = TRADES.sub("", clause)
    named = [name for name, words in METRICS.items() if words.search(rest)]
    if len(named) == 1:
        yield from misnamed(named[0], rest, facts)


def misnamed(name: str, text: str, facts: Json) -> Iterator[str]:
    own = [abs(one) for one in figures(facts, name)]
    told = [one for one in sentences(facts) if (METRICS.get(name) or TRADES).search(one)]
    for said in numbers_in(text):
        if not stands(said, own) and made_up(said.text, told):
            yield f"{said.text} is not the {name.replace('_', ' ')}."


def wrong_winner(sentence: str, facts: Json) -> Iterator[str]:
    beat, lag = winner(sentence)
    if beat == lag or not BENCHMARK.search(sentence):
        return
    if DENIED.search(sentence) or BY_RISK.search(sentence):
        return
    own, other = (facts[name]["total_return"] for name in ("figures", "benchmark"))
    if own is not None and other is not None and beat != (own > other):
        yield f"{sentence!r}: the benchmark returned {'more' if other > own else 'less'}."


def winner(sentence: str) -> tuple[bool, bool]:
    """Whether it says that the rules beat or lagged; to lose less is to beat."""
    compared = [words.search(sentence) for words in (BEAT, MORE, LAG, LESS)]
    beat, more, lag, less = map(bool, compared)
    if LOSS.search(sentence) and not GAIN.search(sentence):
        more, less = less, more
    at = min((one.start() for one in compared if one), default=0)
    of_benchmark = BENCHMARK.search(sentence[:at]) and not BENCHMARK.search(sentence[at:])
    return (lag or less, beat or more) if of_benchmark else (beat or more, lag or less)


def figures(facts: Json, name: str) -> list[float]:
    """Of the run and of its benchmark."""
    both = [facts[of].get(name) for of in ("figures", "benchmark")]
    return [float(one) for one in both if one is not None]


def sentences(facts: Json) -> list[str]:
    told = [facts["rules"], facts["verdict"], *facts["findings"]]
    return [one for text in told for one in SENTENCE.split(text)]
