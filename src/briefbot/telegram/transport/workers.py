"""Threads that answer, shared fairly: whoever has had the least of them lately is next, and nobody can have all."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")

_HALF_LIFE = 10.0  # seconds after which what somebody has had counts half
_MUCH = 0.25  # seconds of work; all who have had more of it lately share one thread
# People who are remembered before those are forgotten who have had nearly nothing.
_REMEMBERED = 10_000


class WorkQueue(Generic[_T]):
    """Work that waits for a thread. It decides, and does nothing; times are seconds of any clock."""

    def __init__(self, threads: int, *, newest_first: bool = False) -> None:
        """So many threads. Of people who have had the same, the one whose work came first is next, or `newest_first`."""
        self._threads = threads
        self._order = -1 if newest_first else 1
        self._count = 0
        self._waiting: dict[int, list[tuple[int, _T]]] = {}
        self._running: Counter[int] = Counter()
        self._sharing: Counter[int] = Counter()  # of these, what runs in the thread of those who have had much
        self._had: dict[int, tuple[float, float]] = {}  # by person: seconds of work, and when that was so

    def put(self, person_id: int, work: _T) -> None:
        """Have work wait behind its person's other."""
        self._count += 1
        self._waiting.setdefault(person_id, []).append((self._order * self._count, work))

    def take(self, now: float) -> tuple[int, _T] | None:
        """The next work, with its person; None where none waits, or no thread is there for it."""
        free, has_share = self._threads - self._running.total(), not self._sharing.total()
        # A thread of the others is not taken for it: Python runs one at a time, so that more would only slow all the rest.
        people = [person for person in self._waiting if free > 0 and (has_share or not self._has_much(person, now))]
        if not people:
            return None
        person = min(people, key=lambda each: (self._running[each], self._share(each, now), self._waiting[each][0][0]))
        self._sharing[person] += self._has_much(person, now)
        _, work = self._waiting[person].pop(0)
        if not self._waiting[person]:
            del self._waiting[person]
        self._running[person] += 1
        return person, work

    def done(self, person_id: int, seconds: float, now: float) -> None:
        """Note that work is done, and how long a thread worked for it."""
        for counter in (self._running, self._sharing):
            counter[person_id] -= counter[person_id] > 0
            if not counter[person_id]:
                del counter[person_id]
        if len(self._had) >= _REMEMBERED:
            self._had = {person: had for person, had in self._had.items() if self._share(person, now) > _MUCH / 100}
        self._had[person_id] = self._share(person_id, now) + seconds, now

    def _has_much(self, person_id: int, now: float) -> bool:
        return self._running[person_id] > 0 or self._share(person_id, now) > _MUCH

    def _share(self, person_id: int, now: float) -> float:
        """What a person has had lately, in seconds of work."""
        seconds, at = self._had.get(person_id, (0.0, now))
        return seconds * math.exp2((at - now) / _HALF_LIFE)


@dataclass(frozen=True, slots=True)
class _Work:
    """Work, and what waits for it."""

    function: Callable[[], Any]
    result: asyncio.Future[Any]


class Workers:
    """Runs functions in threads, off the event loop that it is made in."""

    def __init__(
        self,
        threads: int,
        name: str,
        *,
        newest_first: bool = False,
        clock: Callable[[], float] = time.monotonic,
        worked: Callable[[], float] = time.thread_time,
    ) -> None:
        """`worked` tells the seconds that the present thread has worked so far; see `WorkQueue` for the order."""
        self._pool = ThreadPoolExecutor(threads, name)
        self._queue: WorkQueue[_Work] = WorkQueue(threads, newest_first=newest_first)
        self._clock = clock
        self._worked = worked

    async def run(self, person_id: int, function: Callable[[], _T]) -> _T:
        """What a function gives or raises, once it is the turn of the person for whom it works."""
        # What is bound to the context of whoever waits, for the log, is bound in the thread as well.
        work = _Work(partial(copy_context().run, function), asyncio.get_running_loop().create_future())
        self._queue.put(person_id, work)
        self._start()
        result: _T = await work.result
        return result

    def shutdown(self) -> None:
        """End the threads when they have done what they do."""
        self._pool.shutdown()

    def _start(self) -> None:
        while taken := self._queue.take(self._clock()):
            person, work = taken
            if work.result.done():  # nobody waits for it any more
                self._queue.done(person, 0.0, self._clock())
                continue
            running = asyncio.get_running_loop().run_in_executor(self._pool, self._timed, work.function)
            running.add_done_callback(partial(self._ended, person, work))

    def _timed(self, function: Callable[[], Any]) -> tuple[Any, BaseException | None, float]:
        began = self._worked()
        try:
            return function(), None, self._worked() - began
        except Exception as error:  # noqa: BLE001 (it is raised where the work is waited for)
            return None, error, self._worked() - began

    def _ended(self, person: int, work: _Work, done: "asyncio.Future[tuple[Any, BaseException | None, float]]") -> None:
        result, error, seconds = (None, None, 0.0) if done.cancelled() else done.result()
        self._queue.done(person, seconds, self._clock())
        if not work.result.done():
            if error is not None:
                work.result.set_exception(error)
            else:
                work.result.set_result(result)
        self._start()
