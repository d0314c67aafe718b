"""Documents of an export, with all their versions: told apart as always, and two histories of one document made one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import select, update

from briefbot.errors import DocumentError
from briefbot.model import Document
from briefbot.reading.formats.encoding import check_id, require_text
from briefbot.store.documents import Change, DocumentsRepository, Incoming, Outcome
from briefbot.store.moving.arrivals import values_of
from briefbot.store.moving.departures import MARK
from briefbot.store.moving.kinds import DOCUMENT
from briefbot.store.passages import DOCUMENT_FIELDS
from briefbot.store.tables import DocumentRow

_EARLIER = "earlier"
_OF_ALL = ("id", "place", "name")
# The version of the analysis that has cut what nothing has cut yet.
_NONE = 0


@dataclass(frozen=True, slots=True)
class History:
    """A document of an export: the values of its versions, oldest first; the last one is the current one."""

    versions: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """From a record.

        Raises:
            DocumentError: it is none of a document.
        """
        current = {name: value for name, value in record.items() if name not in {_EARLIER, MARK}}
        before = record.get(_EARLIER, [])
        if not isinstance(before, list) or not all(isinstance(one, Mapping) for one in before):
            raise DocumentError('its "earlier" is no list of versions')
        shared = {name: current.get(name) for name in _OF_ALL}
        history = cls(tuple(values_of(DOCUMENT, {**one, **shared}) for one in (*before, current)))
        for values in history.versions:
            _document(values)
        return history

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return _document(self.versions[-1])

    @property
    def incoming(self) -> Incoming:
        """What tells it from other documents."""
        values = self.versions[-1]
        return Incoming(values["place"], replace(self.document, id=values["name"]))


def _document(values: Mapping[str, Any]) -> Document:
    check_id(values["id"])
    check_id(values["name"])
    require_text(values["text"])
    try:
        return Document(**{name: values[name] for name in DOCUMENT_FIELDS})
    except ValueError as error:
        raise DocumentError(str(error)) from None


@dataclass(frozen=True, slots=True)
class _Version:
    """A version in a history that is made of two: `key` is that of the row that is there, `values` those of one to come."""

    added_at: datetime
    digest: str
    key: int | None = None
    values: Mapping[str, Any] | None = None


class HistoriesRepository(DocumentsRepository):
    """Documents with their versions, as they come from another database.

    Their passages are not made here: they count as cut by no analysis, and the next refresh cuts them, a kill or not.
    """

    def arrive(self, histories: Sequence[History]) -> list[Outcome]:
        """Bring documents in with their versions; what became of each."""
        outcomes = [self._arrive(history) for history in histories]
        if any(outcome.change is not Change.UNCHANGED for outcome in outcomes):
            self._state.begin_generation()
            self._state.set("analysis", _NONE)
        return outcomes

    def cut_anew(self, document_ids: Collection[str]) -> None:
        """Let the next refresh cut these documents anew: what people corrected in them has changed."""
        generation = self._state.begin_generation()
        self._state.set("analysis", _NONE)
        here = DocumentRow.id.in_(document_ids), DocumentRow.current
        self._execute(update(DocumentRow).where(*here).values(analysis=_NONE, recut=generation))

    def _arrive(self, history: History) -> Outcome:
        item = history.incoming
        before = self._known([item]).get(item.asked)
        if before is None:
            id_, there = self._free_id(history.document.id), []
            place, name = self._names([item]).free_name(item.named, item.asked)
        else:
            id_, place, name = before.id, before.place, before.name
            there = self._versions(place, name)
        arriving = [_Version(values["added_at"], values["digest"], values=values) for values in history.versions]
        merged = _merged(there, arriving)
        if merged != there:
            self._make_room(there)
            for number, version in enumerate(merged, start=1):
                key = self._placed(version, {"place": place, "name": name, "id": id_})
                numbered = {"version": number, "added_at": version.added_at, "current": number == len(merged)}
                self._execute(update(DocumentRow).where(DocumentRow.key == key).values(**numbered))
        if merged[-1].key is not None:
            return Outcome(Change.UNCHANGED, id_)
        return Outcome(Change.ADDED if before is None else Change.UPDATED, id_)

    def _versions(self, place: str, name: str) -> list[_Version]:
        columns = DocumentRow.added_at, DocumentRow.digest, DocumentRow.key
        same = DocumentRow.place == place, DocumentRow.name == name
        rows = self._execute(select(*columns).where(*same).order_by(DocumentRow.version))
        return [_Version(row.added_at, row.digest, row.key) for row in rows]

    def _make_room(self, there: Sequence[_Version]) -> None:
        """Give the versions that are there numbers that no other one gets, while all of them are numbered anew."""
        for version in there:
            here = DocumentRow.key == version.key
            self._execute(update(DocumentRow).where(here).values(version=-DocumentRow.version, current=False))

    def _placed(self, version: _Version, shared: Mapping[str, Any]) -> int:
        """The key of a version's row, which is written where there is none."""
        if version.key is not None:
            return version.key
        values = {**(version.values or {}), **shared}
        address = Incoming(values["place"], _document(values)).address
        row = {**values, "address": address, "version": 0, "current": False, "analysis": _NONE}
        return self._insert([row])[0]


def _merged(there: Sequence[_Version], arriving: Sequence[_Version]) -> list[_Version]:
    """Two histories as one, by when each version came in; what both have came when it came first.

    A history's own order stays, whatever clock it was written by.
    """
    ours, theirs, merged = [*there], [*arriving], list[_Version]()
    while ours and theirs:
        one, other = ours[0], theirs[0]
        if one.digest == other.digest:
            merged.append(replace(ours.pop(0), added_at=min(one.added_at, theirs.pop(0).added_at)))
        elif one.added_at < other.added_at or (one.added_at == other.added_at and one.digest not in _digests(theirs)):
            merged.append(ours.pop(0))
        else:
            merged.append(theirs.pop(0))
    return _without_repetitions([*merged, *ours, *theirs])


def _digests(history: Sequence[_Version]) -> set[str]:
    return {version.digest for version in history}


def _without_repetitions(history: Sequence[_Version]) -> list[_Version]:
    """A history in which what is there did not come a second time running."""
    kept: list[_Version] = []
    for version in history:
        if version.key is not None or not kept or kept[-1].digest != version.digest:
            kept.append(version)
    return kept
