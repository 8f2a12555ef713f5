"""What is said of the test itself: bars, dates, capital, costs, sizes and time of trading."""
