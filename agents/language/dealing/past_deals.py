"""Deals told as past, and where a rule says what it is for: "if I'd shorted TSLA ... and covered",
"a close above it is the entry for IBM", "buy AAPL shares at RSI below 30".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ADVERBS = words("heavily highly most widely")
OTHERS = words("call calls stock stocks shares names companies")
OPENED = words("bought shorted")
MEANT, NAMED = words("bought shorted covered sold"), words("entry share")
GIVING = words("is are was")
OWNERS = words("the my our an a")
SIGNALS = words("signal rule trigger point")
HOMES = words("for on in of")
ENDS = words(", . and ; while")
GAUGES = words("rsi macd stochastic stochrsi cci mfi williams-r adx roc zscore ibs percent-b")
DEALS = words("buy sell short cover")


def mark_past_deals(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    opened = False
    for at in [n for n, one in enumerate(tokens) if one.small in MEANT or one.word in NAMED]:
        token = tokens[at]
        opened = opened or token.small in OPENED
        if token.small in PAST and token.free and _is_deal(tokens, at, opened):
            token.word = PAST[token.small]
        if token.word == "entry" and token.free:
            _entry_for(tokens, at)
        if token.word == "share" and token.free:
            _shares_at(tokens, at)


PAST = {"shorted": "short", "covered": "cover", "sold": "sell"}


def _is_deal(tokens: list[Token], at: int, opened: bool) -> bool:
    """Neither "the most shorted stocks" nor "covered calls"."""
    before = tokens[at - 1].small if at else ""
    behind = tokens[at + 1].small if at + 1 < len(tokens) else ""
    plain = before not in ADVERBS and behind not in OTHERS
    return plain and (tokens[at].small == "shorted" or opened) and behind != "off"


def _entry_for(tokens: list[Token], at: int) -> None:
    """ "... is the entry for IBM and ... is the exit": the symbol stands by itself."""
    led = at > 1 and tokens[at - 1].small in OWNERS and tokens[at - 2].small in GIVING
    end = at + 1 + (tokens[at + 1].small in SIGNALS if at + 1 < len(tokens) else False)
    home = tokens[end : end + 2]
    named = len(home) == 2 and home[0].word in HOMES and bool(home[1].symbol)
    closes = end + 2 >= len(tokens) or tokens[end + 2].word in ENDS
    if led and named and closes:
        tokens[at].word = "buy-after"
        for one in [*tokens[at - 2 : at], *tokens[at + 1 : end + 1]]:
            one.kind = "used"


def _shares_at(tokens: list[Token], at: int) -> None:
    """ "AAPL shares at RSI below 30": when it is there, and no price paid for shares."""
    led = at > 0 and bool(tokens[at - 1].symbol or tokens[at - 1].word in DEALS)
    behind = [one for one in tokens[at + 1 : at + 8] if one.word not in ("a", "the", "an")]
    what = next((one.word for one in behind[1:] if one.word not in NUMBERED), "")
    if not led or not behind or behind[0].word != "at":
        return
    counted = at > 1 and tokens[at - 2].word == "num"
    if what in GAUGES and "of" not in [one.word for one in behind]:
        behind[0].word = "when"
    elif what in LEVELS and not counted:
        tokens[at].kind = "used"


LEVELS = GAUGES | words("low high lower upper middle bollinger sma ema ma support resistance vwap")
NUMBERED = words("num day period -")
