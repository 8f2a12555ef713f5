"""Numbers with several values: what a text tries, and which number it varies."""
