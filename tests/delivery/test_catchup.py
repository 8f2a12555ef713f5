"""Whatever happens on the way, a viewer gets 1..n of the log that there is, each once, in order."""

from dataclasses import dataclass, field
from typing import ClassVar
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backtests.delivery import catchup
from backtests.delivery.catchup import Ask, CatchUp, Reset
from backtests.delivery.hub import Feed
from backtests.delivery.state import Frame, LogState, Page

WINDOW = 5


class Log:
    """The model: one log, which may be lost and restored under another epoch."""

    def __init__(self) -> None:
        self.number, self.length = 1, 1

    @property
    def epoch(self) -> str:
        return f"epoch {self.number}"

    @property
    def state(self) -> LogState:
        return LogState(self.epoch, self.length, 1, "running", False, False, None, None)

    def frame(self, seq: int) -> Frame:
        return Frame(seq, f"{self.epoch}: {seq}")

    def page(self, ask: Ask) -> Page:
        last = min(self.length, ask.after + ask.count)
        return Page(self.epoch, [self.frame(seq) for seq in range(ask.after + 1, last + 1)])


@dataclass(eq=False)
class Client:
    """A browser: its connection as the server sees it, and what has arrived."""

    catchup: CatchUp
    epoch: str
    got: list[Frame] = field(default_factory=list)
    ask: Ask | None = None

    def feed(self, epoch: str, frames: list[Frame]) -> None:
        self.catchup.hear(epoch, frames)

    def nudge(self) -> None:
        self.catchup.nudge()

    def reset(self, epoch: str) -> None:
        self.catchup.reset(epoch)

    def listen(self) -> None:
        while (word := self.catchup.take()) is not None:
            if isinstance(word, Reset):
                self.epoch, self.got = word.epoch, []
                continue
            for frame in word:
                assert frame.seq == len(self.got) + 1
                assert frame.text == f"{self.epoch}: {frame.seq}"
                self.got.append(frame)


