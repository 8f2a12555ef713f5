"""Plain English to a strategy, with an account of every word; rules only, no language model."""

from agents.language.lexicon.own import naming
from agents.language.reader import read
from agents.language.reading import ImpossibleStrategy, InvalidPrompt, Overrides, Reading

__all__ = ["ImpossibleStrategy", "InvalidPrompt", "Overrides", "Reading", "naming", "read"]
