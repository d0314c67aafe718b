"""What people say of documents: it is the word that holds, in every version."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from briefbot.model import Document, Evidence
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
        values = {"title": held.title, "published": held.published, "undated": held.undated, "decided_at": now}
        as_read = before.as_read if before else _as_read(document)
        upsert(self._connection, AmendmentRow, {"place": place, "name": name}, {**values, "as_read": as_read})

    def note(self, place: str, name: str, document: Document) -> None:
        """Keep what was read of a new version of a document that people amended."""
        here = AmendmentRow.place == place, AmendmentRow.name == name
        self._execute(update(AmendmentRow).where(*here).values(as_read=_as_read(document)))

    def of(self, place: str, name: str, document: Document) -> Document | None:
        """The document as it was read; None where nobody amended it.

        Where it was amended before what was read came to be noted, it is as its text tells.
        """
        row = self._row(place, name)
        if row is None:
            return None
        return _with(document, row.as_read) if row.as_read is not None else read_anew(document)

    def erase(self, place: str, name: str) -> None:
        """Take back what was said of a document."""
        self._execute(delete(AmendmentRow).where(AmendmentRow.place == place, AmendmentRow.name == name))

    def _row(self, place: str, name: str) -> Row[Any] | None:
        here = AmendmentRow.place == place, AmendmentRow.name == name
        return self._execute(select(AmendmentRow.__table__).where(*here)).first()


def _as_read(document: Document) -> dict[str, str | None]:
    """Of a document what people amend: title, date, and what tells the date."""
    day, moment = document.published, document.published_at
    return {
        "title": document.title,
        "published": day.isoformat() if day else None,
        "published_at": moment.isoformat() if moment else None,
        "evidence": document.evidence.value if document.evidence else None,
    }


def _with(document: Document, as_read: dict[str, str | None]) -> Document:
    day, moment, evidence = (as_read.get(field) for field in ("published", "published_at", "evidence"))
    return replace(
        document,
        title=as_read.get("title"),
        published=date.fromisoformat(day) if day else None,
        published_at=datetime.fromisoformat(moment) if moment else None,
        evidence=Evidence(evidence) if evidence else None,
    )


def _amendment(row: Row[Any]) -> Amendment:
    return Amendment(row.title, row.published, row.undated)
