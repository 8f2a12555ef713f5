"""What words mean: tables of words, turns of phrase and symbols, and which words matter."""
