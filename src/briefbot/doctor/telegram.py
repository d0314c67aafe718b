"""Telegram: the token, the network, the clock by the server's, and whoever else fetches the bot's updates."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
from telegram import User, WebhookInfo
from telegram.error import InvalidToken, NetworkError, TelegramError

from briefbot.config import TelegramSettings
from briefbot.doctor.findings import Finding, error, fine, warning
from briefbot.telegram.bot import bot_of
from briefbot.telegram.transport.requests import BotApiRequest, ForeignAnswerError
from briefbot.telegram.webhook import failure_of
from briefbot.wording.english import counted

_SECONDS = 10.0
_APART = timedelta(minutes=1)
_MANY = 1000  # updates that wait
_LATELY = timedelta(hours=1)  # for which a failure of the webhook is one of today's: Telegram tells it for long
# What mends a webhook, by what Telegram says of it; the last is for whatever else it says.
_MENDS = {
    "403": "Start all processes of the bot anew with one BRIEFBOT_WEBHOOK_SECRET; see that the proxy keeps its header.",
    "404": "See that the proxy passes the path of BRIEFBOT_WEBHOOK_URL on as it is.",
    "503": "The bot could not write them down: see the database, above.",
    "ssl": "See to the certificate of the proxy: Telegram wants one that is valid, with all that stand above it.",
    "certificate": "See to the certificate of the proxy: Telegram wants one that is valid, with all that stand above it.",
    "resolve": "See that the name in BRIEFBOT_WEBHOOK_URL is known in the net (DNS).",
    "": "See that the bot runs, that the proxy reaches it at BRIEFBOT_WEBHOOK_LISTEN, and Telegram the proxy.",
}


def telegram(settings: TelegramSettings, now: datetime) -> Iterator[Finding]:
    """What keeps the bot of these settings from running; `now` is this machine's clock."""
    host = urlsplit(settings.base_url).netloc
    served = _date(settings.base_url)
    if isinstance(served, str):
        mend = "See that this machine reaches the network, and that no firewall or proxy keeps it from that host."
        yield error("network", f"{host} cannot be reached: {served}.", mend)
        return
    yield fine("network", f"{host} answers.")
    if served is not None and abs(served - now) > _APART:
        found = f"This machine’s clock is {_told(now - served)} {'ahead of' if now > served else 'behind'} Telegram’s."
        yield error("clock", found, "Set it, by NTP at best: digests go by it.")
    yield from asyncio.run(_account(settings, host, now))
    if not settings.admins:
        mend = "Put your number into BRIEFBOT_ADMINS; a bot like @userinfobot tells it."
        yield warning("admins", "Nobody runs the bot: reports of wrong names reach nobody, and sources cannot be sent.", mend)


def _date(address: str) -> datetime | str | None:
    """What the server's clock says, None where it does not; or why the server cannot be reached."""
    try:
        answer = httpx.get(address, timeout=_SECONDS)
    except httpx.HTTPError as failure:
        return _reason(failure)
    with suppress(ValueError):
        told = parsedate_to_datetime(answer.headers.get("date", ""))
        return told if told.tzinfo else None
    return None


def _reason(failure: Exception) -> str:
    if isinstance(failure, httpx.TimeoutException):
        return f"no answer within {_SECONDS:.0f} seconds"
    told = str(failure)
    return "its name is not known here (DNS)" if "getaddrinfo" in told or "resolution" in told or "not known" in told else told


async def _account(settings: TelegramSettings, host: str, now: datetime) -> list[Finding]:
    requests = BotApiRequest(connect_timeout=_SECONDS), BotApiRequest(connection_pool_size=1)
    bot = bot_of(settings, *requests)
    try:
        for request in requests:
            await request.initialize()
        return [*_account_of(await bot.get_me()), *_updates(settings, await bot.get_webhook_info(), now)]
    except InvalidToken:
        return [
            error(
                "token",
                "Telegram does not accept it.",
                "Ask @BotFather for the present one, and put it into BRIEFBOT_TELEGRAM_TOKEN.",
            )
        ]
    except ForeignAnswerError:
        mend = "Correct BRIEFBOT_TELEGRAM_BASE_URL, or look what stands between: a proxy, a login page."
        return [error("network", f"What answers at {host} is not Telegram’s Bot API.", mend)]
    except NetworkError:
        return [error("network", f"The connection to {host} broke off.", "Try again; if it stays so, see what stands between.")]
    except TelegramError as failure:
        return [error("token", f"Telegram refuses: {failure.message}.", "Ask @BotFather for the state of the bot.")]
    finally:
        for request in requests:
            await request.shutdown()


def _account_of(account: User) -> Iterator[Finding]:
    yield fine("token", f"The bot is @{account.username}.")
    if not account.can_join_groups:
        yield fine("groups", "It cannot be added to groups; @BotFather changes that (/setjoingroups).")


def _updates(settings: TelegramSettings, known: WebhookInfo, now: datetime) -> Iterator[Finding]:
    """How updates come, by what Telegram has of a webhook."""
    host, wanted = urlsplit(known.url).hostname, settings.webhook
    if wanted is None and known.url:
        mend = "If a program serves it there, stop that; then `briefbot bot --polling`, once, takes the webhook away."
        yield error("updates", f"They go to a webhook on {host}, so that the bot cannot fetch them and does not start.", mend)
    elif wanted is not None and not known.url:
        mend = "Start the bot, which sets it: `briefbot bot`; with --polling it goes without."
        yield warning("webhook", "BRIEFBOT_WEBHOOK_URL is set, and Telegram knows of no webhook.", mend)
    elif wanted is not None and known.url != wanted.url:
        mend = "If another program serves it there, stop that; then start the bot, which sets its own: `briefbot bot`."
        yield warning("webhook", f"Telegram brings updates to another address than BRIEFBOT_WEBHOOK_URL, on {host}.", mend)
    elif wanted is not None and known.last_error_date is not None and now - known.last_error_date < _LATELY:
        mend = next(mend for sign, mend in _MENDS.items() if sign in (known.last_error_message or "").lower())
        yield error("webhook", f"Telegram could not bring updates: {failure_of(known)}.", mend)
    elif wanted is not None:
        yield fine("webhook", f"Telegram brings updates to {host}.")
    if known.pending_update_count > _MANY:
        yield warning("updates", f"{known.pending_update_count} wait to be taken.", "Start the bot: `briefbot bot`.")


def _told(apart: timedelta) -> str:
    minutes = abs(apart) // timedelta(minutes=1)
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(minutes // 60, "hour") if minutes < 2880 else counted(minutes // 1440, "day")
