"""The usual rules of an indicator that is named without any: which are offered, in which order.

"A Bollinger breakout" buys above the upper band, "stop and reverse" sells short where it sells.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words

OSCILLATING = "buy when {0} is below {1}, sell when {0} is above {2}"
WITH_THE_TREND = (
    "buy when {0} is above 50, sell when {0} is below 50",
    "buy when {0} is above 70, sell when {0} is below 50",
)
LEVELS = {"rsi": ((30, 70), (20, 80), (10, 90)), "stochastic": ((20, 80), (30, 70), (10, 90))}
USUAL = {
    "macd": ("buy when {0} crosses above its signal line, sell when it crosses below",
             "buy when {0} crosses above 0, sell when it crosses below 0"),
    "bollinger": ("buy when price is below the lower {0}, sell at the middle {0}",
                  "buy when price is above the upper {0}, sell at the middle {0}"),
    "supertrend": ("buy when {0} turns green, sell when it turns red",),
    "sar": ("buy when price crosses above the {0}, sell when price crosses below the {0}",),
    "cloud": ("buy when price is above the {0}, sell when price is below the {0}",
              "buy when tenkan crosses above kijun, sell when tenkan crosses below kijun"),
    "donchian": ("buy when price breaks above the {0}-day high, sell when price breaks below the "
                 "{1}-day low",),
    **dict.fromkeys(
        ("sma", "ema", "ma"),
        ("buy when the close is above its {0}, sell when it is below its {0}",
         "buy when the close is below its {0}, sell when it is above its {0}"),
    ),
}  # fmt: skip
# Always in the market one sells short where the other rule takes profits.
TURNED = (
    "buy when price is below the lower {0}, short when price is above the upper {0}",
    "buy when price is above the upper {0}, short when price is below the lower {0}",
)
# Of two lengths: one average of each.
PAIRED = ("buy when {0} crosses above {1}, sell when {0} crosses below {1}",
          "buy when {0} crosses below {1}, sell when {0} crosses above {1}")  # fmt: skip
AVERAGES = ("sma", "ema", "ma")
CHANNELS = ((20, 10), (55, 20))
WITH = words("breakout breakouts momentum trend trending trend-following")
AGAINST = words("reversion mean-reversion fade fading contrarian dip dips")


def usual_rules(
    word: str, said: str, numbers: tuple[float, ...], leaning: str, *, turns: bool
) -> tuple[str, ...]:
    """`leaning` is "with" or "against" the move, where the text says so."""
    if word in AVERAGES and len(numbers) == 2:
        rules = _paired(word, numbers)
    elif word in LEVELS:
        pairs = (numbers,) if are_levels(numbers) else LEVELS[word]
        levels = tuple(OSCILLATING.format(said, *(f"{one:g}" for one in pair)) for pair in pairs)
        trend = tuple(rule.format(said) for rule in WITH_THE_TREND)
        rules = trend if leaning == "with" else levels
    elif word == "donchian":
        rules = tuple(USUAL[word][0].format(*pair) for pair in _channels(numbers))
    elif word == "bollinger":
        rules = _bands(numbers, leaning, turns)
    else:
        rules = tuple(rule.format(said) for rule in USUAL[word])
        rules = rules[::-1] if leaning == "against" and word in AVERAGES else rules
    return tuple(rule.replace(", sell ", ", short ") for rule in rules) if turns else rules


def are_levels(numbers: tuple[float, ...]) -> bool:
    """The "20/80" of "stochastic 20/80" are none of its lengths."""
    return len(numbers) == 2 and 0 < numbers[0] < 50 < numbers[1] < 100


def _paired(word: str, numbers: tuple[float, ...]) -> tuple[str, ...]:
    two = [f"{word.upper()}({length:g})" for length in sorted(numbers)]
    return tuple(rule.format(*two) for rule in PAIRED)


def _channels(numbers: tuple[float, ...]) -> tuple[tuple[str, str], ...]:
    """ "Donchian 20/10": in over the first and out over the second; of one length, both ways."""
    if len(numbers) == 2:
        return ((f"{numbers[0]:g}", f"{numbers[1]:g}"),)
    if numbers:
        one = numbers[0]
        return ((f"{one:g}", f"{one:g}"), (f"{one:g}", f"{max(one // 2, 2):g}"))
    return tuple((f"{first:g}", f"{second:g}") for first, second in CHANNELS)


def _bands(numbers: tuple[float, ...], leaning: str, turns: bool) -> tuple[str, ...]:
    listed = ", ".join(f"{number:g}" for number in numbers)
    name = f"Bollinger Band ({listed})" if numbers else "band"
    rules = TURNED if turns else USUAL["bollinger"]
    return tuple(rule.format(name) for rule in (rules[::-1] if leaning == "with" else rules))


def leaning_of(said: set[str]) -> str:
    """The words of a text, in small letters."""
    return "with" if said & WITH else "against" if said & AGAINST else ""
