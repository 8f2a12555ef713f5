"""How people ask for what a backtest shows: verbs, measures, and what may stand around them."""

from __future__ import annotations

import re

# Where a request begins: behind a full stop, a comma or a joint, or where somebody asks.
BEFORE = re.compile(
    r"""(?:^|[.,;:!?()\n-]|\b(?:and|then|also|to|please|pls|plus|finally|just|kindly|but
    |und|dann|bitte|auch|et|puis|aussi|y|e|luego|también|depois|também))\s*$""",
    re.X | re.I,
)
SHAPE = r"(?:curves?|charts?|graphs?|plots?|tables?|lines?|logs?|lists?|stats|statistics|metrics)"
MEASURED = (
    r"(?:total|net|annual|annuali[sz]ed|yearly|monthly|weekly|average|avg|mean|overall|final|gross"
    r"|cumulative|absolute|compound(?:ed)?|strategy(?:'s)?|expected|percentage|percent|risk-adjusted"
    r"|max(?:imum|\.)?|worst|best|largest|biggest|longest|ending|end|terminal|account|portfolio"
    r"|per-trade|individual|winning|losing|key|main|usual|important|full|detailed|complete|summary"
    r"|performance|risk|trade|trading|backtest(?:ing)?|buy-and-hold|historical|current)"
)
ENGLISH = (
    rf"(?:{MEASURED}\s+)*(?:(?:equity|p&l|pnl|performance|draw-?downs?|portfolio|balance|returns?"
    rf"|capital|wealth|growth|profits?|trades?|transactions?|underwater)\s+{SHAPE}"
    r"|draw-?downs?|mdd|max\s?dd|equity|(?:sharpe|sortino|calmar|omega|treynor|payoff|information"
    r"|profit|win[/-]loss|recovery)\s+(?:ratios?|factors?)|sharpe|sortino|calmar|cagr|xirr|irr|roi"
    r"|p&l|pnl|p/l|expectancy|(?:win|hit|success|winning|strike)[ -](?:rates?|ratios?|percent\w*)"
    r"|returns?|profits?|gains?|loss(?:es)?|performance|results?|values?|balance|corpus|annuali[sz]ed\s+volatility"
    r"|growth(?:\s+rate)?|(?:number|count|list|total|total\s+number)\s+of\s+(?:all\s+|total\s+)?"
    r"(?:winning\s+|losing\s+)?(?:trades|transactions|wins|winners|losses|losers|signals)|trades?"
    r"|transactions|metrics|statistics|stats|summary|report|figures|kpis|tear\s?sheet|heat\s?map"
    r"|alpha|beta|holding\s+(?:time|period)|trade\s+duration|charts?|graphs?|wins?|"
    r"(?:buy|entry)(?:\s+and\s+|\s*/\s*)(?:sell|exit)\s+(?:markers?|signals?|points?|trades?))"
)
THE = (
    r"(?:(?:the|an?|my|its|your|our|all|both|only|some|any|each|what|how|of|is|are|was|were|would|be"
    r"|resulting|corresponding|detailed|full|(?:chart|table|list|graph|plot|summary|report|overview"
    r"|breakdown)\s+of)\s+)*"
)
SHOWING = (
    r"(?:show|tell|give|plot|report|print|display|calculate|compute|return|output|include|provide"
    r"|draw|list|see|know|send|compare|visuali[sz]e|graph|chart|generate|produce|summari[sz]e"
    r"|measure|evaluate|estimate|export|present|share|get)"
)
VERBS = rf"{SHOWING}(?:\s+(?:me|us|back|out|also|both))*"
WHAT = r"what(?:'s|s|\s+is|\s+was|\s+were|\s+are|\s+would(?:\s+have\s+been|\s+be)?|\s+will\s+be)"
BEHIND = (
    r"(?:\s+(?:be|have\s+been|would\s+be|would\s+have\s+been|look(?:s|ed)?\s+like|at\s+the\s+end|over\s+time|in\s+"
    r"percent|(?:for|of|from|in)\s+(?:this|that|the|each)\s+(?:strategy|system|backtest|test|period"
    r"|simulation|trade)|per\s+(?:year|trade|month)|by\s+(?:year|month)|as\s+(?:an?\s+)?(?:csv|json"
    r"|table|chart|graph|file|list)|in\s+an?\s+(?:table|chart|graph|list)"
    r"|with\s+(?:the\s+)?(?:buy|entry)(?:\s+and\s+|\s*/\s*)(?:sell|exit)\s+(?:markers?|signals?"
    r"|points?)))*"
)
ENDS = r"(?=\s*(?:$|[.,;:!?)\n]|(?:and|then|but|und|et|y|e)\b))"


