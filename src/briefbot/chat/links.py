"""Links to quotations: made where a quotation is passed on, and opened as the archive has it now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefbot.answering.questions.model import Intent, Query
from briefbot.archive.archive import Archive
from briefbot.dialogue.links import Link, is_another, number_in, present
from briefbot.dialogue.replies import Opened, Withdrawn, in_context
from briefbot.dialogue.state import DialogueState, places_of
from briefbot.language.text import paragraphs
from briefbot.model import Citation
from briefbot.store.documents import Stored


def numbers_of(briefbot: Archive, citations: Sequence[Citation], now: datetime) -> list[int]:
    """The number of each citation's link, which it has from now on if it had none."""
    with briefbot.store.read() as work:
        found = work.links.numbers(citations)
    known = [number for number in found if number is not None]
    if len(known) == len(citations):
        return known
    with briefbot.store.write() as work:
        return work.links.make(citations, now)


def open_link(briefbot: Archive, payload: str) -> Opened | Withdrawn | None:
    """What the link that carries this opens now, None where there is no such link."""
    number = number_in(payload)
    with briefbot.store.read() as work:
        link = work.links.link(number) if number is not None else None
    if link is None:
        return None
    stored = briefbot.store.document(link.document_id)
    citation = _citation(briefbot, link, stored) if stored else None
    if citation is None:
        return Withdrawn(link, stored.document if stored else None)
    before = briefbot.reader().person(link.speaker)  # the archive may know a fuller name by now
    context = in_context(1, citation, paragraphs(citation.document.text))
    return Opened(replace(link, speaker=before), context, is_another(before, citation.speaker))


def state_after(opened: Opened) -> DialogueState:
    """What a question that follows leans on: whoever spoke, and the document. Nothing was asked yet."""
    citation = opened.citation
    people = (citation.speaker,) if citation.speaker else ()
    query = Query("", "", mentioned=people, intent=Intent.WORDS, people=people, documents=(citation.key,))
    return DialogueState(query, places_of([citation]))


def _citation(briefbot: Archive, link: Link, stored: Stored) -> Citation | None:
    ordinal = present(link, stored.document.text, stored.passages)
    return None if ordinal is None else briefbot.citation((stored.key, ordinal))
