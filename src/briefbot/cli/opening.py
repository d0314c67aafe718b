"""An archive opened as the settings say."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefbot.archive import Archive, Progress
from briefbot.archive.engines import search_at
from briefbot.cli.output import warn
from briefbot.config import Settings

if TYPE_CHECKING:
    from briefbot.archive.analysis import Failure


# What somebody does who has nothing to ask yet.
FIRST_STEPS = (
    "There is no archive here yet. Bring documents in with `briefbot ingest FILE` (or a folder, or a web address), or what a "
    "site publishes with `briefbot feeds add ADDRESS` and `briefbot feeds refresh`; then ask with `briefbot console`. If you "
    "have an archive already, go to its folder, or name it in BRIEFBOT_DATABASE_URL."
)


@contextmanager
def opened(progress: Progress, *, seeds: bool = True, reads: bool = False) -> Iterator[Archive]:
    """The archive that the environment and `.env` name, with the seeds brought in; it is closed at the end.

    Where there is none yet, and it is only to be read (`reads`), the person is told, and an empty one elsewhere takes its
    place, so that nothing is left behind.
    """
    settings = Settings.read()
    folder = settings.seeds_there if seeds else None
    rules = settings.keep, settings.sure, settings.read_within
    search = search_at(settings.search_url, settings.search_within)
    with TemporaryDirectory() if reads and not has_archive(settings) else nullcontext() as elsewhere:
        if elsewhere:
            warn(FIRST_STEPS)
            settings = replace(settings, database_url=f"sqlite:///{elsewhere}/briefbot.db", data=Path(elsewhere))
            search = None
        with Archive.open(settings.database_url, settings.data, folder, *rules, search) as briefbot:
            briefbot.expire(datetime.now(UTC))
            report = briefbot.ingest_seeds(progress)
            for one in (*report.failed, *report.degraded) if report else ():
                warn(f"{one.document}: {one.error}")
            yield briefbot


def has_archive(settings: Settings) -> bool:
    """Whether there is something to read, a database or a folder of seeds; or a fault, of which whoever opens it is told."""
    from briefbot.store.maintenance import is_yet_to_be_made  # noqa: PLC0415 (it takes long to load)

    return settings.seeds_there is not None or not is_yet_to_be_made(settings.database_url)


def refreshed(briefbot: Archive, progress: Progress) -> "tuple[Failure, ...]":
    """Bring up to date what answering needs; the documents that lost their quotations by it, of which the person is told."""
    degraded = briefbot.refresh(progress)
    for one in degraded:
        warn(f"{one.document}: {one.error}")
    return degraded
