"""Public interface of Briefbot in a program or a notebook: an opened archive that can be asked.

What it answers with are the frozen values of `briefbot.model`.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive
from briefbot.archive.engines import search_at
from briefbot.config import Settings
from briefbot.dialogue.replies import Answered, Checked
from briefbot.errors import InputError
from briefbot.model import Answer, Catalogue, Document, Quote, Verification
from briefbot.rendering.text import plain
from briefbot.wording.locale import reader_locale

if TYPE_CHECKING:
    from briefbot.archive.intake import Report

__all__ = ["Briefbot", "open"]


class Briefbot:
    """An archive that is open. It is closed by `close`, or at the end of a `with` block."""

    def __init__(self, settings: Settings) -> None:
        """Open the archive that these settings name, its seeds brought in; DatabaseError where it cannot be used."""
        self._settings = settings
        with ExitStack() as stack:
            rules = settings.keep, settings.sure, settings.read_within, search_at(settings.search_url, settings.search_within)
            opened = Archive.open(settings.database_url, settings.data, settings.seeds_there, *rules)
            self._archive = stack.enter_context(opened)
            self._archive.ingest_seeds()
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        """The archive."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give back the database's connections, and end the process that reads files."""
        self._stack.close()

    def ingest(self, *paths: str | Path, day: date | None = None) -> "Report":
        """Bring in files and folders, of any format that Briefbot reads; `day` is the date of all documents, where it is given.

        The report counts what was added, updated and unchanged, and names what `failed`, each with the reason.
        """
        return self._archive.ingest(map(str, paths), sys.stdin.buffer, day=day)

    def ask(
        self,
        question: str,
        *,
        k: int = 5,
        speaker: str | None = None,
        source: str | None = None,
        since: date | None = None,
        until: date | None = None,
        today: date | None = None,
    ) -> Answer:
        """The answer to a question: `k` citations at most, best first, or a gap that says why there are none.

        Limits by speaker, publisher and days of publication come beside those that the question names. `today` is what
        relative dates ("last week") count from, this machine's day by default.
        """
        asked = Asked(speaker, source, since, until)
        return self._archive.ask(question, today or date.today(), asked, k)[1]  # noqa: DTZ011 (the reader's day)

    def check(self, words: str, by: str | None = None) -> Verification:
        """Whether somebody (of this name, where one is given) said these words: a verdict with its evidence."""
        return self._archive.check(words, by)

    def quotes(self, *paths: str | Path) -> Iterator[tuple[Document, Quote]]:
        """The quotations of files and folders with their documents, in the order of the texts; nothing is stored.

        Raises:
            InputError: a file cannot be read.
        """
        # Imported here: whoever only asks analyses nothing.
        from briefbot.archive.files import read  # noqa: PLC0415
        from briefbot.reading.quotes import find_quotes  # noqa: PLC0415
        from briefbot.reading.sureness import sure_enough  # noqa: PLC0415

        for item in (item for path in paths for item in read(str(path), sys.stdin.buffer, self._archive.parser.parse)):
            if item.error is not None:
                raise InputError(f"{item.name}: {item.error}")
            if item.document is not None:
                for quote in sure_enough(find_quotes(item.document), self._settings.sure).quotes:
                    yield item.document, quote

    def text(self, shown: Answer | Verification, language: str = "en") -> str:
        """An answer or a verdict of this archive as the console shows it, in this language of the program."""
        reply = Answered(shown) if isinstance(shown, Answer) else Checked((shown,), self.catalogue)
        return plain(reply, reader_locale(language))

    @property
    def catalogue(self) -> Catalogue:
        """What the archive holds: its people and publishers, and how much of it there is."""
        return self._archive.catalogue


def open(database_url: str | None = None, data: str | Path | None = None, seeds: str | Path | None = None) -> Briefbot:  # noqa: A001
    """Open an archive: the one that the environment and `.env` name, or that of another database, index folder, seeds.

    Raises:
        DatabaseError: the database cannot be used.
        InputError: a setting cannot be read.
    """
    settings = Settings.read()
    return Briefbot(
        replace(
            settings,
            database_url=database_url or settings.database_url,
            data=Path(data) if data else settings.data,
            seeds=Path(seeds) if seeds else settings.seeds,
        )
    )
