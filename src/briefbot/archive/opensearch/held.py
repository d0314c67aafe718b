"""An index in OpenSearch: its documents, its words, what is known of it as a whole."""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.archive.opensearch.client import OpenSearchClient
from briefbot.errors import IndexGoneError
from briefbot.retrieval.model import IndexSize
from briefbot.retrieval.opensearch import queries
from briefbot.retrieval.strings import Strings

_PAGE, _PAGE_OF_KEYS, _LISTS = 500, 10_000, 50
# What is kept beside the documents: the state, and the words of those that came in together.
STATE, WORDS = "state", "words"


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums over all documents of an index; `check` is that of their keys (`key_check`)."""

    documents: int = 0
    check: int = 0
    passages: int = 0
    length: int = 0
    pair_length: int = 0
    own_length: int = 0
    around_length: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keys(Collection[int]):
    """Keys of documents, ascending, eight bytes each."""

    numbers: NDArray[np.int64]

    @classmethod
    def of(cls, keys: Collection[int]) -> "Keys":
        """From keys in any order."""
        return cls(np.unique(np.fromiter(keys, np.int64, len(keys))))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[int]:
        """All of them, ascending."""
        yield from self.numbers.tolist()

    def __contains__(self, key: object) -> bool:
        """Whether a key is among them."""
        if not isinstance(key, int) or not len(self.numbers):
            return False
        at = int(np.searchsorted(self.numbers, key))
        return at < len(self.numbers) and int(self.numbers[at]) == key


@dataclass
class HeldIndex:
    """One index of a cluster, by its own name."""

    client: OpenSearchClient
    name: str
    _words: tuple[Strings, NDArray[np.int32]] | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def search(self, bodies: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
        """The answers to searches, in one round trip; and whether some of the index is missing from them."""
        return self.client.search(self.name, bodies)

    def keys(self) -> Keys:
        """The keys of all documents that are shown."""
        found = [hit["sort"][0] for page in self._pages((), _PAGE_OF_KEYS) for hit in page]
        return Keys(np.array(found, np.int64))

    def marks(self) -> dict[int, str]:
        """What each document was made of (`mark_of`), by key."""
        return {one["key"]: one["mark"] for one in self.sources(("key", "mark"))}

    def sources(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """What is stored of each document, ascending by key."""
        for page in self._pages(names, _PAGE):
            yield from (hit["_source"] for hit in page)

    def _pages(self, names: Sequence[str], size: int) -> Iterator[list[dict[str, Any]]]:
        after: int | None = None
        while True:
            answer = self.client.whole(self.name, queries.scan(names, size, after))
            hits: list[dict[str, Any]] = answer["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"][0]

    def totals(self) -> Totals:
        """Counts and sums over all documents that are shown."""
        found = self.client.whole(self.name, queries.sums())["aggregations"]
        check, passages, length, pairs, own, around = (
            round(found[name]["value"])
            for name in ("check", "passage_count", "length", "pair_length", "own_length", "around_length")
        )
        languages = tuple(bucket["key"] for bucket in found["languages"]["buckets"])
        return Totals(round(found["documents"]["value"]), check, passages, length, pairs, own, around, languages)

    def size(self) -> IndexSize:
        """How much it holds now."""
        found = self.totals()
        return IndexSize(found.documents, found.passages, found.check)

    def refresh(self) -> None:
        """Show what was written."""
        self.client.insist("POST", f"/{self.name}/_refresh")

    def state(self) -> dict[str, Any]:
        """What was kept of the index as a whole, empty where nothing was."""
        try:
            found = self.client.read("GET", f"/{self.name}/_doc/{STATE}")
        except IndexGoneError:
            return {}
        state: dict[str, Any] = found["_source"]["held"]
        return state

    def keep_state(self, state: dict[str, Any]) -> None:
        """Keep what is known of the index as a whole."""
        self.client.insist("PUT", f"/{self.name}/_doc/{STATE}", json.dumps({"held": state}))

    def words(self) -> tuple[Strings, NDArray[np.int32]]:
        """The folded words of the archive, and how often each occurs; fetched once."""
        with self._lock:
            if self._words is None:
                counts = self.word_counts(self.state().get("word_lists", ()))
                known = list(counts)
                self._words = Strings.of(known), np.fromiter(counts.values(), np.int32, len(known))
            return self._words

    def word_counts(self, names: Sequence[str]) -> Counter[str]:
        """The words of some lists, in the order in which they came."""
        counts: Counter[str] = Counter()
        for at in range(0, len(names), _LISTS):
            given = json.dumps({"ids": list(names[at : at + _LISTS])})
            for one in self.client.insist("POST", f"/{self.name}/_mget", given)["docs"]:
                if one.get("found"):
                    counts.update(unpacked_words(one["_source"]["held"]["words"]))
        return counts


def packed_words(words: Counter[str]) -> str:
    """Words with their counts, compressed, in Base64."""
    return base64.b64encode(zlib.compress(json.dumps(words, ensure_ascii=False).encode())).decode()


def unpacked_words(packed: str) -> dict[str, int]:
    """What `packed_words` gave."""
    found: dict[str, int] = json.loads(zlib.decompress(base64.b64decode(packed)))
    return found
