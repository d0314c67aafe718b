"""The engine that is built in: BM25 over segments on disk, brought up to date in steps that fit into memory."""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefbot.archive.index_heads import stamp_of

# What ranks, with numpy, is loaded when it is asked for: a start that finds all as it was needs none of it.
if TYPE_CHECKING:
    from briefbot.archive.index_files import SegmentFiles
    from briefbot.archive.index_merging import Merger
    from briefbot.retrieval import ArchiveIndex, IndexedDocument
    from briefbot.retrieval.model import LoadedIndex

_log = logging.getLogger(__name__)

# The folder of the index, within the folder for data.
FOLDER = "briefbot.index"
# Code points of text that are indexed at a time: what is held of them takes some thirty times as many bytes.
_AT_ONCE = 4_000_000


class BM25Engine:
    """Makes and keeps the index of one archive; it is an `Engine`."""

    def __init__(self, folder: Path) -> None:
        """Keep the index in this folder, which is made when it is needed."""
        self.folder = folder

    def stamp(self) -> str | None:
        """The stamp of what was kept, None where there is none."""
        return stamp_of(self.folder)

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def condition(self, patience: float) -> None:
        """It is a part of this process."""

    def turn(self, patience: float, *, beside: bool = False) -> AbstractContextManager[bool]:  # noqa: ARG002 (the protocol's)
        """A turn to change what is kept: always, for a file is written whole, and the last one stands."""
        return nullcontext(enter_result=True)

    def load(self) -> "LoadedIndex[ArchiveIndex]":
        """What was kept, with its stamp; or why there is nothing that can be used."""
        from briefbot.archive import index_files  # noqa: PLC0415
        from briefbot.retrieval.model import LoadedIndex  # noqa: PLC0415

        loaded = index_files.load(self.folder, self._files)
        return LoadedIndex(loaded.index, loaded.stamp, loaded.reason)

    def fault(self) -> str | None:
        """What is wrong with the files that were kept, all of them read a piece at a time; None where nothing is."""
        from briefbot.archive import index_files  # noqa: PLC0415

        return next(index_files.faults(self.folder), None)

    def updated(
        self, before: "ArchiveIndex | None", added: "Iterable[IndexedDocument]", removed: Collection[int]
    ) -> "ArchiveIndex":
        """An index without the documents of the keys `removed` and with those `added`; a new one where there was none.

        What is large is put on the disk at once, where nothing names it before it is kept.
        """
        from briefbot.archive.index_merging import Growing  # noqa: PLC0415
        from briefbot.retrieval import ArchiveIndex  # noqa: PLC0415

        index = before or ArchiveIndex()
        index = index.updated((), removed) if removed else index
        growing = Growing(self._files, index)
        try:
            for some in _in_steps(added):
                growing.add(some)
            return growing.done(is_new=before is None)
        except BaseException:
            growing.give_up()
            raise

    def keep(self, index: "ArchiveIndex", stamp: str) -> None:
        """Put an index in place of what was kept; where that fails, it is made again at the next start.

        What is to be merged then, and takes longer than anybody waits for, is merged by a thread meanwhile.
        """
        from briefbot.archive import index_files  # noqa: PLC0415

        try:
            if not index_files.save(index, self.folder, stamp, self._files):
                _log.info("The index was not kept: another process merged its files meanwhile. It is made again.")
        except OSError as error:
            reason = error.strerror or error
            _log.warning(
                "The index could not be kept in %s (%s), and is made anew at each start until it can be; name a folder in "
                "BRIEFBOT_DATA in which this user may write.",
                *(self.folder, reason),
            )
        self._merger.start(index.segments)

    def settle(self) -> None:
        """Merge all segments into one, once the thread has done what it began."""
        self._merger.finish()

    @cached_property
    def _files(self) -> "SegmentFiles":
        from briefbot.archive.index_files import SegmentFiles  # noqa: PLC0415

        return SegmentFiles(self.folder)

    @cached_property
    def _merger(self) -> "Merger":
        from briefbot.archive.index_merging import Merger  # noqa: PLC0415

        return Merger(self.folder)


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
