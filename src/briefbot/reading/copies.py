"""Near-duplicate documents: which articles are one story in several papers, by their shingles (runs of five words).

A sketch (bottom-k MinHash) finds who may be a copy without looking at all others; the shingles themselves decide. Measured on
840 articles of seven publishers: pairs that are one story share .69 to 1.0 of the shorter one's shingles, others .51 at most.
"""

import re
import zlib
from dataclasses import dataclass
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from briefbot.language.folding import fold
from briefbot.model import Document

Shingles = NDArray[np.uint64]
Sketch = tuple[int, ...]

_WORD = re.compile(r"\w+")
_RUN = 5  # words in a shingle
# Articles of which this much of the shorter one's shingles stands in the other are one story.
SAME_STORY = 0.6
# Versions of one document that has changed its file: what it is called says so too, so that less is enough.
SAME_DOCUMENT = 0.3
# What has fewer shingles is a caption or a list of links, and like many others.
_FEWEST = 30
# Hashes in a sketch. With ten of them below the end of both, what is expected of a story at the limit is off by .15.
_SKETCH = 32
_EXPECTED = 0.3
_WHOLE = 1 << 64
_CACHE_LIMIT = 200_000  # words whose numbers are remembered

# Factors of 64-bit hashes (splitmix64), so that the smallest ones are a random choice.
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_AGENCIES = frozenset(
    "reuters,thomson reuters,associated press,the associated press,ap,ap news,afp,agence france-presse,agence france presse,"
    "dpa,upi,united press international,pa media,press association,efe,ansa,kyodo,kyodo news,xinhua,pti,press trust of india,"
    "canadian press,the canadian press,tass,тасс,итар-тасс,interfax,интерфакс,риа новости,ria novosti".split(",")
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is a copy of the same article: its id and publisher.

    `share` (0 to 1) is how much of the shorter text the two share where they were compared with each other, None elsewhere.
    """

    document_id: str
    source: str | None
    share: float | None


def shingles(text: str) -> Shingles:
    """The hashes of all runs of five words of a text, ascending, each once: the same in every process and version."""
    words = _WORD.findall(normalize("NFC", text))
    codes = np.fromiter(map(_CODES.__getitem__, words), np.uint64, len(words))
    if len(codes) < _RUN:
        return np.empty(0, np.uint64)
    hashes = np.zeros(len(codes) - _RUN + 1, np.uint64)
    for at in range(_RUN):
        hashes = hashes * _STEP + codes[at : at + len(hashes)]
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX
    hashes = np.sort(hashes ^ (hashes >> np.uint64(31)))
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]


class _Codes(dict[str, int]):
    """The number of each word, remembered: a text of a million words has some forty thousand different ones."""

    def __missing__(self, word: str) -> int:
        """Find the number of a word that was not met before."""
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        found = self[word] = zlib.crc32(fold(word).encode("utf-8", "surrogatepass"))
        return found


_CODES = _Codes()


def sketch(found: Shingles) -> Sketch:
    """The smallest hashes of a document's shingles, as signed 64-bit numbers; none where there are too few to tell a story."""
    return tuple(found[:_SKETCH].view(np.int64).tolist()) if len(found) >= _FEWEST else ()


def may_be_one(one: Sketch, other: Sketch) -> float:
    """How much of the shorter document's shingles stands in the other, as two sketches let expect; 0 where that is no story.

    Below the end of both sketches, both have all of their hashes.
    """
    if not one or not other:
        return 0.0
    # Hashes are ordered as the unsigned numbers that they were.
    end = min(one[-1] % _WHOLE, other[-1] % _WHOLE)
    own, others = ({each for each in some if each % _WHOLE <= end} for some in (one, other))
    expected = len(own & others) / min(len(own), len(others))
    return expected if expected >= _EXPECTED else 0.0


def share(one: Shingles, other: Shingles) -> float:
    """How much of the shorter document's shingles stands in the other (0 to 1); 0 where one is too short to tell."""
    fewer = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / fewer if fewer >= _FEWEST else 0.0


def original_first(document: Document) -> tuple[bool, int, bool, float]:
    """Sorts who printed something first: the earliest day, of one day an agency, then the earliest instant that is told."""
    day, instant = document.published, document.published_at
    agency = (document.source or "").casefold() in _AGENCIES
    return day is None, day.toordinal() if day else 0, not agency, instant.timestamp() if instant else float("inf")
