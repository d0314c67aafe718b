"""What chats follow: kept by chat and topic, once each, until it is stopped or forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from briefbot.digests.subscription import Destination
from briefbot.store import follows
from briefbot.store.store import Store
from briefbot.store.tables import FollowRow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GROUP, TOPIC = Destination(-5), Destination(-5, 3)


@pytest.fixture
def connection(tmp_path: Path, migrated: Path) -> Iterator[Connection]:
    """A transaction on an empty archive."""
    path = tmp_path / "briefbot.db"
    path.write_bytes(migrated.read_bytes())
    store = Store(f"sqlite:///{path}")
    with store.write() as opened:
        yield opened
    store.close()


def texts(connection: Connection, spot: Destination) -> list[str]:
    """What is followed there."""
    return [follow.text for follow in follows.of(connection, spot)]


def test_each_spot_follows_for_itself(connection: Connection) -> None:
    """A chat and its topics have follows of their own, in the order in which they were set; one is stopped where it is."""
    for spot, text in ((GROUP, "bridge"), (TOPIC, "river"), (GROUP, "Agnes Holm")):
        follows.add(connection, spot, text, 7, NOW)
    assert texts(connection, GROUP) == ["bridge", "Agnes Holm"]
    assert follows.of_each(connection, [TOPIC, GROUP, Destination(9)]) == {
        TOPIC: ["river"], GROUP: ["bridge", "Agnes Holm"], Destination(9): []
    }  # fmt: skip
    (bridge, _) = follows.of(connection, GROUP)
    follows.remove(connection, TOPIC, bridge.id)
    assert texts(connection, GROUP) == ["bridge", "Agnes Holm"]
    for _ in range(2):
        follows.remove(connection, GROUP, bridge.id)
    assert texts(connection, GROUP) == ["Agnes Holm"]


def test_a_move_merges_and_can_be_repeated(connection: Connection) -> None:
    """What is followed under both numbers is followed once under the new one, whatever number of messages tells of it."""
    for spot, text in ((GROUP, "bridge"), (GROUP, "river"), (TOPIC, "river"), (Destination(-100), "bridge")):
        follows.add(connection, spot, text, 7, NOW)
    for _ in range(2):
        follows.move(connection, -5, -100)
    assert sorted(texts(connection, Destination(-100))) == ["bridge", "river"]
    assert texts(connection, Destination(-100, 3)) == ["river"]
    assert texts(connection, GROUP) == []


def test_who_is_forgotten_follows_nothing(connection: Connection) -> None:
    """A person's own follows are erased; those that they set in a group stay, and nobody is known to have set them."""
    follows.add(connection, Destination(7), "bridge", 7, NOW)
    follows.add(connection, GROUP, "river", 7, NOW)
    follows.forget(connection, 7)
    assert texts(connection, Destination(7)) == []
    assert texts(connection, GROUP) == ["river"]
    assert connection.scalars(select(FollowRow.person_id)).all() == [None]
