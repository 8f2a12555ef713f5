"""What is to hold at every entry, where it is called a filter: "trend filter: close above the 200
MA", "with the 200 EMA as a filter", "200 MA filter". It is put as "only when ..."."""

from __future__ import annotations

from agents.language.lexicon.narrowings import NARROW
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# Which side of an average it must be on; of both sides of the market each has its own, unread.
EITHER = "filter-sides"
FILTER = "as a filter"
LONGS, SHORTS = words("buy buy-after long"), words("short short-after cover")
NAMES = words("filter filters filtro filtros filtre filtres trendfilter filtered filtering")
KINDS = words("daily weekly trend regime market macro momentum volume volatility entry de "
              "tendencia tendance tendência long-term main primary overall general intermediate "
              "secondary medium major minor term")  # fmt: skip
TERMS = words("long short mid")  # "Short-Term Trend Filter:"
SMALL = words("as a an the my our main als como comme un une ein eine einen basic simple only")
LEADING = words("use using with add adding apply applying include including plus and mit con avec "
                "com by on verwende nutze usa utilise")  # fmt: skip
LINKING = words("by with using on via")
FILTERED = LINKING | words("trades entries signals setups longs everything all")
EXITS = words("sell cover exit sell-after")
# Indicators that have no side of their own, and what names a filter of which no rule is said.
INDICATORS = words("rsi adx macd stochastic cci mfi obv volume atr supertrend , and")
UNRULED = "trend"
AVERAGES = words("ma sma ema wma hma average moving")
LENGTHS = words("day period bar - week exponential simple")
COMPARED = words(
    "above below over under > < >= <= than crosses crosses-above crosses-below up-through touches"
)
ENDS = words(". , and when while buy sell short") | {";", ":"}
STARTED = words("only when while none no not if")


def mark_filters(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].small not in NAMES or not tokens[at].free:
            continue
        first, colon = _label(tokens, at), at + 1
        while colon < len(tokens) and tokens[colon].small in KINDS:
            colon += 1  # "filtro de tendencia:"
        begins = _opens(tokens, first) or _goes_on(tokens, first)
        if _is_line(tokens, first, colon):
            tokens[colon].word = ":"
        if begins and colon < len(tokens) and tokens[colon].word == ":":
            _headed(tokens, first, colon)
        elif first and tokens[first - 1].word == "(":
            _use(tokens[first : at + 1])  # "above the 200 MA (trend filter)"
        elif size := _average_before(tokens, first):
            _after_average(tokens, first - size, first, at)
        else:
            _by_average(tokens, first, at)


def _label(tokens: list[Token], at: int) -> int:
    """Where "trend filter", "as a filter" begins."""
    while at and (tokens[at - 1].word in KINDS or tokens[at - 1].small in KINDS | SMALL):
        at -= 1
    return at - int(at > 0 and tokens[at].word == "term" and tokens[at - 1].small in TERMS)


def _opens(tokens: list[Token], first: int) -> bool:
    return first == 0 or tokens[first - 1].word in (".", ":")


def _is_line(tokens: list[Token], first: int, end: int) -> bool:
    """ "Filter" on a line of its own heads the next one."""
    lines = [tokens[at].text for at in (first - 1, end) if 0 <= at < len(tokens)]
    return first > 0 and lines == ["\n", "\n"]


