"""Times at which an exchange opens or closes: on daily bars "buy at 9:30" is at the open."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.setup.account import Account
from agents.language.setup.sessions import clock
from agents.language.tokens.pieces import Token

# By the ending of a symbol, in the time of the place; those of the United States have none.
HOURS = {
    "": ("9:30", "16:00"), "NS": ("9:15", "15:30"), "BO": ("9:15", "15:30"),
    "L": ("8:00", "16:30"), "DE": ("9:00", "17:30"), "PA": ("9:00", "17:30"),
    "AS": ("9:00", "17:30"), "BR": ("9:00", "17:30"), "MC": ("9:00", "17:30"),
    "MI": ("9:00", "17:30"), "SW": ("9:00", "17:30"), "HK": ("9:30", "16:00"),
    "SS": ("9:30", "15:00"), "SZ": ("9:30", "15:00"), "TO": ("9:30", "16:00"),
}  # fmt: skip
VERBS = words("buy sell short cover buy-after sell-after hold enter entry exit trade")
# Behind these, or before them, a time is the end of a window.
SPANNING = words("between from until till to - and before after through")
NOTE = "{} is when the exchange {}: it is filled at the {}"


def take_bells(tokens: list[Token], timeframe: str, made: Account) -> None:
    """Such a time becomes the open or the close, which is told; any other one is left."""
    place = _place(tokens)
    for token in tokens:
        if token.word in BELLS and set(token.small.split()) & AMERICAN and place != "":
            token.word = "near-bell"  # of another exchange than that of the symbol
    if timeframe != "1d" or place not in HOURS:
        return
    hours, zones = HOURS[place], ZONES.get(place, frozenset())
    for at, token in enumerate(tokens):
        if token.word != "clock" or not token.free or not _is_moment(tokens, at, zones):
            continue
        time = clock(token.text)
        for name, bell in zip(("open", "close"), hours, strict=True):
            if time == clock(bell):
                token.word = f"at-{name}"
                _take_beside(tokens, at)
                made.notes.append((NOTE.format(token.text, f"{name}s", name), "fill"))


BELLS = ("at-open", "at-close")
AMERICAN = words("nyse nasdaq amex us american york wall nyse's nasdaq's")
EASTERN, EUROPEAN = words("ET EST EDT"), words("CET CEST")
ZONES = {
    "": EASTERN, "TO": EASTERN, "NS": words("IST"), "BO": words("IST"), "L": words("GMT BST"),
    "HK": words("HKT"), **dict.fromkeys(("DE", "PA", "AS", "BR", "MC", "MI", "SW"), EUROPEAN),
}  # fmt: skip


def _take_beside(tokens: list[Token], at: int) -> None:
    """ "at 9:30 ET": the time is that of the place anyway."""
    tokens[at - 1].kind = "used"
    if at + 1 < len(tokens) and tokens[at + 1].word == "time-zone":
        tokens[at + 1].kind = "used"


def _place(tokens: list[Token]) -> str | None:
    """Where all the shares and funds of the text are listed, if that is one place."""
    names = {token.symbol for token in tokens if token.symbol and not token.symbol.startswith("^")}
    if not names or any("-" in name or "=" in name or _is_currency(name) for name in names):
        return None
    places = {name.partition(".")[2] for name in names}
    return places.pop() if len(places) == 1 else None


def _is_currency(name: str) -> bool:
    return len(name) == 6 and name.isalpha()


def _is_moment(tokens: list[Token], at: int, zones: frozenset[str]) -> bool:
    """ "at 9:30" behind a verb that trades, and no end of a window."""
    if not at or tokens[at - 1].word != "at":
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    spans = behind is not None and behind.word in SPANNING - {"and"}
    spans |= tokens[at - 2].word in SPANNING if at > 1 else False
    abroad = behind is not None and behind.word == "time-zone" and behind.text not in zones
    begin = at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    return not spans and not abroad and any(token.word in VERBS for token in tokens[begin:at])
