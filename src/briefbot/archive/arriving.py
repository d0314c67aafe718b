"""Exports read back: what is there already stays as it is, and what cannot come in is named with the reason."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from briefbot.archive.analysis import Failure
from briefbot.archive.exporting import FORMAT
from briefbot.archive.files import STDIN
from briefbot.archive.folders import printable
from briefbot.archive.intake import Report
from briefbot.archive.progress import Progress, unseen
from briefbot.errors import DocumentError
from briefbot.reading.formats.format import Piece, Refusal
from briefbot.reading.formats.json_lines import lines
from briefbot.reading.formats.json_records import loads
from briefbot.store.moving.arrivals import Became
from briefbot.store.moving.departures import MARK, NUMBERS
from briefbot.store.moving.histories import History
from briefbot.store.moving.kinds import BY_NAME, CORRECTION, DOCUMENT, Kind
from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork

# A line of an export has a document with all its versions, in at most so many bytes.
_LARGEST = 256 * 2**20
# Records that are brought in at a time, and how many bytes they may have together.
_BATCH, _BATCH_LENGTH = 200, 1_000_000
_BEGINNING = b'{"briefbot": "export"'
_END = b'{"briefbot": "end"'
_DOCUMENT_ID = "document_id"


def is_export(beginning: bytes) -> bool:
    """Whether a file that begins so is an export."""
    return beginning.startswith(_BEGINNING)


class Beginning(io.RawIOBase):
    """A stream whose first bytes were looked at: it can be read by lines from its start."""

    def __init__(self, stream: BinaryIO) -> None:
        """Look at the first line, or as much of it as tells an export."""
        self._stream = stream
        self._first = stream.readline(len(_BEGINNING))
        self.is_export = is_export(self._first)

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, at most so many bytes of it."""
        first, self._first = self._first, b""
        if first.endswith(b"\n") or not first:
            return first or self._stream.readline(-1 if size is None else size)
        return first + self._stream.readline(-1 if size is None or size < 0 else max(size - len(first), 0))


@dataclass(frozen=True, slots=True)
class Export:
    """An export that a person has named; `stream` is standard input, None where it is a file."""

    name: str
    stream: BinaryIO | None = None

    @property
    def shown(self) -> str:
        """Its name for a person."""
        return printable(self.name)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """What it holds, from its start."""
        if self.stream is not None:
            yield self.stream
            return
        with Path(self.name).open("rb") as file:
            yield file


def sorted_out(paths: Iterable[str], stdin: BinaryIO) -> tuple[list[str], list[Export], BinaryIO]:
    """The paths that are no exports, those that are, and standard input, still whole where it is none."""
    others: list[str] = []
    exports: list[Export] = []
    for path in paths:
        if path == STDIN and path not in others:
            begun = Beginning(stdin)
            stdin = cast("BinaryIO", begun)
            found = Export("standard input", stdin) if begun.is_export else None
        else:
            found = Export(path) if _is_export_file(path) else None
        if found:
            exports.append(found)
        else:
            others.append(path)
    return others, exports, stdin


def _is_export_file(path: str) -> bool:
    try:
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as file:
            return is_export(file.read(len(_BEGINNING)))
    except (OSError, ValueError):
        return False


