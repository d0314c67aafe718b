"""Sending digests: on time, each part once, behind the answers that people wait for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from briefbot.chat.digests.clock import set_right
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.troubles import Trouble
from briefbot.digests.subscription import Destination
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.health.monitor import Monitor
from briefbot.health.pulse import Beat
from briefbot.store.outbox import Unsent
from briefbot.store.work import UnitOfWork
from briefbot.telegram.transport.sending import MessageSender

_log = logging.getLogger(__name__)

_TICK = 20.0  # seconds between two looks at the schedule
# Messages on their way at a time: with an API that takes a second, 24 messages a second need 24.
_AT_ONCE = 24

Working = Callable[[Callable[[UnitOfWork], Any]], Awaitable[Any]]


def take_up(work: UnitOfWork, now: datetime) -> int:
    """Go on after the last run, however it ended; how many messages were on their way then, and are not sent again."""
    unsure = work.digest_queue.recover(now)
    work.subscriptions.reckon_anew()
    return unsure


class DigestSender:
    """Plans and sends the digests that are due, for as long as it runs. There is one for a database."""

    def __init__(
        self,
        sender: MessageSender,
        planner: Planner,
        write: Working,
        clock: Callable[[], datetime],
        destination: Destination | None = None,
        monitor: Monitor | None = None,
    ) -> None:
        """`write` runs a function within a transaction; `clock` is aware.

        Where a `destination` is named, its digest alone is looked after. The `monitor` is told of looks that went well.
        """
        self._sender = sender
        self._planner = planner
        self._write = write
        self._clock = clock
        self._destination = destination
        self._monitor = monitor
        self._on_their_way: dict[asyncio.Task[None], int] = {}

    async def run(self) -> None:
        """Look at the schedule again and again."""
        await self._lasting(self._take_up)
        while True:
            await self._lasting(self._set_right)
            if await self._lasting(self.send_due) and self._monitor is not None:
                self._monitor.pulse.beat(Beat.SCHEDULE)
            await asyncio.sleep(_TICK)

    async def once(self) -> None:
        """Send what is due now, and no more."""
        await self._take_up()
        try:
            await self.send_due()
        finally:
            await self.stop()

    async def _lasting(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Do some work; whether it went well. Else it is done at the next look, and questions are answered all the same."""
        try:
            await work()
        except DatabaseError as error:
            _log.error("%s Digests are looked at again in a while.", error)
        except Exception:  # noqa: BLE001 (a fault of ours in one digest must not end what serves other chats)
            told = "Digests could not be planned or sent. They are looked at again in a while."
            _log.exception(told, extra=watching.of(Trouble.DIGESTS))
        else:
            return True
        return False

    async def _take_up(self) -> None:
        """Go on after the last run, however it ended."""
        unsure = await self._write(lambda work: take_up(work, self._clock()))
        if unsure:
            _log.warning("%d messages of digests were on their way when the bot ended; they are not sent again.", unsure)

    async def _set_right(self) -> None:
        """Plan anew what a wrong clock has planned: a digest is not waited for until that time comes."""
        if said := await self._write(lambda work: set_right(work, self._clock())):
            _log.warning("%s", said)

    async def send_due(self) -> None:
        """Send all that is due; what fails is tried again when its time has come."""
        await self._write(lambda work: work.digest_queue.expire(self._clock()))
        while True:
            for unsent in await self._ready():
                task = asyncio.create_task(self._sender.deliver_digest(unsent), name=f"digest {unsent.id}")
                self._on_their_way[task] = unsent.id
            if not self._on_their_way:
                plan = partial(self._planner.plan, self._clock(), destination=self._destination)
                if not await asyncio.get_running_loop().run_in_executor(None, plan):
                    return
                continue
            done, _ = await asyncio.wait(self._on_their_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del self._on_their_way[task]
                task.result()

    async def stop(self) -> None:
        """Let what is on its way arrive."""
        if self._on_their_way:
            await asyncio.gather(*self._on_their_way, return_exceptions=True)

    async def _ready(self) -> list[Unsent]:
        room, busy = _AT_ONCE - len(self._on_their_way), {*self._on_their_way.values(), *self._sender.resting}
        if room <= 0:
            return []
        admins = self._planner.admins
        found: list[Unsent] = await self._write(lambda work: work.digest_queue.ready(room, busy, self._destination, admins))
        return found
