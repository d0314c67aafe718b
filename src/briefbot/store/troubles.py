"""Troubles of which the admins were told, so that a restart tells none again, and tells when they are over."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from briefbot.dialogue.troubles import Series, Trouble
from briefbot.store.repository import Repository
from briefbot.store.tables import TroubleRow
from briefbot.store.upserts import upsert


class TroublesRepository(Repository):
    """Troubles that are not over."""

    def told(self) -> list[Series]:
        """Those of which somebody was told; a kind that this version does not know is left alone."""
        rows = self._execute(select(TroubleRow.__table__).where(TroubleRow.kind.in_([one.value for one in Trouble])))
        return [Series(Trouble(row.kind), row.since, row.last_at, row.number) for row in rows]

    def keep(self, series: Iterable[Series]) -> None:
        """Keep that these were told."""
        for one in series:
            values = {"since": one.since, "last_at": one.last_at, "number": one.number}
            upsert(self._connection, TroubleRow, {"kind": one.kind.value}, values)

    def end(self, kinds: Iterable[Trouble]) -> None:
        """Let these be over."""
        self._execute(delete(TroubleRow).where(TroubleRow.kind.in_([one.value for one in kinds])))
