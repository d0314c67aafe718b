"""Quotations that earlier versions of a document had, and that the present one lacks."""

from datetime import UTC, datetime

from briefbot.model import Document, Passage
from briefbot.reading.passages import analyse
from briefbot.reading.withdrawn import WithdrawnQuotation, withdrawn

FIRST, SECOND = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def version(text: str, until: datetime) -> tuple[Document, tuple[Passage, ...], datetime]:
    """A version with its passages, which stood until an instant."""
    document = Document("d", text)
    return document, analyse(document), until


def test_only_words_that_are_gone_are_withdrawn() -> None:
    """Other marks, spaces and case withdraw nothing, and nobody is quoted in reported sentences."""
    now = Document("d", "“THE mill  turns,” Ann Moss said.")
    before = version('"The mill turns," Ann Moss said. "It will burn," Ann Moss said. Rain fell.', SECOND)
    assert withdrawn(now, [before]) == [WithdrawnQuotation("It will burn,", "Ann Moss", SECOND)]


def test_words_of_several_versions_are_told_once() -> None:
    """Until the latest instant at which they stood."""
    now = Document("d", "Rain fell.")
    versions = [version("“It will burn,” Ann Moss said.", SECOND), version("“It will burn!” Bo Lind said.", FIRST)]
    assert [(one.speaker, one.until) for one in withdrawn(now, versions)] == [("Ann Moss", SECOND)]
