"""Compares what the reader made of a description with a careful person's reading of it."""
