"""Sending the digests that are due once, without a bot that runs: for a timer of the system's own, and by hand."""

from collections.abc import Callable
from datetime import datetime

from telegram.error import InvalidToken, TelegramError

from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.config import TelegramSettings
from briefbot.digests.subscription import Destination
from briefbot.errors import BotError
from briefbot.telegram.bot import SENDING, bot_of
from briefbot.telegram.digests import DigestSender
from briefbot.telegram.drawing import drawing_of
from briefbot.telegram.owning import TWO_OWNERS
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.polling import REJECTED, PollingBot
from briefbot.telegram.transport.requests import BotApiRequest
from briefbot.telegram.transport.sending import Hooks, MessageSender


async def send_digests(
    settings: TelegramSettings, briefbot: Archive, clock: Callable[[], datetime], destination: Destination | None = None
) -> None:
    """Plan and send the digests that are due, or that of one destination; BotError where none can be."""
    requests = BotApiRequest(**SENDING), BotApiRequest(connection_pool_size=1)
    bot, transactions = bot_of(settings, *requests), Transactions(briefbot.store)
    try:
        with briefbot.store.owning_the_schedule() as owner:
            if not owner:
                raise BotError(TWO_OWNERS)
            await _reach(bot)
            await _sender(bot, briefbot, transactions, settings, clock, destination).once()
    except InvalidToken:
        raise BotError(REJECTED) from None
    finally:
        transactions.shutdown()
        await bot.shutdown()
        for request in requests:
            await request.shutdown()


async def _reach(bot: PollingBot) -> None:
    try:
        await bot.initialize()
    except InvalidToken:
        raise
    except TelegramError as error:
        raise BotError(f"Telegram cannot be reached ({error.message}); nothing was planned or sent. Try again later.") from None


def _sender(
    bot: PollingBot,
    briefbot: Archive,
    transactions: Transactions,
    settings: TelegramSettings,
    clock: Callable[[], datetime],
    destination: Destination | None,
) -> DigestSender:
    # What is written for other chats is sent by the bot when it runs.
    sender = MessageSender(bot, Pace(), transactions.write, clock, Hooks(drawing_of(briefbot, settings.web_url)))
    return DigestSender(sender, Planner(briefbot, settings.private_to), transactions.write, clock, destination)
