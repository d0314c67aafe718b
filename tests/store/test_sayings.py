"""All that somebody said, as the database has it."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

from briefbot.archive import Archive
from briefbot.archive.profiles import profile
from support.articles import article


def brought(archive: Archive, *numbers: int) -> None:
    """Bring these articles in."""
    archive.ingest(["-"], BytesIO("\n".join(json.dumps(article(number)) for number in numbers).encode()))


def test_quotations_of_a_person_come_newest_first(new_archive: Callable[[], Archive]) -> None:
    """With words and document; what articles say in their own words is none, nor what a version before had."""
    archive = new_archive()
    brought(archive, *range(0, 28, 7))  # in each of these, Agnes Holm speaks
    archive.ingest(["-"], BytesIO(json.dumps({**article(7), "text": "“We mend nothing,” Agnes Holm said."}).encode()))
    with archive.store.read() as work:
        said = work.sayings.of(("Agnes Holm", "Nobody"), 10)
        newest = work.sayings.of(("Agnes Holm",), 1)
    days = [one.published for one in said]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert "We mend nothing," in [one.words for one in said]
    assert newest == said[:1]
    for one in said:
        stored = archive.store.document(one.document_id)
        assert stored
        assert one.words in stored.document.text
        assert (one.key, one.title) == (stored.key, stored.document.title)


def test_a_profile_is_drawn_once_for_a_state_of_the_archive(new_archive: Callable[[], Archive]) -> None:
    """By any name of the person; anew when they said more, or less, and not when others did; of nobody there is none."""
    archive = new_archive()
    brought(archive, 0, 7)
    first = profile(archive, "Agnes Holm")
    assert first
    assert first is profile(archive, "Agnes Holm")
    brought(archive, 1)
    assert first is profile(archive, "Agnes Holm")
    brought(archive, 14)
    second = profile(archive, "Agnes Holm")
    assert second
    assert len(second.told) > len(first.told)
    archive.remove(["a0014"])
    third = profile(archive, "Agnes Holm")
    assert third
    assert third.told == first.told
    assert profile(archive, "Nobody Known") is None
