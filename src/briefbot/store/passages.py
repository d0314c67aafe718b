"""What answers can show of documents."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, tuple_

from briefbot.model import Document, Passage, Span, SpeakerSource, Utterance
from briefbot.store.repository import Repository, table_of
from briefbot.store.tables import (
    DocumentRow,
    PassageRow,
)

# Places that are asked for at a time: a database takes some ten thousands of values in one statement.
_AT_ONCE = 1_000
# The columns in the order in which `_passage` takes them: to ask a row for each by name takes as long as all the rest.
_PASSAGES = select(
    *(
        getattr(PassageRow, name)
        for name in (
            "document_key", "ordinal", "start", "end", "kind", "headline", "group", "utterance", "context_start", "context_end",
            "attribution", "speaker", "mention_start", "mention_end", "cue_start", "cue_end", "confidence",
        )
    )
)  # fmt: skip


class PassagesRepository(Repository):
    """Passages, by the key of their document and their ordinal there."""

    def at(self, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[Document, Passage]]:
        """These passages, by key of the document and ordinal, each with its document; one that is gone is left out."""
        keys = sorted({key for key, _ in pairs})
        documents = self._execute(documents_by_key(keys)).all()
        rows = self._execute(
            _PASSAGES.where(
                PassageRow.document_key.in_(keys), tuple_(PassageRow.document_key, PassageRow.ordinal).in_(list(pairs))
            )
        ).all()
        by_key = {row.key: document_of(row) for row in documents}
        found = {(r.document_key, r.ordinal): (by_key[r.document_key], _passage(r)) for r in rows if r.document_key in by_key}
        for document, passage in found.values():
            held_to(document, (passage,))
        return found

    def around(self, pairs: Collection[tuple[int, int]], reach: int) -> dict[int, tuple[Document, dict[int, Passage]]]:
        """The documents of these passages, by key, each with them and as many on either side as `reach` says, by ordinal."""
        near = sorted({(key, ordinal + step) for key, ordinal in pairs for step in range(-reach, reach + 1)})
        keys = sorted({key for key, _ in pairs})
        found = {row.key: (document_of(row), dict[int, Passage]()) for row in self._execute(documents_by_key(keys))}
        for at in range(0, len(near), _AT_ONCE):
            places = tuple_(PassageRow.document_key, PassageRow.ordinal).in_(near[at : at + _AT_ONCE])
            for row in self._execute(_PASSAGES.where(PassageRow.document_key.in_(keys), places)):
                if row.document_key in found:
                    found[row.document_key][1][row.ordinal] = _passage(row)
        for document, passages in found.values():
            held_to(document, passages.values())
        return found

    def insert(self, passages: Mapping[int, Sequence[Passage]]) -> None:
        """Write the passages of new versions, by key."""
        rows = [
            {"document_key": key, "ordinal": ordinal, **_passage_columns(passage)}
            for key, cut in passages.items()
            for ordinal, passage in enumerate(cut)
        ]
        if rows:
            self._execute(insert(table_of(PassageRow)), rows)

    def of_documents(self, keys: Collection[int]) -> dict[int, list[Passage]]:
        """All passages of these documents, by key, in the order of the text."""
        query = _PASSAGES.where(PassageRow.document_key.in_(keys))
        found: dict[int, list[Passage]] = {key: [] for key in keys}
        for row in self._execute(query.order_by(PassageRow.document_key, PassageRow.ordinal)):
            found[row[0]].append(_passage(row))
        return found

    def replace(self, passages: Mapping[int, Sequence[Passage]]) -> None:
        """Write these in place of the passages that documents had, by key."""
        self._execute(delete(PassageRow).where(PassageRow.document_key.in_(passages)))
        self.insert(passages)


def documents_by_key(keys: Collection[int]) -> Select[Any]:
    """The rows of these versions."""
    return select(DocumentRow.__table__).where(DocumentRow.key.in_(keys))


DOCUMENT_FIELDS = ("id", "text", "title", "source", "published", "published_at", "url", "author", "language", "evidence")


def columns_of(document: Document) -> dict[str, Any]:
    """The columns of a document."""
    return {name: getattr(document, name) for name in DOCUMENT_FIELDS}


def digest_of(document: Document) -> str:
    """What is the same for two documents exactly when nothing that was read of them differs."""
    fields = (
        document.text,
        document.title,
        document.source,
        document.published and document.published.isoformat(),
        document.published_at and document.published_at.isoformat(),
        document.url,
        document.author,
        document.language,
    )
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def held_to(document: Document, passages: Iterable[Passage]) -> None:
    """Hold passages to the text that they are places of; ValueError where that ends before one does."""
    last = max((passage.shown.end for passage in passages), default=0)
    if last > len(document.text):
        raise ValueError(f"a passage of {document.id} ends at {last}, past its text")


def document_of(row: Row[Any]) -> Document:
    """The document of a row."""
    return Document(**{name: getattr(row, name) for name in DOCUMENT_FIELDS})


def _passage_columns(passage: Passage) -> dict[str, Any]:
    mention, cue = passage.source.mention, passage.source.cue
    return {
        "start": passage.span.start,
        "end": passage.span.end,
        "kind": passage.kind,
        "headline": passage.headline,
        "group": passage.group,
        "utterance": _record(passage.utterance) if passage.utterance else None,
        "context_start": None if passage.context is None else passage.context.start,
        "context_end": None if passage.context is None else passage.context.end,
        "attribution": passage.source.attribution,
        "speaker": passage.source.speaker,
        "mention_start": None if mention is None else mention.start,
        "mention_end": None if mention is None else mention.end,
        "cue_start": None if cue is None else cue.start,
        "cue_end": None if cue is None else cue.end,
        "confidence": passage.source.confidence,
    }


def _passage(row: Sequence[Any]) -> Passage:
    (
        _, _, start, end, kind, headline, group, shown, context_start, context_end, attribution, speaker,
        mention_start, mention_end, cue_start, cue_end, confidence,
    ) = row  # fmt: skip
    source = SpeakerSource(attribution, speaker, _span(mention_start, mention_end), _span(cue_start, cue_end), confidence)
    utterance = _utterance(shown) if shown else None
    return Passage(Span(start, end), kind, source, headline, group, utterance, _span(context_start, context_end))


def _record(utterance: Utterance) -> dict[str, Any]:
    parts = [[part.start, part.end] for part in utterance.parts]
    return {"lead": utterance.lead, "span": [utterance.span.start, utterance.span.end], "parts": parts}


def _utterance(record: Mapping[str, Any]) -> Utterance:
    return Utterance(Span(*record["span"]), tuple(Span(start, end) for start, end in record["parts"]), record["lead"])


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
