"""What chats follow: kept by chat and topic, once each, until it is stopped or forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from briefbot.digests.subscription import Destination
from briefbot.store.store import Store
from briefbot.store.tables import FollowRow
from briefbot.store.work import UnitOfWork

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GROUP, TOPIC = Destination(-5), Destination(-5, 3)


@pytest.fixture
def work(database: str) -> Iterator[UnitOfWork]:
    """A transaction on an empty archive."""
    store = Store(database)
    with store.write() as opened:
        yield opened
    store.close()


def texts(work: UnitOfWork, destination: Destination) -> list[str]:
    """What is followed there."""
    return [follow.text for follow in work.follows.of(destination)]


def test_each_spot_follows_for_itself(work: UnitOfWork) -> None:
    """A chat and its topics have follows of their own, in the order in which they were set; one is stopped where it is."""
    for destination, text in ((GROUP, "bridge"), (TOPIC, "river"), (GROUP, "Agnes Holm")):
        work.follows.add(destination, text, 7, NOW)
    assert texts(work, GROUP) == ["bridge", "Agnes Holm"]
    assert work.follows.of_each([TOPIC, GROUP, Destination(9)]) == {
        TOPIC: ["river"], GROUP: ["bridge", "Agnes Holm"], Destination(9): []
    }  # fmt: skip
    (bridge, _) = work.follows.of(GROUP)
    work.follows.remove(TOPIC, bridge.id)
    assert texts(work, GROUP) == ["bridge", "Agnes Holm"]
    for _ in range(2):
        work.follows.remove(GROUP, bridge.id)
    assert texts(work, GROUP) == ["Agnes Holm"]


def test_a_move_merges_and_can_be_repeated(work: UnitOfWork) -> None:
    """What is followed under both numbers is followed once under the new one, whatever number of messages tells of it."""
    for destination, text in ((GROUP, "bridge"), (GROUP, "river"), (TOPIC, "river"), (Destination(-100), "bridge")):
        work.follows.add(destination, text, 7, NOW)
    for _ in range(2):
        work.follows.move(-5, -100)
    assert sorted(texts(work, Destination(-100))) == ["bridge", "river"]
    assert texts(work, Destination(-100, 3)) == ["river"]
    assert texts(work, GROUP) == []


def test_who_is_forgotten_follows_nothing(work: UnitOfWork) -> None:
    """A person's own follows are erased, and those that they set in a group: the words are theirs."""
    work.follows.add(Destination(7), "bridge", 7, NOW)
    work.follows.add(GROUP, "river", 7, NOW)
    work.follows.add(GROUP, "bank", 8, NOW)
    work.follows.forget(7)
    assert texts(work, Destination(7)) == []
    assert texts(work, GROUP) == ["bank"]
    assert work._connection.scalars(select(FollowRow.person_id)).all() == [8]
