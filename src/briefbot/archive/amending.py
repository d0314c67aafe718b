"""A person's word on a document: its title, its date. It holds for all versions to come."""

from datetime import UTC, datetime

from briefbot.archive.archive import Archive
from briefbot.model import Document
from briefbot.reading.corrections import Amendment


def amend(archive: Archive, document_id: str, amendment: Amendment) -> Document | None:
    """Keep what is said of a document; the document as it is then, None where there is none of this id."""
    stored = archive.store.document(document_id)
    if stored is None:
        return None
    made = archive.intake.analysed(amendment.of(stored.document))
    with archive.store.write() as work:
        return work.documents.amend(document_id, amendment, made, datetime.now(UTC))
