"""Whose words a person decided some words to be, and what readers called wrong: rows of the archive's own transactions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from briefbot.model import Span
from briefbot.reading.corrections import Correction, Report
from briefbot.store.repository import Repository
from briefbot.store.tables import CorrectionRow, ReportRow

# Identifiers looked up at a time; databases limit how many one statement may name.
_CHUNK = 500


class CorrectionsRepository(Repository):
    """Corrections of speakers, and readers' reports."""

    def corrections_of(self, document_ids: Collection[str]) -> Mapping[str, list[Correction]]:
        """The corrections of these documents, by document, in the order in which they were decided."""
        found: dict[str, list[Correction]] = {id_: [] for id_ in document_ids}
        wanted = sorted(found)
        for at in range(0, len(wanted), _CHUNK):
            chunk = CorrectionRow.document_id.in_(wanted[at : at + _CHUNK])
            for row in self._execute(select(CorrectionRow.__table__).where(chunk).order_by(CorrectionRow.id)):
                found[row.document_id].append(_correction(row))
        return found

    def all_corrections(self) -> list[Correction]:
        """Every correction, in the order in which they were decided."""
        return [_correction(row) for row in self._execute(select(CorrectionRow.__table__).order_by(CorrectionRow.id))]

    def write_correction(self, correction: Correction, now: datetime) -> None:
        """Keep a correction in place of any of the same words, and settle what was reported of them."""
        self.erase_correction(correction.document_id, correction.span)
        self._execute(
            insert(CorrectionRow).values(
                document_id=correction.document_id,
                start=correction.span.start,
                end=correction.span.end,
                text=correction.text,
                speaker=correction.speaker,
                decided_at=now,
            )
        )
        self.settle_reports(correction.document_id, correction.span, now)

    def erase_correction(self, document_id: str, span: Span) -> bool:
        """Keep no correction of the words at this place; whether there was one."""
        at = (CorrectionRow.document_id == document_id, CorrectionRow.start == span.start, CorrectionRow.end == span.end)
        return self._execute(delete(CorrectionRow).where(*at)).rowcount > 0

    def has_reported(self, report: Report, person_id: int) -> bool:
        """Whether this person has an open report of the same words."""
        same = (*_at(report.document_id, report.span), ReportRow.person_id == person_id, ReportRow.settled_at.is_(None))
        return self._execute(select(ReportRow.id).where(*same)).first() is not None

    def file_report(self, report: Report, person_id: int, now: datetime) -> int:
        """Write a report down; its number."""
        return self._scalars(
            insert(ReportRow)
            .values(
                document_id=report.document_id,
                start=report.span.start,
                end=report.span.end,
                text=report.text,
                speaker=report.speaker,
                person_id=person_id,
                made_at=now,
            )
            .returning(ReportRow.id)
        ).one()

    def open_reports(self) -> list[Report]:
        """What is not settled, each words once, in the order in which they were reported first."""
        place = ReportRow.document_id, ReportRow.start, ReportRow.end
        waiting = select(func.min(ReportRow.id).label("first"), func.count().label("times")).where(
            ReportRow.settled_at.is_(None)
        )
        each = waiting.group_by(*place).subquery()
        query = select(ReportRow.__table__, each.c.times).join(each, ReportRow.id == each.c.first).order_by(ReportRow.id)
        return [_report(row) for row in self._execute(query)]

    def open_report(self, number: int) -> Report | None:
        """The words that the report of this number is on; None where it is settled, or there is none."""
        row = self._execute(select(ReportRow.__table__).where(ReportRow.id == number, ReportRow.settled_at.is_(None))).first()
        if row is None:
            return None
        place = row.document_id, Span(row.start, row.end)
        return next(one for one in self.open_reports() if (one.document_id, one.span) == place)

    def open_numbers(self, document_id: str, span: Span) -> list[int]:
        """The numbers of all open reports of the words at this place."""
        return list(self._scalars(select(ReportRow.id).where(*_at(document_id, span), ReportRow.settled_at.is_(None))))

    def settle_reports(self, document_id: str, span: Span, now: datetime) -> None:
        """Close what was reported of the words at this place."""
        self._execute(update(ReportRow).where(*_at(document_id, span), ReportRow.settled_at.is_(None)).values(settled_at=now))


def _at(document_id: str, span: Span) -> Sequence[Any]:
    return (ReportRow.document_id == document_id, ReportRow.start == span.start, ReportRow.end == span.end)


def _correction(row: Row[Any]) -> Correction:
    return Correction(row.document_id, Span(row.start, row.end), row.text, row.speaker)


def _report(row: Row[Any]) -> Report:
    return Report(row.id, row.document_id, Span(row.start, row.end), row.text, row.speaker, row.made_at, row.times)
