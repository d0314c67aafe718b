"""An archive opened as the settings say."""

from collections.abc import Iterator
from contextlib import contextmanager

from briefbot.app import Briefbot, Progress
from briefbot.config import Settings
from briefbot.entry.output import warn


@contextmanager
def opened(progress: Progress, *, seeds: bool = True) -> Iterator[Briefbot]:
    """The archive that the environment and `.env` name, with the seeds brought in; it is closed at the end."""
    settings = Settings.read()
    with Briefbot.open(settings.database_url, settings.data) as briefbot:
        if seeds and settings.seeds is not None:
            for failure in briefbot.plant(settings.seeds, progress).failed:
                warn(f"{failure.document}: {failure.error}")
        yield briefbot
