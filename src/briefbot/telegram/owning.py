"""The one bot on a database: another one refuses to run, or stands by until the first is gone."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, suppress
from typing import Any

from briefbot.errors import BotError, DatabaseError
from briefbot.store.lock import Ownership
from briefbot.store.store import Store

_log = logging.getLogger(__name__)

TWO_OWNERS = (
    "Another Briefbot sends messages from this database already. Only one can: stop that one first, or give this one a "
    "database of its own in BRIEFBOT_DATABASE_URL. (On PostgreSQL, --role worker helps one that runs.)"
)
_TAKEN_OVER = "Another Briefbot has taken this database over while this one had lost it; this one ends."

# Seconds between two looks at whether the database is this bot's still, or has become free.
_LOOK = 5.0
# Seconds that a bot waits before it takes over: one that has lost the database without being killed has found out by then.
_GRACE = 10.0


@asynccontextmanager
async def elected(store: Store, stop: asyncio.Event, *, stands_by: bool) -> AsyncIterator[Ownership]:
    """Be the one bot on a database while the block lasts: at once, or once the other is gone where it `stands_by`.

    False where it was told to stop before that. Raises BotError where there is another one for which it is not to wait.
    """
    waited = False
    while not stop.is_set():
        with store.owning_the_schedule() as ownership:
            if ownership:
                if waited:
                    _log.info("The Briefbot that was there is gone; this one takes over.")
                    await _pause(stop, _GRACE)
                yield ownership
                return
        if not stands_by:
            raise BotError(TWO_OWNERS)
        if not waited:
            _log.info("Another Briefbot sends messages from this database; this one stands by.")
        waited = True
        await _free(store, stop)
    yield Ownership(is_owner=False)


async def _free(store: Store, stop: asyncio.Event) -> None:
    """Wait until a database may have become free, also while it cannot be reached."""
    while not stop.is_set():
        await _pause(stop, _LOOK)
        with suppress(DatabaseError), store.owning_the_schedule() as ownership:
            if ownership:
                return


async def watch(ownership: Ownership) -> None:
    """Look again and again whether a database is this bot's still; BotError once it is another's."""
    reached = True
    while True:
        await asyncio.sleep(_LOOK)
        try:
            held = await asyncio.to_thread(ownership.holds)
        except DatabaseError as error:
            if reached:
                _log.warning("%s It is tried again.", error)
            reached = False
            continue
        if not held:
            raise BotError(_TAKEN_OVER)
        if not reached:
            _log.info("The database can be reached again.")
        reached = True


async def in_turn(
    owning: Callable[[], AbstractContextManager[Ownership]], work: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """Do some work for ever while this process has a duty, and wait while another one has it."""
    while True:
        stack = ExitStack()
        try:
            if ownership := await asyncio.to_thread(stack.enter_context, owning()):
                await _until_lost(ownership, work)
        except DatabaseError as error:
            _log.warning("%s It is tried again.", error)
        finally:
            with suppress(DatabaseError):
                await asyncio.to_thread(stack.close)
        await asyncio.sleep(_LOOK)


async def _until_lost(ownership: Ownership, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    tasks = [asyncio.create_task(work()), asyncio.create_task(watch(ownership))]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[1] not in done:
            tasks[0].result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
