"""What goes into ranking and what comes out of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from zlib import crc32

from briefbot.model import Document, Filters, Passage

# How many words of one question that neither the archive nor the lexicon has are looked up by their sound and for slips of the
# fingers: each takes a tenth of a millisecond or two, and nobody asks for as many.
MOST_SOUGHT = 50


def checksum(words: str) -> int:
    """What tells the words of a passage from others (CRC-32 of their UTF-8)."""
    return crc32(words.encode("utf-8", "surrogatepass"))


def key_check(key: int) -> int:
    """A number of 24 bits that tells keys apart; sums of them tell whether the same documents are in two places."""
    return crc32(b"%d" % key) & 0xFFFFFF


@dataclass(frozen=True, slots=True)
class IndexSize:
    """How much an index holds: documents, passages, and the sum of the documents' keys (`key_check`)."""

    documents: int
    passages: int
    check: int


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document to be found: the store's number for it, and its passages in the order of the text, none overlapping."""

    key: int
    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that shares a term with the question: the `ordinal`-th of the document with that key.

    `score` is the sum of `own`, `surroundings` and `article`, the weighted levels. `coverage` and `article_coverage` are the
    idf-weighted share (0 to 1) of the question's words that occur in the passage's surroundings and in its article,
    `near_coverage` in it and its neighbours alone.
    `checksum` is that of the words that were indexed: what is shown is held to it.
    """

    document: int
    ordinal: int
    score: float
    own: float
    surroundings: float
    article: float
    coverage: float
    article_coverage: float
    near_coverage: float
    checksum: int = 0


class Hits(list[PassageHit]):
    """Passages that were found, best first; `is_partial` where a part of the index did not answer in time."""

    is_partial = False


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that shares a term with the question."""

    document: int
    score: float


@dataclass(frozen=True, slots=True)
class WordingHit:
    """A passage that shares rare words, or rare pairs of them, with a text; `checksum` is that of what was indexed."""

    document: int
    ordinal: int
    checksum: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, as typed, that says something of the subject.

    `known` tells whether the archive has it; if not, `correction` is the archive's word that was searched for in its place,
    None where there is none like it.
    """

    text: str
    known: bool
    correction: str | None = None


class Retriever(Protocol):
    """What answers need of ranking; an index of another make can stand in for this one."""

    @property
    def keys(self) -> Collection[int]:
        """The keys of the documents that can be found."""
        ...

    def size(self) -> IndexSize:
        """How much can be found now."""
        ...

    def passages(self, question: str, filters: Filters, k: int) -> list[PassageHit]:
        """The k best passages, best first, in a fixed order."""
        ...

    def searched(self, searches: Sequence[tuple[str, Filters]], k: int) -> list[Hits]:
        """The k best passages of each of several questions with their filters, which go to an engine elsewhere together."""
        ...

    def documents(self, question: str, k: int, filters: Filters = ...) -> list[DocumentHit]:
        """The k best documents, best first, in a fixed order."""
        ...

    def words(self, question: str) -> tuple[Word, ...]:
        """The words of a question that ranking goes by, and which of them the archive has."""
        ...

    def wording(self, text: str, k: int) -> list[WordingHit]:
        """The passages most like the wording of a text, or of a part of it, up to 2 k for each part; most like it first."""
        ...

    def weight(self, words: str) -> float:
        """How much a word tells, by how few passages have it (idf); 0 for a word of grammar, and one that the archive lacks.

        Of several, how few documents have two of them side by side, the rarest two.
        """
        ...


_R = TypeVar("_R", bound=Retriever)


@dataclass(frozen=True, slots=True)
class LoadedIndex(Generic[_R]):
    """What an engine kept of an archive, and the stamp that says what it was made of; or None and the reason."""

    retriever: _R | None
    stamp: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """How an engine elsewhere is: whether questions can be answered, whether it should be seen to, and what is known of it."""

    works: bool
    is_weak: bool = False
    told: Mapping[str, str | int] = field(default_factory=dict)


class Engine(Protocol[_R]):
    """Makes retrievers of one kind and keeps them; an archive is handed one, and knows nothing else of it."""

    @property
    def place(self) -> str:
        """Where it keeps what it keeps, for people; no secret is in it."""
        ...

    def condition(self, patience: float) -> Condition | None:
        """How it is, by asking it for so many seconds at most; None for one that is a part of this process."""
        ...

    def fault(self) -> str | None:
        """What is wrong with the files that it keeps, all of them read for that; None where nothing is, or it has none."""
        ...

    def turn(self, patience: float, *, beside: bool = False) -> AbstractContextManager[bool]:
        """A turn to change what is kept, while which nobody else does; False where it did not come within so many seconds.

        To make another one `beside` it is a turn of its own, so that what is asked meanwhile can be kept up to date. Where each
        process may write what all of them find, as the built-in engine does, it is always one's turn.
        """
        ...

    def stamp(self) -> str | None:
        """The stamp of what was kept last, None where there is none; nothing of it is loaded for that."""
        ...

    def load(self) -> LoadedIndex[_R]:
        """What was kept last."""
        ...

    def updated(self, before: _R | None, added: Iterable[IndexedDocument], removed: Collection[int]) -> _R:
        """A retriever without the documents of the keys `removed` and with those `added`."""
        ...

    def keep(self, retriever: _R, stamp: str) -> None:
        """Keep it for the next start; where that fails, it is only said."""
        ...

    def settle(self) -> None:
        """Order what is kept so that answers are fastest, for whoever brought in much; others do not wait for it."""
        ...
