"""How a run can end other than with a result."""

from __future__ import annotations


class Cancelled(Exception):
    """The person who asked for the run has called it off."""


class AgentFailure(Exception):
    """The run cannot go on; the message says why, in words for the person who asked."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
