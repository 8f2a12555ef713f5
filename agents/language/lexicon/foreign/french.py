"""French for what the lexicon knows in English."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms

WORDS = synonyms(
    """
    the: ajoutons intéressons-nous regardons plaçons traçons
    semiannually: semestriel semestrielle semestriellement
    touches: retrouve retrouver retrouvent
    the: complètement entièrement
    falls: perdu
    buy: prendre prends
    sell: défaire défais débarrasser débarrasse bazarder larguer
    buy: acheter achète achete achat achetez achetons entrer entrée j'achète investir investis
    buy: placer
    sell: vendre vend vends vente sortir sortie revend revends revendre vendez liquider clôturer
    short: shorter vad
    cloud: nuage
    huge: brusque brusques soudaine soudaines brutale brutales
    cover: racheter rachète rachat couvrir
    hold: conserver garder détenir
    when: lorsqu'une lorsqu'un quand lorsque lorsqu'il lorsqu'elle si dès lorsqu'on
    while: tant
    otherwise: sinon autrement
    it: il qu'il elle qu'elle
    falls: baisses tombe descend chute baisse recule perd baissé
    rises: monte grimpe progresse gagne
    exceeds: dépasse depasse franchit excède
    crosses: croise repasse passe croisent recroise croisement
    breaks: casse
    recovers: revient revienne retourne
    crosses-above: franchissement
    breaks: cassure
    closes: clôture cloture clôtures
    portfolio: portefeuille
    risk: risque
    weekly: hebdomadairement
    below: sous inférieur inferieur inférieurs
    above: supérieur superieur dessus
    and: et
    or: ou soit
    not: pas ne sans aucun aucune
    only: seulement uniquement
    price: prix cours
    open: ouverture
    average: moyenne moyennes
    moving: mobile mobiles
    exponential: exponentielle
    simple: simple
    day: jours jour journée séance séances journées
    distance: écart ecart distance
    week: semaine semaines
    month: mois
    year: an ans année années
    quarter: trimestre trimestres
    hour: heure heures
    daily: quotidien quotidienne
    weekly: hebdomadaire
    monthly: mensuel mensuellement mensuelle
    quarterly: trimestrielle trimestriel trimestriellement
    yearly: annuel annuellement annuelle
    bar: bougie bougies barre barres
    touches: touchent touche atteint atteindre
    band: bande bandes
    lower: inférieure inferieure basse
    upper: supérieure superieure haute
    middle: médiane mediane milieu centrale
    high: haut hauts plus-haut
    low: bas
    new: nouveau nouveaux
    last: derniers dernier dernières dernière
    first: premier première
    next: prochain prochaine
    previous: précédent précédente veille
    consecutive: consécutifs consécutives consécutif consécutive
    after: après apres
    until: jusqu'à jusque
    since: depuis
    for: pour pendant
    with: avec
    target: objectif cible
    profit: gain bénéfice gains
    loss: perte pertes
    stop: stop
    trailing: suiveur glissant
    capital: capital
    volume: volume volumes
    commission: frais commissions
    half: moitié
    rest: reste
    each: chaque
    every: chaque tous toutes
    oversold: survendu survente survendue survendus survendues
    overbought: suracheté surachat surachetée surachetés surachetées
    monday: lundi lundis
    tuesday: mardi mardis
    wednesday: mercredi
    thursday: jeudi jeudis
    friday: vendredi vendredis
    january: janvier
    february: février
    march: mars
    april: avril
    may: mai
    june: juin
    july: juillet
    august: août
    september: septembre
    october: octobre
    november: novembre
    december: décembre
    news: nouvelles actualités actualité annonce annonces
    earnings: résultats
    sentiment: sentiment
    rebalanced: rééquilibré rééquilibrer rééquilibrage rééquilibrée
    back: retour
    on: sur
    the: le la les du je on son sa cette ce action actions titre titres
    of: de des d
    to: à au aux
    2: deux
    3: trois
    4: quatre
    5: cinq
    10: dix
    20: vingt
    in: en dans
    by: par
    is: est soit sont était
    a: un une
    ma: mm
    ema: l'ema mme
    sma: l'sma mms
    rsi: l'rsi
    macd: l'macd
    positive: positif
    negative: négatif
    goes: devient redevient
    second: deuxième
    third: troisième
    fourth: quatrième
    fifth: cinquième
    hold: garder garde conserver
    best: meilleur meilleure meilleurs
    choose: choisir choisis choisit choisissez sélectionner sélectionne
    risk: risquer risquez
    between: entre
    then: puis ensuite
    stochastic: stochastique
    recovers: revenir
    leaves: quitte
    more: plus
    less: moins
    falls: plonge plongent chutent retombe retombent redescend redescende dégringole
    breaks: enfonce enfoncent perce transperce cassent rompt
    falls: s'effondre s'enfonce descende replonge glisse recule retrace décroche tombent cède
    rises: grimpent bondit bondisse regrimpe s'envole s'élève progresse rebondit remontent remonte
    touches: contact frôle
    sell: sors sortons vendons
    buy: j'entre prends achetons
    exceeds: surpasse excède
    crosses: coupe recoupe coupent franchissent
    bullish: haussier haussière
    bearish: baissier baissière
    x: fois
    buy: rentre rentrer rentrons rentré initier rachetez positionner positionne achetée acheté
    buy: achetée
    buy: ramasse ramasser j'achèterais
    sell: solder solde soldez liquide liquidez vendu sort sors sortez ressort
    short: shorte vadiste
    cover: rachète
    when: qd lorsqu'
    below: dessous en-dessous
    above: au-dessus
    it: ça ca cela celui-ci elle elles ils
    falls: retombe recule perde chute chuté baissent
    rises: remonte monter
    crosses-above: dépassement
    recovers: repassera
    the: titre valeur
    not: jamais
    max: maxi maximal maximale
    twice: double
    stoploss: stop-loss
    trailing: suiveuse
    start: départ initial
    red: rouge rouges
    green: vert verte verts vertes
    stays: reste restent demeure
    pullback: repli
    makes: inscrit marque établit
    hold: conserve détenir
    the: voici voilà j'aimerais j'voudrais tester teste testez backtester backtest
    strategy: stratégie système
    in-a-row: consécutivement
    crosses: franchir croiser
    falls: dévisse plongé corrige
    high: sommet
    end: fin
    start: début
    weekly: hebdo
    makes: fait font
    cash: liquidités
    sell: revente revendez revendu revendus cédez céder
    buy: entrez rentrez achats
    set: placé placée fixé fixée positionné mis
    rises: hausse hausses
    falls: chutes
    my: mes mon ma
    now: maintenant immédiatement
    gold: or
    yesterday: hier
    today: aujourd'hui
    the: quoi précise precise votre vos notre nos ta tes ton leur leurs ses confirmez
    crosses: traverse traversent
    the: faut pari parier idée petit
    higher: élevé élevée
    histogram: histogramme
    period: période périodes periodes
    the: niveau utilisent utilisons emploie emploient
    until: jusqu'au jusqu'aux
    daily: journalier journalière journaliers journalières
    hourly: horaire horaires
    open: ouvre ouvrant
    but: mais
    0: zéro
    sentiment: peur panique euphorie euphorique euphoriques
    """
)
# "vendre X à découvert"
PARTED = {(verb, "découvert"): "short" for verb in ("vendre", "vends", "vend", "vendez", "vente")}
