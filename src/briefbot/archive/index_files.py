"""The index on disk: a file a segment, and one that names them, what of them is gone, and what all was made of.

Whoever writes puts new segments beside those that are there and then names all anew in one step, so that a kill at any moment
leaves an index; what is named no longer is removed then. Writers of several processes take turns at that step. A reader that
has files open keeps them. What is damaged, half written or of another version is not an index, and says why: it is rebuilt
from the database.
"""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefbot.archive.array_files import ArrayWriter, Mapped, fault, map_file, new_file, write_arrays
from briefbot.archive.index_heads import NAME, Head, UnusableError, head_of
from briefbot.retrieval.index import ArchiveIndex
from briefbot.retrieval.merging import merge
from briefbot.retrieval.segments import Segment
from briefbot.retrieval.tables import Tables

_ABANDONED = 3600.0  # seconds after which a file that nothing names is nobody's any more
_TRIES = 20  # at reading files that others replace meanwhile
_LOCK = "archive.lock"
_UNFINISHED = ".part"  # the ending of a segment that no index names yet

_Problems = (OSError, ValueError, KeyError, TypeError, UnusableError)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index from disk with its stamp; or None and the reason, for a line in the log."""

    index: ArchiveIndex | None
    stamp: str = ""
    reason: str = ""


class SegmentFiles:
    """The files of one folder that this process has open: each is mapped, and held to its checksums, once."""

    def __init__(self, folder: Path) -> None:
        """Of this folder, which need not be there."""
        self.folder = folder
        self._open: dict[str, tuple[tuple[int, int, int], Mapped, Tables]] = {}

    def tables(self, name: str, *, check: bool = True) -> Tables:
        """The tables of a file, checked unless they are just written; OSError, or an error that says what is wrong."""
        status = (self.folder / name).stat()
        identity = status.st_ino, status.st_mtime_ns, status.st_size
        if name not in self._open or self._open[name][0] != identity:
            mapped = map_file(self.folder / name, check=check)
            self._open[name] = identity, mapped, Tables.from_arrays(mapped.arrays)
        return self._open[name][2]

    def keep_open(self, names: Sequence[str]) -> None:
        """Forget all files but these; whoever reads others still has them."""
        self._open = {name: one for name, one in self._open.items() if name in names}

    def write(self, merged: Sequence[Segment], pause: Callable[[], None] = lambda: None) -> Segment:
        """One segment that stands for these neighbours, in a file that no index names yet; `pause` is called now and then."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sources = [self._open[one.name][1] for one in merged if one.name in self._open]

        def rest() -> None:
            for source in sources:
                source.let_go()
            pause()

        name = f"segment-{secrets.token_hex(8)}{_UNFINISHED}"
        with new_file(self.folder / name) as file:
            writer = ArrayWriter(file, rest)
            merge(merged, writer)
            writer.close("")
        return Segment(self.tables(name, check=False), name=name)

    def remove_unfinished(self, segments: Sequence[Segment]) -> None:
        """Remove what was written and no index names; what others read of it stays readable."""
        for one in segments:
            if one.name.endswith(_UNFINISHED):
                with suppress(OSError):
                    (self.folder / one.name).unlink()


def load(folder: Path, files: SegmentFiles | None = None) -> Loaded:
    """The index of a folder, its arrays mapped from the files; without one where there is none that can be used."""
    files = files or SegmentFiles(folder)
    for _ in range(_TRIES):
        try:
            head, gone = _manifest(folder)
        except FileNotFoundError:
            return Loaded(None, reason="there is none yet")
        except _Problems as error:
            return Loaded(None, reason=f"it cannot be used: {error}")
        try:
            segments = [Segment(files.tables(name), gone[at], name) for at, (name, _) in enumerate(head.segments)]
            files.keep_open([name for name, _ in head.segments])
            return Loaded(ArchiveIndex(segments), head.stamp)
        except _Problems as error:
            reason = f"it cannot be used: {error}"
            with suppress(*_Problems):
                if _manifest(folder)[0].segments != head.segments:
                    continue  # another process merged these segments, and removed them
            break
    return Loaded(None, reason=reason)


def save(index: ArchiveIndex, folder: Path, stamp: str = "", files: SegmentFiles | None = None) -> bool:
    """Put the index into the folder, which is made if need be, in place of any that is there; OSError where that fails.

    `stamp` says what the index was made from, and comes back with it. False where another process removed some of the
    index's files meanwhile: then all is left as it is.
    """
    files = files or SegmentFiles(folder)
    folder.mkdir(parents=True, exist_ok=True)
    segments = [one if one.name else _with_gone(files.write([Segment(one.tables)]), one.gone) for one in index.segments]
    with turn(folder):
        return name_all(folder, segments, stamp)


def name_all(folder: Path, segments: Sequence[Segment], stamp: str) -> bool:
    """Make these segments the index, in this process's `turn`; False, and nothing done, where a file is gone."""
    try:
        before = {name for name, _ in head_of(folder / NAME).segments}
    except _Problems:
        before = set()
    if not all((folder / one.name).exists() for one in segments):
        return False
    named = []
    for one in segments:
        name = one.name.removesuffix(_UNFINISHED) + ".index" if one.name.endswith(_UNFINISHED) else one.name
        if name != one.name:
            (folder / one.name).rename(folder / name)
        named.append((name, (folder / name).stat().st_size))
    gone = {f"gone.{at}": one.gone for at, one in enumerate(segments)}
    write_arrays(gone, folder / NAME, stamp, tuple(named))
    _remove(folder, {name for name, _ in named}, before)
    return True


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Be the only process that names segments; the lock is the system's, and goes with the process, however that ends."""
    with (folder / _LOCK).open("a") as opened:
        with suppress(ImportError):  # there, writers are not kept from each other
            import fcntl  # noqa: PLC0415 (not on every system)

            fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the files of an index, each read whole, a piece at a time: a sentence's part for each."""
    try:
        head = head_of(folder / NAME)
    except _Problems as error:
        yield str(error)
        return
    for name in (NAME, *(name for name, _ in head.segments)):
        if found := fault(folder / name):
            yield f"{name}: {found}"


def touch(folder: Path, segments: Sequence[Segment]) -> None:
    """Let others see that what no index names yet is somebody's."""
    for one in segments:
        if one.name.endswith(_UNFINISHED):
            with suppress(OSError):
                os.utime(folder / one.name)


def _with_gone(segment: Segment, gone: NDArray[np.int32]) -> Segment:
    return Segment(segment.tables, gone, segment.name)


def _manifest(folder: Path) -> tuple[Head, list[NDArray[np.int32]]]:
    """What names the segments, and what of each is gone."""
    mapped = map_file(folder / NAME)
    return mapped.head, [mapped.arrays[f"gone.{at}"] for at in range(len(mapped.head.segments))]


def _remove(folder: Path, named: set[str], before: set[str]) -> None:
    """Remove what was named before and is no longer, and what writers left that were killed.

    A younger file may be one that another process is writing. Its age is told by the file system's clock, which need not be
    ours.
    """
    with tempfile.TemporaryFile(dir=folder) as made:
        now = os.fstat(made.fileno()).st_mtime
    for path in (*folder.glob("segment-*"), *folder.glob(f"{NAME}.*.tmp")):
        with suppress(OSError):
            if path.name not in named and (path.name in before or now - path.stat().st_mtime > _ABANDONED):
                path.unlink()
