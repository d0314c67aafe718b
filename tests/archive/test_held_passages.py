"""Passages that are held in memory: what is asked for again is not read again, within a bound of text."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.archive.held import HeldPassages
from support.articles import article

COUNT = 6


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An archive of some articles."""
    opened = new_archive()
    opened.ingest(["-"], BytesIO("\n".join(json.dumps(article(number)) for number in range(COUNT)).encode()))
    return opened


def test_what_is_held_is_not_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order asked for, without what is not there; a further passage of a document is read alone."""
    first, second = archive.store.keys()[:2]
    read: list[tuple[int, int]] = []
    passages = archive.store.passages
    monkeypatch.setattr(archive.store, "passages", lambda places: read.extend(places) or passages(places))
    held = HeldPassages(archive.store)
    places = [(second, 1), (first, 0), (first, 9_999)]
    assert held.at(places) == held.at(places) == passages(places)
    assert list(held.at(places)) == places[:2]
    held.at([(second, 0), (second, 1)])
    assert read == [*places, (first, 9_999), (first, 9_999), (second, 0)]


def test_what_was_not_asked_for_lately_gives_way(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no more text is held than is allowed."""
    keys = archive.store.keys()
    length = max(len(document.text) for document, _ in archive.store.passages([(key, 0) for key in keys]).values())
    read: list[int] = []
    passages = archive.store.passages
    monkeypatch.setattr(archive.store, "passages", lambda places: read.extend(key for key, _ in places) or passages(places))
    held = HeldPassages(archive.store, 3 * length)
    for key in (*keys, keys[-1], keys[0]):
        held.at([(key, 0)])
    assert read == [*keys, keys[0]]


def test_another_state_of_the_archive_has_other_passages(archive: Archive) -> None:
    """What is held belongs to one view of the archive."""
    before = archive.view()
    assert archive.view().passages is before.passages
    archive.remove([archive.store.document("a0001").document.id])
    assert archive.view().passages is not before.passages
