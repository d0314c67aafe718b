"""What people say of documents: it is the word that holds, in every version."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from briefbot.reading.corrections import Amendment
from briefbot.store.repository import Repository
from briefbot.store.tables import AmendmentRow, DocumentRow
from briefbot.store.upserts import upsert


class AmendmentsRepository(Repository):
    """Amendments, by place and name of their documents, which no other document ever has."""

    def all(self) -> dict[tuple[str, str], Amendment]:
        """All that people said."""
        return {(row.place, row.name): _amendment(row) for row in self._execute(select(AmendmentRow.__table__))}

    def by_id(self) -> dict[str, Amendment]:
        """What people said of the documents that there are, by the id of each, in the order of the ids."""
        theirs = (AmendmentRow.place == DocumentRow.place) & (AmendmentRow.name == DocumentRow.name)
        query = select(AmendmentRow.__table__, DocumentRow.id).join(DocumentRow, theirs).where(DocumentRow.current)
        return {row.id: _amendment(row) for row in self._execute(query.order_by(DocumentRow.id))}

    def add(self, place: str, name: str, amendment: Amendment, now: datetime) -> None:
        """Keep what is said of a document beside what was said before, or in its place."""
        key = AmendmentRow.place == place, AmendmentRow.name == name
        before = self._execute(select(AmendmentRow.__table__).where(*key)).first()
        held = amendment.after(_amendment(before)) if before else amendment
        values = {"title": held.title, "published": held.published, "undated": held.undated, "decided_at": now}
        upsert(self._connection, AmendmentRow, {"place": place, "name": name}, values)


def _amendment(row: Row[Any]) -> Amendment:
    return Amendment(row.title, row.published, row.undated)
