"""One queue for each chat: its work is done one after the other, and no chat waits for another."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from briefbot.telegram.transport.fair_queue import SEND, FairQueue, Job, Turn


async def _nothing(_chat_id: int) -> None:
    """Add nothing."""


class ChatQueues:
    """Chats with work; a queue is there while it has some."""

    def __init__(
        self,
        work: Callable[[int, Turn], Awaitable[None]],
        ready_at: Callable[[int, int], float],
        rest: float = 0.0,
        idle: Callable[[int], Awaitable[None]] = _nothing,
    ) -> None:
        """`work` does one job of a chat; it handles its own failures. Edits rest for `rest` seconds.

        `ready_at` tells when a job of a chat and a person can be done, by the clock of `time.monotonic`. Where a chat has none
        left, it is `idle`, which may add some.
        """
        self._work = work
        self._idle = idle
        self._ready_at = ready_at
        self._rest = rest
        self._queues: dict[int, _ChatQueue] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._later: dict[int, asyncio.TimerHandle] = {}
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __len__(self) -> int:
        """How many jobs wait or are being done."""
        return sum(len(chat_queue.queue) + chat_queue.doing for chat_queue in self._queues.values())

    def add(self, chat_id: int, job: Job) -> None:
        """Have a job done in its turn."""
        chat_queue = self._queues.get(chat_id)
        if chat_queue is None:
            chat_queue = self._queues[chat_id] = _ChatQueue(self._rest)
            task = asyncio.create_task(self._run(chat_id, chat_queue), name=f"queue {chat_id}")
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        chat_queue.queue.put(job, time.monotonic())
        chat_queue.has_more.set()

    def waits(self, chat_id: int) -> bool:
        """Whether something is to be sent in a chat after a while."""
        return chat_id in self._later

    def add_later(self, chat_id: int, seconds: float) -> None:
        """Send what waits in a chat after so many seconds, once, however often that is said."""
        if chat_id not in self._later:
            self._later[chat_id] = asyncio.get_running_loop().call_later(seconds, self._send, chat_id)

    def _send(self, chat_id: int) -> None:
        del self._later[chat_id]
        self.add(chat_id, SEND)

    async def _run(self, chat_id: int, chat_queue: "_ChatQueue") -> None:
        try:
            while len(chat_queue.queue):
                await self._run_until_idle(chat_id, chat_queue)
                await self._idle(chat_id)
        finally:
            del self._queues[chat_id]

    async def _run_until_idle(self, chat_id: int, chat_queue: "_ChatQueue") -> None:
        ready_at = partial(self._ready_at, chat_id)
        while (due_at := chat_queue.queue.due_at(ready_at)) is not None:
            turn = chat_queue.queue.take(time.monotonic(), ready_at)
            if turn is None:
                await chat_queue.wait(due_at - time.monotonic())
                continue
            chat_queue.doing = 1 + len(turn.merged)
            await self._work(chat_id, turn)
            chat_queue.doing = 0

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self.failure.done():
            self.failure.set_exception(error)

    async def drain(self, seconds: float) -> int:
        """Wait until all work is done, at most so long; how many jobs are left, which are then given up for this run."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for timer in self._later.values():
            timer.cancel()
        left = len(self)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return left


class _ChatQueue:
    """The jobs of a chat, and how many are being done."""

    def __init__(self, rest: float) -> None:
        self.queue = FairQueue(rest)
        self.doing = 0
        self.has_more = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Wait so long, or until there is another job."""
        self.has_more.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.has_more.wait(), max(0.0, seconds))
