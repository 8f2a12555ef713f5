"""Text to tokens: words, numbers and signs in one normal form, each with its place in the text.

raw text -> pieces -> numbers with their sign, scale and unit -> canonical words -> phrases
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon import foreign, lexicon, phrasebook, symbols, vocabulary
from agents.language.lexicon.wordlist import words as words_of
from agents.language.tokens import called, scripted, spelling
from agents.language.tokens.arrows import ARROWED, mark_arrows
from agents.language.tokens.compounds import expand
from agents.language.tokens.continued import go_on
from agents.language.tokens.crossings import mark_crossings
from agents.language.tokens.day_closes import day_closes
from agents.language.tokens.daycounts import with_day_counts
from agents.language.tokens.describing import pass_descriptions
from agents.language.tokens.enumerated import bracket_items
from agents.language.tokens.exceptions import mark_exceptions
from agents.language.tokens.han_order import han_in_english
from agents.language.tokens.handling import join_conditions, join_handling
from agents.language.tokens.headed_verbs import headed_verbs
from agents.language.tokens.homes import at_home
from agents.language.tokens.joined import join, phrase_token, symbol_token
from agents.language.tokens.kinds_of_index import without_kinds
from agents.language.tokens.listing import join_baskets, spread_out
from agents.language.tokens.motion import mark_motion
from agents.language.tokens.naming import symbols_in_brackets
from agents.language.tokens.numerals import (
    put_signs_before_numbers,
    with_decimal_commas,
    with_halves,
    with_scales,
    with_signs,
    with_spelt,
    with_units,
)
from agents.language.tokens.observed import as_rules
from agents.language.tokens.ordinals import with_german_ordinals, with_ordinal_marks
from agents.language.tokens.otherwise import without_commas
from agents.language.tokens.owned import own_symbols
from agents.language.tokens.parting import mark_headings
from agents.language.tokens.phones import as_typed
from agents.language.tokens.pieces import SMALL, TEXT, Token, Words, pieces_of, places
from agents.language.tokens.quoting import name_signs, unquoted
from agents.language.tokens.rejoined import rejoin
from agents.language.tokens.reporting import without_reports
from agents.language.tokens.strangers import REMARKS, name_strangers
from agents.language.tokens.sums import (
    read_thousands,
    with_dotted_thousands,
    with_named_money,
    with_spaced_thousands,
)
from agents.language.tokens.units import (
    bars_back,
    couples,
    decades,
    fortnights,
    turtles,
    zones,
    zscores,
)
from agents.language.tokens.word_order import as_in_english


def tokenise(raw: str) -> Words:
    words = Words(raw, without_reports(raw, list(pieces_of(raw.replace("_", " ")))))
    words.tokens = as_rules(words)
    words.tokens = with_german_ordinals(words.tokens)
    words.tokens = with_day_counts(raw, words.tokens)
    words.tokens = with_ordinal_marks(words.tokens)
    _drop_list_marks(raw, words.tokens)
    words.tokens = bracket_items(words.tokens)
    words.tokens = _abbreviated(words.tokens)
    words.tokens = unquoted(words.tokens)
    name_signs(words.tokens)
    _times(words.tokens)
    zscores(words.tokens)
    zones(words.tokens)
    words.tokens = scripted.as_said(words.raw, words.tokens)
    bars_back(words.tokens)
    _logical(words.tokens)
    mark_crossings(words.tokens)
    mark_headings(raw, words.tokens)
    decades(words.tokens)
    put_signs_before_numbers(words.tokens)
    words.tokens = with_signs(with_scales(words.tokens))
    language = foreign.language_of(token.word for token in words.tokens)
    if language is not None:
        _give_marks(words.tokens, language)
        words.tokens = join_conditions(raw, words.tokens, language.name)
        words.tokens = join(words.tokens, language.phrases, phrase_token)
        rejoin(words.tokens, language)
        words.tokens = with_dotted_thousands(words.tokens)
        words.tokens = with_decimal_commas(words.tokens, TIMES)
    else:
        as_typed(words)
        words.tokens = join_handling(raw, words.tokens)
    words.tokens = with_spaced_thousands(with_named_money(words.tokens))
    words.tokens = join(join_baskets(words.tokens), symbols.PHRASES, symbol_token)
    words.tokens = own_symbols(words.raw, words.tokens)
    name_strangers(words.tokens)
    mark_motion(words, language)
    _canonise(words, language)
    without_kinds(words)
    _subjects(words.tokens)
    words.tokens = expand(words.tokens)
    _fields(words.tokens)
    words.tokens = with_spelt(words.tokens)
    words.tokens = with_units(with_halves(words.tokens))
    read_thousands(words)
    as_in_english(words.tokens, language)
    day_closes(words.tokens)
    han_in_english(words.tokens)
    turtles(words)
    fortnights(words.tokens)
    couples(words.tokens)
    _thens(words.tokens)
    words.tokens = without_commas(words.tokens)
    words.tokens = join(words.tokens, phrasebook.PHRASES, phrase_token)
    headed_verbs(words.tokens)
    mark_exceptions(words.tokens)
    mark_arrows(words.tokens)
    pass_descriptions(words.tokens)
    spread_out(words)
    symbols_in_brackets(words.tokens)
    at_home(words, language)
    go_on(words.tokens)
    return words


def _give_marks(tokens: list[Token], language: foreign.Language) -> None:
    """ "faellt", "media movil": each word is looked up with the marks it has."""
    for at in places(tokens, language.bare):
        tokens[at].word = language.bare[tokens[at].word]


TIMES = words_of("fois mal fache fachen veces x × atr")


def _logical(tokens: list[Token]) -> None:
    """Beside "&", and doubled, a bar means or; alone it parts the fields of a table."""
    double = any(
        one.text == two.text == "|" and one.end == two.start for one, two in pairwise(tokens)
    )
    if double or any(token.text == "&" for token in tokens):
        for token in tokens:
            token.word = "or" if token.text == "|" else token.word


def _subjects(tokens: list[Token]) -> None:
    """ "USDU RSI < 25": what has an indicator is a symbol, also where nobody here knows it."""
    for name, indicator in pairwise(tokens):
        if name.word == "ticker?" and indicator.word in INDICATORS:
            name.word, name.symbol = "symbol", name.text
        if name.text == "OI" and indicator.word in LEANING and not _is_traded(tokens, "OI"):
            name.word = "open-interest"
    texts = list(map(TEXT, tokens))
    if "SH" in texts[1:]:
        at = texts.index("SH", 1)
        before, verb, name = (tokens[at - 2] if at > 1 else None), tokens[at - 1], tokens[at]
        named = verb.text == "(" and before is not None and before.word == "so-far"
        named |= bool(verb.symbol) and " " in verb.text  # "the S&P ETF SH"
        named |= verb.word in HELD and not verb.text.isupper()
        if named:
            name.word, name.symbol = "symbol", name.text  # elsewhere it is short for shares


def _is_traded(tokens: list[Token], name: str) -> bool:
    return any(one.word in HELD and two.text == name for one, two in pairwise(tokens))


LEANING = words_of("is rises falls up down higher lower")  # what open interest does
HELD = words_of("buy sell short hold long in so-far")


def _fields(tokens: list[Token]) -> None:
    """ "AAPL: C > MA(150)": beside another symbol such a letter is a price of the bar."""
    if sum(bool(token.symbol) for token in tokens) < 2:
        return
    for at in places(tokens[:-1], FIELDS, TEXT):
        letter, sign = tokens[at : at + 2]
        compared = sign.word in ("<", ">", "<=", ">=")
        argument = at > 0 and tokens[at - 1].word == "(" and sign.word == ","
        if compared or argument:
            letter.word, letter.symbol = FIELDS[letter.text], ""


FIELDS = {"C": "close", "O": "open", "H": "high", "L": "low"}


def _times(tokens: list[Token]) -> None:
    """A star opens a line of a list, but in "1.5 * the average" it multiplies."""
    for before, star in pairwise(tokens):
        if star.text == "*" and before.word in ("num", ")"):
            star.word = "*"


def _drop_list_marks(raw: str, tokens: list[Token]) -> None:
    """In "1. Buy ... 2. Sell ..." the numbers are marks, not values."""
    found = dict.fromkeys(MARKS, 0)
    unparted = any("一" <= letter <= "鿿" for letter in raw)
    first = Token(0, 0, "", "")
    for at in places(tokens[1:], {".", ")", "、"}, TEXT):
        before, (token, mark) = tokens[at - 1] if at else first, tokens[at : at + 2]
        if before.small == "day":
            continue  # "lower than day 1."
        opens = token.start == 0 or raw[token.start - 1] in OPENS or raw[token.start - 1].isspace()
        behind = raw[mark.end : mark.end + 1]
        closes = behind.isspace() or (unparted and behind.isalpha())  # "1.DIF上穿DEA"
        closes = closes and mark.start == token.end
        if not (opens and closes):
            continue
        for kind, row in MARKS.items():
            if found[kind] > 1 and token.small == row[0]:
                found[kind] = 0  # the next list: "Exit 1. ..."
            if found[kind] < len(row) and token.small == row[found[kind]]:
                token.word, token.value, token.kind = ".", None, "ignored"
                mark.word, found[kind] = ".", found[kind] + 1
                break


def _abbreviated(tokens: list[Token]) -> list[Token]:
    """ "max. 10 days", "Rs. 5000": the full stop ends a word and no sentence."""
    none = Token(0, 0, "", "")
    near = zip([none, *tokens], tokens, [*tokens[1:], none], strict=False)
    return [mark for before, mark, after in near if not _shortens(before, mark, after)]


def _shortens(before: Token, mark: Token, after: Token) -> bool:
    if mark.text != "." or before.end != mark.start:
        return False
    if after.text[:1].isupper() and after.small in ACTING:
        return False  # "volume above avg. Sell when ..."
    return before.word in SHORTENED or (before.word == "rs" and after.word == "num")


ACTING = words_of("buy sell exit short cover stop take close hold entry")
SHORTENED = words_of(
    "max min avg approx ca vol incl inkl excl vs pct resp bzw mind máx mín prom moy inc corp co ltd"
)


OPENS = frozenset("(。；;：")
MARKS = {
    "numbers": [str(number) for number in range(1, 100)],
    "roman": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
    "letters": list("abcdefghij"),
}


DI_SIGNS = "+-−–"


def _canonise(words: Words, language: foreign.Language | None) -> None:
    shouting = _shouts(words.raw)
    _head(words.tokens)
    _labels(words.tokens)
    words.tokens = called.name_doubtful(words.tokens)
    called.mark_buying(words.tokens)
    end = Token(0, 0, ".", ".")
    neighbours = zip([end, *words.tokens], words.tokens, [*words.tokens[1:], end], strict=False)
    for before, token, after in neighbours:
        plain = token.text[0].isalpha() and token.text[-1] not in DI_SIGNS
        if plain and not token.symbol and token.value is None and _as_written(token, language):
            if language and (_own(token, language) or not symbols.known(token.text, shouting)):
                _translate(token, language)
            several = " " in token.word
            if not token.symbol and not several and not _as_company(words, before, token, after):
                _canonise_one(words, token, shouting)
                _as_number(token)


def _head(tokens: list[Token]) -> None:
    """ "COST: buy when ...": what a text is headed by in capitals is a ticker, word or not."""
    if len(tokens) > 1 and tokens[0].text in symbols.TICKERS and tokens[1].text in (":", "-"):
        tokens[0].word, tokens[0].symbol = "symbol", symbols.known(tokens[0].text) or ""
    for at in places(tokens[1:], {"EA"}, TEXT):
        owner, name = tokens[at : at + 2]
        if owner.small in OWNERS:
            name.word = "so-far"  # "my EA": what trades, and no company
    for at in places(tokens[:-2], TRADING | {"on"}, SMALL):
        verb, name, after = tokens[at : at + 3]
        traded = verb.small in TRADING and after.small in LEADING
        traded |= verb.small in ("for", "on") and after.small in ("based", "using")
        if traded and name.text in symbols.TICKERS and verb.text != verb.text.upper():
            name.word, name.symbol = "symbol", symbols.known(name.text) or ""
        elif traded and name.text == "LT":
            name.word, name.symbol = "symbol", symbols.INDIAN[name.text]


OWNERS = words_of(
    "my this the an your our that any mein dieser mon cet mi este esta meu seu el o un um ein"
)
# "Buy LOW when ...": between these, too.
TRADING = words_of("buy buying sell selling short long trade trading test backtest for")
LEADING = words_of("when if whenever once on at after every that where which")


def _labels(tokens: list[Token]) -> None:
    """ "SIZE: 1%" names a field, and no fund, where it does not head the text."""
    for label, colon in pairwise(tokens[1:]):
        if colon.word == ":" and label.text in symbols.WORDS and label.word in vocabulary.KNOWN:
            label.text = label.small


def _own(token: Token, language: foreign.Language) -> bool:
    """ "GD" is a company, and the German name of an average; "nem" is no ticker, but "NEM" is."""
    meaning = language.canonical(token.word)
    return meaning in ("ma", "sma", "ema") or (meaning is not None and token.text.islower())


def _translate(token: Token, language: foreign.Language) -> None:
    """Its English word; "d'Apple" is a symbol behind its apostrophe."""
    tail = token.text.replace("’", "'").rpartition("'")[2]
    named = lexicon.SAME.get(tail.lower(), tail.lower()) in INDICATORS
    if tail != token.text and not named and (symbol := symbols.known(tail)):
        token.word, token.symbol = "symbol", symbol
    else:
        token.word = language.canonical(token.word) or token.word


INDICATORS = words_of("rsi macd adx cci atr mfi obv roc ema sma wma hma vwap ma sar ibs")


def _thens(tokens: list[Token]) -> None:
    """ "lower then 40": than."""
    for at in places(tokens[1:-1], {"then"}):
        more, then, after = tokens[at : at + 3]
        compares = more.word in MORE and after.word not in ARROWED
        if compares:
            then.word = "than"


MORE = words_of("higher lower more less above below bigger smaller larger over under fewer")


def _as_written(token: Token, language: foreign.Language | None) -> bool:
    """No phrase of another language has given it its meaning yet."""
    if token.word == token.small.replace("’", "'") or token.word in foreign.HAN:
        return True
    return language is not None and token.word == language.bare.get(token.small)


def _as_company(words: Words, before: Token, token: Token, after: Token) -> bool:
    """The slip of a company's name, where a name may stand; it is always shown."""
    named = called.may_be_slip(before, token, after)
    symbol = called.mistyped(token.small) if named and not _is_ticker(token) else None
    if symbol is None and before.word in called.PLACES and not _is_ticker(token):
        symbol = called.mistyped_ticker(before, token, after)
    if symbol is None or symbols.known(token.text):
        return False
    token.word, token.symbol = "symbol", symbol
    words.corrected.append((token.text, symbol))
    return True


def _is_ticker(token: Token) -> bool:
    return token.text.isupper() and len(token.text) <= 5


def _canonise_one(words: Words, token: Token, shouting: bool) -> None:
    word = lexicon.SAME.get(token.word, token.word)
    capital = token.text.isupper() and not shouting and len(token.text) > 1
    ticker = capital and token.text in symbols.TICKERS and word not in OF_RULES
    if word in vocabulary.KNOWN and not ticker:
        token.word = word
    elif symbol := symbols.known(token.text, shouting):
        token.word, token.symbol = "symbol", symbol
    elif better := spelling.corrected(word):
        words.corrected.append((token.text, better))
        token.word = lexicon.SAME.get(better, better)
    elif capital and len(token.text) <= 5 and token.text not in REMARKS:
        token.word = "ticker?"


def _as_number(token: Token) -> None:
    if token.word.isdecimal():
        token.value, token.word = float(token.word), "num"


def _shouts(raw: str) -> bool:
    found = [word for word in raw.split() if len(word) > 1 and word.isalpha()]
    return len(found) > 4 and sum(word.isupper() for word in found) > 0.7 * len(found)


OF_RULES = vocabulary.GRAMMAR | vocabulary.TERMS
