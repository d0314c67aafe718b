"""The archive's word for one that it does not have: "goverment", "Zimmermann"."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefbot.language.edits import ONE_SLIP_FROM, distances, slips_allowed
from briefbot.retrieval.strings import Strings

_LONGEST = 40  # what is longer is no misspelt word, and comparing takes time with the square of the length


@dataclass(frozen=True)
class Speller:
    """Finds words of a few letters' difference among `words`, of which each occurs `counts` times."""

    words: Strings
    counts: NDArray[np.int32]
    _groups: dict[tuple[str, int], tuple[NDArray[np.int64], list[str]]] = field(default_factory=dict)

    def nearest(self, word: str) -> list[str]:
        """The words within reach of a folded word, nearest first, then most frequent; at most five.

        In reach is one slip of the keys, two in a word of eight letters or more. The first letter is taken to
        be right.
        """
        if not ONE_SLIP_FROM <= len(word) <= _LONGEST or not word.isalpha():
            return []
        most = slips_allowed(len(word))
        found: list[tuple[int, int, int]] = []
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            numbers, alike = self._group(word[0], length)
            slips = distances(word, alike, most) if alike else np.zeros(0, np.uint8)
            for at in np.flatnonzero(slips <= most).tolist():
                number = int(numbers[at])
                found.append((int(slips[at]), -int(self.counts[number]), number))
        return [self.words[number] for _, _, number in sorted(found)[:5]]

    def _group(self, first: str, length: int) -> tuple[NDArray[np.int64], list[str]]:
        """The words of a length with this first letter, and their numbers."""
        if (first, length) not in self._groups:
            numbers = np.flatnonzero(self._lengths == length)
            numbers = numbers[self.words.units[self.words.starts[numbers]] == ord(first)]
            self._groups[first, length] = numbers, [self.words[number] for number in numbers.tolist()]
        return self._groups[first, length]

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.diff(self.words.starts)
