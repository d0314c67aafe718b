"""An archive opened as the settings say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefbot.archive import Archive, Progress
from briefbot.cli.output import warn
from briefbot.config import DEFAULT_SEEDS, Settings
from briefbot.errors import InputError

if TYPE_CHECKING:
    from briefbot.archive.analysis import Failure


@contextmanager
def opened(progress: Progress, *, seeds: bool = True) -> Iterator[Archive]:
    """The archive that the environment and `.env` name, with the seeds brought in; it is closed at the end."""
    settings = Settings.read()
    folder = _seeds(settings) if seeds else None
    rules = settings.keep, settings.sure, settings.read_within
    with Archive.open(settings.database_url, settings.data, folder, *rules) as briefbot:
        briefbot.expire(datetime.now(UTC))
        report = briefbot.ingest_seeds(progress)
        for one in (*report.failed, *report.degraded) if report else ():
            warn(f"{one.document}: {one.error}")
        yield briefbot


def refreshed(briefbot: Archive, progress: Progress) -> "tuple[Failure, ...]":
    """Bring up to date what answering needs; the documents that lost their quotations by it, of which the person is told."""
    degraded = briefbot.refresh(progress)
    for one in degraded:
        warn(f"{one.document}: {one.error}")
    return degraded


def _seeds(settings: Settings) -> Path | None:
    """The folder of the seeds. The one that is meant where none is named may be missing: not everybody works in a checkout."""
    folder = settings.seeds
    if folder is None or folder.is_dir():
        return folder
    if folder == DEFAULT_SEEDS:
        return None
    raise InputError(f"BRIEFBOT_SEEDS names {folder}, which is no folder; name one that is there, or set it empty for none.")
