"""What people asked for in the last minute, where several processes count it together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from briefbot.store.repository import Repository
from briefbot.store.tables import ActsRow
from briefbot.store.upserts import upsert


class ActsRepository(Repository):
    """A record a person and kind of act, kept no longer than it is of use."""

    def of(self, person_id: int, kind: str) -> dict[str, Any] | None:
        """What was kept of a person, None where nothing is."""
        found: dict[str, Any] | None = self._scalar(
            select(ActsRow.record).where(ActsRow.person_id == person_id, ActsRow.kind == kind)
        )
        return found

    def keep(self, person_id: int, kind: str, record: Mapping[str, Any], until: datetime, now: datetime) -> None:
        """Keep a record until an instant, and nothing any more whose own has passed."""
        self._execute(delete(ActsRow).where(ActsRow.until < now))
        upsert(self._connection, ActsRow, {"person_id": person_id, "kind": kind}, {"record": dict(record), "until": until})

    def forget(self, person_id: int) -> None:
        """Keep nothing of a person."""
        self._execute(delete(ActsRow).where(ActsRow.person_id == person_id))
