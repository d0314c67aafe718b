"""Bringing documents in: read, told apart from what is there, analysed, stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from briefbot.archive import files
from briefbot.archive.progress import Progress, unseen
from briefbot.archive.seeds import place_of
from briefbot.model import Document, Passage
from briefbot.reading.analysis import ANALYSIS_VERSION
from briefbot.reading.passages import analyse
from briefbot.store.store import Change, Incoming, Store

# How many documents are brought in within one transaction: enough to make commits cheap, few enough to lose little time.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was refused: what a person knows it by, and why."""

    document: str
    error: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A document that could not have the id it asked for, because one from another place has it."""

    wanted: str
    given: str


@dataclass(slots=True)
class Report:
    """What bringing documents in did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    renamed: list[Renaming] = field(default_factory=list)

    def note(self, wanted: str, change: Change, given: str) -> None:
        """Count a document that was brought in."""
        self.added += change is Change.ADDED
        self.updated += change is Change.UPDATED
        self.unchanged += change is Change.UNCHANGED
        if change is Change.ADDED and wanted != given:
            self.renamed.append(Renaming(wanted, given))


class Intake:
    """Brings documents into an archive; those below the folder `seeds` are seeds."""

    def __init__(self, store: Store, seeds: Path | None) -> None:
        self._store = store
        self._seeds = seeds

    @staticmethod
    def analyse(document: Document) -> Sequence[Passage]:
        """The passages of a document."""
        return analyse(document)

    def ingest(self, paths: Iterable[str], stdin: BinaryIO, progress: Progress = unseen) -> Report:
        """Bring in what these paths name; what is broken is refused by name, and the rest gets in."""
        report = Report()
        seen: dict[tuple[str, str], str] = {}
        items = (item for path in paths for item in files.read(path, stdin))
        done = 0
        while batch := list(islice(items, _BATCH)):
            self._put(batch, seen, report)
            done += len(batch)
            progress("reading documents", done, None)
        return report

    def _put(self, items: Sequence[files.Item], seen: dict[tuple[str, str], str], report: Report) -> None:
        incoming = []
        for item in items:
            if item.document is None:
                report.failed.append(Failure(item.name, item.error or ""))
                continue
            new = Incoming(place_of(item.place, self._seeds), item.document)
            before = seen.setdefault(new.asked, new.digest)
            if before == new.digest:
                incoming.append(new)
            else:  # both cannot stand under one id: the first one does, also the next time
                report.failed.append(
                    Failure(item.name, f"the id {item.document.id} was used before in the same input, for other content.")
                )
        outcomes = self._store.put(incoming, analyse, ANALYSIS_VERSION, datetime.now(UTC)) if incoming else []
        for new, outcome in zip(incoming, outcomes, strict=True):
            report.note(new.document.id, outcome.change, outcome.id)
