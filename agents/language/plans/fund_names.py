"""A list of weights in which each fund has its name beside its ticker: "60% VTI - Total Stock
Market", "US stocks 42% VTI", "Total Bond Market (BND/VBTLX) - 40%".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# Words of a fund's name or of the kind of asset that it holds; none of them rules anything.
NAMING = words(
    """
    total stock stocks market us u.s. usa domestic international intl foreign developed emerging
    markets world global bond bonds treasury treasuries aggregate corporate government inflation
    protected tips term intermediate fund funds index etf etfs admiral shares share class investor
    institutional core large mid small cap caps blend growth value dividend dividends real estate
    reit reits gold silver commodity commodities equity equities fixed income cash-like ex ex-us
    all-world all-country ucits acc dist europe pacific asia japan nasdaq s&p sp500 ftse msci
    vanguard ishares spdr schwab fidelity blackrock invesco wisdomtree amundi xtrackers spartan
    the of and in for allocation technology tech healthcare energy utilities sector int'l
    """
)
OF_A_TERM = words("short long near ultra")
MARKS = words("( ) - – — : , . / * •")
TICKER = 6
PARTS = ("pct", "symbol")


def without_fund_names(tokens: list[Token]) -> list[Token]:
    """One ticker beside each share; the same tokens where they are not told apart."""
    shares = [at for at, token in enumerate(tokens) if token.free and token.word == "pct"]
    written = _without_aliases(tokens, [at for at in range(len(tokens)) if is_written(tokens[at])])
    if len(written) > len(shares):  # "10% VNQ - REIT Index Fund"
        written = [at for at in written if tokens[at].small not in NAMING]
    if len(shares) < 2 or len(written) != len(shares) or not _alternate(shares, written):
        return tokens
    whole = abs(sum(tokens[at].value or 0 for at in shares) - 100) < CLOSE
    begin, end = _begin(tokens, min(*shares, *written)), _end(tokens, max(*shares, *written))
    inner = [at for at in range(begin, end) if at not in {*shares, *written}]
    if not whole or not all(_is_name(tokens, at) for at in inner):
        return tokens
    kept = [tokens[at] for at in range(begin, end) if at in {*shares, *written}]
    return [*tokens[:begin], *kept, *tokens[end:]]


CLOSE = 0.05


def is_written(token: Token) -> bool:
    """ "VTI", and not "total stock market", which is held as VTI"""
    root = token.symbol.split(".")[0].split("-")[0]
    plain = token.text.isupper() and 1 < len(token.text.split(".")[0]) <= TICKER
    return bool(token.free and token.symbol and plain and token.text.split(".")[0] == root)


def _without_aliases(tokens: list[Token], written: list[int]) -> list[int]:
    """ "(VTI/VTSAX)": two kinds of one fund, of which the first is held."""
    return [at for at in written if not _is_alias(tokens, at)]


def _is_alias(tokens: list[Token], at: int) -> bool:
    """A mutual fund, as its ticker says, beside the same as an ETF: "(VTI/BND)" are two funds."""
    around = [token.word for token in tokens[max(0, at - 3) : at + 2]]
    if around != ["(", "symbol", "/", "symbol", ")"]:
        return False
    return [_is_mutual(tokens[n]) for n in (at - 2, at)] in ([True, False], [False, True])


def _is_mutual(token: Token) -> bool:
    return len(token.symbol) == 5 and token.symbol.endswith("X")


def told_aliases(tokens: list[Token], kept: list[Token]) -> list[tuple[str, str]]:
    """Which of two kinds is held."""
    held = {id(token) for token in kept}
    return [
        (f"of {one.text}/{other.text}, {one.text} is held", "symbols")
        for one, stroke, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if stroke.word == "/" and id(one) in held and other.symbol and id(other) not in held
    ]


def _alternate(shares: list[int], written: list[int]) -> bool:
    """Each share has its ticker, and all in the same order."""
    first, second = (shares, written) if shares[0] < written[0] else (written, shares)
    merged = [at for pair in zip(first, second, strict=True) for at in pair]
    return merged == sorted(merged)


def _begin(tokens: list[Token], first: int) -> int:
    begin = first
    while begin and _is_name(tokens, begin - 1) and tokens[begin - 1].word not in (".", ":"):
        begin -= 1
    return begin


def _end(tokens: list[Token], last: int) -> int:
    """Behind the last name, which ends with its line."""
    end = last + 1
    if end + 1 < len(tokens) and tokens[end].word == ".":  # a dash between a ticker and its name
        end += _is_name(tokens, end + 1) and tokens[end + 1].word not in (".", "-")
    while end < len(tokens) and _is_name(tokens, end) and tokens[end].word not in (".", ","):
        end += 1
    return end


def _is_name(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if not token.free or token.word in MARKS:
        return token.word in MARKS or not token.free
    if token.symbol:
        return True
    behind = tokens[at + 1].small if at + 1 < len(tokens) else ""
    of_a_term = token.small in OF_A_TERM and behind in ("term", "-", "duration", "bond", "bonds")
    return token.value is None and (token.small in NAMING or token.word in NAMING or of_a_term)
