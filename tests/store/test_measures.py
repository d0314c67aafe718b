"""Measures of a database, troubles that are kept there, and updates that are taken up, on every kind of database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefbot.archive import Archive
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.troubles import Series, Trouble
from briefbot.store.inbox import Arrival
from briefbot.store.measures import FeedMeasures, Waiting
from briefbot.store.tables import REVISION

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_what_waits_and_is_held_is_counted(new_archive: Callable[[], Archive]) -> None:
    """Updates that are not handled, messages that are not sent, feeds that nobody looks at; and how far the tables are."""
    with new_archive().store.write() as work:
        assert work.measures.revision() == (REVISION, True)
        assert work.measures.waiting() == Waiting()
        assert work.measures.held() == (0, 0)
        work.inbox.receive(1, [Arrival(number, 7, 7, NOW, {"a": 1}) for number in (1, 2)])
        work.inbox.settle(1, 2)
        work.outbox.post(7, [OutgoingMessage("send", "a")] * 3, NOW)
        assert work.measures.waiting() == Waiting(1, 3)
        work.feeds.add("https://example.org/feed", None, NOW - timedelta(hours=2))
        assert work.measures.feeds(NOW) == FeedMeasures(1, 0, 1)


def test_an_update_is_counted_as_often_as_it_is_taken_up(new_archive: Callable[[], Archive]) -> None:
    """As long as it waits; one that is handled, or unknown, is none."""
    with new_archive().store.write() as work:
        work.inbox.receive(1, [Arrival(1, 7, 7, NOW, {"a": 1})])
        assert work.inbox.take_up(1, 1) == ({"a": 1}, 1)
        assert work.inbox.take_up(1, 1) == ({"a": 1}, 2)
        work.inbox.settle(1, 1)
        assert work.inbox.take_up(1, 1) is None
        assert work.inbox.take_up(1, 2) is None


def test_troubles_are_kept_until_they_are_over(new_archive: Callable[[], Archive]) -> None:
    """One of a kind; what is told of it anew stands in its place."""
    first = Series(Trouble.FEEDS, NOW, NOW, 10)
    with new_archive().store.write() as work:
        work.troubles.keep([first, Series(Trouble.OTHER, NOW, NOW, 5)])
        work.troubles.keep([replace(first, number=11)])
        work.troubles.end([Trouble.OTHER])
        assert work.troubles.told() == [replace(first, number=11)]
