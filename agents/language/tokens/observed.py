"""What somebody saw a price do: "SPY tends to recover after falls of 2% in a day".

No rule was said; the one that is meant is to buy then, which is told and may be denied.
"""

from __future__ import annotations

import re

from agents.language.tokens.pieces import Token, Words

# A text that says what is done needs no guess.
TRADED = re.compile(
    r"\b(?:buy|sell|short|long|enter|exit|hold|invest|purchase|cover|kauf|verkauf|acheter|achète"
    r"|vendre|vends|comprar|compra|vender|vende|comprar)\w*\b|买|卖|做多|做空|持有",
    re.I,
)
OFTEN = (
    r"(?:tends?\s+to|usually|often|typically|generally|normally|frequently|mostly|almost\s+always"
    r"|has\s+a\s+habit\s+of|likes?\s+to)"
)
RISES = (
    r"(?:recover|bounce|rebound|rise|rall(?:y|ie)|gain|go|climb|jump|bouncing|rising|rebounding"
    r"|recovering|outperform)(?:s|es)?(?:\s+(?:back|up|higher|strongly|quickly|sharply|again|hard))*"
)
AFTER = r"(?:after|when(?:ever)?|if|following|once)"
LEAD = (
    r"(?:i(?:'ve|\s+have)?\s+(?:noticed?|observed?|found|seen?|realized|think|believe)(?:\s+that)?"
    r"|he\s+(?:notado|observado|visto)\s+que|(?:creo|noté|observé)\s+que|j'ai\s+(?:remarqué|observé"
    r"|constaté|vu)\s+que|ich\s+habe\s+(?:bemerkt|beobachtet|festgestellt|gesehen),?\s+dass"
    r"|mir\s+ist\s+aufgefallen,?\s+dass|我(?:发现|注意到|观察到|觉得|认为))"
)
OBSERVED = re.compile(
    rf"""
      (?P<rule>\b{OFTEN}\s+{RISES}\s+{AFTER}\b)
    | (?P<rule_es>\b(?:tiende[n]?|suele[n]?)\s+(?:a\s+)?(?:recuperarse|rebotar|subir|remontar
        |repuntar)\s+(?:después\s+de|luego\s+de|tras|cuando)\b)
    | (?P<rule_fr>\b(?:a\s+tendance\s+à|tend\s+à)\s+(?:rebondir|remonter|monter|se\s+redresser)\s+
        (?:après|quand|lorsque)\b)
    | (?P<rule_de>\b(?:erholt\s+sich|steigt)\s+(?:meist|meistens|oft|häufig|normalerweise|in\s+der
        \s+Regel)\s+(?:nach|wenn)\b)
    | (?P<rule_split>\bsich\s+(?:meist|meistens|oft|häufig)?\s*nach\b)(?=[^.]{{3,90}}?\s+erholt\b)
    | (?<=后)(?P<act>(?:往往|通常|常常|经常|一般|容易|倾向于|大多)*会?(?:反弹|上涨|回升|走高))
    """,
    re.X | re.I,
)  # fmt: skip
SEEN = re.compile(
    rf"""
      (?P<lead>{LEAD})\s*(?P<name>[^\s,.]+)\s+(?P<rule>(?:{RISES}|rebondit|remonte|rebota|sube)\s+
        (?:{AFTER}|après|quand|lorsque|después\s+de|tras|cuando)\b)
    """,
    re.X | re.I,
)  # fmt: skip
TAIL = re.compile(r"\s+erholt\b", re.I)


def as_rules(words: Words) -> list[Token]:
    """The tokens, in which what was seen is said as what is to be done."""
    text = words.raw.replace("’", "'")
    found = None if TRADED.search(text) else OBSERVED.search(text) or SEEN.search(text)
    if found is None:
        return words.tokens
    kind, span = next(
        (name, found.span(name))
        for name, said in found.groupdict().items()
        if said and name not in ("lead", "name")
    )
    passed = [one.span() for one in re.finditer(LEAD, text, re.I)]
    if kind == "rule_split" and (tail := TAIL.search(text, span[1])):
        passed.append(tail.span())
    meant = "buy" if kind == "act" else "buy when"
    words.corrected.append((words.raw[slice(*span)], meant))
    return _replaced(words, span, ["buy-after"] if kind == "act" else ["buy", "when"], passed)


def _replaced(
    words: Words, span: tuple[int, int], said: list[str], passed: list[tuple[int, int]]
) -> list[Token]:
    kept: list[Token] = []
    for token in words.tokens:
        if span[0] <= token.start < span[1]:
            if said:
                kept += _said(words.raw, span, said)
                said = []
        elif any(begin <= token.start < end for begin, end in passed):
            kept.append(Token(token.start, token.end, token.text, "so-far", kind="ignored"))
        else:
            kept.append(token)
    return kept


def _said(raw: str, span: tuple[int, int], said: list[str]) -> list[Token]:
    """ "tends to recover" buys, and "after" says when."""
    begin, end = span
    cut = raw.rfind(" ", begin, end) if len(said) > 1 else end
    parts = [(begin, cut), (cut + 1, end)][: len(said)]
    return [Token(*part, raw[slice(*part)], one) for part, one in zip(parts, said, strict=True)]
