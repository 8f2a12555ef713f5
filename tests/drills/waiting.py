"""Waiting apart from the event loop, which goes on with the viewers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tests.stack.conftest import until


async def happened(true: Callable[[], Any], seconds: float = 60) -> None:
    """Wait until something is so."""
    await asyncio.to_thread(until, true, seconds)