def _goes_on(tokens: list[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].word == ","


def _headed(tokens: list[Token], first: int, colon: int) -> None:
    """ "Trend filter: ...", up to the end of its line."""
    behind = tokens[colon + 1] if colon + 1 < len(tokens) else None
    if _only_named(tokens, colon):
        tokens[colon - 1].word, tokens[colon - 1].kind, tokens[colon].word = UNRULED, None, "-"
        return
    if behind is None or behind.word in STARTED | ENDS or behind.small in STARTED:
        return
    opens, bare = _opens(tokens, first), _average(tokens, colon + 1)
    after = colon + 1 + bare
    lone = bool(bare) and (after == len(tokens) or tokens[after].word in ENDS)
    if opens or lone:
        _use(tokens[first : colon + 1])
        _only_when(tokens, colon + 1, bare=lone, opens=opens)


def _only_named(tokens: list[Token], colon: int) -> bool:
    """ "Filter: ADX" says nothing that could be tested."""
    size = next((n for n, one in enumerate(tokens[colon + 1 :]) if one.word == "."), len(tokens))
    said = tokens[colon + 1 : colon + 1 + size]
    return bool(said) and all(one.word in INDICATORS for one in said)


def _after_average(tokens: list[Token], first: int, end: int, name: int) -> None:
    """ "with the 200 MA as a filter": the average from `first` to `end`, before its name."""
    _use(tokens[end : name + 1])
    lead = first
    while lead and tokens[lead - 1].small in SMALL:
        lead -= 1
    if lead and tokens[lead - 1].word in COMPARED:
        return  # "above the 200 MA as a filter": its side is said
    if lead and tokens[lead - 1].small in LEADING:
        lead -= 1
    _use(tokens[lead:first])
    behind = tokens[name + 1 : name + 2]
    ends = not behind or behind[0].word in (",", ":", ".")
    if ends and (_in_title(tokens, lead) or _behind_exit(tokens, lead)):
        if behind:
            behind[0].word = "."
        place = tokens[lead].start
        tokens.insert(lead, Token(place, place, "", "."))
        _only_when(tokens, first + 1, bare=True, opens=True)
        return
    _only_when(tokens, first, bare=True, opens=_opens(tokens, lead))


def _begin(tokens: list[Token], at: int) -> int:
    """Of the sentence."""
    while at and tokens[at - 1].word != ".":
        at -= 1
    return at


def _in_title(tokens: list[Token], at: int) -> bool:
    """ "RSI strategy with a 200 MA filter: buy ..." """
    first = _begin(tokens, at)
    said = {token.word for token in tokens[first:at]}
    return first < at and said.isdisjoint(LONGS | SHORTS | {"when", "sell", "if"})


def _behind_exit(tokens: list[Token], at: int) -> bool:
    """ "buy ..., sell ..., with a 200 MA filter": it narrows the entry all the same."""
    first = _begin(tokens, at)
    return not {token.word for token in tokens[first:at]}.isdisjoint(EXITS)


def _by_average(tokens: list[Token], label: int, at: int) -> None:
    """ "filtered by the 200 MA", "filter trades with the 200 MA", "add a filter using it" """
    first = at + 1
    while first < len(tokens) and tokens[first].small in FILTERED:
        first += 1
    if tokens[first - 1].small not in LINKING:
        return
    while first < len(tokens) and tokens[first].small in SMALL:
        first += 1
    if not _average(tokens, first):
        return
    begin = label - (label > 0 and tokens[label - 1].small in LEADING)
    _use(tokens[begin:first])
    _only_when(tokens, first, bare=True, opens=_opens(tokens, begin))


def _only_when(tokens: list[Token], at: int, *, bare: bool, opens: bool = False) -> None:
    place = tokens[at].start
    said = [*((NARROW,) if opens else ("only", "when")), *(_side(tokens) if bare else ())]
    tokens[at:at] = [Token(place, place, FILTER if word == "price" else "", word) for word in said]


def _side(tokens: list[Token]) -> tuple[str, ...]:
    """Longs only above it, shorts only below."""
    said = {token.word for token in tokens}
    if said & SHORTS:
        return (EITHER,) if said & LONGS else ("price", "below")
    return ("price", "above")


def _use(tokens: list[Token]) -> None:
    for token in tokens:
        token.kind = "used"


def _average(tokens: list[Token], at: int) -> int:
    """How many words name an average from here on: "200 MA", "200-day average", "EMA(200)"."""
    end, numbers, kinds = at, 0, 0
    while end < len(tokens):
        word = tokens[end].word
        numbers += word == "num"
        kinds += word in AVERAGES
        if word not in AVERAGES | LENGTHS | {"num", "(", ")"} or numbers > 1:
            break
        end += 1
    return end - at if numbers == 1 and kinds else 0


def _average_before(tokens: list[Token], end: int) -> int:
    """How many words name an average right before here."""
    for size in range(6, 1, -1):
        first = end - size
        opens = first >= 0 and tokens[first].word in AVERAGES | {"num"}
        if opens and _average(tokens[:end], first) == size:
            return size
    return 0
