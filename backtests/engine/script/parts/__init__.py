"""The machinery of a script, taken into it by its source: numpy, TA-Lib and plain Python only.

    market.py    the settings, and bars that are aligned and split into warm-up and test
    operands.py  what a rule looks at, beside the indicators
    truths.py    comparisons and how they are put together; dates.py those of the calendar
    standins.py  what a model of the project is in a script
    account.py   cash, positions and trades
    levels.py    stops, targets and partial exits; orders.py market orders, and their size
    portfolios.py  what a portfolio decides, and how it trades
    prices.py    the bars in the script, or in a file; telling.py what it prints

The modules may import of the project what is pure as well: `bundle` takes that along. Two
definitions of one name are an error there, so names differ across these modules.
"""
