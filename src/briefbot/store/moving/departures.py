"""Records of an export, read one after the other: memory holds one at a time, however large the archive is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, func, select

from briefbot.digests.planning import PartState, SlotState, outcome
from briefbot.digests.queued import QueuedDigest
from briefbot.store.moving.kinds import DIGEST, DOCUMENT, KINDS, Kind, Rows
from briefbot.store.moving.values import told
from briefbot.store.numbers import NumbersRepository
from briefbot.store.repository import Repository, table_of
from briefbot.store.tables import DocumentRow, MessageRow, SlotRow

Record = dict[str, Any]
# The key that marks a line of an export, and names its kind.
MARK = "briefbot"
NUMBERS = "numbers"
# Rows fetched at a time; of documents few, for a text may be large.
_ROWS, _DOCUMENTS = 200, 10
_VERSION = tuple(name for name in DOCUMENT.rows.columns if name not in {"id", "place", "name"})


class DeparturesRepository(Repository):
    """Records of an export."""

    def number_of_documents(self) -> int:
        """How many documents there are."""
        return self._scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.current)) or 0

    def records(self, *, documents_only: bool) -> Iterator[Record]:
        """All records, each marked with its kind, in the order in which they are to arrive."""
        for kind in KINDS:
            if kind.of_documents or not documents_only:
                records = self._documents() if kind is DOCUMENT else self._records(kind)
                yield from ({MARK: kind.name, **record} for record in records)
        if not documents_only:
            yield {MARK: NUMBERS, **NumbersRepository(self._connection).given()}

    def _documents(self) -> Iterator[Record]:
        """The documents in the order in which they came in, each with the versions that it had before, oldest first."""
        query = select(DocumentRow.__table__).where(DocumentRow.current).order_by(DocumentRow.key)
        for row in self._execute(query, execution_options={"yield_per": _DOCUMENTS}):
            record = told(row, DOCUMENT.rows.columns)
            if row.version > 1:
                record["earlier"] = [told(before, _VERSION) for before in self._earlier(row)]
            yield record

    def _earlier(self, row: Row[Any]) -> Iterator[Row[Any]]:
        same = DocumentRow.place == row.place, DocumentRow.name == row.name, ~DocumentRow.current
        yield from self._execute(select(DocumentRow.__table__).where(*same).order_by(DocumentRow.version))

    def _records(self, kind: Kind) -> Iterator[Record]:
        table = table_of(kind.rows.table)
        query = select(table).order_by(*table.primary_key.columns)
        for row in self._execute(query, execution_options={"yield_per": _ROWS}):
            record = told(row, kind.rows.columns)
            for name, (rows, parent) in kind.parts.items():
                record[name] = self._parts(rows, parent, row)
            yield self._settled(row, record) if kind is DIGEST else record

    def _parts(self, rows: Rows, parent: str, row: Row[Any]) -> list[Record]:
        """What belongs to a row, sorted by what tells one from the others."""
        table = table_of(rows.table)
        found = self._execute(select(table).where(table.c[parent] == row.id))
        return sorted((told(part, rows.columns) for part in found), key=lambda part: [part[name] for name in rows.key])

    def _settled(self, row: Row[Any], digest: Record) -> Record:
        """A digest as if its bot were stopped now: what waits is given up, and what is being sent may have arrived.

        What was given up is news for the next digest, as always; nothing is sent a second time.
        """
        claimed = select(SlotRow.__table__).where(SlotRow.digest_id == row.id, SlotRow.state == SlotState.CLAIMED)
        for slot in self._execute(claimed.order_by(SlotRow.id)).all():
            record = self._scalar(select(MessageRow.letter).where(MessageRow.slot_id == slot.id))
            queued = QueuedDigest.of_record(record) if record else None
            states = [*queued.stopped] if queued else []
            state = outcome(states) if states else SlotState.SKIPPED
            date = next(one for one in digest["dates"] if one["day"] == slot.day.isoformat())
            date |= {"state": state.value}
            if states and PartState.FAILED not in states and slot.next_since is not None:
                digest["since"] = slot.next_since.isoformat()
            perhaps = set(queued.step.quotations if queued and queued.step else ())
            perhaps -= {one["fingerprint"] for one in digest["shown"]}
            digest["shown"] += [
                {"fingerprint": one, "delivered_at": slot.due_at.isoformat(), "sure": False} for one in sorted(perhaps)
            ]
            digest["shown"].sort(key=lambda one: one["fingerprint"])
        return digest
