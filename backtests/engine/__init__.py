"""Pure backtesting: a declarative strategy and bars in, trades, equity and metrics out."""

ENGINE_VERSION = "1.2"
