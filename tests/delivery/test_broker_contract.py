"""What django-q2 expects of every broker, asked of ours, and of real clusters that run on it.

The expectations are those of django-q2's own tests for the brokers that give receipts.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Event, Value
from pathlib import Path
from typing import Any

import pytest
import redis
from django_q.brokers import Broker, get_broker
from django_q.cluster import Sentinel
from django_q.conf import Conf
from django_q.monitor import monitor
from django_q.pusher import pusher
from django_q.queues import Queue
from django_q.status import Stat
from django_q.tasks import async_task, queue_size
from django_q.worker import worker

from backtests.delivery import broker as module
from backtests.delivery import connection
from backtests.delivery.broker import GROUP, StreamBroker
from backtests.delivery.connection import sync_redis
from tests.delivery.cluster_process import WITH_A_TASK, WITH_HALF_A_MESSAGE
from tests.delivery.cluster_tasks import Fate, begun, done, pids
from tests.stack.conftest import ROOT, until

WORK = "tests.delivery.cluster_tasks.work"


@pytest.fixture(autouse=True)
def quick(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_MS", 10)
    monkeypatch.setattr(module.Lease, "start", lambda self: None)  # tests outlive no lease


@pytest.fixture
def broker() -> StreamBroker:
    return StreamBroker("contract")


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> StreamBroker:
    """The queue of the cluster that this process plays."""
    monkeypatch.setattr(Conf, "CLUSTER_NAME", "contract")
    return StreamBroker()


def taken(broker: StreamBroker) -> list[tuple[str, bytes]]:
    """Until the queue gives nothing more."""
    tasks: list[tuple[str, bytes]] = []
    while more := broker.dequeue():
        tasks += more
    return tasks


def sizes(broker: StreamBroker) -> tuple[int, int]:
    return broker.queue_size(), broker.lock_size()


def pending(broker: StreamBroker) -> list[dict[str, Any]]:
    """Who holds what, and since when."""
    rows: list[dict[str, Any]] = sync_redis().xpending_range(broker.stream, GROUP, "-", "+", 1000)
    return rows


def let_leases_run_out(broker: StreamBroker) -> None:
    """As if no holder had been heard of for longer than any task waits for its next try."""
    longest = module.LEASE_MS * (module.MAX_BACKOFF + 1)
    for row in pending(broker):
        names = {"groupname": GROUP, "consumername": row["consumer"]}
        idle = {"min_idle_time": 0, "idle": longest, "justid": True}
        sync_redis().xclaim(broker.stream, message_ids=[row["message_id"]], **names, **idle)


# Which broker ------------------------------------------------------------------------------------


def test_the_setting_yields_our_broker_for_the_queue_that_is_named() -> None:
    broker = get_broker("some-queue")
    assert type(broker) is StreamBroker
    assert isinstance(broker, Broker)
    assert broker.list_key == "some-queue"


def test_without_a_name_it_is_the_clusters_own_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    assert get_broker().list_key == Conf.CLUSTER_NAME
    monkeypatch.setattr(Conf, "CLUSTER_NAME", "another")
    assert get_broker().list_key == "another"


def test_it_answers_a_ping_and_says_what_it_is(broker: StreamBroker) -> None:
    assert broker.ping() is True
    assert "Redis Streams" in broker.info()


def test_a_ping_to_nowhere_raises(
    broker: StreamBroker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENT", 0)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with pytest.raises(redis.ConnectionError):
        broker.ping()


# Putting in and taking out -----------------------------------------------------------------------


def test_a_queue_that_nobody_has_used_is_empty(broker: StreamBroker) -> None:
    assert sizes(broker) == (0, 0)
    assert not broker.dequeue()
    assert sizes(broker) == (0, 0)


def test_a_task_comes_out_under_the_id_that_it_went_in(broker: StreamBroker) -> None:
    ident = broker.enqueue("task")
    assert sizes(broker) == (1, 0)
    assert broker.dequeue() == [(ident, b"task")]
    assert sizes(broker) == (0, 1)


def test_tasks_come_out_in_the_order_in_which_they_went_in(broker: StreamBroker) -> None:
    went_in = [broker.enqueue(f"task {n}") for n in range(20)]
    assert [ident for ident, _ in taken(broker)] == went_in


def test_two_clusters_share_a_queue_and_no_task(broker: StreamBroker) -> None:
    other = StreamBroker(broker.list_key)
    went_in = {broker.enqueue("task") for _ in range(6)}
    first, second = [[each.dequeue()[0][0] for _ in range(3)] for each in (broker, other)]
    assert set(first) | set(second) == went_in
    assert not set(first) & set(second)


def test_queues_do_not_mix(broker: StreamBroker) -> None:
    broker.enqueue("task")
    other = StreamBroker("other")
    assert not other.dequeue()
    other.purge_queue()
    assert sizes(broker) == (1, 0)


def test_many_are_taken_at_once_where_bulk_says_so(
    broker: StreamBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conf, "BULK", 5)
    went_in = [broker.enqueue(f"task {n}") for n in range(7)]
    first, rest = broker.dequeue(), broker.dequeue()
    assert [ident for ident, _ in first + rest] == went_in
    assert (len(first), len(rest), broker.lock_size()) == (5, 2, 7)
    for ident in went_in:
        broker.acknowledge(ident)
    assert sizes(broker) == (0, 0)


def test_an_empty_queue_is_waited_at_so_that_a_task_is_fetched_as_it_comes(
    broker: StreamBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK_MS", 4_000)
    later = threading.Timer(0.2, broker.enqueue, ["task"])
    asked = time.monotonic()
    later.start()
    assert broker.dequeue()
    assert 0.1 < time.monotonic() - asked < 3


# Receipts ----------------------------------------------------------------------------------------


def test_what_is_acknowledged_never_comes_again(broker: StreamBroker) -> None:
    broker.enqueue("task")
    [(ident, _)] = broker.dequeue()
    broker.acknowledge(ident)
    assert sizes(broker) == (0, 0)
    let_leases_run_out(broker)
    assert not broker.dequeue()


def test_acknowledging_twice_does_no_harm(broker: StreamBroker) -> None:
    broker.enqueue("first")
    broker.enqueue("second")
    [(ident, _)] = broker.dequeue()
    broker.acknowledge(ident)
    broker.acknowledge(ident)
    assert sizes(broker) == (1, 0)


def test_what_is_not_acknowledged_comes_again_as_it_was(broker: StreamBroker) -> None:
    ident = broker.enqueue("task")
    for _ in range(3):
        assert broker.dequeue() == [(ident, b"task")]
        assert not broker.dequeue()  # not before its lease has run out
        let_leases_run_out(broker)


def test_it_comes_again_to_whoever_asks_first(broker: StreamBroker) -> None:
    broker.enqueue("task")
    given = broker.dequeue()
    let_leases_run_out(broker)
    other = StreamBroker(broker.list_key)
    assert other.dequeue() == given
    assert not broker.dequeue()


def test_what_comes_again_goes_before_what_is_new(broker: StreamBroker) -> None:
    old = broker.enqueue("old")
    broker.dequeue()
    let_leases_run_out(broker)
    new = broker.enqueue("new")
    assert [ident for ident, _ in taken(broker)] == [old, new]


def test_a_late_acknowledgement_counts_though_another_has_the_task(broker: StreamBroker) -> None:
    broker.enqueue("task")
    [(ident, _)] = broker.dequeue()
    let_leases_run_out(broker)
    other = StreamBroker(broker.list_key)
    other.dequeue()
    broker.acknowledge(ident)
    let_leases_run_out(broker)
    assert not other.dequeue()


# Removing ----------------------------------------------------------------------------------------


def test_a_deleted_task_is_never_given_out(broker: StreamBroker) -> None:
    deleted, kept = broker.enqueue("deleted"), broker.enqueue("kept")
    broker.delete(deleted)
    assert sizes(broker) == (1, 0)
    assert [ident for ident, _ in taken(broker)] == [kept]


def test_a_task_that_is_deleted_while_it_is_held_does_not_come_again(broker: StreamBroker) -> None:
    broker.enqueue("task")
    [(ident, _)] = broker.dequeue()
    broker.delete(ident)
    let_leases_run_out(broker)
    assert (sizes(broker), taken(broker)) == ((0, 0), [])


@pytest.mark.parametrize("held", [True, False])
def test_a_failed_task_is_kept_among_the_dead_letters(broker: StreamBroker, held: bool) -> None:
    ident = broker.enqueue("task")
    if held:
        broker.dequeue()
    broker.fail(ident)
    broker.fail(ident)
    assert [fields[b"task"] for _, fields in sync_redis().xrange(broker.dead)] == [b"task"]
    let_leases_run_out(broker) if held else None
    assert (sizes(broker), taken(broker)) == ((0, 0), [])


@pytest.mark.parametrize("remove", [StreamBroker.purge_queue, StreamBroker.delete_queue])
def test_a_purged_queue_is_empty_and_can_be_used_again(
    broker: StreamBroker, remove: Callable[[StreamBroker], int]
) -> None:
    for _ in range(3):
        broker.enqueue("old")
    [(held, _)] = broker.dequeue()
    assert remove(broker)
    assert sizes(broker) == (0, 0)
    broker.acknowledge(held)  # by a worker that knows nothing of it
    broker.enqueue("new")
    assert until(lambda: taken(broker), 5)[0][1] == b"new"


# Figures -----------------------------------------------------------------------------------------


def test_a_statistic_is_kept_for_as_long_as_it_says(broker: StreamBroker) -> None:
    broker.set_stat("test:1", "told", 3)
    assert broker.get_stat("test:1") == b"told"
    assert 2_000 < sync_redis().pttl("test:1") <= 3_000


def test_statistics_are_found_by_their_pattern(broker: StreamBroker) -> None:
    for n in range(3):
        broker.set_stat(f"test:{n}", f"told {n}", 3)
    broker.set_stat("else:1", "not asked for", 3)
    assert sorted(broker.get_stats("test:*")) == [b"told 0", b"told 1", b"told 2"]


def test_what_was_never_told_is_not_there(broker: StreamBroker) -> None:
    assert broker.get_stat("test:1") is None
    assert broker.get_stats("test:*") == []


def sentinel(broker: StreamBroker) -> Sentinel:
    """A guard that has not been started: enough to speak of itself."""
    stopped = Event()
    stopped.set()
    return Sentinel(stopped, Event(), "some-cluster", broker=broker, start=False)


def test_a_cluster_is_known_by_its_statistics_to_who_knows_the_secret(
    broker: StreamBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    guard = sentinel(broker)
    for number, handler in kept.items():
        signal.signal(number, handler)
    Stat(guard).save()
    assert [stat.cluster_id for stat in Stat.get_all(broker)] == ["some-cluster"]
    assert Stat.get(guard.pid, "some-cluster", broker).sentinel == os.getpid()
    monkeypatch.setattr(Conf, "SECRET_KEY", "another")
    assert Stat.get_all(broker) == []
    assert Stat.get(guard.pid, "some-cluster", broker) is None


# Leases that change hands ------------------------------------------------------------------------


def test_a_pusher_does_not_take_back_what_a_worker_has_just_taken_over(own: StreamBroker) -> None:
    went_in = {own.enqueue(f"task {n}") for n in range(300)}
    assert {ident for ident, _ in taken(own)} == went_in
    with renewing(own):
        for ident in went_in:
            module.take_over(None, {"ack_id": ident})
    holders = [row["consumer"] for row in pending(own)]
    assert len(holders) == len(went_in)
    assert own.lease
    assert own.lease.holder.encode() not in holders


@contextmanager
def renewing(broker: StreamBroker) -> Iterator[None]:
    """The pusher renews its leases all the time, where it would every other second."""
    stop = threading.Event()

    def renew() -> None:
        while not stop.is_set() and broker.lease:
            broker.lease.renew()

    thread = threading.Thread(target=renew)
    thread.start()
    yield
    stop.set()
    thread.join()


# In another process ------------------------------------------------------------------------------


def test_a_pickled_broker_is_the_same_queue(broker: StreamBroker) -> None:
    first, second = broker.enqueue("first"), broker.enqueue("second")
    broker.dequeue()  # it holds a lease, with a thread and a lock, which cannot be pickled
    copy = pickle.loads(pickle.dumps(broker))
    assert (type(copy), copy.list_key, copy.dead) == (StreamBroker, "contract", broker.dead)
    assert [ident for ident, _ in copy.dequeue()] == [second]
    copy.acknowledge(first)
    assert sizes(broker) == (0, 1)


def test_a_forked_broker_takes_what_its_parent_has_not(broker: StreamBroker) -> None:
    went_in = [broker.enqueue(f"task {n}") for n in range(2)]
    broker.ping()
    of_child, _ = in_a_fork(broker)
    assert [ident for ident, _ in [*of_child, *broker.dequeue()]] == went_in


def test_a_broker_that_was_used_before_the_fork_holds_its_tasks_in_its_own_name(
    broker: StreamBroker,
) -> None:
    broker.enqueue("of parent")
    broker.dequeue()
    ident = broker.enqueue("of child")
    of_child, holder = in_a_fork(broker)
    assert of_child == [(ident, b"of child")]
    assert str(os.getpid()) not in holder


def in_a_fork(broker: StreamBroker) -> tuple[list[tuple[str, bytes]], str]:
    """What a child is given, and under which name it holds that."""
    context: Any = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=dequeue_one, args=(broker, answers))
    child.start()
    answer: tuple[list[tuple[str, bytes]], str] = answers.get(timeout=30)
    child.join(10)
    return answer


def dequeue_one(broker: StreamBroker, answers: Any) -> None:
    tasks = broker.dequeue()
    answers.put((tasks, broker.lease and broker.lease.holder))


# Pusher, worker and monitor, one after the other in this process ---------------------------------


def push(broker: StreamBroker, count: int) -> Queue:
    tasks, stop = Queue(), Event()
    stop.set()
    for _ in range(count):
        pusher(tasks, stop, broker=broker)
    return tasks


def run(tasks: Queue, broker: StreamBroker) -> None:
    results = Queue()
    tasks.put("STOP")
    worker(tasks, results, Value("f", -1))
    results.put("STOP")
    monitor(results, broker)


@pytest.mark.django_db
def test_a_call_goes_from_the_queue_through_a_worker_to_its_acknowledgement(
    own: StreamBroker,
) -> None:
    async_task(WORK, "one", broker=own, save=False)
    assert queue_size(broker=own) == 1
    tasks = push(own, 1)
    assert (tasks.qsize(), sizes(own)) == (1, (0, 1))
    run(tasks, own)
    assert (pids(done("one")), sizes(own)) == ([os.getpid()], (0, 0))


@pytest.mark.django_db
@pytest.mark.parametrize("forgiven", [True, False])
def test_a_call_that_fails_is_acknowledged_only_where_it_says_so(
    own: StreamBroker, forgiven: bool
) -> None:
    async_task(WORK, "one", "fails once", broker=own, save=False, ack_failure=forgiven)
    run(push(own, 1), own)
    assert sizes(own) == (0, 0 if forgiven else 1)
    let_leases_run_out(own)
    assert bool(own.dequeue()) is not forgiven


@pytest.mark.django_db
def test_a_call_of_nothing_fails_and_is_kept(own: StreamBroker) -> None:
    async_task("tests.delivery.no_such_function", broker=own, save=False)
    run(push(own, 1), own)
    assert sizes(own) == (0, 1)


@pytest.mark.parametrize("text", ["no signature", "forged:1xVvxN:signature", b"\x00", ""])
def test_a_task_that_we_have_not_signed_is_no_task(own: StreamBroker, text: str) -> None:
    own.enqueue(text)
    assert push(own, 1).qsize() == 0
    assert (sizes(own), sync_redis().xlen(own.dead)) == ((0, 0), 1)


def test_a_task_of_another_secret_is_no_task(
    own: StreamBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Conf, "SECRET_KEY", "another")
        async_task(WORK, "one", broker=own)
    assert push(own, 1).qsize() == 0
    assert (sizes(own), sync_redis().xlen(own.dead)) == ((0, 0), 1)


# Real clusters -----------------------------------------------------------------------------------


@dataclass
class RunningCluster:
    """The product's cluster of the workflow queue, as a process group of its own."""

    broker: StreamBroker
    process: subprocess.Popen[bytes]

    def call(self, name: str, fate: Fate = "well", **options: Any) -> None:
        async_task(WORK, name, fate, broker=self.broker, save=False, **options)

    @property
    def workers(self) -> list[int]:
        stats = (stat for stat in Stat.get_all(self.broker) if stat.pid == self.process.pid)
        return [pid for stat in stats for pid in stat.workers]

    def await_done(self, *names: str, seconds: float = 15) -> None:
        until(lambda: all(pids(done(name)) for name in names), seconds)

    def await_end(self, *names: str) -> None:
        """Done, and acknowledged."""
        self.await_done(*names)
        until(lambda: sizes(self.broker) == (0, 0), 10)

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def start(tmp_path: Path, redis_url: str, settings: Any) -> Iterator[Callable[..., RunningCluster]]:
    """Start clusters, which are killed when the test is over."""
    started: list[RunningCluster] = []

    def make(workers: int = 1, lease: int = 900, **conf: int) -> RunningCluster:
        overrides = {"broker": {"LEASE_MS": lease, "BLOCK_MS": 100}, "conf": conf}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.cluster_process", json.dumps(overrides)],
            cwd=ROOT,
            env={**os.environ, **environment(workers), "DATA_DIR": str(tmp_path)},
            start_new_session=True,
        )
        started.append(RunningCluster(StreamBroker("workflow"), process))
        until(lambda: len(started[-1].workers) == workers, 20)
        return started[-1]

    def environment(workers: int) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "Q_CLUSTER_NAME": "workflow",
            "WORKFLOW_WORKERS": str(workers),
            "REDIS_URL": redis_url,
            "SECRET_KEY": settings.SECRET_KEY,
        }

    yield make
    for cluster in started:
        cluster.kill()


