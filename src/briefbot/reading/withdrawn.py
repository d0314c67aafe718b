"""Quotations that a document had, and that its present version has no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefbot.language.folding import letters
from briefbot.model import Document, Kind, Passage


@dataclass(frozen=True, slots=True)
class WithdrawnQuotation:
    """Words that an earlier version had, under whose name, and until when (UTC) that version stood."""

    text: str
    speaker: str | None
    until: datetime


def withdrawn(now: Document, earlier: Iterable[tuple[Document, Iterable[Passage], datetime]]) -> list[WithdrawnQuotation]:
    """The quotations of earlier versions (newest first, each until an instant) whose words the present text lacks, each once.

    A change of marks, spaces, accents or case withdraws nothing.
    """
    present = letters(now.text)
    found: dict[str, WithdrawnQuotation] = {}
    for document, passages, until in earlier:
        for passage in passages:
            words = passage.span.of(document.text)
            if passage.kind is not Kind.REPORTED and (told := letters(words)) not in present:
                found.setdefault(told, WithdrawnQuotation(words, passage.source.speaker, until))
    return list(found.values())
