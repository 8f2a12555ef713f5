"""Portuguese for what the lexicon knows in English, as it is written in Brazil and in Portugal."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms, words

WORDS = synonyms(
    """
    buy: comprar compre compra compro compramos comprando entrar entre entrada entro adquirir
    buy: invista investir comprado
    sell: vender venda vende vendo vendemos vendendo sair saia saída saio liquidar
    short: vendido
    cloud: nuvem
    cover: recomprar recompra recompre
    hold: manter mantenha mantém segurar segure
    when: quando se caso
    while: enquanto
    unless: exceto
    otherwise: senão
    falls: cair cai caia caiu caírem descer desce desça recuar recua recue perder perde perca queda
    rises: subir sobe suba subiu subirem avançar avança valorizar valorizou alta
    exceeds: superar supera supere ultrapassar ultrapassa ultrapasse
    crosses: cruzar cruza cruze cruzou cruzarem cruzam cruzamento
    breaks: romper rompe rompa rompeu rompimento
    touches: tocar toca toque tocou atingir atinge atinja alcançar alcança alcance
    closes: fechar fecha feche fechou fecharem
    close: fechamento fecho
    open: abertura
    below: abaixo inferior menor sob
    above: acima superior maior sobre
    and: e
    or: ou
    not: não nunca
    only: só somente apenas
    day: dia dias pregão pregões sessão sessões
    point: pontos
    week: semana semanas
    month: mês meses
    year: ano anos
    quarter: trimestre trimestres
    hour: hora horas
    minute: minuto minutos
    daily: diário diária diários diárias
    weekly: semanal semanalmente semanais
    monthly: mensal mensalmente mensais
    yearly: anual anualmente
    chart: gráfico
    bar: candle candles vela velas barra barras
    price: preço cotação preços
    average: média médias
    rsi: ifr
    ema: mme
    sma: mms mma
    ma: mm
    moving: móvel móveis
    exponential: exponencial exponenciais
    simple: simples aritmética
    band: banda bandas
    lower: inferior
    upper: superior
    middle: central meio
    high: máxima máximo máximas
    low: mínima mínimo mínimas
    new: novo nova
    last: último últimos última últimas
    first: primeiro primeira
    previous: anterior
    consecutive: consecutivos consecutivas seguidos seguidas
    with: com
    without: sem
    profit: lucro ganho ganhos
    loss: perda perdas prejuízo
    target: alvo objetivo
    signal: sinal
    volume: volume
    commission: corretagem comissão taxa
    half: metade
    rest: restante
    each: cada
    every: cada todo toda todos todas
    oversold: sobrevendido sobrevenda sobrevendida
    overbought: sobrecomprado sobrecompra sobrecomprada
    monday: segunda-feira segunda
    tuesday: terça-feira terça
    wednesday: quarta-feira quarta
    thursday: quinta-feira quinta
    friday: sexta-feira sexta
    january: janeiro
    february: fevereiro
    march: março
    april: abril
    may: maio
    june: junho
    july: julho
    august: agosto
    september: setembro
    october: outubro
    november: novembro
    december: dezembro
    news: notícia notícias
    sentiment: sentimento
    portfolio: carteira
    risk: risco
    rebalanced: rebalanceada rebalanceado rebalancear rebalanceando rebalanceamento
    after: depois após
    until: até
    since: desde
    for: durante por
    to: para pra pro
    the: o os as ação ações papel ativo eu quero gostaria testar teste
    of: de do da dos das
    in: em no na nos nas
    at: ao à
    a: um uma
    is: está estiver estar é for seja esteja fica ficar ficou
    it: ele ela dele dela
    then: então
    more: mais
    less: menos
    bullish: altista
    bearish: baixista
    x: vezes
    position: posição
    trade: operação operações operar
    strategy: estratégia setup
    red: vermelho vermelha
    green: verde verdes
    today: hoje
    yesterday: ontem
    between: entre
    histogram: histograma
    2: dois duas
    3: três
    5: cinco
    10: dez
    20: vinte
    """
)
# What English, German or French has, too.
SHARED = words(
    """
    as do da dos das nos na for se o os um mm candle candles setup target superior inferior central
    em volume do eu ele sob sobre par quarta quinta segunda entre entrada
    """
)
PARTED: dict[tuple[str, str], str] = {}
