"""Numbers of an indicator that are called by their names: "Bollinger Bands (period 20, deviation
2)", "MACD (fast=12, slow=26, signal=9)". They become a plain list in brackets, in the usual order.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

PERIOD = words("period periods length lengths window span lookback lookbackperiod timeperiod")
SPREAD = words("std sd deviation deviations dev devfactor stdev multiplier factor width mult nbdev")
TIMES = words("multiplier factor mult x *")
# How each number of an indicator is called, in the order in which they are written.
NAMES: dict[str, tuple[frozenset[str], ...]] = {
    "macd": (words("fast fastperiod"), words("slow slowperiod"),
             words("signal signalperiod smoothing")),
    "bollinger": (PERIOD | words("sma ma average"), SPREAD),
    "stochastic": (PERIOD | words("k fastk kperiod"), words("smooth smoothing slowing slowk"),
                   words("d-line d dperiod slowd")),
    "supertrend": (PERIOD | {"atr"}, TIMES),
    "keltner": (PERIOD | words("ema sma ma"), TIMES, words("atr")),
    "sar": (words("acceleration af step start increment"), words("maximum max afmax limit")),
    **dict.fromkeys(
        words("rsi cci atr mfi williams-r adx roc zscore donchian hma wma sma ema ma volume-mean"),
        (PERIOD,),
    ),
}  # fmt: skip
# What may stand between an indicator and its numbers.
LINKS = words(
    """
    ( ) , : = - of with and a an the at is are set to its using use by x * indicator oscillator
    channel line lines day bar default standard band histogram parameters settings params value
    values where whose having has that equal equals as ± + plus minus
    """
)
# "RSI is calculated over 5 days": behind these a number of days is a length.
CALCULATED = words("calculated computed constructed measured built based taken plotted")
UPON = words("on over from upon across")
BESIDE = {"macd": words("ema period length"), "sar": words("factor")}
TRAILING = SPREAD | PERIOD | {"x", "day", "bar", "atr"}
BANDS = frozenset({"bollinger"})
SETTINGS = words("parameters settings params")
LONGEST = 26  # tokens of one list


def name_parameters(tokens: list[Token]) -> None:
    """Fillers are still among the tokens; what has several numbers takes its own first."""
    for at in reversed(places(tokens, SETTINGS, SMALL)):
        _apart(tokens, at)
    for at in reversed(places(tokens, BANDS)):
        if tokens[at].free:
            _put_behind(tokens, at)
    for several in (True, False):
        for at in reversed(places(tokens, NAMES)):
            token = tokens[at]
            named = token.free and not token.symbol
            if named and (len(NAMES[token.word]) > 1) == several:
                _named(tokens, at)


def _put_behind(tokens: list[Token], at: int) -> None:
    """ "20-period bands with 2 deviations": both numbers stand behind their name, as in a list."""
    length = [one for one in tokens[max(0, at - 3) : at] if one.text != "-"][-2:]
    led = [one.word for one in length[:1]] == ["num"] and length[-1].word in UNITED
    behind = tokens[at + 1 : at + 5]
    spread = [one.word for one in behind if one.word not in ("band", "a", "and")][:3]
    if led and spread == ["with", "num", "sd"]:
        count, unit = length
        unit.word = "period"
        tokens[at + 1 : at + 1] = [unit, count]
        tokens[max(0, at - 3) : at] = [
            one for one in tokens[max(0, at - 3) : at] if one not in length
        ]


def _named(tokens: list[Token], at: int) -> None:
    part = _reach(tokens, at + 1, tokens[at].word)
    if _is_told(part) and not (_ends(tokens, at + 1, part) and _opens(tokens, at)):
        return  # its numbers would belong to no rule
    part = _said_twice(part) if tokens[at].word == "bollinger" else part
    names = NAMES[tokens[at].word]
    if any(one.small in CALCULATED for one in part):
        names = (names[0] | {"day"}, *names[1:])
    if found := _assigned(part, names):
        _rewrite(tokens, at + 1, part, found)


def _is_told(part: list[Token]) -> bool:
    """ "... are calculated on 20 days": said of it, where "an RSI calculated on 9 days" is one."""
    near = pairwise(part[:4])
    return any(one.word in ("is", "are") and two.small in CALCULATED for one, two in near)


def _opens(tokens: list[Token], at: int) -> bool:
    """Where it begins a sentence or brackets; ", where RSI is ..." begins one as well."""
    while at and tokens[at - 1].small in ARTICLES:
        at -= 1
    where = at and tokens[at - 1].small == "where"
    if where:
        tokens[at - 1].word, at = ".", at - 1
    before = tokens[at - 1] if at else None
    if before is not None and before.word == ",":
        before.word = "."
    return bool(where) or before is None or before.word in (".", "(", ":")


def _ends(tokens: list[Token], begin: int, part: list[Token]) -> bool:
    """It is all that its sentence says; what goes on behind a comma is another one."""
    end = begin + max((n for n, one in enumerate(part) if one.word == "num"), default=-1) + 1
    while end < len(tokens) and tokens[end].word in TRAILING | {"ma", "average", "-"}:
        end += 1
    if end < len(tokens) and tokens[end].word == ",":
        tokens[end].word = "."
    return end == len(tokens) or tokens[end].word in (".", ")")


ARTICLES = words("the a an")


def name_roles(tokens: list[Token]) -> None:
    """ "fast period = 20, slow period = 100": those of the two averages that are called so."""
    kind = next((two.word for one, two in pairwise(tokens)
                 if one.word in ROLES and two.word in ("sma", "ema", "ma")), "")  # fmt: skip
    found = [at for at, token in enumerate(tokens) if token.word in ROLES and _sized(tokens, at)]
    if not kind or {tokens[at].word for at in found} != ROLES:
        return
    for at in reversed(found):
        end = tokens[at].end
        tokens.insert(at + 1, Token(end, end, "", kind))


def _sized(tokens: list[Token], at: int) -> bool:
    behind = [token.word for token in tokens[at + 1 : at + 4]]
    return behind[:1] == ["period"] and "num" in behind[1:]


ROLES = frozenset({"fast", "slow"})


def name_several(tokens: list[Token]) -> None:
    """ "EMAs with periods of 12 and 26", "three SMAs (5, 20 and 50)": one average for each."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word in ("sma", "ema", "ma", "wma") and tokens[at].free:
            _several(tokens, at)


