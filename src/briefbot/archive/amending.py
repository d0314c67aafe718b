"""A person's word on a document: its title, its date. It holds for all versions to come, until it is taken back."""

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


def undo_amendment(archive: Archive, document_id: str) -> Document | None:
    """Take back what was said of a document; the document as it is then, None where there is none, or nothing was said."""
    with archive.store.read() as work:
        read = work.documents.as_read(document_id)
    if read is None:
        return None
    made = archive.intake.analysed(read)
    with archive.store.write() as work:
        return work.documents.undo_amendment(document_id, made)
