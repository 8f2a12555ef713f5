"""Numbers of an indicator that are said away from it: "6, 19, 9 settings please", "RSI length 10."

They are put behind the first mention in a rule, in brackets, where every indicator has them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# How an indicator is spoken of, and how many numbers it may have.
KINDS: dict[str, tuple[frozenset[str], tuple[int, ...]]] = {
    "macd": (words("macd histogram"), (3,)),
    "stochrsi": (words("stochrsi"), (1, 3, 4)),
    "stochastic": (words("stochastic k"), (1, 3)),
    "bollinger": (words("bollinger percent-b band-width band"), (1, 2)),
    "keltner": (words("keltner"), (2, 3)),
    "supertrend": (words("supertrend"), (1, 2)),
    "sar": (words("sar"), (1, 2)),
    "adx": (words("adx plus-di minus-di"), (1,)),
    "donchian": (words("donchian"), (1,)),
    "ichimoku": (words("tenkan kijun cloud span-a span-b"), (3, 4)),
    **{name: (frozenset({name}), (1,)) for name in (
        "rsi", "cci", "atr", "mfi", "williams-r", "zscore", "roc")},
}  # fmt: skip
KIND_OF = {name: kind for kind, (names, _) in reversed(KINDS.items()) for name in names}
SETTINGS = words(
    """
    settings setting parameters parameter params param inputs input periods period length lengths
    lookback window
    """
)
PLURAL = words("settings setting parameters parameter params param inputs input")
LINKS = words(": of are is at to the with as , use using = was being")
PARTS = words(", / and x :")
BEFORE = words("with the use using on at my its a , and .")
ENDS = words(". : , →")


@dataclass(frozen=True)
class Group:
    """Numbers with what names them; `tokens` is all of it."""

    kind: str
    numbers: list[Token]
    tokens: list[Token]


def mark_settings(tokens: list[Token]) -> None:
    """Fillers are still among the tokens, which are put in another order."""
    for at in range(len(tokens)):
        group = _settings_first(tokens, at) or _numbers_first(tokens, at) or _headed(tokens, at)
        group = group or _by_roles(tokens, at)
        if group is not None:
            _move(tokens, group)
            return


def _kind_at(tokens: list[Token], at: int) -> str:
    return KIND_OF.get(tokens[at].word, "") if 0 <= at < len(tokens) else ""


def _settings_first(tokens: list[Token], at: int) -> Group | None:
    """ "Ichimoku settings 9, 26, 52", "RSI length: 10.", "settings are 12/26/9" """
    if tokens[at].small not in SETTINGS and tokens[at].word not in PLURAL:
        return None
    begin = at - 1 if _kind_at(tokens, at - 1) else at
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in LINKS:
        behind += 1
    kind = _kind_at(tokens, begin) if begin < at else ""
    numbers, end = _numbers(tokens, behind)
    if kind and end < len(tokens) and tokens[end].word not in ENDS | {")"}:
        return None
    return _group(
        tokens,
        kind,
        numbers,
        begin,
        end,
        firm=tokens[at].small in PLURAL or tokens[at].word in PLURAL,
    )


def _numbers_first(tokens: list[Token], at: int) -> Group | None:
    """ "6, 19, 9 settings please" """
    if tokens[at].word not in ("num", "("):
        return None
    numbers, end = _numbers(tokens, at)
    named = end < len(tokens) and tokens[end].small in PLURAL
    alone = at == 0 or tokens[at - 1].word == "."
    ends = [token.word for token in tokens[end + 1 : end + 2]] in ([], ["."])
    named = named or (alone and ends and [t.word for t in tokens[end : end + 1]] == ["period"])
    if not numbers or not named or (at and tokens[at - 1].value is not None):
        return None
    kind = _kind_at(tokens, at - 1)
    return _group(tokens, kind, numbers, at - bool(kind), end + 1, firm=True)


def _headed(tokens: list[Token], at: int) -> Group | None:
    """ "Ichimoku 9/26/52, daily. ...", "Supertrend 7, 2.5: ..." """
    kind = _kind_at(tokens, at)
    if not kind:
        return None
    opens = at == 0 or tokens[at - 1].word in ENDS | {"-", "→"} or bool(tokens[at - 1].symbol)
    numbers, end = _numbers(tokens, at + 1) if opens else ([], at)
    if len(numbers) < 2 or (end < len(tokens) and tokens[end].word not in ENDS):
        return None
    return _group(tokens, kind, numbers, at, end, firm=True)


def _by_roles(tokens: list[Token], at: int) -> Group | None:
    """ "MACD strategy, fast 12, slow 26, signal 9": its numbers by their names, apart from it."""
    if tokens[at].word != "fast":
        return None
    end, numbers = at, []
    for role in ROLES:
        if end >= len(tokens) or tokens[end].word != role:
            return None
        end += 1
        while end < len(tokens) and tokens[end].word in NAMING:
            end += 1
        if end >= len(tokens) or tokens[end].word != "num":
            return None
        numbers.append(tokens[end])
        end += 1
        behind = end
        while behind < len(tokens) and tokens[behind].word in PARTS:
            behind += 1
        end = behind if role != ROLES[-1] else end
    if end < len(tokens) and tokens[end].word not in ENDS | {")", ","}:
        return None
    begin = at - (at > 0 and tokens[at - 1].word in ("with", "use"))
    return _group(tokens, "macd", numbers, begin, end, firm=True)


ROLES = ("fast", "slow", "signal")
NAMING = words("line lines period length ema ma : = of is so-far")


def _numbers(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The numbers from here on, in brackets or bare, and where they end."""
    bracket = at < len(tokens) and tokens[at].word == "("
    at += bracket
    found: list[Token] = []
    while len(found) < MOST and at < len(tokens) and tokens[at].word == "num" and tokens[at].free:
        found.append(tokens[at])
        parted = at + 2 < len(tokens) and tokens[at + 1].word in PARTS
        at += 2 if parted and tokens[at + 2].word == "num" else 1
    if bracket and not (at < len(tokens) and tokens[at].word == ")"):
        return [], at
    return found, at + bracket


