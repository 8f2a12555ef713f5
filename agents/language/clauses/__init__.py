"""Sentences to clauses, and clauses to the rules of a strategy."""
