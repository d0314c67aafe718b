"""All that somebody said."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from briefbot.model import Kind
from briefbot.store.repository import Repository
from briefbot.store.tables import DocumentRow, PassageRow


class Said(NamedTuple):
    """A quotation as it is stored: where, in what, and its words."""

    key: int
    ordinal: int
    document_id: str
    title: str | None
    source: str | None
    published: date | None
    language: str | None
    kind: Kind
    words: str


class SayingsRepository(Repository):
    """The quotations of people."""

    def of(self, names: Collection[str], most: int) -> list[Said]:
        """The newest quotations that articles give one of these names, at most so many; those without a date last."""
        words = func.substr(DocumentRow.text, PassageRow.start + 1, PassageRow.end - PassageRow.start)
        columns = (
            PassageRow.document_key,
            PassageRow.ordinal,
            DocumentRow.id,
            DocumentRow.title,
            DocumentRow.source,
            DocumentRow.published,
            DocumentRow.language,
            PassageRow.kind,
            words,
        )
        query = select(*columns).join(DocumentRow, DocumentRow.key == PassageRow.document_key)
        theirs = query.where(DocumentRow.current, PassageRow.speaker.in_(names), PassageRow.kind != Kind.REPORTED)
        order = (
            DocumentRow.published.is_(None),
            DocumentRow.published.desc(),
            PassageRow.document_key.desc(),
            PassageRow.ordinal,
        )
        return [Said(*row) for row in self._execute(theirs.order_by(*order).limit(most))]
