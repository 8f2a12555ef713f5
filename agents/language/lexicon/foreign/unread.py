"""Languages that are not read here, by their script or by words that hardly any other has."""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words

READ = "English, German, French, Spanish, Portuguese or Chinese"
WHY = "This seems to be {}, which is not read here: say it in " + READ + "."
SCRIPTS = {
    "Japanese": re.compile("[぀-ヿ]"),
    "Korean": re.compile("[가-힣ᄀ-ᇿ]"),
    "Hindi": re.compile("[ऀ-ॿ]"),
    "Thai": re.compile("[฀-๿]"),
    "Arabic or Persian": re.compile("[؀-ۿ]"),
    "Hebrew": re.compile("[א-ת]"),
    "Russian or another language in Cyrillic letters": re.compile("[Ѐ-ӿ]"),
}
LETTERS = 3
TABLE = """
Italian: acquista acquistare acquisto vendi vendere sotto sopra scende supera incrocia giorni dopo
Italian: prezzo azioni rialzo ribasso chiude quando
Dutch: koop kopen verkoop verkopen wanneer onder boven zakt stijgt gemiddelde dagen koers aandeel
Dutch: slotkoers aandelen als naar
Polish: kup kupuj kupić sprzedaj sprzedać gdy kiedy jeśli poniżej powyżej spadnie wzrośnie średnia
Polish: średniej cena dni
Turkish: satın alım satım altına üstüne düşünce çıkınca ortalama ortalamanın günlük hisse fiyat
Turkish: olduğunda geçince
Hindi: kharido kharidna kharide khareedo becho bech bechna bechdo jab neeche niche upar aur karo
Hindi: karna jaye aaye agar
Indonesian or Malay: beli jual ketika saat apabila bawah dibawah diatas harga saham jika turun naik
Vietnamese: mua bán khi dưới trên giá ngày phiếu đường vượt cổ xuống
Swedish, Danish or Norwegian: köp sälj när över stiger dagars medelvärde køb sælg når glidande kjøp
Czech or Slovak: koupit kup prodat prodej když pokud klesne stoupne nad průměr dní
Romanian: cumpără cumpara vinde când cand peste scade crește zile
"""
WORDS: dict[str, frozenset[str]] = {}
for _line in TABLE.strip().splitlines():
    _name, _, _said = _line.partition(": ")
    WORDS[_name] = WORDS.get(_name, frozenset()) | words(_said)
ENOUGH = 2


def unread_language(text: str) -> str:
    """How the language of a text is called that cannot be read; nothing if it may be."""
    for name, letters in SCRIPTS.items():
        if len(letters.findall(text)) >= LETTERS:
            return name
    said = frozenset(re.findall(r"[^\W\d_]+", text.lower()))
    counts = {name: len(said & known) for name, known in WORDS.items()}
    name = max(counts, key=lambda one: counts[one])
    return name if counts[name] > ENOUGH or _alone(counts, name) else ""


def _alone(counts: dict[str, int], name: str) -> bool:
    return counts[name] == ENOUGH and sum(one == ENOUGH for one in counts.values()) == 1
