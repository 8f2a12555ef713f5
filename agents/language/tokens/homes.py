"""Which listing is meant of a share that has several: that of the country the text speaks of."""

from __future__ import annotations

import re

from agents.language.lexicon import symbols
from agents.language.lexicon.foreign import Language
from agents.language.tokens.pieces import Words

INDIA = re.compile(
    r"₹|\b(?:rs\.?(?=\s?\d)|inr|rupees?|lakhs?|crores?|nse|bse|nifty|sensex)\b", re.I
)
GERMANY = re.compile(r"€|\d\s?eur\b|\b(?:xetra|frankfurt|dax|euros?)\b", re.I)
ADR = re.compile(r"\b(?:nyse|adrs?|new york)\b", re.I)
ABROAD = re.compile(r"\$|\b(?:nyse|adrs?|new york|nasdaq|usd|dollars?)\b", re.I)


def at_home(words: Words, language: Language | None) -> None:
    _in_mumbai(words)
    _in_frankfurt(words, language)


def _in_frankfurt(words: Words, language: Language | None) -> None:
    """ "kauf SAP wenn ...", "buy SAP with 5,000 €": the share that trades in euros."""
    german = language is not None and language.name == "de"
    if not (german or GERMANY.search(words.raw)) or ABROAD.search(words.raw):
        return
    for token in words.tokens:
        at_home = symbols.GERMAN.get(token.symbol or "")
        if at_home and (token.text != token.symbol or at_home.startswith(f"{token.symbol}.")):
            token.symbol = at_home


def _in_mumbai(words: Words) -> None:
    """ "RELIANCE, TCS and INFY", "INFY with ₹50,000": the share in Mumbai."""
    found = [token for token in words.tokens if token.text in symbols.INDIAN or token.symbol]
    listed = {token.symbol for token in found}
    twice = [one for one in found if one.symbol in symbols.INDIAN or one.text in symbols.INDIAN]
    if not twice or ADR.search(words.raw):
        return
    if INDIA.search(words.raw) or any(name.endswith((".NS", ".BO")) for name in listed):
        for token in twice:
            token.symbol = symbols.INDIAN.get(token.symbol or token.text, token.symbol)
            token.word = "symbol"
