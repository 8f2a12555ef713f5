"""A change in German, French, Spanish or Chinese: its small words in English, and the verb behind
which the rest is read as a text in that language.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from agents.language.lexicon import foreign
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import pieces_of

# Before the words of a change, so that they are read as the rest of a strategy.
VERBS = {"": "Buy", "de": "Kaufe", "fr": "Achète", "es": "Compra", "zh": "买入"}
# Words of a change that the lexicons do not have, as no strategy begins with them.
OWN = {
    "de": words("""
        nimm nehme nutze benutze verwende setz setze mach mache ändere teste testen probiere statt
        anstatt anstelle tausche ersetze wechsle entferne streiche lösche verdopple verdoppeln
        halbiere halbieren hebel nachlaufender nachlaufenden nachlaufende erhöhe senke
    """),
    "fr": words("""
        mets mettre mettez utilise utiliser prends prendre teste tester essaie essaye remplace
        échange lieu supprime retire enlève levier divise aussi ajoute ajouter un une
    """),
    "es": words("""
        pon poner usa usar probar prueba utiliza cambia reemplaza sustituye quita elimina duplica
        apalancamiento lugar vez también del añade agrega
    """),
}
HAN = re.compile(r"[一-鿿]")
# What can go, or be doubled: the `X` of the wishes below. Their `N` is a number.
PARTS = {
    "trailing stop": r"(?:nachlaufende[rn]?|trailing)[ -]stop|stop\s+(?:suiveur|dinámico)|移动止损",
    "stop loss": r"stop(?:p|[ -]?loss)?|verlustbegrenzung|止损",
    "target": r"(?:gewinn|kurs)?ziel|objectif|objetivo|take[ -]profit|止盈",
    "commission": r"gebühren|frais|comisi(?:ón|ones)|手续费",
    "leverage": r"hebel|(?:effet\s+de\s+)?levier|apalancamiento|杠杆",
    "exit": r"ausstieg|sortie|salida",
}  # fmt: skip
WISHES: dict[str, dict[str, str]] = {
    "de": {
        r"verkaufe?n?\s+(?:erst\s+|schon\s+)?(?:über|ab|bei)\s+N": "sell above N",
        r"kaufe?n?\s+(?:erst\s+|schon\s+)?(?:unter|bei)\s+N": "buy below N",
        r"(?:tausche|ersetze|wechsle)\s+(\S+)\s+(?:gegen|durch)\s+(\S+)": r"swap \1 for \2",
        r"wechsle\s+(?:zu|auf)": "switch to",
        r"(?:anstelle\s+von|anstatt|statt)(?:\s+(?:der|des|dem))?": "instead of",
        r"(?:ohne|keine?n?|entferne|streiche|lösche)(?:\s+(?:d\w\w|einen?))?\s+X": "without the X",
        r"verdopp[e]?le\s+(?:den|das|die)\s+X|X\s+verdoppeln": "double the X",
        r"halbiere\s+(?:den|das|die)\s+X|X\s+halbieren": "halve the X",
        r"nachlaufende[rn]?\s+stopp?": "trailing stop",
        r"(stopp?|ziel|gebühren)\s+auf(?=\s+\d)": r"\1 bei",
        r"hebel(?:\s+von)?(?=\s+\d)": "leverage",
        r"nur\s+(long|short)": r"only \1",
        r"auch\s+(?:auf|mit|für)": "also on",
        r"(?:auch|zusätzlich)\s+kaufen|kaufe\s+auch": "also buy",
        r"(?:auch|zusätzlich)\s+verkaufen|verkaufe\s+auch": "also sell",
        r"nur": "only",
        r"zusätzlich": " ",
        r"(?:erst|schon)(?=\s+wenn)": " ",
        r"jede\s+woche|wöchentlich": "weekly",
        r"jeden\s+monat|monatlich": "monthly",
        r"jedes\s+quartal|vierteljährlich": "quarterly",
        r"die\s+besten\s+(\d+)": r"top \1",
        r"nimm|nehme|nutze|benutze|verwende|setze?|mache?|ändere|erhöhe|senke": " ",
        r"testen?|probiere|bitte": " ",
    },
    "fr": {
        r"ven(?:ds?|dre|dez)\s+(?:au[- ]dessus\s+de|à)\s+N": "sell above N",
        r"ach[eè]te[rz]?\s+(?:(?:en|au)[- ]dessous\s+de|sous|à)\s+N": "buy below N",
        r"(?:remplace|échange)[rz]?\s+(\S+)\s+(?:par|contre)\s+(\S+)": r"swap \1 for \2",
        r"passe[rz]?\s+(?:à|sur)(?=\s+[A-Z])": "switch to",
        r"(?:au\s+lieu|à\s+la\s+place)\s+d(?:e\b|u\b|['’])": "instead of",
        r"(?:sans|pas\s+de|(?:enlève|supprime|retire)r?)\s+(?:l[ae]\s+|l['’])?X": "without the X",
        r"double[rz]?\s+(?:l[ae]\s+|l['’])X": "double the X",
        r"(stop|objectif)\s+(?:à|de)(?=\s+\d)": r"\1 of",
        r"(?:effet\s+de\s+)?levier(?:\s+de)?(?=\s+\d)": "leverage",
        r"(?:seulement|uniquement)\s+(?:long|à\s+l['’]achat)": "only long",
        r"aussi\s+(?:sur|avec)": "also on",
        r"ach[eè]te[rz]?\s+aussi|aussi\s+acheter": "also buy",
        r"vend(?:s|re|ez)\s+aussi|aussi\s+vendre": "also sell",
        r"seulement|uniquement": "only",
        r"chaque\s+semaine|toutes\s+les\s+semaines|hebdomadaire": "weekly",
        r"chaque\s+mois|tous\s+les\s+mois|mensuel(?:le)?": "monthly",
        r"les\s+(\d+)\s+meilleure?s": r"top \1",
        r"mets|mettre|mettez|utilise[rz]?|prends|prendre|ajoute[rz]?": " ",
        r"teste[rz]?|essaye[rz]?|essaie": " ",
    },
    "es": {
        r"vend(?:er?|a)\s+(?:por\s+encima\s+de|encima\s+de|a|en)\s+N": "sell above N",
        r"compra[r]?\s+(?:por\s+debajo\s+de|debajo\s+de|a|en)\s+N": "buy below N",
        r"(?:cambia|reemplaza|sustituye)r?\s+(\S+)\s+por\s+(\S+)": r"swap \1 for \2",
        r"(?:cambia|pasa)r?\s+a(?=\s+[A-Z])": "switch to",
        r"en\s+(?:lugar|vez)\s+del?": "instead of",
        r"(?:sin|(?:quita|elimina)r?)(?:\s+(?:el|la|los|las))?\s+X": "without the X",
        r"(?:duplica|dobla)r?\s+(?:el|la)\s+X": "double the X",
        r"(stop(?:\s+loss)?|objetivo)\s+(?:del?|al|en|a)(?=\s+\d)": r"\1 of",
        r"apalancamiento(?:\s+de)?(?=\s+\d)": "leverage",
        r"(?:solo|sólo|solamente)\s+(?:en\s+)?largos?": "only long",
        r"también\s+(?:en|con)": "also on",
        r"comprar?\s+también|también\s+comprar?": "also buy",
        r"vende[r]?\s+también|también\s+vender?": "also sell",
        r"solo|sólo|solamente": "only",
        r"cada\s+semana|semanal(?:mente)?": "weekly",
        r"cada\s+mes|mensual(?:mente)?": "monthly",
        r"l[oa]s\s+(\d+)\s+mejores": r"top \1",
        r"(?:pon|poner|usar?|probar|prueba|utiliza|añade|agrega)": " ",
    },
    "zh": {
        r"从\s*(\d{4})\s*年?(?:开始|起|至今)?": r" since \1 ",
        r"(\d{4})\s*年?(?:以来|开始|起|至今)": r" since \1 ",
        r"(?:不要|不用|去掉|取消|没有|无)\s*X": " without the X ",
        r"X\s*加倍|加倍\s*X": " double the X ",
        r"X\s*减半": " halve the X ",
        r"把?\s*([A-Z^.]+)\s*(?:换成|改成|换为)\s*([A-Z^.]+)": r" swap \1 for \2 ",
        r"(?:换成|改用|改成)\s*(?=[A-Z^])": " switch to ",
        r"(止损|止盈|移动止损)(?:改为|改成|设为|设成|为|到)\s*(?=\d)": r"\1",
        r"杠杆\s*(?=\d)": " leverage ",
        r"[只仅]做多": " only long ",
        r"[只仅]做空": " only short ",
        r"[只仅](?:在|当|有)": " only when ",
        r"也买入": " also buy ",
        r"也卖出": " also sell ",
        r"每周": " weekly ",
        r"每月": " monthly ",
        r"前\s*(\d+)\s*名": r" top \1 ",
        r"请|最多|改成|改为|设为|把|并?测试|回测": " ",
    },
}
ANY_PART = "|".join(PARTS.values())
NUMBER = r"(?P<n>\d+(?:[.,]\d+)?)(?!\s*%)"


def in_english(text: str) -> tuple[str, str]:
    """The words as far as they are a change's own, and the verb before what is left of them."""
    name = language_of(text)
    for wish, english in WISHES.get(name, {}).items():
        text = pattern_of(name, wish).sub(partial(put, english=english), text)
    return text, VERBS[name]


