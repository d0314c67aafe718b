"""Feeds in the store: which are due, what is known of each, and which of their items were seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefbot.feeds.model import Feed, FeedState
from briefbot.store.feeds import SeenEntry
from briefbot.store.store import Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty archive."""
    opened = Store(database)
    yield opened
    opened.close()


def added(store: Store, *addresses: str) -> list[Feed]:
    """The feeds after these were taken up."""
    with store.write() as work:
        for address in addresses:
            assert work.feeds.add(address, None, NOW)
        return work.feeds.all()


def test_a_feed_is_taken_up_once(store: Store) -> None:
    """A new one is due at once; an address that is known already changes nothing."""
    (feed,) = added(store, "https://a.example/feed")
    with store.write() as work:
        assert not work.feeds.add(feed.address, "Other", NOW + timedelta(days=1))
        assert work.feeds.due(NOW) == [feed]


def test_the_feed_that_waited_longest_is_due_first(store: Store) -> None:
    """Those that are paused, or not due yet, are left out."""
    one, two, three, four = added(store, "https://a", "https://b", "https://c", "https://d")
    with store.write() as work:
        work.feeds.keep_look(replace(two, state=FeedState(NOW - timedelta(hours=1))), {}, NOW)
        work.feeds.keep_look(replace(three, state=FeedState(NOW + timedelta(hours=1))), {}, NOW)
        work.feeds.pause(four.id, NOW, paused=True)
        assert [feed.id for feed in work.feeds.due(NOW)] == [two.id, one.id]
        work.feeds.pause(four.id, NOW - timedelta(days=1), paused=False)
        assert work.feeds.due(NOW)[0].id == four.id


def test_what_a_look_brought_comes_back(store: Store) -> None:
    """State, title and items, each with what became of it; how many documents came is counted."""
    (feed,) = added(store, "https://a")
    state = FeedState(NOW, timedelta(minutes=20), '"1"', "yesterday", NOW, 0, None)
    seen = {"x": SeenEntry("d1", "a/x"), "y": SeenEntry("d2", None, 2)}
    with store.write() as work:
        work.feeds.keep_look(replace(feed, title="The Wire", state=state), seen, NOW)
    with store.read() as work:
        assert work.feeds.seen(feed.id) == seen
        (kept,) = work.feeds.named("The Wire")
        assert (kept.state, kept.documents) == (state, 1)
        assert work.feeds.named(str(feed.id)) == work.feeds.named("https://a") == [kept]


def test_an_item_is_known_as_long_as_its_feed_has_it_and_a_while_longer(store: Store) -> None:
    """One that was not seen for ninety days is forgotten; the others are not."""
    (feed,) = added(store, "https://a")
    with store.write() as work:
        work.feeds.keep_look(feed, {"old": SeenEntry("1"), "new": SeenEntry("1")}, NOW)
        work.feeds.keep_look(feed, {"new": SeenEntry("1")}, NOW + timedelta(days=91))
        assert set(work.feeds.seen(feed.id)) == {"new"}


def test_a_removed_feed_leaves_nothing_and_a_late_look_changes_nothing(store: Store) -> None:
    """Also where it is removed while it is being looked at."""
    (feed,) = added(store, "https://a")
    with store.write() as work:
        work.feeds.keep_look(feed, {"x": SeenEntry("1", "a/x")}, NOW)
        work.feeds.remove(feed.id)
        work.feeds.keep_look(feed, {"y": SeenEntry("1", "a/y")}, NOW)
        assert work.feeds.all() == []
        assert work.feeds.seen(feed.id) == {}


def test_one_process_alone_looks_at_feeds(store: Store) -> None:
    """Beside the one that sends digests, which may be another."""
    with store.owning_the_feeds() as mine, store.owning_the_schedule() as schedule, store.owning_the_feeds() as theirs:
        assert [bool(one) for one in (mine, schedule, theirs)] == [True, True, False]
