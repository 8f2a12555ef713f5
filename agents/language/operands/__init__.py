"""What a comparison is made of: prices, indicators, levels and operators."""
