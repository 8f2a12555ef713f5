"""What a text calls itself before its rules: "RSI-2 QQQ $1K: ...", "Turtle breakout: ..."."""

from __future__ import annotations

from agents.language.layout.chatter import BANDED, INDICATORS, SAYING, STYLES, TITLES, narrows
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ACTING = words("buy sell short cover long hold entry exit enter buy-after")
RULING = words("when above below over under > < >= <= crosses falls rises breaks closes if")
PLAIN = words("on for with - + / the a an of my daily weekly and")
NAMES = words("connors williams")  # of people, whose indicators are not meant
FRAMES = words("money minute hour day bar chart timeframe #frame strategy")
CROSSES = words("crossover crossovers cross-over")  # the nouns alone
AVERAGES = words("sma ema ma wma")
LONGEST = 9
DATED = words("since from start in")
FIRST, LAST = 1950, 2100
OF_STYLE = words("volatility range price channel opening trend momentum")
SPANNED = words("return recovers momentum change roc")
UNITS = words("day week month year")
KINDS = words("pure absolute relative dual momentum - time series simple")


def mark_title(tokens: list[Token]) -> None:
    """Its symbols and its money are kept; the rules say what else of it is meant."""
    head = _head(tokens)
    later = {token.word for token in tokens[len(head) :]}
    later |= {str(token.value) for token in tokens[len(head) :] if token.value is not None}
    if any(token.small in ("filter", "filters") for token in head):
        return
    if any(token.small == "dual" for token in head) and not later & ACTING:
        return  # "Dual momentum: SPY vs EFA, AGG if negative": the name is the rule
    if not head or narrows(head) or not later & (ACTING | RULING):
        return
    if head[-1].word == "money" and head[:-1] and head[-2].symbol:
        end = head[-1].end
        tokens.insert(len(head), Token(end, end, "", "capital"))
    named = [token for at, token in enumerate(head) if not _kept(token, head[at + 1 : at + 2])]
    setups = [token for token in named if _is_setup(tokens) and token.small in SETUPS]
    known = [one for one in named if one in setups or _says_no_more(one, named, later)]
    if len(known) == len(named) and any(one in setups or _is_title(one) for one in named):
        for token in named:
            token.kind = token.kind or "ignored"


def _head(tokens: list[Token]) -> list[Token]:
    for end, token in enumerate(tokens[:LONGEST]):
        if token.word in (":", ",", ".") and token.value is None:
            return tokens[:end]
        named = token.small in SETUPS and _is_setup(tokens)
        if token.word in ACTING | RULING and not (_is_noun(tokens, end) or named):
            break
    return []


# What a set-up is called, whatever it is.
SETUPS = words(
    """
    bounce fade spike reversal squeeze dip dips buying gap opening oversold overbought pullback
    breakout breakdown rebound continuation channel volatility vix go
    """
)


def _is_setup(tokens: list[Token]) -> bool:
    """ "Opening gap fade on SPY: ...", where the rules say when. A second symbol may matter."""
    end = next((at for at, one in enumerate(tokens[:LONGEST]) if one.word == ":"), 0)
    head, later = tokens[:end], {one.word for one in tokens[end:]}
    named = [one.word for one in head[-2:]] == ["on", "symbol"]
    plain = not any(one.value is not None or one.symbol for one in head[:-1])
    ruled = later & {"when", "after", "above", "below", "<", ">"}
    if _is_named_move(tokens):
        return True
    return bool(named and plain and ruled and later & {"buy", "short", "long"})


def _is_named_move(tokens: list[Token]) -> bool:
    """ "Overbought reversal: short when RSI > 75", "Oversold bounce strategy. Buy ..." """
    end = next((at for at, one in enumerate(tokens[:LONGEST]) if one.word in (":", ".")), 0)
    head, later = tokens[:end], {one.word for one in tokens[end:]}
    known = all(one.small in SETUPS | MOVED or _is_title(one) for one in head)
    leaves = (at for at, one in enumerate(tokens) if at > end and one.word in LEAVING)
    entering = {one.word for one in tokens[end : next(leaves, len(tokens))]}
    again = any(one.word in INDICATORS and one.word in entering for one in head)
    zoned = again and any(one.word in ("oversold", "overbought") for one in head)
    moves = zoned or any(one.small in MOVED for one in head)
    ruled = later & {"when", "<", ">"} and later & {"buy", "short", "long"}
    return bool(1 < len(head) <= MOST and known and moves and ruled)


LEAVING = words("sell cover exit")
MOVED = words("bounce fade reversal rebound pullback dip breakout breakdown")
MOST = 4


def _is_noun(tokens: list[Token], at: int) -> bool:
    """ "EMA crossover on CAT", "EMA cross: ..." """
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return tokens[at].small in CROSSES or (tokens[at].word == "crosses" and behind in (":", "."))


def _kept(token: Token, behind: list[Token]) -> bool:
    framed = token.value is not None and bool(behind) and behind[0].word in FRAMES
    dated = token.value is not None and FIRST <= token.value <= LAST  # "since 2015"
    return bool(token.symbol) or framed or dated or token.word in PLAIN | FRAMES | DATED


def _is_title(token: Token) -> bool:
    word = token.small
    return word in CROSSES or token.word in INDICATORS | STYLES | TITLES or word in STYLES | TITLES


def _says_no_more(token: Token, head: list[Token], later: set[str]) -> bool:
    """A style, a name, or an indicator that the rules speak of again, with its number."""
    if token.value is not None:
        again = str(token.value) in later
        timed = any(one.word in UNITS for one in head) and bool(later & SPANNED)
        return again and (
            timed or any(one.word in INDICATORS and one.word in later for one in head)
        )
    if token.word == "crosses":
        return token.word in later
    if token.word in UNITS or token.small in KINDS:
        return token.word in later or token.small in KINDS
    if token.word == "keltner":
        return bool(later & {"keltner", "upper", "lower"})
    if token.word in INDICATORS:
        again = token.word in later or (token.word in AVERAGES and bool(AVERAGES & later))
        again = again or (token.word in BANDED and bool(BANDED & later))
        return again or (token.word == "donchian" and bool({"high", "low"} & later))
    if token.word in OF_STYLE and {one.word for one in head} & {"breakout", "style"}:
        return True  # "volatility breakout"
    unknown = token.word not in SAYING and token.word != "ticker?" and token.text.isalpha()
    return _is_title(token) or unknown or token.word in NAMES
