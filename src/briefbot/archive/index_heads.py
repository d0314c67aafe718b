"""The head of an index's file: what its arrays are and what it was made of, read without any of them (`index_files`)."""

import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

# Raised with any change to the tables, to the terms of a text or to what a term is worth.
VERSION = 3
# The file that names the segments of an index, what of them is gone, and what all was made of.
NAME = "archive.index"

_MAGIC = b"briefbot"
_PREFIX = Struct("<8sIIQ")  # magic, version, checksum of the header, length of the header
_ALIGNMENT = 64
_LONGEST = 1 << 20  # bytes of a header; it has some sixty arrays, or names some ten segments
BEGIN = 1 << 14  # where the arrays begin at the least: a header is written last, when they are


class UnusableError(Exception):
    """The file is no index of this version; the text says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself: the arrays by name, the stamp, and where the arrays begin and end, in bytes.

    `segments` are the names and sizes of the files that belong to it.
    """

    arrays: dict[str, list[Any]]
    stamp: str
    begin: int
    end: int
    segments: tuple[tuple[str, int], ...] = ()


def written(arrays: dict[str, list[Any]], stamp: str, size: int, segments: tuple[tuple[str, int], ...] = ()) -> bytes:
    """A head in bytes, up to where the arrays begin, which take `size` bytes; ValueError where it is too long."""
    header = json.dumps({"stamp": stamp, "arrays": arrays, "size": size, "segments": segments}, ensure_ascii=True).encode()
    header = header.ljust(BEGIN - _PREFIX.size)
    if len(header) > BEGIN - _PREFIX.size:
        raise ValueError("the header of an index is too long")
    return _PREFIX.pack(_MAGIC, VERSION, zlib.crc32(header), len(header)) + header


def read(file: BinaryIO) -> Head:
    """The head of a file that stands at its beginning; UnusableError where there is none of this version."""
    prefix = file.read(_PREFIX.size)
    if len(prefix) < _PREFIX.size:
        raise UnusableError("it is cut short")
    magic, version, checksum, length = _PREFIX.unpack(prefix)
    if magic != _MAGIC or sys.byteorder != "little":
        raise UnusableError("it is no index of this program")
    if version != VERSION:
        raise UnusableError(f"it is of version {version}, and this program's is {VERSION}")
    header = file.read(min(length, _LONGEST))
    if zlib.crc32(header) != checksum:
        raise UnusableError("its header is damaged")
    description = json.loads(header)
    if not isinstance(description["stamp"], str):
        raise UnusableError("nothing tells what it was made of")
    begin = aligned(_PREFIX.size + length)
    segments = tuple((str(name), int(size)) for name, size in description["segments"])
    return Head(description["arrays"], description["stamp"], begin, begin + description["size"], segments)


def head_of(path: Path) -> Head:
    """The head of a file that is there in its whole length, with all that belong to it; OSError or UnusableError if not."""
    with path.open("rb") as file:
        head = read(file)
    for name, size in ((path.name, head.end), *head.segments):
        if (path.parent / name).stat().st_size != size:
            raise UnusableError(f"{name} is cut short")
    return head


def stamp_of(folder: Path) -> str | None:
    """What the index of a folder was made of; None where there is none that can be used."""
    try:
        return head_of(folder / NAME).stamp
    except (OSError, ValueError, KeyError, TypeError, UnusableError):
        return None


def aligned(place: int) -> int:
    """The next place at which an array may begin."""
    return -(-place // _ALIGNMENT) * _ALIGNMENT
