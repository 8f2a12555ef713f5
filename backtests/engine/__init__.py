"""Pure backtesting: a declarative strategy and bars in, trades, equity and metrics out."""
