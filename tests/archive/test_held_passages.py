"""Passages that are held in memory: what is asked for again is not read again, within a bound of text."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.archive.held import HeldPassages
from briefbot.model import Document, Passage
from briefbot.store.passages import PassagesRepository
from support.articles import article

COUNT = 6


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An archive of some articles."""
    opened = new_archive()
    opened.ingest(["-"], BytesIO("\n".join(json.dumps(article(number)) for number in range(COUNT)).encode()))
    return opened


def watched(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The places that are read from the database from now on."""
    read: list[tuple[int, int]] = []
    passages = archive.store.passages

    def reading(
        places: Collection[tuple[int, int]], known: Mapping[int, Document]
    ) -> dict[tuple[int, int], tuple[Document, Passage]]:
        read.extend(places)
        return passages(places, known)

    monkeypatch.setattr(archive.store, "passages", reading)
    return read


def test_what_is_held_is_not_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order asked for, without what is not there; a further passage of a document is read alone."""
    first, second = archive.store.keys()[:2]
    passages, read = archive.store.passages, watched(archive, monkeypatch)
    held = HeldPassages(archive.store)
    places = [(second, 1), (first, 0), (first, 9_999)]
    assert held.at(places) == held.at(places) == passages(places)
    assert list(held.at(places)) == places[:2]
    held.at([(second, 0), (second, 1)])
    assert read == [*places, (first, 9_999), (first, 9_999), (second, 0)]


def test_of_a_document_that_is_held_the_text_is_not_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A further passage of it is read beside those of others, whose texts are."""
    first, second = archive.store.keys()[:2]
    read: list[int] = []
    documents = PassagesRepository.documents

    def reading(self: PassagesRepository, keys: Sequence[int]) -> dict[int, Document]:
        read.extend(keys)
        return documents(self, keys)

    monkeypatch.setattr(PassagesRepository, "documents", reading)
    held = HeldPassages(archive.store)
    held.at([(first, 0)])
    found = held.at([(first, 1), (second, 0)])
    assert found == archive.store.passages([(first, 1), (second, 0)])
    assert read == [first, second, first, second]


def test_what_was_not_asked_for_lately_gives_way(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no more text is held than is allowed."""
    keys = archive.store.keys()
    length = max(len(document.text) for document, _ in archive.store.passages([(key, 0) for key in keys]).values())
    read = watched(archive, monkeypatch)
    held = HeldPassages(archive.store, 3 * length)
    for key in (*keys, keys[-1], keys[0]):
        held.at([(key, 0)])
    assert [key for key, _ in read] == [*keys, keys[0]]


def test_another_state_of_the_archive_has_other_passages(archive: Archive) -> None:
    """What is held belongs to one view of the archive."""
    before = archive.view()
    assert archive.view().passages is before.passages
    archive.remove(["a0001"])
    assert archive.view().passages is not before.passages
