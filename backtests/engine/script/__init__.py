"""A strategy as a self-contained script: numpy and TA-Lib only, and the trades of the engine.

writing.py      the whole: heading, the strategy, the machinery that it needs, the bars
heading.py      what it is, how to run it, in comments
strategy_code.py    settings, sizes and the bar loop; rule_code.py conditions and operands
layout.py       calls broken over lines; text.py what users wrote, as comments and literals
bundle.py       takes the source of what is named, and of what that needs
packing.py      bars as text
parts/          the machinery, as plain modules
"""

from backtests.engine.script.heading import Origin
from backtests.engine.script.writing import write

__all__ = ["Origin", "write"]
