"""The arrays of one segment of an index: some documents in the order they came in, and nothing asked of them here."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.postings import Postings
from briefbot.retrieval.strings import Strings


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays of a segment; documents and passages are numbered from 0 in the order they came in.

    Strings are numbered through all segments of an index: a segment holds those that none before it has, and their numbers
    follow those before. Everything else names strings by these numbers.

    A passage is indexed with the words of its paragraph that follow it and are in no passage ("he told reporters"); a
    document's *head* is its title and publisher. `passages` and `articles` hold terms of passages and of whole documents
    (row n is the term rows[n]), with the facts (frequency, length) and for articles a third, the frequency in the head;
    `pairs` holds two terms that follow each other in a document, row n being pair_keys[n], which is
    first term << 32 | second term. `best` and `best_around` stand beside the postings of articles and bound what the term
    can be worth to a passage there (`bounds.best_codes`). `document_terms` are the different terms of each document, as in
    `articles`.
    """

    terms: Strings
    words: Strings  # folded, before they are stems
    word_rows: NDArray[np.int32]  # numbers of words, ascending
    word_counts: NDArray[np.int32]  # how often each of these occurs here
    speakers: Strings
    sources: Strings
    languages: Strings
    keys: NDArray[np.int64]
    dates: NDArray[np.int32]  # day numbers of the calendar, 0 for none
    source_of: NDArray[np.int32]  # by document, -1 for none
    language_of: NDArray[np.int32]  # by document, -1 for none
    head_lengths: NDArray[np.int32]
    lengths: NDArray[np.int32]  # by document, in terms
    pair_lengths: NDArray[np.int32]  # by document, in pairs
    around_lengths: NDArray[np.int64]  # by document, of its passages' surroundings together
    passage_starts: NDArray[np.int64]  # document d has passages passage_starts[d]:passage_starts[d + 1]
    speaker_of: NDArray[np.int32]  # by passage, -1 for none
    checksums: NDArray[np.uint32]  # by passage, of its words
    term_starts: NDArray[np.int64]  # passage p has term_starts[p + 1] - term_starts[p] terms
    speaker_rows: NDArray[np.int32]  # numbers of speakers, ascending
    spoken_starts: NDArray[np.int64]  # speaker_rows[n] says the passages spoken[spoken_starts[n]:spoken_starts[n + 1]]
    spoken: NDArray[np.int32]
    document_term_starts: NDArray[np.int64]
    document_terms: NDArray[np.int32]
    rows: NDArray[np.int32]
    articles: Postings
    best: NDArray[np.uint8]
    best_around: NDArray[np.uint8]
    passages: Postings
    pair_keys: NDArray[np.int64]
    pairs: Postings
    most: NDArray[np.int64]  # the most items that a row has: of articles, passages, pairs

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Every array by its name, for keeping."""
        found: dict[str, NDArray[np.generic]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                found[field.name] = value
            else:
                found |= {f"{field.name}.{part.name}": getattr(value, part.name) for part in fields(value)}
        return found

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> "Tables":
        """What `arrays` gave; KeyError where one is missing."""
        groups = {"terms": Strings, "words": Strings, "speakers": Strings, "sources": Strings, "languages": Strings,
                  "articles": Postings, "passages": Postings, "pairs": Postings}  # fmt: skip
        values = []
        for field in fields(cls):
            if kind := groups.get(field.name):
                values.append(kind(*(arrays[f"{field.name}.{part.name}"] for part in fields(kind))))
            else:
                values.append(arrays[field.name])
        return cls(*values)