def _several(tokens: list[Token], at: int) -> None:
    begin = at + 1
    while begin < len(tokens) and tokens[begin].small in COUNTING:
        begin += 1
    plural = {token.small for token in tokens[at:begin]} & PLURAL
    end, numbers = begin, list[Token]()
    while end < len(tokens) and (tokens[end].word in ("num", ",", "and", "/") and tokens[end].free):
        numbers += [tokens[end]] if tokens[end].word == "num" else []
        end += 1
    while end > begin and tokens[end - 1].word != "num":
        end -= 1
    ago = [token.word for token in tokens[end : end + 1]] == ["ago"]
    if not plural or len(numbers) < 2 or ago:
        return
    place, listed = tokens[at].end, list[Token]()
    for n, number in enumerate(numbers):
        listed += [Token(place, place, "", tokens[at].word)] if n else []
        listed += [Token(place, place, "", "("), replace(number, start=place, end=place)]
        listed += [Token(place, place, "", ")"), Token(place, place, "", ",")]
    for token in tokens[at + 1 : end]:
        token.kind = token.kind or "used"
    tokens[at + 1 : at + 1] = listed[:-1]


COUNTING = words("with of the a using period periods length lengths lookback lookbacks are : = (")
PLURAL = words("periods lengths lookbacks")


def _apart(tokens: list[Token], at: int) -> None:
    """ "... the MACD. Use the parameters: fast EMA 12, slow EMA 26, signal 9" """
    for kind in dict.fromkeys(token.word for token in tokens[:at] if token.word in NAMES):
        part = _reach(tokens, at + 1, kind)
        found = _assigned(part, NAMES[kind])
        if len(found) > 1 and len(found) == len(NAMES[kind]):
            _rewrite(tokens, at + 1, part, found)
            end = tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", kind))
            return


def _reach(tokens: list[Token], begin: int, kind: str) -> list[Token]:
    """The words from here on that may be its numbers and their names."""
    own = frozenset[str]().union(*NAMES[kind]) | LINKS | BESIDE.get(kind, frozenset())
    end = begin
    while end < min(begin + LONGEST, len(tokens)):
        token = tokens[end]
        known = token.word in own or token.small in own | CALCULATED or token.word == "num"
        known = known or (token.small in UPON and end > 0 and tokens[end - 1].small in CALCULATED)
        if not known or not token.free:
            break
        end += 1
    return tokens[begin:end]


