"""The broker: leases, take-over, and when a task is given up."""

import os

import pytest
import redis
from django_q.signing import SignedPackage

from backtests.delivery import broker as module
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.queue import QueueUnavailable, enqueue


@pytest.fixture
def brokers(redis_url, monkeypatch):
    """Two clusters on one machine; leases run out at once and the first never renews."""
    monkeypatch.setattr(module, "LEASE_MS", 0)
    monkeypatch.setattr(module, "BLOCK_MS", 10)
    monkeypatch.setattr(module.Lease, "start", lambda self: None)
    return lambda queue: (StreamBroker(queue), StreamBroker(queue))


def test_a_task_is_kept_until_it_is_acknowledged(brokers):
    first, _ = brokers("workflow")
    first.enqueue(b"task")
    [(ident, body)] = first.dequeue()
    assert (body, first.lock_size(), first.queue_size()) == (b"task", 1, 0)
    first.acknowledge(ident)
    assert (first.lock_size(), first.queue_size(), first.dequeue()) == (0, 0, [])


def test_a_task_whose_holder_died_is_taken_over(brokers):
    first, second = brokers("workflow")
    first.enqueue(b"task")
    assert first.dequeue() == second.dequeue()


def test_a_lease_that_is_renewed_does_not_run_out(brokers, monkeypatch):
    monkeypatch.setattr(module, "LEASE_MS", 60_000)
    first, second = brokers("workflow")
    first.enqueue(b"task")
    [(ident, _)] = first.dequeue()
    let_time_pass(first, ident)
    first.lease.renew()
    assert not second.dequeue()
    let_time_pass(first, ident)
    assert second.dequeue()


def let_time_pass(broker, ident):
    """As if the holder had not been heard of for longer than a lease."""
    idle = {"idle": 2 * module.LEASE_MS, "justid": True}
    sync_redis().xclaim(broker.stream, module.GROUP, broker.lease.holder, 0, [ident], **idle)


def test_what_a_cluster_hands_over_is_taken_at_once(brokers, monkeypatch):
    monkeypatch.setattr(module, "LEASE_MS", 60_000)
    first, second = brokers("persistence")
    first.enqueue(b"task")
    assert first.dequeue()
    first.hand_over(os.getpgrp() + 1)
    assert not second.dequeue()
    first.hand_over(os.getpgrp())
    assert second.dequeue()


def test_the_names_of_the_dead_are_forgotten_but_not_what_they_held(brokers, monkeypatch):
    first, second = brokers("workflow")
    first.enqueue(b"task")
    first.dequeue()
    sync_redis().xgroup_createconsumer(first.stream, module.GROUP, "worker-of-old")
    monkeypatch.setattr(module, "LONG_DEAD_MS", -1)
    second.dequeue()
    names = [row["name"] for row in sync_redis().xinfo_consumers(first.stream, module.GROUP)]
    assert b"worker-of-old" not in names
    assert first.lock_size() == 1


def test_a_renewal_amid_the_take_over_costs_the_worker_nothing(brokers, monkeypatch):
    first, _ = brokers("workflow")
    first.enqueue(b"task")
    [(ident, _)] = first.dequeue()
    lease = module.Lease(first.stream, "worker")
    claim = redis.Redis.xclaim

    def renewed_before_it_is_claimed(self, *args, **options):
        monkeypatch.setattr(redis.Redis, "xclaim", claim)
        lease.renew()
        return claim(self, *args, **options)

    monkeypatch.setattr(module, "_worker_lease", lambda: lease)
    monkeypatch.setattr(redis.Redis, "xclaim", renewed_before_it_is_claimed)
    module.take_over(None, {"ack_id": ident})
    lease.renew()
    assert lease.ids == {ident}


def test_a_run_that_kills_its_workers_ends_among_the_dead_letters(brokers):
    first, _ = brokers("workflow")
    first.enqueue(b"task")
    assert [bool(first.dequeue()) for _ in range(12)] == [True] * 10 + [False] * 2
    assert sync_redis().xlen(first.dead) == 1


def test_a_save_is_never_given_up(brokers):
    first, _ = brokers("persistence")
    first.enqueue(b"task")
    assert all(first.dequeue() for _ in range(20))


def test_a_lost_group_is_made_again(brokers):
    first, _ = brokers("workflow")
    first.dequeue()
    sync_redis().flushall()
    first.enqueue(b"task")
    first.dequeue()
    assert first.dequeue()


def test_a_call_is_queued_with_its_arguments(brokers):
    enqueue("workflow", "backtests.tasks.run_job", "some-job")
    first, _ = brokers("workflow")
    [(_, body)] = first.dequeue()
    task = SignedPackage.loads(body)
    assert (task["func"], task["args"], task["save"]) == (
        "backtests.tasks.run_job",
        ("some-job",),
        False,
    )


def test_a_queue_that_does_not_answer_says_so(brokers, settings):
    settings.REDIS_URL = "unix:///nowhere.sock"
    with pytest.raises(QueueUnavailable):
        enqueue("workflow", "backtests.tasks.run_job", "some-job")
    with pytest.raises(redis.ConnectionError):
        sync_redis().ping()
