"""Words whose meaning hangs on their neighbours are given it before anything is read."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from agents.language import lexicon, phrasebook, vocabulary
from agents.language.naming import bracketed, twice_named
from agents.language.parting import part_phrases
from agents.language.pieces import Token
from agents.language.wordlist import words

RHYTHMS = frozenset(lexicon.MONTHS) | words(
    "day week month quarter year monday tuesday wednesday thursday friday month-end month-start"
)
MOVING = words("rises goes breaks crosses falls recovers closes close exceeds trade")
NOUNS = words("stock coin etf index fund pair market share")
VERBS = MOVING | words("is has opens open makes touches gaps stays was trades down up")


def mark(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _names(tokens)
    _rhythms(tokens)
    _past(tokens)
    _outside(tokens)
    _nouns(tokens)
    twice_named(tokens)
    bracketed(tokens)
    _banked(tokens)
    _cut(tokens)
    _rivals(tokens)
    _entitle(tokens)
    _every_few(tokens)
    _edges(tokens)
    _spans(tokens)
    _bought_to_hold(tokens)
    _objects(tokens)
    _both(tokens)
    _named_before(tokens)
    _passive(tokens)
    _filled(tokens)
    _own_results(tokens)
    _added(tokens)
    part_phrases(tokens)


def _filled(tokens: list[Token]) -> None:
    """ "站上200日均线满仓": where no other verb buys, to be fully invested does."""
    if any(token.word in ("buy", "buy-after", "long", "short") for token in tokens):
        return
    for token in tokens:
        if token.text in ("满仓", "全仓"):
            token.word = "buy-after"


def _own_results(tokens: list[Token]) -> None:
    """ "the position loses 5%", "we're up 8%": what it makes, whichever way the price went."""
    spoken = [token for token in tokens if token.word not in ("is", "are", "goes", "the", "by")]
    for holder, verb, share in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if share.word == "pct" and verb.word in MADE and holder.text.lower() in HOLDERS:
            verb.word = MADE[verb.word]
            holder.word = "it" if holder.word == "trade" else holder.word
    for what, verb, share in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if share.word == "pct" and what.word in ("loss", "profit") and verb.word in REACHED:
            verb.kind = "used"  # "when the loss hits 5%"
    for verb, share in pairwise(spoken):
        if share.word == "pct" and verb.text.lower() == "losing":
            verb.word = "loss"


REACHED = words("touches exceeds above >= rises goes")
HOLDERS = words("position trade i'm we're i we i’m we’re am are")
MADE = {"falls": "loss", "down": "loss", "rises": "profit", "up": "profit", "makes": "profit"}


def _added(tokens: list[Token]) -> None:
    """ "bullish engulfing + RSI below 40": both."""
    for sign, after in pairwise(tokens):
        if sign.word == "+" and after.word in INDICATORS | {"price", "close", "volume"}:
            sign.word = "and"


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
        chats = heads or any(one.text.lower() in PERSONAL for one in spoken)
        if spoken and len(spoken) < CHATTY and silent and chats:
            for one in part:
                one.kind = one.kind or (None if one.symbol else "ignored")
        part = []


def _entitles(token: Token, later: set[str]) -> bool:
    """A word of a heading: of a style, or of what the rules below speak of again."""
    if token.symbol:
        return token.text.isupper() or "symbol" not in later
    again = token.word in later or (token.word in BANDED and bool(BANDED & later))
    styled = token.word in STYLES or token.text.lower() in STYLES
    return styled or (token.word in INDICATORS and again)


# What a text may be headed by.
STYLES = words(
    """
    momentum trend style breakout swing scalp scalping idea with and of for on in average moving
    reversion filter based dip squeeze bounce rebound
    """
)
BANDED = words("bollinger band band-width")
INDICATORS = words("rsi macd bollinger band stochastic sma ema ma adx atr donchian supertrend")
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
    known = token.word in SAYING and token.word not in ("and", "or", "'")
    return plain and (token.word in vocabulary.FILLER or not known)


def _objects(tokens: list[Token]) -> None:
    """ "sell it at the end of June": what it trades, and nothing that a rule compares."""
    for verb, what, lead in zip(tokens, tokens[1:], tokens[2:], strict=False):
        traded = verb.word in ("buy", "sell", "short", "cover") and what.text.lower() in OBJECTS
        if traded and lead.word in ("at", "on", "when", "in", "after", "month-end", "the"):
            what.kind = "used"


OBJECTS = frozenset({"it", "them", "those"})


def _both(tokens: list[Token]) -> None:
    """ "%K crosses above %D while both are below 25": both lines of an oscillator."""
    lines = any(token.word in ("d-line", "signal") for token in tokens)
    spoken = [token for token in tokens if token.word not in ("is", "are", "of", "them", "lines")]
    for both, way, level in zip(spoken, spoken[1:], spoken[2:], strict=False):
        compared = way.word in ("below", "above", "over", "<", ">") and level.value is not None
        if lines and both.text.lower() == "both" and compared:
            both.word = "both-sides"


def _named_before(tokens: list[Token]) -> None:
    """ "sell if either closes below": of the symbols that a rule before has named together."""
    named: set[str] = set()
    for token, after, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        named |= {token.symbol} if token.symbol else set()
        if len(named) < 2 or token.text.lower() not in EITHER or after is None:
            continue
        verb = then if after.text.lower() in ("is", "are") else after
        if verb is not None and verb.word in VERBS | WAYS:
            token.word = EITHER[token.text.lower()]


EITHER = {"both": "both-named", "either": "either-named"}
WAYS = words("above below over under < > <= >= up down")


def _passive(tokens: list[Token]) -> None:
    """ "the position is closed when ...": somebody closes it."""
    for verb, to in pairwise(tokens):
        if verb.word in ("buy", "sell", "cover") and to.word == "to":
            to.word = "at"
        if verb.text.lower() in ("cierra", "cierre") and to.word in ("above", "below"):
            verb.word = "closes"
    for verb, the, moment, lead in zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:]):
        bought = verb.word in ("buy", "sell") and the is not None and the.word == "the"
        traded = bought and moment is not None and (lead is None or lead.word in MOMENTS)
        if traded and moment.word in ("open", "close"):
            moment.word = f"at-{moment.word}"
    for index, token in enumerate(tokens[:-1]):
        before = [one.word for one in tokens[max(0, index - 4) : index]]
        held = set(before) & HELD and before[-1:] and before[-1] in BEING
        if token.text.lower() in DONE and held and tokens[index + 1].word in BEHIND:
            token.word = DONE[token.text.lower()]


# What may follow "buy the open".
MOMENTS = words("on when after and then every each daily , . same-day")
HELD = words("position trade it long sell buy cover")
BEING = words("is are be gets was been goes")
BEHIND = words("when after at if on at-close at-open once as")
DONE = {
    "closed": "sell", "exited": "sell", "sold": "sell", "liquidated": "sell", "covered": "cover",
    "opened": "buy", "entered": "buy", "bought": "buy", "taken": "buy",
}  # fmt: skip


def _bought_to_hold(tokens: list[Token]) -> None:
    """ "buy and hold for 60 days" has an end, as buying and holding has not."""
    for both, lead in pairwise(tokens):
        if both.word == "buyhold" and lead.word in ("for", "until"):
            both.word, lead.word = "buy", "hold"


def _rivals(tokens: list[Token]) -> None:
    """ "SPY's return beats that of BIL": no earnings are beaten."""
    spoken = [token for token in tokens if token.text.lower() not in ("that", "of", "the")]
    for verb, rival in pairwise(spoken):
        if verb.text.lower() in WINNING and (rival.symbol or rival.value is not None):
            verb.word = "exceeds"
        if verb.text.lower() in LOSING and rival.symbol:
            verb.word = "below"


WINNING, LOSING = words("beats beat"), words("lags underperforms underperformed trails")


def _edges(tokens: list[Token]) -> None:
    """ "at the end of January": of that month."""
    spoken = [token for token in tokens if token.text.lower() not in ("of", "the")]
    for before, edge, month in zip(spoken, spoken[1:], spoken[2:], strict=False):
        named = edge.word in ("end", "start") and month.word in MONTHS and not month.symbol
        if named and before.word not in (
            "from",
            "to",
            "until",
            "through",
            "between",
            "and",
            "since",
        ):
            edge.word = f"month-{edge.word}"


MONTHS = frozenset(lexicon.MONTHS) - {"may", "mar", "sun"}


def _entitle(tokens: list[Token]) -> None:
    """ "Turn of the month: ...", "Month end effect. ..." head rules that say what is meant."""
    spoken = [token for token in tokens if token.word not in ("the", "my")]
    size = next((n for n, token in enumerate(spoken[:6]) if token.word in ENTITLING), 0)
    if spoken[:1] and spoken[0].word in STYLES and ":" in [token.word for token in spoken[1:5]]:
        spoken[0].kind = "ignored"  # "momentum on QQQ: ..."
    head, later = spoken[:size], {token.word for token in spoken[size:]}
    named = [token for token in head if token.text.lower() not in TITLES]
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


def _every_few(tokens: list[Token]) -> None:
    """In German "alle zwei Wochen" is a rhythm, "alle Aktien" is none."""
    for each, count in pairwise(tokens):
        if each.text.lower() == "alle" and count.value is not None:
            each.word = "every"


def _banked(tokens: list[Token]) -> None:
    """ "bank 15%", "pocket 8%": a target, in the words of those who reach it."""
    for verb, share, end in zip_longest(tokens, tokens[1:], tokens[2:]):
        if verb.text.lower() in ("spikes", "spiked"):
            verb.word = "rises"
        if share is None or share.word != "pct":
            continue
        ends = end is None or end.word in (",", ".", "and", "profit")
        taken = verb.text.lower() == "take" and ends
        if verb.text.lower() in BANKED or taken:
            verb.word = "takeprofit"
    for verb, gain in pairwise(tokens):
        if verb.text.lower() in BANKED and gain.word == "takeprofit":
            verb.kind = "used"


def _cut(tokens: list[Token]) -> None:
    """ "cut at -8%", "cut the position if it is down 8%": a stop."""
    shorts = any(token.word in ("short", "cover") for token in tokens)
    for index, token in enumerate(tokens):
        far = _cut_at(tokens, index) if token.text.lower() in CUTTING else None
        if far is None or (tokens[far].text.startswith("+") and not shorts):
            continue
        token.word = "stoploss"
        for part in tokens[index + 1 : far]:
            part.kind = "used"


def _cut_at(tokens: list[Token], index: int) -> int | None:
    """Where the per cent stands, if nothing between says more."""
    for far in range(index + 1, min(index + 9, len(tokens))):
        if tokens[far].word == "pct":
            return far
        if tokens[far].word not in CUT and tokens[far].text.lower() not in CUT:
            return None
    return None


CUTTING = words("cut cuts cutting")
CUT = words(
    "it them loss losses losers loser position trade the my all any every each at when if once "
    "down falls loses by is are minus more than above below - of"
)
BANKED = words("bank banking pocket pocketing book booking bag secure")


def _spans(tokens: list[Token]) -> None:
    """ "last week's return" is that of a week."""
    for span, what in pairwise(tokens):
        if span.word == "day's" and what.word in ("close", "open"):
            span.word = "day"
        unit = span.text.lower().replace("\u2019", "'").removesuffix("'s")
        if unit in ("week", "month", "year") and span.text != unit and what.word in OVER_TIME:
            span.word = unit


OVER_TIME = words("return recovers change momentum performance high low highest lowest")


def _names(tokens: list[Token]) -> None:
    """ "Strategy name: Squeeze." says nothing about a rule."""
    for index, token in enumerate(tokens[:-1]):
        opens = index == 0 or tokens[index - 1].word in (".", "strategy")
        if opens and token.word in ("name", "title") and tokens[index + 1].word == ":":
            for part in tokens[index:]:
                if part.word == ".":
                    break
                part.kind = "ignored"


def _rhythms(tokens: list[Token]) -> None:
    """ "each month" and "once a month" are rhythms; other "each" are fillers."""
    spoken = [token for token in tokens if token.text.lower() not in ("trading", "single")]
    for token, unit in pairwise(spoken):
        if token.word == "each" and unit.word in RHYTHMS:
            token.word = "every"
    for once, a, unit in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if once.text.lower() == "once" and a.word in ("a", "per", "every") and unit.word in RHYTHMS:
            once.word = "every"


def _outside(tokens: list[Token]) -> None:
    """ "outside the lower band" is below it."""
    spoken = [token for token in tokens if token.word != "the"]
    for beyond, side in pairwise(spoken):
        if beyond.word == "outside" and side.word in ("lower", "upper"):
            beyond.word = "below" if side.word == "lower" else "above"


def _past(tokens: list[Token]) -> None:
    """ "climbs past 58" is above it; "the past 30 days" are the last."""
    for verb, past in pairwise(tokens):
        if past.text.lower() == "past" and verb.word in MOVING:
            past.word = "above"


def _nouns(tokens: list[Token]) -> None:
    """ "the stock closes above ...", "today closes up": its price."""
    for the, noun, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if the.word == "the" and noun.word in NOUNS and verb.word in VERBS:
            noun.word = "price"
    for noun, verb in pairwise(tokens):
        if noun.word == "bar" and noun.value is None and verb.word == "closes":
            noun.word = "price"
        if noun.word == "today" and verb.word in ("closes", "gaps"):
            noun.kind = "used"
