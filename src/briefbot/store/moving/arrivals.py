"""Records of an export → rows: what is there already stays as it is, and what cannot come in is said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, UniqueConstraint, func, insert, select, update

from briefbot.errors import DocumentError
from briefbot.store.moving.checks import check
from briefbot.store.moving.departures import MARK
from briefbot.store.moving.kinds import DIGEST, Kind, Rows
from briefbot.store.moving.values import read
from briefbot.store.numbers import NumbersRepository
from briefbot.store.repository import Repository, table_of
from briefbot.store.tables import Base, DigestRow

Values = dict[str, Any]


class Became(StrEnum):
    """What became of a record."""

    BROUGHT = "brought"
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a record; `reason` says why it, or some of it, was left."""

    became: Became
    reason: str | None = None


UNCHANGED = Arrival(Became.UNCHANGED)


def values_of(kind: Kind, record: Mapping[str, Any]) -> Values:
    """The values of a record of this kind, but for its parts.

    Raises:
        DocumentError: it holds what this version does not know, or lacks what it needs.
    """
    return _values(kind.rows, record, {*kind.parts, MARK})


def _values(rows: Rows, record: Mapping[str, Any], more: Iterable[str] = ()) -> Values:
    if unknown := set(record) - {*rows.columns, *more}:
        raise DocumentError(f'it has "{min(unknown)}", which only a newer Briefbot knows')
    values = read(rows.table, rows.columns, record)
    check(rows.table, values)
    return values


class ArrivalsRepository(Repository):
    """Rows that come from another database."""

    def put(self, kind: Kind, record: Mapping[str, Any]) -> Arrival:
        """Bring a record in, with all that belongs to it.

        Raises:
            DocumentError: it is none of this kind; nothing of it is brought in then.
        """
        values = values_of(kind, record)
        parts = {name: _parts(rows, record.get(name)) for name, (rows, _) in kind.parts.items()}
        before = self.found(kind.rows, values)
        reason = _difference(kind, before, values)
        if reason and kind is not DIGEST:
            return Arrival(Became.LEFT, reason)
        if before is None and self._is_taken(kind.rows, values):
            return Arrival(Became.LEFT, "the same is here under another number")
        number = getattr(before, "id", None) if before is not None else self._insert(kind.rows, values)
        changed = before is None or self._grown(kind.rows, before, values)
        for name, (rows, parent) in kind.parts.items():
            changed |= self._put_parts(rows, {parent: number}, parts[name])
        return Arrival(Became.BROUGHT if changed else Became.UNCHANGED, reason)

    def found(self, rows: Rows, values: Values) -> Row[Any] | None:
        """The row that is there already for these values, None where there is none."""
        return self._execute(select(table_of(rows.table)).where(*_same(rows.table, rows.key, values))).first()

    def _is_taken(self, rows: Rows, values: Values) -> bool:
        """Whether a row is there that another one cannot stand beside, for all that it has another key."""
        unique = [tuple(one.columns.keys()) for one in table_of(rows.table).constraints if isinstance(one, UniqueConstraint)]
        return any(
            self._execute(select(table_of(rows.table)).where(*_same(rows.table, names, values))).first() is not None
            for names in unique
            if set(names) <= set(values)
        )

    def _insert(self, rows: Rows, values: Values) -> int | None:
        """Write a row, under its own number where that is free; its number, None where it has none."""
        table = table_of(rows.table)
        if "id" not in values:
            self._execute(insert(table).values(**values))
            return None
        number: int = values["id"]
        if self._execute(select(table.c.id).where(table.c.id == number)).first() is not None:
            number = (self._scalar(select(func.max(table.c.id))) or 0) + 1
        self._execute(insert(table).values(**values | {"id": number}))
        NumbersRepository(self._connection).note(table, number)
        return number

    def _grown(self, rows: Rows, before: Row[Any], values: Values) -> bool:
        """Let a row that is there count what the other one counts too; whether it changed."""
        if rows.table is DigestRow:  # a date that either of them handled is handled
            grown = {"handled": max(filter(None, (before.handled, values["handled"])), default=None)}
        elif rows.counts:
            grown = {rows.counts: max(getattr(before, rows.counts), values[rows.counts])}
        else:
            return False
        if all(getattr(before, name) == value for name, value in grown.items()):
            return False
        self._execute(update(rows.table).where(*_same(rows.table, rows.key, values)).values(**grown))
        return True

    def _put_parts(self, rows: Rows, parent: Values, parts: Sequence[Values]) -> bool:
        """Bring in what belongs to a row, but for what is there; whether anything was."""
        table = table_of(rows.table)
        there = self._execute(select(table).where(*_same(rows.table, tuple(parent), parent))).all()
        known = {tuple(getattr(row, name) for name in rows.key): row for row in there}
        new: dict[tuple[Any, ...], Values] = {}
        changed = False
        for part in parts:
            key = tuple(part[name] for name in rows.key)
            if key not in known:
                new.setdefault(key, parent | part)
            elif rows.counts and part[rows.counts] > getattr(known[key], rows.counts):
                at = _same(rows.table, (*parent, *rows.key), parent | part)
                self._execute(update(table).where(*at).values(**{rows.counts: part[rows.counts]}))
                changed = True
        if new:
            self._execute(insert(table), list(new.values()))
        return changed or bool(new)


def _parts(rows: Rows, found: Any) -> list[Values]:
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise DocumentError("what belongs to it is no list")
    return [_values(rows, one) for one in found]


def _difference(kind: Kind, before: Row[Any] | None, values: Values) -> str | None:
    """What the row that is there has otherwise of what somebody has chosen, None where nothing."""
    if before is None or all(getattr(before, name) == values[name] for name in kind.wishes):
        return None
    return "another one has its number here" if kind.rows.key == ("id",) else "it was chosen otherwise here, which stays"


def _same(table: type[Base], names: Iterable[str], values: Values) -> list[ColumnElement[bool]]:
    """The conditions that columns have these values."""
    columns = table_of(table).c
    return [columns[name].is_(None) if values[name] is None else columns[name] == values[name] for name in names]
