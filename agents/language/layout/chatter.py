"""What a text says beside its rules: headings, names and talk, which are read over."""

from __future__ import annotations

from agents.language.lexicon import phrasebook, vocabulary
from agents.language.lexicon.ways_trends import OUTLOOKS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

NARROWING = words(
    "only during while unless never avoid except excluding outside without not don't dont within"
)

WEATHER = words(
    "bull bear bullish bearish calm volatile quiet choppy sideways trending summer winter"
)


def narrows(heading: list[Token]) -> bool:
    """ "Only in calm markets: ...": what says when to trade is no name of what is traded."""
    said = {token.small.replace("’", "'") for token in heading}
    within = heading and heading[0].small == "in" and said & WEATHER
    return bool(said & NARROWING or within or any(one.word in OUTLOOKS for one in heading))


def ignore_chatter(tokens: list[Token]) -> None:
    """ "My kids are called Max.": no word of it says anything of trading."""
    part: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and token.word not in (".", ":"):
            part.append(token)
            continue
        spoken = [one for one in part if one.text[:1].isalpha()]
        heads = token is not None and token.word == ":" and part[:1] == tokens[:1]
        later = {one.word for one in tokens[len(part) :]} if heads else set()
        silent = all(_says_nothing(one) or (heads and _entitles(one, later)) for one in part)
        silent = silent and not (heads and (_commands(part, later) or narrows(part)))
        chats = heads or any(one.small in PERSONAL for one in spoken)
        if spoken and len(spoken) < CHATTY and silent and chats:
            for one in part:
                one.kind = one.kind or (None if one.symbol else "ignored")
        part = []


def mark_request(tokens: list[Token]) -> None:
    """ "Would you be willing to draft a strategy for ...": it is asked politely."""
    end = next((n for n, one in enumerate(tokens[:ASKED]) if one.word in REQUESTED), 0)
    asked = tokens[:end]
    polite = end and (asked[0].small in POLITE or asked[0].word == "so-far")
    if not polite or any(_matters(one) for one in asked):
        return
    for one in asked:
        if one.word not in SIDED:
            one.kind = one.kind or "ignored"


def _matters(token: Token) -> bool:
    return (
        bool(token.symbol)
        or token.value is not None
        or token.word in MATTERING
        or token.word[:1] == "#"
    )


ASKED = 14
REQUESTED = words("strategy backtest algorithm system bot")
POLITE = words(
    """
    can could would might may will please i i'd i’d i'm i’m is help kindly let let's we hey hi hello
    come
    """
)
SIDED = words("long short long-only both-ways daily weekly hourly and - / momentum style")
MATTERING = words(
    """
    buy sell cover hold when above below over under crosses < > stoploss takeprofit : . rsi macd sma
    ema ma bollinger sar supertrend cloud donchian keltner stochastic stochrsi adx cci mfi vwap obv
    wma hma atr roc golden death volume volatility
    """
)


def _commands(part: list[Token], later: set[str]) -> bool:
    """ "clobber NVDA: RSI > 70": where no rule says what is done, an unknown verb may."""
    strange = part[0].word not in SAYING and part[0].text[1:].islower() and len(part) > 1
    return strange and bool(part[1].symbol) and not later & ENTERING


ENTERING = words("buy short long hold entry buy-after short-after be-in")


def _entitles(token: Token, later: set[str]) -> bool:
    """A word of a heading: of a style, or of what the rules below speak of again."""
    if token.symbol:
        return token.text.isupper() or "symbol" not in later
    again = token.word in later or (token.word in BANDED and bool(BANDED & later))
    styled = token.word in STYLES or token.small in STYLES
    return styled or (token.word in INDICATORS and again)


