"""Sending digests: on time, each part once, behind the answers that people wait for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection
from telegram.error import InvalidToken, TelegramError

from briefbot.app.digests import pausing
from briefbot.app.digests.planner import Planner
from briefbot.entry.telegram.failures import Failure, Verdict, judge
from briefbot.entry.telegram.pacing import Pace
from briefbot.entry.telegram.sending import Postman, as_plain_text, has_markup
from briefbot.errors import DatabaseError
from briefbot.store import chats, digests
from briefbot.store.digests import Part

_log = logging.getLogger(__name__)

_TICK = 20.0  # seconds between two looks at the schedule
# Parts on their way at a time: with an API that takes a second, 24 messages a second need 24.
_AT_ONCE = 24
# Seconds before a part is tried again that was not sent; twice as long each time.
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0

Working = Callable[[Callable[[Connection], Any]], Awaitable[Any]]


class DigestSender:
    """Plans and sends the digests that are due, for as long as it runs. There is one for a database."""

    def __init__(
        self,
        postman: Postman,
        pace: Pace,
        planner: Planner,
        write: Working,
        elsewhere: Callable[[], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        """`write` runs a function within a transaction; `elsewhere` is called when letters were written; `clock` is aware."""
        self._postman = postman
        self._pace = pace
        self._planner = planner
        self._write = write
        self._elsewhere = elsewhere
        self._clock = clock
        self._on_their_way: dict[asyncio.Task[None], int] = {}

    async def run(self) -> None:
        """Look at the schedule again and again."""
        await self._lasting(self._take_up)
        while True:
            await self._lasting(self.send_due)
            await asyncio.sleep(_TICK)

    async def _lasting(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do some work; where the database fails, it is done at the next look."""
        try:
            await work()
        except DatabaseError as error:
            _log.error("%s Digests are looked at again in a while.", error)

    async def _take_up(self) -> None:
        """Go on after the last run, however it ended."""
        unsure = await self._write(lambda connection: digests.recover(connection, self._clock()))
        if unsure:
            _log.warning("%d messages of digests were on their way when the bot ended; they are not sent again.", unsure)
        await self._write(digests.reckon_anew)

    async def send_due(self) -> None:
        """Send all that is due; what fails is tried again when its time has come."""
        await self._write(lambda connection: digests.expire(connection, self._clock()))
        while True:
            parts = await self._ready()
            for part in parts:
                task = asyncio.create_task(self._send(part), name=f"digest {part.slot_id}")
                self._on_their_way[task] = part.slot_id
            if not self._on_their_way:
                if not await asyncio.get_running_loop().run_in_executor(None, self._planner.plan, self._clock()):
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
        found: list[Part] = await self._write(lambda connection: digests.ready(connection, now, room, busy))
        return found

    async def _send(self, part: Part) -> None:
        await self._pace.turn_for_digest(part.chat_id)
        if not await self._write(lambda connection: digests.begin(connection, part)):
            return
        try:
            message_id = await self._postman.carry_out(part.chat_id, part.letter)
        except InvalidToken:
            await self._write(lambda connection: digests.again(connection, part, self._clock(), self._clock()))
            raise
        except TelegramError as error:
            await self._failed(part, judge(error), error)
        else:
            await self._write(lambda connection: digests.sent(connection, part, message_id or 0, self._clock()))

    async def _failed(self, part: Part, failure: Failure, error: TelegramError) -> None:
        """Note what a failure means: a part that may have arrived is never sent again by itself."""
        now = self._clock()
        match failure.verdict:
            case Verdict.WAIT:
                await self._again(part, timedelta(seconds=failure.seconds))
            case Verdict.AGAIN:
                await self._again(part, _pause(part.tries))
            case Verdict.PERHAPS_SENT | Verdict.FAILED:
                _log.warning(
                    "Part %d of a digest for chat %s may have arrived or not; it is not sent again.", part.number, part.chat_id
                )
                await self._write(lambda connection: digests.perhaps_sent(connection, part, now))
            case Verdict.MOVED:
                _log.info("Chat %s has become a supergroup; it is %s now.", part.chat_id, failure.new_chat)
                await self._write(partial(_moved, part=part, new=failure.new_chat, now=now))
            case Verdict.LOST:
                _log.info("Nothing can be sent into chat %s any more: %s", part.chat_id, error.message)
                await self._write(partial(_lost, part=part, reason=error.message, now=now))
                await self._elsewhere()
            case Verdict.NO_TOPIC if part.letter.topic is not None:
                await self._write(partial(_to_general, part=part, topic=part.letter.topic, now=now))
                await self._elsewhere()
            case Verdict.UNREADABLE if has_markup(part.letter):
                _log.error("Telegram could not read the HTML of a digest; it is sent as plain text.")
                await self._again(replace(part, letter=as_plain_text(part.letter)), timedelta(0))
            case _:
                _log.error("A part of a digest for chat %s was given up: %s", part.chat_id, error.message)
                await self._write(lambda connection: digests.give_up(connection, part, now))

    async def _again(self, part: Part, pause: timedelta) -> None:
        now = self._clock()
        await self._write(lambda connection: digests.again(connection, part, now + pause, now))


def _moved(connection: Connection, part: Part, new: int, now: datetime) -> None:
    chats.move(connection, part.chat_id, new)
    digests.again(connection, part, now, now)


def _lost(connection: Connection, part: Part, reason: str, now: datetime) -> None:
    digests.give_up(connection, part, now)
    pausing.lose(connection, part.chat_id, reason, now)


def _to_general(connection: Connection, part: Part, topic: int, now: datetime) -> None:
    digests.again(connection, replace(part, letter=replace(part.letter, topic=None)), now, now)
    pausing.lose_topic(connection, part.chat_id, topic, now)


def _pause(tries: int) -> timedelta:
    return timedelta(seconds=min(_FIRST_PAUSE * 2**tries, _LONGEST_PAUSE))
