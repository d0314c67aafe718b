"""Exports written: an archive, with all that chats have chosen, as JSON Lines that `ingest` reads back."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from briefbot.archive.progress import Progress, unseen
from briefbot.errors import InputError
from briefbot.store.moving.departures import MARK, NUMBERS
from briefbot.store.moving.kinds import DOCUMENT
from briefbot.store.store import Store

# What the first line and the last one are, and the version of what stands between them.
HEAD, END, FORMAT = "export", "end", 1


def export(store: Store, stream: BinaryIO, progress: Progress = unseen, *, documents_only: bool = False) -> Counter[str]:
    """Write an archive as it is now; how many records of each kind that were.

    Where `documents_only`, nothing that tells of people who use the bot is in it.
    """
    written: Counter[str] = Counter()
    _write(stream, {MARK: HEAD, "format": FORMAT})
    with store.read() as work:
        total = work.departures.number_of_documents()
        for record in work.departures.records(documents_only=documents_only):
            _write(stream, record)
            written[record[MARK]] += 1
            progress("Writing documents", written[DOCUMENT.name], total)
    _write(stream, {MARK: END, "records": written.total()})
    written.pop(NUMBERS, None)
    return written


@contextmanager
def written_aside(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner's eyes alone, which has its name once it is whole; on an error, nothing of it is left.

    Raises:
        InputError: no file can be written there.
    """
    if path.exists() and not path.is_file():  # a pipe, say, which has no other place
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()
    try:
        number, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"Nothing can be written beside {path} ({error.strerror}); name another place.") from error
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise


def _write(stream: BinaryIO, record: dict[str, Any]) -> None:
    stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
