"""What people say beside their rules and what adds nothing to them, and some turns for results."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

DRIFT = "((post[- ]?earnings|price|upward|the) )*"
REMARKS = ways(
    rf"""
    takeprofit: (exit|sell|close|get out|out)( (it|the position|the trade|everything))? (at )?(the
        )?break[- ]?even (plus|\+)(?=\s*[\d.]+\s*%)
    so-far: (in order )?(to (ride|catch|capture)|for) (the )?{DRIFT}driftEND
    so-far: ,?\s*(no matter|regardless of|irrespective of|whatever)( what)? (the )?((market|current)
        )*(prices?|price is|conditions?|level|valuation|market)( (is|are|does|do))?END
    so-far: (over|across|during|using|given|assuming)(?= (a|an|the) [\w]+[- ](trading[- ])?(day|week
        |bar|month|session|candle)s?[- ](hold|holding)( (period|time|window|horizon))?\b)
    so-far: confirm(s|ed|ing)?(?=\s*\))
    at-close: (executing|execute|taking|placing|making) (all )?(the )?(decisions?|orders?|trades?
        |signals?) (on|at)( the)? (close|closing price)( of (the|that|each) (signal|same|current)
        (bar|candle|day))?
    straddle: (the |a |an |options? )*wheel( (strategy|trade|trading))\b
    grid-orders: (a |the )?grid( (trading|strategy|orders?|system|trading bot)| bot(?= (on|for|with
        |between|from)))\b
    other-entry: re-?entr(y|ies)( (are|is|can be|should be|may be|will be))?( (made|taken|done
        |allowed|possible))\b
    iv: (iv|implied vol(atility)?)[- ](rank|percentile|percentage)( rank)?\b
    up-streak: ((up|green) )?winning (streak|run)s?\b
    down-streak: losing (streak|run)s?\b
    so-far: (,\s*)?equal(ly)?[- ]weight(ed|s)?(?= (when|if|once|whenever|as soon)\b)
    """
)
