"""What readers called wrong, as it stands in the archive now."""

from briefbot.archive.archive import Archive
from briefbot.dialogue.links import Link, is_another, present
from briefbot.model import Citation
from briefbot.reading.corrections import Case, Report


def cases(briefbot: Archive) -> list[Case]:
    """What waits for a decision, in the order in which it was reported first.

    A report is none where its words are in the archive no more, or stand under another name by now.
    """
    with briefbot.store.read() as work:
        reports = work.corrections.open_reports()
    found = ((report, standing(briefbot, report)) for report in reports)
    return [Case(report, citation) for report, citation in found if citation]


def standing(briefbot: Archive, report: Report) -> Citation | None:
    """The words of a report, under the name that was reported, where they stand now; None where they do not."""
    stored = briefbot.store.document(report.document_id)
    if stored is None:
        return None
    ordinal = present(_as_link(report), stored.document.text, stored.passages)
    citation = None if ordinal is None else briefbot.citation((stored.key, ordinal))
    before = briefbot.reader().person(report.speaker)  # the archive may know a fuller name by now
    return citation if citation and not is_another(before, citation.speaker) else None


def _as_link(report: Report) -> Link:
    return Link(report.id, report.document_id, report.span, report.text, report.speaker, report.since)
