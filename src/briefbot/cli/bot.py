"""`briefbot bot`: the Telegram bot, by long polling or a webhook."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from briefbot.cli.opening import ready
from briefbot.config import Settings, TelegramSettings
from briefbot.operation import HealthSettings, LogSettings

if TYPE_CHECKING:
    from briefbot.health.monitor import Monitor

# Seconds after which a thread that answers lets another one run, or the event loop: Python's own five milliseconds add up,
# since the loop has to wait for them at each step of each request.
_SWITCH = 0.001


@click.command("bot")
@click.option(
    "--role",
    type=click.Choice(["all", "worker", "scheduler"]),
    default="all",
    show_default=True,
    help="What this process does: everything; updates and answers; digests, feeds and what admins send. On PostgreSQL any "
    "number of workers share the chats, and of schedulers one is at work, and the others stand by.",
)
@click.option("--standby", is_flag=True, help="Where another bot has the database, wait for its end, and take over.")
@click.option("--polling", is_flag=True, help="Fetch updates, whatever BRIEFBOT_WEBHOOK_URL says, and take a webhook away.")
def command(*, role: str, standby: bool, polling: bool) -> None:
    """Run the Telegram bot, until Ctrl-C or SIGTERM; a second one of either ends it at once.

    It fetches updates or, with BRIEFBOT_WEBHOOK_URL, has Telegram bring them. One bot alone does everything on a database:
    another one refuses to start, unless it is to stand by. What waits is lost by no change.
    """
    settings, fetching, logging, health = TelegramSettings.read(), Settings.read(), LogSettings.read(), HealthSettings.read()
    if polling:
        settings = replace(settings, webhook=None)
    # Imported here: the settings are looked at before a second is spent on loading the rest.
    from briefbot.fetching import Fetcher  # noqa: PLC0415
    from briefbot.logs import start_log  # noqa: PLC0415
    from briefbot.telegram.bot import TelegramBot  # noqa: PLC0415
    from briefbot.telegram.roles import Role  # noqa: PLC0415

    sys.setswitchinterval(_SWITCH)
    start_log(logging)
    with ready(lasts=True) as briefbot:
        fetcher = Fetcher(fetching.private_hosts)
        bot = TelegramBot(settings, briefbot, fetcher=fetcher)
        run = partial(bot.run, role=Role(role), stands_by=standby, takes_webhook_away=polling)
        asyncio.run(_until_told(run, health, bot.monitor))


async def _until_told(
    run: Callable[[asyncio.Event], Coroutine[Any, Any, None]], health: HealthSettings | None, monitor: "Monitor"
) -> None:
    from briefbot.health.telling import told  # noqa: PLC0415 (as above)

    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def end(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)  # the second one ends the process

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end, number)
    async with told(health, monitor):
        await run(stop)
