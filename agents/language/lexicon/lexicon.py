"""The words of trading: which mean the same, and what the names of numbers and days stand for."""

from __future__ import annotations

from agents.language.lexicon import foreign
from agents.language.lexicon.movements import MOTIONS
from agents.language.lexicon.wordlist import phrases, synonyms

NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20",
    "thirty": "30", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "eleven": "11", "thirteen": "13", "fourteen": "14",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "forty": "40",
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
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
    it: it's it`s they're they`re
    i'm: im
    buy: biy scoop snag buyin buys buying bought purchase purchases accumulate grab enter enters
    histogram: hist histo macdhist macdhistogram
    macd: macd's diff dif
    signal: dea macdsignal
    lower: lowerband
    upper: upperband
    middle: middleband
    buy: rebuy rebuys reenter re-enter
    buy: entering invest invests invested investing purchasing purchased
    buy: longcondition buycondition buysignal longentry entrycondition longsignal entrysignal
    sell: exitcondition sellcondition sellsignal longexit exitsignal closecondition
    short: shortcondition shortentry shortsignal
    long: longs
    sell: slel slle
    sell: sells selling bail bails ditch ditched sellin exit exits exiting liquidate dump
    sell: unload flatten offload
    sold: sold
    short: shorts shorting
    cover: covers covering
    hold: holds holding held keep keeps own
    when: elif whenever if once unless-not upon
    until: till til
    while: whilst
    through: thru
    only: solely
    and: plus also
    or: either
    not: dont doesnt isnt cant wont avoid avoids isn't doesn't don't never without no aren't nor
    above: abv greater
    below: under beneath underneath blw less bellow sub
    falls: dumps dumped dumping pukes drops drop dropped dropping fall fell falling fallen dips
    falls: dip dipped sinks sink slides nukes nuked nuke bleeds bleed bled
    huge: big massive enormous giant monster brutal nasty violent vicious hefty sizable sizeable
    huge: steep sharp huge gigantic colossal sudden abrupt
    sharply: sharply heavily massively dramatically significantly substantially markedly steeply
    sharply: violently abruptly strongly
    falls: slide declines decline declined tumbles slips plunges crashes tanks loses lose lost
    falls: decreases decrease crash declining slumps retreats dipping corrects
    rises: rise rose rising risen climbs climb climbed jumps jump jumped surges surge gains gained
    rises: spiking surging rallying
    rises: rips ripped ripping spiked moons mooned pumps pumped rallies rally increases increase
    rises: increased soars grows appreciates advances pops
    rises: bounces bounced bouncing bounce pump pumping climbing jumping increasing
    recovers: reclaims reclaim regains regain
    goes: go went gone moves move moved gets get comes come turns turn pushes push heads
    goes: turning heading curling ticking moving-up becomes flips becoming going hook hooks hooking
    later: afterwards afterward thereafter
    activated: activates activate activating activation armed arms arm arming
    so-far: simultaneously concurrently
    goes: curl curls slopes sloping
    rejected: rejects reject rejection
    trade: trades traded operate operates operating
    style: swing
    sd: std stdev stddev dev devs sigma sigmas σ
    leaves: leave leaving left
    stays: sits sit stay remains remained stayed staying remain
    breaks: break broke breaking broken breached breaches cleared clears cracks
    breaks: crack cracked cracking
    exceeds: outperforms outperformed outperform outperforming outpacing
    breakout: breakouts
    breakdown: breakdowns
    quarter: quarters
    third: thirds
    half: halves
    crosses: cross crossing crossed crossover crossovers
    crossunder: crossunders
    closes: closed finishes ends
    close: closing
    exceeds: exceed tops surpasses exceeding topping
    touches: pierces pierce penetrates pierced touched retested tagged
    touches: touch hits hit reaches reach reached tags touching hitting reaching tests retests
    touches: retest
    recovers: recover recovered rebounds rebound returns reverts return
    new: fresh
    makes: make made sets prints making
    ma: mas dma mavg
    sma: smas
    ema: emas
    average: averages avg mean
    band: bands bollingers
    band-width: bbandwidth bbandwith bandwith bbwidth bbw
    bollinger: bb bbands boll bollingerbands bollingerband
    stochastic: stoch stochastics kdj kd
    rsi: rsis
    volume: vol volumes
    normal: usual typical
    high: highs
    low: lows
    open: opens opened
    channel: channels
    pullback: pullbacks retraces retracement
    highest: max-high
    lowest: calmest
    price: prices
    bar: bars candle candles candlestick candlesticks
    period: periods
    day: days d session sessions
    week: weeks wk wks
    month: months mo mos
    year: years yr yrs
    decade: decades
    onward: onwards forward
    end: ending
    start: starting starts begin begins beginning commencing
    date: dates
    present: nowadays
    hour: hours hr hrs h
    minute: minutes min mins m mn mns
    daily: eod
    consecutive: straight successive running
    red: lower-closes losing
    green: winning
    stop: stops
    stoploss: sl
    target: targets tp
    profit: profits gain
    loss: losses
    size: sized sizes sizing
    commission: commissions fee fees comm
    position: positions
    share: shares sh
    bps: bp
    pips: pip
    point: points pts
    tick: ticks
    cents: cent
    x: times
    atr: atrs
    %: percent pct percents per-cent prozent pourcent percentage
    last: past latest
    previous: prior preceding prev
    yesterday: yesterday's
    today: today's
    semiannually: semi-annually
    semiannual: semi-annual
    tomorrow: tomorrow's
    since: depuis
    reward: rewards
    oversold: over-sold
    overbought: over-bought
    gaps: gap gapped gapping
    twice: double doubles doubled
    bullish: bull
    bearish: bear
    triple: thrice triples
    fast: faster shorter quick
    slow: slower longer
    capital: funds bankroll budget kitty pot purse savings
    strategy: strategies system
    timeframe: tf timeframes
    clock: noon midday midnight
    over: ovr
    day's: session's
    dca: sip sips dcaing dca'ing dca's dcas dca'd
    asset: ticker symbol symbols sym instrument instruments
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
    if len(word) > 4 and word not in ENGLISH and word not in foreign.SHARED | language.shared
}
SAME = {**LONE, **MOTIONS, **ENGLISH, **NUMBERS}
CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "usd": "USD", "dollars": "USD",
    "dollar": "USD", "bucks": "USD", "eur": "EUR", "euros": "EUR", "gbp": "GBP", "inr": "INR",
    "rupees": "INR", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "usdt": "USDT", "chf": "CHF",
    "pounds": "GBP", "美元": "USD", "美金": "USD", "人民币": "CNY", "元": "CNY", "欧元": "EUR",
    "dólares": "USD", "dolares": "USD", "dólar": "USD", "franken": "CHF", "francs": "CHF",
    "aud": "AUD", "cad": "CAD", "hkd": "HKD", "rmb": "CNY", "yuan": "CNY", "rs": "INR",
    "pesos": "MXN", "reais": "BRL", "usdc": "USDC", "sek": "SEK", "kr": "SEK", "₩": "KRW",
    "nzd": "NZD", "sgd": "SGD", "brl": "BRL", "mxn": "MXN", "zar": "ZAR", "krw": "KRW",
    "pln": "PLN", "zł": "PLN", "czk": "CZK", "dkk": "DKK", "twd": "TWD",
    "us$": "USD", "usd$": "USD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "a$": "AUD",
    "au$": "AUD", "aud$": "AUD", "nz$": "NZD", "nzd$": "NZD", "hk$": "HKD", "hkd$": "HKD",
    "s$": "SGD", "sg$": "SGD", "sgd$": "SGD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD",
}  # fmt: skip
# Whose dollars, francs or crowns they are, said in words.
MONEY_OF = phrases(
    """
    usd: us dollar | us dollars | american dollars | u.s dollars
    cad: canadian dollar | canadian dollars
    aud: australian dollar | australian dollars | aussie dollars
    nzd: new zealand dollar | new zealand dollars | kiwi dollars
    hkd: hong kong dollar | hong kong dollars
    sgd: singapore dollar | singapore dollars
    chf: swiss francs | swiss franc | schweizer franken
    mxn: mexican pesos | mexican peso
    brl: brazilian reais | brazilian real
    gbp: british pounds | pounds sterling | pound sterling
    inr: indian rupees
    jpy: japanese yen
    cny: chinese yuan
    sek: swedish kronor | swedish krona | swedish kroner
    dkk: danish kroner | danish krone
    """
)
