"""Threads shared fairly: whoever has had the least of them lately is next, and a newcomer waits for nobody's long work."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi import BotApi
from briefbot.telegram import inline
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.controllers.inline import Inline, Page, Typed
from briefbot.telegram.transport.workers import Workers, WorkQueue

ASK = "What did Lavrov say about missile defense?"
SIX = range(1, 7)


def had(queue: WorkQueue[str], person: int, seconds: float) -> None:
    """Somebody has had so much of the threads' time."""
    queue.put(person, "before")
    assert queue.take(0.0) == (person, "before")
    queue.done(person, seconds, 0.0)


def test_a_newcomer_goes_before_whoever_had_much() -> None:
    """Six people with the worst messages, twenty each: somebody else's question is next, and theirs follow in turn."""
    queue: WorkQueue[str] = WorkQueue(4)
    for number in range(20):
        for person in SIX:
            queue.put(person, f"{person}/{number}")
    for _ in range(12):  # each has had a second of two threads' time
        taken = queue.take(0.0)
        assert taken is not None
        queue.done(taken[0], 1.0, 0.0)
    queue.put(7, "a question")
    assert queue.take(0.0) == (7, "a question")
    queue.done(7, 0.01, 0.0)
    following = []
    for _ in SIX:
        taken = queue.take(0.0)
        assert taken is not None
        following.append(taken[0])
        queue.done(taken[0], 1.0, 0.0)
    assert following == list(SIX)


def test_who_had_much_shares_one_thread() -> None:
    """However many they are: somebody else's work begins at once, in the others."""
    queue: WorkQueue[str] = WorkQueue(4)
    for person in SIX:
        had(queue, person, 1.0)
    for person in SIX:
        queue.put(person, "slow")
    assert [queue.take(0.0) is not None for _ in range(2)] == [True, False]
    for person in (7, 8, 9, 10):
        queue.put(person, "a question")
    assert [queue.take(0.0) for _ in range(4)] == [*((person, "a question") for person in (7, 8, 9)), None]


def test_one_person_alone_cannot_have_all_threads() -> None:
    """What one person asks in many chats at once takes two threads at most, before it is known what it takes."""
    queue: WorkQueue[int] = WorkQueue(4)
    for number in range(10):
        queue.put(1, number)
    assert [queue.take(0.0) is not None for _ in range(3)] == [True, True, False]
    queue.put(2, 0)
    assert queue.take(0.0) == (2, 0)


def test_what_was_had_is_forgotten_with_time() -> None:
    """What somebody had a minute ago counts for less than what another one has just had, though it was ten times as much."""
    queue: WorkQueue[str] = WorkQueue(1)
    had(queue, 1, 1.0)
    queue.put(2, "before")
    assert queue.take(60.0) == (2, "before")
    queue.done(2, 0.1, 60.0)
    queue.put(2, "later")
    queue.put(1, "next")
    assert queue.take(60.0) == (1, "next")


@pytest.mark.parametrize(("newest_first", "order"), [(False, [1, 2, 3]), (True, [3, 2, 1])])
def test_people_who_had_the_same(newest_first: bool, order: list[int]) -> None:  # noqa: FBT001 (a parameter)
    """Of those the first is next; of people who type, the last, who looks for an answer still."""
    queue: WorkQueue[str] = WorkQueue(3, newest_first=newest_first)
    for person in (1, 2, 3):
        queue.put(person, "")
    assert [taken[0] for _ in order if (taken := queue.take(0.0))] == order


@given(st.lists(st.tuples(st.integers(1, 5), st.floats(0, 3)), max_size=60), st.integers(1, 4))
def test_all_work_is_done_once(works: list[tuple[int, float]], threads: int) -> None:
    """However much anybody has had, all work is done, once, and never more at a time than there are threads."""
    queue: WorkQueue[int] = WorkQueue(threads)
    for number, (person, _) in enumerate(works):
        queue.put(person, number)
    done: list[int] = []
    running: list[tuple[int, int]] = []
    while len(done) < len(works):
        while taken := queue.take(0.0):
            running.append(taken)
        assert 0 < len(running) <= threads
        person, number = running.pop(0)
        queue.done(person, works[number][1], 0.0)
        done.append(number)
    assert sorted(done) == list(range(len(works)))


