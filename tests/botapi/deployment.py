"""A bot on a database and a server: in a thread of the test's own process, or as the program that its users run."""

import asyncio
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefbot.archive import Archive
from briefbot.config import TelegramSettings, WebhookSettings
from briefbot.fetching import Fetcher
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.roles import Role
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.sending import Patience
from support.program import BRIEFBOT

from .processes import bot_process
from .server import TOKEN, BotApi

ADMIN = 99
SECRET = "a-secret-of-these-tests_0"  # noqa: S105 (nobody's)


def hook_here() -> WebhookSettings:
    """A webhook at a port of this machine that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return WebhookSettings(f"http://127.0.0.1:{port}/of/telegram", SECRET, port=port)


@dataclass
class Deployment:
    """A database on disk and a server; the bot may be started on them again and again."""

    folder: Path
    api: BotApi
    url: str = ""  # of the database; a file in the folder where nothing else is said
    thread: threading.Thread = field(default_factory=threading.Thread)  # in which the bot runs, or ran

    def __post_init__(self) -> None:
        """Fill in the address."""
        self.url = self.url or f"sqlite:///{self.folder}/briefbot.db"

    @contextmanager
    def running(
        self,
        *,
        paced: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
        rest: float = 0.05,
        fetcher: Fetcher | None = None,
        menus: bool = False,
        stands_by: bool = False,
        role: Role = Role.ALL,
        takes_webhook_away: bool = False,
        **settings: Any,
    ) -> Iterator[TelegramBot]:
        """The bot, in a thread; it is told to end, and drains, when the block is left.

        Unless it is `paced`, a conversation goes faster than Telegram allows: the test would only wait. It goes by `clock`, and
        has this `patience` in an outage, by default with shorter pauses than in life. Edits `rest` for less, too. By `fetcher`
        is fetched what is sent. The `menus` are left out where a test is not of them: they are half of what a short bot says.
        Where it `stands_by`, it waits for the end of another one on the database. It does the work of its `role`.
        """
        rules = TelegramSettings(TOKEN, self.api.url, **{"admins": frozenset({ADMIN}), **settings})
        with Archive.open(self.url, self.folder) as briefbot:
            self.api.clock = lambda: clock().timestamp()
            quick = Pace(chat=(100, 1.0), group=(100, 1.0))
            patience = patience or Patience(first=0.05)
            kind = TelegramBot if menus else _WithoutMenus
            runs = _Runs(role=role, stands_by=stands_by, takes_webhook_away=takes_webhook_away)
            bot = kind(rules, briefbot, None if paced else quick, clock, fetcher, patience, rest)
            thread = self.thread = threading.Thread(target=runs.run, args=(bot,))
            thread.start()
            try:
                yield bot
            finally:
                runs.stop()
                thread.join(40)
                assert not thread.is_alive()
            if runs.error is not None:
                raise runs.error


class _WithoutMenus(TelegramBot):
    """A bot that shows its commands in no menu."""

    async def _offer_menus(self) -> None:
        """Leave Telegram's menus as they are."""


class _Runs:
    """A bot's run in a thread of its own."""

    def __init__(self, **how: Any) -> None:
        self._how = how
        self.error: BaseException | None = None
        self._started = threading.Event()

    def run(self, bot: TelegramBot) -> None:
        try:
            asyncio.run(self._run(bot))
        except BaseException as error:  # noqa: BLE001 (whatever it is belongs to the test)
            self.error = error

    async def _run(self, bot: TelegramBot) -> None:
        self._stop, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self._started.set()
        await bot.run(self._stop, **self._how)

    def stop(self) -> None:
        self._started.wait(5)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)


def process(deployment: Deployment, *options: str, **variables: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """`briefbot bot`, with these options, as a process of its own, in which a warning is an error; killed at the end."""
    settings = {"PYTHONWARNINGS": "error", "BRIEFBOT_DATABASE_URL": deployment.url, **variables}
    return bot_process([*BRIEFBOT, "bot", *options], deployment.folder, deployment.api, **settings)
