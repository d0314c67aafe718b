"""Databases, disks and folders that do not work: one clear sentence, the right exit status, nothing lost, no traceback."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from briefbot.archive import index_files
from support.articles import token, write_articles
from support.program import BRIEFBOT, ROOT, Program


@pytest.fixture
def filled(program: Program) -> Program:
    """An archive of some articles, and a file with more of them."""
    write_articles(program.folder / "archive.jsonl", range(30))
    write_articles(program.folder / "more.jsonl", range(30, 60))
    assert program("ingest", "archive.jsonl").status == 0
    return program


def count(program: Program) -> int:
    """How many documents the archive holds."""
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def answers(program: Program) -> bool:
    """Whether a question to the archive is answered."""
    ran = program("ask", token(7), "--json")
    return ran.status == 0 and ran.record["answered"] and ran.record["quotes"][0]["document"] == "a0007"


def refused(program: Program, *arguments: str) -> str:
    """The one sentence of a run that could not do what it should."""
    ran = program(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.complaint.endswith(".")
    return ran.complaint


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process's transaction that writes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_a_locked_database_is_read_and_not_written(filled: Program) -> None:
    """While somebody else writes, questions are answered, and ingesting says what is the matter, and loses nothing."""
    impatient = filled.given(BRIEFBOT_DATABASE_URL="sqlite:///briefbot.db?timeout=0.2")
    with locked(filled.folder / "briefbot.db"):
        assert answers(impatient)
        assert "is locked by another process" in refused(impatient, "ingest", "more.jsonl")
    assert count(filled) == 30
    assert filled("ingest", "more.jsonl", "--json").record["added"] == 30


def test_a_read_only_database_is_read_and_not_written(filled: Program) -> None:
    """Questions are answered from a database that may only be read; ingesting says that it may not be written."""
    reader = filled.given(BRIEFBOT_DATABASE_URL="sqlite:///file:briefbot.db?mode=ro&uri=true")
    assert answers(reader)
    assert "is read-only" in refused(reader, "ingest", "more.jsonl")
    assert not (filled.folder / "file:").exists()
    assert count(filled) == 30


def test_a_database_of_a_newer_version_is_left_alone(filled: Program) -> None:
    """What a newer Briefbot wrote is neither read nor changed."""
    with closing(sqlite3.connect(filled.folder / "briefbot.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'zzzz'")
    for arguments in (("ask", token(7)), ("ingest", "more.jsonl"), ("console",)):
        assert "was written by a newer Briefbot" in refused(filled, *arguments)
    assert count(filled) == 30


def test_a_file_that_is_no_database_is_left_as_it_is(program: Program) -> None:
    """A wrong name in the settings must not cost anybody a file."""
    content = b"Minutes of the meeting.\n" * 400
    program.write("briefbot.db", content)
    program.write("a.txt", "Words.")
    assert "is not a database" in refused(program, "ingest", "a.txt")
    assert (program.folder / "briefbot.db").read_bytes() == content


def test_a_damaged_database_is_told(filled: Program) -> None:
    """Pages of rubbish in the middle of the file are told as damage, with what can be done."""
    path = filled.folder / "briefbot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    assert "is damaged" in refused(filled, "ask", token(7))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///taken/briefbot.db", "The folder of the database"),
        ("sqlite:///.", "cannot be opened"),
        ("nonsense", "is not a database address"),
        ("oracle+nonsense://scott:tiger@host/x", "is not a database address"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told(program: Program, url: str, sentence: str) -> None:
    """A folder that is a file, a file that is a folder, and what is no address at all; a password is never shown."""
    program.write("taken", "a file where a folder should be")
    complaint = refused(program.given(BRIEFBOT_DATABASE_URL=url), "ask", "Lavrov")
    assert sentence in complaint
    assert "tiger" not in complaint


def test_a_full_disk_keeps_what_was_there(filled: Program) -> None:
    """When files may grow no more, ingesting says so; the archive answers as before, and completes the job later."""
    write_articles(filled.folder / "much.jsonl", range(400))
    most = 600_000
    # It is not measured: what measures would fill the disk, too.
    environment = {name: value for name, value in filled.environment().items() if not name.startswith("COVERAGE_")}
    ran = subprocess.run(  # noqa: S603 (the program under test)
        [sys.executable, "-c", _LIMITED, str(most), *BRIEFBOT, "ingest", "much.jsonl"],
        cwd=filled.folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, b""), ran.stderr
    (complaint,) = ran.stderr.decode().splitlines()
    assert "disk" in complaint
    assert (filled.folder / "briefbot.db").stat().st_size <= most
    assert answers(filled)
    before = count(filled) - 30
    assert filled("ingest", "much.jsonl", "--json").record == {
        "added": 400 - before, "updated": 0, "unchanged": before, "failed": [], "degraded": [], "skipped": [],
    }  # fmt: skip


# Limits the size of files, as a full disk does, and becomes the program; Python ignores the signal that the limit sends.
_LIMITED = """
import os, resource, sys
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
os.execv(sys.argv[2], sys.argv[2:])
"""


def test_a_full_disk_behind_standard_output_is_told(filled: Program) -> None:
    """An answer that could not be written is no success."""
    with Path("/dev/full").open("wb") as full:
        for arguments in (("ask", token(7)), ("ask", token(7), "--json")):
            process = filled.start(*arguments, stdout=full)
            _, err = process.communicate()
            assert process.returncode == 2
            assert err.decode() == "Briefbot cannot go on: No space left on device.\n"


@pytest.mark.parametrize("damage", [b"", b"briefbot", b"x" * 5000, "half", "flipped"])
@pytest.mark.parametrize("file", ["archive", "segment-*"])
def test_a_damaged_index_is_made_again(filled: Program, file: str, damage: bytes | str) -> None:
    """Whatever is in one of the index's files, the answer is the same, and the next start has a sound one."""
    folder = filled.folder / "briefbot.index"
    (path,) = folder.glob(f"{file}.index")
    sound = path.read_bytes()
    middle = len(sound) // 2
    damaged = {"half": sound[:middle], "flipped": sound[:middle] + bytes([sound[middle] ^ 255]) + sound[middle + 1 :]}
    path.write_bytes(damaged[damage] if isinstance(damage, str) else damage)
    assert answers(filled)
    assert index_files.load(folder).index is not None
    assert list(index_files.faults(folder)) == []


