"""What one process does for all: digests, feeds, what admins send, and erasing what is old."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import ExtBot

from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.config import TelegramSettings
from briefbot.errors import DatabaseError
from briefbot.fetching import Fetcher
from briefbot.health.monitor import Monitor
from briefbot.telegram.digests import DigestSender
from briefbot.telegram.feeds import FeedPolling
from briefbot.telegram.receiving import Receiving
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.transport.sending import MessageSender

_log = logging.getLogger(__name__)

_CLEAN_EVERY = 6 * 3600.0  # seconds
_LOOK = 2.0  # seconds between two looks at what other processes wrote down to be brought in


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all works share: the bot, its archive and settings, how it is written, aware instants, and what watches over it."""

    bot: ExtBot[None]
    briefbot: Archive
    settings: TelegramSettings
    transactions: Transactions
    clock: Callable[[], datetime]
    monitor: Monitor


class Scheduling:
    """The works of a scheduler."""

    def __init__(
        self,
        around: Surroundings,
        sender: MessageSender,
        fetcher: Fetcher,
        feeds: FeedPolling | None,
        deliver: Callable[[int], None],
    ) -> None:
        """Digests go by `sender`; `deliver` has sent what else is written down for a chat."""
        briefbot, write = around.briefbot, around.transactions.write
        self._around = around
        self._feeds = feeds
        planner = Planner(briefbot, around.settings.private_to)
        self.digests = DigestSender(sender, planner, write, around.clock, monitor=around.monitor)
        look = _LOOK if briefbot.store.serves_several else None
        self.receiving = Receiving(briefbot, fetcher, around.bot, around.transactions, deliver, around.clock, look)

    def works(self) -> list[Coroutine[Any, Any, None]]:
        """Works that last until they are cancelled; the first is that without which it need not go on."""
        feeds = [self._feeds.run()] if self._feeds is not None else []
        return [self.digests.run(), self.receiving.run(), self._clean(), *feeds]

    async def end(self) -> None:
        """Let what is on its way arrive, and what is being stored be stored."""
        await self.digests.stop()
        if self._feeds is not None:
            await asyncio.to_thread(self._feeds.stop)
        await self.receiving.stop()

    async def _clean(self) -> None:
        clock = self._around.clock
        while True:
            try:
                await self._around.transactions.write(lambda work: work.chats.expire(clock()))
                await asyncio.to_thread(self._around.briefbot.expire, clock())
            except DatabaseError as error:
                _log.warning("What is old could not be erased: %s", error)
            await asyncio.sleep(_CLEAN_EVERY)
