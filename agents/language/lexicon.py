"""The words of trading: which mean the same, which belong together, which may be read over."""

from __future__ import annotations

from agents.language import foreign, untestable
from agents.language.wordlist import phrases, synonyms, words

NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20",
    "thirty": "30", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "eleven": "11", "thirteen": "13", "fourteen": "14",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "forty": "40",
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "tenth": 10,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
} | {"#may": 5}  # fmt: skip

WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
    "sunday": 7,
}  # fmt: skip

ENGLISH = synonyms(
    """
    the: teh
    it: it's it`s
    i'm: im
    buy: scoop snag buyin buys buying bought purchase purchases accumulate grab enter enters
    buy: entering invest
    long: longs
    sell: sel sells selling bail bails ditch ditched sellin exit exits exiting liquidate dump
    sell: unload flatten offload
    sold: sold
    short: shorts shorting
    cover: covers covering
    hold: holds holding held keep keeps own
    when: whenever if once wenever whenver wen whn unless-not upon
    until: till til
    only: solely
    and: plus also
    or: either
    not: avoid avoids isn't doesn't don't never without no aren't nor
    above: abv greater
    below: under beneath underneath undr blw less beneath
    over: ovr
    falls: dumps dumped dumping pukes drops drop dropped dropping fall fell falling fallen dips
    falls: dip dipped sinks sink slides
    falls: slide declines decline declined tumbles slips plunges crashes tanks loses lose lost
    falls: decreases decrease crash declining slumps retreats dipping corrects
    rises: rise rose rising risen climbs climb climbed jumps jump jumped surges surge gains gained
    rises: rips ripped ripping spiked moons mooned pumps pumped rallies rally increases increase
    rises: increased soars grows appreciates advances pops
    rises: bounces climbing jumping increasing
    recovers: reclaims reclaim regains regain
    goes: go went moves move moved gets get comes come turns turn pushes push heads
    goes: moving-up becomes flips becoming going
    trade: trades traded
    style: swing
    sd: std stdev stddev
    leaves: leave leaving left
    stays: sits sit stay remains remained stayed staying remain
    breaks: break broke breaking
    breakout: breakouts
    breakdown: breakdowns
    quarter: quarters
    third: thirds
    crosses: cross crossing crossed crossover crossovers croses
    crossunder: crossunders
    closes: closed finishes ends
    close: closing
    exceeds: exceed tops surpasses exceeding topping
    touches: pierces pierce penetrates pierced
    touches: touch hits hit reaches reach reached tags touching hitting reaching
    recovers: recover recovered rebounds rebound returns reverts return
    new: fresh
    makes: make made sets prints making
    ma: mas dma mavg
    sma: smas
    ema: emas
    average: averages avg mean
    band: bands bollingers
    bollinger: bb bbands boll
    stochastic: stoch stochastics
    rsi: rsis
    volume: vol volumes
    normal: usual typical
    high: highs
    low: lows
    open: opens opened
    pullback: pullbacks retraces retracement
    highest: max-high
    price: prices
    bar: bars candle candles candlestick candlesticks
    period: periods
    day: days d session sessions
    week: weeks wk wks
    month: months
    year: years yr yrs
    decade: decades
    onward: onwards forward
    end: ending
    start: starting starts begin begins beginning commencing
    date: dates
    present: nowadays
    hour: hours hr hrs h
    minute: minutes min mins m
    daily: eod
    consecutive: straight successive running
    red: lower-closes losing
    green: winning
    stop: stops
    stoploss: sl
    target: targets tp
    profit: profits gain
    loss: losses los
    commission: commissions fee fees comm
    position: positions
    share: shares
    bps: bp
    pips: pip
    point: points
    tick: ticks
    cents: cent
    x: times
    %: percent pct percents per-cent prozent pourcent percentage
    last: past latest
    previous: prior preceding
    yesterday: yesterday's
    today: today's
    tomorrow: tomorrow's
    since: depuis
    back: bak
    oversold: over-sold
    overbought: over-bought
    gaps: gap gapped gapping
    twice: double doubles doubled
    triple: thrice triples
    fast: faster shorter quick
    slow: slower longer
    capital: funds bankroll budget
    strategy: strategies system
    asset: ticker symbol symbols
    trailing: trail trails
    opposite: reverse inverse contrary reversed opposing reciprocal
    up-through: upward upwards
    down-through: downward downwards
    monday: mondays monday's
    tuesday: tuesdays tuesday's tue tues
    wednesday: wednesdays wednesday's wed
    thursday: thursdays thursday's thu thurs
    friday: fridays friday's fri
    saturday: saturdays saturday's
    sunday: sundays sunday's
    """
)
# A single word of another language in an English text, if it is long enough to be no other word.
LONE = {
    word: meaning
    for language in foreign.LANGUAGES.values()
    for word, meaning in language.words.items()
    if len(word) > 4 and word not in ENGLISH and word not in foreign.SHARED
}
SAME = {**LONE, **ENGLISH, **NUMBERS}


