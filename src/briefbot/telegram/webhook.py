"""The webhook of a bot that runs: listened for, set at Telegram, and looked after there."""

import asyncio
import logging
import socket
from urllib.parse import urlsplit

from telegram import WebhookInfo
from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import ExtBot

from briefbot.config import WebhookSettings
from briefbot.errors import BotError
from briefbot.health.monitor import Monitor
from briefbot.telegram.transport.arrivals import WANTED
from briefbot.telegram.transport.intake import Intake
from briefbot.telegram.transport.polling import reached

_log = logging.getLogger(__name__)

# Updates that Telegram brings at a time, of all chats together; those of one chat it brings one after the other.
_CONNECTIONS = 40
_LOOK = 60.0  # seconds between two looks at what Telegram has of the webhook
SET_ALREADY = (
    "Telegram brings this bot's updates to a webhook at {host}: nothing can be fetched. If a program serves it there, stop "
    "that one; then start this one with --polling, once, which takes the webhook away. What waits is kept."
)
_TAKEN_AWAY = (
    "Telegram does not bring this bot's updates here any more: its webhook was {now} by another program. Only one can get "
    "them: this one ends; stop the other one first."
)
_REFUSED = "Telegram does not take BRIEFBOT_WEBHOOK_URL ({reason}); correct it: https, and a host that is reached from outside."


class Webhook:
    """Where Telegram brings a bot's updates."""

    def __init__(self, bot: ExtBot[None], settings: WebhookSettings, monitor: Monitor) -> None:
        """Health is told beside it as the `monitor` finds it."""
        self._bot = bot
        self._settings = settings
        self._monitor = monitor

    def take_place(self) -> socket.socket:
        """The socket at which is listened; InputError where there can be none."""
        # Imported here, and below: who fetches updates is spared loading a server.
        from briefbot.serving import bound  # noqa: PLC0415

        return bound(self._settings.host, self._settings.port, "The webhook", "BRIEFBOT_WEBHOOK_LISTEN names another place.")

    async def run(self, taken: socket.socket, intake: Intake) -> None:
        """Take in what is brought, for ever; BotError where that is of no use.

        When it is cancelled, what is being brought is still taken in.
        """
        from briefbot.health.app import routes  # noqa: PLC0415
        from briefbot.serving import QuietServer, config_of  # noqa: PLC0415
        from briefbot.telegram.transport.webhook import Receiver  # noqa: PLC0415

        server = QuietServer(config_of(Receiver(self._settings, intake).application(routes(self._monitor, guarded=True))))
        serving = asyncio.create_task(server.serve(sockets=[taken]))
        looking = asyncio.create_task(self._look_after())
        try:
            done, _ = await asyncio.wait((serving, looking), return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
        finally:
            looking.cancel()
            server.should_exit = True
            await asyncio.gather(looking, serving, return_exceptions=True)

    async def _look_after(self) -> None:
        """Have Telegram bring updates, and see that it does."""
        await self._set()
        told = None
        while True:
            await asyncio.sleep(_LOOK)
            try:
                known = await self._bot.get_webhook_info()
            except TelegramError as error:
                _log.info("What Telegram has of the webhook is not known: %s", error.message)
                continue
            if known.url != self._settings.url:
                now = f"set at {urlsplit(known.url).hostname}" if known.url else "taken away"
                raise BotError(_TAKEN_AWAY.format(now=now))
            if known.last_error_date not in (None, told):
                _log.warning("Telegram could not bring updates to the webhook: %s.", failure_of(known))
            told = known.last_error_date

    async def _set(self) -> None:
        await reached(self._try_to_set, "The webhook cannot be set (%s); trying until it can.")
        _log.info("Telegram brings updates to %s.", urlsplit(self._settings.url).hostname)

    async def _try_to_set(self) -> None:
        while True:
            try:
                await self._bot.set_webhook(
                    self._settings.url,
                    secret_token=self._settings.secret,
                    allowed_updates=WANTED,
                    max_connections=_CONNECTIONS,
                    drop_pending_updates=False,
                )
            except BadRequest as error:
                raise BotError(_REFUSED.format(reason=error.message)) from None
            except RetryAfter as error:
                _log.info("Telegram wants a pause before the webhook is set: %s", error.message)
                await asyncio.sleep(1.0)
            else:
                return


def failure_of(known: WebhookInfo) -> str:
    """Why Telegram could not bring an update last, empty where it could; it is kept there for long after it is over."""
    if not known.last_error_message or known.last_error_date is None:
        return ""
    return f"{known.last_error_message} ({known.last_error_date:%Y-%m-%d %H:%M} UTC; {known.pending_update_count} wait)"


async def free_for_polling(bot: ExtBot[None], *, take_away: bool) -> None:
    """See that updates can be fetched: no webhook is set at Telegram, or it is to be taken away; all that waits there is kept.

    Raises:
        BotError: one is set, perhaps by a program that serves it.
        TelegramError: that cannot be told, or done.
    """
    known = await bot.get_webhook_info()
    if not known.url:
        return
    if not take_away:
        raise BotError(SET_ALREADY.format(host=urlsplit(known.url).hostname))
    await bot.delete_webhook(drop_pending_updates=False)
    _log.info("The webhook at %s was taken away; what waited for it is fetched.", urlsplit(known.url).hostname)
