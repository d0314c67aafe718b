"""What those who keep the archive are told of what they sent, of feeds and of exports."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from briefbot.dialogue.keeping_replies import BroughtIn, FeedShown, Understood
from briefbot.feeds.model import Feed, FeedState
from briefbot.model import Document
from briefbot.rendering import moving_phrases
from briefbot.rendering.text import plain
from briefbot.store.moving.kinds import KINDS, Kind
from briefbot.wording.locale import reader_locale

RUSSIAN = reader_locale("ru")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
BRIDGE = Understood(Document("d1", "“It stands,” said Ann Moss.", "The bridge", "The Post"), 1, ("Ann Moss",))
MILL = Understood(Document("d2", "It turns.", "The mill"), 0, ())


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (BroughtIn(refused=(("mill.pdf", "it is damaged"),), failures=1), "mill.pdf was not brought in: it is damaged."),
        (
            BroughtIn(refused=(("mill.pdf", "it is damaged"),), failures=3),
            "mill.pdf was not brought in: it is damaged.\n2 others could not be read.",
        ),
        (
            BroughtIn((BRIDGE, MILL), added=1, updated=1),
            "2 documents\n1 new, 1 changed\nThe bridge · The Post · no date\nThe mill · no date",
        ),
    ],
)
def test_only_what_there_is_to_tell_is_told(reply: BroughtIn, told: str) -> None:
    """Nothing of documents where none came in, and of no others where all are named."""
    assert plain(reply) == told


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (timedelta(minutes=-5), "looked at 0 minutes ago"),  # its clock was put back
        (timedelta(minutes=1), "looked at 1 minute ago"),
        (timedelta(minutes=99), "looked at 99 minutes ago"),
        (timedelta(minutes=100), "looked at 2 hours ago"),
        (timedelta(hours=30), "looked at 30 hours ago"),
    ],
)
def test_a_look_was_so_long_ago(passed: timedelta, told: str) -> None:
    """In minutes, and from a hundred on in hours."""
    feed = Feed(1, "https://example.org/feed", "The Post", paused=False, state=FeedState(NOW, checked_at=NOW - passed))
    assert told in plain(FeedShown(feed, NOW)).split("\n")


def test_an_export_tells_how_many_of_each_kind_it_holds() -> None:
    """One and several, in the order of the kinds; nothing of those that it has none of."""
    assert moving_phrases.exported({"document": 1, "feed": 2, "follow": 0}) == "Written: 1 document, 2 feeds."
    assert moving_phrases.moved({"correction": 1}) == "Brought in besides: 1 correction."
    assert moving_phrases.moved({"correction": 0}) == "Brought in besides: nothing."


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_an_export_has_its_words(kind: Kind) -> None:
    """In Russian too, and its own: no two kinds are told alike."""
    told = [moving_phrases.exported({kind.name: number}, RUSSIAN) for number in (1, 5)]
    assert [one.count(number) for one, number in zip(told, "15", strict=True)] == [1, 1]
    others = [moving_phrases.exported({other.name: 5}, RUSSIAN) for other in KINDS if other is not kind]
    assert told[1] not in others
    assert not re.search("[A-Za-z]", "".join(told))
