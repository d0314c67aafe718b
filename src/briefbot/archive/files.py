"""What a path on the command line means: files, folders, standard input → documents, one at a time."""

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from briefbot.archive.folders import ending, entries, printable
from briefbot.model import Document
from briefbot.reading.formats.format import HEAD_BYTES, Format, Parse, ParsedDocument, Part, Piece, Refusal, Source, size_words
from briefbot.reading.formats.json_lines import FORMAT as JSON_LINES
from briefbot.reading.formats.json_lines import lines
from briefbot.reading.formats.others import why_unread
from briefbot.reading.formats.table import recognise, unreadable

_log = logging.getLogger(__name__)

STDIN = "-"
# Fields of a document, each with the name that records have for it.
Renamed = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One document that was found, or why it is none.

    `place` tells where from: the absolute path of the file, `-` for standard input. `name` is what a person is shown: the
    path as given, with where in it the document stands. `length` is how many bytes were read for it. `skipped`: it lies in a
    folder that was named, and is in no format that can be read.
    """

    place: str
    name: str
    outcome: ParsedDocument | Refusal
    length: int = 0
    skipped: bool = False

    @property
    def document(self) -> Document | None:
        """The document, None where there is none to be had."""
        return self.outcome.document if isinstance(self.outcome, ParsedDocument) else None

    @property
    def error(self) -> str | None:
        """Why there is no document, in one sentence; None where there is one."""
        return self.outcome.reason if isinstance(self.outcome, Refusal) else None


def read(path: str, stdin: BinaryIO, parse: Parse, renamed: Renamed = ()) -> Iterator[Item]:
    """What a path names, in a fixed order: a file, the supported files below a folder, or `-`: JSON Lines on `stdin`.

    `parse` makes documents of bytes; `renamed` pairs fields of a document with the names that records of scrapers have for
    them.

    Files are opened as they are reached, and one document is in memory at a time. Nothing is raised: what cannot be read is
    an item with an error, and the others follow.
    """
    if path == STDIN:
        yield from _cut(lines(stdin), JSON_LINES, STDIN, "standard input", renamed, parse)
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        yield _failed(path, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(Path(path), renamed, parse)
    else:
        yield from _file(Path(path), Source(Path(path).stem, renamed), parse)


def _folder(folder: Path, renamed: Renamed, parse: Parse) -> Iterator[Item]:
    """The items of all files below a folder, sorted by path; hidden files and folders are left out."""
    pending = [folder]
    seen: set[tuple[int, int]] = set()  # device and inode: a link may lead back to a folder
    while pending:
        path = pending.pop()
        try:
            below = entries(path, seen) if path.is_dir() else None
        except OSError as error:
            yield _failed(str(path), _reason(error))
            continue
        if below is not None:
            pending.extend(reversed(below))
        else:
            name = path.relative_to(folder).with_suffix("").as_posix()
            yield from _file(path, Source(name, renamed), parse, named=False)


def _file(path: Path, source: Source, parse: Parse, *, named: bool = True) -> Iterator[Item]:
    """The items of one file, `named` by a person or found in a folder."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield _failed(str(path), "it is not a regular file")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            its = recognise(head, ending(path.name))
            if its is None:
                reason = unreadable(head) if named else why_unread(head) or "no known format"
                yield replace(_failed(str(path), reason), skipped=not named)
                return
            stream.seek(0)
            yield from _items(its, path, stream, source, parse)
    except OSError as error:
        yield _failed(str(path), _reason(error))


def _items(its: Format, path: Path, stream: BinaryIO, source: Source, parse: Parse) -> Iterator[Item]:
    place, shown = printable(os.path.realpath(path)), printable(str(path))
    if its.cut:
        yield from _cut(its.cut(stream), its, place, shown, source.renamed, parse)
    elif os.fstat(stream.fileno()).st_size > its.largest:
        yield _failed(str(path), f"it is larger than {size_words(its.largest)}, the most that one file of {its.name} may have")
    else:
        yield from _parsed(its, stream.read(its.largest), place, shown, source, parse)


def _cut(pieces: Iterator[Piece], its: Format, place: str, shown: str, renamed: Renamed, parse: Parse) -> Iterator[Item]:
    """The items of a stream that is read piece by piece."""
    empty = True
    try:
        for piece in pieces:
            empty = False
            label = f"{shown}, {piece.label}"
            if isinstance(piece.content, Refusal):
                yield Item(place, label, piece.content)
            else:
                yield from _parsed(its, piece.content, place, label, Source("", renamed), parse)
    except OSError as error:
        yield Item(place, shown, Refusal(_reason(error)))
        return
    if empty:
        yield Item(place, shown, Refusal("there is no document in it"))


def _parsed(its: Format, data: bytes, place: str, shown: str, source: Source, parse: Parse) -> Iterator[Item]:
    """The items of bytes in a format; a fault of ours in one file costs the others nothing."""
    try:
        parts = parse(its, data, source)
    except Exception as error:  # noqa: BLE001 (as above)
        _log.debug("%s could not be read.", shown, exc_info=True)
        parts = (Part(Refusal(f"it could not be read ({type(error).__name__}: {error})")),)
    for part in parts:
        name = f"{shown}, {part.label}" if part.label else shown
        yield Item(place, name, part.outcome, len(data), skipped=part.skipped)


def of_bytes(its: Format, data: bytes, place: str, shown: str, source: Source, parse: Parse) -> Iterator[Item]:
    """The items of bytes in a format that were read at a place."""
    if its.cut:
        return _cut(its.cut(BytesIO(data)), its, place, shown, source.renamed, parse)
    return _parsed(its, data, place, shown, source, parse)


def _failed(path: str, reason: str) -> Item:
    try:
        place = os.path.realpath(path)
    except ValueError:  # a NUL in it
        place = path
    return Item(printable(place), printable(path), Refusal(reason))


def _reason(error: Exception) -> str:
    """What went wrong with a file, in one sentence without its name."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be read; check its permissions"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read: {error.strerror[:1].lower()}{error.strerror[1:]}"
    return "it cannot be read"
