"""Spanish for what the lexicon knows in English."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms

WORDS = synonyms(
    """
    buy: compres
    semiannually: semestral semestralmente
    the: completamente enteramente
    risk: arriesgo arriesga arriesgar arriesgando
    open: abre abra abren
    goes: cambia cambie
    both: ambas ambos
    cloud: nube
    rotate: rota rotar
    has: tenga tengan
    return: rentabilidad
    huge: súbita súbitas súbito súbitos brusca bruscas brusco bruscos repentina repentinas
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
    choose: elegir elijo elige elegimos escoger escojo escoge selecciono seleccionar
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
    point: puntos
    distance: distancia desviación desviacion
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
    first: primer primero primera
    next: próximo próxima
    previous: anterior
    consecutive: consecutivos consecutivas seguidos seguidas
    with: con
    profit: ganancia ganancias beneficio beneficios
    loss: pérdida pérdidas perdida
    target: objetivo
    trailing: dinámico deslizante
    signal: señal
    capital: capital cuenta
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
    the: el la los las quiero lo su me
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
    the: condiciones condición simultáneamente simultaneamente línea umbral
    is: sea esté está es haya hay están sean estén estuviera
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
    buy: cómprame cómpralo cómprala cómpralas comprarlo comprarla compras cómpralos meter meto
    buy: invertiría comprad adquirir adquiere entramos metemos meterle
    sell: véndelo véndela véndelos véndelas vendelo vendela venderlo venderla vendes cerrarlo
    sell: ciérralo
    sell: deshacer deshago soltar suelto vendo
    short: shortear
    cover: recompro cubre cubro cubra cúbrelo cúbrela
    when: cuándo
    falls: baja bajan desciende retrocede caído
    rises: sube suben subido subir
    goes: pasa pase
    makes: haga hace marque marca registre haciendo
    capital: inicial
    the: activo valor título quisiera quería dime simula simular prueba probar comprueba
    strategy: estrategia sistema
    not: nunca jamás
    twice: doble
    max: máxima
    red: roja rojas rojo rojos
    green: verde verdes
    high: maximo
    low: minimo minimos
    volume: volúmenes
    opposite: contrario contraria inverso inversa opuesto opuesta
    tweet: tuitee tuitea twittea
    the: operar opero
    stays: permanece permanezca mantenga siga sigue
    back: volver
    crosses: cruzado
    rises: crezca aumente aumenta
    breaks: rotura ruptura
    pullback: retroceso
    end: finales final fin
    start: principios principio inicio
    exceeds: superado
    buy: entra entrad largos compre compren metería
    sell: sal salgan venda vendan salid
    put: aporta aporto aportar aportando aportación ahorro ahorrar
    the: gustaría funcionaría funciona quisiéramos hola serviría operativa
    my: mis mi
    now: ahora ya
    touches: tocar tocando alcanzar
    yesterday: ayer
    today: hoy
    recovers: recobrar
    lower: menores
    drops-below: perder
    histogram: histograma
    is: ha han
    long: comprado comprados
    period: periodo periodos período períodos
    between: entre
    stays: mantiene mantienen
    but: pero
    0: cero
    rebalanced: reequilibrio reequilibrar reequilibrado reequilibrada reequilibrando
    sentiment: miedo pánico euforia
    rises: aumentan subida subidas
    is: cotiza cotice cotizan
    the: nivel
    buy: pillar pillo
    sell: largarse largarme
    touches: llegar alcanza alcance alcanzan
    is twice: duplica duplique
    and: además
    position: posición posiciones
    the: emplea emplean utiliza utilizan utilizamos empleando utilizando
    """
)
# "vender X en corto"
PARTED = {(verb, "corto"): "short" for verb in ("vender", "vende", "vendo", "venda", "venta")}
