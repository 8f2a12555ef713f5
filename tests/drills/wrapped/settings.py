"""The product's settings, and the harm that DRILL_HARM names."""

import os
from typing import Any

from config.settings import *  # noqa: F403
from config.settings import CHANNEL_LAYERS, INSTALLED_APPS

HARM = os.environ["DRILL_HARM"]
LAYERS = {
    "lossy": "tests.drills.wrapped.layers.Lossy",
    "tight": "channels_redis.core.RedisChannelLayer",
}

if HARM in LAYERS:
    layer: dict[str, Any] = CHANNEL_LAYERS["default"]
    layer["BACKEND"] = LAYERS[HARM]
    layer["CONFIG"] |= {"capacity": 3} if HARM == "tight" else {}
else:
    INSTALLED_APPS.append(f"tests.drills.wrapped.{HARM}.Harm")
