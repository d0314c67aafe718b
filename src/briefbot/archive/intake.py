"""Bringing documents in: read, told apart from what is there, analysed, stored."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO

from briefbot.archive import files
from briefbot.archive.analysis import Failure, analysed
from briefbot.archive.analysts import Analysts
from briefbot.archive.identity import Identity
from briefbot.archive.progress import Progress, unseen
from briefbot.archive.seeds import place_of
from briefbot.model import Document, Evidence, Sure
from briefbot.reading.addresses import is_web_address
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed, version
from briefbot.reading.formats.format import Parse, ParsedDocument, Refusal
from briefbot.reading.page import Page
from briefbot.store.documents import Change, Incoming, Outcome
from briefbot.store.store import Store

if TYPE_CHECKING:
    from briefbot.fetching import Fetcher

# How many documents are looked up at a time, and how many bytes they may have together: memory has a limit.
_BATCH, _BATCH_LENGTH = 50, 4_000_000
# What was analysed is stored after so many seconds of work, and before a text so long that it may take as much by itself:
# a document that is slow, or kills the process, costs the others nothing.
_UNSTORED_SECONDS, _LONG = 0.5, 50_000
# Batches that are begun while one is waited for, where other processes analyse them: they have enough to do while this one
# indexes what is stored.
_AHEAD = 8

# Takes how many documents were stored since it was told last.
Stored = Callable[[int], None]


def _nothing(_: int) -> None:
    """Keep nothing up with what is stored."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A document that could not have the id it asked for, because one from another place has it."""

    wanted: str
    given: str


@dataclass(slots=True)
class Report:
    """What bringing documents in did; `seen` are the place of each document that was read, and the id that it asked for."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    renamed: list[Renaming] = field(default_factory=list)
    degraded: list[Failure] = field(default_factory=list)
    seen: frozenset[tuple[str, str]] = frozenset()
    skipped: list[Failure] = field(default_factory=list)  # files of a folder in no format that can be read
    # Of exports: how many records of each kind came in beside documents, and what was left as it is here, and why.
    moved: Counter[str] = field(default_factory=Counter)
    left: list[Failure] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)  # the ids of all that came, whether they changed or not

    @property
    def complete(self) -> bool:
        """Whether everything came in whole."""
        return not self.failed and not self.degraded

    def note(self, wanted: str, outcome: Outcome) -> None:
        """Count a document that was brought in."""
        change, given = outcome.change, outcome.id
        self.added += change is Change.ADDED
        self.updated += change is Change.UPDATED
        self.unchanged += change is Change.UNCHANGED
        if change is Change.ADDED and wanted != given:
            self.renamed.append(Renaming(wanted, given))


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the documents of an input that have one address: what tells its content, and when it was published."""

    digest: str
    day: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """Documents that are being analysed; `settled` has the id of each that is stored, by the one that it asked for."""

    incoming: Sequence[Incoming]
    made: Iterator[Analysed]
    settled: dict[str, str]

    @property
    def ids(self) -> set[str]:
        """What these documents ask to be called."""
        return {new.document.id for new in self.incoming}


def _day(document: Document) -> str:
    """When a document was published, as text that sorts; "" where that is unknown."""
    when = document.published_at or document.published
    return when.isoformat() if when else ""


