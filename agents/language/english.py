"""Common English words that are one or two letters off a key word, and no slip of it."""

from __future__ import annotations

from agents.language.wordlist import words

NO_SLIPS = words(
    """
    accumulated advance advanced avoided bang bangs bank banks bears become bellow bend bends
    bill bind binds bland bond bonds books boom boot bounded bowl branches brand broker
    brokers bugs busy calling came case cases causing ceiling chained chances changes claimed
    clauses
    cleaned clear clearly clicked clipped clover codes comps connects contrast convert
    converting converts core correct corrected crashed created dawn deadline deadlines deal
    dealing dealings declare declared defines dent dies done dread dumb edit editing edits
    encoding ensuring equality exciting excluding existing extends fact failing feed feeds
    filling fills finds flies float folding forth freshly function fund gray greatest
    greek gross halt hare headers hears hell hints holders holes injected inserted invert
    inverted lack laws layer learning lens letting loan locks logging look looking losers luck
    mailing markets marking maximal meant mind minds mine mines minimum nest overload pass
    paste perfect periodic persons piece pieces pink post prevent prevents previously prime
    primes printed printer printers process profile profiles project props prospective
    protecting protection proxies pushed quickly react records referred
    regions rejects relation release released removed renting replacement replies reports
    reserve reserved retained revealed reveals revised ride rides riding rode role
    safe sake sane sang saying science seasons seconds section sections sees self save saves sellers
    sending serving shapes sharp ships shrinks shutting sibling silence silk site sites skips
    slip slot smell sole solid solving sort sorter sorting sorts sources spacing spell
    spelling spells sport sports squares stat stated strange stray string strings swings
    symbolic tabs tail talking talks tall tasks thinking though thought threaded thus ticket
    tile tiles timed tips tires toll torch torn totally touchy trace traces tracing tracked
    trailer training trait traits treated trial trials tricks undo upload uploads whatever
    wherever whoever whose wish zeros
    slice slices stash stack stacking chunk chunks sleeve sleeves evenly restore restored bucket
    buckets drip feed feeding trued truing toss chuck pour sling route trickle laggard laggards
    portion portions reset resets revert split splits spread spreads
    """
)