def test_a_data_folder_that_cannot_be_written_costs_time_alone(filled: Program) -> None:
    """The index is made for each run; one sentence says why, and the answer stands."""
    filled.write("taken", "a file where a folder should be")
    ran = filled.given(BRIEFBOT_DATA="taken").process("ask", token(7))
    assert ran.status == 0
    assert "The index could not be kept in taken" in ran.complaint
    assert token(7) in ran.out


def test_a_settings_file_that_cannot_be_read_is_told(program: Program) -> None:
    """A `.env` that is no UTF-8 is named."""
    program.write(".env", b"BRIEFBOT_DATA=\xff\xfe")
    assert ".env cannot be read" in refused(program, "ask", "Lavrov")


def test_settings_come_from_the_file_and_the_environment_wins(program: Program) -> None:
    """`.env` sets what the environment does not; a real variable wins over it."""
    program.write(".env", "BRIEFBOT_DATABASE_URL=sqlite:///from-file.db\nBRIEFBOT_SEEDS=nowhere\n")
    program.write("a.txt", "Words of one article.")
    assert program("ingest", "a.txt").status == 0
    assert (program.folder / "from-file.db").exists()
    assert program.given(BRIEFBOT_DATABASE_URL="sqlite:///real.db")("ingest", "a.txt").status == 0
    assert (program.folder / "real.db").exists()


def test_debug_shows_where_an_error_comes_from(program: Program) -> None:
    """The traceback is there for who asks for it, before the verb or behind it."""
    program.write("briefbot.db", b"Minutes of the meeting.\n" * 400)
    for arguments in (("--debug", "ask", "Lavrov"), ("ask", "Lavrov", "--debug")):
        ran = program.process(*arguments)
        assert ran.status not in {0, 2}
        assert "Traceback" in ran.err
        assert "is not a database" in ran.err


def test_the_program_runs_as_a_module_and_as_a_command() -> None:
    """`python -m briefbot` and `briefbot` are one."""
    command = Path(sys.executable).with_name("briefbot")
    shown = [
        subprocess.run([*start, "--version"], capture_output=True, check=True, cwd=ROOT).stdout  # noqa: S603
        for start in (BRIEFBOT, [str(command)])
    ]
    assert shown[0].startswith(b"briefbot ") or shown[0].startswith(b"python -m briefbot ")
    assert shown[0].split()[-1] == shown[1].split()[-1]
