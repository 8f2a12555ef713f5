"""Slips of the pen in words of trading: of letters, of keys, and of how a word sounds.

Only a word that is in no list of ours is a slip, and only of the one meaning that is nearest. How
far that may be hangs on its length; what is too short for any rule stands in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from agents.language.lexicon import lexicon, vocabulary
from agents.language.lexicon.english import NO_SLIPS
from agents.language.lexicon.wordlist import synonyms

Keys = Mapping[str, tuple[str, ...]]


def _by_letter(found: Iterable[str], shortest: int) -> Keys:
    """Words of at least so many letters by the first of them."""
    kept = sorted(word for word in found if len(word) >= shortest and word.isalpha())
    return {letter: tuple(word for word in kept if word[0] == letter) for letter in ALPHABET}


ALPHABET = "abcdefghijklmnopqrstuvwxyz"
KEYWORDS = _by_letter(
    (vocabulary.GRAMMAR | set(lexicon.ENGLISH) | set(lexicon.ENGLISH.values()) | {"percent"})
    - vocabulary.FILLER,
    4,
)
# Long enough that one wrong letter leaves no doubt.
LONG_WORDS = _by_letter(vocabulary.TERMS | vocabulary.FILLER | vocabulary.SOFT, 6)
SLIPS = synonyms(
    """
    the: teh hte
    buy: byu buyy bui biy bhy vuy bjy
    sell: sel slel sekk selk sll
    stop: stp sotp stpo tsop
    loss: los lsos lss losss
    take: tak taek tkae
    when: wen whn wehn whne hwen wenever whenver wenver
    with: wiht
    and: adn nad annd
    day: dya dyas
    rsi: rsii rssi
    line: lnie
    back: bak bakc
    not: nto
    above: abuv abov obove ubove
    below: belo bilow blow
    under: undr undur
    crosses: cros croses kros kroses acros acrosses acroses xross
    high: hgih hihg
    long: lnog logn
    hold: hodl
    over: ovr
    goes: gos
    cover: covr
    falls: drps
    short: shrt
    %: prcnt percnt pecent prcent persent precent percet perecnt procent percemt pct.
    %: prct prc perc
    time: tiem tme
    every: evry evrey evey eveyr evrery
    price: prise prcie pirce proce prce
    week: wek wekk weke
    week: wekes weks wekks
    falls: fals flls fals fallls
    when: wehn wenn whan
    after: aftr aftre afer
    out: outta
    than: tahn thn
    less: lss les
    $: buks bukcs
    thirty: thrity thiry thirdy
    forty: fourty foury
    twenty: twenny tweny twnety
    fifty: fity fitfy fiftey
    seventy: sevinty sevnty seveny
    eighty: eigthy eighy
    straight: strait
    rises: raises
    share: shars shres shaers
    """
)
REPEATED = re.compile(r"(.)\1+")
# Too short to be corrected in other ways: "buuy" is a slip of "buy", "busy" is none.
SHORT = frozenset({"buy", "rsi", "sma", "ema", "stop", "short", "long", "close", "open"})
# What sounds alike, in this order; vowels behind the first letter are not heard.
SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("ch", "k"), ("qu", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"),
    ("c", "k"), ("q", "k"), ("z", "s"), ("dge", "g"), ("ge", "j"), ("gh", ""), ("wh", "w"),
)  # fmt: skip
VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=4096)
def corrected(word: str) -> str | None:
    """The key word that `word` is a slip of, if exactly one meaning is nearest."""
    if slip := SLIPS.get(word):
        return slip
    if not 4 <= len(word) <= 20 or not word.isalpha() or word in NO_SLIPS:
        return None
    if (single := REPEATED.sub(r"\1", word)) != word and single in SHORT:
        return single
    allowed = 1 if len(word) < 7 else 2
    meanings = _nearest(word, KEYWORDS, allowed) or _nearest(word, LONG_WORDS, allowed - 1 or 1)
    return meanings.pop() if len(meanings) == 1 else None


def _nearest(word: str, keys: Keys, allowed: int) -> set[str]:
    near = [
        (distance, key)
        for letter in _beginnings(word)
        for key in keys.get(letter, ())
        if abs(len(key) - len(word)) <= allowed and len(set(word) - set(key)) <= allowed + 1
        if (distance := _far(word, key, allowed)) < allowed + 1
    ]
    least = min(near, default=(0, ""))[0]
    return {lexicon.SAME.get(key, key) for distance, key in near if distance == least}


def _far(word: str, key: str, allowed: int) -> float:
    """How many slips lie between them; one more may, if they sound alike."""
    far = edits(word, key)
    alike = far == allowed + 1 and len(word) > 4 and sound(word) == sound(key)
    return far - 0.5 if alike else far


def _beginnings(word: str) -> str:
    """What the right word may begin with: "obove", "kross", "lcose" """
    if len(word) < 5:
        return word[0]
    other = "aeiou" if word[0] in VOWELS else ALIKE.get(word[0], "")
    return "".join(dict.fromkeys(word[0] + word[1] + other))


ALIKE = {"c": "ks", "k": "c", "s": "c", "f": "p", "p": "f"}


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The consonants as they are heard, each once: "stokastik" and "stochastic" are one."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    spoken = word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS)
    return REPEATED.sub(r"\1", spoken)


def edits(left: str, right: str) -> int:
    """Damerau-Levenshtein distance (a swap of neighbours is one edit)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        oldest, before, row = before, row, [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                row[j] = min(row[j], oldest[j - 2] + 1)
    return row[-1]