def test_a_cluster_runs_each_call_once(start: Callable[..., RunningCluster]) -> None:
    cluster = start(workers=2, lease=6_000)
    names = [f"call {n}" for n in range(30)]
    for name in names:
        cluster.call(name)
    cluster.await_end(*names)
    assert [len(pids(begun(name))) for name in names] == [1] * 30
    assert {pid for name in names for pid in pids(done(name))} <= set(cluster.workers)


def test_a_cluster_that_is_told_to_stop_finishes_its_task_first(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start()
    cluster.call("slow", "takes its time")
    until(lambda: pids(begun("slow")), 10)
    cluster.process.terminate()
    assert cluster.process.wait(10) == 0
    assert len(pids(done("slow"))) == 1
    assert sizes(cluster.broker) == (0, 0)


def test_what_waits_or_runs_for_longer_than_a_lease_runs_once(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start(lease=900)
    for name in ("at work", "fetched"):
        cluster.call(name, "takes its time")
    cluster.await_end("at work", "fetched")
    assert [len(pids(begun(name))) for name in ("at work", "fetched")] == [1, 1]


def test_a_task_whose_worker_is_killed_runs_again_on_another(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start()
    cluster.call("one", "hangs once")
    [victim] = until(lambda: pids(begun("one")), 10)
    os.kill(victim, signal.SIGKILL)
    cluster.await_end("one")
    first, *others = pids(begun("one"))
    assert first == victim
    assert others
    assert victim not in others


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cluster_whose_idle_workers_are_killed_works_on(
    start: Callable[..., RunningCluster], workers: int
) -> None:
    cluster = start(workers)
    cluster.call("before")
    cluster.await_end("before")
    killed = cluster.workers
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not set(cluster.workers) & set(killed), 10)
    cluster.call("after")
    cluster.await_end("after")
    assert not set(pids(done("after"))) & set(killed)


def test_a_task_whose_worker_is_killed_before_it_took_over_runs_all_the_same(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start()
    sync_redis().set(WITH_A_TASK, 1)
    cluster.call("one")
    until(lambda: not sync_redis().exists(WITH_A_TASK), 10)
    cluster.call("another")
    cluster.await_done("another")  # the cluster itself works on
    cluster.await_done("one", seconds=6)


def test_a_cluster_whose_worker_is_killed_with_half_a_message_works_on(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start()
    sync_redis().set(WITH_HALF_A_MESSAGE, 1)
    cluster.call("before")
    cluster.await_end("before")
    cluster.call("one")
    until(lambda: not sync_redis().exists(WITH_HALF_A_MESSAGE), 10)
    cluster.call("another")
    cluster.await_done("one", "another", seconds=8)


def test_a_task_that_raises_is_tried_again(start: Callable[..., RunningCluster]) -> None:
    cluster = start()
    cluster.call("one", "fails once")
    cluster.await_end("one")
    assert len(pids(begun("one"))) >= 2


def test_a_task_that_always_raises_ends_among_the_dead_letters(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start(lease=300)
    cluster.call("one", "fails always")
    until(lambda: sync_redis().xlen(cluster.broker.dead), 15)
    until(lambda: sizes(cluster.broker) == (0, 0), 5)
    until(lambda: len(pids(begun("one"))) == module.MAX_DELIVERIES["workflow"], 5)


def test_a_task_that_runs_out_of_time_is_ended_and_tried_again(
    start: Callable[..., RunningCluster],
) -> None:
    cluster = start()
    cluster.call("one", "hangs once", timeout=1)
    cluster.await_end("one")
    first, *others = pids(begun("one"))
    assert others
    assert first not in others


def test_a_worker_that_is_recycled_loses_no_task(start: Callable[..., RunningCluster]) -> None:
    cluster = start(lease=6_000, RECYCLE=2)
    names = [f"call {n}" for n in range(5)]
    for name in names:
        cluster.call(name)
    cluster.await_end(*names)
    by = [pids(begun(name)) for name in names]
    assert [len(each) for each in by] == [1] * 5
    assert len({each[0] for each in by}) == 3


def test_a_bad_signature_does_not_stop_what_follows(start: Callable[..., RunningCluster]) -> None:
    cluster = start()
    cluster.broker.enqueue("not signed by us")
    cluster.call("one")
    cluster.await_end("one")
    assert sync_redis().xlen(cluster.broker.dead) == 1


def test_what_a_killed_cluster_had_fetched_is_run_by_the_next(
    start: Callable[..., RunningCluster],
) -> None:
    first, names = start(), [f"call {n}" for n in range(4)]
    first.call(names[0], "hangs once")
    for name in names[1:]:
        first.call(name)
    until(lambda: pids(begun(names[0])) and first.broker.lock_size() >= 3, 10)
    first.kill()
    second = start()
    second.await_end(*names)
    assert len(pids(begun(names[0]))) >= 2
