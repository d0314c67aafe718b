"""Feeds, and which of their items were seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from briefbot.feeds.model import Feed, FeedState
from briefbot.store.repository import Repository, table_of
from briefbot.store.tables import DocumentRow, FeedEntryRow, FeedRow
from briefbot.store.upserts import upsert_all

# For how long an item is known that its feed no longer has: some come again.
_KNOWN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """What became of an item in one wording (`digest`): the document that was made of it, None for none after so many tries."""

    digest: str
    document_id: str | None = None
    tries: int = 0


class FeedsRepository(Repository):
    """Feeds and their items."""

    def all(self) -> list[Feed]:
        """All feeds, by address."""
        return self._feeds()

    def due(self, now: datetime) -> list[Feed]:
        """The feeds that are to be looked at, the one that has waited longest first."""
        found = self._feeds(~FeedRow.paused, FeedRow.next_at <= now)
        return sorted(found, key=lambda feed: (feed.state.next_at, feed.id))

    def named(self, name: str) -> list[Feed]:
        """The feeds that a person means by their number, their address or their title."""
        number = int(name) if name.isdecimal() and len(name) < 10 else None
        return self._feeds(or_(FeedRow.address == name, FeedRow.title == name, FeedRow.id == number))

    def of(self, feed_id: int) -> Feed | None:
        """The feed of this number, None where it is gone."""
        return next(iter(self._feeds(FeedRow.id == feed_id)), None)

    def has(self, address: str) -> bool:
        """Whether there is a feed at this address."""
        return self._scalar(select(FeedRow.id).where(FeedRow.address == address)) is not None

    def news(self, since: datetime) -> dict[int, int]:
        """How many documents each feed (by number) brought whose present version came in since an instant (UTC)."""
        counted = select(FeedEntryRow.feed_id, func.count()).join(DocumentRow, DocumentRow.id == FeedEntryRow.document_id)
        here = counted.where(DocumentRow.current, DocumentRow.added_at >= since)
        return dict(self._execute(here.group_by(FeedEntryRow.feed_id)).all())

    def hasten(self, feed_id: int, now: datetime) -> None:
        """Have a feed looked at as soon as it can be."""
        self._execute(update(FeedRow).where(FeedRow.id == feed_id).values(next_at=now))

    def add(self, address: str, title: str | None, now: datetime) -> bool:
        """Take a feed up, to be looked at from now on; False where there is one at this address."""
        if self.has(address):
            return False
        state = FeedState(next_at=now)
        self._execute(insert(FeedRow).values(address=address, title=title, paused=False, added_at=now, **_columns(state)))
        return True

    def remove(self, feed_id: int) -> None:
        """Let a feed go; the documents that it brought stay."""
        self._execute(delete(FeedRow).where(FeedRow.id == feed_id))

    def pause(self, feed_id: int, now: datetime, *, paused: bool) -> None:
        """Look at a feed no more, or again from now on."""
        changed = {"paused": paused} if paused else {"paused": False, "next_at": now}
        self._execute(update(FeedRow).where(FeedRow.id == feed_id).values(**changed))

    def seen(self, feed_id: int) -> dict[str, SeenEntry]:
        """The items of a feed that were seen, by their keys."""
        columns = (FeedEntryRow.key, FeedEntryRow.digest, FeedEntryRow.document_id, FeedEntryRow.tries)
        rows = self._execute(select(*columns).where(FeedEntryRow.feed_id == feed_id))
        return {key: SeenEntry(digest, document_id, tries) for key, digest, document_id, tries in rows}

    def keep_look(self, feed: Feed, seen: Mapping[str, SeenEntry], now: datetime) -> None:
        """Keep what a look at a feed brought: its state, title and address, and what became of the items that it has now."""
        values = {"title": feed.title, "paused": feed.paused, **_columns(feed.state)}
        if self._scalar(select(FeedRow.id).where(FeedRow.address == feed.address)) is None:
            values["address"] = feed.address  # it has moved
        if not self._execute(update(FeedRow).where(FeedRow.id == feed.id).values(**values)).rowcount:
            return  # somebody removed it meanwhile
        rows = [
            {"feed_id": feed.id, "key": key, "document_id": one.document_id, "seen_at": now}
            | {"digest": one.digest, "tries": one.tries}
            for key, one in seen.items()
        ]
        upsert_all(self._connection, table_of(FeedEntryRow), ("feed_id", "key"), rows)
        self._execute(delete(FeedEntryRow).where(FeedEntryRow.feed_id == feed.id, FeedEntryRow.seen_at < now - _KNOWN))

    def _feeds(self, *conditions: Any) -> list[Feed]:
        documents = (
            select(func.count())
            .where(FeedEntryRow.feed_id == FeedRow.id, FeedEntryRow.document_id.is_not(None))
            .scalar_subquery()
            .label("documents")
        )
        rows = self._execute(select(FeedRow.__table__, documents).where(*conditions).order_by(FeedRow.address))
        return [_feed(row) for row in rows]


def _feed(row: Row[Any]) -> Feed:
    state = FeedState(
        row.next_at,
        timedelta(seconds=row.interval),
        row.etag,
        row.modified,
        row.checked_at,
        row.failures,
        row.error,
        row.digest,
    )
    return Feed(row.id, row.address, row.title, row.paused, state, row.documents)


def _columns(state: FeedState) -> dict[str, Any]:
    return {
        "next_at": state.next_at,
        "interval": int(state.interval.total_seconds()),
        "etag": state.etag,
        "modified": state.modified,
        "checked_at": state.checked_at,
        "failures": state.failures,
        "error": state.error,
        "digest": state.digest,
    }
