"""An archive opened as the settings say."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from briefbot.archive import Archive, Progress
from briefbot.cli.output import progress, warn
from briefbot.config import Settings

if TYPE_CHECKING:
    from briefbot.archive.analysis import Failure


# What somebody does who has nothing to ask yet.
FIRST_STEPS = """\
There is no archive here yet.
  briefbot ingest FILE         brings documents in; a folder or a web address does as well
  briefbot feeds add ADDRESS   follows what a site publishes; then `briefbot feeds refresh`
  briefbot console             asks
If you have an archive already, go to its folder, or name it in BRIEFBOT_DATABASE_URL."""


def tell_first_steps() -> None:
    """Say on standard error what to do where there is no archive yet."""
    click.echo(FIRST_STEPS, err=True)


@contextmanager
def opened(shown: Progress, *, seeds: bool = True, reads: bool = False, lasts: bool = False) -> Iterator[Archive]:
    """The archive that the environment and `.env` name, with the seeds brought in; it is closed at the end.

    Where there is none yet, and it is only to be read (`reads`), the person is told, and an empty one elsewhere takes its
    place, so that nothing is left behind. Nor is anything left of one that was made here and holds nothing at the end, but
    where it is for a process that others count on (`lasts`).
    """
    settings = Settings.read()
    folder = settings.seeds_there if seeds else None
    rules = settings.keep, settings.sure, settings.read_within
    is_new = not has_archive(settings)
    with TemporaryDirectory() if reads and is_new else nullcontext() as elsewhere:
        if elsewhere:
            tell_first_steps()
            settings = replace(settings, database_url=f"sqlite:///{elsewhere}/briefbot.db", data=Path(elsewhere))
        try:
            with Archive.open(settings.database_url, settings.data, folder, *rules) as briefbot:
                briefbot.expire(datetime.now(UTC))
                report = briefbot.ingest_seeds(shown)
                for one in (*report.failed, *report.degraded) if report else ():
                    warn(f"{one.document}: {one.error}")
                yield briefbot
        finally:
            if is_new and not elsewhere and not lasts:
                _clear_away(settings)


@contextmanager
def ready(words: str = "", *, reads: bool = False, lasts: bool = False) -> Iterator[Archive]:
    """The same, brought up to date; how far that is is shown until it is done, and no longer, and these words before that."""
    with ExitStack() as stack:
        with progress(words) as shown:
            briefbot = stack.enter_context(opened(shown, reads=reads, lasts=lasts))
            refreshed(briefbot, shown)
        yield briefbot


def _clear_away(settings: Settings) -> None:
    from briefbot.archive.trying import leave_nothing  # noqa: PLC0415 (hardly ever needed)

    leave_nothing(settings.database_url, settings.data)


def has_archive(settings: Settings) -> bool:
    """Whether there is something to read, a database or a folder of seeds; or a fault, of which whoever opens it is told."""
    from briefbot.store.maintenance import is_yet_to_be_made  # noqa: PLC0415 (it takes long to load)

    return settings.seeds_there is not None or not is_yet_to_be_made(settings.database_url)


def refreshed(briefbot: Archive, shown: Progress) -> "tuple[Failure, ...]":
    """Bring up to date what answering needs; the documents that lost their quotations by it, of which the person is told."""
    degraded = briefbot.refresh(shown)
    for one in degraded:
        warn(f"{one.document}: {one.error}")
    return degraded
