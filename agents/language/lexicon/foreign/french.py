"""French for what the lexicon knows in English; phrases are joined before single words are."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases, synonyms

WORDS = synonyms(
    """
    buy: prendre prends
    sell: défaire défais débarrasser débarrasse bazarder larguer
    buy: acheter achète achete achat achetez achetons entrer entrée j'achète investir investis
    buy: placer
    sell: vendre vend vends vente sortir sortie revend revends revendre vendez liquider clôturer
    short: shorter vad
    cover: racheter rachète rachat couvrir
    hold: conserver garder détenir
    when: quand lorsque lorsqu'il lorsqu'elle si dès lorsqu'on
    while: tant
    otherwise: sinon autrement
    it: il qu'il elle qu'elle
    falls: baisses tombe descend chute baisse recule perd baissé
    rises: monte grimpe progresse gagne
    exceeds: dépasse depasse franchit excède
    crosses: croise repasse passe croisent recroise croisement
    breaks: casse
    recovers: revient revienne retourne
    breaks: franchissement cassure dépassement
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
    touches: touche atteint atteindre
    band: bande bandes
    lower: inférieure inferieure basse
    upper: supérieure superieure haute
    middle: médiane mediane milieu centrale
    high: haut hauts plus-haut
    low: bas
    new: nouveau nouveaux
    last: derniers dernier dernières dernière
    first: premier première
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
    oversold: survendu survente
    overbought: suracheté surachat
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
    the: le la les du je on mon mes son sa cette ce action actions titre titres
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
    """
)
# "vendre X à découvert"
PARTED = {(verb, "découvert"): "short" for verb in ("vendre", "vends", "vend", "vendez", "vente")}
PHRASES = phrases(
    """
    unless: sauf si | sauf quand | sauf lorsque | à moins que
    takeprofit: prendre profit | prendre les profits | prendre mes profits | prendre les bénéfices
    takeprofit: prendre ses profits | prendre mes bénéfices | prends mes profits
    crosses-above: franchit à la hausse | franchit par le haut | coupe à la hausse
    crosses-above: croise à la hausse | croise par le haut | casse à la hausse
    crosses-below: franchit à la baisse | franchit par le bas | coupe à la baisse
    crosses-below: croise à la baisse | croise par le bas | casse à la baisse
    above: au delà de | au - delà de | au delà du | au - delà du
    below: en deçà de | en - deçà de | en deçà du
    daily: bougies journalières | bougies quotidiennes | bougie journalière | barres journalières
    weekly: bougies hebdomadaires | bougie hebdomadaire | barres hebdomadaires
    touches: au contact de | au contact du
    short: position courte | positions courtes | position vendeuse
    buy: position longue | position acheteuse | positions longues
    and: à condition que | à condition qu | , à condition que | pourvu que | du moment que
    above: au dessus de | au dessus | au - dessus de | en dessus de | en dessus
    above: plus de | par le haut
    above: supérieur à | supérieure à | plus haut que
    below: en dessous de | en dessous | au dessous de | au dessous | moins de | par le bas
    below: inférieur à | inférieure à | plus bas que
    day: jour de bourse | jours de bourse | jour ouvré | jours ouvrés | jour de cotation
    high: au plus haut des | au plus haut de | au plus haut
    low: au plus bas des | au plus bas de | au plus bas
    high: plus haut des | plus haut de | plus haut | plus hauts
    low: plus bas des | plus bas de | plus bas
    up-through: à la hausse | vers le haut | a la hausse
    down-through: à la baisse | vers le bas | a la baisse
    signal: ligne de signal | sa ligne de signal | la ligne de signal
    after: au bout de | à la fin de
    short: vendre à découvert | vente à découvert | vends à découvert | vend à découvert
    trailing: stop suiveur | stop glissant | stop loss suiveur
    stoploss: stop loss | perte maximale | perte max | perte maximum
    takeprofit: take profit | prise de profit | prise de bénéfice
    same-day: le même jour | le jour même
    of-month: du mois | de chaque mois
    buy: prendre position | entrer en position
    sell: le reste | sortir de position
    >=: au moins
    <=: au plus
    opposite: dans le cas inverse | cas inverse | dans le cas contraire | signal inverse
    later: plus tard | après cela
    of-month: du mois suivant | du mois prochain
    monthly: par mois
    weekly: par semaine
    yearly: par an
    down: en baisse
    up: en hausse
    in-a-row: d'affilée | de suite
    at-close: à la clôture
    at-open: à l'ouverture
    close: le cours de clôture | cours de clôture | la clôture | prix de clôture
    while: tant que
    stop: ordre stop
    when: à chaque fois que | chaque fois que | à chaque fois qu | toutes les fois que
    timeframe: unité de temps
    golden: croix dorée | golden cross
    death: croix de la mort
    """
)
