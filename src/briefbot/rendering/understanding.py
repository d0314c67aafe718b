"""A document as it was understood: what it is called, of when, by whom, and who speaks in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from briefbot.model import Document, Evidence, Kind, Passage
from briefbot.reading.copies import Copy
from briefbot.reading.withdrawn import WithdrawnQuotation
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_

# How many speakers are named in a line.
_SPEAKERS = 5


def quotations(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that hold somebody's own words."""
    return [passage for passage in passages if passage.kind is not Kind.REPORTED]


def speakers(passages: Sequence[Passage]) -> list[str]:
    """Who speaks, in the order of the text, each once."""
    return list(Counter(passage.source.speaker for passage in quotations(passages) if passage.source.speaker))


def understood(document: Document, passages: Sequence[Passage]) -> str:
    """What was understood of a document, a line a matter; what is not known is said to be unknown."""
    named = speakers(passages)
    more = f" and {len(named) - _SPEAKERS} more" if len(named) > _SPEAKERS else ""
    count = len(quotations(passages))
    told = {
        "title": document.title,
        "date": _dated(document),
        "publisher": document.source,
        "author": document.author,
        "address": document.url,
        "language": document.language,
        "quotations": f"{count}, of {', '.join(named[:_SPEAKERS])}{more}" if named else str(count),
    }
    return "\n".join((document.id, *(f"    {name + ':':12} {value or 'unknown'}" for name, value in told.items())))


# What tells a date, as a person reads it behind the date.
_EVIDENCE = {
    Evidence.METADATA: N_("from its metadata"),
    Evidence.PAGE: N_("as its page prints it"),
    Evidence.TEXT: N_("from the dateline of its text"),
    Evidence.FEED: N_("from its feed"),
    Evidence.FILE: N_("from its record in the file"),
    Evidence.MAIL: N_("from the header of the mail"),
    Evidence.TELEGRAM: N_("from its post in Telegram"),
    Evidence.GIVEN: N_("as a person gave it"),
}


def evidence(document: Document, locale: ReaderLocale) -> str:
    """What tells the date of a document; empty where that is not known."""
    return locale.say(_EVIDENCE[document.evidence]) if document.evidence else ""


def _dated(document: Document) -> str | None:
    """When a document was published, and what tells that; None where it is not known."""
    if document.published is None:
        return None
    when = document.published_at.isoformat(" ") if document.published_at else document.published.isoformat()
    told = evidence(document, ENGLISH)
    return f"{when} ({told})" if told else when


def record(document: Document, passages: Sequence[Passage]) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published.isoformat() if document.published else None,
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "evidence": document.evidence,
        "url": document.url,
        "author": document.author,
        "language": document.language,
        "quotations": len(quotations(passages)),
        "speakers": speakers(passages),
    }


def history(copies: Sequence[Copy], because: str | None, gone: Sequence[WithdrawnQuotation]) -> dict[str, Any]:
    """What became of a document, for scripts: its copies, why it has another place, which quotations were withdrawn."""
    withdrawn = [{**asdict(one), "until": one.until.isoformat()} for one in gone]
    return {"copies": [asdict(one) for one in copies], "because": because, "withdrawn": withdrawn}


def spoken(document: Document, passages: Sequence[Passage]) -> str:
    """The quotations of a document with their speakers, in the order of its text."""
    found = {passage.shown: passage for passage in quotations(passages)}
    return "\n".join(
        f"{_marked(passage, document)} — {passage.source.speaker or ENGLISH.say('nobody named')}" for passage in found.values()
    )


def _marked(passage: Passage, document: Document) -> str:
    """The words in marks, which those have already that the narrator interrupts."""
    words = " ".join(passage.shown.of(document.text).split())
    return f"“{words}”" if passage.kind is Kind.DIRECT and not passage.utterance else words
