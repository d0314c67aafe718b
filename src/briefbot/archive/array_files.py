"""Arrays in a file, written whole or not at all, and mapped into memory by all who read it.

    magic, version | length and checksum of the header | header (JSON) | arrays, each at a multiple of 64 bytes

The header names each array with its type, shape, place and checksum. An array may be written part by part, and is then
followed by a hole, where less came than was expected. A file is written beside the one that it is to replace, and takes its
place in one step (rename), so that a reader has either; those who have the old one open keep it.
"""

import mmap
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from briefbot.archive.index_heads import BEGIN, Head, UnusableError, aligned, read, written

_BLOCK = 1 << 16  # 8-byte words that are summed into one for the checksum
_BLOCK_BYTES = _BLOCK * 8
_PIECE = 16 * _BLOCK_BYTES  # read or written at a time
# Of a larger file, only small arrays are held to their checksums when it is opened: reading all would take longer than
# anybody waits for a start. `fault` reads all.
CHECKED = 256 << 20
_SMALL = 1 << 20

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A file that was opened: what its header says, its arrays, and the mapping that they lie in."""

    head: Head
    arrays: dict[str, Array]
    mapping: mmap.mmap

    def let_go(self) -> None:
        """Let the memory go that what was read takes; it is read again where it is needed."""
        if hasattr(self.mapping, "madvise"):  # not on every system
            self.mapping.madvise(mmap.MADV_DONTNEED)


class ArrayWriter:
    """Writes arrays into a file, whole or part by part; it is a `Sink` of merging."""

    def __init__(self, file: IO[bytes], rest: Callable[[], None] = lambda: None) -> None:
        """Into an empty file; `rest` is called whenever some was done."""
        self._file = file
        self._place = 0
        self._entries: dict[str, list[Any]] = {}
        self._columns: dict[str, _Column] = {}
        self.rest = rest

    def put(self, name: str, array: Array) -> None:
        """Write an array."""
        column = self._begin(array.dtype, array.size)
        flat = np.ascontiguousarray(array).reshape(-1)
        for at in range(0, len(flat), _PIECE):
            column.add(flat[at : at + _PIECE])
        self._entries[name] = [array.dtype.str, list(array.shape), column.begin, column.sums.value()]

    def column(self, name: str, dtype: np.dtype[Any], at_most: int) -> Callable[[Array], None]:
        """What writes an array of at most so many numbers, part by part."""
        self._columns[name] = column = self._begin(dtype, at_most)
        return column.add

    def close(self, stamp: str, segments: tuple[tuple[str, int], ...] = ()) -> None:
        """Write the header, and see to it that all is on the disk."""
        for name, column in self._columns.items():
            self._entries[name] = [column.dtype.str, [column.count], column.begin, column.sums.value()]
        self._file.truncate(BEGIN + self._place)
        self._file.seek(0)
        self._file.write(written(self._entries, stamp, self._place, segments))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _begin(self, dtype: np.dtype[Any], at_most: int) -> "_Column":
        column = _Column(self._file, self._place, dtype)
        self._place = aligned(self._place + at_most * dtype.itemsize)
        return column


class _Column:
    """A place in a file that an array is written to."""

    def __init__(self, file: IO[bytes], begin: int, dtype: np.dtype[Any]) -> None:
        self._file = file
        self.begin, self.dtype, self.count = begin, dtype, 0
        self.sums = Checksum()

    def add(self, array: Array) -> None:
        """Write the next part."""
        data = np.ascontiguousarray(array, self.dtype)
        self._file.seek(BEGIN + self.begin + self.count * self.dtype.itemsize)
        self._file.write(data.data)
        self.sums.add(data.view(np.uint8).data)
        self.count += len(data)


class Checksum:
    """A number that changes with any byte and with the order of blocks, at the speed of memory: the CRC of blocks' sums."""

    def __init__(self) -> None:
        """Of no bytes."""
        self._sums: list[Array] = []
        self._pending = bytearray()

    def add(self, data: memoryview) -> None:
        """Go on with further bytes."""
        if self._pending:
            self._pending += data
            data = memoryview(bytes(self._pending))
        # What is one block in all is not summed, but is its own CRC.
        whole = len(data) // _BLOCK_BYTES * _BLOCK_BYTES
        if len(data) < (_BLOCK_BYTES if self._sums else _BLOCK_BYTES + 8):
            whole = 0
        if whole:
            words = np.frombuffer(data, np.uint64, whole // 8)
            self._sums.append(words.reshape(-1, _BLOCK).sum(axis=1, dtype=np.uint64))
        self._pending = bytearray(data[whole:])

    def value(self) -> int:
        """That of all bytes so far."""
        words = len(self._pending) // 8
        rest = np.frombuffer(bytes(self._pending[: words * 8]), np.uint64)
        if self._sums:
            rest = np.concatenate([*self._sums, *([rest.sum(dtype=np.uint64, keepdims=True)] if words else [])])
        return zlib.crc32(self._pending[words * 8 :], zlib.crc32(rest.tobytes()))


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written, which takes this place when the block ends well, and is gone where it does not."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def write_arrays(arrays: dict[str, Array], path: Path, stamp: str = "", segments: tuple[tuple[str, int], ...] = ()) -> None:
    """Put arrays into a file, whole or not at all."""
    with new_file(path) as file:
        writer = ArrayWriter(file)
        for name, array in arrays.items():
            writer.put(name, array)
        writer.close(stamp, segments)


def read_arrays(path: Path) -> tuple[str, dict[str, Array]]:
    """The stamp and the arrays of a file, mapped, read-only and checked; OSError, or an error that says what is wrong."""
    mapped = map_file(path)
    return mapped.head.stamp, mapped.arrays


def map_file(path: Path, *, check: bool = True) -> Mapped:
    """A file, mapped and checked as `read_arrays` does it; but for its length, one's own need no check."""
    with path.open("rb") as file:
        head = read(file)
        mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    data = memoryview(mapping)
    if len(data) != head.end:
        raise UnusableError("it is cut short")
    arrays = {name: _array(data[head.begin :], entry) for name, entry in head.arrays.items()}
    for name, array in arrays.items() if check else ():
        if head.end <= CHECKED or array.nbytes <= _SMALL:
            sums = Checksum()
            flat = array.reshape(-1).view(np.uint8)
            for at in range(0, len(flat), _PIECE):
                sums.add(flat[at : at + _PIECE].data)
            if sums.value() != head.arrays[name][3]:
                raise UnusableError(f"its part {name} is damaged")
    return Mapped(head, arrays, mapping)


def fault(path: Path) -> str | None:
    """What is wrong with a file, all of it read a piece at a time; None where nothing is."""
    try:
        with path.open("rb") as file:
            head = read(file)
            if path.stat().st_size != head.end:
                return "it is cut short"
            for name, (dtype, shape, place, checksum) in head.arrays.items():
                sums, left = Checksum(), int(np.prod(shape)) * np.dtype(dtype).itemsize
                file.seek(head.begin + place)
                while left and (piece := file.read(min(left, _PIECE))):
                    sums.add(memoryview(piece))
                    left -= len(piece)
                if sums.value() != checksum:
                    return f"its part {name} is damaged"
    except (OSError, ValueError, KeyError, TypeError, UnusableError) as error:
        return str(error)
    return None


def _array(body: memoryview, entry: list[Any]) -> Array:
    dtype, shape, place, _ = entry
    count = int(np.prod(shape))
    array = np.frombuffer(body, np.dtype(dtype), count, place) if count else np.zeros(0, np.dtype(dtype))
    return array.reshape(shape)
