"""Updates of Telegram's, written down before they are confirmed there: each once, and waiting until it is handled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from briefbot.store.repository import Repository
from briefbot.store.tables import UpdateRow
from briefbot.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came; `asked_at` is when the person sent it, aware."""

    update_id: int
    chat_id: int | None
    person_id: int | None
    asked_at: datetime
    payload: dict[str, Any]


class InboxRepository(Repository):
    """Updates that came, each once."""

    def receive(self, bot: int, arrivals: Sequence[Arrival]) -> set[int]:
        """Write updates down; the ids of those that had not come before."""
        if not arrivals:
            return set()
        rows = [
            {
                "bot": bot,
                "update_id": one.update_id,
                "chat_id": one.chat_id,
                "person_id": one.person_id,
                "asked_at": one.asked_at,
                "payload": one.payload,
            }
            for one in arrivals
        ]
        fresh = insert_into(self._connection, UpdateRow).values(rows).on_conflict_do_nothing().returning(UpdateRow.update_id)
        return set(self._scalars(fresh))

    def waiting(self, bot: int, numbers: Collection[int] | None = None) -> list[Arrival]:
        """Updates that are not handled, of these if some are named, in the order in which they came."""
        query = select(UpdateRow.__table__).where(UpdateRow.bot == bot, UpdateRow.payload.is_not(None))
        query = query if numbers is None else query.where(UpdateRow.update_id.in_(numbers))
        return [
            Arrival(row.update_id, row.chat_id, row.person_id, row.asked_at, row.payload)
            for row in self._execute(query.order_by(UpdateRow.update_id))
        ]

    def payload(self, bot: int, update_id: int) -> dict[str, Any] | None:
        """An update as it came, None where it is handled or unknown."""
        found: dict[str, Any] | None = self._scalar(
            select(UpdateRow.payload).where(UpdateRow.bot == bot, UpdateRow.update_id == update_id)
        )
        return found

    def take_up(self, bot: int, update_id: int) -> tuple[dict[str, Any], int] | None:
        """An update that another process has left, and how often that was so by now; None where it is handled or unknown."""
        here = and_(UpdateRow.bot == bot, UpdateRow.update_id == update_id, UpdateRow.payload.is_not(None))
        counted = update(UpdateRow).where(here).values(tries=UpdateRow.tries + 1)
        row = self._execute(counted.returning(UpdateRow.payload, UpdateRow.tries)).first()
        return (row.payload, row.tries) if row else None

    def settle(self, bot: int, update_id: int) -> bool:
        """Note that an update is handled, and keep nothing of what it said; whether it was waiting."""
        here = and_(UpdateRow.bot == bot, UpdateRow.update_id == update_id, UpdateRow.payload.is_not(None))
        return self._execute(update(UpdateRow).where(here).values(payload=None)).rowcount > 0

    def note(self, bot: int, update_id: int, now: datetime) -> bool:
        """Note that an update is handled without writing down what it said; whether it had not come before."""
        passed = Arrival(update_id, None, None, now, {})
        fresh = bool(self.receive(bot, [passed]))
        return fresh and self.settle(bot, update_id)
