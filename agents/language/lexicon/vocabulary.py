"""Which words may be read over, which carry meaning in a rule, and which are no slip of another."""

from __future__ import annotations

from agents.language.lexicon import untestable
from agents.language.lexicon.lexicon import CURRENCIES, MONTHS, ORDINALS, SAME
from agents.language.lexicon.wordlist import words

# Read over without a loss: nothing in a rule hangs on them.
FILLER = words(
    """
    a an the of is are be was were has have been being do does did i i'm i'd i'll we you me my
    your our us who please can could would should shall may might must want wanna like love
    need let lets let's create generate build design give show tell run test backtest simulate
    try using used apply applied setting place there's here some really very then so just
    simply basically any each both stock stocks etf index crypto coin currency following
    follow based there where here what how's into than too complex simple basic classic idea
    xirr irr initial as also happens occurs occurred triggers triggered trigger
    called named namely reversion report results result performance see check hey hi hello
    thanks thanks good nice cool well ok okay sure usually normally standard about around such
    kind type je veux qui que utilise créer une stratégie quiero una estrategia se si ich
    möchte will dans lang language spanish english german french line lines reading readings
    value level levels mark indicator indicators always signals condition conditions rule
    rules its that these those them they this will rate their write new-trade market chart
    timeframe trader back investing currently so-far use be term itself implement ability
    adjust dynamically via parameters parameter script code python program exactly amount
    completely entirely wholly i.e e g etc re qu'on que's data history historical en dollars given
    set trading placed cherche cherchons mets mettez strategy system asset position positions name
    say lookback length window territory
    zone area → filter filters long-only something u ur pls plz how performed perform performs
    sharpe sortino cagr ratio metrics stats statistics adjusted profitable work works worked
    consider suppose imagine anything everything i've you've we've
    yourself myself thing things ideas criteria criterion logic guys boys folks lol nah please
    sir madam bhai yaar
    timing model models wait waits waiting here's plan bot bots algo algorithm robot ea true
    thats heres whats "
    team somebody someone anybody everybody yo develop devise assume dear assistant beginner boss
    would've could've should've
    asked asking question known done algorithm fixed wonder wondering curious interested gonna
    thinking know protect broker stock's share's coin's pair's
    universe watchlist basket futures future contract contracts spot
    looking somewhere another buyer seller recent am thank bet betting strat
    needs needed ought supposed required
    happened happen help pine pinescript tradingview backtrader mql metatrader
    we're we'd we'll registers execute executes executed
    generates generated generating produces produced producing issued fires fired tells
    specifically
    immediately rolling lump sum
    tested evaluate evaluated backtested objective subsequently asset's stock's security's goal
    effect edge setup still already ladder etfs final finally idea play has had
    include includes including incorporate incorporates allow allows allowing manage fully
    approximately roughly directions assignment task implements implementing writing strictly
    backtesting
    security securities relatively subsequently generally typically fairly actually obviously
    additionally furthermore moreover therefore thus hence consequently ultimately fortunately
    historically personally honestly specifically mainly primarily essentially frankly seriously
    effects calculate calculated compute computed study approach method methodology rather quite
    certain particular respective respectively overall purely merely ideally hopefully usually
    simulation simulations simulator
    backtesting description descriptions additional calculate calculated compute intended
    ensure according necessary determine initialized initialised designed
    optional uses sizing protected
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
    stop target end makes stays style sell-in-may size date both * = # @ ` $ _ { } [ ] ? !
    half again
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
    case cases change changes changed false
    width names name title fails fail failed tails mails breakdown bottom squeeze breadth monkey
    """
)

# Terms of art; no other word is taken for a slip of one of them.
TERMS = words(
    """
    dual rotates switches winner whichever volatile
    otherwise else quarterly monthly yearly annually rebalance rebalanced rebalancing
    allocate weight weights weighted equal equally top best strongest rank ranked ranking rotate
    rotation rotating return momentum worst weakest performing switch among dca dollar forever
    leverage leveraged risk risking borrow borrowing costs entries entry scale pyramid
    concurrent simultaneous once vs versus against compared compare benchmark benchmarked relative
    atr calendar breakeven third quarter remainder adx cci williams vwap obv mfi ichimoku cloud
    supertrend parabolic psar sar keltner hma hull wma weighted roc stochrsi zscore tenkan kijun
    saturday sunday ibs internal inside outside slope bottom day's bar's reward rr
    semiannually semiannual biannually biweekly bimonthly fortnightly fortnight
    senkou kumo conversion wpr di balance flow directional commodity minus zscores
    """
)
# What markets and funds are called by; right before a ticker in brackets they are its name.
MARKETS = words(
    """
    intermediate long broad total world worldwide us intl
    dollar dollars bond bonds treasury treasuries stock stocks market markets index etf fund funds
    emerging developed international small mid large cap caps growth value term rates yields
    energy tech technology financials utilities commodities materials estate sector sectors
    semiconductors biotech bank banks miners airlines volatility bills
    """
)
KNOWN = (
    FILLER
    | MARKETS
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
