"""Where other languages put their words: "Fällt der RSI unter 30, ...", "casse la MM200 à la
hausse". Each is put as the grammar, which is that of English, has it.
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.foreign import Language
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def as_in_english(tokens: list[Token], language: Language | None) -> None:
    """The words are those of the English lexicon by now; only their places are not."""
    if language is None:
        return
    _day_first(tokens)
    if language.name == "de":
        _shares_last(tokens)
        _asked(tokens)
        _of_shares(tokens)
        _verb_last(tokens)
    spans_last(tokens)
    _moods_first(tokens)
    _objects(tokens)
    _late_leans(tokens)
    _crosses_of(tokens)
    _lengths(tokens)
    _bars_of(tokens)
    _month_days(tokens)
    multiples(tokens)
    _repeated(tokens)


FINITE = words("falls rises crosses closes breaks drops-below exceeds touches stays goes recovers")
SUBJECTS = words("price close rsi macd stochastic ema sma ma volume it adx cci mfi atr histogram")
SIGNS = words(". , ; :")
ARTICLES = words("the a of")


def _asked(tokens: list[Token]) -> None:
    """ "Fällt der RSI unter 30, kaufen": a verb that opens a sentence asks for a condition."""
    for at, token in enumerate(tokens):
        opens = not at or tokens[at - 1].word in (".", ":", "and", "or")
        if not opens or token.word not in FINITE or not token.text.lower().endswith("t"):
            continue
        end = _subject_end(tokens, at + 1)
        if end and any(one.word in (",", "then") for one in tokens[end:]):
            when = Token(token.start, token.start, "", "when")
            tokens[at:end] = [when, *tokens[at + 1 : end], token]


def _subject_end(tokens: list[Token], at: int) -> int:
    """Behind the subject that begins here; 0 if none does."""
    while at < len(tokens) and tokens[at].word in ("the", "it", "a"):
        at += 1
    if at >= len(tokens) or not (tokens[at].symbol or tokens[at].word in SUBJECTS):
        return at if at and tokens[at - 1].word == "it" else 0
    at += 1
    while at < len(tokens) and tokens[at].word in ("(", "num", ")"):
        at += 1
    return at


def _of_shares(tokens: list[Token]) -> None:
    """ "Stop von 5 %": of, where "von 2010" is from."""
    for led, share in pairwise(tokens):
        if led.text.lower() in ("von", "vom") and share.word == "pct":
            led.word = "of"


def _day_first(tokens: list[Token]) -> None:
    """ "01/03/2015": only English puts the month first."""
    for token in tokens:
        if token.word == "#date":
            token.text = token.text.replace("/", ".")


def _shares_last(tokens: list[Token]) -> None:
    """ "vom Hoch der letzten 60 Tage 15 % verloren": falls 15% from the high."""
    for at in range(len(tokens) - 1, 1, -1):
        share, verb = tokens[at - 1 : at + 1]
        if share.word != "pct" or verb.word not in ("falls", "rises"):
            continue
        begin = next((n for n in range(at - 2, max(at - FAR, 0) - 1, -1)
                      if tokens[n].word in (*SIGNS, "from", "and")), 0)  # fmt: skip
        if tokens[begin].word == "from":
            tokens[begin : at + 1] = [verb, share, *tokens[begin : at - 1]]


def spans_last(tokens: list[Token]) -> None:
    """ "单日跌幅超过5%", "Tagesverlust größer als 4 %": falls more than that in a day."""
    for at in range(len(tokens) - 4, -1, -1):
        led, day, verb = tokens[at : at + 3]
        if (led.word, day.word) != ("in", "day") or verb.word not in ("falls", "rises"):
            continue
        size = next((n for n in (3, 4) if at + n < len(tokens) and tokens[at + n].word == "pct"), 0)
        if size:
            tokens[at : at + size + 1] = [*tokens[at + 2 : at + size + 1], led, day]


MOODS = words("bullish bearish golden death")
TURNING = words("macd stochastic rsi")


def _moods_first(tokens: list[Token]) -> None:
    """ "cruce alcista del MACD": the bullish cross of the MACD."""
    for at, (cross, mood) in enumerate(pairwise(tokens)):
        if cross.word != "crosses" or mood.word not in MOODS:
            continue
        behind = at + 2
        while behind < len(tokens) and tokens[behind].word in ARTICLES:
            behind += 1
        ends = at + 2 == len(tokens) or tokens[at + 2].word in SIGNS | {"and", "or"}
        if behind < len(tokens) and tokens[behind].word in TURNING:
            named = tokens[behind]
            tokens[at : behind + 1] = [mood, named, *tokens[at + 2 : behind], cross]
        elif ends:
            tokens[at : at + 2] = [mood, cross]


def _objects(tokens: list[Token]) -> None:
    """ "vente à découvert de Meta", "cuando la recupere", "tras cuatro días al alza" """
    for at, (here, after) in enumerate(pairwise(tokens)):
        behind = tokens[at + 2].word if at + 2 < len(tokens) else "."
        if here.word in VERBS and after.word == "of":
            after.word = "the"
        if here.word == "the" and after.word == "recovers" and behind in SIGNS:
            here.word, after.word = "when", "recovers"
            tokens.insert(at + 2, Token(after.end, after.end, "", "it"))
        if here.word in ("day", "bar") and after.word in ("up-through", "down-through"):
            after.word = "up" if after.word == "up-through" else "down"
        if here.text.lower() == "wieder" and after.word in FINITE and behind in SIGNS:
            here.kind = "used"
        if here.word == "day" and after.word == "in" and behind in MONTHS:
            after.word = "of"


VERBS = words("buy sell short cover")
SAYING = frozenset({*MONTHS, *WEEKDAYS}) | words(
    "band upper lower middle golden death high low opposite oversold overbought month-end"
)


def _verb_last(tokens: list[Token]) -> None:
    """ "bei RSI unter 25 kaufen, bei 65 verkaufen": each verb stands behind its condition."""
    begin = 0
    for at, token in enumerate(tokens):
        if token.word in SIGNS | {"and", "or"}:
            begin = at + 1
            continue
        after = [one.word for one in tokens[at + 1 : at + 4] if not one.symbol] + ["", ""]
        ends = after[0] in SIGNS | {"and", ""}
        asks = after[1] in ("when", "while", "and")
        part = tokens[begin:at]
        led = any(one.word in ("when", "at", "on", "after", "in") for one in part[:2])
        says = any(one.value is not None or one.word in SAYING for one in part)
        if token.word in VERBS and ends and led and says and not asks:
            token.word += "-after"


LEANING = words("breaks crosses exceeds goes falls rises recovers")
LEANS = {"up-through": "crosses-above", "down-through": "crosses-below"}
# How far behind its verb a lean may stand: "casse la moyenne mobile à 200 jours à la hausse".
FAR = 8


def _late_leans(tokens: list[Token]) -> None:
    """ "casse la MM200 à la hausse": the way stands behind the level."""
    for at, token in enumerate(tokens):
        if token.word not in LEANING:
            continue
        for lean in tokens[at + 1 : at + FAR]:
            if lean.word in SIGNS | LEANING or lean.word in ("and", "or", "when"):
                break
            if lean.word in LEANS and lean is not tokens[at + 1]:
                token.word, lean.kind = LEANS[lean.word], "used"
                break


AVERAGES = words("ma sma ema average")
WAYS = words("above below with and over")


def _crosses_of(tokens: list[Token]) -> None:
    """ "el cruce de la media de 20 por encima de la de 50": the noun stands before both."""
    for at, token in enumerate(tokens):
        behind = at + 1
        while behind < len(tokens) and tokens[behind].word in ARTICLES:
            behind += 1
        if token.word != "crosses" or behind in (at + 1, len(tokens)):
            continue
        if tokens[behind].word not in AVERAGES:
            continue
        way = next((n for n in range(behind, min(behind + FAR, len(tokens)))
                    if tokens[n].word in ("above", "below")), 0)  # fmt: skip
        if way and not any(one.word in SIGNS for one in tokens[at:way]):
            tokens[at:way] = [*tokens[at + 1 : way], token]
    _elided(tokens)


def _elided(tokens: list[Token]) -> None:
    """ "... por encima de la de 50": the average of 50, after another."""
    kind = ""
    for at, token in enumerate(tokens[:-1]):
        kind = token.word if token.word in AVERAGES else kind
        led = at > 1 and tokens[at - 1].word == "the" and tokens[at - 2].word in WAYS
        if kind and led and token.word == "of" and tokens[at + 1].word == "num":
            token.word = kind


def _lengths(tokens: list[Token]) -> None:
    """ "SMA sur 50 jours", "máximo 10 días", "desde máximos de 52 semanas" """
    for at, (here, after) in enumerate(pairwise(tokens)):
        before = tokens[at - 1].word if at else ""
        if here.word == "to" and after.word in CROSSING:
            here.kind = "used"
        if before in AVERAGES and here.word in ("on", "over") and after.word == "num":
            here.kind = "used"
        if here.word == "since" and after.word in EXTREMES:
            here.word = "from"
        units = at + 2 < len(tokens) and tokens[at + 2].word in SPANS
        ends = at + 3 >= len(tokens) or tokens[at + 3].word in SIGNS | {
            "and",
            "or",
            "hold",
            "in",
            "so-far",
        }
        opens = not at or before in SIGNS or before in ("and", "or", "hold")
        if here.word == "high" and after.word == "num" and units and ends and opens:
            here.word = "max"


EXTREMES = words("high low")
SPANS = words("day week month")
ENDS = SIGNS | {"and", "or", "hold", "in", "so-far"}


def _bars_of(tokens: list[Token]) -> None:
    """ "en velas de 1 hora": 1-hour bars."""
    for at in range(len(tokens) - 4, -1, -1):
        bar, of, number, unit = tokens[at : at + 4]
        if bar.word not in ("bar", "chart") or of.word != "of":
            continue
        if number.word == "num" and unit.word in ("hour", "minute", "day", "week"):
            of.kind = "used"
            tokens[at : at + 4] = [of, number, unit, bar]


CROSSING = words("crosses-above crosses-below touches")


def _month_days(tokens: list[Token]) -> None:
    """ "el día 5": the fifth trading day of the month."""
    for at in range(len(tokens) - 2, -1, -1):
        day, number = tokens[at : at + 2]
        ends = at + 2 >= len(tokens) or tokens[at + 2].word in SIGNS | {"and", "of-month"}
        led = at > 0 and tokens[at - 1].word in ("the", "on", "at")
        if day.word == "day" and number.word == "num" and ends and led:
            of = [] if at + 2 < len(tokens) and tokens[at + 2].word == "of-month" else [
                Token(number.end, number.end, "", "of-month")
            ]  # fmt: skip
            tokens[at : at + 2] = [number, day, *of]


def multiples(tokens: list[Token]) -> None:
    """ "ATR 2倍": two times the ATR."""
    for at in range(len(tokens) - 3, -1, -1):
        atr, number, times = tokens[at : at + 3]
        if (atr.word, number.word, times.word) == ("atr", "num", "x"):
            tokens[at : at + 3] = [number, times, atr]


def _repeated(tokens: list[Token]) -> None:
    """ "sube con el precio (trailing)", "Stop 10 % nachziehen": said twice."""
    for at in range(1, len(tokens) - 1):
        before, here, after = tokens[at - 1 : at + 2]
        said = {one.word for one in tokens[max(0, at - 4) : at]}
        if (
            (before.word, after.word) == ("(", ")")
            and here.word == "trailing"
            and here.word in said
        ):
            here.kind = "used"
        share = here.word in ("pct", "money")
        if before.word in ("stop", "stoploss") and share and after.word == "trailing":
            before.kind = "used"
    for at, token in enumerate(tokens):
        if token.word == "trailing":
            _same_stop(tokens[max(0, at - 7) : at])


def _same_stop(before: list[Token]) -> None:
    """ "El stop está a 3×ATR y sube con el precio": the stop is the one that trails."""
    for one in reversed(before):
        if one.word in ("stop", "stoploss"):
            one.kind = "used"
        if one.word not in DISTANCES:
            return


DISTANCES = words("num x atr pct money is at to of the")
