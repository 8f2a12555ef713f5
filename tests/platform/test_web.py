"""What the web server adds to daphne."""

import pytest

from config.web import Protocol


@pytest.mark.parametrize("state", [Protocol.STATE_CLOSING, Protocol.STATE_CLOSED])
def test_what_is_said_to_a_viewer_who_has_left_is_no_error(state: int) -> None:
    protocol = Protocol()
    protocol.state = state
    protocol.serverSend("too late")
    protocol.sendClose(1012)
    assert protocol.state == state
