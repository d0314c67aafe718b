"""What answers can show of documents."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, insert, select, tuple_

from briefbot.model import Document, Kind, Passage, Span, SpeakerSource, Utterance
from briefbot.store.repository import Repository, table_of
from briefbot.store.tables import (
    DocumentRow,
    PassageRow,
)

# Places that are asked for at a time: a database takes some ten thousands of values in one statement.
_AT_ONCE = 1_000


DOCUMENT_FIELDS = ("id", "text", "title", "source", "published", "published_at", "url", "author", "language", "evidence")
# Statements that nearly every question makes: only the columns that are read, in the order of the values made of them.
_DOCUMENTS = select(DocumentRow.key, *(getattr(DocumentRow, name) for name in DOCUMENT_FIELDS))
_PASSAGES = select(
    PassageRow.document_key,
    PassageRow.ordinal,
    PassageRow.start,
    PassageRow.end,
    PassageRow.kind,
    PassageRow.headline,
    PassageRow.group,
    PassageRow.utterance,
    PassageRow.context_start,
    PassageRow.context_end,
    PassageRow.attribution,
    PassageRow.speaker,
    PassageRow.mention_start,
    PassageRow.mention_end,
    PassageRow.cue_start,
    PassageRow.cue_end,
    PassageRow.confidence,
)
# Put together once: making a statement takes longer than having it answered.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_PLACES: BindParameter[Any] = bindparam("places", expanding=True)
_DOCUMENTS_OF = _DOCUMENTS.where(DocumentRow.key.in_(_KEYS))
_PASSAGES_OF = _PASSAGES.where(PassageRow.document_key.in_(_KEYS)).order_by(PassageRow.document_key, PassageRow.ordinal)
_PASSAGES_AT = _PASSAGES.where(
    PassageRow.document_key.in_(_KEYS), tuple_(PassageRow.document_key, PassageRow.ordinal).in_(_PLACES)
)


class PassagesRepository(Repository):
    """Passages, by the key of their document and their ordinal there."""

    def at(
        self, pairs: Collection[tuple[int, int]], known: Mapping[int, Document] = MappingProxyType({})
    ) -> dict[tuple[int, int], tuple[Document, Passage]]:
        """These passages, by key of the document and ordinal, each with its document; one that is gone is left out.

        Documents that are `known`, by key, are not read again.
        """
        keys = {key for key, _ in pairs}
        documents = {**self.documents(sorted(keys - known.keys())), **{key: known[key] for key in keys & known.keys()}}
        rows = self._execute(_PASSAGES_AT, {"keys": list(documents), "places": list(pairs)}).all()
        found = {(row[0], row[1]): (documents[row[0]], _passage(row)) for row in rows}
        for document, passage in found.values():
            held_to(document, (passage,))
        return found

    def documents(self, keys: Sequence[int]) -> dict[int, Document]:
        """These versions, by key."""
        if not keys:
            return {}
        return {key: Document(*fields) for key, *fields in self._execute(_DOCUMENTS_OF, {"keys": list(keys)}).all()}

    def around(self, pairs: Collection[tuple[int, int]], reach: int) -> dict[int, tuple[Document, dict[int, Passage]]]:
        """The documents of these passages, by key, each with them and as many on either side as `reach` says, by ordinal."""
        near = sorted({(key, ordinal + step) for key, ordinal in pairs for step in range(-reach, reach + 1)})
        keys = sorted({key for key, _ in pairs})
        found = {key: (document, dict[int, Passage]()) for key, document in self.documents(keys).items()}
        for at in range(0, len(near), _AT_ONCE):
            for row in self._execute(_PASSAGES_AT, {"keys": list(found), "places": near[at : at + _AT_ONCE]}):
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
        found: dict[int, list[Passage]] = {key: [] for key in keys}
        for row in self._execute(_PASSAGES_OF, {"keys": list(keys)}):
            found[row[0]].append(_passage(row))
        return found

    def replace(self, passages: Mapping[int, Sequence[Passage]]) -> None:
        """Write these in place of the passages that documents had, by key."""
        self._execute(delete(PassageRow).where(PassageRow.document_key.in_(passages)))
        self.insert(passages)


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


def _passage(row: Row[Any]) -> Passage:
    """The passage of a row of `_PASSAGES`."""
    _, _, start, end, kind, headline, group, utterance, context_start, context_end, *source = tuple[Any, ...](row)
    attribution, speaker, mention_start, mention_end, cue_start, cue_end, confidence = source
    return Passage(
        Span(start, end),
        Kind(kind),
        SpeakerSource(attribution, speaker, _span(mention_start, mention_end), _span(cue_start, cue_end), confidence),
        headline,
        group,
        _utterance(utterance) if utterance else None,
        _span(context_start, context_end),
    )


def _record(utterance: Utterance) -> dict[str, Any]:
    parts = [[part.start, part.end] for part in utterance.parts]
    return {"lead": utterance.lead, "span": [utterance.span.start, utterance.span.end], "parts": parts}


def _utterance(record: Mapping[str, Any]) -> Utterance:
    return Utterance(Span(*record["span"]), tuple(Span(start, end) for start, end in record["parts"]), record["lead"])


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
