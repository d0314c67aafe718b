"""Ingesting that is killed, interrupted or done twice at once: nothing is lost, nothing doubled, the next run completes it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefbot.archive import Archive, index_files
from briefbot.reading.passages import analyse
from support.articles import article, token, write_articles
from support.program import Program

ARTICLES = 220


def stored(program: Program) -> int:
    """How many documents another process sees in the archive."""
    path = program.folder / "briefbot.db"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:  # no tables yet
            return 0


def run_until(process: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    """Wait until something happened, or the process is done."""
    end = time.monotonic() + 60
    while process.poll() is None and not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def check_archive(program: Program, articles: int) -> None:
    """Every article is there once, cut into the passages that it has, and found by a word that it alone has."""
    with Archive.open(f"sqlite:///{program.folder}/briefbot.db", program.folder) as briefbot:
        documents = list(briefbot.store.documents(briefbot.store.keys()))
        assert sorted(item.document.id for item in documents) == [article(number)["id"] for number in range(articles)]
        for number, item in enumerate(sorted(documents, key=lambda item: item.document.id)):
            assert item.document.text == article(number)["text"]
            if number % 13 == 0:  # all are made alike
                assert item.passages == analyse(item.document)
        saved = index_files.load(program.folder / "briefbot.index")
        assert saved.index is not None
        assert sorted(saved.index.keys) == briefbot.store.keys()
        assert saved.stamp.split(".")[1] == str(briefbot.store.state().generation)
        for number in range(0, articles, 97):
            assert briefbot.search(token(number), 1) == [article(number)["id"]]
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection:
        assert connection.execute("SELECT DISTINCT version, current FROM documents").fetchall() == [(1, 1)]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.slow
def test_killed_in_the_middle_the_next_run_completes_the_job(program: Program) -> None:
    """SIGKILL at random moments, from opening the database to writing the index, loses and doubles nothing."""
    chance = random.Random(1)  # noqa: S311 (moments, no secrets)
    write_articles(program.folder / "archive.jsonl", range(ARTICLES))
    interrupted = 0
    for after in (0, chance.randrange(1, 100), chance.randrange(100, ARTICLES), ARTICLES):
        process = program.start("ingest", "archive.jsonl")
        run_until(process, lambda after=after: stored(program) >= after)  # type: ignore[misc]
        time.sleep(chance.random() * 0.1)
        process.kill()
        process.communicate()
        interrupted += process.returncode == -signal.SIGKILL and 0 < stored(program) < ARTICLES
    assert interrupted, "no kill fell into the middle of the job"
    there = stored(program)
    ran = program("ingest", "archive.jsonl", "--json")
    assert ran.status == 0
    assert ran.record == {
        "added": ARTICLES - there,
        "updated": 0,
        "unchanged": there,
        "failed": [],
        "degraded": [],
        "skipped": [],
    }
    check_archive(program, ARTICLES)
    assert program("ingest", "archive.jsonl", "--json").record["unchanged"] == ARTICLES


@pytest.mark.slow
def test_two_that_ingest_at_once_share_the_work(program: Program) -> None:
    """Started together on a database that is not there yet, with half of their articles in common, both succeed."""
    write_articles(program.folder / "archive.jsonl", range(200))
    processes = [program.start("ingest", "archive.jsonl", "--json") for _ in range(2)]
    written = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], written
    assert [err for _, err in written] == [b"", b""]
    assert stored(program) == 200
    program("ask", token(0))
    check_archive(program, 200)


@pytest.mark.slow
def test_ctrl_c_ends_without_a_traceback(program: Program) -> None:
    """One sentence, the status that shells expect, and what was brought in before stays."""
    lines = write_articles(program.folder / "archive.jsonl", range(400)).read_bytes().splitlines(keepends=True)
    process = program.start("ingest", "-", stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.writelines(lines[:100])
    process.stdin.flush()
    run_until(process, lambda: stored(program) > 0)
    process.stdin.writelines(lines[100:])
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert err.decode() == "Interrupted. What was done before is kept.\n"
    there = stored(program)
    assert 0 < there < 400
    assert program("ingest", "-", "--json", stdin=b"".join(lines)).record["added"] == 400 - there


def test_a_reader_that_goes_away_is_no_failure(program: Program) -> None:
    """`briefbot quotes … | head` ends quietly when head has had enough."""
    write_articles(program.folder / "archive.jsonl", range(ARTICLES))
    read, write = os.pipe()
    process = program.start("quotes", "archive.jsonl", "--json", stdout=write)
    os.close(write)
    os.read(read, 100)
    os.close(read)
    _, err = process.communicate()
    assert err == b""


@pytest.mark.parametrize("variable", ["BRIEFBOT_DATABASE_URL", "BRIEFBOT_DATA"])
def test_where_things_are_kept_can_be_named(program: Program, variable: str, tmp_path: Path) -> None:
    """Folders on the way to the database and to the index are made."""
    place = tmp_path / "new" / "folder"
    value = f"sqlite:///{place}/archive.db" if variable == "BRIEFBOT_DATABASE_URL" else str(place)
    program.write("a.txt", "Words of one article.")
    assert program.given(**{variable: value})("ingest", "a.txt").status == 0
    expected = "archive.db" if variable == "BRIEFBOT_DATABASE_URL" else "briefbot.index"
    assert (place / expected).exists()


def test_ctrl_c_while_it_loads_shows_no_traceback(program: Program) -> None:
    """A first Ctrl-C that comes before the command line is read ends the program as one that SIGINT ends."""
    early = [sys.executable, "-c", "import briefbot.cli; raise KeyboardInterrupt"]
    ran = subprocess.run(early, env=program.environment(), capture_output=True, timeout=60, check=False)  # noqa: S603 (as above)
    assert (ran.returncode, ran.stderr) == (-signal.SIGINT, b"")
