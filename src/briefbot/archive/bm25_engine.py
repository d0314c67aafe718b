"""The engine that is built in: BM25 over an index on disk, brought up to date in steps that fit into memory."""

import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefbot.archive.index_heads import stamp_of

# What ranks, with numpy, is loaded when it is asked for: a start that finds all as it was needs none of it.
if TYPE_CHECKING:
    from briefbot.retrieval import ArchiveIndex, IndexedDocument
    from briefbot.retrieval.model import LoadedIndex

_log = logging.getLogger(__name__)

# The folder of the index, within the folder for data.
FOLDER = "briefbot.index"
# Code points of text that are indexed at a time: what is held of them takes some twenty times as many bytes.
_AT_ONCE = 16_000_000


class BM25Engine:
    """Makes and keeps the index of one archive; it is an `Engine`."""

    def __init__(self, folder: Path) -> None:
        """Keep the index in this folder, which is made when it is needed."""
        self.folder = folder

    def stamp(self) -> str | None:
        """The stamp of what was kept, None where there is none."""
        return stamp_of(self.folder)

    def load(self) -> "LoadedIndex[ArchiveIndex]":
        """What was kept, with its stamp; or why there is nothing that can be used."""
        from briefbot.archive import index_files  # noqa: PLC0415
        from briefbot.retrieval.model import LoadedIndex  # noqa: PLC0415

        loaded = index_files.load(self.folder)
        return LoadedIndex(loaded.index, loaded.stamp, loaded.reason)

    def updated(
        self, before: "ArchiveIndex | None", added: "Iterable[IndexedDocument]", removed: Collection[int]
    ) -> "ArchiveIndex":
        """An index without the documents of the keys `removed` and with those `added`; a new one where there was none."""
        from briefbot.retrieval import ArchiveIndex  # noqa: PLC0415

        index = (before or ArchiveIndex.build(())).updated((), removed) if removed or before is None else before
        for some in _in_steps(added):
            index = index.updated(some, ())
        return index

    def keep(self, index: "ArchiveIndex", stamp: str) -> None:
        """Put an index in place of what was kept; where that fails, it is made again at the next start."""
        from briefbot.archive import index_files  # noqa: PLC0415

        try:
            index_files.save(index, self.folder, stamp)
        except OSError as error:
            reason = error.strerror or error
            _log.warning(
                "The index could not be kept in %s (%s), and is made anew at each start until it can be; name a folder in "
                "BRIEFBOT_DATA in which this user may write.",
                *(self.folder, reason),
            )


def _in_steps(documents: "Iterable[IndexedDocument]") -> "Iterator[list[IndexedDocument]]":
    """Documents in runs that hold little text together."""
    some: list[IndexedDocument] = []
    length = 0
    for one in documents:
        some.append(one)
        length += len(one.document.text)
        if length >= _AT_ONCE:
            yield some
            some, length = [], 0
    if some:
        yield some