PHRASES = phrases(
    """
    stoploss: stop loss | stop los | stop the loss | stop out | stopped out | hard stop | stop order
    stoploss: cut loss | cut the loss | cut my loss | limit loss | max loss | maximum loss
    stoploss: cut my loss | cut it | loss limit | protective stop | bail out
    takeprofit: take profit | take profits | profit target | target profit | take my profit
    takeprofit: take the profit | profit taking | taking profit | target of | book profit
    takeprofit: lock in profit | price target | profit at | book profits
    sell: take money | take the money | let it go | gtfo | get flat | sell everything | sell it all
    buy: long entry | entry long | buy entry | long setup | i'm in | enter in
    sell: long exit | exit long | sell exit | long - exit
    short: short entry | entry short | short setup | short signal
    cover: short exit | exit short
    any-of: any of | any one of | either of | at least one of | one of the following | any one
    any-of: any of these | any of the following | one of these | at least one of these
    all-of: all of | all must be true | all of these | all of the following | all true
    all-of: all must hold
    volatility: realized volatility | realised volatility | historical volatility | hist volatility
    volatility: annualized volatility | annualised volatility | price volatility | return volatility
    roc: rate of change | rate of change roc
    so-far: otherwise do nothing | otherwise nothing | else do nothing | otherwise wait
    so-far: otherwise just hold | its hold | their hold | takeprofit ladder
    friday: end of the week | end of week | week's end | end of each week
    sell: let it goes | let goes
    else-out: one of them fails | any of them fails | either fails | either one fails
    else-out: no longer true
    else-out: that is no longer true | that is no longer the case | no longer the case | it fails
    else-out: condition fails | conditions fail | one of those fails | else out of the market
    else-out: otherwise out of the market | otherwise stay out | else stay out | else stay in cash
    and: confirmed by | confirmed with | confirmation by | combined with | along with
    and: together with
    and: in combination with | accompanied by | given that | provided that | provided
    otherwise: when not then | when not , | when that is not so
    hold: put it all in | put all in | put everything into | put everything in | put it all into
    style: momentum strategy | trend strategy | breakout strategy | momentum trading
    style: momentum style | average reversion strategy | swing strategy | pullback strategy
    be-in: stays invested | be invested | stays in the market | stays long | be in the market
    below: worse than | weaker than
    above: better than | stronger than
    so-far: sell in may and goes away
    else-out: cash the rest of the year | cash for the rest of the | cash the rest of the time
    else-out: out the rest of the year | flat the rest of the year | otherwise in cash
    else-out: else nothing
    else-out: sit in cash otherwise | cash otherwise | in cash otherwise | out otherwise
    else-out: otherwise sit in cash | otherwise sits in cash | otherwise cash out
    band-width: bollinger band width | bollinger band bandwidth
    ma: moving average | ma average | two moving average | two ma
    sma: two simple moving average | two sma | two simple ma
    ema: two exponential moving average | two ema | two exponential ma
    sma: simple ma | simple moving average | simple average | average moving simple
    ema: average moving exponential | exponential ma | exponential moving average
    rsi: relative strength index | relative strength
    golden: golden crosses
    death: death crosses | dead crosses
    in-a-row: in a row | in row
    all-in: all in | all capital | all the capital | full position | full capital | fully invested
    all-in: all my money | all my capital | entire account | everything in | whole account
    all-in: all of the capital | all available capital | all cash
    sell: close position | close the position | close trade | close the trade | close long
    sell: close the long | close the long position | close long position | close it | close out
    sell: close my position | close your position | close your long | close the trades
    sell: get out | goes out | go flat | goes flat | goes to cash | cash out | close all
    sell: close them
    sell: goes back to cash | move to cash
    cover: close your short | close short | close the short | close short position
    cover: buy to cover | buy back | buy it back | buy back to cover | cover short | cover it
    short: sell short | short sell | goes short | buy short | buy a short | open short
    short: open a short | take a short | sell it short | opposite when | flip short
    short: opposite position when | opposite to short | turn short | short it
    buy: goes long | buy long | open long | open a long | open position | open a position
    buy: get in | load up | buy a long | open the position | buy the falls | take a long position
    buy: open long position | open a long position | enter long | take long | buy in
    buy: take a long | pick up
    >=: at or above | or above | greater than or equal to | greater or equal | at least
    >=: above or equal to | equal to or above | no below than | above or at | or more | or higher
    >=: above than or equal to | is at or above
    <=: at or below | or below | less than or equal to | at most | below or equal to
    <=: below than or equal to
    <=: equal to or below | or lower
    above: above than | higher than | more than | bigger than | larger than | over than | above of
    below: below than | lower than | smaller than | fewer than | less than
    above: en dessus de | en dessus of | to dessus of | to - dessus of | to dessus de
    below: en dessous of | en dessous de | to dessous of
    above: en dessus | to dessus
    below: en dessous
    above: at encima of | at encima del
    below: at debajo of | at debajo del
    up-through: from below to above | from below
    down-through: from above to below | from above
    when: on day when | on day where | day when | on the day when
    when: every time | each time | any time
    so-far: whichever goes first | whichever first | whichever happens first
    buyhold: buy and hold
    volume-mean: volume average | volume ma | volume sma | average volume | normal volume
    volume-mean: average daily volume | volume moving average | average trading volume
    volume-spike: volume spike | volume spikes | spike in volume | volume rises-spike | high volume
    volume-spike: heavy volume | strong volume | unusual volume | volume surge | big volume
    volume-spike: unusually high volume | above average-volume
    at-close: at the close | at close | on the close | on close | at the close of the day
    at-open: at the open | at open | on the open | at the next open | at next open | at market open
    at-open: at next day's open | at the next day's open | on the next open | at tomorrow's open
    entry: entry price | buy price | purchase price | bought price | my cost
    entry: cost basis | cost price
    entry: my entry | average cost | purchase level | entry point
    of-position: per trade | per position | each trade | every trade | for each trade
    pe: p / e | price to earnings | p e ratio
    fundamentals: market cap | short interest | book value
    bps: basis points | basis point
    as-well: as well as
    equity: my equity | total equity
    signal: signal line
    percent-b: % b
    band-width: band width | bandwidth | bollinger width | bollinger bandwidth
    k: % k
    d-line: % day
    sell: sell rest | sell the rest | the rest | sell remainder | the remainder | other half
    sell: sell the remainder | sell other half | sell the other half | the other half
    sell: sell remaining half | sell the remaining half | remaining half
    stays: has been | have been | had been
    style: trend following | trend follow | average reversion
    ath: all time high | all time low | all-time high
    ma: average moving
    sell: flat when | be flat when
    hold: not hold more than | not hold longer than | not hold for more than
    stochrsi: stochastic rsi
    sd: standard deviation | standard deviations | std dev | std devs | standard dev
    unless: except when | except if | but not when | but not if | except on | except in
    buy: ape into | ape in
    sell: i'm out | i am out | we're out | get me out | be out
    entry: what i paid | what i've paid | price i paid | price paid | i paid | my price
    when: as soon as | soon as
    with: w /
    buyhold: buy hold
    pullback: pulls back | pull back | pulling back | pulled back
    while: as long as | so long as | for as long as
    else-out: else sell | otherwise sell | else cash | otherwise cash | otherwise hold cash
    else-out: else hold cash | otherwise in cash | else in cash | otherwise be in cash
    else-out: otherwise stays in cash | otherwise goes to cash | otherwise goes cash
    else-out: otherwise flat | else flat | otherwise stays out | otherwise out | else out
    else-out: else be in cash | otherwise be out | else goes to cash | otherwise be flat
    long-only: long only | only long trade | only long positions | long side only | long-only
    vice-versa: vice versa | vice versus | viceversa | other way around | other way round
    vice-versa: conversely
    opposite: crosses other way | crosses in other direction | crosses in opposite direction
    opposite: goes other way | goes in other direction | reverses | opposite way
    opposite: crosses reverses | crosses opposite way
    date: date range | time range | test range | backtest range | test date | period of time
    buy: buy signal | buy rule | buy trigger
    sell: sell signal | sell rule | sell trigger
    entry: entry signal | entry trigger
    of-position: per side | each side | both side | per trade side | round trip
    hold: time stop | holding time | holding period | hold period | hold time | time exit
    hold: time limit | time based exit | stay in | remain in | max hold | maximum hold
    hold: max hold period | maximum hold period | max hold time | maximum hold time
    hold: after hold | after hold for
    month-end: end month | end of month | end of the month | end of each month | month end
    month-end: end of every month | month's end
    month-start: start month | start of month | start of the month | start of each month
    month-start: start of every month | month start
    of-month: of month | of the month | of each month | of every month | of a month | in month
    of-month: of the following month | of the next month | of next month | of following month
    of-month: in each month | in every month | each month's | of that month
    month-end: each month-end | every month-end
    of-month: of a new month | of the new month | in the month
    of-quarter: of the quarter | of each quarter | of every quarter | of a quarter
    of-year: of the year | of each year | of every year | of a year
    so-far: goes away | compare with buy and hold | compared with buy and hold
    so-far: compare to buy and hold | compared to buy and hold | vs buy and hold
    so-far: versus buy and hold | against buy and hold
    adx: average directional index | average directional movement index
    plus-di: and di | + di | di + | di and | positive di | + directional indicator
    minus-di: - di | di - | minus di | di minus | negative di
    cci: commodity channel index
    williams-r: williams % r | williams r | % r | williams percent r | wpr | williams
    mfi: money flow index | money flow
    supertrend: super trend
    sar: parabolic sar | psar | parabolic
    tenkan: tenkan sen | conversion line | ichimoku conversion line | tenkan line
    kijun: kijun sen | base line | ichimoku base line | kijun line
    span-a: senkou span a | span a | leading span a
    span-b: senkou span b | span b | leading span b
    cloud: ichimoku cloud | kumo | ichimoku | ichimoku kumo
    zscore: z score | zscores
    vwap: volume weighted average price
    wma: weighted moving average | weighted ma | weighted average
    hma: hull moving average | hull ma | hull
    obv: on balance volume
    breakeven: breaks even | break even
    same-day: day trade | day trades | daytrade | same day exit
    day-end: end day | end of day | end of the day | same day | the same day
    whole-shares: whole share | full shares | whole shares only | integer shares
    """
)
# Read over without a loss: nothing in a rule hangs on them.
FILLER = words(
    """
    a an the of is are be was were has have been being do does did i i'm i'd i'll we you me my
    your our us who please can could would should shall may might must want wanna like love
    need let lets let's create generate build design give show tell run test backtest simulate
    try using used apply applied setting place there's here some really very then so just
    simply basically any each both stock stocks etf index crypto coin currency following
    follow based there where here what how's into than too complex simple basic classic idea
    initial as also happens occurs occurred triggers triggered trigger
    called named namely reversion report results result performance see check hey hi hello
    thanks thanks good nice cool well ok okay sure usually normally standard about around such
    kind type je veux qui que utilise créer une stratégie quiero una estrategia se si ich
    möchte will dans lang language spanish english german french line lines reading readings
    value level levels mark indicator indicators always signals condition conditions rule
    rules its that these them they this will rate their write new-trade market chart
    timeframe trader back investing currently so-far use be term itself implement ability
    adjust dynamically via parameters parameter script code python program exactly amount
    completely i.e e g etc re qu'on que's data history historical en dollars given set trading
    strategy system asset position positions name say lookback length window territory
    zone area → filter filters long-only something u ur pls plz how performed perform performs
    sharpe sortino cagr ratio metrics stats statistics adjusted profitable work works worked
    consider suppose imagine anything everything i've you've we've
    yourself myself thing things ideas criteria criterion logic guys boys folks lol nah please
    effect edge setup still ladder etfs final finally idea play has had
    """
)
# Words that carry meaning where a rule uses them, and none where it does not.
SOFT = words(
    r"""
    share in on at for from to with by and or , ( ) : . / ; ' ~ - + it when all long up down price
    over day today next new trade time entry last current market period now take out off open
    order capital account money cash portfolio equity normal high low same first until
    of-position start date present before after during between since through strategy moving
    average only goes use as-well profit loss not-a-word closes close at-open buy sell bar shares
    stop target end makes stays style both * = # @ ` $ _ { } [ ] ? ! half again
    """
) | {'"'}
GRAMMAR = words(
    """
    rsi sma ema ma macd signal histogram bollinger band lower upper middle mid stochastic
    oversold overbought moving average exponential simple weighted golden death dead cross
    crosses crossunder above below over past through between exceeds higher lower more bigger
    larger smaller falls rises goes breaks breakout closes close open high low highest lowest
    volume touches turns up down back buy sell short cover hold long when and or not until
    only either unless stop stoploss takeprofit take profit loss target after before day week
    month year hour minute bar period daily weekly hourly monthly intraday consecutive
    in-a-row row commission slippage trailing previous last since from to at least most twice
    triple times spike spikes green red positive negative bullish bearish recovers gaps equity
    capital usd worth fully invested full all entire whole half fraction quarter yesterday
    today tomorrow ago later next new makes sold with for in on by per each every same
    exceeding zero entry cash account money percent % bps fast slow equal than market order
    max maximum cut limit hard protective bail normal donchian channel share trade position
    divergence crosses d k x s it he she heavy strong unusual unusually surge cost point price
    purchase basis relative strength index total get load pick dip in out off flat move my
    strategy use first second third fourth fifth integer dessus dessous encima debajo del de
    en much as well lock book
    """
)
# English that is no slip of a key word.
PLAIN = words(
    """
    sale shell stack stick cell seal hole lone love strong stock stocks loses lose signals
    signed price pride open upper super rows rest best west test past fast last list lost cost
    host most bard card bars ball bell belt book bull bear trade trader grade order older
    lever level levels never ever every even event clone clothes class cross moves movie moved
    money honey monthly enough might light right night sight eight weight height whole while
    white write target gets gains games again against brain train rain main cold told sold
    hold bold fold golden good stay stays staying start state store story still skill skills
    small tight loose high hill thin thing think thank than that then they them there these
    those their three tree free trend trends broke broken broad bread break bottom bottoms
    button bounce bounces pull pulls pullback dog support supports resist resistance reverse
    reversal return returns rally range ranges retreat pair pairs point points pivot pump push
    pushes pops surge surges soars jump jumps plunge crash tank tanks crater spike spikes wave
    waves near nearly next neat need news weak weekend weekday power tower lower lover cover
    hover sober over other mother another number member under wonder half hall held help hand
    head heard heart hour ours your four tour pour soft loft left lift gift shift show shown
    slow slowly flow grow growing know known knew world word work works share shares shape
    shame scale scalp scalping score scan scam scams strategy strategies conservative
    aggressive confirm confirms confirmed confirmation candle candles pattern patterns middle
    side sides trip trips round longer riddle single double triple couple simple sample example
    people amp ample step steps stepping increment increments interval intervals sweep sweeping
    sweeps vary varying optimise optimize optimising optimizing scanning trying explore exploring
    anywhere ranging threshold thresholds cutoff lengths lookbacks windows
    width names name title fails fail failed tails mails breakdown bottom squeeze breadth monkey
    """
)