def language_of(text: str) -> str:
    """One word that English does not have is enough, as a change has few."""
    if HAN.search(text):
        return "zh"
    said = {piece.word for piece in pieces_of(text) if not piece.text.isupper()}
    counts = {name: len(said & own) + known(name, said) for name, own in OWN.items()}
    name = max(counts, key=lambda one: counts[one])
    return name if counts[name] else ""


def known(name: str, said: Collection[str]) -> int:
    """How many words its lexicon has that English does not."""
    own = {word: foreign.LANGUAGES[name].canonical(word) for word in set(said) - foreign.SHARED}
    return sum(meaning not in (None, word) for word, meaning in own.items())


def pattern_of(name: str, wish: str) -> re.Pattern[str]:
    plain = wish.replace("X", f"(?P<x>{ANY_PART})", 1).replace("X", f"(?:{ANY_PART})")
    edge = "" if name == "zh" else r"\b"
    return re.compile(f"{edge}(?:{plain.replace('N', NUMBER)}){edge}", re.IGNORECASE)


def put(found: re.Match[str], *, english: str) -> str:
    said = found.groupdict()
    told = found.expand(english) if "\\" in english else english
    return told.replace("X", part(found)).replace("N", (said.get("n") or "").replace(",", "."))


def part(found: re.Match[str]) -> str:
    """The English name of what is in it that can go."""
    text = found.group()
    return next((name for name, known in PARTS.items() if re.search(known, text, re.I)), "")