# What a text may be headed by.
STYLES = words(
    """
    momentum trend style breakout swing scalp scalping idea with and of for on in average moving
    reversion filter based dip squeeze bounce rebound conservative aggressive classic safe risky
    """
)
INDICATORS = words("rsi macd bollinger band stochastic sma ema ma adx atr donchian supertrend")
BANDED = words("bollinger band band-width")
# Who chats says so; words that are merely unknown may be a rule, and are named.
PERSONAL = words(
    """
    i i'm im i've me my mine we our us you your he she his her they people everyone somebody friend
    thanks thank thx please pls hi hello hey dear cheers regards sorry hope lol haha yolo btw imo
    imho fwiw ok okay mate guys folks bro man wow yes
    """
)
# A longer sentence may say something in words that are not known.
CHATTY = 9


SAYING = vocabulary.KNOWN | frozenset(phrasebook.PHRASES.values())


def _says_nothing(token: Token) -> bool:
    plain = token.value is None and not token.symbol and token.word != "ticker?"
    plain = plain and token.word[:1] != "#"  # a date, or the bars
    known = token.word in SAYING and token.word not in ("and", "or", "'")
    return plain and (token.word in vocabulary.FILLER or not known)


def mark_titles(tokens: list[Token]) -> None:
    """ "Turn of the month: ...", "Month end effect. ..." head rules that say what is meant."""
    spoken = [token for token in tokens if token.word not in ("the", "my")]
    size = next((n for n, token in enumerate(spoken[:6]) if token.word in ENTITLING), 0)
    if spoken[:1] and spoken[0].word in STYLES and ":" in [token.word for token in spoken[1:5]]:
        spoken[0].kind = "ignored"  # "momentum on QQQ: ..."
    head, later = spoken[:size], {token.word for token in spoken[size:]}
    if narrows(head):
        return
    named = [token for token in head if token.small not in TITLES]
    said = {token.word for token in named}
    unknown = {token.word for token in named if token.word not in SAYING}
    again = len(named) < len(head) and said - unknown <= later
    turns = said and said <= TURNS and (len(named) < len(head) or "goes" in said)
    plain = all(token.value is None and not token.symbol for token in head)
    if plain and (again or (turns and later & MONTHLY)):
        for token in head:
            token.kind = "ignored" if token.word in unknown else "used"


# What stands behind a heading, and what it may call itself.
ENTITLING = frozenset({":", ".", "on", "for"})
TITLES = words("strategy effect anomaly trade play system idea setup")
TURNS = words("goes of-month month-end month-start")
MONTHLY = words("of-month month-end last")


def _quoted(tokens: list[Token]) -> None:
    """ "„Turnaround Tuesday“: ...": what a text is headed by in quotes is its title."""
    if not tokens or tokens[0].text not in QUOTES:
        return
    end = next((at for at, one in enumerate(tokens[1:9], 1) if one.text in QUOTES), 0)
    plain = all(one.value is None and not one.symbol for one in tokens[1:end])
    inner = tokens[1 : end - 1] if end and tokens[end - 1].word == "." else tokens[1:end]
    later = {one.symbol or one.word for one in tokens[end:]}
    again = all((one.symbol or one.word) in later for one in inner if one.symbol)
    whole = bool(end) and again and inner is not tokens and tokens[end - 1].word == "."
    if whole and all(one.value is None for one in inner):
        for one in tokens[: end + 1]:
            one.kind, one.symbol = ("ignored", "") if one.word != "." else (one.kind, "")
        return
    if end and plain and end + 1 < len(tokens) and tokens[end + 1].word == ":":
        for one in tokens[: end + 1]:
            one.kind = "ignored"


QUOTES = frozenset("\"'„“”«»‚‘’「」《》")


def mark_names(tokens: list[Token]) -> None:
    """ "Strategy name: Squeeze." says nothing about a rule."""
    _quoted(tokens)
    for index in places(tokens[:-1], {"name", "title"}):
        opens = index == 0 or tokens[index - 1].word in (".", "strategy")
        if opens and tokens[index + 1].word == ":":
            for part in tokens[index:]:
                if part.word == ".":
                    break
                part.kind = "ignored"
