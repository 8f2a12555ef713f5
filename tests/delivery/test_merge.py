"""Whatever happens to announcements, a viewer gets 1..n, each once, in order."""

from hypothesis import given
from hypothesis import strategies as st

from backtests.delivery.merge import merge
from backtests.delivery.state import Frame


def frames(first: int, last: int) -> list[Frame]:
    return [Frame(seq, str(seq)) for seq in range(first, last + 1)]


@given(st.data(), st.integers(1, 40))
def test_any_interleaving_of_announcements_and_log_pages_yields_each_event_once(data, total):
    """Announcements are lost, repeated and reordered; the log grows and is read on a gap."""
    announced = data.draw(st.lists(st.integers(1, total), max_size=3 * total))
    got: list[int] = []
    next_seq, written = 1, 0
    for seq in [*announced, total]:
        written = max(written, seq)
        merged = merge(next_seq, [Frame(seq, str(seq))])
        got += [frame.seq for frame in merged.fresh]
        next_seq = merged.next_seq
        while merged.gap or (seq == total and next_seq <= written):
            page = frames(next_seq, min(written, next_seq + data.draw(st.integers(0, 6))))
            merged = merge(next_seq, page)
            got += [frame.seq for frame in merged.fresh]
            next_seq = merged.next_seq
            if next_seq > written:
                break
    assert got == list(range(1, total + 1))


@given(st.integers(1, 20), st.lists(st.integers(1, 25)))
def test_what_is_sent_continues_the_sequence_and_stops_at_the_first_gap(next_seq, seqs):
    merged = merge(next_seq, [Frame(seq, "") for seq in seqs])
    sent = [frame.seq for frame in merged.fresh]
    assert sent == list(range(next_seq, merged.next_seq))
    assert not merged.gap or any(seq > merged.next_seq for seq in seqs)
