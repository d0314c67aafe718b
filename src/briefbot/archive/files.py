"""What a path on the command line means: files, folders, standard input → documents, one at a time."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from briefbot.archive.folders import RECORDS, TEXT, ending, entries, printable
from briefbot.errors import DocumentError
from briefbot.model import Document
from briefbot.reading.formats.parse import MAX_DOCUMENT_BYTES, iter_lines, parse_record, parse_text, size_words

STDIN = "-"
_SUPPORTED = f"{TEXT} and {RECORDS}"


@dataclass(frozen=True)  # no slots: the document is made when it is first asked for
class Item:
    """One document that was found, or why it is none.

    `place` tells where from: the absolute path of the file, `-` for standard input. `name` is what a person is shown: the
    path as given, with the line number in JSON Lines. `id` is known before the document is made for a text file alone.
    """

    place: str
    name: str
    content: bytes | DocumentError
    id: str | None = None

    @cached_property
    def _made(self) -> Document | DocumentError:
        if isinstance(self.content, DocumentError):
            return self.content
        try:
            return parse_record(self.content) if self.id is None else parse_text(self.content, self.id)
        except DocumentError as error:
            return error

    @property
    def length(self) -> int:
        """Bytes of what was read."""
        return 0 if isinstance(self.content, DocumentError) else len(self.content)

    @property
    def document(self) -> Document | None:
        """The document, None where there is none to be had."""
        return self._made if isinstance(self._made, Document) else None

    @property
    def error(self) -> str | None:
        """Why there is no document, in one sentence; None where there is one."""
        return str(self._made) if isinstance(self._made, DocumentError) else None


def read(path: str, stdin: BinaryIO) -> Iterator[Item]:
    """What a path names, in a fixed order: a file, the supported files below a folder, or `-`: JSON Lines on `stdin`.

    Files are opened as they are reached, and one document is in memory at a time. Nothing is raised: what cannot be read is
    an item with an error, and the others follow.
    """
    if path == STDIN:
        yield from _records(stdin, STDIN, "standard input")
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        yield _failed(path, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(Path(path))
    elif ending(path) in {TEXT, RECORDS}:
        yield from _file(Path(path), Path(path).stem)
    else:
        yield _failed(path, f"only {_SUPPORTED} files can be read")


def _folder(folder: Path) -> Iterator[Item]:
    """The items of all supported files below a folder, sorted by path; hidden files and folders are left out."""
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
        elif ending(path.name) in {TEXT, RECORDS}:
            yield from _file(path, path.relative_to(folder).with_suffix("").as_posix())


def _file(path: Path, name: str) -> Iterator[Item]:
    """The items of one file with a supported ending; `name` is the id that a text file gets."""
    place, shown = printable(os.path.realpath(path)), printable(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _failed(str(path), "it is not a regular file")
        elif ending(path.name) == RECORDS:
            with path.open("rb") as stream:
                yield from _records(stream, place, shown)
        elif status.st_size > MAX_DOCUMENT_BYTES:
            yield _failed(str(path), f"it is larger than {size_words(MAX_DOCUMENT_BYTES)}, the most that one text may have")
        else:
            yield Item(place, shown, path.read_bytes(), id=name)
    except OSError as error:
        yield _failed(str(path), _reason(error))


def _records(stream: BinaryIO, place: str, shown: str) -> Iterator[Item]:
    """The items of a JSON Lines stream."""
    empty = True
    try:
        for number, line in iter_lines(stream):
            empty = False
            yield Item(place, f"{shown}, line {number}", line)
    except OSError as error:
        yield Item(place, shown, DocumentError(_reason(error)))
        return
    if empty:
        yield Item(place, shown, DocumentError("there is no document in it"))


def _failed(path: str, reason: str) -> Item:
    try:
        place = os.path.realpath(path)
    except ValueError:  # a NUL in it
        place = path
    return Item(printable(place), printable(path), DocumentError(reason))


def _reason(error: Exception) -> str:
    """What went wrong with a file, in one sentence without its name."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be read; check its permissions"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read: {error.strerror[:1].lower()}{error.strerror[1:]}"
    return "it cannot be read"
