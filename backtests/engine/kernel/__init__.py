"""The account, bar by bar: compiled code that fills orders for all symbols phase by phase.

    loop.py       the phases of each bar in their order
    phases.py     each phase, over all symbols
    stretches.py  bars at which nothing is decided, all at once
    orders.py     what an entry or an exit does to cash, position and trades
    layout.py     the arrays that these read and write
    signalling.py, counting.py    passes over signals before it, and over records after it
    curve.py, tails.py, survey.py, tally.py   what figures are made of: equity, returns, trades
    compiling.py  how all this is compiled, and when again

Flow of one bar: exits at the open, entries at the open (or the portfolio's new weights), stops,
targets, the close of the session, mark at the close. Where a strategy trades "at the close", its
exits and entries follow the mark instead. Ruin is looked for last. Each phase covers every symbol
in declared order before the next begins, so cash that a stop frees inside a bar cannot pay for an
entry at its open.

Quantities are signed: a short position is negative. `side` is 1 for long and -1 for short.
"""
