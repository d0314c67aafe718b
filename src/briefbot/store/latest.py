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
        here = PassageRow.document_key == DocumentRow.key, PassageRow.kind == Kind.DIRECT, PassageRow.speaker.is_not(None)
        first = select(func.min(PassageRow.ordinal)).where(*here).scalar_subquery()  # of as many documents as it takes
        newest = (
            select(DocumentRow.key, first.label("ordinal"))
            .where(DocumentRow.current, DocumentRow.published.is_not(None), select(PassageRow.ordinal).where(*here).exists())
            .order_by(DocumentRow.published.desc(), DocumentRow.key.desc())
        )
        return [(row.key, row.ordinal) for row in self._execute(newest.limit(count).offset(skip))]

    def documents(self, count: int, skip: int, source: str | None = None) -> list[Document]:
        """Documents behind the first `skip`, newest first, those without a date last; of a publisher, where one is named."""
        theirs = [DocumentRow.current] if source is None else [DocumentRow.current, DocumentRow.source == source]
        dated, undated = (*theirs, DocumentRow.published.is_not(None)), (*theirs, DocumentRow.published.is_(None))
        wanted = select(DocumentRow.__table__).order_by(DocumentRow.published.desc(), DocumentRow.key.desc())
        found = self._execute(wanted.where(*dated).limit(count).offset(skip)).all()
        if left := count - len(found):  # asked for apart, so that an index has the order of either
            before = self._scalar(select(func.count()).select_from(DocumentRow).where(*dated)) or 0
            found = [*found, *self._execute(wanted.where(*undated).limit(left).offset(max(0, skip - before)))]
        return [document_of(row) for row in found]
