"""Spanish for what the lexicon knows in English; phrases are joined before single words are."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases, synonyms

WORDS = synonyms(
    """
    stochastic: estocástico estocastico
    leaves: salga sale salgan
    weekly: semanalmente
    recovers: recupere recupera recuperar
    goes: vuelva
    second: segundo
    third: tercer tercero
    fourth: cuarto
    fifth: quinto
    hold: mantener mantén
    best: mejor mejores
    upper: superior
    later: después
    positive: positivo
    negative: negativo
    goes: vuelve
    buy: comprar compra compre compro entrar entrada invertir invierto invierte
    sell: vender vende venda vendo salir salida venta cerrar cierra cierro liquidar
    short: cortos corto
    cover: recomprar cubrir recompra recompro
    hold: mantener mantén mantengo
    when: cuando si
    while: mientras
    otherwise: sino
    falls: baje baja cae caiga cayó bajado pierde pierda
    rises: suba sube subido gana
    exceeds: supere supera superar rebase
    crosses: cruza cruce cruzan cruzar
    breaks: rompa rompe romper
    touches: toque toca alcance alcanza llegue llega
    closes: cierre
    below: menor inferior debajo
    above: mayor superior encima
    and: y e
    or: o
    not: no sin
    only: solo sólo solamente
    day: día dia días dias jornada sesión sesiones
    week: semana semanas
    month: mes meses
    year: año años
    quarter: trimestre trimestres
    hour: hora horas
    daily: diario diaria
    weekly: semanal semanalmente
    monthly: mensual mensualmente
    quarterly: trimestral trimestralmente
    yearly: anual anualmente
    chart: gráfico temporalidad marco
    bar: vela velas barra barras
    price: precio cotización
    open: apertura
    average: media promedio medias
    ma: mm
    moving: móvil movil móviles
    exponential: exponencial
    simple: simple
    band: banda bandas
    lower: inferior
    upper: superior
    middle: central
    high: máximo maximos máximos
    low: mínimo mínimos
    new: nuevo nuevos
    last: último últimos últimas última
    first: primer primero
    previous: anterior
    consecutive: consecutivos consecutivas seguidos seguidas
    with: con
    profit: ganancia ganancias beneficio beneficios
    loss: pérdida pérdidas perdida
    target: objetivo
    trailing: dinámico deslizante
    signal: señal
    capital: capital
    volume: volumen
    commission: comisión comisiones
    half: mitad
    rest: resto
    each: cada
    every: cada todos todas
    oversold: sobrevendido sobreventa
    overbought: sobrecomprado sobrecompra
    monday: lunes
    tuesday: martes
    wednesday: miércoles
    thursday: jueves
    friday: viernes
    january: enero
    february: febrero
    march: marzo
    april: abril
    may: mayo
    june: junio
    july: julio
    august: agosto
    september: septiembre
    october: octubre
    november: noviembre
    december: diciembre
    news: noticias noticia
    earnings: resultados
    sentiment: sentimiento
    portfolio: cartera portafolio
    risk: riesgo
    rebalanced: rebalanceado rebalanceo rebalancear
    after: después despues tras
    until: hasta
    since: desde
    for: durante para
    by: por
    the: el la los las quiero lo mi su me
    of: de del
    to: a
    at: al
    2: dos
    3: tres
    4: cuatro
    5: cinco
    10: diez
    20: veinte
    falls: caídas caída bajadas
    the: acciones acción siempre
    in: en
    a: un una
    is: sea esté está es haya hay están sean
    it: él ella
    then: luego entonces
    more: más
    less: menos
    bullish: alcista
    bearish: bajista
    x: veces
    after: pasen pasan pasados transcurridos
    trade: operación operaciones
    back: vuelva vuelve
    falls: hunde hunda desploma desplome desciende descienda retrocede retroceda cede ceda
    falls: resbala resbale deslice desliza derrumba derrumbe caía caen bajan descienden
    rises: trepe trepa escala escale asciende ascienda repunta repunte dispara dispare avanza
    rises: avance remonta remonte salta salte suben
    breaks: perfora perfore perforar quiebra quiebre quebrar atraviesa atraviese
    exceeds: rebasa rebase sobrepasa sobrepase
    crosses: corta corte cortan crucen cruzando cortando intersecta
    recovers: recobra recobre
    touches: toque roza roce tocan
    day: rueda ruedas
    daily: diarias diarios
    long: largo larga
    buy: entro compramos entramos
    sell: salgo salimos vendemos cierro fuera
    below: bajo
    above: sobre
    """
)
# "vender X en corto"
PARTED = {(verb, "corto"): "short" for verb in ("vender", "vende", "vendo", "venda", "venta")}
PHRASES = phrases(
    """
    unless: salvo si | excepto si | salvo que | excepto cuando | salvo cuando | a menos que
    ema: medias exponenciales de | media exponencial de | medias móviles exponenciales de
    sma: medias simples de | medias móviles simples de | medias móviles de | medias de
    above: está sobre | esté sobre | por sobre | cotiza sobre
    golden: cruce dorado | cruz dorada
    death: cruce de la muerte | cruz de la muerte
    of-position: por operación | en cada operación
    middle: banda media | banda central | banda del medio
    crosses: vuelva a cruzar | vuelve a cruzar
    of-month: del mes siguiente | del siguiente mes | del próximo mes
    monthly: al mes | por mes
    weekly: a la semana | por semana
    above: por encima de | por encima del | por encima | mayor que | mayor a | superior a
    above: encima de | más de | arriba de | por arriba de
    below: por debajo de | por debajo del | por debajo | menor que | menor a | inferior a
    below: debajo de | menos de | abajo de | por abajo de
    drops-below: baje de | baja de | caiga de | cae de | bajar de
    breaks-above: suba de | sube de | subir de | pase de
    up-through: hacia arriba | al alza | de abajo hacia arriba
    down-through: hacia abajo | a la baja | de arriba hacia abajo
    short: vender en corto | venta en corto | vende en corto | ponerse corto | vender corto
    trailing: stop dinámico | stop loss dinámico | trailing stop | stop deslizante | stop móvil
    stoploss: pérdida máxima | pérdida maxima | máxima pérdida | perdida máxima | perdida maxima
    stoploss: stop loss | límite de pérdida
    takeprofit: toma de ganancias | toma de beneficios | objetivo de ganancia | take profit
    takeprofit: objetivo de beneficio | tomar ganancias
    same-day: el mismo día
    of-month: del mes | de cada mes
    >=: al menos | o más | o mayor
    <=: como máximo | o menos | o menor
    at-close: al cierre | en el cierre
    at-open: a la apertura
    close: precio de cierre | el cierre
    sell: el resto
    after: al cabo de | a los | después de | despues de
    buy: abrir una posición | abrir posición
    in-a-row: seguidos | consecutivos
    when: cada vez que | siempre que
    and: , siempre que | , siempre y cuando | siempre y cuando | , con tal de que | con tal de que
    and: a condición de que | a condicion de que | , a condición de que | , mientras
    crosses-above: cruza al alza | cruza hacia arriba | corta al alza | cruce al alza
    crosses-below: cruza a la baja | cruza hacia abajo | corta a la baja | cruce a la baja
    crosses-above: corta hacia arriba | cruza por encima de | cruza por encima del
    crosses-below: corta hacia abajo | cruza por debajo de | cruza por debajo del
    crosses-above: cruce por encima de | cruce por encima del | rompa al alza | rompe al alza
    crosses-below: cruce por debajo de | cruce por debajo del | rompa a la baja | rompe a la baja
    crosses-below: la pierde | lo pierde | perfora a la baja
    daily: velas diarias | vela diaria | barras diarias | gráfico diario | grafico diario
    weekly: velas semanales | vela semanal | barras semanales | gráfico semanal
    signal: línea de señal | linea de señal | línea de la señal
    ema: media exponencial | media móvil exponencial | medias exponenciales
    sma: media simple | media móvil simple | media aritmética
    middle: banda intermedia
    above: más allá de | mas alla de | a más de
    low: mínimo de las últimas | mínimo de los últimos
    high: máximo de las últimas | máximo de los últimos
    """
)
