"""The archive's word for one that it does not have: "goverment", "Zimmermann"."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.strings import Strings

# Short words have too many neighbours to be taken for one of them.
_SHORTEST = 4
_TWO_EDITS_FROM = 8
_LONGEST = 40  # what is longer is no misspelt word, and comparing takes time with the square of the length


@dataclass(frozen=True, slots=True)
class Speller:
    """Finds words of a few letters' difference among `words`, of which each occurs `counts` times.

    Words of a length are compared all at once, as a matrix of letters.
    """

    words: Strings
    counts: NDArray[np.int32]
    _by_length: dict[int, tuple[NDArray[np.int64], NDArray[np.uint16]]] = field(default_factory=dict)

    def nearest(self, word: str) -> list[str]:
        """The words within reach of a folded word, nearest first, then most frequent; at most five.

        In reach is one edit (a letter more, less, other, or two neighbours swapped), two in a word of eight letters or
        more. The first letter is taken to be right.
        """
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return []
        most = 1 if len(word) < _TWO_EDITS_FROM else 2
        found: list[tuple[int, int, int]] = []
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            numbers, matrix = self._of_length(length)
            same_start = np.flatnonzero(matrix[:, 0] == ord(word[0])) if len(numbers) else numbers
            if not len(same_start):  # nothing to compare, and a long word takes long to compare with nothing
                continue
            distances = _distances(word, matrix[same_start])
            for at in np.flatnonzero(distances <= most).tolist():
                number = int(numbers[same_start[at]])
                found.append((int(distances[at]), -int(self.counts[number]), number))
        return [self.words[number] for _, _, number in sorted(found)[:5]]

    def _of_length(self, length: int) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        """The numbers of the words of a length, and their letters (words × length)."""
        if length not in self._by_length:
            starts = self.words.starts
            numbers = np.flatnonzero(np.diff(starts) == length)
            self._by_length[length] = numbers, self.words.units[starts[numbers][:, None] + np.arange(length)]
        return self._by_length[length]


def _distances(word: str, matrix: NDArray[np.uint16]) -> NDArray[np.int16]:
    """The edits (optimal string alignment) from a word to each row of a matrix of letters."""
    count, length = matrix.shape
    previous: list[NDArray[np.int16]] = []
    current = [np.full(count, column, np.int16) for column in range(length + 1)]
    for at, letter in enumerate(word):
        before, previous = previous, current
        differs = (matrix != ord(letter)).astype(np.int16)
        current = [np.full(count, at + 1, np.int16)]
        for column in range(length):
            best = np.minimum(previous[column] + differs[:, column], np.minimum(previous[column + 1], current[column]) + 1)
            if at and column:
                swapped = (matrix[:, column - 1] == ord(letter)) & (matrix[:, column] == ord(word[at - 1]))
                best = np.where(swapped, np.minimum(best, before[column - 1] + 1), best)
            current.append(best)
    return current[length]
