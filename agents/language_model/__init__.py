"""The seat of a language model: what it is asked, and how its answers are held against the text."""
