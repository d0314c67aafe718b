"""Documents taken out of an archive: what was shown of them stays theirs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from briefbot.archive import Archive
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.holdings import Selection


def bring(archive: Archive, name: str, text: str) -> None:
    """Bring in a document of this id."""
    archive.ingest(["-"], BytesIO(json.dumps({"id": name, "text": text}).encode()))
    archive.refresh()


def test_the_number_of_a_removed_document_is_never_given_again(new_archive: Callable[[], Archive]) -> None:
    """Answers that were shown name documents by numbers: no later one may stand in a removed one's place."""
    archive = new_archive()
    bring(archive, "mill", "“The mill burns,” said Di Frost.")
    bring(archive, "pier", "“The pier is safe,” said Bo Lind.")
    (key,) = [key for key, id_ in archive.store.ids(archive.store.keys()).items() if id_ == "pier"]
    assert archive.citation((key, 0)) is not None
    assert archive.remove(["pier"]) == 1
    assert archive.citation((key, 0)) is None
    for name in ("one", "two"):
        bring(archive, name, f"“Number {name} is here,” said Cy Hale.")
    assert archive.citation((key, 0)) is None
    assert [one.id for one in archive.holdings(Selection())] == ["two", "one", "mill"]


def test_what_is_older_than_it_is_kept_leaves(new_archive: Callable[[], Archive], tmp_path: Path) -> None:
    """By its date or, without one, by when it came in; to the day; with a limit that reaches before all time too."""
    archive = new_archive()
    articles = [
        {"id": "old", "published": "2015-05-03", "text": "“It rains,” said Ann Moss."},
        {"id": "new", "published": "2015-05-04", "text": "“It snows,” said Bo Lind."},
        {"id": "undated", "text": "“It hails,” said Cy Hale."},
    ]
    archive.ingest(["-"], BytesIO("".join(json.dumps(article) + "\n" for article in articles).encode()))
    now = datetime(2015, 5, 14, 12, 0, tzinfo=UTC)
    for keep, gone, left in ((None, 0, 3), (timedelta.max, 0, 3), (timedelta(days=10), 1, 2)):
        limited = Archive(archive.store, BM25Engine(tmp_path), keep=keep)
        assert limited.expire(now) == gone
        assert len(limited.holdings(Selection())) == left
    assert [one.id for one in limited.holdings(Selection())] == ["new", "undated"]
    assert limited.expire(datetime.now(UTC) + timedelta(days=11)) == 2
