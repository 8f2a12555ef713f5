"""Indicators that a text declares before or beside its rules: "Indicators: RSI(14), SMA(50)."

Their numbers are put behind each mention in a rule that has none of its own; a declaration that
the rules take up says nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.language.layout.settings import KINDS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

AVERAGES = words("sma ema ma wma hma")
SINGLE = words("rsi cci atr mfi williams-r adx roc zscore wma hma donchian") | AVERAGES
KIND_OF = {
    **{name: kind for kind, (names, _) in reversed(KINDS.items()) for name in names},
    **{name: name for name in AVERAGES},
}
# Words of a rule: where one stands, nothing is merely declared.
RULING = words(
    """
    above below over under < > <= >= crosses crossunder exceeds rises falls breaks touches goes
    closes recovers between buy sell short cover long hold entry exit stop stoploss takeprofit
    target trailing oversold overbought breakout golden death crosses-above crosses-below
    drops-below breaks-above gaps turns leaves stays when up down higher lower highest lowest
    positive negative green red bullish bearish if while until
    """
)
# What a declaration begins with; other parts hold nothing but names and numbers.
CUES = words(
    """
    use uses using used indicator indicators based with calculate calculates compute computes
    computed define defines plot plots add adds combine combines combining employ employing apply
    build parameters parameter settings via construct calculated on strategy
    """
)
BANDS = words("channel band oscillator upper lower middle mid")
UNITS = words("period day bar - simple exponential moving")
BESIDE = words("channel band oscillator indicator k d-line / histogram")
ROLES = {"fast": "fast", "slow": "slow", "short": "fast", "long": "slow"}
TERMS = words("term - period moving")


@dataclass
class Mention:
    """Where an indicator stands, the numbers that are its own, and all of its words."""

    at: int
    kind: str
    numbers: tuple[float, ...]
    tokens: list[Token]
    role: str = ""


def spread_declared(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    declared, ruled = _sorted(tokens)
    for kind in dict.fromkeys(one.kind for one in declared):
        own = [one for one in declared if one.kind == kind]
        if kind not in AVERAGES:
            _spread(tokens, own, [one for one in ruled if one.kind == kind])
    _spread_averages(tokens, [one for one in declared if one.kind in AVERAGES], ruled)
    _same_again(tokens, [one for one in ruled if one.kind in AVERAGES])


def _sorted(tokens: list[Token]) -> tuple[list[Mention], list[Mention]]:
    """Those with numbers in parts without a rule, and all in parts with one."""
    declared: list[Mention] = []
    ruled: list[Mention] = []
    for begin, end in _parts(tokens):
        rules = not _declares(tokens, begin, end)
        for one in _mentions(tokens, begin, end):
            if rules and not _serves(tokens, one):
                ruled.append(one)
            elif one.numbers:
                declared += [*_before_joint(tokens, one), one]
    return declared, ruled


def _serves(tokens: list[Token], one: Mention) -> bool:
    """ "use ATR(14) to set the stop at 2x ATR": what the stop is measured in is named before it."""
    if one.kind != "atr" or not one.numbers:
        return False
    behind = [token for token in tokens if token.start >= one.tokens[-1].end][:REACH]
    said = [token.small for token in behind]
    again = any(token.word == "atr" for token in behind)
    led = next((word for word in said if word not in ("is", "used", "values", "value")), "")
    return (
        again
        and led in ("to", "for", "as", ",", "when")
        and bool(LIMITS & {*said[:8]} or any(token.word in LIMITS for token in behind[:8]))
    )


REACH = 20
LIMITS = words("stop stoploss takeprofit target trailing")


def _declares(tokens: list[Token], begin: int, end: int) -> bool:
    part = [token for token in tokens[begin:end] if token.free]
    if any(token.word in RULING for token in part):
        return False
    led = tokens[begin - 2].small if begin > 1 and tokens[begin - 1].word == ":" else ""
    cued = any(token.small in CUES for token in part) or led in CUES
    return cued or all(
        token.word in LISTED or token.word in KIND_OF or token.symbol for token in part
    )


LISTED = words(
    "num ( ) , and / - period day bar fast slow long short simple exponential moving a the channel"
)


def _parts(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    begin = shut = 0
    for at, token in enumerate(tokens):
        if token.word in (".", ":"):
            yield begin, at
            begin = at + 1
        elif at >= shut and (shut := _aside(tokens, at)):
            yield begin, at
            yield at + 1, shut
            begin = shut + 1
    yield begin, len(tokens)


def _aside(tokens: list[Token], at: int) -> int:
    """Where the brackets close that begin here and tell of an indicator: "(the RSI is (5))"."""
    if tokens[at].word != "(":
        return 0
    named = at + 1 + (tokens[at + 1 : at + 2] != [] and tokens[at + 1].word in ARTICLES)
    if named >= len(tokens) or tokens[named].word not in KIND_OF:
        return 0
    if tokens[named].word in AVERAGES or (at and tokens[at - 1].word in AVERAGES):
        return 0  # "SMA(ATR(14), 50)", "a crossover (EMA 9/21)"
    depth = 0
    for end in range(at, min(at + FARTHEST, len(tokens))):
        depth += (tokens[end].word == "(") - (tokens[end].word == ")")
        if depth == 0:
            return end
    return 0


ARTICLES = words("the a an its")
FARTHEST = 40


def _mentions(tokens: list[Token], begin: int, end: int) -> Iterator[Mention]:
    for at in range(begin, end):
        kind = KIND_OF.get(tokens[at].word, "")
        if not kind or not tokens[at].free or _of_other(tokens, at):
            continue
        yield _mention(tokens, at, kind)


def _of_other(tokens: list[Token], at: int) -> bool:
    """ "SMA of the volume", "SMA(ATR(14), 50)": of something else; "bands" is said with a name."""
    around = [token.word for token in tokens[max(0, at - 2) : at]]
    if tokens[at].word == "band":
        return bool({"bollinger", "keltner", "donchian", "band"} & set(around)) or not (
            {"upper", "lower", "middle", "mid"}
            & {*around, *(t.word for t in tokens[at + 1 : at + 2])}
        )
    behind = [token.word for token in tokens[at + 1 : at + 8]]
    if tokens[at].word in AVERAGES:
        argued = behind[:1] == ["("] and behind[1:2] != ["num"]
        of = "of" in behind[:6] and bool({"volume", "atr", "rsi"} & set(behind))
        return "volume" in around or argued or of
    return False


def _mention(tokens: list[Token], at: int, kind: str) -> Mention:
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in BESIDE:
        behind += 1
    numbers, end = _bracketed(tokens, behind)
    if not numbers and kind in SINGLE:
        numbers, end = _bare(tokens, at)
    first = at
    if not numbers and kind in SINGLE:
        numbers, first = _before(tokens, at)
        end = at + 1
    while end < len(tokens) and tokens[end].word in ("channel", "band", "oscillator"):
        end += 1
    role, first = _role(tokens, first)
    while end < len(tokens) and not tokens[end].free:
        end += 1
    bracket = [token.word for token in tokens[end : end + 3]]
    if numbers and not role and bracket[:1] + bracket[2:] == ["(", ")"] and bracket[1] in ROLES:
        role, end = ROLES[bracket[1]], end + 3
    own = [token for token in tokens[first : max(end, at + 1)] if token.free]
    return Mention(at, kind, tuple(numbers), own, role)


def _bracketed(tokens: list[Token], at: int) -> tuple[list[float], int]:
    """ "(12, 26, 9)" """
    if not (at < len(tokens) and tokens[at].word == "("):
        return [], at
    found: list[float] = []
    for end in range(at + 1, min(at + 12, len(tokens))):
        token = tokens[end]
        if token.word == ")":
            return found, end + 1
        if token.word == "num" and token.value is not None:
            found.append(token.value)
        elif token.word not in (",", "/", "x", "sd", "period", "day"):
            return [], at
    return [], at


def _bare(tokens: list[Token], at: int) -> tuple[list[float], int]:
    """ "SMA 50", "HMA200" """
    after = tokens[at + 1 : at + 3]
    plain = after[:1] and after[0].word == "num" and tokens[at].word != "atr"
    if not plain or after[0].value is None or (after[1:] and after[1].word in UNITS - {"period"}):
        return [], at
    return [after[0].value], at + 2


def _before(tokens: list[Token], at: int) -> tuple[list[float], int]:
    """ "20-period SMA", "a 14 RSI"; "2 ATR" is a multiple of it."""
    first = at
    while first and tokens[first - 1].word in UNITS:
        first -= 1
    counted = any(token.word in ("period", "day", "bar") for token in tokens[first:at])
    number = tokens[first - 1] if first else None
    if number is None or number.word != "num" or number.value is None:
        return [], at
    if KIND_OF[tokens[at].word] == "atr" and not counted:
        return [], at
    return [number.value], first - 1


def _before_joint(tokens: list[Token], one: Mention) -> list[Mention]:
    """The first of "50-day and 200-day SMAs": its kind is said once, behind the other one."""
    first = tokens.index(one.tokens[0])
    joint = first - 1
    if one.kind not in AVERAGES or joint < 1 or tokens[joint].word not in ("and", "/", ","):
        return []
    begin = joint - 1
    while begin and tokens[begin].word in UNITS:
        begin -= 1
    number = tokens[begin]
    if number.word != "num" or number.value is None:
        return []
    return [Mention(begin, one.kind, (number.value,), tokens[begin : joint + 1])]


def _role(tokens: list[Token], first: int) -> tuple[str, int]:
    """ "the fast SMA", "a long-term average" """
    at = first
    while at and tokens[at - 1].word in TERMS:
        at -= 1
    role = ROLES.get(tokens[at - 1].word, "") if at else ""
    return (role, at - 1) if role else ("", first)


def _spread(tokens: list[Token], declared: list[Mention], ruled: list[Mention]) -> None:
    """One set of numbers for all mentions that have none."""
    values = {one.numbers for one in declared}
    if len(values) != 1 or not ruled or any(one.numbers not in ((), *values) for one in ruled):
        return
    for one in (one for one in ruled if not one.numbers):
        _number(tokens, one, declared[0])
    _take(declared)


def _spread_averages(tokens: list[Token], declared: list[Mention], ruled: list[Mention]) -> None:
    """By their kind where it tells them apart, else by their roles: fast and slow."""
    meant = [(one, _meant(one, declared)) for one in ruled if one.kind in AVERAGES]
    taken: list[Mention] = []
    for one, found in meant:
        if found is None:
            continue
        taken += [same for same in declared if same.numbers == found.numbers]
        if not one.numbers:
            tokens[_place(tokens, one)].word = found.kind
            _number(tokens, one, found)
    _take(taken)


def _same_again(tokens: list[Token], ruled: list[Mention]) -> None:
    """ "above the 20-period SMA ... below the same SMA": the one spoken of right before."""
    for at, one in enumerate(ruled):
        place = _place(tokens, one)
        led = next((t for t in tokens[max(0, place - 2) : place] if t.word == "same"), None)
        before = [other for other in ruled[:at] if other.numbers and other.kind == one.kind]
        if led is not None and before and not one.numbers:
            led.kind = "used"
            _number(tokens, one, before[-1])


def _meant(one: Mention, declared: list[Mention]) -> Mention | None:
    alike = [other for other in declared if one.kind in ("ma", other.kind) or other.kind == "ma"]
    if one.numbers:
        return next((other for other in alike if other.numbers == one.numbers), None)
    several = sorted({other.numbers for other in alike})
    if not several:
        return None
    if one.role and len(several) == 2:
        wanted = several[0] if one.role == "fast" else several[-1]
    elif len(several) == 1 and not one.role:
        wanted = several[0]
    else:
        return None
    return next(other for other in alike if other.numbers == wanted)


def _place(tokens: list[Token], one: Mention) -> int:
    named = next(token for token in one.tokens if token.word in KIND_OF)
    return next(at for at, token in enumerate(tokens) if token is named)


def _number(tokens: list[Token], one: Mention, source: Mention) -> None:
    """The numbers of `source` in brackets behind the mention."""
    at = _place(tokens, one)
    end = at + 1
    while end < len(tokens) and tokens[end].word in BANDS:
        end += 1
    place = tokens[end - 1].end
    listed = [Token(place, place, "", "(")]
    for number in (token for token in source.tokens if token.word == "num"):
        listed += [replace(number, start=place, end=place, kind=None)]
        listed += [Token(place, place, "", ",")]
    listed[-1] = Token(place, place, "", ")")
    tokens[end:end] = listed


def _take(declared: list[Mention]) -> None:
    for one in declared:
        for token in one.tokens:
            token.kind = "used"