class Intake:
    """Brings documents into an archive; those below the folder `seeds` are seeds."""

    def __init__(self, store: Store, seeds: Path | None, sure: Sure, parse: Parse) -> None:
        """`parse` makes documents of bytes; names are shown where analysis is as `sure` of them as asked for."""
        self._store = store
        self._seeds = seeds
        self._sure = sure
        self.parse = parse
        self._identity = Identity(store)

    def ingest(
        self,
        paths: Iterable[str],
        stdin: BinaryIO,
        progress: Progress = unseen,
        renamed: files.Renamed = (),
        fetcher: "Fetcher | None" = None,
        day: date | None = None,
        stored: Stored = _nothing,
    ) -> Report:
        """Bring in what these paths name, web addresses too where there is a `fetcher`; on this `day`, where one is given.

        What is broken is refused by name, and the rest gets in. For `stored`, see `take_in`.
        """
        found = (item for path in paths for item in items(path, stdin, self.parse, renamed, fetcher, day))
        return self.take_in(found, progress, stored)

    def take_in(self, found: Iterable[files.Item], progress: Progress = unseen, stored: Stored = _nothing) -> Report:
        """Bring in what was found, however it came: the one way into the archive.

        `stored` is told how many documents were stored, between one batch and the next, where other processes go on meanwhile.
        """
        report = Report()
        self._identity = Identity(self._store)
        seen: dict[tuple[str, str], _Version] = {}
        done = 0
        begun: deque[_Begun] = deque()
        with Analysts(self._sure) as analysts:
            for batch in _batches(found):
                accepted = self._accepted(batch, seen, report)
                ids = {new.document.id for new, _ in accepted}
                while begun and (len(begun) > _AHEAD or not all(ids.isdisjoint(one.ids) for one in begun)):
                    stored(self._finish(begun.popleft(), report))
                begun.append(self._begin(accepted, report, analysts))
                if not analysts.are_processes():
                    self._finish(begun.popleft(), report)
                done += len(batch)
                progress("Reading documents", done, None)
            while begun:
                number = self._finish(begun.popleft(), report)
                if begun:
                    stored(number)
        report.seen = frozenset(seen)
        return report

    def analysts(self) -> Analysts:
        """Who analyses what is brought in."""
        return Analysts(self._sure)

    def bring_in(self, parsed: Sequence[ParsedDocument], place: str, analysts: Analysts) -> tuple[Report, list[str]]:
        """Bring in documents that were read at a place already; what it did, and the id that each has in the archive."""
        report = Report()
        incoming = {one.document.id: (Incoming(place, one.document), one.page) for one in parsed}
        begun = self._begin(list(incoming.values()), report, analysts)
        self._finish(begun, report)
        return report, [begun.settled[one.document.id] for one in parsed]

    def analysed(self, document: Document) -> Analysed:
        """What analysis makes of a document, as this archive wants it."""
        return analysed(document, sure=self._sure)

    def _accepted(
        self, items: Iterable[files.Item], seen: dict[tuple[str, str], _Version], report: Report
    ) -> list[tuple[Incoming, Page]]:
        """The documents among what was found; what is none is refused."""
        accepted: list[tuple[Incoming, Page]] = []
        for item in items:
            if isinstance(item.outcome, Refusal):
                (report.skipped if item.skipped else report.failed).append(Failure(item.name, item.outcome.reason))
                continue
            new, page = Incoming(place_of(item.place, self._seeds), item.outcome.document), item.outcome.page
            version = _Version(new.digest, _day(new.document))
            before = seen.setdefault(new.asked, version)
            if before.digest == version.digest:
                accepted.append((new, page))
            elif new.address is None:  # both cannot stand under one id: the first one does, also the next time
                report.failed.append(
                    Failure(item.name, f"the id {new.document.id} was used before in the same input, for other content.")
                )
            elif version.day >= before.day:  # an article and its correction: the later one stands
                seen[new.asked] = version
                accepted = [*(pair for pair in accepted if pair[0].asked != new.asked), (new, page)]
        return accepted

    def _begin(self, incoming: Sequence[tuple[Incoming, Page]], report: Report, analysts: Analysts) -> "_Begun":
        """Begin to analyse documents that are new or changed."""
        older = self._identity.settle([new for new, _ in incoming])
        rest = [(new, page) for new, page in incoming if new.asked not in older]
        report.unchanged += len(older)
        known = self._store.unchanged([new for new, _ in rest]) if rest else {}
        settled = {name: id_ for (_, name), id_ in older.items()}
        for new, _ in rest:
            if new.asked in known:
                settled[new.document.id] = known[new.asked].id
                report.note(new.document.id, known[new.asked])
        rest = [(new, page) for new, page in rest if new.asked not in known]
        return _Begun([new for new, _ in rest], analysts.begin([(new.document, page) for new, page in rest]), settled)

    def _finish(self, begun: "_Begun", report: Report) -> int:
        """Store documents as soon as they are analysed; how many."""
        made: list[tuple[Incoming, Analysed]] = []
        since = monotonic()
        for new in begun.incoming:
            if made and (monotonic() - since > _UNSTORED_SECONDS or len(new.document.text) > _LONG):
                begun.settled.update(self._put(made, report))
                made, since = [], monotonic()
            made.append((new, next(begun.made)))
        begun.settled.update(self._put(made, report))
        report.documents += begun.settled.values()
        return len(begun.incoming)

    def _put(self, made: Sequence[tuple[Incoming, Analysed]], report: Report) -> dict[str, str]:
        outcomes = self._store.put(made, version(ANALYSIS_VERSION, self._sure), datetime.now(UTC)) if made else []
        for (new, result), outcome in zip(made, outcomes, strict=True):
            report.note(new.document.id, outcome)
            if result.error and outcome.change is not Change.UNCHANGED:
                report.degraded.append(Failure(outcome.id, result.error))
        return {new.document.id: outcome.id for (new, _), outcome in zip(made, outcomes, strict=True)}


def items(
    path: str, stdin: BinaryIO, parse: Parse, renamed: files.Renamed, fetcher: "Fetcher | None", day: date | None = None
) -> Iterator[files.Item]:
    """What a path names, or a web address where there is a `fetcher`; each document of a `day`, where one is given."""
    found = _found(path, stdin, parse, renamed, fetcher)
    return found if day is None else (_dated(item, day) for item in found)


def _found(path: str, stdin: BinaryIO, parse: Parse, renamed: files.Renamed, fetcher: "Fetcher | None") -> Iterator[files.Item]:
    if fetcher is None or not is_web_address(path):
        return files.read(path, stdin, parse, renamed)
    from briefbot.archive import web  # noqa: PLC0415 (fetching takes long to load, and files need none)

    return web.read(path, fetcher, parse, renamed)


def _dated(item: files.Item, day: date) -> files.Item:
    """What was found, with the day that a person gave it."""
    if isinstance(item.outcome, Refusal):
        return item
    document = replace(item.outcome.document, published=day, published_at=None, evidence=Evidence.GIVEN)
    return replace(item, outcome=replace(item.outcome, document=document))


def _batches(items: Iterable[files.Item]) -> Iterator[list[files.Item]]:
    """Items in runs that are short and hold little text together.

    None has an id of two files: the second document may be a version of the first, which is to be stored before.
    """
    batch: list[files.Item] = []
    length = 0
    places: dict[str, str] = {}
    for item in items:
        if item.document is not None and places.setdefault(item.document.id, item.place) != item.place:
            yield batch
            batch, length, places = [], 0, {item.document.id: item.place}
        batch.append(item)
        length += item.length
        if len(batch) >= _BATCH or length >= _BATCH_LENGTH:
            yield batch
            batch, length, places = [], 0, {}
    if batch:
        yield batch
