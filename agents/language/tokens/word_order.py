"""Where other languages put their verbs: "Fällt der RSI unter 30, ...", "casse la MM200 à la
hausse". Each is put as the grammar, which is that of English, has it.
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.foreign import Language
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.attributes import (
    attributes_last,
    both_best,
    lengths_of,
    opened,
    parts_first,
    spans_before,
    spans_between,
)
from agents.language.tokens.clock_words import clock_words
from agents.language.tokens.joints import choices_bracketed, join_in_pairs
from agents.language.tokens.leg_names import leg_names
from agents.language.tokens.noun_crosses import crosses_of_two
from agents.language.tokens.pieces import SMALL, Token, places
from agents.language.tokens.small_words import AVERAGES, FINITE, SIGNS, VERBS, small_words


def as_in_english(tokens: list[Token], language: Language | None) -> None:
    """The words are those of the English lexicon by now; only their places are not."""
    if language is None:
        choices_bracketed(tokens)
        _late_leans(tokens, CROSSES)
        return
    join_in_pairs(tokens, language)
    small_words(tokens)
    clock_words(tokens)
    leg_names(tokens)
    if language.name == "de":
        _infinitives(tokens)
        attributes_last(tokens)
        lengths_of(tokens)
        spans_before(tokens)
        spans_between(tokens)
        opened(tokens)
        parts_first(tokens)
        both_best(tokens)
        _shares_last(tokens)
        _levels_before(tokens)
        _crossed_last(tokens)
        _asked(tokens)
        _moves_last(tokens)
        _shares_beyond(tokens)
        _passive(tokens)
        _verb_last(tokens)
    crosses_of_two(tokens)
    _moods_first(tokens)
    _colours_first(tokens)
    _late_leans(tokens)
    _crosses_of(tokens)
    _crosses_within(tokens)


def _infinitives(tokens: list[Token]) -> None:
    """ "nach einer Woche zu verkaufen", "höchstens eine Woche halten": sells, and one week."""
    for at in reversed(places(tokens, ("zu",), SMALL)):
        led, verb = (*tokens[at : at + 2], tokens[at])[:2]
        if led.small == "zu" and verb.word in VERBS:
            del tokens[at]
    for at in places(tokens[:-2], ("max", "<=")):
        most, one, unit = tokens[at : at + 3]
        if most.word in ("max", "<=") and one.word == "a" and unit.word in ("week", "month", "day"):
            one.word, one.value = "num", 1.0


def _levels_before(tokens: list[Token]) -> None:
    """ "der RSI 70 erreicht": the level stands before its verb."""
    for at in range(2, len(tokens)):
        before, level, verb = tokens[at - 2 : at + 1]
        ends = at + 1 == len(tokens) or tokens[at + 1].word in JOINTS
        late = verb.word in ("touches", "exceeds", "drops-below") and ends
        if late and level.word in ("num", "money") and before.word in SUBJECTS - AVERAGES:
            tokens[at - 1 : at + 1] = [verb, level]


def _crossed_last(tokens: list[Token]) -> None:
    """ "der RSI von Infineon die 30 von unten kreuzt": behind a name the verb comes first, too."""
    for at in range(len(tokens) - 3, 1, -1):
        level, lean, verb = tokens[at : at + 3]
        named = any(one.symbol for one in tokens[at - 2 : at])
        if named and level.word == "num" and lean.word in LEANS and verb.word == "crosses":
            verb.word, lean.kind = LEANS[lean.word], "used"
            tokens[at : at + 3] = [verb, lean, level]


SUBJECTS = words("price close rsi macd stochastic ema sma ma volume it adx cci mfi atr histogram")
ARTICLES = words("the a of")


def _asked(tokens: list[Token]) -> None:
    """ "Fällt der RSI unter 30, kaufen": a verb that opens a sentence asks for a condition."""
    for at, token in enumerate(tokens):
        opens = not at or tokens[at - 1].word in (".", ":", "and", "or")
        opens = opens or (tokens[at - 1].word == "," and _between_rules(tokens, at))
        if not opens or token.word not in FINITE or not token.small.endswith("t"):
            continue
        end = _subject_end(tokens, at + 1)
        if end and any(one.word in (",", "then") for one in tokens[end:]):
            when = Token(token.start, token.start, "", "when")
            tokens[at:end] = [when, *tokens[at + 1 : end], token]


def _between_rules(tokens: list[Token], at: int) -> bool:
    """ "..., wird gekauft, fällt er unter 70, wird verkauft": behind one rule the next begins."""
    said = [one.word for one in tokens[:at]]
    last = {word: n for n, word in enumerate(said)}
    acted = max((last.get(verb, -1) for verb in VERBS), default=-1)
    comma = next((n for n in range(at, len(tokens)) if tokens[n].word in SIGNS), len(tokens))
    behind = [one.word for one in tokens[comma + 1 : comma + 3] if one.word != "then"]
    return acted > last.get("when", -1) and bool(behind) and behind[0] in VERBS


def _subject_end(tokens: list[Token], at: int) -> int:
    """Behind the subject that begins here; 0 if none does."""
    while at < len(tokens) and tokens[at].word in ("the", "it", "a"):
        at += 1
    if at < len(tokens) and tokens[at].small == "kerze":
        tokens[at].word = "price"
    if at >= len(tokens) or not (tokens[at].symbol or tokens[at].word in SUBJECTS):
        return at if at and tokens[at - 1].word == "it" else 0
    at += 1
    if [one.word for one in tokens[at : at + 1]] in (["of"], ["from"]) and tokens[at + 1 :]:
        at += 2 * bool(tokens[at + 1].symbol)  # "der Kurs von SAP"
    while at < len(tokens) and tokens[at].word in ("(", "num", ")"):
        at += 1
    return at


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


MOODS = words("bullish bearish golden death")
TURNING = words("macd stochastic rsi")


def _crosses_within(tokens: list[Token]) -> None:
    """ "croise à la hausse sous 20": upwards while it is below that, and not above it."""
    for at in reversed(places(tokens[:-2], WITHIN)):
        cross, way, level = tokens[at : at + 3]
        if WITHIN[cross.word][1] != way.word or level.word != "num":
            continue
        place = Token(cross.end, cross.end, "", WITHIN[cross.word][0])
        cross.word = "crosses"
        tokens.insert(at + 1, place)


WITHIN = {"crosses-above": ("up", "below"), "crosses-below": ("down", "above")}


def _moods_first(tokens: list[Token]) -> None:
    """ "cruce alcista del MACD": the bullish cross of the MACD."""
    for at, (cross, mood) in enumerate(pairwise(tokens)):
        if cross.word != "crosses" or mood.word not in MOODS:
            continue
        behind = at + 2
        while behind < len(tokens) and tokens[behind].word in ARTICLES:
            behind += 1
        ends = at + 2 == len(tokens) or tokens[at + 2].word in JOINTS
        if behind < len(tokens) and tokens[behind].word in TURNING:
            named = tokens[behind]
            tokens[at : behind + 1] = [mood, named, *tokens[at + 2 : behind], cross]
        elif ends:
            tokens[at : at + 2] = [mood, cross]


COLOURS = words("green red")


def _colours_first(tokens: list[Token]) -> None:
    """ "la prochaine bougie verte", "tres velas rojas": the colour stands behind its candle."""
    for at, (candle, colour) in enumerate(pairwise(tokens)):
        if candle.word in ("bar", "day") and colour.word in COLOURS:
            tokens[at : at + 2] = [colour, candle]


SAYING = frozenset({*MONTHS, *WEEKDAYS}) | words(
    "band upper lower middle golden death high low opposite oversold overbought month-end"
)


def _verb_last(tokens: list[Token]) -> None:
    """ "bei RSI unter 25 kaufen, bei 65 verkaufen": each verb stands behind its condition."""
    begin = 0
    for at, token in enumerate(tokens):
        if token.word in JOINTS:
            begin = at + 1
            continue
        after = [one.word for one in tokens[at + 1 : at + 4] if not one.symbol] + ["", ""]
        ends = after[0] in SIGNS | {"and", ""}
        asks = after[1] in ("when", "while", "and")
        part = tokens[begin:at]
        led = any(one.word in ("when", "at", "on", "after", "in") for one in part[:2])
        led = led or any(edge.word in EDGES and one.word in MONTHS for edge, one in pairwise(part))
        says = any(one.value is not None or one.word in SAYING for one in part)
        if token.word in VERBS and ends and led and says and not asks:
            token.word += "-after"


EDGES = words("end start mid anfang mitte")  # "den DAX Ende April verkaufen"


def _moves_last(tokens: list[Token]) -> None:
    """ "die 30 Tage Linie über die 90er steigt": rises above the average of 90 days."""
    for at in range(len(tokens) - 1, 2, -1):
        verb, day, length = tokens[at], tokens[at - 1], tokens[at - 2]
        ends = at + 1 == len(tokens) or tokens[at + 1].word in JOINTS
        if verb.word not in ("falls", "rises", "goes") or not ends:
            continue
        if day.word != "day" or length.word != "num":
            continue
        way = at - 3
        while way > 0 and tokens[way].word in ("the", "a"):
            way -= 1
        if tokens[way].word in ("above", "below", "over"):
            tokens[way : at + 1] = [verb, *tokens[way:at]]


PASSIVE = {"unterschritten": "crosses-below", "überschritten": "crosses-above"}
LEVELS = AVERAGES | words("band high low highest lowest")


def _passive(tokens: list[Token]) -> None:
    """ "die 200-Tage-Linie unterschritten wird": the price crosses below it."""
    for at in range(len(tokens) - 2, 0, -1):
        way, passive = PASSIVE.get(tokens[at].small), tokens[at + 1].word == "is"
        if way is None or not passive:
            continue
        begin = next((n for n in range(at - 1, -1, -1) if tokens[n].word in JOINTS | {"when"}), -1)
        part = tokens[begin + 1 : at]
        if any(one.word in LEVELS for one in part) and not any(one.symbol for one in part):
            price = Token(part[0].start, part[0].start, "", "price")
            tokens[at].word = way
            tokens[begin + 1 : at + 1] = [price, tokens[at], *part]


def _shares_beyond(tokens: list[Token]) -> None:
    """ "der Kurs 5 % unter den Einstieg fällt", "8 % vom Hoch fällt": falls 5% below it."""
    for at in range(len(tokens) - 1, 1, -1):
        behind = at + 1 + (_word(tokens, at + 1) == "is")  # "gefallen ist"
        ends = behind >= len(tokens) or tokens[behind].word in JOINTS
        if tokens[at].word not in ("falls", "rises", "goes") or not ends:
            continue
        begin = max(0, at - FAR)
        share = next((n for n in range(at - 1, begin, -1) if tokens[n].word == "pct"), 0)
        between = tokens[share + 1 : at]
        way = between[0].word if share and between else ""
        if way in ("below", "above", "from") and not any(one.word in JOINTS for one in between):
            share -= tokens[share - 1].word in ("by", "above", ">=")  # "um 5 %", "mehr als 5 %"
            tokens[share : at + 1] = [tokens[at], *tokens[share:at]]


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


# What an average is called that rises or falls; neither is the verb of its sentence.
RISING = words("steigende steigenden steigender ansteigende ansteigenden ansteigender")
FALLING = words(
    "fallende fallenden fallender sinkende sinkenden sinkender abfallende abfallenden abfallender"
)
LEANING = words("breaks crosses exceeds goes falls rises recovers")
LEANS = {"up-through": "crosses-above", "down-through": "crosses-below"}
# How far behind its verb a lean may stand: "casse la moyenne mobile à 200 jours à la hausse".
FAR = 8


CROSSES = frozenset({"crosses"})


def _late_leans(tokens: list[Token], verbs: frozenset[str] = LEANING) -> None:
    """ "casse la MM200 à la hausse", "crosses it upwards": the way stands behind the level."""
    for at in places(tokens, verbs):
        token = tokens[at]
        if token.small in RISING | FALLING:
            continue
        for lean in tokens[at + 1 : at + FAR]:
            if lean.word in SIGNS | LEANING or lean.word in ("and", "or", "when"):
                break
            if lean.word in LEANS and lean is not tokens[at + 1]:
                token.word, lean.kind = LEANS[lean.word], "used"
                break


WAYS = words(
    "above below with and over touches crosses crosses-above crosses-below exceeds breaks "
    "drops-below"
)


def _crosses_of(tokens: list[Token]) -> None:
    """ "el cruce de la media de 20 por encima de la de 50": the noun stands before both."""
    for at, token in enumerate(tokens):
        if token.word != "crosses":
            continue
        behind = at + 1
        while behind < len(tokens) and tokens[behind].word in ARTICLES:
            behind += 1
        if behind in (at + 1, len(tokens)):
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
    for at in places(tokens[:-1], AVERAGES | {"of"}):
        token = tokens[at]
        kind = token.word if token.word in AVERAGES else kind
        before = at - 2 - (at > 2 and tokens[at - 2].word == "of")  # "y de la de 200"
        led = at > 1 and tokens[at - 1].word == "the" and tokens[before].word in WAYS
        if kind and led and token.word == "of" and tokens[at + 1].word == "num":
            token.word = kind


JOINTS = SIGNS | {"and", "or"}
