"""Who speaks in the archive, under which names and offices."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, func, insert, or_, select

from briefbot.model import Catalogue, Office, Person, Publisher
from briefbot.store.repository import Repository
from briefbot.store.state import StateRepository
from briefbot.store.tables import (
    Base,
    DocumentRow,
    NameRow,
    OfficeRow,
    PassageRow,
)

if TYPE_CHECKING:
    from briefbot.answering.questions.offices import Sighting

# Names with their documents' number, and pairs of names that one document has → every name's fullest.
Canonical = Callable[[Mapping[str, int], Collection[tuple[str, str]]], Mapping[str, str]]
_TEXTS = 100  # texts that are held at a time
_GENERATIONS = ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV")


class PeopleRepository(Repository):
    """Speakers, publishers and offices."""

    def catalogue(self) -> Catalogue:
        """Who speaks in the archive, which publishers and dates it has."""
        people: dict[str, list[Row[Any]]] = {}
        for row in self._execute(select(NameRow.__table__)):
            people.setdefault(row.person, []).append(row)
        sources = self._execute(
            select(DocumentRow.source, func.count(), func.min(DocumentRow.published), func.max(DocumentRow.published))
            .where(DocumentRow.current)
            .group_by(DocumentRow.source)
        ).all()
        held = self._execute(select(OfficeRow.__table__)).all()
        passages = self._scalar(select(func.count()).select_from(PassageRow).join(DocumentRow).where(DocumentRow.current))
        return Catalogue(
            people=tuple(
                Person(name, frozenset(r.name for r in rows), sum(r.documents for r in rows), sum(r.passages for r in rows))
                for name, rows in sorted(people.items())
            ),
            publishers=tuple(Publisher(*row) for row in sorted(sources, key=lambda row: (-row[1], row[0] or ""))),
            passages=passages or 0,
            offices=tuple(Office(*row) for row in held),
        )

    def tell_people_apart(self, canonical: Canonical) -> None:
        """Write anew who is who; `canonical` maps names to fullest names.

        It is given the number of documents that give each, and names with a generation beside others of their documents.
        """
        sightings = self._execute(
            select(PassageRow.speaker, func.count(PassageRow.document_key.distinct()), func.count())
            .join(DocumentRow)
            .where(DocumentRow.current, PassageRow.speaker.is_not(None))
            .group_by(PassageRow.speaker)
        ).all()
        person = canonical({name: documents for name, documents, _ in sightings if name is not None}, self._beside())
        rows = [
            {"name": n, "person": person.get(n, n), "documents": d, "passages": p} for n, d, p in sightings if n is not None
        ]
        # Imported here: offices are looked for when documents came in, and it takes long to load.
        from briefbot.answering.questions.offices import offices  # noqa: PLC0415

        self._replace(NameRow, rows)
        self._replace(OfficeRow, [asdict(office) for office in offices(self._introductions())])
        state = StateRepository(self._connection)
        state.set("names", state.value("generation"))

    def _beside(self) -> set[tuple[str, str]]:
        """Each name with a generation ("Jr.") and another that speaks in the same document."""
        with_generation = or_(*(PassageRow.speaker.ilike(f"% {ending}") for ending in _GENERATIONS))
        speaking = select(PassageRow.document_key, PassageRow.speaker).join(DocumentRow).where(DocumentRow.current).distinct()
        one = speaking.where(with_generation).subquery()
        other = speaking.where(PassageRow.speaker.is_not(None)).subquery()
        pairs = select(one.c.speaker, other.c.speaker).join(other, one.c.document_key == other.c.document_key)
        return {(a, b) for a, b in self._execute(pairs.where(one.c.speaker != other.c.speaker).distinct())}

    def _introductions(self) -> "Iterator[Sighting]":
        """How articles introduce their speakers: each mention with the text before it."""
        from briefbot.answering.questions.offices import REACH, Sighting  # noqa: PLC0415 (as above)

        start, end = PassageRow.mention_start, PassageRow.mention_end
        query = select(PassageRow.document_key, PassageRow.speaker, start, end).join(DocumentRow)
        named = query.where(DocumentRow.current, PassageRow.speaker.is_not(None), start.is_not(None))
        found: dict[int, list[tuple[str, int, int]]] = {}
        for key, name, first, last in self._execute(named):
            if name is not None and first is not None and last is not None:  # as the query has it
                found.setdefault(key, []).append((name, first, last))
        # Each text is read once: to cut one mention out of it, a database looks through all that stands before it.
        keys = sorted(found)
        for at in range(0, len(keys), _TEXTS):
            texts = select(DocumentRow.key, DocumentRow.text, DocumentRow.published)
            for key, text, published in self._execute(texts.where(DocumentRow.key.in_(keys[at : at + _TEXTS]))):
                for name, first, last in found[key]:
                    yield Sighting(name, text[max(0, first - REACH) : first], text[first:last], published)

    def _replace(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Put these rows in place of all that a table of derived facts holds."""
        self._execute(delete(table))
        if rows:
            self._execute(insert(table), rows)
