"""How other languages open a list of conditions: "zwei Bedingungen müssen erfüllt sein: ..."."""

from __future__ import annotations

from agents.language.lexicon.ways import Way, by_head, ways
from agents.language.lexicon.wordlist import words

SPOKEN = words(
    """
    bedingungen voraussetzungen kriterien regeln conditions règles condiciones requisitos criterios
    reglas
    """
)
MET = "(erfüllt|gegeben)"
LISTED = r"(?=\s*:)"

# Each word of these is said at most twice in a row.
EACH = "((die|alle|all|folgenden?|beiden?|diese|zwei|drei|vier|fünf|[2-5]) )?"
NAMED = "(bedingungen|voraussetzungen|kriterien|regeln)"
TOGETHER = "( (gleichzeitig|zugleich|zusammen|alle|beide))?"
OF = "( (den|diesen|folgenden|beiden|zwei|drei|vier))?"
GERMAN = ways(
    rf"""
    so-far: (müssen )?{EACH}{EACH}{NAMED}( müssen)?{TOGETHER} {MET}( sein| sind)?{LISTED}
    so-far: {EACH}{EACH}{NAMED} müssen{TOGETHER} {MET} sein,? (damit|bevor)\b
    any-of: (mindestens )?eine (der|dieser|von){OF}{OF} {NAMED} erfüllt( ist| sein)?{LISTED}
    any-of: (mindestens )?eine (der|dieser|von){OF}{OF} {NAMED} (ist|sein) erfüllt{LISTED}
    """
)
LES = "((les|toutes|ces|deux|trois|quatre|[2-5]) )?"
REUNIES = "(réunies|remplies|respectées|vérifiées|satisfaites)"
ENSEMBLE = "( (simultanément|toutes|à la fois|en même temps))?"
SONT = "(sont|soient|doivent être)"
DES = "( (deux|trois|quatre))?"
UNE = "(est|soit) (remplie|réunie|vérifiée|satisfaite|respectée)"
FRENCH = ways(
    rf"""
    so-far: {LES}{LES}conditions( suivantes)? {SONT}{ENSEMBLE} {REUNIES}{ENSEMBLE}{LISTED}
    any-of: (au moins )?(l'une|une) (des|de ces){DES} conditions( suivantes)? {UNE}{LISTED}
    """
)
LAS = "( (todas|las|estas|dos|tres|cuatro|ambas|siguientes|[2-5]))?"
CONDICIONES = "(condiciones|requisitos|criterios|reglas)( siguientes)?"
CUMPLEN = "(cumplen|cumplan|dan|den|deben cumplir)"
DEBEN = "(deben|tienen que) (cumplirse|darse)"
JUNTAS = "( (a la vez|simultáneamente|al mismo tiempo))?"
SPANISH = ways(
    rf"""
    so-far: se {CUMPLEN}{JUNTAS}{LAS}{LAS}{LAS} {CONDICIONES}{JUNTAS}{LISTED}
    so-far: {DEBEN}{JUNTAS}{LAS}{LAS}{LAS} {CONDICIONES}{JUNTAS}{LISTED}
    any-of: se (cumple|cumpla|da|dé) (al menos )?una de (estas|las){LAS}{LAS} {CONDICIONES}{LISTED}
    """
)
HEADS: dict[str, dict[str, list[Way]]] = {
    "de": by_head(GERMAN), "fr": by_head(FRENCH), "es": by_head(SPANISH),
}  # fmt: skip
