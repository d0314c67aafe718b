"""Segments of an index merged on the disk: while much comes in, and by a thread where that takes long."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread

import numpy as np
from numpy.typing import NDArray

from briefbot.archive import index_files
from briefbot.archive.index_files import SegmentFiles
from briefbot.archive.index_heads import UnusableError
from briefbot.retrieval import ArchiveIndex, IndexedDocument
from briefbot.retrieval.merging import SMALL, run_to_merge
from briefbot.retrieval.segments import Segment

_log = logging.getLogger(__name__)

# What comes in pays for merges of so many times its size; others are left to a thread.
_PAID = 4
# Segments of so many passages and documents are put on the disk, so that memory does not grow with what comes in.
_LARGE = 20_000
_ANY = 1 << 62
# More segments than that are merged at once, however long it takes: no thread came to it, as in short runs of the program.
_MOST = 30


class Growing:
    """An index that much is added to, in bounded memory."""

    def __init__(self, files: SegmentFiles, index: ArchiveIndex) -> None:
        """Grow this index, whose files these are."""
        self._files = files
        self._index = index
        self._came_in = 0

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        """Take in documents, which replace any of their key."""
        before = self._index.segments
        self._index = self._index.updated(documents, ())
        segments = list(self._index.segments)
        self._came_in += max(sum(one.weight for one in segments) - sum(one.weight for one in before), 0)
        names = {one.name for one in segments}
        self._files.remove_unfinished([one for one in before if one.name not in names])
        for at, one in enumerate(segments):
            if not one.name and one.weight >= _LARGE:
                segments[at] = self._files.write([one])
        self._merge(segments, _ANY if len(segments) > _MOST else max(SMALL, _PAID * self._came_in))

    def done(self, *, is_new: bool) -> ArchiveIndex:
        """The index as it is then: in one segment where it `is_new` and large."""
        segments = list(self._index.segments)
        if is_new and len(segments) > 1 and any(one.name for one in segments):
            self._replace(segments, slice(0, len(segments)))
            self._index = ArchiveIndex(segments)
        return self._index

    def give_up(self) -> None:
        """Leave nothing behind."""
        self._files.remove_unfinished(self._index.segments)

    def _merge(self, segments: list[Segment], most: int) -> None:
        while any(one.name for one in segments) and (run := run_to_merge(segments, most)):
            self._replace(segments, run)
        if segments != list(self._index.segments):
            self._index = ArchiveIndex(segments)
            index_files.touch(self._files.folder, segments)

    def _replace(self, segments: list[Segment], run: slice) -> None:
        merged = segments[run]
        segments[run] = [self._files.write(merged)]
        self._files.remove_unfinished(merged)


class Merger:
    """Merges what is to be merged of an index that is kept in a folder, in a thread of its own, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Of this folder."""
        self._folder = folder
        self._lock = Lock()
        self._thread: Thread | None = None

    def start(self, segments: Sequence[Segment]) -> None:
        """Begin, if some of these are to be merged and nothing is begun; a process that ends meanwhile leaves all as it was."""
        if run_to_merge(segments, _ANY) is None:
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="index-merging", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until all that was begun is done."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def finish(self) -> None:
        """Merge all segments into one, of which questions are answered soonest, once what was begun is done."""
        self.wait()
        with _failures_told():
            merge_all(self._folder)

    def _run(self) -> None:
        with _failures_told():
            while merge_next(self._folder, _HalfTime()):
                pass


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, UnusableError) as error:
        _log.warning("Segments of the index could not be merged (%s); it answers as it is.", error)


class _HalfTime:
    """Waits as long as was worked since it was last called, so that questions get the other half."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def __call__(self) -> None:
        time.sleep(min(time.monotonic() - self._since, 1.0))
        self._since = time.monotonic()


def merge_next(folder: Path, pause: "_HalfTime | None" = None) -> bool:
    """Merge those segments of a kept index that are to be merged first; whether there were any."""
    files = SegmentFiles(folder)
    loaded = index_files.load(folder, files)
    if loaded.index is None or (run := run_to_merge(loaded.index.segments, _ANY)) is None:
        return False
    return _merge(folder, files, loaded.index.segments[run], pause or (lambda: None))


def merge_all(folder: Path) -> None:
    """Merge all segments of a kept index into one."""
    files = SegmentFiles(folder)
    loaded = index_files.load(folder, files)
    if loaded.index is not None and len(loaded.index.segments) > 1:
        _merge(folder, files, loaded.index.segments, lambda: None)


def _merge(folder: Path, files: SegmentFiles, merged: Sequence[Segment], pause: Callable[[], None]) -> bool:
    """Put one segment in the place of neighbours; False, and nothing done, where others replaced these meanwhile."""
    made = files.write(merged, pause)
    with index_files.turn(folder):
        now = index_files.load(folder, files)
        segments = [] if now.index is None else list(now.index.segments)
        names = [one.name for one in segments]
        first = names.index(merged[0].name) if merged[0].name in names else len(names)
        last = first + len(merged)
        if names[first:last] == [one.name for one in merged]:
            gone = gone_since(merged, segments[first:last])
            segments[first:last] = [Segment(made.tables, gone, made.name)]
            return index_files.name_all(folder, segments, now.stamp)
    files.remove_unfinished([made])
    return False


def gone_since(before: Sequence[Segment], after: Sequence[Segment]) -> NDArray[np.int32]:
    """The numbers, in what segments were merged into, of the documents that were taken out since."""
    found, first = [np.zeros(0, np.int64)], 0
    for one, now in zip(before, after, strict=True):
        alive = one.alive()
        numbers = np.cumsum(alive) - 1 + first
        found.append(numbers[np.setdiff1d(now.gone, one.gone)])
        first += int(alive.sum())
    return np.concatenate(found).astype(np.int32)
