"""Taking updates in as they come, however they come: what need not be written down is dealt with, the rest is kept."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from telegram import Update, User
from telegram.ext import ExtBot

from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.store.inbox import Arrival
from briefbot.telegram.payloads import ASIDE, fault_of, legible, number_of
from briefbot.telegram.transport.arrivals import arrival
from briefbot.telegram.transport.location import without_coordinates

_log = logging.getLogger(__name__)


class Intake:
    """Takes updates; `keep` writes them down, and hands on those that are new.

    `at_once` is asked first, for each: whether it has dealt with an update that need not be written down.
    """

    def __init__(
        self,
        bot: ExtBot[None],
        keep: Callable[[list[Arrival]], Awaitable[None]],
        at_once: Callable[[dict[str, Any]], Awaitable[bool]],
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives aware instants."""
        self._bot = bot
        self._keep = keep
        self._at_once = at_once
        self._clock = clock

    async def take(self, payloads: Iterable[dict[str, Any]]) -> None:
        """Take updates that have a number; once it returns, they need not come again. DatabaseError where they must."""
        left = [payload for payload in payloads if not await self._taken_at_once(payload)]
        await self._keep([one for payload in left if (one := read(payload, self._bot, self._clock()))])

    async def _taken_at_once(self, payload: dict[str, Any]) -> bool:
        """Whether an update has been dealt with that need not be written down, or that makes trouble when that is tried."""
        try:
            return await self._at_once(payload)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 (as in `read`)
            _log.error(ASIDE, number_of(payload), fault_of(error), extra=watching.of(Trouble.ANSWERING))
            return True


def read(payload: dict[str, Any], bot: ExtBot[None], now: datetime) -> Arrival | None:
    """An update that concerns the bot and came `now`, as it is written down; one that cannot be read is put aside."""
    me: User = bot.bot
    try:
        payload = legible(without_coordinates(payload))
        update = Update.de_json(payload, bot)
        return arrival(payload, update, me, now)
    except Exception as error:  # noqa: BLE001 (whatever a newer Telegram sends: the others of the batch must come through)
        _log.error(ASIDE, number_of(payload), fault_of(error), extra=watching.of(Trouble.ANSWERING))
        return None
