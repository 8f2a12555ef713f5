"""Changes in words: what a sentence makes of a finished strategy."""
