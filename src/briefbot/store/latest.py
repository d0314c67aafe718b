"""What is newest in the archive."""

from sqlalchemy import func, select

from briefbot.model import Document, Kind
from briefbot.store.passages import document_of
from briefbot.store.repository import Repository
from briefbot.store.tables import DocumentRow, PassageRow


class LatestRepository(Repository):
    """The newest quotations and documents of the archive."""

    def quotations(self, count: int, skip: int) -> list[tuple[int, int]]:
        """The places (key and ordinal) of the newest quotations: of each document the first with a named speaker."""
        first = (
            select(PassageRow.document_key, func.min(PassageRow.ordinal).label("ordinal"))
            .where(PassageRow.kind == Kind.DIRECT, PassageRow.speaker.is_not(None))
            .group_by(PassageRow.document_key)
            .subquery()
        )
        newest = (
            select(DocumentRow.key, first.c.ordinal)
            .join(first, first.c.document_key == DocumentRow.key)
            .where(DocumentRow.current, DocumentRow.published.is_not(None))
            .order_by(DocumentRow.published.desc(), DocumentRow.key.desc())
        )
        return [(row.key, row.ordinal) for row in self._execute(newest.limit(count).offset(skip))]

    def documents(self, count: int, skip: int, source: str | None = None) -> list[Document]:
        """Documents behind the first `skip`, newest first, those without a date last; of a publisher, where one is named."""
        wanted = select(DocumentRow.__table__).where(DocumentRow.current)
        if source is not None:
            wanted = wanted.where(DocumentRow.source == source)
        order = (DocumentRow.published.is_(None), DocumentRow.published.desc(), DocumentRow.key.desc())
        return [document_of(row) for row in self._execute(wanted.order_by(*order).limit(count).offset(skip))]
