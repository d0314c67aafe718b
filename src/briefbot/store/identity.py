"""Which document an incoming one may be a version of, beyond its address and its file."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, tuple_, update

from briefbot.store.repository import Repository, begins
from briefbot.store.tables import DocumentRow

# Values in one statement: databases limit how many there may be.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A current document without an address, by where it was read and what it asked to be called there."""

    place: str
    name: str
    id: str
    digest: str
    title: str | None
    source: str | None
    published: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """A document that is in another file from now on (place and name), and why it is the same one."""

    old: tuple[str, str]
    new: tuple[str, str]
    because: str


class IdentityRepository(Repository):
    """Documents that are known again under another file's name."""

    def kept(self, ids: Collection[str], digests: Collection[str]) -> Iterator[HeldDocument]:
        """The documents that have one of these ids, or just this content."""
        yield from self._kept(DocumentRow.digest.in_(digests))
        yield from self._kept(DocumentRow.id.in_(ids), DocumentRow.digest.not_in(digests))

    def kept_at(self, places: Collection[str]) -> Iterator[HeldDocument]:
        """The documents that were read at these places."""
        return self._kept(DocumentRow.place.in_(places))

    def places(self, prefix: str) -> list[str]:
        """The places of documents that begin so."""
        return list(self._scalars(select(DocumentRow.place).where(begins(DocumentRow.place, prefix)).distinct()))

    def move(self, moves: Sequence[Move]) -> None:
        """Let documents be in other files, with all their versions."""
        for one in moves:
            old = tuple_(DocumentRow.place, DocumentRow.name) == one.old
            place, name = one.new
            self._execute(update(DocumentRow).where(old).values(place=place, name=name))
            new = tuple_(DocumentRow.place, DocumentRow.name) == one.new
            self._execute(update(DocumentRow).where(new, DocumentRow.current).values(because=one.because))

    def _kept(self, *conditions: ColumnElement[bool]) -> Iterator[HeldDocument]:
        columns = (getattr(DocumentRow, name) for name in HeldDocument.__slots__)
        query = select(*columns).where(DocumentRow.current, DocumentRow.address.is_(None), *conditions)
        return (HeldDocument(*row) for row in self._execute(query.order_by(DocumentRow.key)).all())