def _assigned(part: list[Token], names: tuple[frozenset[str], ...]) -> dict[int, Token]:
    """Which number has which place; empty where a number has no name, or a place two."""
    found: dict[int, Token] = {}
    for chunk in _chunks(part, frozenset[str]().union(*names)):
        numbers = [token for token in chunk if token.word == "num"]
        if not numbers:
            continue
        place = _place(chunk, names)
        if len(numbers) > 1 or place is None or place in found:
            found = {} if _is_inside(part, numbers[0]) else found
            break
        found[place] = numbers[0]
    return found if sorted(found) == list(range(len(found))) else {}


def _said_twice(part: list[Token]) -> list[Token]:
    """ "a 20-period SMA and the 20-period standard deviation": no 20 deviations."""
    first = next((token.value for token in part if token.word == "num"), None)
    for number, unit, sd in zip(part, part[1:], part[2:], strict=False):
        counted = number.word == "num" and unit.word in UNITED and sd.word == "sd"
        if counted and number.value == first:
            number.kind = unit.kind = sd.kind = "used"
    return [token for token in part if token.free]


UNITED = PERIOD | words("day bar")


def _is_inside(part: list[Token], number: Token) -> bool:
    """It stands in brackets, which all of its numbers are in."""
    before = [token.word for token in part[: part.index(number)]]
    return before.count("(") > before.count(")")


def _place(chunk: list[Token], names: tuple[frozenset[str], ...]) -> int | None:
    """ "ATR multiplier 2" is a multiplier, and "ATR period 14" is that of the ATR."""
    said = {token.word for token in chunk} | {token.small for token in chunk}
    called = [(place, own & said) for place, own in enumerate(names) if own & said]
    spreads = [place for place, own in called if own & SPREAD]
    others = [place for place, own in called if own - PERIOD]
    every = [place for place, _ in called]
    return max(next((some for some in (spreads, others, every) if some), [-1])) if called else None


def _chunks(part: list[Token], names: frozenset[str]) -> list[list[Token]]:
    """What stands between commas and other joints; "ATR(14)" is no joint."""
    chunks: list[list[Token]] = [[]]
    for at, token in enumerate(part):
        abbreviated = [one.word for one in part[at - 1 : at + 2 : 2]] == ["(", ")"] and at
        closes = at > 1 and (part[at - 2].word, token.word) == ("(", ")")
        if token.word == "(" and chunks[-1] and chunks[-1][-1].word in names:
            continue
        brief = [one.word for one in part[at + 2 : at + 3]] == [")"]
        if token.word == "(" and brief and part[at + 1].value is None:
            continue
        if (abbreviated and token.value is None) or (closes and part[at - 1].value is None):
            continue  # "acceleration factor (af) = 0.02"
        numbered = token.word == "with" and any(one.value is not None for one in chunks[-1])
        if numbered or token.word in (",", "and", "(", ")"):
            chunks.append([])
        elif _is_multiple(part, at) and "atr" in names:
            chunks[-1].append(token)
            chunks.append([])
        else:
            chunks[-1].append(token)
    return chunks


def _is_multiple(part: list[Token], at: int) -> bool:
    """ "2.5x ATR(14)": the number before it is how many of them, and the one behind how long."""
    around = [one.word for one in part[max(0, at - 1) : at + 2]]
    return around[:1] == ["num"] and around[1:] in (["x", "atr"], ["*", "atr"])


def _rewrite(tokens: list[Token], at: int, part: list[Token], found: dict[int, Token]) -> None:
    """The list in brackets stands where its words stood, which are all taken."""
    last = max(part.index(number) for number in found.values()) + 1
    while last < len(part) and (_closes(part, last) or _trails(part, last)):
        last += 1
    end = tokens[at - 1].end
    heads = [
        replace(one, start=end, end=end)
        for one in part[:last]
        if one.word in ("channel", "band", "histogram")
    ]
    listed = [Token(end, end, "", "(")]
    for place in sorted(found):
        listed += [replace(found[place], start=end, end=end), Token(end, end, "", ",")]
    listed[-1] = Token(end, end, "", ")")
    for token in part[:last]:
        token.kind = token.kind or "used"
    tokens[at:at] = [*heads[:1], *listed]


def _trails(part: list[Token], last: int) -> bool:
    """What belongs to the number before it: "20-period SMA", but not "SMA 200"."""
    counted = [token.word for token in part[last + 1 : last + 2]] == ["num"]
    return part[last].word in TRAILING or (part[last].word in ("sma", "ema") and not counted)


def _closes(part: list[Token], last: int) -> bool:
    """The bracket that is still open behind the last number."""
    inside = [token.word for token in part[:last]]
    return part[last].word == ")" and inside.count("(") > inside.count(")")