# Terms of art; no other word is taken for a slip of one of them.
TERMS = words(
    """
    otherwise else quarterly monthly yearly annually rebalance rebalanced rebalancing
    allocate weight weights weighted equal equally top best strongest rank ranked ranking rotate
    rotation rotating return momentum worst weakest performing switch among dca dollar forever
    leverage leveraged risk risking borrow borrowing costs entries entry scale pyramid
    concurrent simultaneous once vs versus against compared compare benchmark benchmarked relative
    atr calendar breakeven third quarter remainder adx cci williams vwap obv mfi ichimoku cloud
    supertrend parabolic psar sar keltner hma hull wma weighted roc stochrsi zscore tenkan kijun
    saturday sunday
    senkou kumo conversion wpr di balance flow directional commodity minus zscores
    """
)
CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "usd": "USD", "dollars": "USD",
    "dollar": "USD", "bucks": "USD", "eur": "EUR", "euros": "EUR", "gbp": "GBP", "inr": "INR",
    "rupees": "INR", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "usdt": "USDT", "chf": "CHF",
    "pounds": "GBP", "美元": "USD", "美金": "USD", "人民币": "CNY", "元": "CNY", "欧元": "EUR",
    "dólares": "USD", "dolares": "USD", "dólar": "USD", "franken": "CHF", "francs": "CHF",
    "aud": "AUD", "cad": "CAD", "hkd": "HKD", "rmb": "CNY", "yuan": "CNY", "rs": "INR",
    "pesos": "MXN", "reais": "BRL", "usdc": "USDC", "sek": "SEK", "kr": "SEK", "₩": "KRW",
}  # fmt: skip
KNOWN = (
    FILLER
    | SOFT
    | GRAMMAR
    | PLAIN
    | frozenset(SAME)
    | frozenset(SAME.values())
    | frozenset(CURRENCIES)
    | frozenset(ORDINALS)
    | frozenset(MONTHS)
    | TERMS
    | untestable.WORDS
    | untestable.SPOKEN
)