MOST = 5  # numbers; no indicator has so many


def _group(
    tokens: list[Token], kind: str, numbers: list[Token], begin: int, end: int, *, firm: bool
) -> Group | None:
    """With the one indicator of the text that has so many numbers, where none is named."""
    outside = [*tokens[:begin], *tokens[end:]]
    spoken = dict.fromkeys(_kind_at(outside, at) for at in range(len(outside)))
    fitting = [one for one in spoken if one and len(numbers) in KINDS[one][1]]
    kind = kind or (fitting[0] if firm and len(fitting) == 1 else "")
    if not numbers or kind not in fitting:
        return None
    return Group(kind, numbers, tokens[begin:end])


def _move(tokens: list[Token], group: Group) -> None:
    own = [id(token) for token in group.tokens]
    place = next(
        (at for at, token in enumerate(tokens)
         if token.word in KINDS[group.kind][0] and id(token) not in own), None,
    )  # fmt: skip
    if place is None or _has_numbers(tokens, place):
        return
    end = tokens[place].end
    moved = [replace(number, start=end, end=end) for number in group.numbers]
    for token in group.tokens:
        token.kind = "used"
    tokens[place + 1 : place + 1] = [Token(end, end, "", "("), *moved, Token(end, end, "", ")")]


def _has_numbers(tokens: list[Token], at: int) -> bool:
    """ "RSI(14)", "14-day RSI" """
    behind = [token.word for token in tokens[at + 1 : at + 3]]
    before = [token.word for token in tokens[max(0, at - 3) : at] if token.word not in ("-", "day")]
    return behind[:1] == ["num"] or behind == ["(", "num"] or before[-1:] == ["num"]
