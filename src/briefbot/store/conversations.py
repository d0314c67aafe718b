"""What follow-up questions lean on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from briefbot.store.repository import Repository
from briefbot.store.tables import (
    ConversationRow,
)
from briefbot.store.upserts import upsert


class ConversationsRepository(Repository):
    """The state of each conversation, by its name."""

    def of(self, name: str) -> tuple[dict[str, Any], datetime] | None:
        """What was kept of this conversation, and when (UTC)."""
        row = self._execute(select(ConversationRow.state, ConversationRow.updated_at).filter_by(name=name)).first()
        return (row.state, row.updated_at) if row else None

    def keep(self, name: str, state: Mapping[str, Any], now: datetime) -> None:
        """Keep this in place of what was kept of the conversation before."""
        upsert(self._connection, ConversationRow, {"name": name}, {"state": dict(state), "updated_at": now})

    def forget(self, name: str) -> None:
        """Keep nothing of this conversation."""
        self._execute(delete(ConversationRow).filter_by(name=name))
