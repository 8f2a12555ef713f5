"""Phrases of German; they are joined before single words are translated."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases

# "zum Montagsschluss", "zum Montags-Schlusskurs", "zur Freitagseröffnung"
DAYS = {"monday": "montags", "tuesday": "dienstags", "wednesday": "mittwochs",
        "thursday": "donnerstags", "friday": "freitags"}  # fmt: skip
OF_DAYS = {
    (*lead, *bell): f"{day} {moment}"
    for day, name in DAYS.items()
    for moment, bells in {
        "at-close": ("schluss", "schlusskurs", "close"),
        "at-open": ("eröffnung", "eröffnungskurs", "open"),
    }.items()
    for end in bells
    for bell in ((name + end,), (name, "-", end), (name, end))
    for lead in (("zum",), ("zur",), ("eröffnung", "zum"), ("eröffnung", "zur"))
}
# "am Ende des Tages wieder verkauft"
AT_THE_END = {
    (*end.split(), *again, verb): "sell at-close day-end"
    for end in ("am ende des tages", "am ende des handelstages", "am tagesende", "zum tagesende")
    for again in ((), ("wieder",))
    for verb in (
        "verkaufen", "verkaufe", "verkauft", "schließen", "geschlossen", "aussteigen", "raus",
        "glattstellen", "glattgestellt",
    )
}  # fmt: skip
# "fehlt eines der beiden Signale", "sobald eine der Bedingungen nicht mehr erfüllt ist"
ONE_OF_THEM = [
    f"{one} {of} {what}"
    for one, whats in {
        "eine": ("bedingungen", "regeln", "voraussetzungen"),
        "eines": ("signale", "kriterien"),
        "einer": ("signalgeber", "filter"),
    }.items()
    for of in ("der", "der beiden", "der zwei", "dieser", "dieser beiden", "von den", "von beiden")
    for what in whats
]
LED = ("wenn", "sobald", "falls")
LAPSED = (
    *(("fehlt", ""), ("fällt", "weg"), ("entfällt", ""), ("ist", "nicht mehr erfüllt")),
    *((lead, end) for lead in LED for end in ("fehlt", "wegfällt", "entfällt")),
    *((lead, f"nicht mehr {end}") for lead in LED for end in ("erfüllt ist", "gilt", "zutrifft")),
)
CEASED = {
    tuple(f"{lead} {one} {end}".split()): "when else-out"
    for lead, end in LAPSED
    for one in ONE_OF_THEM
}
# "aus dem überverkauften Bereich zurückkommt"
OUT_OF_ZONES = {
    tuple(f"aus {article} {zone} {back}".split()): f"leaves {meant}"
    for meant, stem in (("oversold", "überverkauft"), ("overbought", "überkauft"))
    for article, zone in (("dem", f"{stem}en bereich"), ("der", f"{stem}en zone"),
                          ("dem", f"{stem}en gebiet"))
    for back in ("zurückkommt", "zurückkehrt", "herauskommt", "kommt", "steigt", "herausläuft")
    if (back, meant) != ("steigt", "overbought")
}  # fmt: skip
BELLS = OF_DAYS | AT_THE_END | CEASED | OUT_OF_ZONES
PHRASES = BELLS | phrases(
    """
    first down day: ersten verlusttag | ersten minustag | nächsten verlusttag
    first up day: ersten gewinntag | ersten plustag | nächsten gewinntag
    at-open: zu handelsbeginn | zum handelsbeginn | früh zu handelsbeginn | zum handelsstart
    at-open: früh zum handelsbeginn | früh zur eröffnung | zur börseneröffnung | zu handelsstart
    sell: in cash gehen | gehe in cash | geht in cash | gehen in cash
    rebalanced: die anpassung erfolgt | die umschichtung erfolgt | anpassung erfolgt
    rebalanced: das rebalancing erfolgt | die neugewichtung erfolgt
    so-far: das heißt | sprich
    stochastic: langsame stochastik | langsamen stochastik
    so-far: in der regel | das wikifolio | die regel zum handeln | auf schlusskursbasis
    month-end: zum monatsultimo | monatsultimo | zum ultimo | am monatsultimo
    of-position: pro order | je order | pro transaktion | je transaktion
    of-month: jeden monats
    gaps down: gap nach unten | abwärtsgap | abwärts - gap | kurslücke nach unten
    gaps up: gap nach oben | aufwärtsgap | aufwärts - gap | kurslücke nach oben
    buy: auf steigende kurse setzen | setze auf steigende kurse | setzen wir auf steigende kurse
    buy: setze ich auf steigende kurse | auf steigende notierungen setzen | auf steigende kurse
    buy: setzen wir auf steigende notierungen | auf steigende notierungen
    short: auf fallende kurse setzen | setze auf fallende kurse | setzen wir auf fallende kurse
    short: setze ich auf fallende kurse | auf fallende notierungen setzen | auf fallende kurse
    short: setzen wir auf fallende notierungen | auf fallende notierungen
    from high since-entry: vom höchststand seit kauf | vom hoch seit kauf | vom hoch seit einstieg
    from high since-entry: vom höchststand seit dem kauf | vom hoch seit dem kauf
    from high since-entry: vom höchststand seit einstieg | vom höchststand seit dem einstieg
    so-far: was bringt es , | was bringt es | was passiert , | was passiert
    golden: jedem golden cross | jedem goldenen kreuz
    unless: außer im | ausser im | außer in | ausser in | ausgenommen im | ausgenommen in
    unless: außer am | ausser am | mit ausnahme von
    not: nicht mehr
    since: frühestens ab | erst ab
    same-day: am selben tag | am gleichen tag | noch am selben tag
    since-entry: seit kauf | seit dem kauf | seit einstieg | seit dem einstieg | seit meinem kauf
    not sell: nie verkaufen | niemals verkaufen | nie wieder verkaufen | und nie verkaufen
    not sell: ohne zu verkaufen | ohne je zu verkaufen
    turns-positive: ins plus dreht | ins plus wechselt | ins positive wechselt
    turns-negative: ins minus dreht | ins minus wechselt | ins negative wechselt
    cover: rückkauf bei | zurückkaufen bei
    at-open: am nächsten tag zur eröffnung | am nächsten handelstag zur eröffnung
    at-open: am folgetag zur eröffnung | zur eröffnung am folgetag
    at-open: zur eröffnung des folgetages | zur eröffnung des nächsten tages
    at-open: zur eröffnung am nächsten tag | zur eröffnung am nächsten handelstag
    at-open: am nächsten börsentag zur eröffnung | am folgenden tag zur eröffnung
    at-open: am folgenden handelstag zur eröffnung | am tag darauf zur eröffnung
    at-open: am folgetag zum eröffnungskurs | am nächsten tag zum eröffnungskurs
    at-open: am folgetag zum eröffnungspreis | zum eröffnungskurs des nächsten tages
    at-open: zum eröffnungskurs des folgetages | zur nächsten eröffnung
    at-open: am nächsten morgen zur eröffnung | zur eröffnung der nächsten kerze
    sell when: geschlossen , sobald | geschlossen , wenn | wieder geschlossen , sobald
    sell when: wieder geschlossen , wenn
    when: an tagen , an denen | an einem tag , an dem | an jedem tag , an dem | an dem tag , an dem
    at-close next day: am nächsten tag zum schlusskurs | am folgetag zum schlusskurs
    at-close next day: zum schlusskurs des folgetages | zum schlusskurs des nächsten tages
    at-close next day: am nächsten handelstag zum schlusskurs
    asset: markt : | instrument : | underlying :
    sell: stellen die position wieder glatt | stellen die position glatt | stelle die position glatt
    sell: wird die position glattgestellt | die position wird glattgestellt | stellen wir glatt
    leaves oversold: den überverkauften bereich verlässt | überverkauften bereich verlässt
    leaves oversold: den überverkauften extrembereich verlässt | die überverkaufte zone verlässt
    leaves overbought: den überkauften bereich verlässt | überkauften bereich verlässt
    leaves overbought: den überkauften extrembereich verlässt | die überkaufte zone verlässt
    foresight: am abend vor jedem tag | am tag vor jedem tag | am abend vor einem tag | am tag bevor
    foresight: am tag vor einem anstieg | am tag vor jedem anstieg | am tag vor dem anstieg
    foresight: am abend bevor | einen tag bevor
    foresight: am vorabend eines anstiegs | am vortag eines anstiegs
    profit: gewinn von | kursgewinn von | plus von
    loss: verlust von | kursverlust von | minus von
    stoploss: maximaler verlust | max verlust | verlust maximal | maximalverlust
    up-through: von unten nach oben | nach oben | von unten
    down-through: von oben nach unten | nach unten | von oben
    of-month: des nächsten monats | des folgenden monats | des folgemonats
    of-month: im alten monat | im neuen monat | im laufenden monat | im selben monat
    of-month: des alten monats | des neuen monats | des laufenden monats | des selben monats
    of-month: des monats | im monat | eines monats | jedes monats
    at-open: zur eröffnung | zum eröffnungskurs
    at-close: zum schlusskurs | zum handelsschluss | zum börsenschluss | zum xetra schluss
    at-close: nach börsenschluss | nach handelsschluss | nach xetra schluss | nach xetra - schluss
    at-close: kurz vor börsenschluss | kurz vor handelsschluss | bei börsenschluss
    at-close: bei handelsschluss | zum xetra - schluss | vor handelsschluss | vor börsenschluss
    below: von unter | von unterhalb
    above: von über | von oberhalb | von mehr als
    short: short gehen | gehe short | leer verkaufen | short - position eröffnen
    buy: long gehen | gehe long | position eröffnen
    sell: position schließen | position schliessen | gehe raus
    golden: goldenes kreuz | goldenen kreuz | goldene kreuz
    twice: doppelt so hoch ist wie | doppelt so groß ist wie | doppelt so viel ist wie
    twice: doppelt so hoch wie | doppelt so groß wie | das doppelte des | doppelt so viel wie
    buy: gehen wir long | gehe ich long | gehe long | long gehen | gehen long
    short: gehen wir short | gehe ich short | gehe short | short gehen | gehen short
    in-a-row: in folge | hintereinander | nacheinander
    trailing: trailing stop | nachziehender stop | nachgezogener stop
    stoploss: stop loss | verlust begrenzen
    >=: größer oder gleich | größer gleich | größer oder gleich als | grösser oder gleich
    >=: gleich oder größer als | gleich oder über
    <=: kleiner oder gleich | kleiner gleich | gleich oder kleiner als | gleich oder unter
    >=: mindestens | oder mehr | oder höher
    <=: höchstens | oder weniger | oder tiefer
    opposite: umgekehrtem signal | umgekehrten signal | gegenteiligem signal
    sell: den rest | der rest | verkaufe den rest
    crosses-below: schnitt von oben nach unten | schnitt nach unten | kreuzung nach unten
    crosses-above: schnitt von unten nach oben | schnitt nach oben | kreuzung nach oben
    crosses-below: kreuzung von oben nach unten | abwärtskreuzung | gegenkreuzung nach unten
    crosses-above: kreuzung von unten nach oben | aufwärtskreuzung
    daily: tägliche kerzen | täglichen kerzen | tages - chart
    opposite: umgekehrten schnitt | umgekehrter schnitt | gegenteiligen schnitt | gegenschnitt
    cover: zurückkaufen | kaufe zurück
    when: immer dann , wenn | immer dann wenn | immer wenn | jedes mal wenn | jedes mal , wenn
    when: dann , wenn
    when: in dem moment , in dem | für den fall , dass
    not: auf keinen fall
    down: im minus | im roten bereich | im roten
    up: im plus | im grünen bereich | im grünen
    in-a-row: am stück | hintereinander weg | in serie
    hold: nach spätestens | spätestens nach | maximal halten | höchstens halten
    hold: maximale haltedauer
    stoploss: sl bei | verlust begrenzen auf | verlust von maximal | stop bei | stopp bei
    takeprofit: gewinne mitnehmen | gewinn mitnehmen | gewinnmitnahme bei | kursziel bei
    takeprofit: gewinn realisieren
    so-far: im depot
    trailing: der mitläuft | der mitgezogen wird | mit dem kurs mitläuft | wird nachgezogen
    trailing: und wird nachgezogen | mitziehen
    trailing: nachgezogenem stop | stop nachziehen | nachgezogenen stop | mitlaufender stop
    trailing: mitlaufendem stop
    trailing: gleitender stop | nachlaufender stop | trailing stopp | nachziehendem stop
    trailing: nachgezogener stopp
    all-in: alles rein | all in | mit allem | volles kapital | gesamtes kapital | das ganze kapital
    otherwise: ansonsten bar | ansonsten
    capital: des kapitals | vom kapital | des kontos | vom konto | des depots | vom depot
    of-position: pro trade | je trade | pro position | je position | in jeden trade | pro kauf
    of-month: im alten monat | im neuen monat | des alten monats | im monat zuvor
    else-out: sonst cash | sonst bargeld | ansonsten cash | sonst raus | sonst verkaufen
    else-out: sonst in cash | andernfalls cash | sonst liquide
    buy: rein in | einsteigen in | einstieg in
    sell: wieder raus | wieder aussteigen | raus aus | glatt stellen
    short: short auf | short - einstieg
    entry: unter einstieg | unter dem einstieg | unter einstiegskurs | unter dem einstiegskurs
    at-close: zum schluss | zum tagesschluss | auf schlusskursbasis
    month-end: am monatsende | zum monatsende | monatsende | ende des monats | am ende des monats
    month-start: am monatsanfang | zum monatsanfang | monatsanfang | anfang des monats
    month-start: am monatsbeginn
    last: der letzten | den letzten | des letzten
    of-month: des neuen monats
    bollinger: bollinger - band | bollinger band | bollinger bands | bollinger - bänder
    above: höher als | größer als | groesser als | mehr als | oberhalb von | stärker als
    below: tiefer als | niedriger als | kleiner als | geringer als | weniger als | unterhalb von
    unless: außer wenn | ausser wenn | es sei denn
    buy: gehe ich long | bin ich dabei | gehe ich rein | steig ich ein | geh long | long einsteigen
    buy: kaufe ich | wird gekauft
    sell: bin ich raus | gehe ich raus | steig ich aus | geh raus | verkaufe ich | wird verkauft
    sell: aus dem markt
    short: gehe ich short | geh short | verkaufe ich leer
    at end: gegen ende
    else-out: ansonsten bin ich in cash | sonst bin ich in cash | sonst gehe ich in cash
    else-out: ansonsten in cash
    so-far: wie wäre es mit | wie wäre es | was wäre | wie hätte
    turns-positive: wird positiv | dreht ins plus | ins positive dreht | positiv wird
    turns-negative: wird negativ | dreht ins minus | ins negative dreht | negativ wird
    in day: an einem einzigen tag | innerhalb eines tages
    since: ab dem jahr | ab anfang | seit anfang
    long-only: keine shortpositionen | keine short - positionen | keine shorts
    long-only: keine leerverkäufe | ohne leerverkäufe | ohne shortpositionen | ohne shorts
    below entry: unter den einstieg | unter meinen einstieg | unter den einstiegskurs | unter entry
    below entry: unter den kaufkurs | unter meinen kaufkurs | unter den kaufpreis | unter einstand
    below entry: unter meinen einstiegskurs | unter meinen kaufpreis | unter den einstandskurs
    below entry: unter dem kaufkurs | unter dem kaufpreis | unter meinem kaufkurs | unter kaufkurs
    above entry: über den einstieg | über meinen einstieg | über den einstiegskurs | über entry
    above entry: über den kaufkurs | über meinen kaufkurs | über den kaufpreis | über einstand
    above entry: über meinen einstiegskurs | über meinen kaufpreis | über den einstandskurs
    above entry: über dem kaufkurs | über dem kaufpreis | über meinem kaufkurs | über kaufkurs
    above entry: über dem einstieg | über dem einstiegskurs | über einstieg | über meinem einstieg
    sell: wird die position wieder geschlossen | wird die position geschlossen
    sell: die position wird wieder geschlossen | die position wird geschlossen
    sell: schließe ich die position | schließe ich die position wieder
    in: innerhalb von
    short: short gehe ich | short gehen wir | short geh ich
    else-out: sonst nicht | ansonsten nicht
    above average: überdurchschnittlich hoch | überdurchschnittlich
    below average: unterdurchschnittlich
    twice: doppelt so hoch ist wie im | doppelt so hoch wie im | doppelt so groß ist wie im
    twice: doppelt so hoch ist wie der | doppelt so hoch wie der | doppelt so groß wie der
    yearly: einmal im jahr | einmal jährlich | einmal pro jahr | 1x im jahr
    rebalanced: auf die ausgangsgewichtung zurückgesetzt
    rebalanced: auf die ursprüngliche gewichtung zurückgesetzt
    rebalanced: auf die zielgewichtung zurückgesetzt | auf die anfangsgewichtung zurückgesetzt
    it: diese marke | dieses niveau | diesen wert | diese linie | dieser marke | diesem niveau
    is: erfolgt
    and: als auch | wie auch | und zusätzlich | und außerdem | und zudem | und gleichzeitig
    or: oder aber | oder auch
    monday at-close: montagabend | montag abend | montagabends
    tuesday at-close: dienstagabend | dienstag abend | dienstagabends
    wednesday at-close: mittwochabend | mittwoch abend | mittwochabends
    thursday at-close: donnerstagabend | donnerstag abend | donnerstagabends
    friday at-close: freitagabend | freitag abend | freitagabends
    buy: wird eine longposition eröffnet | longposition eröffnet | eröffne eine longposition
    buy: wird eine long - position eröffnet | long - position eröffnet | longposition wird eröffnet
    sell: longposition wird geschlossen | wird die longposition geschlossen
    sell: long - position wird geschlossen | wird die long - position geschlossen
    short: wird eine shortposition eröffnet | shortposition eröffnet
    short: shortposition wird eröffnet | wird eine short - position eröffnet
    cover: shortposition wird geschlossen | wird die shortposition geschlossen
    cover: short - position wird geschlossen | wird die short - position geschlossen
    """
)
