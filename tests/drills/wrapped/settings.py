"""The product's settings, and the harm that DRILL_HARM names."""

import os

from config.settings import *  # noqa: F403
from config.settings import CHANNEL_LAYERS, INSTALLED_APPS

HARM = os.environ["DRILL_HARM"]
LAYERS = {
    "lossy": "tests.drills.wrapped.layers.Lossy",
    "tight": "tests.drills.wrapped.layers.Tight",
}

if HARM in LAYERS:
    CHANNEL_LAYERS["default"]["BACKEND"] = LAYERS[HARM]
else:
    INSTALLED_APPS.append(f"tests.drills.wrapped.{HARM}.Harm")
