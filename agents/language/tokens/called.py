"""What is meant for a company: "Target" behind a verb of trading, "Halliburtn" for its right name.

A name that is a word as well counts where it is written as a name and stands where one stands.
"""

from __future__ import annotations

from functools import lru_cache

from agents.language.lexicon import foreign, lexicon, popular, symbols, vocabulary
from agents.language.lexicon.english import NO_SLIPS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places
from agents.language.tokens.spelling import SLIPS, edits

TRADING = words(
    """
    buy buying purchase sell short long own hold holding trade trading test backtest testing enter
    on of for with into own get grab take pick strategy stock shares share
    """
)
LEADING = words(
    """
    when if whenever once on at after every as stock stocks shares share each while until
    before unless daily weekly and because in with using based for using whilst upon : , . ( →
    """
)
BEGUN = words("buy long short enter go get trade when if whenever once rsi take own hold i daily")
HEADED = frozenset({":", "(", "-"})


def name_doubtful(tokens: list[Token]) -> list[Token]:
    """Names that are words, each one token with its symbol where the text makes it a name."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        size = _named(tokens, at) if _key(tokens[at]) in FIRST else 0
        kept.append(_whole(tokens[at : at + size]) if size else tokens[at])
        at += size or 1
    return kept


FIRST = frozenset(name[0] for name in symbols.LISTED.doubtful)


def _whole(parts: list[Token]) -> Token:
    symbol = symbols.LISTED.doubtful[tuple(_key(part) for part in parts)]
    text = " ".join(part.text for part in parts)
    return Token(parts[0].start, parts[-1].end, text, "symbol", symbol=symbol)


def _key(token: Token) -> str:
    return token.small.replace("’", "'").removesuffix("'s")


def _named(tokens: list[Token], at: int) -> int:
    """How many tokens the name has; 0 where no name stands."""
    for size in (3, 2, 1):
        part = tokens[at : at + size]
        name = tuple(_key(token) for token in part)
        if len(part) == size and name in symbols.LISTED.doubtful:
            written = all(one.text[0].isupper() for one in part if one.text[0].isalpha())
            return size if written and _stands(tokens, at, at + size) else 0
    return 0


def _stands(tokens: list[Token], at: int, end: int) -> bool:
    """Behind a verb of trading and before a clause, or as the head of a text."""
    after = tokens[end].small if end < len(tokens) else "."
    begun = tokens[end + 1].small if end + 1 < len(tokens) else ""
    possessive = tokens[end - 1].text.endswith(("'s", "’s"))
    if at == 0:
        return after in HEADED and (begun in BEGUN or after == "(")
    before = tokens[at - 1].small
    if before in ("the", "a", "an", "my", "some"):
        return after in ("stock", "shares")
    return before in TRADING and (after in LEADING or possessive)


def may_be_slip(before: Token, token: Token, after: Token) -> bool:
    """Behind a verb of trading and before a clause, or as the head of a text."""
    named = token.text[0].isupper() or len(token.text) >= LONG_NAME
    traded = before.word in BOUGHT or (before.word in LEANING and named)
    heads = token.start == 0 and after.text in HEADED
    heads = heads and (token.text[0].isupper() or after.text == ":")
    said = SLIPS.get(after.small, after.small)
    ends = lexicon.SAME.get(said, said) in LEADING or after.word == "and"
    return heads or (traded and ends)


# In small letters, too, it can hardly be another word.
LONG_NAME = 7


def mark_buying(tokens: list[Token]) -> None:
    """ "by tesla wen ...", "bye it wen ...": a slip, where a name or the thing bought follows."""
    for at in places(tokens[:-1], {"by", "bye", "bi"}, SMALL):
        verb, name = tokens[at : at + 2]
        if at and tokens[at - 1].small not in OPENED:
            continue
        said = name.small
        ticker = name.text.isupper() and symbols.known(name.text) is not None
        named = ticker or said in symbols.COMPANIES or bool(name.symbol) or mistyped(said)
        if named or said in ("it", "when", "wen", "wehn"):
            verb.word = "buy"


OPENED = words(", . ; : and adn nad then - n i")
BOUGHT = words("buy sell short long trade")
LEANING = words("on of for in hold")
TRADED = BOUGHT | LEANING
JOINING = frozenset({"and", "or", ","})
ASKING = words("when if while")
MOVING = words("falls rises closes crosses gaps goes breaks rsi macd drops-below breaks-above")
PLACES = TRADED | JOINING | ASKING
# English words that are a letter or two off a company's name.
REAL = words(
    """
    accord actor alley allegation alphabetic alphabets altar appeal apples applet assurance baker
    bauer bent boring bowing boxing brand bungee cameo centered centric chaining chew cooper
    coupling crisp crops darken deer dominance doses elegance engine engines exon fandom forgive
    forgiven general generally generic generics human humans illuminate inactive inductive injecting
    injection inter jail keyring matter matters mediate mercy micro magic modern mountain nettle
    pipeline polygons pond prologue publicity publicly pulse relevance reliable resumed ripples
    sense separate separated snapshot softball solver spelling stapling stealing steaming stemming
    synopsis synopses telecom trust vista generate generated interest international national
    apply being goggle goggles vise inlet
    rational gold golden rises raising reliably matches master masters market markets
    """
)


OTHERS = vocabulary.KNOWN | NO_SLIPS | REAL


def _is_foreign(word: str) -> bool:
    return any(word in language.words for language in foreign.LANGUAGES.values())


@lru_cache(maxsize=4096)
def mistyped(word: str) -> str | None:
    """The symbol of the one company whose name is a slip away, in a word that is no other."""
    if not 4 <= len(word) <= 20 or not word.isalpha() or not word.isascii():
        return None
    if word in OTHERS or _is_foreign(word):
        return None
    allowed = 1 if len(word) < 8 else 2
    sizes = range(len(word) - allowed, len(word) + allowed + 1)
    near = [
        (edits(word, name), symbol)
        for size in sizes
        for name, symbol in ALIKE.get((word[0], size), ())
    ]
    least = min(near, default=(allowed + 1, ""))[0]
    found = {symbol for distance, symbol in near if distance == least}
    if len(found) > 1:
        found &= set(popular.near_names(word))  # "bitcon" is a slip of what most people name
    return found.pop() if least <= allowed and len(found) == 1 else None


def mistyped_ticker(before: Token, token: Token, after: Token) -> str | None:
    """The one well-known symbol that is a slip away: "long tsal when", "hold spyy while"; behind
    "and", or before what a price does, of its names, too.
    """
    said = SLIPS.get(after.small, after.small)
    said = lexicon.SAME.get(said, said)
    ends = said in LEADING or after.word == "and"
    listed = before.word in JOINING and ends
    moved = before.word in ASKING and said in MOVING and len(token.small) >= SHORTEST
    word = token.small
    if not (listed or moved or (before.word in TRADED and ends)):
        return None
    if word in OTHERS or not word.isalpha() or not word.isascii() or _is_foreign(word):
        return None
    named = popular.near_names(word, SHORTEST + 1) if listed or moved else ()
    near = {*popular.near_tickers(word), *named}
    return near.pop() if len(near) == 1 else None


SHORTEST = 4


def _by_letter() -> dict[tuple[str, int], list[tuple[str, str]]]:
    """The names in one word by their first letter and length, for few can be a slip away."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for name, symbol in symbols.COMPANIES.items():
        if len(name) > SHORTEST:  # short ones are too near to other words
            found.setdefault((name[0], len(name)), []).append((name, symbol))
    return found


ALIKE = _by_letter()
