"""Answers as records for scripts: what `--json` prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefbot.answering.questions.languages import language_of
from briefbot.digests.explanation import Explained
from briefbot.digests.model import Contents, Statement
from briefbot.feeds.model import Feed
from briefbot.holdings import Holding
from briefbot.model import Answer, Change, Citation, Occurrence, Verdict, Verification
from briefbot.rendering import phrases
from briefbot.wording.locale import reader_locale

Record = dict[str, Any]
# What scripts know these verdicts by, and the signs of differences.
_VERDICTS = {Verdict.SOMEBODY_ELSES: "other_speaker", Verdict.ABSENT: "not_found"}
_SIGNS = {Change.KEPT: "=", Change.STRUCK: "-", Change.OMITTED: "-", Change.ADDED: "+"}


def answer(question_id: str | None, question: str, given: Answer) -> Record:
    """One answer; a gap is told in the language of the question."""
    locale = reader_locale(language_of(question).code)
    return {
        "id": question_id,
        "question": question,
        "answered": given.answered,
        "gap": phrases.gap(given.gap, locale) if given.gap else None,
        "quotes": [_told(shown) for shown in given.citations],
        "near": [_told(shown) for shown in given.near],
        "choices": list(given.choices),
        "silent": list(given.silent),
        "taken": [{"typed": typed, "person": person} for typed, person in given.taken],
        "further": [_told(shown) for shown in given.further],
        "days": [day.isoformat() for day in given.days],
    }


def verification(check_id: str | None, found: Verification) -> Record:
    """What the archive says of a quotation. Of differences, "=" is in both, "-" in the archive alone, "+" not in it."""
    return {
        "id": check_id,
        "text": found.asked,
        "by": found.by,
        "verdict": _VERDICTS.get(found.verdict, found.verdict.value),
        "speaker": found.speaker,
        "found": [_occurrence(one) for one in found.evidence],
        "difference": [[_SIGNS[piece.change], piece.text] for piece in found.differences],
        "left_out": [
            {"text": piece.text, "admitted": piece.admitted} for piece in found.differences if piece.change is Change.OMITTED
        ],
        "papers": list(found.papers),
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "denials": [_occurrence(one) for one in found.denials],
        "otherwise": [_occurrence(one) for one in found.otherwise],
        "unchecked": found.unchecked.value if found.unchecked else None,
    }


def _occurrence(one: Occurrence) -> Record:
    document = one.citation.document
    return {
        "document": document.id,
        "start": one.place.start,
        "end": one.place.end,
        "text": one.place.of(document.text),
        "asked": one.asked,
        "kind": one.citation.kind.value,
        "speaker": one.citation.speaker,
        "date": document.published.isoformat() if document.published else None,
        "source": document.source,
        "title": document.title,
        "url": document.url,
    }


def _told(shown: Citation) -> Record:
    """A citation with those of the same words elsewhere, and those that say that they were not said."""
    also, denials = ([citation(other) for other in others] for others in (shown.also, shown.denials))
    return {**citation(shown), "also": also, "denials": denials}


def citation(shown: Citation) -> Record:
    """One citation; `start` and `end` are code points into the stored text."""
    document = shown.document
    return {
        "text": shown.text,
        "kind": shown.kind.value,
        "speaker": shown.speaker,
        "document": document.id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "date": document.published.isoformat() if document.published else None,
        "start": shown.span.start,
        "end": shown.span.end,
        "score": shown.score,
        "parts": [{"start": part.start, "end": part.end} for part in shown.parts],
        "context": {"start": shown.context.start, "end": shown.context.end} if shown.context else None,
    }


def ranking(query_id: str | None, documents: Sequence[str]) -> Record:
    """The documents that a search found, best first."""
    return {"query": query_id, "ranking": list(documents)}


def holding(one: Holding) -> Record:
    """A document of the archive, without its text."""
    return {
        "id": one.id,
        "title": one.title,
        "source": one.source,
        "published": one.published.isoformat() if one.published else None,
        "evidence": one.evidence,
        "url": one.url,
        "quotations": one.quotations,
        "degraded": one.degraded,
    }


def feed(one: Feed) -> Record:
    """A feed; instants are UTC."""
    state = one.state
    return {
        "id": one.id,
        "address": one.address,
        "title": one.title,
        "paused": one.paused,
        "documents": one.documents,
        "checked": state.checked_at.isoformat() if state.checked_at else None,
        "next": state.next_at.isoformat(),
        "failures": state.failures,
        "error": state.error,
    }


def look(one: Feed, error: str | None, added: int, updated: int, failed: int) -> Record:
    """What a look at a feed brought."""
    return {"address": one.address, "title": one.title, "error": error, "added": added, "updated": updated, "failed": failed}


def report(
    counts: tuple[int, int, int],
    failed: Sequence[tuple[str, str]],
    degraded: Sequence[tuple[str, str]],
    skipped: Sequence[tuple[str, str]],
) -> Record:
    """What bringing documents in did: how many were added, updated and unchanged.

    The others hold what a person calls each document, and why it was refused, or kept without its quotations, or passed over.
    """
    added, updated, unchanged = counts
    refused, plain = ([{"document": document, "error": error} for document, error in some] for some in (failed, degraded))
    passed = [{"document": document, "reason": reason} for document, reason in skipped]
    return {
        "added": added,
        "updated": updated,
        "unchanged": unchanged,
        "failed": refused,
        "degraded": plain,
        "skipped": passed,
    }


def moved(records: Mapping[str, int], left: Sequence[tuple[str, str]]) -> Record:
    """What an export brought beside documents, by kind; and which of its records were left, and why."""
    return {"moved": dict(records), "left": [{"record": record, "reason": reason} for record, reason in left]}


def digest(one: Explained) -> Record:
    """What would become of a digest, and what it holds; instants are UTC."""
    subscription = one.subscription
    return {
        "chat": one.destination.chat_id,
        "topic": one.destination.topic or None,
        "fate": one.fate.value,
        "zone": subscription.zone if subscription else None,
        "day": one.slot[0].isoformat() if one.slot else None,
        "due": one.slot[1].isoformat() if one.slot else None,
        "next": one.next_at.isoformat() if one.next_at else None,
        "skipped": [day.isoformat() for day, _ in one.skipped],
        **_contents(one.contents),
        "follows": [{"follow": each.follow, "matched": each.matched, "delivered": each.delivered} for each in one.follows],
        "delivered": one.delivered,
        "old": one.old,
    }


def _contents(contents: Contents | None) -> Record:
    if contents is None:
        return {"since": None, "until": None, "shown": 0, "of": 0, "statements": []}
    told = [_statement(section.title, each) for section in contents.sections for each in section.statements]
    window = {"since": contents.since.isoformat(), "until": contents.until.isoformat()}
    return {**window, "shown": contents.shown, "of": contents.of, "statements": told}


def _statement(follow: str | None, told: Statement) -> Record:
    return {"follow": follow, **citation(told.lead.citation), "also": [citation(other.citation) for other in told.others]}
