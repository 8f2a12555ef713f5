"""Phrases of Portuguese; they are joined before single words are translated."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases

PHRASES = phrases(
    """
    ema: média móvel exponencial de | média móvel exponencial | médias móveis exponenciais de
    ema: média exponencial de | média exponencial | médias móveis exponenciais
    sma: média móvel simples de | média móvel aritmética de | média simples de | média simples
    sma: média móvel simples | média móvel aritmética | médias móveis simples de
    opposite: cruzamento contrário | cruzamento inverso | cruzamento oposto | sinal contrário
    opposite: sinal inverso | sinal oposto
    ma: média móvel de | médias móveis de | média móvel | médias móveis | média de | médias de
    rsi: índice de força relativa
    above: acima de | acima da | acima do | acima dos | maior que | maior do que | superior a
    above: mais de | por cima da | por cima do
    below: abaixo de | abaixo da | abaixo do | abaixo dos | menor que | menor do que | inferior a
    below: menos de | por baixo da | por baixo do
    crosses-above: cruzar acima da | cruza acima da | cruzar acima do | cruza acima do
    crosses-above: cruzar para cima da | cruza para cima da | cruzar pra cima da | cruza pra cima da
    crosses-above: cruzar para cima do | cruza para cima do | cruzar pra cima do | cruza pra cima do
    crosses-above: cruzar para cima | cruza para cima | cruzar pra cima | cruza pra cima
    crosses-above: cruzar acima de | cruza acima de | cruzou acima da | cruzou acima de
    crosses-above: romper para cima | rompe para cima | romper a máxima de
    crosses-below: cruzar abaixo da | cruza abaixo da | cruzar abaixo do | cruza abaixo do
    crosses-below: cruzar para baixo da | cruza para baixo da | cruzar pra baixo da
    crosses-below: cruza pra baixo da | cruzar para baixo do | cruza para baixo do
    crosses-below: cruzar pra baixo do | cruza pra baixo do | cruzou abaixo da | cruzou abaixo de
    crosses-below: cruzar para baixo | cruza para baixo | cruzar pra baixo | cruza pra baixo
    crosses-below: cruzar abaixo de | cruza abaixo de | romper para baixo | rompe para baixo
    sell: fechar a posição | feche a posição | fechar posição | encerrar a posição | zerar a posição
    drops-below: cair abaixo de | cai abaixo de | cair abaixo da | cai abaixo da | ficar abaixo de
    drops-below: fica abaixo de | caia abaixo de
    breaks-above: subir acima de | sobe acima de | subir acima da | sobe acima da | passar de
    breaks-above: passa de | passar dos
    golden: cruz dourada | cruzamento dourado
    death: cruz da morte | cruzamento da morte
    stoploss: stop loss | perda máxima | stop de perda | limite de perda | stop de
    takeprofit: take profit | alvo de lucro | alvo de | objetivo de lucro | realização de lucro
    trailing: stop móvel | trailing stop
    short: vender a descoberto | venda a descoberto | operar vendido | ficar vendido
    when: sempre que | toda vez que | assim que | no momento em que
    unless: a menos que | a não ser que
    otherwise: caso contrário
    at-close: no fechamento | ao fechamento | no fecho
    at-open: na abertura | na próxima abertura
    close: preço de fechamento
    of-month: do mês | de cada mês | do mês seguinte
    monthly: por mês | ao mês | todo mês | todos os meses
    weekly: por semana | toda semana | todas as semanas
    month-end: no fim do mês | no final do mês | fim do mês
    month-start: no início do mês | no começo do mês | início do mês
    in-a-row: seguidos | seguidas | consecutivos | em sequência
    signal: linha de sinal
    lower: banda inferior de
    upper: banda superior de
    up: para cima | pra cima
    down: para baixo | pra baixo
    of-position: por operação | por trade | em cada operação
    capital: capital inicial
    all-in: todo o capital
    buyhold: comprar e segurar | comprar e manter
    and: , desde que | desde que
    """
)
