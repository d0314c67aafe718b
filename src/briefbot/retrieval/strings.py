"""Many strings in few arrays: read from a file without making a Python object of each, found by hash."""

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Strings:
    """Different strings, numbered from 0 in the order they came in.

    `units` are their UTF-16 units one after the other, string n being units[starts[n]:starts[n + 1]]; `hashes` are their
    CRC-32, ascending, and `order` the strings' numbers in that order.
    """

    units: NDArray[np.uint16]
    starts: NDArray[np.int64]
    hashes: NDArray[np.uint32]
    order: NDArray[np.int32]

    @classmethod
    def of(cls, strings: Sequence[str]) -> Self:
        """From strings, none of them twice."""
        nothing = cls(np.zeros(0, np.uint16), np.zeros(1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int32))
        return nothing.extended(strings)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.order)

    def __getitem__(self, number: int) -> str:
        """The string of a number."""
        return self.units[self.starts[number] : self.starts[number + 1]].tobytes().decode("utf-16-le")

    def get(self, string: str, /) -> int | None:
        """The number of a string, None where it is not here."""
        number = self.find(string)
        return number if number >= 0 else None

    def items(self) -> Iterator[tuple[str, int]]:
        """All strings with their numbers, in their order."""
        return ((self[number], number) for number in range(len(self)))

    def find(self, string: str) -> int:
        """The number of a string, -1 where it is not here."""
        return self.find_hashed(string, zlib.crc32(_encoded(string)))

    def find_hashed(self, string: str, code: int) -> int:
        """The same where the string's hash is known."""
        at = bisect_left(self.hashes, code)
        while at < len(self.hashes) and self.hashes[at] == code:
            number = int(self.order[at])
            if self[number] == string:
                return number
            at += 1
        return -1

    def extended(self, further: Sequence[str]) -> Self:
        """With further strings after these, none of them here yet."""
        encoded = [_encoded(string) for string in further]
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded)) // 2
        hashes = np.fromiter(map(zlib.crc32, encoded), np.uint32, len(encoded))
        by_hash = np.argsort(hashes, kind="stable")
        places = np.searchsorted(self.hashes, hashes[by_hash])
        return type(self)(
            np.concatenate((self.units, np.frombuffer(b"".join(encoded), np.uint16))),
            np.concatenate((self.starts, self.starts[-1] + np.cumsum(lengths))),
            np.insert(self.hashes, places, hashes[by_hash]),
            np.insert(self.order, places, (by_hash + len(self)).astype(np.int32)),
        )


class Chain:
    """Strings of several segments as one, each part numbered on from the one before; none is in two."""

    def __init__(self, parts: Iterable[Strings]) -> None:
        self._parts = tuple(parts)
        self._firsts = list(accumulate(map(len, self._parts), initial=0))

    def __len__(self) -> int:
        """How many there are."""
        return self._firsts[-1]

    def __getitem__(self, number: int) -> str:
        """The string of a number."""
        at = bisect_right(self._firsts, number) - 1
        return self._parts[at][number - self._firsts[at]]

    def find(self, string: str) -> int:
        """The number of a string, -1 where it is not here."""
        code = zlib.crc32(_encoded(string))
        for part, first in zip(self._parts, self._firsts, strict=False):
            if (number := part.find_hashed(string, code)) >= 0:
                return first + number
        return -1

    def joined(self) -> Strings:
        """All in one; what there is only one part of is not copied."""
        return self._parts[0] if len(self._parts) == 1 else joined(self._parts)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is numbered in an index."""

    terms: Chain
    words: Chain
    speakers: Chain
    sources: Chain
    languages: Chain


class Numbering(dict[str, int]):
    """Numbers for strings as they come: those of `known`, then further ones, which `further` lists."""

    def __init__(self, known: Chain) -> None:
        super().__init__()
        self.known = known
        self.further: list[str] = []

    def __missing__(self, string: str) -> int:
        """Number a string that was not asked for before."""
        number = self.known.find(string) if len(self.known) else -1
        if number < 0:
            number = len(self.known) + len(self.further)
            self.further.append(string)
        self[string] = number
        return number

    def new(self) -> Strings:
        """Those that are not known."""
        return Strings.of(self.further)


def joined(parts: Sequence[Strings]) -> Strings:
    """Strings of which none is in two parts, those of a part numbered on from those before."""
    ends = [int(part.starts[-1]) for part in parts]
    hashes = np.concatenate([part.hashes for part in parts])
    by_hash = np.argsort(hashes, kind="stable")
    firsts = accumulate(map(len, parts), initial=0)
    order = np.concatenate([part.order + np.int32(first) for part, first in zip(parts, firsts, strict=False)])
    starts = [part.starts[1:] + before for part, before in zip(parts, accumulate(ends, initial=0), strict=False)]
    return Strings(
        np.concatenate([part.units for part in parts]),
        np.concatenate((np.zeros(1, np.int64), *starts)),
        hashes[by_hash],
        order[by_hash],
    )


def distinct(strings: Iterable[str]) -> list[str]:
    """Without doubles, in the order of first appearance."""
    return list(dict.fromkeys(strings))


def _encoded(string: str) -> bytes:
    return string.encode("utf-16-le", "surrogatepass")
