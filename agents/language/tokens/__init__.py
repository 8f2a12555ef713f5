"""Text to tokens: pieces, numbers, slips mended, phrases joined."""
