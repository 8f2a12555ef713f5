"""What is told of a gauge beside its level: "80 points", "below 30, the asset is considered
'oversold'", "above 70 → risk of a decline"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

POINTS = words("points point puntos punkte punkten")
GAUGES = words("rsi mfi stochastic k stochrsi adx")
PRICES = words("price close open high low ma sma ema average band macd") | words("stop stoploss")
COMPARING = words(
    "above below > < >= <= exceeds drops-below breaks-above crosses-above crosses-below touches "
    "rises-to is-above is-below over under"
)
BEFORE_LEVEL = words("the a of level mark to")
HIGHEST = 100
ZONES = words("oversold overbought")
QUOTES = frozenset("'\"“”‘’«»")
CONSIDERED = words(
    """
    considered deemed regarded seen said called as to be then thus is are being in zone the a it
    asset stock market share security instrument coin considéré considérée comme dit dite alors
    actif action titre est il elle considerado considerada activo acción está se como zona mercado
    gilt als wert aktie markt er sie es dann
    """
)
AFTER = words(". , ; : → then") | {""}
RISK = words("risk")
HINTS = POINTS | ZONES | RISK


def mark_gauges_told(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in places(tokens, POINTS, SMALL):
        if _of_a_gauge(tokens, at):
            tokens[at].kind = "used"
    for at in reversed(places(tokens, ZONES)):
        if tokens[at].free:
            _pass_zone(tokens, at)
            _bracket_level(tokens, at)
    for at in places(tokens, RISK):
        _pass_risk(tokens, at)


def _of_a_gauge(tokens: list[Token], at: int) -> bool:
    """ "the RSI is above the 80 points"; "the stop is 20 points away" speaks of prices, and "10
    points below its average" of how far away it is."""
    if at + 1 < len(tokens) and tokens[at + 1].word in COMPARING:
        return False
    level = tokens[at - 1] if at else None
    if level is None or level.word != "num" or not 0 <= (level.value or 0) <= HIGHEST:
        return False
    before = at - 2
    while before > 0 and tokens[before].word in BEFORE_LEVEL:
        before -= 1
    if before < 0 or tokens[before].word not in COMPARING:
        return False
    for one in reversed(tokens[:before]):
        if one.word == "." or one.word in PRICES:
            return False
        if one.word in GAUGES:
            return True
    return False


def _pass_zone(tokens: list[Token], at: int) -> None:
    """Behind "when the RSI is below 30," it says again what that means."""
    first = at
    while first and _is_passed(tokens[first - 1]):
        first -= 1
    if first < 2 or tokens[first - 1].word != "," or tokens[first - 2].word != "num":
        return
    end = at + 1
    while end < len(tokens) and tokens[end].text in QUOTES:
        end += 1
    if (tokens[end].word if end < len(tokens) else "") not in AFTER or end - first < 2:
        return
    case = [one.word for one in _sentence(tokens[: first - 1])]
    if "when" in case and not {"buy", "sell", "short", "cover"} & set(case[case.index("when") :]):
        for one in tokens[first:end]:
            one.kind = "used"


def _bracket_level(tokens: list[Token], at: int) -> None:
    """ "oversold, that is, below 35" has one level, as "oversold (below 35)" has."""
    comma = at + 1
    while comma < len(tokens) and (tokens[comma].small in NAMED or tokens[comma].word == "is"):
        comma += 1
    late = [one for one in tokens[at + 1 : comma] if one.word == "is"]
    side = comma + 1
    while side < len(tokens) and (tokens[side].word in THAT_IS or not tokens[side].free):
        side += 1
    level = side + 1
    while level < len(tokens) and tokens[level].word in BEFORE_LEVEL:
        level += 1
    if level >= len(tokens) or tokens[comma].word != "," or tokens[level].word != "num":
        return
    end = level + 1
    ends = end >= len(tokens) or tokens[end].word in ENDING or not tokens[end].free
    if not ends or tokens[side].word not in SIDES[tokens[at].word]:
        return
    for one in (*tokens[comma + 1 : side], *late):
        one.kind = "used"
    tokens[comma].word = "("
    place = tokens[level].end
    tokens.insert(end, Token(place, place, "", ")"))


SIDES = {"oversold": words("below < <= under"), "overbought": words("above > >= over")}
NAMED = words("zone area territory region level levels zona bereich territoire")
THAT_IS = words("that is so-far ,")
ENDING = words(". , ; : and or buy sell short cover then buy-after sell-after points → )")


def _is_passed(token: Token) -> bool:
    tail = token.small.replace("’", "'").rpartition("'")[2]
    return token.text in QUOTES or bool({token.word, token.small, tail} & CONSIDERED)


def _sentence(before: list[Token]) -> list[Token]:
    start = next((n for n in range(len(before) - 1, -1, -1) if before[n].word == "."), -1)
    return before[start + 1 :]


def _pass_risk(tokens: list[Token], at: int) -> None:
    """ "→ risk of a decline, we sell": why, where a number would be a size."""
    if not at or tokens[at - 1].text not in ("→", "->", "-->", "=>"):
        return
    end = at + 1
    while end < len(tokens) and tokens[end].word not in (".", ",", ";"):
        end += 1
    told = tokens[at:end]
    if len(told) <= FEW and all(one.value is None and not one.symbol for one in told):
        for one in told:
            one.kind = "used"


FEW = 5
