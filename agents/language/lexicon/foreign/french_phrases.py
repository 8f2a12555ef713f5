"""Phrases of French; they are joined before single words are translated."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases

AT_THE_END = {
    (verb, *end.split()): "sell at-close day-end"
    for verb in ("vendre", "vends", "vend", "vendu", "revendre", "revends", "vente", "sortir")
    for end in (
        "en fin de journée", "à la fin de la journée", "en fin de séance", "à la fin de la séance",
    )
}  # fmt: skip
# "tous les premiers lundis du mois"
EACH_FIRST = {
    ("tous", "les", *nth.split(), f"{name}s", "du", "mois"): f"on first {day} of-month"
    for nth in ("premiers", "1ers")
    for name, day in (("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"),
                      ("jeudi", "thursday"), ("vendredi", "friday"))
}  # fmt: skip
PHRASES = (
    AT_THE_END
    | EACH_FIRST
    | phrases(
        """
    so-far: retour à la moyenne
    when price breaks the: à la cassure du | à la cassure de la | sur cassure du | sur cassure de la
    when price breaks the: sur la cassure du | sur la cassure de la
    in cash: rester en cash | rester en liquidités | rester en espèces
    buy: opportunité d'achat | opportunités d'achat | opportunité d ' achat
    so-far: c'est - à - dire | c'est à dire | autrement dit
    short strategy: stratégie vendeuse | stratégie baissière | stratégie à la vente
    stochastic: stochastique lent | stochastique lente
    below entry: sous l'entrée | sous mon entrée | en dessous de l'entrée | sous le prix d'entrée
    below entry: sous le prix d'achat | sous mon prix d'achat
    above entry: au - dessus de l'entrée | au-dessus de l'entrée | au dessus de l'entrée
    sd: écarts - types | écarts types | écart - type | écart type
    <=: pas plus de
    down day: séance de baisse | jour de baisse | journée de baisse | séance baissière
    up day: séance de hausse | jour de hausse | journée de hausse | séance haussière
    of-position: par ordre | par transaction | à chaque ordre
    from high since-entry: depuis son plus haut depuis l'achat | depuis le plus haut depuis l'achat
    from high since-entry: depuis son plus haut depuis l'entrée
    from high: depuis son plus haut | depuis le plus haut | depuis ses plus hauts
    from high: depuis son plus haut de | depuis le plus haut de | depuis ses plus hauts de
    goes overbought: entre en surachat | entre en zone de surachat | entre dans la zone de surachat
    goes oversold: entre en survente | entre en zone de survente | entre dans la zone de survente
    closes up: clôture dans le vert | clôture en vert
    closes down: clôture dans le rouge | clôture en rouge
    stoploss: je perds | on perd
    takeprofit: je gagne | on gagne
    asset: symbole : | indice : | ticker :
    lowest of: la plus basse des | la plus basse de | le plus faible des
    highest of: la plus haute des | la plus haute de | le plus élevé des
    so-far: que se passe - t - il | que se passe t il | que se passe - t il | en position
    golden: chaque golden cross | chaque croix dorée
    on first: à la première | au premier
    unless: sauf en | sauf au mois de | excepté en | hormis en
    not: n'est plus en | n'est plus | ne sont plus
    below yesterday: plus bas que la veille
    close yesterday: la clôture de la veille | clôture de la veille
    high since-entry: plus haut depuis l'achat | plus haut atteint depuis l'achat
    high since-entry: plus haut depuis mon achat | plus haut depuis l'entrée
    not sell: ne jamais vendre | jamais vendre | ne pas vendre | ne jamais revendre
    not sell: jamais revendre
    next day: le lendemain | lendemain
    or: ou bien | ou alors
    at-close: au cours de clôture | au cours de la clôture
    close: cours de clôture | prix de clôture
    so-far: est la suivante | est le suivant | sont les suivantes | sont les suivants
    at-open: à l'ouverture du lendemain | le lendemain à l'ouverture | lendemain à l'ouverture
    at-open: à l'ouverture suivante | à l'ouverture de la séance suivante
    at-open: à l'ouverture du jour suivant | à la prochaine ouverture
    at-open: le jour suivant à l'ouverture | à l'ouverture de la prochaine séance
    at-open: à l'ouverture de la bougie suivante
    at-close day-end: à la clôture le même jour | à la clôture du même jour
    at-close day-end: le même jour à la clôture | à la clôture de la même séance
    at-close next day: à la clôture du lendemain | le lendemain à la clôture
    at-close next day: à la clôture de la séance suivante | à la clôture du jour suivant
    gaps down: ouvre en gap baissier | gap baissier | gap à la baisse | ouvre en gap à la baisse
    gaps up: ouvre en gap haussier | gap haussier | gap à la hausse | ouvre en gap à la hausse
    takeprofit: profit sera de | gain sera de | gains seront de | bénéfice sera de | profit est de
    is: sera de | seront de | serait de | sera placé à | sera placée à | sera fixé à | sera | seront
    is: sera situé à | est placé à | est placée à | sont placés à | est fixé à | est fixée à
    is: doit être | doivent être | doit se situer | doit se trouver | doivent se situer
    is: se situe | se situent | se trouve | se trouvent | est situé | est située | doit rester
    asset: actif : | actif sous-jacent : | sous-jacent : | instrument : | marché : | valeur :
    timeframe: unité de temps :
    timeframe: unité de temps de | en unité de temps de | unité de temps | en unité de temps
    sell: je me barre | je me casse | je me tire | je dégage | me barrer | me casser
    sell: prend ses gains ou pertes | prend ses gains ou ses pertes | prendre ses gains ou pertes
    stop loss: en perte de | sur une perte de | avec une perte de
    and: et en plus | et de plus | et aussi | et en même temps
    pe: un per | le per | son per
    ath: plus haut historique | plus hauts historiques | sommet historique | record historique
    ath: plus haut de tous les temps
    else-out: sinon je suis en cash | sinon on est en cash | sinon je reste à l'écart
    else-out: sinon je suis liquide | sinon je suis hors du marché | sinon en cash
    short: passer vendeur | passe vendeur | passer short | je passe vendeur | position vendeuse
    sell when: je coupe ma position si | je coupe ma position quand | je coupe la position si
    sell when: on coupe la position si | je coupe ma position lorsque
    not sell: sans jamais vendre | sans jamais revendre | sans vendre | sans revendre
    so-far: est donné | est donnée | sont donnés
    macd: ligne macd | ligne du macd | ligne de macd
    sell when: on coupe lorsque | on coupe quand | on coupe si | on coupe dès que
    sell when: je coupe lorsque | je coupe quand | je coupe si | je coupe dès que
    else-out: sinon on reste liquide | sinon on reste en cash | sinon je reste liquide
    else-out: sinon je reste en cash | sinon on reste en liquidités | sinon on est liquide
    else-out: sinon on reste à l'écart | sinon je reste à l'écart
    closes up: la clôture est en hausse | clôture est en hausse
    closes down: la clôture est en baisse | clôture est en baisse
    between: est compris entre | compris entre | comprise entre | est comprise entre
    death: croisement de la mort
    it: ce niveau | ce seuil | cette moyenne | cette ligne | ce même niveau
    oversold: seuil de survente | niveau de survente | seuil de la survente
    overbought: seuil de surachat | niveau de surachat | seuil du surachat
    so-far: seuil des | seuil de | seuil à
    so-far: une position à la fois par valeur | une position à la fois par titre
    so-far: une seule position à la fois par valeur | une position à la fois
    when: attendez que | attends que | attendre que | on attend que | j'attends que
    foresight: la veille d'une hausse | la veille de chaque hausse | la veille d'un jour où
    foresight: la veille de chaque jour où | le jour avant qu'il | le jour avant que
    so-far: s'il te plaît | s'il vous plaît | s'il te plait | s'il vous plait | s'il-te-plaît
    when it: s'il | s'ils
    takeprofit: prendre profit | prendre les profits | prendre mes profits | prendre les bénéfices
    takeprofit: prenez vos profits | prenez vos bénéfices | prenez vos gains | prends tes profits
    takeprofit: prenez profit | encaissez vos profits | encaissez vos gains | sécurisez vos gains
    buy: les signaux longs | signaux longs | signal long | un signal long | signaux d'achat
    short: les signaux courts | signaux courts | signal court | un signal court
    sell: coupe la position | couper la position | coupons la position | coupe les positions
    so-far: sont générés | est généré | est générée | sont générées | se produisent | se produit
    sell: je ressors | on ressort | ressortir | je resors
    stoploss: couper à | coupe à | je coupe à | coupez à
    up-through: de bas en haut
    down-through: de haut en bas
    so-far: inversement , | inversement
    so-far: tandis que | alors que
    fast ma: moyenne à court terme | moyenne mobile à court terme | moyenne courte | moyenne rapide
    slow ma: moyenne à long terme | moyenne mobile à long terme | moyenne longue | moyenne lente
    sell: prenez vos profits quand | prenez vos bénéfices quand | prenez vos gains quand
    buy: entrez en position d'achat | entrez en position acheteuse | entrez en position
    buy: prenez position
    buy: passez à l'achat | entrez à l'achat | ouvrez une position | ouvrez une position d'achat
    buy: ouvrez une position longue | passez long | entrez long | achetez quand | entrée quand
    sell: sortez de position | fermez la position | fermez votre position | clôturez la position
    sell: coupez la position | coupez votre position | fermez le trade | soldez la position
    short: passez à la vente | vendez à découvert | ouvrez une position courte | passez short
    so-far: de courte durée | de longue durée | courte durée | longue durée | de court terme
    so-far: de long terme | de courte période | de longue période
    so-far: la plus courte | la plus rapide | la plus longue | la plus lente
    so-far: à court terme | court terme | à long terme | long terme | à moyen terme | moyen terme
    high-volume: fort volume | forts volumes | volume élevé | volumes élevés | gros volume
    high-volume: gros volumes | volume important | volumes importants | volume fort
    high-volume: volume : il doit être élevé | volume doit être élevé | volume est élevé
    high-volume: volume doit être important | volume soit élevé | un volume élevé
    high-volume: volume supérieur à la normale | beaucoup de volume
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
    >=: supérieur ou égal à | supérieure ou égale à | supérieurs ou égaux à | supérieur ou égal au
    >=: supérieure ou égale au | plus grand ou égal à | plus grande ou égale à | égal ou supérieur à
    >=: égale ou supérieure à | au dessus ou égal à | supérieures ou égales à
    <=: inférieur ou égal à | inférieure ou égale à | inférieurs ou égaux à | inférieur ou égal au
    <=: inférieure ou égale au | plus petit ou égal à | plus petite ou égale à
    <=: égal ou inférieur à | égale ou inférieure à | inférieures ou égales à
    buy: être investi | être investie | est investi | est investie | reste investi | rester investi
    buy: être positionné | être à l'achat | être acheteur
    else-out: désinvesti dans le cas contraire | désinvesti sinon
    else-out: et désinvesti dans le cas contraire
    else-out: et désinvesti sinon | sinon désinvesti | sinon être désinvesti | sinon hors du marché
    else-out: sinon hors marché | et hors du marché dans le cas contraire | sinon ne rien détenir
    else-out: et en liquidités dans le cas contraire | et en cash sinon | et en liquidités sinon
    else-out: et en cash dans le cas contraire | et liquide sinon | hors du marché sinon
    else-out: et hors du marché sinon
    so-far: stratégie appliquée à | stratégie appliquée au | appliquée au | appliquée à
    so-far: appliqué au | appliqué à | qui consiste à | consiste à | consistant à
    both is: les deux sont | toutes les deux sont | tous les deux sont | toutes deux sont
    both is: tous deux sont | les deux soient | les deux étant
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
    timeframe: unité de temps | l'unité de temps | l'horizon de temps
    golden: croix dorée | golden cross
    death: croix de la mort
    sell: on sort | je sors | on revend | je solde | se couper | couper la position
    sell: signal de vente | point de sortie | condition de vente | condition de sortie
    sell: signal de sortie | règle de sortie | prendre sa sortie
    buy: on rentre | on entre | j'entre | j'en prends | j'en achète | fort signal d'achat
    buy: un fort signal d'achat | signal d'achat | point d'entrée | condition d'achat
    buy: condition d'entrée | signal d'entrée | règle d'entrée | ordre d'achat
    buy: se positionner à l'achat | me positionne à l'achat | ouvrir une position
    buy: ouvre une position
    so-far: c'est un | il faut | c'est le moment de | c'est alors
    else-out: sinon cash | sinon liquide | sinon rester liquide | sinon rester en cash
    else-out: sinon en cash | sinon liquidités | sinon en liquidités | sinon je vends
    else-out: sinon on vend | sinon vendre
    crosses-above: repasse dessus
    crosses-below: repasse dessous
    stoploss: perte maxi | stop de protection | stop de sécurité | stop de perte | perte limitée à
    takeprofit: objectif de gain | objectif de profit | prise de bénéfices | prise de profits
    takeprofit: prise de gains | prendre ses bénéfices | prendre ses gains | prends mes bénéfices
    takeprofit: objectif de cours | empocher les gains
    so-far: en portefeuille
    trailing: qui suit le cours | qui suit le prix | qui remonte avec le cours | et suit le cours
    trailing: stop - suiveur | stop suiveur de | stop suiveur à | stop loss glissant
    trailing: stop dynamique
    when: à chaque fois qu'il | à chaque fois qu'elle | chaque fois qu'il | à chaque fois
    when: chaque fois qu'elle | une fois que | au moment où | le jour où | à partir du moment où
    high: plus haut sur | plus hauts sur | plus haut des derniers | sommet de | sommet sur
    high: plus haut annuel sur
    low: plus bas sur | plus bas des derniers | plus-bas de | creux de
    entry: depuis l'achat | prix d'achat | cours d'achat | prix d'entrée | depuis l'entrée
    entry: depuis mon achat | par rapport au prix d'achat
    of-position: par trade | par position | pour chaque trade | à chaque trade | par opération
    capital: du compte | du portefeuille | de mon capital
    capital: capital de départ | capital initial | mise de départ | somme de départ
    all-in: tout le capital | tout mon capital
    in day: en une séance | en une seule séance | en séance
    or hold: sinon garder | sinon je garde | sinon conserver | sinon on garde
    in-a-row: à la suite | de rang | consécutivement
    above: au - dessus | au dessus | au-dessus de | au-dessus du
    below: au dessous | en-dessous de | en-dessous du
    at-open: à l'ouverture du | à l'ouverture de
    at-close: à la clôture du | en clôture
    month-end: fin de mois | en fin de mois | à la fin du mois | fin du mois
    month-start: début de mois | en début de mois | au début du mois | début du mois
    golden: croisement doré
    unless: sauf si | sauf quand | sauf lorsque | à moins que
    sell: hors du marché | hors marché | en dehors du marché | être hors marché
    add to: renforcer à | je renforce | renforcer
    from: par rapport à | par rapport au
    yesterday: de la veille | d'hier
    the: je précise pas le titre
    <=: ou moins
    >=: ou plus
    after: au bout d'une | au bout d'un
    so-far: savoir ce que donne | ce que donne | ce que donnerait | que donne | que donnerait
    so-far: voir ce que donne
    turns-positive: devient positif | passe en positif | redevient positif | passe positif
    turns-negative: devient négatif | passe en négatif | redevient négatif | passe négatif
    since: à partir de | à partir du | a partir de
    buy on: entre sur | entrer sur | entrée sur
    fast ma: moyenne rapide | la moyenne rapide | mm rapide
    slow ma: moyenne lente | la moyenne lente | mm lente | la lente
    opposite: dans le cas inverse | dans le cas contraire | au croisement inverse
    leaves oversold: sort de survente | ressort de survente | sorte de survente
    leaves overbought: sort de surachat | ressort de surachat | sorte de surachat
    leaves oversold: ressort de la zone de survente | sort de la zone de survente
    leaves oversold: sort de la survente | ressort de la survente | sort de zone de survente
    leaves oversold: quitte la zone de survente | quitte la survente | sorti de la survente
    leaves overbought: ressort de la zone de surachat | sort de la zone de surachat
    leaves overbought: sort du surachat | ressort du surachat | sort de zone de surachat
    leaves overbought: quitte la zone de surachat | quitte le surachat | sort de la surachat
    sell at opposite: signal inverse ferme la position | signal inverse clôture la position
    sell at opposite: signal contraire ferme la position | signal opposé ferme la position
    sell at opposite: signal inverse clôt la position | signal inverse solde la position
    sell at opposite: signal inverse ferme le trade | signal inverse coupe la position
    monday at-close: lundi soir
    tuesday at-close: mardi soir
    wednesday at-close: mercredi soir
    thursday at-close: jeudi soir
    friday at-close: vendredi soir
    """
    )
)
