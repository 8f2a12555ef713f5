"""The product: engine, market data, delivery and the doors through which people use them."""
