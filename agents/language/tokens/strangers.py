"""Symbols that nobody here knows: capitals that stand where only a symbol can stand.

"buy 25 QZBEES at the open", "buying XYZ whenever its MACD ...", "$100 every month into QZF", "RSI
strategy on XYZ": it is asked about as a symbol, however long it is, unless it is listed elsewhere.
A common word, a term or the name of an exchange in capitals is none.
"""

from __future__ import annotations

from agents.language.lexicon import symbols, vocabulary
from agents.language.lexicon.english import NO_SLIPS
from agents.language.lexicon.lexicon import CURRENCIES, SAME
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

TRADING = words(
    """
    buy buying buys sell selling short shorting long trade trading test backtest hold holding
    invest accumulate
    """
)
# Between such a verb and the symbol: how much of it.
COUNTING = words("num share shares unit units lot lots of in into some the more worth k on")
LEADING = words(
    """
    when if whenever once on at after every each that where which while with using based for and
    or , . : ; ( its from over as until then - ' in only daily weekly monthly by to
    """
)
INTO = words("into of on for in")
# Before "into XYZ", "on XYZ": what is placed there, or tested on it.
PLACED = words(
    """
    money num day week month quarter year daily weekly monthly strategy crossover cross rsi macd
    share shares worth invested backtest test run system
    """
)
EXCHANGES = words(
    """
    xetra nyse nasdaq nse bse lse tsx asx amex euronext hkex sse szse cboe cme nymex comex mcx
    binance coinbase kraken oanda forex otc tse jpx krx bovespa frankfurt
    """
)
TERMS = words(
    """
    xirr irr cagr roi pnl mdd ibs eod bod ohlc ohlcv htf ltf sl tp be rr atm otm itm ce pe fo fno
    etf etfs ipo gap hodl fomo btfd dca sip fomc cpi gdp nfp pmi fed ecb rbi sebi sec usa uk eu ai
    ml api csv pdf tv id url ok no yes am pm est utc gmt ist cet orb vwap cpr bos choch fvg smc
    ict mss poc vah val hod lod pdh pdl pwh pwl hh hl lh ll bb kc dc ma st td nr
    ag se sa plc nv spa kgaa mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep oct nov dec
    """
)
NO_SYMBOLS = EXCHANGES | TERMS | NO_SLIPS
# Capitals that begin a remark, or name what is to be told of a result.
REMARKS = frozenset(
    {
        "NOTE", "NB", "FYI", "PS", "TODO", "TLDR", "EDIT", "ADMIN", "USER", "TL", "DR", "XIRR",
        "CAGR", "MDD", "ROI", "CSV", "IRR",
    }
)  # fmt: skip
LONGEST = 12
SHORTEST = 2


def name_strangers(tokens: list[Token]) -> None:
    """Before any word has been given its meaning."""
    if _shouts(tokens):
        return
    for at, token in enumerate(tokens):
        if not _is_strange(token):
            continue
        if _is_traded(tokens, at) or _is_placed(tokens, at) or (at == 0 and _heads(tokens)):
            local = f"{token.text}.NS"
            token.symbol = local if local in symbols.LISTED.symbols else token.text
            token.word = "symbol"


def is_exchange(token: Token) -> bool:
    return token.small in EXCHANGES and token.text.isupper()


def _is_strange(token: Token) -> bool:
    text, small = token.text, token.small
    if token.symbol or token.value is not None or not text.isupper() or not text.isalpha():
        return False
    if not SHORTEST <= len(text) <= LONGEST or not text.isascii():
        return False
    if SAME.get(small, small) in vocabulary.KNOWN or small in CURRENCIES:
        return False
    return small not in NO_SYMBOLS and symbols.known(text) is None


def _is_traded(tokens: list[Token], at: int) -> bool:
    """ "buy 25 XYZ at", "buying XYZ whenever" """
    first = at - 1
    if first >= 0 and symbols.known(tokens[first].text) is not None:
        return False  # "Siemens AG"
    while first >= 0 and (_counts(tokens[first]) or _is_beside(tokens[first])):
        first -= 1
    led = first >= 0 and tokens[first].small in TRADING and tokens[first].text.islower()
    led = led or (first >= 0 and tokens[first].text.istitle() and tokens[first].small in TRADING)
    return led and _ends(tokens, at)


def _counts(token: Token) -> bool:
    return token.value is not None or token.small in COUNTING


def _heads(tokens: list[Token]) -> bool:
    """ "XYZ: buy when ...", where no other symbol is named."""
    headed = len(tokens) > 1 and tokens[1].text == ":" and tokens[0].text not in REMARKS
    return headed and all(
        symbols.known(one.text) is None for one in tokens[2:] if one.text.isupper()
    )


def _is_beside(token: Token) -> bool:
    """ "buy AAPL and XYZ": another symbol, and what joins them."""
    return token.small in (",", "and", "or", "/") or symbols.known(token.text) is not None


def _is_placed(tokens: list[Token], at: int) -> bool:
    """ "$100 every month into XYZ", "RSI strategy on XYZ" """
    if at < 2 or tokens[at - 1].small not in INTO or not tokens[at - 1].text.islower():
        return False
    before = tokens[at - 2]
    return (before.value is not None or before.small in PLACED) and _ends(tokens, at)


def _ends(tokens: list[Token], at: int) -> bool:
    return (
        at + 1 == len(tokens) or tokens[at + 1].small in LEADING or tokens[at + 1].text in "\n;,."
    )


def _shouts(tokens: list[Token]) -> bool:
    spoken = [token for token in tokens if token.text.isalpha() and len(token.text) > 1]
    loud = sum(token.text.isupper() for token in spoken)
    return len(spoken) > 4 and loud > 0.5 * len(spoken)