# "What is the win rate if I buy ...", "the return of buying ...": what follows is the rule.
ASKED = (
    r"(?=\s*(?:$|[.,;:!?)\n]|(?:and|then|but)\b)|\s+if\s+(?:i|we|you|one|it)\b|\s+when\s+(?:i|we)\b"
    r"|\s+(?:of|for|from)\s+(?:buying|selling|shorting|holding|trading|investing|a|an|the|this|my)\b)"
)


def _asking(
    verbs: str, the: str, measure: str, joint: str, behind: str = "", ends: str = ENDS
) -> re.Pattern[str]:
    """A verb and one measure or more; nothing else may stand in the clause."""
    one = rf"{the}{measure}\b{behind}"
    return re.compile(rf"\b{verbs}\s+{one}(?:{joint}{one})*{ends}", re.I)


LIST = r"(?:\s*(?:,|/|;)\s*(?:{0}\s+)?|\s+(?:{0})\s+)"
GERMAN = (
    r"(?:(?:max(?:imale[rnms]?|\.)?|jährliche[rn]?|durchschnittliche[rn]?|annualisierte[rn]?"
    r"|gesamte[rn]?|größte[rn]?|wichtigsten?|monatliche[rn]?)\s+)*(?:(?:equity|kapital|performance"
    r"|rendite|ergebnis|drawdown|gewinn)[ -]?(?:kurve|verlauf|chart|grafik|diagramm)|draw-?down"
    r"|sharpe(?:[ -](?:ratio|quotient))?|trefferquote|gewinnquote|(?:gesamt)?rendite|ertrag|gewinn"
    r"|performance|volatilität|anzahl\s+der\s+(?:trades|geschäfte)|profit-?faktor|cagr|kennzahlen"
    r"|statistik(?:en)?|ergebnis(?:se)?|trades|wertentwicklung|verlust)"
)
FRENCH = (
    r"(?:(?:courbe|graphique|évolution)\s+(?:de\s+la\s+|de\s+|du\s+|d'|de\s+l')(?:capital|equity"
    r"|équité|performances?|portefeuille|rendements?|gains?)|(?:drawdown|perte|baisse)"
    r"(?:\s+max(?:imale?|imum)?)?|(?:ratio\s+de\s+)?sharpe|taux\s+de\s+(?:réussite|gain)"
    r"|rendement(?:\s+(?:total|annuel|annualisé|moyen))*|nombre\s+de\s+(?:trades|transactions)"
    r"|résultats?|statistiques|performances?|cagr|trades|transactions)"
)
SPANISH = (
    r"(?:(?:curva|gráfic[oa]|evolución)\s+(?:de\s+la\s+|de\s+|del\s+)(?:capital|equity|rendimiento"
    r"|patrimonio|resultados|cartera)|(?:máxim[oa]\s+)?(?:drawdown|caída)(?:\s+máxim[oa])?"
    r"|(?:ratio\s+de\s+|índice\s+de\s+)?sharpe|tasa\s+de\s+(?:acierto|aciertos|éxito)|porcentaje\s+"
    r"de\s+aciertos|(?:rentabilidad|rendimiento|retorno)(?:\s+(?:total|anual|anualizad[oa]|medi[oa]"
    r"))*|número\s+de\s+(?:operaciones|trades)|operaciones|resultados?|estadísticas|métricas|cagr)"
)
PORTUGUESE = (
    r"(?:(?:curva|gráfico|evolução)\s+(?:de\s+|do\s+|da\s+)(?:capital|patrimônio|equity|carteira)"
    r"|drawdown(?:\s+máximo)?|(?:índice\s+de\s+|índice\s+)?sharpe|taxa\s+de\s+acertos?"
    r"|(?:retorno|rentabilidade)(?:\s+(?:total|anual|anualizad[oa]|médi[oa]))*|número\s+de\s+"
    r"(?:trades|operações)|operações|resultados?|estatísticas|métricas|cagr)"
)
GERMAN_VERBS = r"(?:zeige?|berechne|gib|nenne?|erstelle|plotte|zeichne|sag|ermittle|visualisiere)"
FRENCH_VERBS = r"(?:montre|affiche|donne|calcule|trace|indique|présente|dis|génère)[rz]?"
SPANISH_VERBS = r"(?:mu[eé]stra|calcula|dame|dime|grafica|enseña|traza|indica|genera)(?:me|nos)?"
PORTUGUESE_VERBS = r"(?:mostre|mostra|calcule|plote|exiba|informe|diga)(?:[- ]me)?"
# What any of them begins with, so that the rest is tried only there.
OPENING = re.compile(
    rf"\b(?:save|store|download|write|what|{SHOWING}|{GERMAN_VERBS}|{FRENCH_VERBS}|{SPANISH_VERBS}"
    rf"|{PORTUGUESE_VERBS})",
    re.I,
)
OWN = r"(?:(?:{})\s+)*(?:l')?"
ASKING = (
    re.compile(
        rf"\b(?:save|export|store|download|write)\s+(?:it|them|this|that|everything|all|the\s+(?:results?"
        rf"|trades|data|report|output))\s+(?:as|to|in|into)\s+(?:an?\s+)?(?:csv|json|excel|pdf|html|png"
        rf"|file|disk)(?:\s+file)?{ENDS}",
        re.I,
    ),
    re.compile(
        rf"\bcompare\s+(?:(?:it|this|that|them|(?:the\s+)?(?:results?|strategy|performance|returns?))\s+"
        rf")?(?:to|with|against)\s+(?:an?\s+)?(?:simple\s+)?(?:buy[ -](?:and|&)[ -]hold(?:ing)?"
        rf"|holding)(?:\s+it)?{ENDS}",
        re.I,
    ),
    _asking(
        rf"(?:{VERBS}|{WHAT})", THE, ENGLISH, LIST.format("and|as well as|plus|with|vs|&"), BEHIND,
        ASKED,
    ),
    _asking(
        rf"{GERMAN_VERBS}(?:\s+(?:mir|uns|bitte|auch|dann|dazu))*",
        OWN.format("der|die|das|den|dem|eine?n?|meine?n?|alle|auch"), GERMAN,
        LIST.format("und|sowie"), r"(?:\s+(?:an|aus))?",
    ),
    _asking(
        rf"{FRENCH_VERBS}(?:[- ](?:moi|nous))?",
        OWN.format("le|la|les|un|une|mon|ma|mes|aussi|également|tous|toutes"), FRENCH,
        LIST.format("et|ainsi que"),
    ),
    _asking(
        SPANISH_VERBS,
        OWN.format("el|la|los|las|un|una|mi|mis|también|todas|todos"), SPANISH,
        LIST.format("y|así como"),
    ),
    _asking(
        PORTUGUESE_VERBS,
        OWN.format("o|a|os|as|um|uma|meu|minha|também|todas|todos"), PORTUGUESE,
        LIST.format("e|assim como"),
    ),
)  # fmt: skip
