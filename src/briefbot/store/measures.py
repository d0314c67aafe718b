"""Measures of what is in a database and what waits there, for whoever watches over a running program."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select

from briefbot.model import Kind
from briefbot.store.repository import Repository
from briefbot.store.schema import revision_of
from briefbot.store.tables import REVISION, DocumentRow, FeedRow, MessageRow, PassageRow, UpdateRow

# A feed that should have been looked at so long ago is overdue: looks are half a minute apart, but a host may be slow.
OVERDUE = timedelta(hours=1)
# A feed that went wrong so often in a row is told of; once or twice is the weather.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: updates to be handled (`inbox`), messages to be sent (`outbox`), digests that are being sent."""

    inbox: int = 0
    outbox: int = 0
    digests: int = 0


@dataclass(frozen=True, slots=True)
class FeedMeasures:
    """Feeds that are looked at; those of them that fail again and again, and those that should have been looked at long ago."""

    followed: int = 0
    failing: int = 0
    overdue: int = 0


class MeasuresRepository(Repository):
    """Counts over whole tables; each method is a query or two."""

    def revision(self) -> tuple[str | None, bool]:
        """The revision of the tables, and whether it is the one that this version works with."""
        revision = revision_of(self._connection)
        return revision, revision == REVISION

    def waiting(self) -> Waiting:
        """What waits to be done."""
        sent = MessageRow.letter.is_not(None)
        return Waiting(
            self._count(select(UpdateRow.update_id).where(UpdateRow.payload.is_not(None))),
            self._count(select(MessageRow.id).where(sent, MessageRow.slot_id.is_(None))),
            self._count(select(MessageRow.id).where(sent, MessageRow.slot_id.is_not(None))),
        )

    def feeds(self, now: datetime) -> FeedMeasures:
        """How the feeds are at an instant (aware)."""
        polled = ~FeedRow.paused
        return FeedMeasures(
            self._count(select(FeedRow.id).where(polled)),
            self._count(select(FeedRow.id).where(polled, FeedRow.failures >= _OFTEN)),
            self._count(select(FeedRow.id).where(polled, FeedRow.next_at < now - OVERDUE)),
        )

    def held(self) -> tuple[int, int]:
        """How many documents there are, and how many quotations in them. It reads a whole index: not for every second."""
        quoted = and_(PassageRow.document_key == DocumentRow.key, PassageRow.kind != Kind.REPORTED)
        documents = self._count(select(DocumentRow.key).where(DocumentRow.current))
        return documents, self._count(select(PassageRow.ordinal).join(DocumentRow, quoted).where(DocumentRow.current))

    def passages(self) -> int:
        """How many passages the current versions have."""
        there = PassageRow.document_key == DocumentRow.key
        return self._count(select(PassageRow.ordinal).join(DocumentRow, there).where(DocumentRow.current))

    def _count(self, rows: Select[Any]) -> int:
        return self._scalar(select(func.count()).select_from(rows.subquery())) or 0
