"""Sending digests: on time, each part once, behind the answers that people wait for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from telegram.error import TelegramError

from briefbot.chat.digests.clock import set_right
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.outgoing import Verdict
from briefbot.digests.subscription import Destination
from briefbot.errors import DatabaseError
from briefbot.store.digest_parts import Part
from briefbot.store.work import UnitOfWork
from briefbot.telegram import delivery
from briefbot.telegram.transport.failures import judge
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.sending import MessageSender

_log = logging.getLogger(__name__)

_TICK = 20.0  # seconds between two looks at the schedule
# Parts on their way at a time: with an API that takes a second, 24 messages a second need 24.
_AT_ONCE = 24
# Failures of which whoever set the digest is told.
_TOLD = (Verdict.LOST, Verdict.NO_TOPIC)

Working = Callable[[Callable[[UnitOfWork], Any]], Awaitable[Any]]


class DigestSender:
    """Plans and sends the digests that are due, for as long as it runs. There is one for a database."""

    def __init__(
        self,
        sender: MessageSender,
        pace: Pace,
        planner: Planner,
        write: Working,
        elsewhere: Callable[[], Awaitable[None]],
        clock: Callable[[], datetime],
        destination: Destination | None = None,
    ) -> None:
        """`write` runs a function within a transaction; `elsewhere` is called when letters were written; `clock` is aware.

        Where a `destination` is named, its digest alone is looked after.
        """
        self._sender = sender
        self._pace = pace
        self._planner = planner
        self._write = write
        self._elsewhere = elsewhere
        self._clock = clock
        self._destination = destination
        self._on_their_way: dict[asyncio.Task[None], int] = {}

    async def run(self) -> None:
        """Look at the schedule again and again."""
        await self._lasting(self._take_up)
        while True:
            await self._lasting(self._set_right)
            await self._lasting(self.send_due)
            await asyncio.sleep(_TICK)

    async def once(self) -> None:
        """Send what is due now, and no more."""
        await self._take_up()
        try:
            await self.send_due()
        finally:
            await self.stop()

    async def _lasting(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do some work; where it fails, it is done at the next look: questions are answered all the same."""
        try:
            await work()
        except DatabaseError as error:
            _log.error("%s Digests are looked at again in a while.", error)
        except Exception:  # noqa: BLE001 (a fault of ours in one digest must not end what serves other chats)
            _log.exception("Digests could not be planned or sent. They are looked at again in a while.")

    async def _take_up(self) -> None:
        """Go on after the last run, however it ended."""
        unsure = await self._write(lambda work: delivery.take_up(work, self._clock()))
        if unsure:
            _log.warning("%d messages of digests were on their way when the bot ended; they are not sent again.", unsure)

    async def _set_right(self) -> None:
        """Plan anew what a wrong clock has planned: a digest is not waited for until that time comes."""
        if said := await self._write(lambda work: set_right(work, self._clock())):
            _log.warning("%s", said)

    async def send_due(self) -> None:
        """Send all that is due; what fails is tried again when its time has come."""
        await self._write(lambda work: work.digest_parts.expire(self._clock()))
        while True:
            parts = await self._ready()
            for part in parts:
                task = asyncio.create_task(self._send(part), name=f"digest {part.slot_id}")
                self._on_their_way[task] = part.slot_id
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

    async def _ready(self) -> list[Part]:
        room, busy = _AT_ONCE - len(self._on_their_way), list(self._on_their_way.values())
        if room <= 0:
            return []
        now = self._clock()
        found: list[Part] = await self._write(lambda work: work.digest_parts.ready(now, room, busy, self._destination))
        return found

    async def _send(self, part: Part) -> None:
        await self._pace.turn_for_digest(part.chat_id)
        if not await self._write(lambda work: work.digest_parts.begin(part)):
            return
        try:
            message_id = await self._sender.carry_out(part.chat_id, part.letter)
        except TelegramError as error:
            failure, reason, now = judge(error), error.message, self._clock()
            await self._write(lambda work: delivery.failed(work, part, failure, reason, now))
            if failure.verdict in _TOLD:
                await self._elsewhere()
        else:
            await self._write(lambda work: work.digest_parts.sent(part, message_id or 0, self._clock()))
