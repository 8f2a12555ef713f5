"""Names beside tickers: "the silver ETF SLV", "crude oil (USO)" and the name alone later on."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon import symbols, vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, TEXT, Token, places


def twice_named(tokens: list[Token]) -> None:
    """In "the silver ETF SLV" the ticker counts."""
    named = [index for index, token in enumerate(tokens) if token.symbol]
    for first, second in pairwise(named):
        between = {token.word for token in tokens[first + 1 : second]}
        text = tokens[first].text
        called = " " in text or text.lower() in symbols.COMPANIES
        coded = tokens[second].text.isupper() or tokens[second].text.isdigit()
        linked = "(" in between or not between & LINKS or bool(between & SAID_FOR)
        if called and coded and linked and between <= {"etf", "fund", "(", *STANDING}:
            for one in tokens[first:second]:
                one.kind = "used" if one.word in STANDING else one.kind
            tokens[first].kind, tokens[first].symbol = "used", ""
    for fund, ticker in pairwise(tokens):
        if fund.symbol and " " in fund.text and fund.small.endswith(" etf"):
            strange = ticker.word == "ticker?" and not ticker.symbol
            fund.kind, fund.symbol = ("used", "") if strange else (fund.kind, fund.symbol)


# "gold (represented by GLD)", "gold via GLD"
STANDING = words("represented represent by via using proxied proxy through thru as ticker measured")
SAID_FOR = words("represented proxied proxy measured")
LINKS = words("using as through thru by")  # "gold as GLD falls" speaks of two


def described(tokens: list[Token]) -> None:
    """ "NVDA, an AI leader": a ticker that is a word as well, in what is said of another one."""
    for at in places(tokens, symbols.WORDS, TEXT):
        token = tokens[at]
        if not token.symbol:
            continue
        begin = next((n for n in range(at - 1, max(-1, at - 4), -1) if _is_article(tokens[n])), -1)
        behind = tokens[at + 1].small if at + 1 < len(tokens) else ""
        inside = tokens[begin + 1 : at]
        owner = tokens[max(0, begin - 3) : begin]
        owned = any(one.symbol for one in owner) and (
            bool(owner[-1].symbol) or owner[-1].text in BESIDE or owner[-1].small in ("is", "as")
        )
        plain = not any(one.symbol or one.word in ("buy", "sell", "short") for one in inside)
        if begin > 0 and owned and plain and behind in DESCRIBED:
            token.word, token.symbol = "so-far", ""
            for part in tokens[begin : at + 2]:
                part.kind = "ignored" if part.text != "/" else part.kind


BESIDE = (",", "-", "–", "—", "(", ":")


def _is_article(token: Token) -> bool:
    return token.small in ("a", "an", "the", "our", "my")


DESCRIBED = words(
    "stock share leader company play giant name chip chipmaker semiconductor darling bellwether "
    "winner pioneer proxy / maker"
)


def in_calls(tokens: list[Token]) -> None:
    """ "sym("^VIX").close": the close of that symbol, which is looked at."""
    for at in places(tokens, {"sym", "symbol", "ticker"}, SMALL):
        token = tokens[at]
        if not token.free:
            continue
        part = tokens[at + 1 : at + 9]
        field = next((one for one in part if one.word in ("close", "open", "high", "low")), None)
        inner = part[: part.index(field)] if field else []
        plain = all(one.symbol or one.text in ("(", ")", ".", '"', "'") for one in inner)
        if inner and plain and inner[0].text == "(" and sum(bool(o.symbol) for o in inner) == 1:
            for one in (token, *inner):
                one.kind = one.kind if one.symbol else "used"


def tracking(tokens: list[Token]) -> None:
    """ "SPY that tracks the S&P 500", "GLD, an ETF tracking the price of gold": the fund counts."""
    for at in places(tokens, TRACKING, SMALL):
        if not any(one.symbol for one in tokens[:at]):
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].small in TRACKED:
            end += 1
        if end < len(tokens) and tokens[end].symbol:
            for one in tokens[at : end + 1]:
                one.kind, one.symbol = "used", ""


TRACKING = words("tracks track tracking mirrors mirroring replicates replicating follows following")
TRACKED = words("the price prices of performance index stock spot its return returns a us")


def with_legal_form(tokens: list[Token]) -> None:
    """ "Apple Inc", "Siemens AG", "Toyota Motor Corporation stock": part of the name."""
    for name, form in pairwise(tokens):
        if (name.symbol or name.kind == "used") and form.small in LEGAL_FORMS:
            form.kind, form.word = "used", "so-far"


LEGAL_FORMS = words(
    """
    inc corp corporation co company plc ltd limited llc ag sa se nv spa group holdings holding
    incorporated kgaa aktie aktien acciones acción action actions motor motors technologies
    """
)


def bracketed(tokens: list[Token]) -> None:
    """In "the dollar (UUP)" the brackets hold only the ticker of what is named before them."""
    for at in places(tokens[:-2], {"("}, TEXT):
        opened, one, closed = tokens[at : at + 3]
        lone = bool(one.symbol) and closed.text == ")"
        name = (_titled(tokens, at) or _name_before(tokens, at)) if lone else []
        if name:
            for part in (*name, opened, closed):
                part.kind = "used"
            _name_again(tokens[at + 3 :], name, one.symbol)


def _name_again(tokens: list[Token], name: list[Token], symbol: str) -> None:
    """Later on the name alone stands for that ticker."""
    said = [part.small for part in name if part.small != "the"]
    for at in range(len(tokens)):
        again = tokens[at : at + len(said)]
        if said and [part.small for part in again] == said:
            again[0].word, again[0].symbol = "symbol", symbol
            for part in again[1:]:
                part.kind = "used"


def _name_before(tokens: list[Token], at: int) -> list[Token]:
    """The words of a name: those of a market, those that nobody knows, or a symbol that is left."""
    first = at
    while first and at - first < LONGEST_NAME and _is_name(tokens[first - 1]):
        first -= 1
    if at > first and tokens[first].word == "term":
        first -= 2 if tokens[first - 1].text == "-" else 1
    if at > first > 1 and tokens[first - 1].word == "year":  # "10-year Treasuries (IEF)"
        count = first - (3 if tokens[first - 2].text == "-" else 2)
        first = count if count >= 0 and tokens[count].word == "num" else first
    return tokens[max(first, 0) : at]


LONGEST_NAME = 4


def _titled(tokens: list[Token], at: int) -> list[Token]:
    """ "Gold Mean Reversion (GC):" is a title, whose market is the one in brackets."""
    first = at
    while first and tokens[first - 1].word not in (".", ":"):
        first -= 1
    name = tokens[first:at]
    ends = at + 3 < len(tokens) and tokens[at + 3].word == ":"
    styled = any(token.word in STYLES for token in name)
    plain = all(token.symbol or token.word in STYLES for token in name)
    return name if ends and plain and styled and sum(bool(one.symbol) for one in name) == 1 else []


STYLES = words("style trend momentum breakout strategy system model swing")


def _is_name(token: Token) -> bool:
    if token.symbol or token.value is not None:
        return False
    unknown = token.word not in vocabulary.KNOWN and token.text[:1].isalpha()
    return token.word in vocabulary.MARKETS or unknown or token.kind == "used"


CALLED = words("rsi sma ema ma macd stochastic adx cci roc atr mfi wma hma volatility close")


def symbols_in_brackets(tokens: list[Token]) -> None:
    """ "RSI(QQQ, 10)", "RSI2(QQQ)", "RSI(QQQ)", as formulas have it: the RSI of QQQ."""
    for at in reversed(places(tokens[:-3], CALLED)):
        name, opened, symbol, shut = tokens[at : at + 4]
        number = tokens[at + 4] if at + 4 < len(tokens) else None
        if opened.text == "(" and symbol.symbol and shut.text == ")":
            tokens[at : at + 4] = [symbol, name]
        elif opened.text == "(" and symbol.symbol and shut.text == "," and number is not None:
            tokens[at : at + 5] = [symbol, name, opened, number]
        elif opened.word == "num" and symbol.text == "(" and shut.symbol and number is not None:
            tokens[at : at + 5] = [shut, name, opened]
