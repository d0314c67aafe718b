"""`briefbot db`: how far the database is, its migrations, and backups that come back."""

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from briefbot.store import schema
from briefbot.store.engine import connected_engine, writing
from briefbot.store.tables import REVISION
from support.articles import token, write_articles
from support.databases import POSTGRESQL, SQLITE, Databases, looking_into, needs_postgresql
from support.program import Program


@pytest.fixture
def filled(program: Program) -> Program:
    """An archive of some articles, and what a person set."""
    write_articles(program.folder / "articles.jsonl", range(12))
    assert program("ingest", "articles.jsonl").status == 0
    assert program("console", stdin="/follow Agnes Holm\n/digest 08:30\n/tz Berlin\n").status == 0
    return program


def answers(program: Program) -> bool:
    """Whether a question to the archive is answered."""
    return bool(program("ask", token(7), "--json").record["quotes"])


def kind_of(program: Program) -> str:
    """The kind of the program's database."""
    return program.database.partition(":")[0]


def test_the_state_of_a_database_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    """Of one that is not there, the command says so, and still does not make it."""
    program = Program(tmp_path, {})
    ran = program("db", "status")
    assert (ran.status, list(tmp_path.iterdir())) == (1, [])
    assert "It has no tables yet" in ran.out
    assert program("db", "backup", "x").complaint == "There is no database yet that could be backed up."
    assert program("db", "upgrade").out == f"The tables were made ({REVISION}).\n"
    assert program("db", "status").status == 0


def test_an_older_database_is_brought_up_to_date(filled: Program) -> None:
    """The command tells from where to where, and a second time that nothing was to be done."""
    engine = connected_engine(filled.database)
    with writing(engine) as connection:
        command.downgrade(schema._config(connection), "-1")
        before = schema.revision_of(connection)
    engine.dispose()
    ran = filled("db", "status", "--json")
    assert (ran.status, ran.record["revision"], ran.record["wanted"], ran.record["current"]) == (1, before, REVISION, False)
    assert "briefbot db upgrade brings them there" in filled("db", "status").out
    assert filled("db", "upgrade").out == f"The tables were brought from {before} to {REVISION}.\n"
    assert filled("db", "upgrade").out.startswith("There was nothing to do")
    told = filled("db", "status").out
    assert "It holds 12 documents." in told
    assert {SQLITE: "SQLite 3.", POSTGRESQL: "PostgreSQL 18."}[kind_of(filled)] in told
    assert answers(filled)


def test_a_newer_database_is_left_alone(filled: Program) -> None:
    """It says so, and is not touched."""
    with looking_into(filled.database) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'zzzz'")
    assert "a newer Briefbot wrote it" in filled("db", "status").out
    assert "was written by a newer Briefbot" in filled("db", "upgrade").complaint


@pytest.mark.sqlite
def test_a_copy_of_a_file_is_whole_while_somebody_writes(filled: Program) -> None:
    """It holds what was committed, is its owner's alone, and answers in the place of the database."""
    exported = filled("export", "-").out
    with closing(sqlite3.connect(filled.folder / "briefbot.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM documents WHERE key < 5")
        ran = filled("db", "backup", "copy.db")
        connection.execute("ROLLBACK")
    assert "copy.db is a copy of the database" in ran.out
    assert stat.S_IMODE((filled.folder / "copy.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in filled.folder.glob("*copy.db*")) == ["copy.db"]
    back = filled.given(BRIEFBOT_DATABASE_URL="sqlite:///copy.db")
    assert back("export", "-").out == exported
    assert "Nothing can be written beside" in filled("db", "backup", "nowhere/copy.db").complaint


@pytest.mark.postgresql
def test_a_dump_comes_back(
    filled: Program, databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, new_database: Callable[..., str]
) -> None:
    """PostgreSQL's own programs write it and bring it back: the same archive, down to what was set."""
    monkeypatch.setenv("PATH", f"{databases.server.programs}{os.pathsep}{os.environ['PATH']}")
    ran = filled("db", "backup", "dump")
    assert "dump is a dump of the database" in ran.out
    assert stat.S_IMODE((filled.folder / "dump").stat().st_mode) == 0o600
    there = databases.bare(POSTGRESQL, tmp_path)
    restore = [str(databases.server.programs / "pg_restore"), "--no-owner", "--dbname", there, str(tmp_path / "dump")]
    subprocess.run(restore, check=True)  # noqa: S603
    assert filled.given(BRIEFBOT_DATABASE_URL=there)("export", "-").out == filled("export", "-").out
    databases.drop(there)
    wrong = filled.given(BRIEFBOT_DATABASE_URL=databases.server.url("nowhere", "secret"))("db", "backup", "other")
    assert "PostgreSQL's pg_dump failed (" in wrong.complaint
    assert "secret" not in wrong.err
    assert not (filled.folder / "other").exists()


def test_an_export_is_a_backup_of_any_database(filled: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for, or written where there is no pg_dump."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    asked = ["--export"] if kind_of(filled) == SQLITE else []
    assert "moved is an export" in filled("db", "backup", "moved", *asked).out
    assert (filled.folder / "moved").read_text() == filled("export", "-").out


@pytest.mark.sqlite
@pytest.mark.parametrize("between", [pytest.param(POSTGRESQL, marks=needs_postgresql())])
def test_an_archive_moves_to_postgresql_and_back(filled: Program, databases: Databases, tmp_path: Path, between: str) -> None:
    """By `export` and `ingest`: the same bytes, and it answers, corrects and follows there as here."""
    url = databases.bare(between, tmp_path)
    there, back = filled.given(BRIEFBOT_DATABASE_URL=url), filled.given(BRIEFBOT_DATABASE_URL="sqlite:///back.db")
    left = filled("export", "-").out
    assert there("ingest", "-", stdin=left).status == 0
    assert there("export", "-").out == left
    assert answers(there)
    assert "Agnes Holm" in there("console", stdin="/following\n").out
    assert there("console", stdin="/follow Bruno Castell\n").status == 0
    changed = there("export", "-").out
    assert back("ingest", "-", stdin=changed).status == 0
    assert back("export", "-").out == changed != left
    databases.drop(url)
