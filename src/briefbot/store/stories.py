"""Stories: which documents are copies of one article, found by their sketches."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select

from briefbot.reading.copies import SAME_STORY, Copy, Shingles, Sketch, may_be_one, share, shingles, sketch
from briefbot.store.repository import Repository, table_of
from briefbot.store.state import StateRepository
from briefbot.store.tables import DocumentRow, SketchRow, StoryRow

# Documents that are kept under one hash: what more have in common is a paper's furniture, or a story that is found by these.
_KEPT = 32
# Documents that one is compared with, if they share so many hashes: a story's other copies are found with the first.
_COMPARED, _SHARED = 3, 3
# Values in one statement: databases limit how many there may be; and texts that are in memory at a time.
_CHUNK, _TEXTS = 500, 50
_SKETCHES = select(SketchRow.__table__)


class StoriesRepository(Repository):
    """Documents that are copies of one article."""

    def of_documents(self) -> dict[int, int]:
        """The number of the story of each document that has copies, by key."""
        several = select(StoryRow.story).group_by(StoryRow.story).having(func.count() > 1)
        return dict(self._execute(select(StoryRow.document_key, StoryRow.story).where(StoryRow.story.in_(several))).all())

    def copies_of(self, key: int) -> list[Copy]:
        """The other documents of a document's story, those first that came in first."""
        own = self._execute(select(StoryRow.__table__).where(StoryRow.document_key == key)).first()
        if own is None:
            return []
        columns = select(DocumentRow.key, DocumentRow.id, DocumentRow.source, StoryRow.like, StoryRow.share).join(StoryRow)
        others = self._execute(columns.where(StoryRow.story == own.story, DocumentRow.key != key).order_by(DocumentRow.key))
        return [
            Copy(one.id, one.source, own.share if own.like == one.key else one.share if one.like == key else None)
            for one in others
        ]

    def waiting(self, after: int, most: int) -> list[int]:
        """The first current versions behind this key that were not compared with the others yet, ascending."""
        compared = select(StoryRow.document_key).where(StoryRow.document_key > after)
        query = select(DocumentRow.key).where(DocumentRow.current, DocumentRow.key > after, DocumentRow.key.not_in(compared))
        return list(self._scalars(query.order_by(DocumentRow.key).limit(most)))

    def compare(self, keys: Sequence[int]) -> None:
        """Find the stories of these versions, which were not compared before."""
        found = self._shingles(keys)
        sketches = {key: sketch(own) for key, own in sorted(found.items())}
        kept = self._kept({one for own in sketches.values() for one in own})
        self._look_up(found, sketches, kept)
        stories: dict[int, int] = {}
        rows: list[dict[str, Any]] = []
        hashes: list[dict[str, int]] = []
        for key in sorted(keys):
            of, alike = _like(key, found, sketches, kept)
            stories[key] = key if of is None else stories.get(of) or self._story(of)
            rows.append({"document_key": key, "story": stories[key], "like": of, "share": alike})
            # Whoever comes later, in this batch or in another one, knows it by the hashes under which it is kept.
            sketches[key] = tuple(one for one in sketches[key] if len(kept[one]) < _KEPT)
            for one in sketches[key]:
                kept[one].append(key)
                hashes.append({"hash": one, "document_key": key})
        for table, some in ((StoryRow, rows), (SketchRow, hashes)):
            if some:
                self._execute(insert(table_of(table)), some)

    def forget_replaced(self) -> None:
        """Take out the versions that are current no more: they are no copies of any."""
        current = select(DocumentRow.key).where(DocumentRow.key == StoryRow.document_key, DocumentRow.current)
        gone = list(self._scalars(select(StoryRow.document_key).where(~current.exists())))
        for at in range(0, len(gone), _CHUNK):
            for table in (StoryRow, SketchRow):
                self._execute(delete(table).where(table.document_key.in_(gone[at : at + _CHUNK])))

    def told(self) -> None:
        """Note that the stories are those of the archive as it is now."""
        state = StateRepository(self._connection)
        state.set("stories", state.value("generation"))

    def _kept(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """The documents under each of these hashes."""
        found: dict[int, list[int]] = {one: [] for one in hashes}
        wanted = sorted(hashes)
        for at in range(0, len(wanted), _CHUNK):
            for row in self._execute(_SKETCHES.where(SketchRow.hash.in_(wanted[at : at + _CHUNK]))):
                found[row.hash].append(row.document_key)
        return found

    def _look_up(self, found: dict[int, Shingles], sketches: dict[int, Sketch], kept: Mapping[int, Sequence[int]]) -> None:
        """Put what is to be known of the documents that some may be copies of beside what is known of those."""
        near = {key: _near(own, kept) for key, own in sketches.items()}
        sketches |= self._sketches({other for others in near.values() for other in others})
        alike = (other for key, others in near.items() for other in others if may_be_one(sketches[key], sketches[other]))
        found |= self._shingles(sorted(set(alike)))

    def _sketches(self, keys: Collection[int]) -> dict[int, Sketch]:
        """The hashes under which each of these documents is kept, as unsigned numbers are ordered."""
        hashes: dict[int, list[int]] = {key: [] for key in keys}
        wanted = sorted(keys)
        for at in range(0, len(wanted), _CHUNK):
            for row in self._execute(_SKETCHES.where(SketchRow.document_key.in_(wanted[at : at + _CHUNK]))):
                hashes[row.document_key].append(row.hash)
        return {key: tuple(sorted(own, key=lambda one: one % (1 << 64))) for key, own in hashes.items()}

    def _shingles(self, keys: Sequence[int]) -> dict[int, Shingles]:
        """The shingles of these versions, by key; few texts are in memory at a time."""
        found: dict[int, Shingles] = {}
        for at in range(0, len(keys), _TEXTS):
            query = select(DocumentRow.key, DocumentRow.text).where(DocumentRow.key.in_(keys[at : at + _TEXTS]))
            found.update({key: shingles(text) for key, text in self._execute(query)})
        return found

    def _story(self, key: int) -> int:
        """The story of a document that was looked at before."""
        return self._scalars(select(StoryRow.story).where(StoryRow.document_key == key)).one()


def _near(own: Sketch, kept: Mapping[int, Sequence[int]]) -> list[int]:
    """The documents that share most hashes with a sketch, as many as one is compared with."""
    shared = Counter(other for one in own for other in kept[one])
    enough = sorted((-count, other) for other, count in shared.items() if count >= _SHARED)
    return [other for _, other in enough[:_COMPARED]]


def _like(
    key: int, found: Mapping[int, Shingles], sketches: Mapping[int, Sketch], kept: Mapping[int, Sequence[int]]
) -> tuple[int | None, float | None]:
    """Which document that was looked at before this one is a copy of, and how much they share; None where there is none.

    What is known of shingles and sketches is `found` there.
    """
    expected = {other: may_be_one(sketches[key], sketches[other]) for other in _near(sketches[key], kept)}
    for other in sorted(filter(expected.__getitem__, expected), key=lambda one: (-expected[one], one)):
        if (alike := share(found[key], found[other])) >= SAME_STORY:
            return other, alike
    return None, None
