"""What a wrong clock wrote, set right in the database: dates that have not come are erased, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from sqlalchemy import update

from briefbot.archive import Archive
from briefbot.chat.digests.clock import set_right_in
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import Destination, Subscription
from briefbot.store.store import Store
from briefbot.store.tables import DocumentRow

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SPOT = Destination(7)
DAY = timedelta(days=1)


@pytest.fixture
def briefbot(new_archive: Callable[[], Archive]) -> Archive:
    """An archive with a digest at eight, which was empty on the days before today."""
    briefbot = new_archive()
    with briefbot.store.write() as work:
        work.preferences.keep(SPOT.chat_id, Preferences(zone="UTC"))
        work.subscriptions.keep(Subscription(0, SPOT, NOW, switched_on=True, zone="UTC", at=time(8)), NOW - 3 * DAY)
    for back in (2, 1, 0):
        planned(briefbot, NOW - back * DAY)
    return briefbot


def planned(briefbot: Archive, now: datetime) -> None:
    """Plan what is due."""
    while Planner(briefbot).plan(now):
        pass


def days(store: Store) -> dict[date, SlotState]:
    """What became of the digest's dates."""
    with store.read() as work:
        return {told.day: told.state for told in work.subscriptions.told(SPOT, 99)}


def subscription(store: Store) -> Subscription:
    """The digest as it is kept."""
    with store.read() as work:
        kept = work.subscriptions.of(SPOT)
    assert kept
    return kept


@pytest.mark.parametrize("ahead", [3 * DAY, 30 * DAY, 1800 * DAY])
def test_a_clock_ahead_silences_a_digest_for_no_day(briefbot: Archive, ahead: timedelta) -> None:
    """Planned days or years ahead, and set right: the dates that have come are kept, and tomorrow's digest comes."""
    before, kept = days(briefbot.store), subscription(briefbot.store)
    planned(briefbot, NOW + ahead)
    assert max(days(briefbot.store)) > NOW.date() + DAY
    said = set_right_in(briefbot.store, NOW)
    assert said.startswith("1 digest was planned ahead of the clock, up to ")
    assert days(briefbot.store) == before
    assert subscription(briefbot.store) == replace(kept, since=subscription(briefbot.store).since)
    assert NOW - 31 * DAY < subscription(briefbot.store).since <= NOW
    assert set_right_in(briefbot.store, NOW) == ""
    planned(briefbot, NOW + DAY)
    assert days(briefbot.store) == {**before, (NOW + DAY).date(): SlotState.EMPTY}


def test_wishing_for_it_again_needs_no_waiting(briefbot: Archive) -> None:
    """/digest 08:00 by the right clock: it comes tomorrow, whatever was planned."""
    planned(briefbot, NOW + 1800 * DAY)
    with briefbot.store.write() as work:
        kept = work.subscriptions.keep(replace(subscription(briefbot.store)), NOW)
    assert kept.handled == NOW.date()
    planned(briefbot, NOW + DAY)
    assert (NOW + DAY).date() in days(briefbot.store)


def test_a_right_clock_writes_nothing(briefbot: Archive) -> None:
    """Where all is right, nothing is told and no row changes, at any hour until the next digest."""
    before = days(briefbot.store), subscription(briefbot.store)
    for hours in range(-3, 20):
        assert set_right_in(briefbot.store, NOW + timedelta(hours=hours)) == ""
    assert (days(briefbot.store), subscription(briefbot.store)) == before


def test_documents_that_came_in_ahead_are_news_now(briefbot: Archive) -> None:
    """What a wrong clock dated years ahead is told by the next digest, and not in years."""
    briefbot.ingest(["-"], BytesIO(b'{"id": "a", "text": "One thing was said."}'))
    with briefbot.store.write() as work:
        work._connection.execute(update(DocumentRow).values(added_at=NOW + 1800 * DAY))
    assert set_right_in(briefbot.store, NOW).startswith("Documents had come in ahead of the clock")
    assert [added.added_at for added in briefbot.store.added_since(NOW - DAY)] == [NOW]
    assert set_right_in(briefbot.store, NOW) == ""
