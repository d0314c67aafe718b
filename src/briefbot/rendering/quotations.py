"""Quotations of a file as records for scripts: apart from `records`, which loads all that answers are made of."""

from typing import Any

from briefbot.model import Document, Quote, Span


def quote(document: Document, name: str, found: Quote) -> dict[str, Any]:
    """One quotation of a document that a person knows by this name."""
    mention, cue = found.source.mention, found.source.cue
    return {
        "document": name,
        "start": found.span.start,
        "end": found.span.end,
        "text": found.span.of(document.text),
        "kind": found.kind.value,
        "speaker": found.source.speaker,
        "mention": _words(document, mention),
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "cue": _words(document, cue),
        "attribution": found.source.attribution.value,
        "denied_of": found.source.denied_of,
        "confidence": round(found.source.confidence, 3),
        "group": found.group,
    }


def _words(document: Document, span: Span | None) -> str | None:
    return span.of(document.text) if span else None