class Delivery(RuleBasedStateMachine):
    """One log, one hub's feed and several viewers, with every fault that a network offers."""

    limits: ClassVar = {"PAGE": 3, "QUEUE_LIMIT": 4}

    def __init__(self) -> None:
        super().__init__()
        self.patches = [patch.object(catchup, name, value) for name, value in self.limits.items()]
        for one in self.patches:
            one.start()
        self.log, self.feed = Log(), Feed("job")
        self.air: list[tuple[str, Frame]] = []  # announcements on their way
        self.clients: list[Client] = []
        self.ask: Ask | None = None  # the hub's look at the log, not answered yet

    def teardown(self) -> None:
        self.once_nothing_fails_any_more_everybody_gets_everything()
        for one in self.patches:
            one.stop()

    @initialize(count=st.integers(1, 3))
    def connect_all(self, count: int) -> None:
        for _ in range(count):
            client = Client(CatchUp(self.log.epoch, window=WINDOW), self.log.epoch)
            self.clients.append(client)
            self.feed.viewers.add(client)

    # The worker -----------------------------------------------------------------------------------

    @rule(count=st.integers(1, 8), lost=st.booleans())
    def say(self, count: int, lost: bool) -> None:
        for _ in range(count):
            self.log.length += 1
            if not lost:
                self.air.append((self.log.epoch, self.log.frame(self.log.length)))

    @rule(count=st.integers(1, 8), in_one=st.booleans())
    def say_and_be_heard(self, count: int, in_one: bool) -> None:
        """What comes in the same moment is handed on in one."""
        first, self.log.length = self.log.length + 1, self.log.length + count
        frames = [self.log.frame(seq) for seq in range(first, self.log.length + 1)]
        for batch in [frames] if in_one else [[frame] for frame in frames]:
            self.reach_the_hub(self.log.epoch, batch)

    @rule(data=st.data())
    def lose_the_log(self, data: st.DataObject) -> None:
        """It comes back under a new epoch, as long as before or shorter."""
        self.log.length = data.draw(st.integers(1, self.log.length))
        self.log.number += 1

    # The network ----------------------------------------------------------------------------------

    @precondition(lambda self: self.air)
    @rule(data=st.data(), again=st.booleans())
    def announce(self, data: st.DataObject, again: bool) -> None:
        """In any order, once or more often."""
        index = data.draw(st.integers(0, len(self.air) - 1))
        epoch, frame = self.air[index] if again else self.air.pop(index)
        self.reach_the_hub(epoch, [frame])

    def reach_the_hub(self, epoch: str, frames: list[Frame]) -> None:
        if self.feed.catchup and epoch == self.feed.epoch:
            for frame in frames:
                self.feed.catchup.hear(epoch, [frame])
            self.hand_on()
        else:
            self.look()

    @precondition(lambda self: self.air)
    @rule(data=st.data())
    def lose_an_announcement(self, data: st.DataObject) -> None:
        self.air.pop(data.draw(st.integers(0, len(self.air) - 1)))

    @rule(data=st.data())
    def reconnect(self, data: st.DataObject) -> None:
        client = data.draw(st.sampled_from(self.clients))
        self.feed.viewers.discard(client)
        known = client.epoch == self.log.epoch and len(client.got) <= self.log.length
        after = len(client.got) if known else 0
        client.catchup = CatchUp(self.log.epoch, after, window=WINDOW)
        if not known:
            client.catchup.start_over()
        client.ask = None
        self.feed.viewers.add(client)

    # The hub --------------------------------------------------------------------------------------

    def hand_on(self) -> None:
        self.ask = self.feed.hand_on() or self.ask

    @rule()
    def look(self) -> None:
        self.feed.look(self.log.state)
        self.hand_on()

    @precondition(lambda self: self.ask)
    @rule(answered=st.booleans())
    def answer_the_hub(self, answered: bool) -> None:
        assert self.ask
        assert self.feed.catchup
        ask, self.ask = self.ask, None
        if answered:
            self.feed.catchup.read(ask, self.log.page(ask))
        else:
            self.feed.catchup.fail()
        self.hand_on()

    # The sockets ----------------------------------------------------------------------------------

    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        client = data.draw(st.sampled_from(self.clients))
        client.listen()
        client.ask = client.catchup.ask() or client.ask

    @rule(data=st.data(), answered=st.booleans())
    def answer_a_socket(self, data: st.DataObject, answered: bool) -> None:
        client = data.draw(st.sampled_from(self.clients))
        ask, client.ask = client.ask, None
        if ask and answered:
            client.catchup.read(ask, self.log.page(ask))
        elif ask:
            client.catchup.fail()

    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        client = data.draw(st.sampled_from(self.clients))
        client.catchup.ack(len(client.got))

    # What must hold -------------------------------------------------------------------------------

    @invariant()
    def a_viewer_costs_no_more_than_its_bounds(self) -> None:
        for client in self.clients:
            assert len(client.catchup.queue) <= sum(self.limits.values())
            assert client.catchup.room >= 0

    @rule()
    def once_nothing_fails_any_more_everybody_gets_everything(self) -> None:
        self.settle()
        for client in self.clients:
            assert [frame.seq for frame in client.got] == list(range(1, self.log.length + 1))
            assert client.epoch == self.log.epoch

    def settle(self) -> None:
        """Looks at the log come round again and again; no announcement is needed."""
        for _ in range(2 * self.log.length + 10):
            self.look()
            if self.ask:
                self.answer_the_hub(answered=True)
            for client in self.clients:
                client.listen()
                client.catchup.ack(len(client.got))
                client.ask = client.catchup.ask() or client.ask
                if client.ask:
                    client.catchup.read(client.ask, self.log.page(client.ask))
                    client.ask = None


Delivery.TestCase.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)
TestDelivery = Delivery.TestCase


def test_a_full_queue_is_mended_from_the_log() -> None:
    log, viewer = Log(), CatchUp("epoch 1")
    viewer.behind = False
    for seq in range(1, 2 * catchup.QUEUE_LIMIT):
        viewer.hear("epoch 1", [log.frame(seq)])
    assert len(viewer.queue) == catchup.QUEUE_LIMIT
    log.length = 2 * catchup.QUEUE_LIMIT
    client = Client(viewer, "epoch 1")
    client.listen()
    while ask := viewer.ask():
        viewer.read(ask, log.page(ask))
        client.listen()
    assert len(client.got) == log.length


def test_an_acknowledgement_of_what_was_never_said_opens_no_window() -> None:
    viewer = CatchUp("epoch 1", window=WINDOW)
    viewer.ack(1_000)
    assert viewer.room == WINDOW


def test_a_look_that_fails_is_repeated() -> None:
    viewer = CatchUp("epoch 1")
    assert viewer.ask()
    assert viewer.ask() is None, "one at a time"
    viewer.fail()
    assert viewer.ask()


def test_no_more_goes_out_than_the_window_holds() -> None:
    log, viewer = Log(), CatchUp("epoch 1", window=WINDOW)
    viewer.behind = False
    for seq in range(1, 2 * WINDOW + 1):
        viewer.hear("epoch 1", [log.frame(seq)])
    client = Client(viewer, "epoch 1")
    client.listen()
    assert len(client.got) == WINDOW
    viewer.ack(2)
    client.listen()
    assert len(client.got) == WINDOW + 2


def test_a_late_announcement_of_a_log_that_is_no_more_is_not_heard() -> None:
    viewer = CatchUp("epoch 2")
    viewer.behind = False
    viewer.hear("epoch 1", [Log().frame(1)])
    assert viewer.take() is None
