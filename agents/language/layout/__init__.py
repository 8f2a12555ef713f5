"""How a text is laid out: titles, talk beside the rules, and names and numbers that stand apart."""
