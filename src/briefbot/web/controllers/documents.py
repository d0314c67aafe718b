"""A document with its quotations marked, and what is known of it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefbot.dialogue.links import Link, is_another, payload, present
from briefbot.dialogue.replies import Opened, Withdrawn, in_context
from briefbot.language.text import paragraphs
from briefbot.model import Citation, Kind
from briefbot.rendering import page_phrases, phrases, sharing_phrases
from briefbot.rendering.citations import provenance
from briefbot.store.documents import Stored
from briefbot.web.answers import Answer
from briefbot.web.views import structured, templates
from briefbot.web.views.marking import Linked, Mark, Paragraph, marked
from briefbot.web.visits import Visit

# What gives the fullest name in the archive of whom an article calls so.
Person = Callable[[str | None], str | None]


def show(visit: Visit) -> Answer:
    """A document: its text with every quotation marked, and who speaks at each."""
    stored = visit.archive.store.document(visit.named)
    if stored is None:
        page = templates.page("failure", visit, title=page_phrases.NOT_FOUND, told=page_phrases.NO_SUCH_DOCUMENT)
        return Answer(page, status=404)
    person = visit.archive.reader().person  # asked for once: each time, the database is looked at
    citations = citations_of(stored, person)
    linked, gone = _links(stored, citations, person, visit)
    text = marked(stored.document.text, stored.passages, person, linked)
    page = templates.page(
        "document",
        visit,
        structured.quotations((one for at, one in enumerate(citations) if one.ordinal == at), visit.pages),
        document=stored.document,
        source=provenance(stored.document, visit.locale),
        paragraphs=text,
        speakers=_speakers(text),
        copies=visit.archive.copies_of(stored.key),
        gone=gone,
        quotations=phrases.quotations(
            sum(one.kind is not Kind.REPORTED or one.spoken for one in stored.passages), visit.locale
        ),
    )
    return Answer(page)


def citations_of(stored: Stored, person: Person) -> Sequence[Citation]:
    """What each passage shows, by its ordinal."""
    return [
        Citation.of((stored.key, ordinal), stored.document, passage, person(passage.source.speaker))
        for ordinal, passage in enumerate(stored.passages)
        if passage.shown
    ]


def _links(
    stored: Stored, citations: Sequence[Citation], person: Person, visit: Visit
) -> tuple[Mapping[int, Sequence[Linked]], Sequence[Linked]]:
    """The links that were made to this document: those of passages, by ordinal, and those whose quotation is gone."""
    with visit.archive.store.read() as work:
        links = work.links.of_document(stored.document.id)
    found: dict[int, list[Linked]] = defaultdict(list)
    gone = []
    for link in links:
        ordinal, anchor = present(link, stored.document.text, stored.passages), payload(link.number)
        if ordinal is None:
            gone.append(Linked(anchor, sharing_phrases.withdrawn(Withdrawn(link, stored.document), visit.locale)))
        else:
            found[ordinal].append(Linked(anchor, _correction(link, citations[ordinal], person, visit)))
    return found, gone


def _correction(link: Link, citation: Citation, person: Person, visit: Visit) -> str | None:
    """That a quotation stands under another name than when its link was made."""
    before = person(link.speaker)
    if not is_another(before, citation.speaker):
        return None
    context = in_context(1, citation, paragraphs(citation.document.text))
    return sharing_phrases.corrected(Opened(replace(link, speaker=before), context, corrected=True), visit.locale)


def _speakers(text: Sequence[Paragraph]) -> Sequence[tuple[str, str, int]]:
    """Who speaks, in the order of the text: the name, the anchor of the first words, and how often."""
    found: dict[str, list[str]] = defaultdict(list)
    for mark in (piece for paragraph in text for piece in paragraph if isinstance(piece, Mark)):
        if mark.speaker:
            found[mark.speaker].append(mark.anchors[0])
    return [(name, anchors[0], len(anchors)) for name, anchors in found.items()]