def test_results_and_errors_come_back() -> None:
    """What a function gives, and what it raises, comes to whoever waits; what nobody waits for any more is not begun."""
    begun: list[str] = []

    def work(name: str, gate: threading.Event | None = None) -> str:
        begun.append(name)
        if gate:
            gate.wait(10)
        if name == "bad":
            raise ValueError(name)
        return name

    async def all_of_it() -> list[str | BaseException]:
        workers, gate = Workers(1, "test"), threading.Event()
        first = asyncio.ensure_future(workers.run(1, partial(work, "first", gate)))
        rest = [asyncio.ensure_future(workers.run(2, partial(work, name))) for name in ("given up", "bad", "last")]
        await asyncio.sleep(0)
        rest[0].cancel()
        gate.set()
        results = await asyncio.gather(first, *rest, return_exceptions=True)
        workers.shutdown()
        return results

    first, given_up, bad, last = asyncio.run(all_of_it())
    assert (first, last) == ("first", "last")
    assert isinstance(given_up, asyncio.CancelledError)
    assert isinstance(bad, ValueError)
    assert begun == ["first", "bad", "last"]


class Held:
    """Answers to inline queries, those of some people held back until they are let go."""

    def __init__(self, people: set[int]) -> None:
        self.people, self.order = people, list[int]()
        self.let_go, self._answer = threading.Event(), Inline.answer

    def of(self, controller: Inline, typed: Typed) -> Page:
        """The answer, after it was let go."""
        self.order.append(typed.person_id)
        if typed.person_id in self.people:
            self.let_go.wait(20)
        return self._answer(controller, typed)


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> Callable[[set[int]], Held]:
    """Hold back the queries of these people."""

    def hold(people: set[int]) -> Held:
        held = Held(people)

        def answer(controller: Inline, typed: Typed) -> Page:
            return held.of(controller, typed)

        monkeypatch.setattr(Inline, "answer", answer)
        return held

    return hold


def test_a_burst_of_people_who_type_keeps_nobody_waiting(
    bot: TelegramBot, api: BotApi, holding: Callable[[set[int]], Held]
) -> None:
    """300 people type at once while the threads are busy: whoever types then is answered next."""
    held = holding({1, 2})
    for person in (1, 2):
        api.type(person, ASK)
    api.wait(lambda: api.unconfirmed == 0)
    burst = [api.type(person, ASK) for person in range(100, 400)]
    newest = api.type(7, ASK)
    api.wait(lambda: api.unconfirmed == 0)
    held.let_go.set()
    api.inline_answer(newest)
    assert held.order.index(7) <= 4
    api.wait(lambda: all(one in api.inline_answers for one in burst[-3:]))


def test_a_stale_query_is_dropped(
    bot: TelegramBot, api: BotApi, holding: Callable[[set[int]], Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waited for too long is not answered; what the same person types then is, and of that the newest alone."""
    held, now = holding({1, 2}), [0.0]
    monkeypatch.setattr(inline, "_now", lambda: now[0])
    for person in (1, 2):
        api.type(person, ASK)
    stale = api.type(8, ASK)
    api.type(7, "Lavrov")
    api.wait(lambda: api.unconfirmed == 0)
    now[0] = 5.5
    newest = api.type(7, ASK)
    api.wait(lambda: api.unconfirmed == 0)
    held.let_go.set()
    api.inline_answer(newest)
    again = api.type(8, ASK)
    api.inline_answer(again)
    assert stale not in api.inline_answers
    assert held.order.count(7) == held.order.count(8) == 1
