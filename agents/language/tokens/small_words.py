"""Small words of other languages that stand elsewhere in English: "el día 5", "SMA sur 50"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places


def small_words(tokens: list[Token]) -> None:
    """The words are those of the English lexicon by now; only their places are not."""
    said = {token.word for token in tokens}
    for order in ORDERS:
        if order not in NEEDED or NEEDED[order] & said:
            order(tokens)


FINITE = words("falls rises crosses closes breaks drops-below exceeds touches stays goes recovers")
SIGNS = words(". , ; :")
VERBS = words("buy sell short cover")
AVERAGES = words("ma sma ema average")


def _of_shares(tokens: list[Token]) -> None:
    """ "Stop von 5 %": of, where "von 2010" is from."""
    for at in places(tokens[:-1], {"von", "vom"}, SMALL):
        led, share = tokens[at : at + 2]
        if share.word == "pct" or share.symbol:
            led.word = "of"


def _day_first(tokens: list[Token]) -> None:
    """ "01/03/2015": only English puts the month first."""
    for token in tokens:
        if token.word == "#date":
            token.text = token.text.replace("/", ".")


def spans_last(tokens: list[Token]) -> None:
    """ "单日跌幅超过5%", "Tagesverlust größer als 4 %": falls more than that in a day."""
    for at in reversed(places(tokens[:-3], {"in"})):
        led, day, verb = tokens[at : at + 3]
        if day.word != "day" or verb.word not in ("falls", "rises"):
            continue
        size = next((n for n in (3, 4) if at + n < len(tokens) and tokens[at + n].word == "pct"), 0)
        if size:
            tokens[at : at + size + 1] = [*tokens[at + 2 : at + size + 1], led, day]


def _commas(tokens: list[Token]) -> None:
    """ "ich halte SPY, solange ...", "; Verkauf, wenn ..." """
    for comma, lead in pairwise(tokens):
        if comma.word == "," and lead.word == "while":
            comma.kind = "used"
    for at in range(1, len(tokens) - 1):
        headed = tokens[at - 1].word in VERBS and (at == 1 or tokens[at - 2].word in (".", ";"))
        if headed and tokens[at].word == "," and tokens[at + 1].word == "when":
            tokens[at].kind = "used"


def _objects(tokens: list[Token]) -> None:
    """ "vente à découvert de Meta", "compra Apple a 150" """
    links = {*places(tokens[1:], {"of", "to"}), *places(tokens[1:], {"en"}, SMALL)}
    for at in sorted(links):
        verb, led = tokens[at : at + 2]
        if verb.word in VERBS and led.word == "of":
            led.word = "the"
        priced = (verb.symbol or verb.word in VERBS) and (led.word == "to" or led.small == "en")
        parts = _ends(tokens, at + 3) or _word(tokens, at + 3) == "or"
        if priced and _word(tokens, at + 2) in ("num", "money") and parts:
            led.word = "at"
        if (verb.word, led.word) in PARTED and _word(tokens, at + 2) == "pct":
            led.word = "at"


PARTED = {("half", "to"), ("third", "to"), ("sell", "to")}  # "vends la moitié à +10 %"


def _pronouns(tokens: list[Token]) -> None:
    """ "cuando la recupere", "wenn er sie wieder unterschreitet" """
    spoken = {*places(tokens[:-1], {"the"}), *places(tokens[:-1], {"wieder"}, SMALL)}
    for at in sorted(spoken, reverse=True):
        small, verb = tokens[at : at + 2]
        back = verb.word == "recovers" or verb.small in PASSING
        back |= verb.word in LEANT and small.small in ("la", "lo", "le", "les")
        if small.word == "the" and back and _ends(tokens, at + 2):
            small.kind = "used"
            tokens.insert(at + 2, Token(verb.end, verb.end, "", "it"))
        if small.small == "wieder" and verb.word in FINITE and _ends(tokens, at + 2):
            small.kind = "used"


LEANT = words("crosses-above crosses-below")  # "el precio la cruza al alza"
PASSING = words("pierda pierde alcanza alcance toca toque")


def _closing(tokens: list[Token]) -> None:
    """ "cuando Iberdrola cierra por encima": closes, where a position is that is sold."""
    for at in places(tokens[1:-1], {"cierra"}, SMALL):
        before, verb, after = tokens[at : at + 3]
        led = before.word in ("when", "price", "it", *WEEKDAYS) or bool(before.symbol)
        joined = before.word == "and" and after.word in ("up", "down")  # "y cierra en verde"
        if (led and after.word in CLOSED) or joined:
            verb.word = "closes"


CLOSED = words("above below over under num up down up-through down-through")


def _streaks(tokens: list[Token]) -> None:
    """ "trois clôtures en baisse", "tres días de caídas", "cuatro días al alza" """
    for at in places(tokens[1:], WAYS | {"of"}):
        day, way = tokens[at : at + 2]
        if day.word == "closes" and way.word in ("up", "down") and _word(tokens, at - 1) == "num":
            tokens[at : at + 2] = [way, day]
        if day.word == "day" and way.word == "of" and _word(tokens, at + 2) in ("falls", "rises"):
            way.word = "in-a-row"
        crossed = _word(tokens, at + 2) == "crosses"  # "200 Tagen von unten nach oben kreuzt"
        if day.word in COUNTED and way.word in ("up-through", "down-through") and not crossed:
            way.word = "up" if way.word == "up-through" else "down"


WAYS = words("up down up-through down-through")
COUNTED = words("day bar consecutive in-a-row")


def _levels(tokens: list[Token]) -> None:
    """ "an der mittleren Linie", "vuelva a la media", "4 ATR darüber", "desde máximos" """
    begun = {*places(tokens[:-1], BEGUN), *places(tokens[:-1], LOSES | {"filtro"}, SMALL)}
    for at in sorted(begun):
        here, after = tokens[at : at + 2]
        if here.word in LINES and after.small == "linie":
            after.word = "band"
        if here.word == "back" and after.word == "to":
            after.word = "at"
        if here.word == "atr" and after.word in ("above", "below") and _ends(tokens, at + 2):
            after.kind = "used"
        if here.word == "since" and after.word in EXTREMES:
            here.word = "from"
        if here.small == "filtro" and after.word in AVERAGES:
            here.kind = "used"
        level = [_word(tokens, at + 2), _word(tokens, at + 3)]
        if here.word == "and" and after.word == "to" and level[0] == "the" and level[1] in AVERAGES:
            after.kind = "used"  # "supérieur à la MM50 et à la MM200"
        lost = here.small in LOSES and after.word == "the"
        lost = lost and (level[0] in AVERAGES or level == ["of", "num"])
        if lost or (here.small in LOSES and after.word in AVERAGES):
            here.word = "drops-below"  # "la MM20 pierde la MM40"


LINES = words("upper lower middle bollinger")
BEGUN = LINES | {"back", "atr", "since", "and"}
EXTREMES = words("high low")
LOSES = words("pierde pierda pierden perd perde perca")


def _lately(tokens: list[Token]) -> None:
    """ "Durchschnitt der letzten 10 Monate", "moyenne mobile des 10 derniers mois": of so many."""
    for at in reversed(places(tokens[:-3], AVERAGES)):
        begin = at - (at > 0 and tokens[at - 1].word in KINDS)
        end = at + 1
        while _word(tokens, end) in KINDS:
            end += 1
        if end == len(tokens) or tokens[end].small.partition(" ")[0] not in GENITIVES:
            continue
        last = end + (tokens[end].word != "last")
        while _word(tokens, last) in ("the", "of"):
            last += 1
        pair = [_word(tokens, last), _word(tokens, last + 1)]
        if set(pair) == {"last", "num"} and _word(tokens, last + 2) in LONG_SPANS:
            number = tokens[last + (pair[1] == "num")]
            tokens[begin : last + 3] = [number, tokens[last + 2], *tokens[begin:end]]


GENITIVES = words("der des de del von vom dos das")
LONG_SPANS = words("day bar period week month year")


def _lengths(tokens: list[Token]) -> None:
    """ "SMA sur 50 jours", "au franchissement", "am ersten Börsentag im November" """
    links = {*places(tokens[:-1], LINKS), *places(tokens[:-1], {"von"}, SMALL)}
    for at in sorted(links):
        here, after = tokens[at : at + 2]
        average = _word(tokens, at - 1) in AVERAGES | KINDS and after.word == "num"
        if here.word == "to" and after.word in CROSSING:
            here.kind = "used"
        if average and here.word in ("on", "over"):
            here.kind = "used"
        if average and here.small == "von" and _word(tokens, at + 2) in LONG_SPANS:
            here.word = "of"
        if here.word == "of" and after.word in MONTHS and _word(tokens, at + 2) == "to":
            here.word = "from"
        if here.word == "day" and after.word == "in" and _word(tokens, at + 2) in MONTHS:
            after.word = "of"


KINDS = words("moving simple exponential weighted")  # "moyenne mobile sur 20 jours"
LINKS = words("to on over of day in")
CROSSING = words("crosses-above crosses-below touches")


def _at_most(tokens: list[Token]) -> None:
    """ "máximo 10 días": how long it is held."""
    for at in places(tokens[:-1], {"high"}):
        most, count = tokens[at : at + 2]
        if count.word != "num" or _word(tokens, at + 2) not in SPANS:
            continue
        opens = _word(tokens, at - 1) in SIGNS | {"", "and", "or", "hold"}
        ends = _word(tokens, at + 3) in SIGNS | {"", "and", "or", "hold", "in", "so-far"}
        if opens and ends:
            most.word = "max"


SPANS = words("day week month")


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _ends(tokens: list[Token], at: int) -> bool:
    word = _word(tokens, at)
    return word in ("", "and") or word in SIGNS


def _days_last(tokens: list[Token]) -> None:
    """ "clôture trois jours de suite au-dessus de sa MM20": how often stands behind the level."""
    for at in reversed(places(tokens[:-3], {"num"})):
        number, day, row, way = tokens[at : at + 4]
        firm = day.word == "day" and row.word in ("in-a-row", "consecutive")
        if not firm or way.word not in ("above", "below", "over"):
            continue
        closing = SIGNS | {"and", "or", "when", "buy", "sell", "buy-after", "sell-after"}
        end = next((n for n in range(at + 4, len(tokens)) if tokens[n].word in closing), None)
        end = len(tokens) if end is None else end
        row.word = "in-a-row"
        level = tokens[at + 3 : end]
        if level[-1].word == "closes":
            level = [level[-1], *level[:-1]]  # "zwei Tage in Folge über der Linie schließt"
        elif len(level) == 1:
            level.append(Token(way.end, way.end, "", "it"))
        led = Token(number.start, number.start, "", "for")
        tokens[at:end] = [*level, led, number, day, row]


def _bars_of(tokens: list[Token]) -> None:
    """ "en velas de 1 hora": 1-hour bars."""
    for at in reversed(places(tokens[:-3], {"bar", "chart"})):
        bar, of, number, unit = tokens[at : at + 4]
        if of.word != "of":
            continue
        if number.word == "num" and unit.word in ("hour", "minute", "day", "week"):
            of.kind = "used"
            tokens[at : at + 4] = [of, number, unit, bar]


LED_DATES = words("le el am zum los no dia día")


def as_date(number: Token) -> Token:
    """Written as English has a date, which else is a count of trading days."""
    return replace(number, text=f"{number.value or 0:g}th")


def _month_days(tokens: list[Token]) -> None:
    """ "el día 5": the 5th of the month."""
    for at in reversed(places(tokens[:-1], {"day"})):
        day, number = tokens[at : at + 2]
        if number.word != "num":
            continue
        ends = at + 2 >= len(tokens) or tokens[at + 2].word in SIGNS | {"and", "of-month"}
        led = at > 0 and tokens[at - 1].word in ("the", "on", "at")
        if ends and led:
            day.word = "of-month"
            behind = at + 2 + (_word(tokens, at + 2) == "of-month")
            number.end = tokens[behind - 1].end
            tokens[at:behind] = [as_date(number), day]


def _most_behind(tokens: list[Token]) -> None:
    """ ", une semaine maximum", ", una semana como máximo": held for no longer."""
    for at in (end - 2 for end in places(tokens, MOST) if end > 2):
        sign, number, unit, most = tokens[at - 1 : at + 3]
        counted = number.word in ("num", "a") and unit.word in UNITS
        if sign.word in SIGNS and counted and _ends(tokens, at + 3):
            most.word, most.start, most.end = "hold", number.start, number.start
            tokens[at : at + 3] = [most, number, unit]


MOST = words("max maximum <=")
UNITS = words("day week month bar hour")


def _numbered_days(tokens: list[Token]) -> None:
    """ "le 15 du mois", "am 15. jedes Monats": the 15th of it."""
    for at, (led, number, month) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        day = number.word == "num" and number.text.isdecimal() and int(number.text) in DAYS
        if day and month.word == "of-month" and led.small in LED_DATES:
            tokens[at + 1] = as_date(number)


DAYS = range(1, 32)


def _dates_again(tokens: list[Token]) -> None:
    """ "le premier du mois et revendre le 15": the 15th of the month, too."""
    if not any(token.word == "of-month" for token in tokens):
        return
    monthly = False
    for at in range(1, len(tokens) - 1):
        led, number = tokens[at : at + 2]
        monthly = monthly or led.word == "of-month"
        acts = _word(tokens, at - 1) in VERBS or (_word(tokens, at - 2) in VERBS and at > 1)
        whole = number.word == "num" and (number.value or 0) in range(1, 32)
        if monthly and acts and whole and led.small in LED_DATES and _ends(tokens, at + 2):
            tokens[at + 1] = as_date(number)
            tokens.insert(at + 2, Token(number.end, number.end, "", "of-month"))


def multiples(tokens: list[Token]) -> None:
    """ "ATR 2倍": two times the ATR."""
    for at in reversed(places(tokens[:-2], {"atr"})):
        atr, number, times = tokens[at : at + 3]
        if (number.word, times.word) == ("num", "x"):
            tokens[at : at + 3] = [number, times, atr]


def _repeated(tokens: list[Token]) -> None:
    """ "sube con el precio (trailing)", "Stop 10 % nachziehen": said twice."""
    for at in places(tokens, {"trailing"}):
        if (_word(tokens, at - 1), _word(tokens, at + 1)) == ("(", ")"):
            again = any(one.word == "trailing" for one in tokens[max(0, at - 4) : at])
            tokens[at].kind = "used" if again else tokens[at].kind
        share = _word(tokens, at - 1) in ("pct", "money")
        if share and _word(tokens, at - 2) in ("stop", "stoploss"):
            tokens[at - 2].kind = "used"
        _same_stop(tokens[max(0, at - 7) : at])


def _same_stop(before: list[Token]) -> None:
    """ "El stop está a 3×ATR y sube con el precio": the stop is the one that trails."""
    for one in reversed(before):
        if one.word in ("stop", "stoploss"):
            one.kind = "used"
        if one.word not in DISTANCES:
            return


DISTANCES = words("num x atr pct money is at to of the")


ORDERS = (
    _day_first, _closing, _of_shares, spans_last, _commas, _objects, _pronouns, _streaks, _levels,
    _days_last,
    _lately, _lengths, _at_most, _bars_of, _month_days, _numbered_days, _most_behind, _dates_again,
    multiples, _repeated,
)  # fmt: skip
# Without one of these words such an order finds nothing.
NEEDED = {
    _closing: words("sell"),
    _day_first: words("#date"), _days_last: words("day"), _commas: words("while when"),
    spans_last: words("in"), _at_most: words("high"),
    _lately: words("last"), _bars_of: words("bar chart"), _month_days: words("day"),
    _numbered_days: words("of-month"), _most_behind: MOST,
    _dates_again: words("day of-month"), multiples: words("atr"), _repeated: words("trailing"),
}  # fmt: skip
