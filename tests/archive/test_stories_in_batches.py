"""Stories do not depend on how many documents come in at a time."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

import briefbot.store.store as store_module
from briefbot.archive import Archive
from briefbot.store.tables import SketchRow, StoryRow
from support.program import Program

HEADS, MIDDLES, ENDS = ("lo", "mi", "ka", "re"), ("ster", "nd", "vel", "tor"), ("a", "en", "ish", "or")
VOCABULARY = [a + b + c for a in HEADS for b in MIDDLES for c in ENDS]


def articles() -> list[dict[str, Any]]:
    """Twenty stories in eight papers each, cut differently; all stand in the same furniture, whose hashes are full soon."""
    chance = random.Random(11)  # noqa: S311 (words, no secrets)

    def words(count: int) -> list[str]:
        return [chance.choice(VOCABULARY) for _ in range(count)]

    furniture, found = words(60), []
    for story in range(20):
        told = words(140)
        for paper in range(8):
            cut = told[: chance.randint(60, 140)] + words(chance.randint(0, 50))
            found.append({"id": f"{story}-{paper}", "language": "en", "text": " ".join(furniture + cut)})
    chance.shuffle(found)
    return found


def compared(archive: Archive, monkeypatch: pytest.MonkeyPatch, batch: int) -> tuple[list[Any], list[Any]]:
    """The stories and the sketches that comparing all documents anew gives, so many at a time."""
    monkeypatch.setattr(store_module, "_CHUNK", batch)
    with archive.store.write() as work:
        for table in (SketchRow, StoryRow):
            work.stories._execute(delete(table))
    archive.store.find_copies()
    with archive.store.read() as work:
        stories = work.stories._execute(select(StoryRow.__table__).order_by(StoryRow.document_key)).all()
        sketches = work.stories._execute(select(SketchRow.__table__).order_by(SketchRow.hash, SketchRow.document_key)).all()
    return [*map(tuple, stories)], [*map(tuple, sketches)]


def test_batches_make_no_difference(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same documents, one at a time, seven, a hundred or all, are the same stories, by the same hashes."""
    lines = "".join(json.dumps(article) + "\n" for article in articles())
    assert program("ingest", program.write("articles.jsonl", lines)).status == 0
    with Archive.open(program.database, Path(program.folder)) as archive:
        one_by_one = compared(archive, monkeypatch, 1)
        assert len({story for _, story, *_ in one_by_one[0]}) < len(one_by_one[0])
        for batch in (7, 100, 1_000):
            assert compared(archive, monkeypatch, batch) == one_by_one
