"""Stops, targets and exits by price, per cent, ATR or risk, whole or in parts."""
