"""Counts in the database: added up by day, whoever counts at once, and kept for 90 days."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, text

from briefbot.dialogue.statistics import Count, Counted, Refused
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import Destination, Subscription
from briefbot.model import Citation, Document, Kind, Missing, Span, Verdict
from briefbot.store.store import Store
from briefbot.store.tables import SlotRow

NOW = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
ASKED, ANSWERED = Count(Counted.ASKED), Count(Counted.ANSWERED)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty archive."""
    opened = Store(database)
    yield opened
    opened.close()


def counted(store: Store, *counts: Count, ago: timedelta = timedelta()) -> None:
    """Count these, so long ago."""
    with store.write() as work:
        work.statistics.count(counts, NOW - ago)


def test_sums_of_a_day_a_week_and_a_month(store: Store) -> None:
    """Each period holds its days and no other; a day ends at midnight of UTC."""
    merkel = Count(Counted.REFUSED, Missing.STRANGER, "Angela Merkel")
    counted(store, ASKED, ASKED, ANSWERED, merkel, Count(Counted.FAILED))
    counted(store, ASKED, merkel, ago=timedelta(days=1))
    counted(store, ASKED, ANSWERED, Count(Counted.CITED, subject="Post"), ago=timedelta(days=6))
    counted(store, ASKED, Count(Counted.UNSENT), ago=timedelta(days=7))
    counted(store, ASKED, ANSWERED, Count(Counted.CITED, subject="Wire"), Count(Counted.CITED, subject="Wire"),
            ago=timedelta(days=29))  # fmt: skip
    counted(store, ASKED, merkel, merkel, merkel, Count(Counted.CITED, subject="Old"), ago=timedelta(days=30))
    with store.read() as work:
        activity = work.statistics.activity(NOW)
    assert [(one.days, one.asked, one.answered, one.refused, one.failed) for one in activity.periods] == [
        (1, 2, 1, 1, 1),
        (7, 4, 2, 2, 1),
        (30, 6, 3, 2, 2),
    ]
    assert (activity.asked[-1], activity.asked[-2], activity.asked[0], sum(activity.asked)) == (2, 1, 1, 6)
    assert (activity.refused[-1], sum(activity.refused)) == (1, 2)
    assert activity.refused_most == (Refused(Missing.STRANGER, "Angela Merkel", 2),)
    assert activity.cited_most == (("Wire", 2), ("Post", 1))
    assert activity.until == NOW.date()


def test_checks_are_summed_by_verdict(store: Store) -> None:
    """The most frequent verdict first; older ones are no more told of."""
    exact, absent = Count(Counted.CHECKED, Verdict.EXACT), Count(Counted.CHECKED, Verdict.ABSENT)
    counted(store, exact, absent, absent)
    counted(store, absent, ago=timedelta(days=10))
    counted(store, exact, exact, exact, ago=timedelta(days=30))
    with store.read() as work:
        activity = work.statistics.activity(NOW)
    assert [(one.checked, one.asked) for one in activity.periods] == [(3, 0), (3, 0), (4, 0)]
    assert activity.checked == ((Verdict.ABSENT, 3), (Verdict.EXACT, 1))


def test_digests_and_shares_are_summed_too(store: Store) -> None:
    """Digests that came, whole or in part, and how often quotations were passed on, of the same days."""
    document = Document("a", "We will finish the bridge.")
    citation = Citation(1, 0, document, Span(0, len(document.text)), Kind.DIRECT, "Agnes Holm", 1.0)
    states = (SlotState.SENT, SlotState.PARTLY, SlotState.SKIPPED, SlotState.EMPTY)
    with store.write() as work:
        digest = work.subscriptions.keep(Subscription(0, Destination(7), NOW), NOW)
        for number, state in enumerate((*states, SlotState.SENT)):
            due_at = NOW - timedelta(days=3 if number == len(states) else 0)
            day = date(2026, 1, number + 1)
            work._connection.execute(
                insert(SlotRow).values(digest_id=digest.id, day=day, due_at=due_at, state=state, shown=1, of=1)
            )
        (link,) = work.links.make([citation], NOW)
        for ago in (timedelta(), timedelta(), timedelta(days=8)):
            work.links.count_share(link, NOW - ago)
    with store.read() as work:
        periods = work.statistics.activity(NOW).periods
    assert [(one.digests, one.shared) for one in periods] == [(2, 2), (3, 2), (3, 3)]


def test_an_empty_archive_has_only_zeros(store: Store) -> None:
    """Where nothing was counted, there is a number for each day nevertheless."""
    with store.read() as work:
        activity = work.statistics.activity(NOW)
    assert activity.asked == activity.refused == (0,) * 30
    assert not any(one.asked or one.digests or one.shared for one in activity.periods)
    assert (activity.refused_most, activity.cited_most) == ((), ())


def test_several_count_at_once(store: Store) -> None:
    """No count is lost between threads."""

    def count() -> None:
        for _ in range(20):
            counted(store, ASKED, ANSWERED)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as work:
        assert work.statistics.activity(NOW).periods[0].asked == 80


def test_counts_are_kept_for_ninety_days(store: Store) -> None:
    """What is older goes with all else that is old."""
    for days in (0, 90, 91, 400):
        counted(store, ASKED, ago=timedelta(days=days))
    with store.write() as work:
        work.chats.expire(NOW)
        assert work._connection.execute(text("SELECT count(*) FROM counts")).scalar() == 2


def test_what_is_counted_is_not_counted_where_the_rest_fails(store: Store) -> None:
    """A count is part of the transaction that it is written in."""

    def fail() -> None:
        with store.write() as work:
            work.statistics.count([ASKED], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as work:
        assert work.statistics.activity(NOW).periods[0].asked == 0
