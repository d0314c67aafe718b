"""`briefbot bot`: the Telegram bot, by long polling."""

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

import click

from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import progress
from briefbot.config import Settings, TelegramSettings
from briefbot.operation import HealthSettings, LogSettings

if TYPE_CHECKING:
    from briefbot.telegram.bot import TelegramBot


# Seconds after which a thread that answers lets another one run, or the event loop: Python's own five milliseconds add up,
# since the loop has to wait for them at each step of each request.
_SWITCH = 0.001


@click.command("bot")
@click.option("--standby", is_flag=True, help="Where another bot has the database, wait for its end, and take over.")
def command(*, standby: bool) -> None:
    """Run the Telegram bot, until Ctrl-C or SIGTERM; a second one of either ends it at once.

    One bot alone runs on a database: another one refuses to start, unless it is to stand by.
    """
    settings, fetching, logging, health = TelegramSettings.read(), Settings.read(), LogSettings.read(), HealthSettings.read()
    # Imported here: the settings are looked at before a second is spent on loading the rest.
    from briefbot.fetching import Fetcher  # noqa: PLC0415
    from briefbot.logs import start_log  # noqa: PLC0415
    from briefbot.telegram.bot import TelegramBot  # noqa: PLC0415

    sys.setswitchinterval(_SWITCH)
    start_log(logging)
    with progress() as shown, opened(shown) as briefbot:
        refreshed(briefbot, shown)
        bot = TelegramBot(settings, briefbot, fetcher=Fetcher(fetching.private_hosts))
        asyncio.run(_until_told(bot, health, stands_by=standby))


async def _until_told(bot: "TelegramBot", health: HealthSettings | None, *, stands_by: bool) -> None:
    from briefbot.health.telling import told  # noqa: PLC0415 (as above)

    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def end(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)  # the second one ends the process

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end, number)
    async with told(health, bot.monitor):
        await bot.run(stop, stands_by=stands_by)
