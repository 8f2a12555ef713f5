"""What is not tested: because prices do not tell it, or because it cannot be read or run yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.lexicon.unpriced import BOUGHT, DATA, FORETOLD, TALK, WRITTEN
from agents.language.lexicon.untested_times import UNTESTED_TIMES
from agents.language.lexicon.ways_trends import OUTLOOKS
from agents.language.lexicon.wordlist import words

NOT_ON_PRICES = "This is not in prices, so it cannot be tested here; nothing stands in for it."
NOT_YET = "I cannot read this yet, so it is not part of the test."
NOT_UNDERSTOOD = "I did not understand this, so it is not part of the test."
STRANGE = (
    "No value of this name is known here, so this is not part of the test, and nothing stands in "
    "for it."
)
BY_EYE = (
    "Waves are counted by eye: two people count them differently, and no rule tells which of them "
    "is right; nothing stands in for them."
)
OF_INDICATOR = (
    "Averages are tested of prices and of volume, not of an indicator, and its highs and lows "
    "over 20 bars at most: compare it with a number, or with its own value some bars ago."
)
OF_VOLUME = (
    "Highs and lows of volume are tested over 20 bars at most: compare it with its average, or "
    "with its own value some bars ago."
)
SHORTS = (
    "I could not read when to sell short, so nothing is sold short and nothing stands in for it."
)
BESIDE_PLAN = "A portfolio follows its weights; other rules beside it are not part of the test."
OVERNIGHT = (
    "This does not say when it is bought and when it is sold: for single nights say 'buy at the "
    "close, sell at the next open', with what has to hold at that close."
)
ONE_MOMENT = (
    "The close to buy at and the open to sell at go together in tests of one side on daily bars "
    "only; here all orders are filled at one of them, so that the other one is not part of it."
)
COOLING = (
    "A pause after a trade is not supported: it may enter again at the next close at which the "
    "entry holds."
)
LEAST = (
    "A shortest time to hold is not supported: a position is left as soon as one of its exits "
    "holds."
)
HALTED = (
    "What the account may lose before nothing is traded any more is not supported; stops are those "
    "of each position."
)
MEMBERS = (
    "Which shares an index or a market holds is not known here: name up to 20 symbols to choose "
    "from."
)
SCREEN = (
    "Which shares move the most is found among all shares of a market, which are not here: name up "
    "to 20 symbols; 'hold the top 2 of A, B, C by 1-month return' ranks them."
)
BREADTH = (
    "How many shares of a market are above or below something is not known here; nothing stands in "
    "for it."
)
RATIO = (
    "A ratio of two prices, or two symbols traded against each other, cannot be said in the rules "
    "that are tested."
)

TIMES = (
    "Times of the day are tested on bars within the day, such as 'on hourly bars', and where it is "
    "clear what happens then."
)
HINDSIGHT = (
    "Which low or high it was, and what comes next, is known only afterwards: no order could be "
    "placed by it, and nothing stands in for it."
)
ORDER = "This is an order to trade or an instruction, not a rule; nothing is traded or obeyed here."
TO_A_BROKER = (
    "This is an order to a broker or a bot, not a rule that can be tested: say when to buy and "
    "when to sell, such as 'buy TSLA when RSI(14) < 30, sell when RSI(14) > 60'."
)
ADVICE = (
    "No advice is given here: a test says how a rule would have done. Say when to buy and when to "
    "sell, such as 'buy AAPL when RSI(14) < 30, sell when RSI(14) > 60'."
)
INSTRUCTION = "This is an instruction to the software, not a rule; it changes nothing here."
UNDEFINED = (
    "What is meant by this was not said in values of prices, so it is not part of the test: name "
    "them, such as 'the close is above its 200-day average' or 'ADX is above 25'."
)
OWN_RESULT = "own-result"
OWN_TRADES = (
    "What a strategy has won or lost so far does not decide what it does next: its rules see "
    "prices, and before its first trade there would be no result to see."
)
ROTATION = (
    "A rotation names its symbols and ranks by return: 'hold the top 2 of A, B, C by 6-month "
    "return'."
)
PARKED = (
    "Between its trades a strategy is in cash here, which earns nothing. One other fund is held "
    "then where rules alone say when a single symbol is bought and sold, with all the money: "
    "without a stop, a target, a time or a size."
)
UNPRICED = TALK | DATA
VAGUE_TRENDS = words(
    "trend uptrend downtrend uptrends downtrends sideways ranging consolidation momentum"
)
LATER = words(
    """
    dema tema vwma aroon cmf chaikin ppo tsi kst dpo cmo vortex fisher alligator coppock kama
    zlema choppiness connors trix volatility divergence
    diverges fibonacci fib support resistance trendline trendlines pivot pivots head shoulders
    triangle wedge flag flags doji hammer engulfing star pattern patterns ath heikin
    renko beta correlation weekend weekends weekday weekdays christmas holiday holidays
    seasonal london asian york morning lunch premarket clock annual ytd else otherwise
    candlesticks-pattern fractal momentum trend uptrend downtrend consolidation range ranging
    sideways nr narrowest widest smallest tightest harami soldiers crows white black
    opening-range intraday scalping scalp yearly annually quarter earnings-day
    """
)
COUNTED = words("elliott elliot gann wyckoff")
WORDS = UNPRICED | LATER | COUNTED | {OWN_RESULT}
SHAPES = words("hammer doji star triangle wedge flag flags head shoulders pattern patterns")
LINES = words(
    "support resistance trendline trendlines pivot pivots fibonacci fib divergence diverges"
)
# Why it is not tested, where that can be said better than that it cannot be read.
REASONS = {
    "other-end": "A rotation holds the symbols at one end of its ranking: nothing is sold short at "
    "the other, and what is not held is not in the test.",
    **dict.fromkeys(
        SHAPES, "Shapes of candles and charts cannot be said in the rules that are tested; nothing "
        "stands in for them."
    ),
    **dict.fromkeys(
        LINES, "Lines that somebody draws on a chart are not among the values of the engine: name "
        "a level by its days, such as 'the 20-day low'."
    ),
    **dict.fromkeys(COUNTED, BY_EYE),
    **dict.fromkeys(OUTLOOKS | VAGUE_TRENDS, UNDEFINED),
    OWN_RESULT: OWN_TRADES,
    **UNTESTED_TIMES,
    "opening-range": "The high and the low of the first minutes of a session are not among the "
    "values of the engine.",
    "outdone": "The returns of two symbols are compared as they are, without a distance between "
    "them: 'when it beats SPY over the last 60 days'.",
    "ytd": "The change since the start of the year is not among the values of the engine: name a "
    "number of days, such as 'up 10% over 120 days'.",
}  # fmt: skip

Reach = Literal["sentence", "part", "moment", "rule", "near", "exact"]


@dataclass(frozen=True)
class Trigger:
    """Words that begin something untestable, how far it reaches, and the reason."""

    words: tuple[str, ...]
    reach: Reach
    why: str


def _triggers(why: str, reach: Reach, phrases: str) -> list[Trigger]:
    return [Trigger(tuple(phrase.split()), reach, why) for phrase in phrases.strip().split(" | ")]


TRIGGERS: tuple[Trigger, ...] = (
    *_triggers(
        REASONS["pattern"],
        "exact",
        "twice bottom | twice top | triple bottom | triple top | cup and handle | cup handle "
        "| head and shoulders | inverse head and shoulders | opposite head and shoulders "
        "| ascending triangle | rounding bottom | w bottom",
    ),
    *_triggers(
        "A part of the position can be sold at a gain in per cent only: 'sell half at +3%'.",
        "rule",
        "sell half | sell part | sell third | sell a third | sell quarter | sell a quarter "
        "| take half | scale out | half off | sell some | trim | close half | half at "
        "| sell pct when | sell pct at | sell pct symbol | exit half",
    ),
    *_triggers(
        "Adding on a rule of its own is not supported; 'scale in up to 3 times' adds while the "
        "entry holds.",
        "rule",
        "add-unit | buy second | buy a second | buy another | buy a 2nd | scale in | scale into "
        "| add more | add to | add when | add on | add at | average down | averaging down "
        "| double down "
        "| twice down | pyramid | pyramiding | martingale | buy more | buy again",
    ),
    *_triggers(
        "What is bought at the start, beside what is bought again and again, is not tested: every "
        "purchase has the same size.",
        "exact",
        "first-purchase",
    ),
    *_triggers(
        "Periodic buying needs an amount and a rhythm alone: 'buy $500 of SPY every month'.",
        "sentence",
        "dca | dollar cost | buy every | buy weekly | buy monthly | buy daily",
    ),
    *_triggers(
        ROTATION,
        "sentence",
        "rotate | rotation | rotating | hold top | hold the top | buy top | buy the top "
        "| buy the best | hold the best | buy best | buy strongest | buy the strongest | rank "
        "| ranked | ranking | highest performing | highest return | best performing | top num",
    ),
    *_triggers(
        "Fixed weights are said alone: '60% SPY 40% TLT rebalanced quarterly'.",
        "sentence",
        "allocate | rebalance | rebalancing | rebalanced",
    ),
    *_triggers(
        "If and else say what is held: 'if SPY is above its 200-day average "
        "hold SPY, otherwise TLT'.",
        "sentence",
        "else | otherwise",
    ),
    *_triggers(
        "A size is a share of the equity, money, shares, or a risk in per cent down to the stop.",
        "near",
        "risk | risking | kelly",
    ),
    *_triggers(
        "Bars of a month are not supported; a week is the longest.",
        "exact",
        "monthly-bars",
    ),
    *_triggers(
        "Weights that follow from volatility or from market value are not supported; fixed and "
        "equal ones are.",
        "exact",
        "uneven-weights",
    ),
    *_triggers(
        "Positions whose size follows from an indicator are not supported: every entry is sized "
        "by the same rule.",
        "rule",
        "uneven-size",
    ),
    *_triggers(
        "A target in multiples of the risk needs its number: 'target 2R', beside a stop.",
        "exact",
        "r : r num : num | r : r | risk reward num : num | risk / reward num : num | risk reward "
        "| risk : reward | reward risk | reward / risk",
    ),
    *_triggers(
        "Money beside a stop or a target may be a price, a loss in all or a distance; only a "
        "distance can be tested: say, for example, '$3 below the entry'.",
        "near",
        "stop money | stop at money | stoploss money | stoploss at money | stoploss of money "
        "| takeprofit money | takeprofit at money | target money | target at money | num cents "
        "| money profit | money gain | money loss",
    ),
    *_triggers(
        "A move in money may be one of a share or of all that is held: moves are tested in per "
        "cent, such as 'falls 3% in a day', and a stop or a target as '$3 below the entry'.",
        "part",
        "rises money | falls money | rises by money | falls by money | when up money "
        "| when down money | it up money | it down money | or up money | or down money",
    ),
    *_triggers(
        "How much a tick or a pip of this is, is not known here, nor a point of a currency pair: "
        "say it in the price, such as '$3 below the entry', or in pips of one currency pair.",
        "near",
        "num pips | num tick | stop num point | stoploss num point | takeprofit num point "
        "| target num point",
    ),
    *_triggers(
        "Buying and holding is what every strategy is compared with; it has no rule to test.",
        "exact",
        "buyhold",
    ),
    *_triggers(
        "Limits on the number of trades are not supported; those on open positions are.",
        "near",
        "max num trade | maximum num trade | most num trade | trade-limit",
    ),
    *_triggers(
        "Trading within the day needs rules on bars within the day.",
        "part",
        "day-end | day end",
    ),
    *_triggers(
        "Trading within the day needs rules on bars within the day.",
        "exact",
        "intraday",
    ),
    *_triggers(
        "This rule of the calendar is not supported; weekdays, months and trading days of the "
        "month are.",
        "part",
        "first day week | last day week | turn of-month | turn month | first month",
    ),
    *_triggers(
        "A rule for every so many days is not supported; weekdays and days of the month are, such "
        "as 'every Monday'.",
        "exact",
        "every num day",
    ),
    *_triggers(
        "A close above the price paid, by however little, cannot be said in the rules that are "
        "tested: say a gain in per cent, such as 'sell at +1%'.",
        "exact",
        "profitable-close",
    ),
    *_triggers(NOT_ON_PRICES, "exact", BOUGHT),
    *_triggers(NOT_ON_PRICES, "sentence", WRITTEN),
    *_triggers(NOT_ON_PRICES, "rule", FORETOLD),
    *_triggers(HINDSIGHT, "exact", "hindsight"),
    *_triggers(HINDSIGHT, "sentence", "foresight"),
    *_triggers(HINDSIGHT, "exact", "foreseen"),
    *_triggers(OVERNIGHT, "exact", "overnight"),
    *_triggers(COOLING, "exact", "cooldown"),
    *_triggers(LEAST, "exact", "least-time"),
    *_triggers(HALTED, "exact", "account-halt"),
    *_triggers(
        "What the account may make in a day or a week before nothing is traded any more is not "
        "supported; targets are those of each position.",
        "exact",
        "account-goal",
    ),
    *_triggers(
        "How far a stop or a target lies is said in per cent, in money or in ATR, and not in "
        "standard deviations: say, for example, 'a stop of 2 ATR'.",
        "exact",
        "sd-limit",
    ),
    *_triggers(
        "A stop is reached within a bar, at its level; one that is looked at only at the close is "
        "not supported.",
        "exact",
        "stop-on-close",
    ),
    *_triggers(MEMBERS, "exact", "index-members"),
    *_triggers(
        "Orders of a grid wait at prices, which is not tested: orders fill at the next open or at "
        "the close.",
        "sentence",
        "grid-orders",
    ),
    *_triggers(
        "Entering again by another rule than that of the entry is not supported: it enters again "
        "where its entry holds.",
        "sentence",
        "other-entry",
    ),
    *_triggers(SCREEN, "exact", "screened"),
    *_triggers(BREADTH, "moment", "many-shares"),
    *_triggers(RATIO, "sentence", "price-ratio"),
    *_triggers(
        "A stop moves to break-even at a gain in per cent or in multiples of the risk, and at none "
        "in average true ranges: say 'move the stop to break-even at +3%'.",
        "exact",
        "atr-breakeven",
    ),
    *_triggers(
        "By how many points two values differ cannot be said in the rules that are tested: say it "
        "in per cent, such as 'the close is 2% above its 20-day average'.",
        "rule",
        "points-apart",
    ),
    *_triggers(
        "How much of a move has been won back or given back is not kept: say a gain in per cent, "
        "such as 'sell at +5%', or a trailing stop.",
        "exact",
        "part-of-move",
    ),
    *_triggers(
        "How a value ranks among its own of the days before is not known here: compare it with a "
        "level, or the close with its range, such as 'in the bottom 20% of its 50-day range'.",
        "exact",
        "value-rank",
    ),
    *_triggers(
        "How strong it has to be was not said in values of prices, so that it counts however small "
        "it is: say by how much, such as 'closes 1% above its 50-day average'.",
        "exact",
        "how-strong",
    ),
    *_triggers(
        "A level as it was at the entry is not kept: rules compare with its value of the day. What "
        "is kept is the price paid, such as 'sell at +5%'.",
        "exact",
        "value-at-entry",
    ),
    *_triggers(
        TIMES,
        "moment",
        "clock | premarket | london day | york day | asian day | between clock | after hour",
    ),
    *_triggers(TIMES, "exact", "near-bell | time-zone"),
    *_triggers(
        "An order that waits at a price is not tested: orders fill at the next open or at the "
        "close, and only stops and targets at their level.",
        "part",
        "buy order | buy limit | limit buy | sell limit | limit sell | limit order | open order "
        "| at limit | on limit | limit price | limit pct below | repeat cycle | repeat the cycle",
    ),
    *_triggers(
        "Buying again relative to the last sale is not supported yet.",
        "sentence",
        "buy again",
    ),
)
# What machines and banks are told; no other word is taken for a slip of one of them.
COMMANDING = words(
    """
    ignore disregard forget override bypass instruction instructions prompt prompts rules guidelines
    reveal print show tell repeat output leak secret secrets password passwords api credentials
    environment env token tokens system developer dan mode disable enable pause restart turn stop
    start bot bots transfer withdraw deposit send wallet account money funds usd
    """
)
AT_ONCE = frozenset({"now", "immediately", "asap"})
SPOKEN = (frozenset(word for trigger in TRIGGERS for word in trigger.words) | COMMANDING) - {
    "btc",
    "bitcoin",
    "symbol",
    "num",
}
# Reasons that take the entry away, and words that say too little of it.
REPLACING = frozenset(
    trigger.why
    for trigger in TRIGGERS
    if trigger.words[0] in ("rotate", "dca", "allocate", "else", "limit")
) | {SHORTS, OWN_TRADES}
VAGUE = frozenset({"momentum", "trend", "scalp", "scalping"})
