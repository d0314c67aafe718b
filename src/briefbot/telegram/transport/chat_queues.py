"""One lane for each chat: its work is done in order, and no chat waits for another."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

# What a lane does next: handle the update of this number, or, for None, only send what waits.
Job = int | None


class Lanes:
    """Chats with work; a lane is there while it has some."""

    def __init__(self, work: Callable[[int, Job], Awaitable[None]]) -> None:
        """`work` does one job of a chat; it handles its own failures."""
        self._work = work
        self._jobs: dict[int, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._later: dict[int, asyncio.TimerHandle] = {}
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __len__(self) -> int:
        """How many jobs wait or are being done."""
        return sum(len(jobs) for jobs in self._jobs.values())

    def add(self, chat_id: int, job: Job) -> None:
        """Put a job behind those that the chat has already."""
        if chat_id in self._jobs:
            self._jobs[chat_id].append(job)
            return
        self._jobs[chat_id] = deque([job])
        task = asyncio.create_task(self._run(chat_id), name=f"lane {chat_id}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def add_later(self, chat_id: int, seconds: float) -> None:
        """Send what waits in a chat after so many seconds, once, however often that is said."""
        if chat_id not in self._later:
            self._later[chat_id] = asyncio.get_running_loop().call_later(seconds, self._send, chat_id)

    def _send(self, chat_id: int) -> None:
        del self._later[chat_id]
        self.add(chat_id, None)

    async def _run(self, chat_id: int) -> None:
        jobs = self._jobs[chat_id]
        try:
            while jobs:
                await self._work(chat_id, jobs[0])
                jobs.popleft()
        finally:
            del self._jobs[chat_id]

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
