"""What a ticker stands for, in brackets behind it: "60% SPY (large caps)", "UPRO (3x S&P 500)"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token, places

KINDS = words(
    """
    stock stocks equity equities bond bonds treasury treasuries bills gold silver oil
    commodity commodities reit reits estate caps index etf fund market markets sector tips gilts
    aktien anleihen staatsanleihen actions obligations acciones bonos oro 股票 债券 黄金
    """
)
BESIDE = words(
    """
    us usa american european european world global total international foreign developed emerging
    ex large small mid cap big long short term intermediate medium - + year years yr day to of the
    and & , leveraged inverse ultra daily corporate government high yield junk aggregate real value
    growth dividend tech technology energy financial financials utilities healthcare inflation
    lange langlaufende kurze kurzlaufende amerikanische europäische deutsche américaines
    européennes mondiales à terme estadounidenses europeas mundiales largo corto plazo
    美国 长期 短期
    protected physical spot price broad whole domestic non x 3x 2x 1x -1x -2x -3x
    """
)
LONGEST = 9


def pass_descriptions(tokens: list[Token]) -> None:
    """ "(long)", "(50%)" and "(or VOO)" say more than what it is, and are read."""
    for at in places(tokens, {"("}, TEXT):
        if end := _drawing(tokens, at + 1):
            for one in tokens[at : end + 1]:
                one.word, one.kind = "so-far", "ignored"
    for at in places(tokens[1:-2], {"("}, TEXT):
        if _is_ticker(tokens[at]) and (end := _end(tokens, at + 2)):
            for one in tokens[at + 1 : end + 1]:
                one.word, one.symbol, one.value, one.kind = "so-far", "", None, "ignored"


def _drawing(tokens: list[Token], first: int) -> int:
    """ "(círculo verde en el gráfico)", "(blue line)": where the brackets shut that tell how
    something looks on a chart."""
    for at in range(first, min(first + LONGEST, len(tokens))):
        part = tokens[first:at]
        if tokens[at].text == ")":
            said = {one.small for one in part}
            return at if said & DRAWN and said & COLOURS else 0
        if tokens[at].value is not None or tokens[at].symbol:
            return 0
    return 0


DRAWN = words(
    """
    circle circles arrow arrows line lines dot dots marker markers curve
    círculo círculos flecha flechas línea líneas punto puntos curva
    cercle cercles flèche flèches ligne lignes point points courbe trait
    kreis kreise pfeil pfeile linie linien punkt punkte kurve
    """
)
COLOURS = words(
    """
    green red blue orange yellow black white purple grey gray pink
    verde verdes rojo rojos roja rojas azul azules naranja amarillo amarilla negro negra
    vert verte verts vertes rouge rouges bleu bleue bleus bleues jaune noir noire
    grün grüne grüner grünen rot rote roter roten blau blaue blauer blauen gelb gelbe schwarz
    schwarze schwarzer orangefarbene
    """
)


def _is_ticker(token: Token) -> bool:
    return bool(token.symbol) and token.text.isupper() and not token.symbol.startswith("^")


def _end(tokens: list[Token], first: int) -> int:
    """Where the brackets shut, if nothing in them is anything but a kind of asset."""
    for at in range(first, min(first + LONGEST, len(tokens))):
        if tokens[at].text == ")":
            named = any(_is_kind(one) for one in tokens[first:at])
            return at if named else 0
        if not _describes(tokens[at]):
            return 0
    return 0


def _is_kind(token: Token) -> bool:
    """ "bonds", or an index or a metal by its name."""
    if token.symbol:
        return token.symbol.startswith("^") or " " in token.text or token.small in KINDS
    return bool(KINDS & set(token.small.replace("-", " ").split()))


def _describes(token: Token) -> bool:
    if token.word == "pct":
        return False
    parts = set(token.small.replace("-", " ").split())
    return _is_kind(token) or parts <= KINDS | BESIDE or (token.word == "num" and not token.symbol)
