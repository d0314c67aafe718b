"""Fetching updates: each is written down before the next request confirms it to Telegram.

python-telegram-bot's own Updater confirms a batch before it is handled, so a kill would lose what waits; and one update that
it cannot read would stop it for ever.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from briefbot.errors import BotError, DatabaseError
from briefbot.telegram.payloads import number_of
from briefbot.telegram.transport.arrivals import WANTED
from briefbot.telegram.transport.intake import Intake

_log = logging.getLogger(__name__)

_LONG_POLL = 30  # seconds for which Telegram holds a request that has nothing to bring
_PATIENCE = 10  # seconds more before a request counts as lost
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0  # seconds between attempts while Telegram cannot be reached
# Another poller on the same token: the one that was there goes on, whatever comes of it, and the newcomer gives way. A newcomer
# hears of the other one as soon as that polls again.
_STANDS_AFTER = 10.0  # seconds of undisturbed polling that make a poller no newcomer
_CONFLICTS, _CONFLICT_PAUSE = 3, 2.0  # conflicts that a newcomer bears, one more for each second that it was undisturbed
_TOLD_EVERY = 600.0  # seconds

_REJECTIONS = 3  # in a row, after which the token is taken to be wrong
REJECTED = "Telegram does not accept the token in BRIEFBOT_TELEGRAM_TOKEN; ask @BotFather for the present one."
_NO_UPDATES = "an answer that holds no updates"
_TWO_POLLERS = (
    "Another program fetches this bot's updates with the same token. Only one can: this one ends; stop the other one first."
)
_HOOKED = (
    "Telegram brings this bot's updates to a webhook that another program has set: nothing can be fetched, and this one ends. "
    "Stop what serves the webhook, then start this one with --polling, which takes the webhook away; what waits is kept."
)
_GOES_ON = "Another program wants this bot's updates (%s). This one was there before, and goes on; stop the other one."


class PollingBot(ExtBot[None]):
    """The bot, with updates as they came: what cannot be read must not keep the rest from being read."""

    async def fetch(self, offset: int, seconds: int) -> list[Any]:
        """Updates from this one on, waiting so long for the first; those before it are confirmed.

        NetworkError also where the answer holds no updates: it is a proxy's, say.
        """
        data = {"offset": offset, "limit": 100, "timeout": timedelta(seconds=seconds), "allowed_updates": WANTED}
        try:
            fetched = await self._post("getUpdates", data, read_timeout=seconds + _PATIENCE)
        except TelegramError:
            raise
        except Exception as error:  # the library trusts the shape of what it is answered
            raise NetworkError(_NO_UPDATES) from error
        if not isinstance(fetched, list):
            raise NetworkError(_NO_UPDATES)
        return fetched


class Rejections:
    """How often in a row Telegram did not accept the token: once can be a fault of its own."""

    def __init__(self) -> None:
        self._count = 0

    def note(self, error: TelegramError) -> None:
        """Count a failure; BotError where the token is not accepted any more."""
        self._count = self._count + 1 if isinstance(error, InvalidToken) else 0
        if self._count >= _REJECTIONS:
            raise BotError(REJECTED)


async def reached(step: Callable[[], Awaitable[object]], told: str) -> None:
    """Do a step, again and again until Telegram answers; `told` is logged once, with why it does not.

    Raises:
        BotError: the token is not accepted.
    """
    pause, rejections = 0.0, Rejections()
    while True:
        try:
            await step()
        except TelegramError as error:
            rejections.note(error)
            if not pause and not isinstance(error, InvalidToken):  # whose message holds the token
                _log.warning(told, error.message)
            pause = min(2 * pause or _FIRST_PAUSE, _LONGEST_PAUSE)
            await asyncio.sleep(pause)
        else:
            return


class Poller:
    """Fetches updates until it is stopped, and confirms those that were taken in."""

    def __init__(self, bot: PollingBot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset = 0
        self._undisturbed_since = time.monotonic()
        self._stands = False
        self._conflicts, self._bears = 0, _CONFLICTS
        self._told = -_TOLD_EVERY
        self._pause = 0.0
        self._rejections = Rejections()

    async def run(self) -> None:
        """Poll for ever; BotError where that is of no use."""
        while True:
            try:
                updates = await self._bot.fetch(self._offset, _LONG_POLL)
                numbered = [update for update in updates if number_of(update) is not None]
                await self._intake.take(numbered)
            except InvalidToken as error:
                self._rejections.note(error)
                await self._wait()
            except Conflict as error:
                await self._conflict(error)
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error.retry_after))
            except NetworkError as error:
                await self._outage(error)
            except DatabaseError as error:
                _log.error("Updates could not be written down; they will be fetched again. %s", error)
                await self._wait()
            except TelegramError as error:
                _log.exception("Updates could not be fetched; they will be fetched again.", exc_info=error)
                await self._wait()
            else:
                if numbered:
                    self._offset = max(update["update_id"] for update in numbered) + 1
                if len(numbered) < len(updates):
                    await self._unnumbered(len(updates) - len(numbered))
                else:
                    self._good()

    async def _unnumbered(self, count: int) -> None:
        """Pass over what has no number: it cannot be confirmed, and comes again with the next request, which is put off."""
        if not self._pause:
            _log.error("%d updates without a number of their own are put aside.", count)
        await self._wait()

    def _good(self) -> None:
        if self._pause:
            _log.info("Telegram can be reached again.")
        self._pause, self._rejections = 0.0, Rejections()
        if time.monotonic() - self._undisturbed_since > _STANDS_AFTER:
            self._stands, self._conflicts = True, 0

    async def _outage(self, error: NetworkError) -> None:
        if not self._pause:
            _log.warning("Telegram cannot be reached (%s); trying until it can.", error.message)
        await self._wait()
        self._undisturbed_since = time.monotonic()

    async def _wait(self) -> None:
        self._pause = min(2 * self._pause or _FIRST_PAUSE, _LONGEST_PAUSE)
        await asyncio.sleep(self._pause)

    async def _conflict(self, error: Conflict) -> None:
        """Go on, where this was there before the other; BotError for a newcomer."""
        if "webhook" in error.message.lower():
            raise BotError(_HOOKED)
        now = time.monotonic()
        undisturbed = now - self._undisturbed_since
        self._stands = self._stands or undisturbed > _STANDS_AFTER
        self._undisturbed_since = now
        if not self._conflicts:
            self._bears = _CONFLICTS + int(undisturbed)
        self._conflicts += 1
        if not self._stands and self._conflicts >= self._bears:
            raise BotError(_TWO_POLLERS)
        if now - self._told >= _TOLD_EVERY:
            self._told = now
            _log.warning(_GOES_ON if self._stands else "Another program fetches this bot's updates (%s).", error.message)
        await asyncio.sleep(_CONFLICT_PAUSE)


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
