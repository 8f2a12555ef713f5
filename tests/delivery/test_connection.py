"""Redis clients: what happens when more ask at once than there are connections."""

from concurrent.futures import ThreadPoolExecutor

from backtests.delivery.connection import WRITERS, sync_redis


def test_whoever_finds_no_connection_free_waits_for_one(redis_url: str) -> None:
    """Each request is a thread, and a hundred may come at once."""
    many = 2 * WRITERS
    with ThreadPoolExecutor(many) as pool:
        answers = pool.map(lambda _: sync_redis().blpop(["nothing"], 0.3), range(many))
        assert list(answers) == [None] * many
