"""What the archive holds, as those see it who keep it: documents listed, and taken out."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, delete, func, select, tuple_, update

from briefbot.holdings import Holding, Selection
from briefbot.model import SEEDS, Kind
from briefbot.store.repository import Repository, begins
from briefbot.store.state import StateRepository
from briefbot.store.tables import DocumentRow, FileRow, PassageRow

# Values in one statement: databases limit how many there may be.
_CHUNK = 500


class HoldingsRepository(Repository):
    """Documents listed and taken out, whole: with all their versions."""

    def listed(self, selection: Selection) -> list[Holding]:
        """The current documents that are meant, newest first, those without a date last."""
        quotations = (
            select(func.count())
            .where(PassageRow.document_key == DocumentRow.key, PassageRow.kind != Kind.REPORTED)
            .scalar_subquery()
        )
        columns = (
            DocumentRow.id,
            DocumentRow.place,
            DocumentRow.title,
            DocumentRow.source,
            DocumentRow.published,
            DocumentRow.url,
            quotations,
            DocumentRow.degraded,
            DocumentRow.evidence,
        )
        order = (DocumentRow.published.is_(None), DocumentRow.published.desc(), DocumentRow.key.desc())
        rows = self._execute(select(*columns).where(DocumentRow.current, *_meant(selection)).order_by(*order))
        wanted = None if selection.ids is None else set(selection.ids)
        source = None if selection.source is None else selection.source.casefold()
        # Ids and names are compared here: databases limit how many values a query has, and fold ASCII alone.
        found = (Holding(*row) for row in rows)
        return [
            one
            for one in found
            if (wanted is None or one.id in wanted) and (source is None or (one.source or "").casefold() == source)
        ]

    def gone_seeds(self, files: Collection[str], seen: Collection[tuple[str, str]] | None) -> list[str]:
        """The ids of seeds that are there no more: whose place is none of `files`, or that were not `seen` in it.

        `seen` are places and the ids that documents there ask for; None where not all of it was read.
        """
        query = select(DocumentRow.id, DocumentRow.place, DocumentRow.name)
        rows = self._execute(query.where(DocumentRow.current, begins(DocumentRow.place, SEEDS))).all()
        kept, known = set(files), None if seen is None else set(seen)
        return [row.id for row in rows if row.place not in kept or (known is not None and (row.place, row.name) not in known)]

    def remove(self, ids: Sequence[str]) -> int:
        """Take these documents out, with all their versions and passages; how many there were."""
        removed: list[tuple[str, str]] = []
        for at in range(0, len(ids), _CHUNK):
            query = select(DocumentRow.place, DocumentRow.name)
            found = self._execute(query.where(DocumentRow.current, DocumentRow.id.in_(ids[at : at + _CHUNK]))).all()
            removed += [(row.place, row.name) for row in found]
        if not removed:
            return 0
        self._never_again(self._scalar(select(func.max(DocumentRow.key))) or 0)
        for at in range(0, len(removed), _CHUNK):
            chunk = removed[at : at + _CHUNK]
            self._execute(delete(DocumentRow).where(tuple_(DocumentRow.place, DocumentRow.name).in_(chunk)))
            # A file that was brought in whole is to be read again: what was taken out may be wanted back.
            self._execute(delete(FileRow).where(FileRow.place.in_({place for place, _ in chunk})))
        StateRepository(self._connection).begin_generation()
        return len(removed)

    def take_back(self, keys: Collection[int]) -> int:
        """Take these versions out again, those that are current: the one before each stands again; how many there were."""
        query = select(DocumentRow.key, DocumentRow.place, DocumentRow.name)
        taken = self._execute(query.where(DocumentRow.current, DocumentRow.key.in_(keys))).all()
        if not taken:
            return 0
        self._never_again(self._scalar(select(func.max(DocumentRow.key))) or 0)
        self._execute(delete(DocumentRow).where(DocumentRow.key.in_([row.key for row in taken])))
        for row in taken:
            mine = DocumentRow.place == row.place, DocumentRow.name == row.name
            before = self._scalar(select(DocumentRow.key).where(*mine).order_by(DocumentRow.version.desc()).limit(1))
            self._execute(update(DocumentRow).where(DocumentRow.key == before).values(current=True))
            self._execute(delete(FileRow).where(FileRow.place == row.place))
        state = StateRepository(self._connection)
        state.set("analysis", 0)  # an older version may have been cut by an older analysis
        state.begin_generation()
        return len(taken)

    def _never_again(self, highest: int) -> None:
        """Note the highest key given so far: answers name documents by it, and SQLite would give a free one again."""
        state = StateRepository(self._connection)
        state.set("highest_key", max(highest, state.value("highest_key")))


def _meant(selection: Selection) -> list[ColumnElement[bool]]:
    """The conditions on rows that a selection puts, but for names and ids."""
    conditions: list[ColumnElement[bool]] = []
    if selection.since is not None:
        conditions.append(DocumentRow.published >= selection.since)
    if selection.before is not None:
        dated = DocumentRow.published < selection.before
        if selection.added_before is not None:
            dated |= DocumentRow.published.is_(None) & (DocumentRow.added_at < selection.added_before)
        conditions.append(dated)
    if selection.without_seeds:
        conditions.append(~begins(DocumentRow.place, SEEDS))
    return conditions
