"""What is newest in the archive."""

from sqlalchemy import func, select

from briefbot.model import Kind
from briefbot.store.repository import Repository
from briefbot.store.tables import DocumentRow, PassageRow


class LatestRepository(Repository):
    """The newest quotations of the archive."""

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