class Arriving:
    """Brings an export into an archive. Passages are not made here: the next refresh does."""

    def __init__(self, store: Store, *, documents_only: bool = False) -> None:
        """Where `documents_only`, what the export tells of people and chats is left out."""
        self._store = store
        self._documents_only = documents_only
        self._ids: dict[str, str] = {}  # of documents that have another id here
        self._numbers: dict[str, int] = {}

    def bring_in(self, stream: BinaryIO, name: str, report: Report, progress: Progress = unseen) -> None:
        """Bring in what an export that a person calls by this name holds; `report` says what that did."""
        records = _Records(stream)
        for batch in records.batches():
            with self._store.write() as work:
                for piece in batch:
                    label = f"{name}, {piece.label}"
                    try:
                        self._put(work, label, piece, report)
                    except DocumentError as error:
                        report.failed.append(Failure(label, str(error)))
            progress("Bringing in an export", records.read, None)
        with self._store.write() as work:
            work.numbers.go_on_from(self._numbers)
            work.subscriptions.reckon_anew()
        if reason := records.missing:
            report.failed.append(Failure(name, reason))

    def _put(self, work: UnitOfWork, name: str, piece: Piece, report: Report) -> None:
        record = _record(piece)
        mark = record[MARK]
        if mark == NUMBERS:
            self._note_numbers(record)
            return
        kind = BY_NAME.get(mark) if isinstance(mark, str) else None
        if kind is None:
            raise DocumentError(f"it is a {json.dumps(mark)}, which only a newer Briefbot knows; update this one")
        if self._documents_only and not kind.of_documents:
            return
        if kind is DOCUMENT:
            self._put_document(work, record, report)
            return
        record = self._as_here(kind, record)
        arrival = work.arrivals.put(kind, record)
        if arrival.reason:
            report.left.append(Failure(f"{name} ({kind.name})", arrival.reason))
        if arrival.became is Became.BROUGHT:
            report.moved[kind.name] += 1
            if kind is CORRECTION:
                work.histories.cut_anew([record[_DOCUMENT_ID]])

    def _put_document(self, work: UnitOfWork, record: Mapping[str, Any], report: Report) -> None:
        history = History.of(record)
        (outcome,) = work.histories.arrive([history])
        wanted = history.document.id
        if outcome.id != wanted:
            self._ids[wanted] = outcome.id
        report.note(wanted, outcome)

    def _as_here(self, kind: Kind, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record with the ids that its documents have here."""
        parts = {
            name: [self._called(one) for one in record[name]]
            for name in kind.parts
            if isinstance(record.get(name), list) and all(isinstance(one, dict) for one in record[name])
        }
        return self._called(record) | parts

    def _called(self, record: Mapping[str, Any]) -> dict[str, Any]:
        id_ = record.get(_DOCUMENT_ID)
        return {**record, _DOCUMENT_ID: self._ids.get(id_, id_)} if isinstance(id_, str) else dict(record)

    def _note_numbers(self, record: Mapping[str, Any]) -> None:
        numbers = {name: number for name, number in record.items() if name != MARK}
        if not all(type(number) is int and 0 <= number < 2**53 for number in numbers.values()):
            raise DocumentError("its numbers are none")
        if not self._documents_only:
            self._numbers |= numbers


class _Records:
    """The lines of an export between its first and its last one; `missing` says at the end what it lacks."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = lines(stream, _LARGEST)
        self.missing: str | None = "it was cut short: its end is missing, and what stood before it"
        self.read = 0

    def batches(self) -> Iterator[list[Piece]]:
        """The lines that hold records, in runs that are short, and hold little text, together."""
        head = next(self._lines, None)
        if head is None or _record(head).get("format") != FORMAT:
            self.missing = "it was written by another version of Briefbot; update this one"
            return
        batch: list[Piece] = []
        length = 0
        for piece in self._lines:
            if self._is_end(piece):
                break
            self.read += 1
            batch.append(piece)
            length += len(piece.content) if isinstance(piece.content, bytes) else 0
            if len(batch) >= _BATCH or length >= _BATCH_LENGTH:
                yield batch
                batch, length = [], 0
        if batch:
            yield batch

    def _is_end(self, piece: Piece) -> bool:
        """Whether a line is the last one, which tells how many there were."""
        if not isinstance(piece.content, bytes) or not piece.content.startswith(_END):
            return False
        if _record(piece).get("records") == self.read:
            self.missing = None
        return True


def _record(piece: Piece) -> dict[str, Any]:
    """The record on a line; DocumentError where it is none."""
    if isinstance(piece.content, Refusal):
        raise DocumentError(piece.content.reason)
    try:
        value = loads(piece.content.decode())
    except UnicodeDecodeError:
        raise DocumentError("it is not UTF-8") from None
    if not isinstance(value, dict) or MARK not in value:
        raise DocumentError("it is no record of an export")
    return value
