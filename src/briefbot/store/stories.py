"""Stories: which documents are copies of one article, found by their sketches."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, insert, select

from briefbot.reading.copies import SHARED, Copy, like, shingles, sketch
from briefbot.store.repository import Repository
from briefbot.store.state import StateRepository
from briefbot.store.tables import DocumentRow, SketchRow, StoryRow

# Documents that are kept under one hash: what more have in common is a paper's furniture, or a story that is found by these.
_KEPT = 32
# Texts that one is compared with: a story's other copies are found with the first.
_COMPARED = 3
# Values in one statement: databases limit how many there may be.
_CHUNK = 500


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
        query = select(DocumentRow.key, DocumentRow.text).where(DocumentRow.key.in_(keys))
        for key, text in self._execute(query.order_by(DocumentRow.key)).all():
            self._place(key, text)

    def forget_replaced(self) -> None:
        """Take out the versions that are current no more: they are no copies of any."""
        current = set(self._scalars(select(DocumentRow.key).where(DocumentRow.current)))
        gone = [key for key in self._scalars(select(StoryRow.document_key)) if key not in current]
        for at in range(0, len(gone), _CHUNK):
            for table in (StoryRow, SketchRow):
                self._execute(delete(table).where(table.document_key.in_(gone[at : at + _CHUNK])))

    def told(self) -> None:
        """Note that the stories are those of the archive as it is now."""
        state = StateRepository(self._connection)
        state.set("stories", state.value("generation"))

    def _place(self, key: int, text: str) -> None:
        """Put a document to the story that it tells, or make it the first of a new one."""
        hashes = sketch(shingles(text))
        kept = self._kept(hashes)
        found = self._like(text, kept)
        story, of, share = found or (key, None, None)
        self._execute(insert(StoryRow).values(document_key=key, story=story, like=of, share=share))
        rows = [{"hash": one, "document_key": key} for one in hashes if len(kept.get(one, ())) < _KEPT]
        if rows:
            self._execute(insert(SketchRow), rows)

    def _kept(self, hashes: Sequence[int]) -> dict[int, list[int]]:
        """The documents under each of these hashes."""
        found: dict[int, list[int]] = {}
        for row in self._execute(select(SketchRow.__table__).where(SketchRow.hash.in_(hashes))) if hashes else ():
            found.setdefault(row.hash, []).append(row.document_key)
        return found

    def _like(self, text: str, kept: Mapping[int, Sequence[int]]) -> tuple[int, int, float] | None:
        """The story that a text tells, which document it is a copy of, and how much they share; None where it is new."""
        shared = Counter(key for keys in kept.values() for key in keys)
        near = [key for key, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])) if count >= SHARED]
        if not near:
            return None
        query = select(DocumentRow.key, DocumentRow.text, StoryRow.story).join(StoryRow)
        rows = self._execute(query.where(DocumentRow.key.in_(near[:_COMPARED])).order_by(DocumentRow.key)).all()
        best = like(text, [row.text for row in rows])
        return (rows[best[0]].story, rows[best[0]].key, best[1]) if best else None
