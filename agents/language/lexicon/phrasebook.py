"""Phrases that mean one thing: joined to one word before anything is read."""

from __future__ import annotations

from agents.language.lexicon import lexicon
from agents.language.lexicon.closings import CLOSINGS
from agents.language.lexicon.movements import MOVED
from agents.language.lexicon.wordlist import phrases

SAID = phrases(
    """
    stoploss: stop loss | stop los | stop the loss | stop out | stopped out | hard stop | stop order
    stoploss: stp loss | stp los | stop lss | stp lss | sl loss
    takeprofit: tak profit | take proft | tak prof | tke profit
    stoploss: cut loss | cut the loss | cut my loss | limit loss | max loss | maximum loss
    stoploss: maximum drawdown per trade | max drawdown per trade | max drawdown per position
    stoploss: paper hands | paper hand | stop me out | stops me out | stop it out | goes stopped out
    so-far: thank you very much | thanks a lot | thanks in advance | thx in advance | best regards
    so-far: that's it | thats it | that is it | that's all | that is all | nothing else
    so-far: kind regards | many thanks | read somewhere | take care
    so-far: cut losses short | cut loss short | cut my losses short | cut the losses short
    so-far: in which case | in that case | on the same bar | on that same bar | in the same bar
    so-far: on the very same bar | at the same time | at the very same time | on the same close
    so-far: code up | coded up | not matter what | no matter what
    capital: initial balance | start balance | account balance | initial investment
    capital: start investment | initial deposit
    size: lot size | fixed size | fixed position size | fixed lot size | trade size
    hold: not slow than | for a maximum of | for maximum of | for a max of | for max of
    takeprofit: max profit | maximum profit
    takeprofit: lock in rises | book rises | cash in at | take the win | take the rises
    so-far: let winners run | let the winners run | let my winners run | let profit run
    stoploss: cut my loss | cut it | loss limit | protective stop
    takeprofit: take profit | take profits | profit target | target profit | take my profit
    takeprofit: take the profit | profit taking | taking profit | target of | book profit
    takeprofit: lock in profit | price target | profit at | book profits
    leaves: rises out of | goes out of | rises back out of | goes back out of | breaks out of
    sell: falls out at | ape out | all out | dispose of | take the l | close my longs
    sell: take money | take the money | let it go | gtfo | get flat | sell everything | sell it all
    buy: goes all in on | goes all in
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
    so-far: otherwise buy nothing | else buy nothing | else skip
    so-far: otherwise do nothing | otherwise nothing | else do nothing | otherwise wait
    so-far: otherwise just hold | its hold | their hold | takeprofit ladder
    friday: end of the week | end of week | week's end | end of each week
    sell: let it goes | let goes
    else-out: one of them fails | any of them fails | either fails | either one fails
    else-out: not slow true
    else-out: that is not slow true | that is not slow the case | not slow the case | it fails
    else-out: condition fails | conditions fail | one of those fails | else out of the market
    else-out: otherwise out of the market | otherwise stay out | else stays out | else stays in cash
    and: confirmed by | confirmed with | confirmation by | combined with | along with
    and: together with
    and: in combination with | accompanied by | given that | provided that | provided
    otherwise: when not then | when not , | when that is not so
    hold: put it all in | put all in | put everything into | put everything in | put it all into
    style: momentum strategy | trend strategy | breakout strategy | momentum trading
    style: momentum style | average reversion strategy | swing strategy | pullback strategy
    be-in: stays invested | be invested | stays in the market | stays long | be in the market
    be-in: stays in the trade | stays in the position | stays in it | stays in this trade
    below: worse than | weaker than | makes below | reads below
    above: makes above | reads above
    above: better than | stronger than
    sell-in-may: sell in may and goes away | halloween effect | halloween strategy
    else-out: cash the rest of the year | cash for the rest of the | cash the rest of the time
    else-out: out the rest of the year | flat the rest of the year | otherwise in cash
    else-out: else nothing | stays in cash the remaining month | stays in cash in other month
    else-out: cash in all other month | flat in all other month | out in all other month
    else-out: flat otherwise | out of market otherwise | otherwise be flat
    else-out: stays in cash otherwise | cash otherwise | in cash otherwise | out otherwise
    else-out: otherwise sit in cash | otherwise sits in cash | otherwise cash out
    band-width: bollinger band width | bollinger band bandwidth
    ma: moving average | ma average | two moving average | two ma
    sma: two simple moving average | two sma | two simple ma
    ema: two exponential moving average | two ema | two exponential average | two exponential ma
    sma: simple ma | simple moving average | simple average | average moving simple
    ema: average moving exponential | exponential ma | exponential moving average
    ibs: internal bar strength | internal bar strength ( ibs ) | inter bar strength
    ibs: intraday bar strength | inter bar strength ( ibs ) | ibs indicator | ibs value
    inside-bar: inside day | inside bar
    outside-bar: outside day | outside bar
    engulfing: engulfing candle | engulfing bar
    harami: harami candle | harami bar
    against: against me | against us | against you | against position | against the position
    in-favour: in my favour | in my favor | in our favour | in our favor | my way
    else-out: when not , goes to cash | when not goes to cash | when not , stays in cash
    else-out: when not , cash | when not , sell | when not sell
    else-out: sell otherwise | otherwise be in cash | cash when not | sell when not | exit otherwise
    sell: last third | final third | final half | final quarter
    style: moving average strategy | ma strategy | sma strategy | ema strategy
    style: simple moving average strategy | exponential moving average strategy
    style: simple ma strategy | exponential ma strategy
    both-ways: both directions | in both directions | both ways | both sides | long and short both
    hold: not hold for over | not hold over | not hold last
    of-month: into the next month | into next month | into the month | into the new month
    open-to-close: intraday from open to close | from open to close | open to close
    open-to-close: from the open to the close | intraday open to close
    so-far: beats buy and hold | beat buy and hold | outperforms buy and hold | exceeds buy and hold
    closes: makes close | makes a close
    breaks: take out | takes out | taken out
    sell: goes rid of
    all-of: all 2 | all 3 | all 4 | all 5
    ytd: year to date | year - to - date | year - to date
    opening-range: opening range | open range | orb
    between: in the range of | in the range from | in the range between | within the range of
    between: in a range of | in a range from | be in the range of | be in the range from
    between: be in a range of | be in a range from | be within the range of | inside the range of
    between: between the range of | lies in the range of | anywhere from | anywhere between
    day-range: high-low range | high - low range | intraday range | range of the bar | bar range
    day-range: today's range | range on the day | high to low range | high-to-low range
    day-range: candle range | candle's range | range of the candle | daily trading range | day range
    day-range: daily high-low range | intraday trading range | high low range
    day-range: day's range | bar's range | day's high-low range | daily range | today range
    day-range: range of day | range of the day | range for the day | day's trading range
    rsi: relative strength index | relative strength
    golden: crosses golden | golden crosses
    death: death crosses | dead crosses
    in-a-row: in a row | in row
    all-in: all in | all capital | all the capital | full position | full capital | fully invested
    all-in: all my money | all my capital | entire account | everything in | whole account
    all-in: all of the capital | all available capital | all cash
    sell: closes position | closes the position | closes it | closes the trade | closes trade
    sell: closes long | closes the long | closes the long position | closes long position
    cover: closes short | closes the short | closes the short position | closes short position
    sell: close position | close the position | close trade | close the trade | close long
    sell: close the long | close the long position | close long position | close it | close out
    sell: close my position | close your position | close your long | close the trades
    sell: get out | goes out | go flat | goes flat | goes to cash | cash out | close all
    takeprofit: secure the bag | secure profit | secure the profit | secure the gain
    takeprofit: secure my profit | secure gain | bag profit | bag the profit
    sell: sell each position | sell every position | sell all position | close each position
    sell: close every position | close all position | close each trade | sell each trade
    sell: sell the entire position | sell entire position | sell the whole position
    so-far: from close to close | close to close | close - to - close | on a closing basis
    macd: macd macd
    signal: deal line
    k: stoch's fast line | stochastic's fast line | stochastic fast line | fast stochastic line
    d-line: stoch's slow line | stochastic's slow line | stochastic slow line
    loss: position's loss | trade's loss | position loss | open loss | unrealized loss
    profit: position's profit | trade's profit | position's gain | unrealized profit | open profit
    sell: close a position | close a trade | close my trade
    sell: close them | close the current open trade | close current trade | close open trade
    sell: close the open trade | close the current trade | close all open trade
    sell: close open position
    sell: close the open position | close the current position | close current position
    sell: goes back to cash | move to cash
    cover: close your short | close short | close the short | close short position
    cover: buy to cover | buy back | buy it back | buy back to cover | cover short | cover it
    short: sell short | short sell | goes short | buy short | buy a short | open short
    short: open a short | take a short | sell it short | opposite when | flip short
    short: opposite position when | opposite to short | turn short | short it
    buy: goes long | buy long | open long | open a long | open position | open a position
    buy: goes all in on | goes all in | go in on | strategy where i buy | strategy that buys
    buy: if i invested | if i had invested | if i bought | if i had bought | if i put | if i buy
    buy: if you invested | if you had bought | if you bought | if you buy
    buy: strategy in which i buy | one where i buy
    buy: load up | buy a long | open the position | buy the falls | take a long position
    buy: open long position | open a long position | enter long | take long | buy in
    buy: take a long | pick up
    >=: a minimum of | minimum of | a minimum
    >=: at or above | or above | greater than or equal to | above or equal | at least
    >=: above or equal to | equal to or above | not below than | above or at | or more | or higher
    >=: above than or equal to | is at or above
    <=: at or below | or below | less than or equal to | at most | below or equal to
    <=: below than or equal to
    <=: equal to or below | or lower | not more than | not higher than | not above than
    above: above than | higher than | more than | bigger than | larger than | over than | above of
    above: wider than
    below: below than | lower than | smaller than | fewer than | less than | narrower than
    below: tighter than
    above: en dessus de | en dessus of | to dessus of | to - dessus of | to dessus de
    below: en dessous of | en dessous de | to dessous of
    above: en dessus | to dessus
    below: en dessous
    above: at encima of | at encima del
    below: at debajo of | at debajo del
    up-through: from below to above | from below
    down-through: from above to below | from above
    when: on day when | on day where | day when | on the day when
    touches: pulls back to touch | pull back to touch | fall to touch | come back to touch
    touches: back at | back up at | back down at
    when: any day | on any day | on days when
    when: every time | each time | any time | everytime
    so-far: whichever goes first | whichever first | whichever happens first
    buyhold: buy and hold
    volume-mean: volume average | volume ma | volume sma | average volume | normal volume
    volume-mean: average daily volume | volume moving average | average trading volume
    volume-spike: volume spike | volume spikes | spike in volume | volume rises-spike
    volume-spike: unusual volume
    high-volume: high volume | heavy volume | strong volume | big volume | elevated volume
    high-volume: huge volume | solid volume | large volume | good volume | high trading volume
    volume-spike: unusually high volume | above average-volume
    at-close: at that same day's close | at the same day's close | at that day's close
    at-close: at same day's close | on that same close | at that same close | at the same close
    stoploss: disaster stop | emergency stop | catastrophe stop | catastrophic stop | safety stop
    at-close: at market close | at the market close | on market close | at the closing bell
    above: in an uptrend above | in uptrend above | uptrend above
    below: in a downtrend below | in downtrend below | downtrend below
    at-close: at the close | at close | on the close | on close | at the close of the day
    open: opening price | opening prices | opening print
    at-open: at the opening price | at opening price | at the opening print
    at-open: at the open | at open | on the open | at the next open | at next open | at market open
    at-open: at next day's open | at the next day's open | on the next open | at tomorrow open
    at-open: on the next day's opening | at the next day's opening | on the next opening
    at-open: at the next opening | on next day's opening | at next day's opening | at the opening
    at-open: on the following opening | at the following open | on the following open
    at-open: on the following day's open | at the following day's open | next morning's open
    entry: entry price | buy price | purchase price | bought price | my cost
    entry: cost basis | cost price | where i buy | where i got in | where i bought | where i get in
    entry: from my buy | from my buy price | from the buy
    entry: my entry | average cost | purchase level | entry point
    of-position: per trade | per position | each trade | every trade | for each trade
    of-position: each position | every position | for each position | for every position
    of-position: for every trade | on every trade | on each trade | on one trade | on any trade
    safety-margin: safety margin | safety distance | security margin
    pe: p / e | price to earnings | p e ratio
    fundamentals: market cap | short interest | book value
    bps: basis points | basis point
    as-well: as well as
    equity: my equity | total equity | of the book | of my book | of our book
    signal: signal line
    percent-b: % b
    band-width: band width | bandwidth | bollinger width | bollinger bandwidth
    k: % k
    d-line: % day
    sell: remaining out | rest out | the rest out | remainder out | remaining position
    sell: sell rest | sell the rest | the rest | sell remainder | the remainder | other half
    sell: sell the remainder | sell other half | sell the other half | the other half
    sell: sell remaining half | sell the remaining half | remaining half
    stays: has been | have been | had been
    sharply: a lot | a ton | a bunch | by a lot | big time | quite a bit | a great deal
    style: turnaround tuesday strategy | turnaround tuesday
    style: trend follower | trend following strategy
    style: trend following | trend follow | average reversion | simple average reversion
    ath: all time high | all time low | all-time high | all-time low | record high | record low
    ath: lifetime high | lifetime low | historic high | historic low | historical high
    ath: highest price ever | highest close ever | lowest price ever | highest level ever
    ma: average moving
    sell: flat when | be flat when | flat by | flat before | be flat by | be flat before
    hold: not hold more than | not hold slow than | not hold for more than
    stochrsi: stochastic rsi
    sd: standard deviation | standard deviations | sd dev | sd devs | standard dev
    unless: except when | except if | but not when | but not if | except on | except in
    buy: ape into | ape in
    sell: i'm out | i am out | we're out | goes me out | be out
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
    long-only: long only | only long trade | only long position | long side only | long-only
    vice-versa: vice versa | vice versus | viceversa | other way around | other way round
    vice-versa: conversely
    bar: crosses bar | crossover bar | signal bar | trigger bar
    opposite: crosses other way | crosses in other direction | crosses in opposite direction
    opposite: goes other way | goes in other direction | reverses | opposite way
    opposite: crosses reverses | crosses opposite way
    date: test period | testing period | backtest period | backtesting period | sample period
    passed: go by | goes by | have passed | have gone by | went by | are over | pass by
    atr: average true range | average true ranges | true range | true ranges
    timeframe: time frame | time frames | time - frame
    positioning: managed money | money managers | large speculators | small speculators
    positioning: large specs | large spec positions
    positioning: commercial hedgers | commercial traders | commercial positions | non commercials
    positioning: cot report | cot index | commitments of traders | commitment of traders
    listing: newly listed | just listed | recently listed | new listing | new listings
    listing: newly launched
    listing: freshly listed | minute old | hour old | newly listed coin | newly listed coins
    listing: new coin | new coins | new token | new tokens | token launch | token launches
    listing: were listed on | was listed on | gets listed on | is listed on | get listed on
    telegram: google trends | search volume | search interest
    open-interest: open interest
    trailing: chandelier exit | chandelier stop | chandelier trailing stop
    date: date range | time range | test range | backtest range | test date | period of time
    buy: buy signal | buy rule | buy trigger
    sell: sell signal | sell rule | sell trigger
    entry: entry signal | entry trigger
    of-position: per side | each side | both side | per trade side | round trip
    hold: time stop | holding time | holding period | hold period | hold time | time sell
    hold: fail safe | fail - safe | failsafe | time out | timeout | time exit
    hold: time limit | time based sell | max hold | maximum hold
    hold: max hold period | maximum hold period | max hold time | maximum hold time
    hold: after hold | after hold for
    month-end: end month | end of month | end of the month | end of each month | month end
    month-end: end of every month | month's end
    month-start: start month | start of month | start of the month | start of each month
    month-start: start of every month | month start
    semiannually: semi annually | half yearly | half - yearly | semi annual | twice yearly
    biweekly: bi weekly | every other week | every second week
    bimonthly: bi monthly | every other month | every second month
    quarter-start: start of quarter | start of the quarter | start of each quarter
    quarter-start: start of every quarter | quarter start
    quarter-end: end quarter | end of quarter | end of the quarter | end of each quarter
    quarter-end: end of every quarter | quarter end | quarter's end
    year-start: start of year | start of the year | start of each year | start of every year
    year-end: end of year | end of the year | end of each year | end of every year | year end
    year-end: year's end
    of-month: of month | of the month | of each month | of every month | of a month | in month
    of-month: of the following month | of the next month | of next month | of following month
    of-month: in each month | in every month | each month's | of that month
    month-end: each month-end | every month-end
    of-year: of the new year | of new year | in the new year
    of-month: of a new month | of the new month | in the month
    of-quarter: of the quarter | of each quarter | of every quarter | of a quarter
    of-quarter: each quarter's | every quarter's
    of-year: of the year | of each year | of every year | of a year | each year's | every year's
    so-far: goes away
    vs-hold: compare with buy and hold | compared with buy and hold | compare to buy and hold
    vs-hold: compared to buy and hold | vs buy and hold | vs buyhold | versus buy and hold
    vs-hold: against buy and hold | compare against buy and hold | compared against buy and hold
    vs-hold: versus buyhold | against buyhold | compare to buyhold | compared to buyhold
    so-far: vs lump sum | versus lump sum | compared to lump sum | vs a lump sum
    dca: savings plan | saving plan | investment plan | accumulation plan
    return: cumulative return | total return | trailing return
    takeprofit: take gains | taking gains | take my gains | take the gains
    and: at the same time as | at same time as | simultaneously with
    lower: lower bound | lower boundary | lower limit
    upper: upper bound | upper boundary | upper limit
    adx: average directional index | average directional movement index
    plus-di: and di | + di | di + | di and | positive di | + directional indicator
    minus-di: - di | di - | minus di | di minus | negative di
    cci: commodity channel index
    williams-r: williams % r | w % r | williams r | % r | williams percent r | wpr | williams
    mfi: money flow index | money flow
    supertrend: super trend
    sar: parabolic sar | psar | parabolic | sar sar | parabolic stop and reverse | sar parabolic
    sar: sar parabolique | sar parabólico | parabólico sar | parabolischer sar | parabolischen sar
    tenkan: tenkan sen | conversion line | ichimoku conversion line | tenkan line
    kijun: kijun sen | base line | ichimoku base line | kijun line
    span-a: senkou span a | ichimoku span a | span a | leading span a
    span-b: senkou span b | ichimoku span b | span b | leading span b
    cloud: ichimoku cloud | kumo | ichimoku | ichimoku kumo | ichimoku - cloud | cloud ichimoku
    cloud: cloud of ichimoku | cloud de ichimoku | cloud d'ichimoku | kumo cloud | ichimoku - kumo
    zscore: z score | zscores
    vwap: volume weighted average price
    wma: weighted moving average | weighted ma | weighted average
    hma: hull moving average | hull ma | hull
    obv: on balance volume
    breakeven: breaks even | break even
    profitable-close: first profitable close | first profitable open | first profitable day
    profitable-close: profitable close | profitable open | first time closes in profit
    profitable-close: closes in profit | closes in the profit | close in profit | closes at a profit
    profitable-close: closes profitably | first close in profit | close at a profit
    profitable-close: first close at a profit | first close with a profit | first bar in profit
    profitable-close: when profitable | when it is profitable | when the profitable
    profitable-close: when in profit | when it is in profit | when the in profit
    profitable-close: when i'm in profit
    same-day: not overnight | not overnight position | not overnight positions | not overnight risk
    same-day: not overnight hold | not hold overnight | not hold it overnight
    same-day: not hold anything overnight | not hold position overnight | not overnight trade
    same-day: day trade | day trades | daytrade | same day exit
    same-day: day trade | day trades | daytrade | same day sell
    day-end: end day | end of day | end of the day | same day | the same day
    whole-shares: whole share | full share | whole share only | integer share
    """
)


def _canonical(word: str) -> str:
    """The words of a text are canonical before its phrases are joined; numbers stay as spelt."""
    meaning = lexicon.SAME.get(word, word)
    return word if word in lexicon.NUMBERS or meaning == "the" else meaning


ALL = SAID | MOVED | CLOSINGS
PHRASES = {tuple(map(_canonical, phrase)): meaning for phrase, meaning in ALL.items()} | ALL
