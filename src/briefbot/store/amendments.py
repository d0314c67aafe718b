"""What people say of documents: it is the word that holds, in every version."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from briefbot.model import Document
from briefbot.reading.corrections import Amendment, read_anew
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

    def add(self, place: str, name: str, amendment: Amendment, document: Document, now: datetime) -> None:
        """Keep what is said of a document beside what was said before, or in its place; `document` is as it was until now."""
        before = self._row(place, name)
        held = amendment.after(_amendment(before)) if before else amendment
        said = {"title": held.title, "published": held.published, "undated": held.undated}
        values: dict[str, Any] = {**said, "decided_at": now}
        values |= {} if before else _as_read(document)
        upsert(self._connection, AmendmentRow, {"place": place, "name": name}, values)

    def note(self, place: str, name: str, document: Document) -> None:
        """Keep what was read of a new version of a document that people amended."""
        here = AmendmentRow.place == place, AmendmentRow.name == name
        self._execute(update(AmendmentRow).where(*here).values(**_as_read(document)))

    def of(self, place: str, name: str, document: Document) -> Document | None:
        """The document as it was read; None where nobody amended it.

        Where it was amended before what was read came to be noted, it is as its text tells.
        """
        row = self._row(place, name)
        if row is None:
            return None
        if not row.is_noted:
            return read_anew(document)
        when = {"published": row.read_published, "published_at": row.read_published_at, "evidence": row.read_evidence}
        return replace(document, title=row.read_title, **when)

    def erase(self, place: str, name: str) -> None:
        """Take back what was said of a document."""
        self._execute(delete(AmendmentRow).where(AmendmentRow.place == place, AmendmentRow.name == name))

    def _row(self, place: str, name: str) -> Row[Any] | None:
        here = AmendmentRow.place == place, AmendmentRow.name == name
        return self._execute(select(AmendmentRow.__table__).where(*here)).first()


def _as_read(document: Document) -> dict[str, Any]:
    """Of a document what people amend: title, date, and what tells the date."""
    return {
        "is_noted": True,
        "read_title": document.title,
        "read_published": document.published,
        "read_published_at": document.published_at,
        "read_evidence": document.evidence,
    }


def _amendment(row: Row[Any]) -> Amendment:
    return Amendment(row.title, row.published, row.undated)
