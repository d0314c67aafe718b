"""The index on disk: one file, written whole or not at all, mapped into memory by all who read it.

    magic, version | length and checksum of the header | header (JSON) | arrays, each at a multiple of 64 bytes

The header names each array with its type, shape, place and checksum, and holds the stamp that the index was saved with. A new
file takes the old one's place in one step (rename), so that a reader has either; those who have the old one open keep it.
What is damaged, half written or of another version is not an index, and says why: it is rebuilt from the database.
"""

import mmap
import os
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.archive.index_heads import NAME, UnusableError, aligned, read, written
from briefbot.retrieval.index import ArchiveIndex
from briefbot.retrieval.tables import Tables

_BLOCK = 1 << 16  # 8-byte words that are summed into one for the checksum
_ABANDONED = 3600.0  # seconds after which a half-written file is nobody's any more

Array = NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index from disk with its stamp; or None and the reason, for a line in the log."""

    index: ArchiveIndex | None
    stamp: str = ""
    reason: str = ""


def save(index: ArchiveIndex, folder: Path, stamp: str = "") -> None:
    """Put the index into the folder, which is made if need be, in place of any that is there; OSError where that fails.

    `stamp` says what the index was made from, and comes back with it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    write_arrays(index.tables.arrays(), folder / NAME, stamp)


def load(folder: Path) -> Loaded:
    """The index of a folder, its arrays mapped from the file; without one where there is none that can be used."""
    try:
        stamp, arrays = read_arrays(folder / NAME)
        return Loaded(ArchiveIndex(Tables.from_arrays(arrays)), stamp)
    except FileNotFoundError:
        return Loaded(None, reason="there is none yet")
    except (OSError, ValueError, KeyError, TypeError, UnusableError) as error:
        return Loaded(None, reason=f"it cannot be used: {error}")


def write_arrays(arrays: dict[str, Array], path: Path, stamp: str = "") -> None:
    """Put arrays into a file, whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            _write(file, arrays, stamp)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def read_arrays(path: Path) -> tuple[str, dict[str, Array]]:
    """The stamp and the arrays of a file, mapped, read-only and checked; OSError, or an error that says what is wrong."""
    with path.open("rb") as file:
        head = read(file)
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(data) != head.end:
        raise UnusableError("it is cut short")
    return head.stamp, {name: _array(data[head.begin :], name, entry) for name, entry in head.arrays.items()}


def _write(file: Any, arrays: dict[str, Array], stamp: str) -> None:
    entries, place = {}, 0
    for name, array in arrays.items():
        entries[name] = [array.dtype.str, list(array.shape), place, _checksum(_bytes(array))]
        place = aligned(place + array.nbytes)
    file.write(written(entries, stamp, place))
    for array in arrays.values():
        file.write(_bytes(array))
        file.write(bytes(aligned(file.tell()) - file.tell()))


def _array(body: memoryview, name: str, entry: list[Any]) -> Array:
    dtype, shape, place, checksum = entry
    count = int(np.prod(shape))
    array = np.frombuffer(body, np.dtype(dtype), count, place) if count else np.zeros(0, np.dtype(dtype))
    if _checksum(_bytes(array)) != checksum:
        raise UnusableError(f"its part {name} is damaged")
    return array.reshape(shape)


def _bytes(array: Array) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def _checksum(data: memoryview) -> int:
    """A number that changes with any byte and with the order of blocks, at the speed of memory: the CRC of blocks' sums."""
    words = len(data) // 8
    sums = np.frombuffer(data, np.uint64, words)
    if words > _BLOCK:
        sums = np.add.reduceat(sums, np.arange(0, words, _BLOCK))
    return zlib.crc32(data[words * 8 :], zlib.crc32(sums.tobytes()))


def _remove_abandoned(folder: Path) -> None:
    """Remove what writers left that were killed; a younger file may be one that another process is writing.

    Its age is told by the file system's clock, which need not be ours.
    """
    with tempfile.TemporaryFile(dir=folder) as made:
        now = os.fstat(made.fileno()).st_mtime
    for path in folder.glob(f"{NAME}.*.tmp"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _ABANDONED:
                path.unlink()
