"""A document's terms as a few arrays in Base64: what scores are computed from when a search brings the document back.

    header | terms | counts in the article | lengths, checksums, speakers and terms of the passages | terms of the head

Terms are hashes of 64 bits, ascending; further down they are numbers into that list.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.postings import Ints

Hashes = NDArray[np.uint64]
_HEADER = 8  # 32-bit numbers: terms, passages, terms of passages, terms of the head, lengths of article and pairs, width
_NARROW = 1 << 16


@dataclass(frozen=True, slots=True)
class Forward:
    """What a document holds: `terms` are hashes, ascending; `article` says how often each occurs in all of it.

    `passage_terms` are numbers of terms, passage after passage, `passage_lengths` of them each; `speakers` are numbers into the
    document's list of names, -1 for nobody. `head` are the numbers of the terms of title and publisher.
    """

    length: int
    pair_length: int
    terms: Hashes
    article: Ints
    passage_lengths: NDArray[np.uint32]
    checksums: NDArray[np.uint32]
    speakers: NDArray[np.int32]
    passage_terms: Ints
    head: Ints

    def packed(self) -> str:
        """All of it, in Base64."""
        is_wide = len(self.terms) >= _NARROW or int(max(self.article, default=0)) >= _NARROW
        small = np.uint32 if is_wide else np.uint16
        sizes = (len(self.terms), len(self.checksums), len(self.passage_terms), len(self.head), self.length, self.pair_length)
        header = np.array([*sizes, is_wide, 0], "<u4")
        parts = (
            header,
            self.terms.astype("<u8"),
            self.article.astype(small),
            self.passage_lengths.astype("<u4"),
            self.checksums.astype("<u4"),
            self.speakers.astype("<i4"),
            self.passage_terms.astype(small),
            self.head.astype(small),
        )
        return base64.b64encode(b"".join(part.tobytes() for part in parts)).decode()

    @classmethod
    def unpacked(cls, packed: str) -> "Forward":
        """What `packed` gave."""
        data = base64.b64decode(packed)
        terms, passages, of_passages, of_head, length, pairs, is_wide, _ = np.frombuffer(data, "<u4", _HEADER).tolist()
        small = "<u4" if is_wide else "<u2"
        at = 4 * _HEADER
        arrays = []
        kinds = ("<u8", terms), (small, terms), ("<u4", passages), ("<u4", passages), ("<i4", passages)
        for kind, count in (*kinds, (small, of_passages), (small, of_head)):
            arrays.append(np.frombuffer(data, kind, count, at))
            at += arrays[-1].nbytes
        return cls(length, pairs, *arrays)

    def places(self, hashes: Hashes) -> NDArray[np.int64]:
        """The numbers that these terms have here, -1 for one that is not."""
        if not len(self.terms):
            return np.full(len(hashes), -1, np.int64)
        found = np.searchsorted(self.terms, hashes)
        return np.where(self.terms.take(found, mode="clip") == hashes, found, -1)


def packed_sequence(sequence: Ints) -> str:
    """Numbers of terms that follow each other, in Base64."""
    return base64.b64encode(sequence.astype("<u4").tobytes()).decode()


def unpacked_sequence(packed: str) -> NDArray[np.uint32]:
    """What `packed_sequence` gave."""
    return np.frombuffer(base64.b64decode(packed), "<u4")


@lru_cache(maxsize=400_000)
def term_hash(term: str) -> int:
    """A term's hash, 64 bits: that two terms of one document share it is not to be expected of any archive."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hashes(terms: Sequence[str]) -> Hashes:
    """The hashes of terms, in their order."""
    return np.fromiter((term_hash(term) for term in terms), np.uint64, len(terms))
