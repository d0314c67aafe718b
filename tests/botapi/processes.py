"""A bot as a process of its own, on an archive in a folder: for tests and for benchmarks."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from support.program import inherited

from .server import TOKEN, BotApi


def archive_in(folder: Path) -> dict[str, str]:
    """The settings of a program whose archive lies in a folder, without seeds."""
    archive = {"BRIEFBOT_DATABASE_URL": f"sqlite:///{folder}/briefbot.db", "BRIEFBOT_DATA": str(folder), "BRIEFBOT_SEEDS": ""}
    return {**inherited(), "HOME": str(folder), **archive}


@contextmanager
def bot_process(command: Sequence[str], folder: Path, api: BotApi, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A bot of this command line; what it says on standard error is added to `log` in the folder. Killed at the end."""
    of_telegram = {"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, "BRIEFBOT_TELEGRAM_BASE_URL": api.url}
    environment = {**archive_in(folder), **of_telegram, **variables}
    with (folder / "log").open("ab") as log:
        running = subprocess.Popen(command, env=environment, cwd=folder, stderr=log)  # noqa: S603 (the bot under test)
        try:
            yield running
        finally:
            running.kill()
            running.wait()
