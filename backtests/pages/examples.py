"""The examples of the first page: one of each family of strategies, by what it is called."""

EXAMPLES = {
    "Oversold": (
        "Buy AAPL when RSI drops below 30, sell when RSI goes above 70 or at a 5% stop loss"
    ),
    "Trend": (
        "Buy Microsoft when the 50-day average crosses above the 200-day average, "
        "sell when it crosses back below"
    ),
    "Bands": (
        "Buy IBM when it closes below the lower Bollinger band, sell at the middle band, 8% stop"
    ),
    "Breakout": "Buy the S&P 500 at a new 20-day high, sell at a new 10-day low",
    "Short": "Short IBM when RSI is above 75, cover when RSI is below 50, stop 3 ATR",
    "Dip with the trend": (
        "Buy AAPL when it falls 3 days in a row above its 200-day average, "
        "sell after 5 days or at +4%"
    ),
    "Volume": (
        "Buy GOOG when MACD crosses above its signal on volume above its 20-day average, "
        "sell with a 10% trailing stop"
    ),
    "Candles": (
        "Buy IBM after a bullish engulfing candle above its 50-day average, sell after 5 days"
    ),
    "Hours": (
        "On hourly bars buy AAPL when RSI is below 30 between 10:00 and 14:00, "
        "sell at the close of the day"
    ),
    "Calendar": "Buy IBM on the last trading day of the month, sell after 4 days",
    "Rotation": "Every month hold the best 2 of AAPL, MSFT and IBM by 6-month return",
    "Weights": "60% MSFT and 40% IBM, rebalanced quarterly",
    "Saving plan": "Buy $500 of MSFT every month, starting with $80,000",
    "Another market": (
        "Buy AAPL when the S&P 500 is above its 200-day average, sell when it is below"
    ),
    "Many variants": (
        "Buy IBM when RSI is below 20 to 40 by 2, sell when RSI is above 70, "
        "try stops of 3%, 5% and 8%"
    ),
}
