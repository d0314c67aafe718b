"""Passages that are held: of the documents that were looked at last, in one state of the archive, within a bound of text."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock
from typing import NamedTuple

from briefbot.model import Document, Passage
from briefbot.store.store import Store

# Code points of documents that are held: some five thousand articles, in two to four bytes each at most.
_MOST = 24_000_000

_Place = tuple[int, int]


class _Held(NamedTuple):
    """A document, and those of its passages that were asked for, by ordinal."""

    document: Document
    passages: dict[int, Passage]


class HeldPassages:
    """Passages by the key of their document and their ordinal; those that were not asked for lately are read anew.

    What is held is true for one state of the archive: with another, another `HeldPassages` begins. Safe to use from threads.
    """

    def __init__(self, store: Store, most: int = _MOST) -> None:
        """Read from this store; hold documents of `most` code points together."""
        self._store = store
        self._most = most
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._length = 0
        self._one_at_a_time = Lock()

    def at(self, places: Collection[_Place]) -> dict[_Place, tuple[Document, Passage]]:
        """These passages, by key of the document and ordinal, each with its document; one that is gone is left out."""
        with self._one_at_a_time:
            found = {place: known for place in places if (known := self._known(place))}
            documents = {key: self._held[key].document for key, _ in places if key in self._held}
        if missing := [place for place in places if place not in found]:
            read = self._store.passages(missing, documents)
            found.update(read)
            with self._one_at_a_time:
                self._hold(read)
        return {place: found[place] for place in places if place in found}

    def _known(self, place: _Place) -> tuple[Document, Passage] | None:
        held = self._held.get(place[0])
        passage = held.passages.get(place[1]) if held else None
        if held is None or passage is None:
            return None
        self._held.move_to_end(place[0])
        return held.document, passage

    def _hold(self, read: dict[_Place, tuple[Document, Passage]]) -> None:
        for (key, ordinal), (document, passage) in read.items():
            if key not in self._held:
                self._held[key] = _Held(document, {})
                self._length += len(document.text)
            self._held[key].passages[ordinal] = passage
        while self._length > self._most:
            _, gone = self._held.popitem(last=False)
            self._length -= len(gone.document.text)
