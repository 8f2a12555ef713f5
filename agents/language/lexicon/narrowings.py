"""What turns of phrase become that say when to enter only, or when not to."""

NARROW, NARROW_NOT = "narrow", "narrow-not"
# ... and of one side alone.
NARROW_SIDES = {"entry": "narrow-long", "short": "narrow-short"}
