"""The database's files: for their owner alone, told when they are damaged, and readable where nothing can be written."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefbot.store.store import Store
from support.articles import token, write_articles
from support.program import Program

pytestmark = pytest.mark.sqlite


@pytest.fixture
def filled(program: Program) -> Program:
    """An archive of twenty articles, all of it in the one file."""
    write_articles(program.folder / "articles.jsonl", range(20))
    assert program("ingest", "articles.jsonl").status == 0
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return program


def test_a_new_database_is_for_its_owner_alone(program: Program) -> None:
    """It holds what people asked: nobody else may read it, nor what SQLite puts beside it."""
    before = os.umask(0o022)
    try:
        with_log = Store(f"sqlite:///{program.folder}/new/briefbot.db")
        with with_log.write() as work:
            work.state.set("names", 1)
        files = list((program.folder / "new").glob("briefbot.db*"))
        assert {path.name for path in files} >= {"briefbot.db", "briefbot.db-wal"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        with_log.close()
    finally:
        os.umask(before)


def _kind(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE passages SET kind = 'dirext'")


def _utf8(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE documents SET text = CAST(x'41ff42' AS TEXT)")


def _span(connection: sqlite3.Connection) -> None:
    connection.execute('UPDATE passages SET "end" = "end" + 100000')


def _date(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE documents SET published = '2O16-13-45'")


@pytest.mark.parametrize("flip", [_kind, _utf8, _span, _date])
def test_flipped_bytes_are_told_as_damage(filled: Program, flip: Callable[[sqlite3.Connection], None]) -> None:
    """What a disk made of a row is no fault of the program's: it says that the database is damaged, and what to do."""
    assert filled("ask", token(7), "--json").record["quotes"]
    with closing(sqlite3.connect(filled.folder / "briefbot.db")) as connection, connection:
        flip(connection)
    for _ in range(2):
        ran = filled("ask", token(7))
        assert ran.status == 2
        assert "is damaged; restore it from a copy" in ran.complaint


def test_a_fault_of_ours_is_not_called_damage(program: Program) -> None:
    """Where all rows can be read, an error stays what it is."""
    store = Store(f"sqlite:///{program.folder}/briefbot.db")
    with pytest.raises(ValueError, match="of ours"), store.read():
        raise ValueError("a fault of ours")
    store.close()


def test_an_archive_on_a_read_only_disk_can_be_asked(filled: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions are answered where no file can be put beside the database; bringing something in says why it cannot be."""
    asked = filled("ask", token(7), "--json").record["quotes"]
    allowed = os.access
    folder = filled.folder.resolve()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).resolve() != folder and allowed(path, mode))
    before = {path.name: path.read_bytes() for path in folder.glob("briefbot.db*")}
    ran = filled("ask", token(7), "--json")
    assert (ran.status, ran.record["quotes"], ran.err) == (0, asked, "")
    write_articles(folder / "more.jsonl", range(20, 25))
    assert "is read-only" in filled("ingest", "more.jsonl").complaint
    assert {path.name: path.read_bytes() for path in folder.glob("briefbot.db*")} == before
