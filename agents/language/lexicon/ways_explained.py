"""How people say what a rule tells them, which is no rule: ", implying that the trend has turned",
"as this indicates that it is oversold"."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

# What speaks of a rule of its own, of a number or of an order: no such words are passed over.
RULING = r"""(buy|sell|short|long|cover|go|going|enter|entry|entries|exits?|clos(e|es|ed|ing)|opens?
 |highs?|lows?|higher|lower|above|below|over|under|cross(es|ed|ing|over)?|candles?|bars?|patterns?
 |divergences?|engulfing|doji|hammer|gaps?|breakouts?|breakdowns?|pullbacks?|bands?|averages?|lines?
 |supports?|resistances?|levels?|macd|rsi|[es]?ma|atr|adx|vwap|volumes?|only|no|not|never|must
 |should|wait|trades?|hold|stops?|targets?|profits?|loss(es)?|daily|weekly|hourly|days?|weeks?
 |months?|hours?|news|sentiments?|earnings|insiders?|institution[a-z]*|tweets?|reports?|analysts?
 |orders?|flows?|options?|funding|on-chain|mon|tues|wednes|thurs|fri)"""
TELLING = r"""(imply|indicat|suggest|signall?|show|demonstrat|hint|reflect|mark)"""
SAYING = rf"""({TELLING}ing|{TELLING}(es|s)|implies)(\s+(that|at|of|to))*"""
WORDS = rf"""(\s+(?!{RULING}\b)[a-z'-]+){{1,12}}"""
ENDS = r"(?=\s*($|[.,;:)]|\b(and|or|but|then|while)\b))"
EXPLAINED = ways(
    rf"""
    so-far: (,?\s*(which|(as|because|since|and) (this|that|it))|,) {SAYING}{WORDS}{ENDS}
    """.replace("\n |", "|")
)
IN_BRACKETS = ways(
    rf"""
    so-far: {SAYING}{WORDS}{ENDS}
    """.replace("\n |", "|"),
    behind=r"\(",
)
