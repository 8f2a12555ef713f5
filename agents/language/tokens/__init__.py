"""Text to tokens: slips mended, phrases joined, words of many meanings told apart."""
