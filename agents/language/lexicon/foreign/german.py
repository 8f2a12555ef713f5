"""German for what the lexicon knows in English."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms

WORDS = synonyms(
    """
    the: betrachten betrachte schauen
    sd: standardabweichung standardabweichungen
    semiannually: halbjährlich halbjährlichem halbjährliches
    commission: handelskosten orderkosten
    the: komplett vollständig
    risk: riskiere riskieren
    share: stück
    both: beide beiden
    the: daher deshalb deswegen somit folglich demnach
    buy: kaufe kaufen kauf kaufst gekauft einstieg einsteigen kaufsignal long-gehen zukaufen
    buy: investiere investieren anlegen stecke stecken aufgebaut aufbauen
    sell: aufgelöst auflösen abgebaut abbauen abgestoßen abstoßen veräußert veräußern
    sell: verkaufe verkaufen verkauf verkauft ausstieg aussteigen verkaufssignal raus schließen
    sell: schliessen schließe glattstellen
    short: leerverkaufen leerverkauf leerverkaufe shorten
    cover: eindecken eindeckung decken
    hold: halte halten haltedauer
    when: wenn sobald falls wann
    while: solange
    otherwise: sonst ansonsten andernfalls
    rotate: rotiere rotieren rotiert
    last: vorangegangenen vorangegangene vergangenen vergangene vorherigen
    day: handelstage handelstagen handelstag börsentage börsentagen
    cloud: wolke ichimoku-wolke
    huge: plötzlichen plötzlicher plötzliche heftigen heftiger heftige abrupten abrupte
    positive: positiv
    negative: negativ
    date: zeitraum
    the: sein seinem seinen seiner ihr ihrem
    below: unter unterhalb darunter drunter kleiner
    above: über ueber oberhalb darüber darueber drüber größer groesser
    it: er es ihn sie
    second: zweiten zweiter zweite
    third: dritten dritter dritte
    fourth: vierten
    fifth: fünften
    hold: behalte behalten
    max: maximal maximale
    rebalance: rebalancieren umschichten
    at: beim
    bonds: anleihen staatsanleihen
    best: beste besten bester
    between: zwischen
    later: später
    falls: fällt faellt sinkt fallen gefallen verliert nachgibt
    rises: steigt steigen gestiegen zulegt gewinnt
    crosses: kreuzt schneidet kreuzen durchbricht knackt kreuzung
    breaks: bricht
    exceeds: überschreitet übersteigt
    drops-below: unterschreitet
    touches: erreicht berührt beruehrt
    closes: schließt schliesst
    and: und sowie
    or: oder
    not: nicht kein keine keinen ohne
    only: nur
    day: börsentag börsentage börsentagen tag tage tagen tages handelstag handelstage handelstagen
    day: handelstages börsentages
    point: punkte punkten
    so-far: erzeugt generiert ausgelöst dagegen hingegen marke
    it: wert werte werten
    sma: tagelinie tageslinie
    so-far: eröffnet eingegangen erscheint entsteht zugleich gleichzeitig dabei
    falls: rutscht abrutscht absinkt
    rises: klettert ansteigt
    fast: schnelle schneller schnellen schnelleren
    slow: langsame langsamer langsamen langsameren
    distance: abstand abweichung
    week: woche wochen
    month: monat monate monaten monats
    year: jahr jahre jahren jahres
    quarter: quartal quartals
    hour: stunde stunden
    minute: minute minuten
    daily: täglich taeglich
    weekly: wöchentlich woechentlich
    monthly: monatlich
    quarterly: vierteljährlich quartalsweise vierteljährliches vierteljährliche quartalsweises
    yearly: jährlich jaehrlich jährliches jährliche jährlicher jährlichem jährlichen
    chart: chart zeitrahmen zeiteinheit
    bar: kerze kerzen
    average: durchschnitt durchschnitts schnitt mittel durchschnitte durchschnitten
    simple: einfache einfachen
    the: verwendet verwenden nutzt benutzt verwendete
    moving: gleitenden gleitender gleitende gleitendem
    exponential: exponentiellen exponentieller
    ma: gd linie durchschnittslinie
    price: kurs preis aktienkurs kurses
    close: schlusskurs schlußkurs schlusskurse
    open: eröffnungskurs eröffnung
    loss: verlust verluste
    profit: gewinn gewinne
    target: gewinnziel kursziel ziel
    takeprofit: gewinnmitnahme
    stoploss: verlustbegrenzung
    stop: stopp stop
    trailing: nachziehend nachziehender nachgezogener trailing
    after: nach
    until: bis
    since: seit
    from: ab von vom
    last: letzten letzter letzte letztes vergangenen
    first: ersten erster erste
    next: nächsten nächster folgenden folgender folgende
    previous: vorherigen vorigen
    back: wieder zurück
    high: hoch hochs höchststand
    low: tief tiefs tiefststand
    highest: höchsten höchster höchste
    lowest: niedrigsten tiefsten
    new: neues neuen neue neuem neuer
    risk: risiko
    portfolio: depot
    upper: oberes oberen obere oberem
    lower: unteres unteren untere unterem
    middle: mittlere mittleren mittleres
    band: band bänder baender bollingerband
    bollinger: bollinger
    signal: signallinie
    opposite: umgekehrt umgekehrtem gegensignal umgekehrten
    half: hälfte haelfte
    position: position positionen
    capital: startkapital kapital anfangskapital
    volume: volumen umsatz handelsvolumen
    commission: gebühren gebühr ordergebühr kommission
    rebalanced: rebalanciert angepasst umgeschichtet rebalancen rebalanct gerebalanced
    dca: sparplan sparpläne
    put: sparen spare spart besparen bespare
    but: aber jedoch
    each: je pro
    every: jeden jeder jedes jede
    consecutive: aufeinanderfolgenden aufeinanderfolgende hintereinander
    in-a-row: hintereinander infolge
    oversold: überverkauft ueberverkauft
    overbought: überkauft ueberkauft
    monday: montag montags
    tuesday: dienstag dienstags
    wednesday: mittwoch mittwochs
    thursday: donnerstag donnerstags
    friday: freitag freitags
    january: januar
    february: februar
    march: märz
    may: mai
    june: juni
    july: juli
    october: oktober
    december: dezember
    news: nachrichten meldungen
    earnings: quartalszahlen geschäftszahlen
    sentiment: stimmung
    the: der die das den dem
    a: ein einen einem eine einer
    of: des
    is: ist liegt liegen sind war werden wird notiert steht
    with: mit
    for: für
    at: bei zum zur
    on: am an
    by: um
    to: auf zu
    in: im
    2: zwei
    3: drei
    4: vier
    5: fünf
    10: zehn
    20: zwanzig
    the: aktie aktien immer jeweils dabei
    then: dann danach
    the: man ich wir will möchte bitte
    rest: rest
    falls: kurssturz einbruch rückgang absturz kursrückgang kursverlust kurseinbruch
    rises: kursanstieg kurssprung
    crosses-above: überschreiten übersteigen
    crosses-below: unterschreiten
    bullish: bullisch bullischer bullisches
    crosses: kreuz
    bullish: bullisch bullische bullischer bullisches bullischem bullischen
    bearish: bearisch bearische bearischer bearisches bearischem bearischen bärische bärischem
    bearish: bärischen
    best: trendstärkste trendstärksten bestplatzierte bestplatzierten bestplatzierter
    trade: handelt handeln gehandelt
    bearish: bärisch bärischer bärisches
    death: todeskreuz
    x: mal fache fachen
    stochastic: stochastik
    leaves: verlässt verlassen
    recovers: zurückkehrt zurückkommt erholt
    goes: gehen geht dreht
    range: spanne
    rises: anstieg
    more: mehr als
    the: seine ihre ihren ihres seines
    daily: tageskerzen tageschart tagesbasis tagesbalken
    hourly: stundenkerzen stundenchart stundenbasis stundenbalken
    weekly: wochenkerzen wochenchart wochenbasis
    falls: rutscht rutschen taucht tauchen abtaucht eintaucht stürzt absackt sackt abfällt abrutscht
    falls: zurückfällt absinkt abstürzt einbricht durchfällt abgleitet absteigt nachgibt fiel sank
    rises: klettert klettern springt springen ausbricht aufsteigt hochschießt anzieht ansteigt
    rises: zurückklettert hochläuft zieht schießt stieg hochspringt emporsteigt
    recovers: zurückerobert
    crosses: durchstößt durchstösst durchbrechen schnittpunkt überkreuzt durchkreuzt durchschneidet
    exceeds: übertrifft überspringt überwindet
    touches: anläuft antippt streift
    buy: kaufst kauft erwerben erwerbe zugreifen zuschlagen einsammeln nachfassen rein einzusteigen
    buy: einstiegssignal kaufbedingung kaufregel einstiegsregel einstiegsbedingung kaufzeitpunkt
    buy: ordern
    buy: long-einstieg kaufsignale einstiege eingestiegen reingehen gekauft
    sell: verkaufst aussteigt abstoßen abstossen abstoße loswerden rausgehen liquidieren liquidiere
    sell: ausstiegssignal ausstiegsregel ausstiegsbedingung verkaufssignale verkaufsbedingung
    sell: glattgestellt verkaufsregel auszusteigen rausfliegen ausgestiegen abgestoßen veräußern
    short: shorte leerverkäufe shortposition leerverkauft
    cover: eindecke zurückkaufe rückkauf covern eingedeckt
    when: sofern
    when it: wenns wenn's obs
    below: drunter unterm geringer weniger
    above: drüber drueber überm
    not: nie niemals
    the: du mir uns lass lassen dass ob bräuchte hätte gerne gern teste testen simuliere simulieren
    the: backteste backtesten prüfe prüfen zeig zeige nem ner nen ne einfach
    the: wert titel papier aktuellen aktuelle aktueller sich getestet dessen deren
    strategy: strategie handelsstrategie handelssystem
    max: spätestens höchstens maximum
    red: rot rote roten roter rotes verlusttag verlusttage verlusttagen minustage minustagen
    green: grün grüne grünen grüner grünes gewinntage gewinntagen plustage plustagen
    %: prozent
    twice: doppelt doppelte
    ceo: chef vorstand vorstandschef
    tweet: twittert tweetet postet
    end: ende
    start: anfang
    until: bis
    stays: bleibt bleiben
    rises: zulegt zulegen gestiegen
    hold: haltezeit
    recovers: zurückerobert zurückgewinnt
    timeframe: zeitebene
    commission: transaktionskosten
    trailing: nachziehen nachgezogenem nachziehendem nachziehendes nachlaufender mitlaufender
    sma: tagelinie
    highest: höchste
    lowest: tiefste niedrigste
    again: erneut nochmal
    up: aufwärts
    down: abwärts
    buy: kaufn kaufst gesteckt investiert reingesteckt angelegt eingekauft kaufpunkt
    sell: verkaufn verkauffen aussteige verkaufpunkt
    when: wen
    below: untr
    above: übr
    and: un
    higher: höher höheren höheres stärker fester höherer
    lower: tiefer tieferen niedriger niedrigeren schwächer tieferer
    falls: rückgängen kursrückgangs kursverlusten verloren verlieren gesunken eingebrochen
    rises: gewonnen zugelegt
    is: hat haben befindet
    the: wäre hätten würde würden muss müssen soll sollte zusammen hallo geht das anfänger diese
    the: dieser dieses einfacher
    my: meine meinen meiner mein meines
    now: jetzt sofort
    makes: macht bildet markiert erzielt machen
    touches: berührung erreichen berühren
    breakout: ausbruch
    breaks: bruch durchbruch
    style: trendfolger trendfolge
    upper: oberem
    lower: unterem
    close: schluss
    yesterday: gestern gestrigen gestrige gestriger
    today: heute heutigen
    in day falls: tagesverlust tagesverlusts tagesminus
    in day rises: tagesgewinn tagesplus
    52 week high: jahreshoch jahreshochs
    52 week low: jahrestief jahrestiefs
    by return: rendite wertentwicklung
    worst: schlechtesten schlechteste schwächsten schwächste
    best: stärksten stärkste stärkster
    the: underlying basiswert
    drops-below: verlieren
    rises: ansteigen aufsteigen anziehen zunehmen
    falls: absinken nachgeben abnehmen
    is: notieren
    then: anschließend daraufhin
    the: alles
    0: null
    ath: allzeithoch allzeithochs rekordhoch rekordhochs
    price: kursen
    the: setze setzen
    pe: kgv
    stochastic: stochastik-oszillator stochastikoszillator
    sentiment: angst panik euphorie
    histogram: histogramm
    falls: kursrutsch kursrutsches
    in: binnen innerhalb
    close: tagesschluss tagesschlusskurs tagesschlusses schlussstand
    period: periode perioden
    condition: signalbedingung setupbedingung
    asset: handelsinstrument handelsinstrumente
    date: betrachtungszeitraum testzeitraum untersuchungszeitraum backtestzeitraum
    sell: glattstellung positionsschließung
    buy: positionseröffnung
    """
)
# Verbs whose second half stands at the end: "verkaufe X leer, sobald ...".
PARTED = {
    ("verkaufe", "leer"): "short", ("verkaufen", "leer"): "short", ("decke", "ein"): "cover",
    ("decken", "ein"): "cover", ("kaufe", "zurück"): "cover", ("kaufen", "zurück"): "cover",
    ("steige", "ein"): "buy", ("steigen", "ein"): "buy", ("steig", "ein"): "buy",
    ("fliegt", "raus"): "sell", ("fliegen", "raus"): "sell", ("fliegt", "rein"): "buy",
    ("gewinne", "mitnehmen"): "takeprofit", ("gewinn", "mitnehmen"): "takeprofit",
    ("verluste", "begrenzen"): "stoploss", ("verlust", "begrenzen"): "stoploss",
    ("gewinne", "mitgenommen"): "takeprofit", ("gewinn", "mitgenommen"): "takeprofit",
    ("verluste", "begrenzt"): "stoploss", ("verlust", "begrenzt"): "stoploss",
    ("bricht", "durch"): "breaks", ("bin", "investiert"): "hold", ("bleibe", "investiert"): "hold",
    ("sind", "investiert"): "hold",
    ("gehe", "long"): "buy", ("gehen", "long"): "buy", ("gehe", "short"): "short",
    ("gehen", "short"): "short",
    ("steigt", "aus"): "sell", ("steigt", "ein"): "buy", ("handelt", "long"): "buy",
    ("handelt", "short"): "short",
    ("steige", "aus"): "sell", ("steigen", "aus"): "sell", ("steig", "aus"): "sell",
}  # fmt: skip
