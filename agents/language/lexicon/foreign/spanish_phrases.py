"""Phrases of Spanish; they are joined before single words are translated."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases

AT_THE_END = {
    (verb, *end.split()): "sell at-close day-end"
    for verb in ("vender", "vende", "vendo", "venta", "cerrar", "cierra", "cierro", "salir")
    for end in ("al final del día", "al final de la sesión", "al final de la jornada")
}
# "entra en la zona de sobreventa", "salga de sobrecompra"
GOING = {"goes": (("entra", "entre", "entrar", "ingresa", "ingrese"), ("en", "en la")),
         "leaves": (("sale", "salga", "salir"), ("de", "de la"))}  # fmt: skip
IN_ZONES = {
    tuple(f"{verb} {led} {zone}{name}".split()): f"{way} {meant}"
    for name, meant in (("sobreventa", "oversold"), ("sobrecompra", "overbought"))
    for way, (verbs, leads) in GOING.items()
    for verb in verbs
    for led in leads
    for zone in ("", "zona de ", "territorio de ")
}
PHRASES = (
    AT_THE_END
    | IN_ZONES
    | phrases(
        """
    below entry: por debajo de la entrada | por debajo de mi entrada | bajo la entrada
    above entry: por encima de la entrada | por encima de mi entrada | sobre la entrada
    previous close: cierre anterior | cierre previo | cierre del día anterior | cierre de ayer
    sd: desviaciones estándar | desviación estándar | desviaciones típicas
    sd: desviación típica
    <=: no más de
    down day: día de bajada | día de caída | día bajista
    up day: día de subida | día alcista
    of-position: por orden | por transacción
    touches: llegue al | llega al | llegar al
    from high since-entry: desde el máximo desde la compra | desde su máximo desde la compra
    from high since-entry: desde el máximo desde la entrada
    asset: símbolo : | índice : | ticker :
    stoploss: pierdo un | pierdo el | pierdo
    takeprofit: gano un | gano el | gano
    buy: ponte largo | ponte en largo | me pongo largo | ponernos largos
    overbought: zona de sobrecompra | zonas de sobrecompra | nivel de sobrecompra
    overbought: niveles de sobrecompra | territorio de sobrecompra | área de sobrecompra
    oversold: zona de sobreventa | zonas de sobreventa | nivel de sobreventa
    oversold: niveles de sobreventa | territorio de sobreventa | área de sobreventa
    hold: permanecer en | permanecer invertido en
    in cash: quedarse en efectivo | quedarse en liquidez | permanecer en liquidez
    is: se encuentre | se encuentra | se sitúa | se sitúe | se ubica | se ubique
    short strategy: estrategia corta | estrategia bajista | estrategia corta o bajista
    short strategy: estrategia en corto | estrategia bajista o corta | estrategia de cortos
    so-far: es decir | esto es | o sea | a su vez | de esta manera | de esta forma
    buy: oportunidad de compra | oportunidades de compra
    stochastic: estocástico lento | oscilador estocástico lento | oscilador estocástico
    short: ponte corto | ponte en corto
    else-out: si no quedarme en efectivo | si no , quedarme en efectivo | si no quedarse en efectivo
    else-out: si no , quedarse en efectivo | si no me quedo en efectivo
    else-out: si no , quedarse en liquidez | si no quedarse en liquidez
    lowest of: el más bajo de | la más baja de | el menor de
    highest of: el más alto de | la más alta de | el mayor de
    so-far: en posición
    golden: cada cruce dorado | cada golden cross
    unless: excepto en | salvo en | menos en | exceptuando
    not: ya no esté en | ya no está en | ya no esté | ya no está | no esté en | no está en
    high since-entry: máximo desde la compra | máximo desde mi compra | máximo desde la entrada
    high since-entry: máximo alcanzado desde la compra
    not sell: nunca vendas | no vendas nunca | sin vender | no vendas
    turns-positive: se vuelva positivo | vuelva positivo | sea positivo | se haga positivo
    turns-negative: se vuelva negativo | vuelva negativo | sea negativo | se haga negativo
    so-far: qué pasa si | qué pasaría si | qué pasa cuando
    buy: posición de compra | posiciones de compra | señal de entrada alcista
    buy: señal de compra se activa | señal alcista de entrada
    sell: cierre de una posición de compra | cierre de la posición de compra
    sell: cierre de posición de compra | cierre de posiciones de compra | cierre de compra
    sell: cierre de una posición larga | cierre de la posición larga | cierre de largos
    sell: señal de cierre alcista | señal de cierre de la operativa alcista | señal de cierre
    sell: señal de cierre de la posición alcista
    short: posición de venta | posiciones de venta | señal de entrada bajista
    cover: cierre de una posición de venta | cierre de la posición de venta
    cover: cierre de posición de venta | cierre de posiciones de venta | cierre de venta
    cover: cierre de una posición corta | cierre de la posición corta | cierre de cortos
    cover: señal de cierre bajista | señal de cierre de la operativa bajista
    so-far: verifiquemos que | verificamos que | se verifica que | comprobamos que
    so-far: en el activo seleccionado | en el activo elegido | se activa cuando se cumple que
    hold: estar dentro de | estar dentro del | permanecer dentro de
    or: o bien | ya sea | bien sea
    and: y además | y a la vez | y también | y al mismo tiempo
    pe: con per | un per | el per | su per
    ath: máximo histórico | máximos históricos | maximo historico
    else-out: si no , en efectivo | si no , estar en efectivo | si no , estoy en liquidez
    else-out: si no , estoy en efectivo | si no , fuera del mercado
    hold: estoy invertido en | estar invertido en | permanezco invertido en
    short: abrir cortos | abro cortos | abre cortos | abrimos cortos | abrir un corto
    sell: cierra la posición | cierro la posición | cerrar la posición | cerramos la posición
    sell: cierra posición | cerrar posición | se cierra la posición
    sell when: corto la posición si | corto la posición cuando | cortar la posición si
    above: este por encima de | esta por encima de | este por encima del | esta por encima del
    above: este sobre | esta sobre | este arriba de | esta arriba de | este encima de
    below: este por debajo de | esta por debajo de | este por debajo del | esta por debajo del
    below: este debajo de | esta debajo de | este bajo | esta bajo | este abajo de | esta abajo de
    above: vuelva a estar por encima de | vuelve a estar por encima de
    not sell: no vender nunca | no venderlo nunca | sin vender nunca | nunca vender | no vendo nunca
    it: ese nivel | este nivel | dicho nivel | el mismo nivel | esa media | esta media | dicha media
    it: esa línea | dicha línea | ese umbral
    sell after 1 week: vendo a la semana | vende a la semana | vender a la semana
    sell after 1 week: véndelo a la semana | véndela a la semana | salgo a la semana
    sell after 1 month: vendo al mes | vende al mes | vender al mes | véndelo al mes
    crosses-above: vuelve a superar | vuelva a superar | vuelve a rebasar
    and is: estando
    unless: a no ser que | a menos de que
    else-out: en caso contrario , estar en liquidez | en caso contrario estar en liquidez
    else-out: en caso contrario , liquidez | en caso contrario , en liquidez
    else-out: de lo contrario , liquidez | de lo contrario , en liquidez
    else-out: de lo contrario , estar en liquidez | si no , en liquidez | si no , estar en liquidez
    at-open: al día siguiente en la apertura | en la apertura del día siguiente
    at-open: al día siguiente a la apertura | a la apertura del día siguiente
    at-open: en la apertura siguiente | en la siguiente apertura | en la próxima apertura
    at-open: a la apertura siguiente | a la siguiente apertura
    at-open: en la apertura de la siguiente sesión | en la apertura de la próxima vela
    gaps down: abre con hueco bajista | abre con un hueco bajista | abre con gap bajista
    gaps down: hueco bajista | gap bajista | hueco a la baja | gap a la baja
    gaps up: abre con hueco alcista | abre con un hueco alcista | abre con gap alcista
    gaps up: hueco alcista | gap alcista | hueco al alza | gap al alza
    takeprofit: ganancia será de | ganancias serán de | beneficio será de | beneficios serán de
    is: estará | estarán | estará a | estará en | estará situado a | se colocará a | se situará a
    is: será de | serán de | sería de | será | serán
    is: debe estar | deben estar | se encuentra | se encuentran | se sitúa | se sitúan | se ubica
    is: se encuentre | se encuentren | se sitúe | se sitúen | debe situarse | debe encontrarse
    asset: mercado : | instrumento : | subyacente :
    at-close next day: al cierre del día siguiente | en el cierre del día siguiente
    next day: del día siguiente | al día siguiente | el día siguiente | día siguiente
    next day: del siguiente día | al siguiente día | el siguiente día | del día después
    so-far: el beneficio de | el resultado de | la rentabilidad de | el rendimiento de
    since: calculado desde | calculada desde | calculados desde | medido desde | medida desde
    foresight: el día antes de que | el día antes de cada subida | el día antes de una subida
    foresight: la víspera de una subida | la víspera de cada subida | un día antes de que
    ema: medias exponenciales de | media exponencial de | medias móviles exponenciales de
    sma: medias simples de | medias móviles simples de | medias móviles de | medias de
    asset: instrumento financiero | activo financiero
    timeframe: cuadro temporal | marco temporal | marco de tiempo | marco temporal es de
    timeframe: temporalidad es de
    above: está sobre | esté sobre | por sobre | cotiza sobre
    golden: cruce dorado | cruz dorada
    death: cruce de la muerte | cruz de la muerte
    of-position: por operación | en cada operación | por cada operación | cada operación
    so-far: usar el | usando el | utilizar el | invertir el | usa el | invierte el
    risk: arriesgando el | arriesgar el | arriesgo el | arriesga el | arriesgamos el
    middle: banda media | banda central | banda del medio
    crosses: vuelva a cruzar | vuelve a cruzar
    of-month: del mes siguiente | del siguiente mes | del próximo mes
    monthly: al mes | por mes
    weekly: a la semana | por semana
    above: por encima de | por encima del | por encima | mayor que | mayor a | superior a
    below yesterday: más bajo que el día anterior | más bajo que la sesión anterior
    above yesterday: más alto que el día anterior | más alto que la sesión anterior
    below: más bajo que | más abajo que
    above: más alto que | más arriba que
    above: encima de | más de | arriba de | por arriba de
    below: por debajo de | por debajo del | por debajo | menor que | menor a | inferior a
    below: debajo de | menos de | abajo de | por abajo de
    drops-below: baje de | baja de | caiga de | cae de | bajar de
    breaks-above: suba de | sube de | subir de | pase de
    up-through: hacia arriba | al alza | de abajo hacia arriba | desde abajo
    up-through: desde abajo hacia arriba
    down-through: hacia abajo | a la baja | de arriba hacia abajo | desde arriba
    down-through: desde arriba hacia abajo
    short: vender en corto | venta en corto | vende en corto | ponerse corto | vender corto
    trailing: stop dinámico | stop loss dinámico | trailing stop | stop deslizante | stop móvil
    so-far: a corto plazo | de corto plazo | corto plazo | de corto período | de corto periodo
    so-far: a largo plazo | de largo plazo | largo plazo | de largo período | de largo periodo
    so-far: a medio plazo | a mediano plazo | más corta | más rápida | más larga | más lenta
    buy: las señales largas | señales largas | señal larga | señales en largo | entradas largas
    short: las señales cortas | señales cortas | señal corta | señales en corto | entradas cortas
    so-far: ocurren | ocurre | se activan
    sma: promedios móviles simples | promedio móvil simple | promedios móviles simples de
    ema: promedios móviles exponenciales | promedio móvil exponencial | promedio exponencial
    so-far: niveles de | un nivel de | nivel de | como indicadores de tendencia primarios
    so-far: como indicadores de tendencia principales | como indicadores de tendencia
    so-far: como indicador de tendencia principal | como indicador de tendencia
    so-far: como indicadores principales | como indicador principal
    .: , mientras que | , en tanto que | , en cambio ,
    stoploss: pérdida máxima | pérdida maxima | máxima pérdida | perdida máxima | perdida maxima
    stoploss: stop loss | límite de pérdida
    takeprofit: toma de ganancias | toma de beneficios | objetivo de ganancia | take profit
    takeprofit: objetivo de beneficio | tomar ganancias
    same-day: el mismo día
    of-month: del mes | de cada mes
    >=: mayor o igual que | mayor o igual a | superior o igual a | mayores o iguales a
    >=: igual o mayor que | igual o superior a | mayor o igual al
    <=: menor o igual que | menor o igual a | inferior o igual a | igual o menor que
    <=: igual o inferior a | menor o igual al
    >=: al menos | o más | o mayor
    <=: como máximo | o menos | o menor
    at-close: al cierre de la vela | al cierre de la sesión | al cierre del día | al cierre de vela
    at-close: al cierre diario | al cierre de la barra | al cierre | en el cierre
    so-far: a más tardar | como muy tarde | a lo sumo | deben cumplirse | debe cumplirse
    buy: abra una operación al alza | abrir una operación al alza | una operación al alza
    short: abra una operación a la baja | abrir una operación a la baja | una operación a la baja
    sell when: cierre cuando | cerrar cuando | cierra cuando | cerramos cuando
    so-far: se generará | se genera | se generan | se produce | se produzca | se da
    at-open: a la apertura | en la apertura
    crosses-above: cruza hacia arriba desde debajo de | cruza al alza desde debajo de
    crosses-below: cruza hacia abajo desde encima de | cruza a la baja desde encima de
    oversold: nivel de sobreventa | del nivel de sobreventa
    overbought: nivel de sobrecompra | del nivel de sobrecompra
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
    above: más allá de | a más de
    low: mínimo de las últimas | mínimo de los últimos
    high: máximo de las últimas | máximo de los últimos
    else-out: si no liquidez | si no , liquidez | si no en liquidez | sino liquidez
    else-out: en caso contrario liquidez | si no efectivo | si no , efectivo | si no vender
    else-out: si no , vender | si no en efectivo | en otro caso efectivo | si no cash | si no , cash
    else-out: de lo contrario liquidez | de lo contrario efectivo
    otherwise: si no | de lo contrario | en caso contrario
    capital: capital inicial | dinero inicial | saldo inicial
    sell: vende todo | vender todo | señal de venta | condición de venta | condición de salida
    sell: señal de salida | regla de salida
    buy: señal de compra | condición de compra | condición de entrada | señal de entrada
    buy: punto de entrada | regla de entrada | entrar en largo | entro en largo | ponerse largo
    buy: abrir largo | abro largo
    short: entrar en corto | entro en corto | ponerse corto | abrir corto | abro corto
    short: me pongo corto
    vice-versa: al revés | al reves | a la inversa
    opposite: cruce contrario | cruce inverso | cruce opuesto | señal contraria | señal inversa
    opposite: señal opuesta
    hold: máximo en cartera | tiempo máximo | como máximo en cartera | mantener máximo
    hold: duración máxima
    breaks-above: pasa de | pase de | suba de | sube de | supere los | supera los
    drops-below: baje de | baja de | caiga de | pierde los | pierda los
    high: máximos de | máximo de | maximos de | maximo de
    low: mínimos de | mínimo de | minimos de | minimo de
    stoploss: stop de pérdidas | límite de pérdidas | corte de pérdidas | cortar pérdidas en
    stoploss: stop de protección
    takeprofit: objetivo del | recogida de beneficios | recoger beneficios | objetivo de precio
    takeprofit: recoger ganancias | tomar beneficios
    so-far: en cartera
    trailing: sube con el precio | y sube con el precio | que sube con el precio
    trailing: que sigue al precio | va subiendo con el precio | y sigue al precio
    trailing: stop de seguimiento | stop móvil del | stop que sube con el precio | trailing del
    trailing: stop dinámico del
    in-a-row: seguidos de | de forma consecutiva | de seguido
    up: en positivo | en verde
    down: en negativo | en rojo
    month-end: fin de mes | a fin de mes | a final de mes | al final del mes | a finales de mes
    month-start: principio de mes | a principios de mes | a principio de mes | al comienzo del mes
    month-start: inicio de mes
    entry: precio de compra | precio de entrada | desde la compra | desde la entrada
    every: de cada
    monthly: mensuales
    all-in: todo el capital
    when: en cuanto | tan pronto como | una vez que | el día que
    unless: salvo si | excepto si | salvo que | excepto cuando | salvo cuando | a menos que
    at end: a finales de | a final de | a fines de
    at start: a principios de | a comienzos de | a inicios de
    by return: por rentabilidad | por rendimiento
    day: día hábil | días hábiles | día de bolsa | días de bolsa | día de mercado | días laborables
    in day: en un solo día | en una sola sesión | en una única sesión
    turns-positive: pasa a positivo | pase a positivo | se vuelve positivo | cambia a positivo
    turns-positive: se hace positivo
    turns-negative: pasa a negativo | pase a negativo | se vuelve negativo | cambia a negativo
    turns-negative: se hace negativo
    else-out: fuera en otro caso | fuera en caso contrario | fuera si no | si no , fuera
    else-out: si no fuera
    since: a partir de | a partir del
    crosses-below: cruza abajo | cruce abajo | cruza para abajo | cruza debajo
    crosses-above: cruza arriba de | cruza arriba | cruza para arriba
    long-only: opera en largo | operar en largo | opera largo | posiciones largas | sólo largos
    buyhold: comprar y mantener | compra y mantén | compra y mantener | comprar y mantenerlo
    so-far: durante todo el periodo | todo el periodo | durante todo el período | todo el período
    by return: según rentabilidad | según la rentabilidad | según el rendimiento | según rendimiento
    monday at-close: lunes por la noche | lunes por la tarde
    tuesday at-close: martes por la noche | martes por la tarde
    wednesday at-close: miércoles por la noche | miércoles por la tarde
    thursday at-close: jueves por la noche | jueves por la tarde
    friday at-close: viernes por la noche | viernes por la tarde
    """
    )
)
