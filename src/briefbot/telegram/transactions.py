"""Transactions of a bot that runs: off the event loop, one after the other, behind no answer that is being made."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork

_T = TypeVar("_T")


class Transactions:
    """Reads and writes a database in a thread of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, "write")

    async def read(self, job: Callable[[UnitOfWork], _T]) -> _T:
        """What a function gives that only reads."""

        def reading() -> _T:
            with self._store.read() as work:
                return job(work)

        return await self.run(reading)

    async def write(self, job: Callable[[UnitOfWork], _T]) -> _T:
        """What a function gives; all that it writes is kept or, on an error, nothing."""

        def writing() -> _T:
            with self._store.write() as work:
                return job(work)

        return await self.run(writing)

    async def run(self, job: Callable[[], _T]) -> _T:
        """What a function gives that has transactions of its own."""
        # What is bound to the context of whoever waits, for the log, is bound in the thread as well.
        return await asyncio.get_running_loop().run_in_executor(self._thread, copy_context().run, job)

    def shutdown(self) -> None:
        """Write no more, once all is written."""
        self._thread.shutdown()
