"""Standard streams that are closed, full, or read by nobody: no traceback, the status that shells expect, the work is done."""

import os
import subprocess
from pathlib import Path

import pytest

from support.articles import token, write_articles
from support.program import BRIEFBOT, Program

MISSING = "missing.txt: there is no such file or folder"


@pytest.fixture
def filled(program: Program) -> Program:
    """An archive of some articles."""
    write_articles(program.folder / "archive.jsonl", range(5))
    assert program("ingest", "archive.jsonl").status == 0
    return program


def run(program: Program, *arguments: str, closed: str = "") -> tuple[int, str, str]:
    """Run a command line with some streams closed, as a shell does it (>&- 2>&- <&-); its status and what it wrote."""
    shell = f'exec "$@" {closed}'
    ran = subprocess.run(  # noqa: S603 (the program under test)
        ["/bin/sh", "-c", shell, "sh", *BRIEFBOT, *arguments],
        cwd=program.folder, env=program.environment(), capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
    )  # fmt: skip
    assert b"Traceback" not in ran.stderr
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def unread(program: Program, *arguments: str) -> tuple[int, str]:
    """Run a command line whose output nobody reads; its status and what it says beside it."""
    read, write = os.pipe()
    os.close(read)
    process = program.start(*arguments, stdout=write)
    os.close(write)
    _, err = process.communicate(timeout=60)
    return process.returncode, err.decode()


def test_closed_standard_error_changes_nothing(filled: Program) -> None:
    """The answer is written, the status is that of the work, and nothing is written into a file that is opened later."""
    status, out, _ = run(filled, "ask", token(2), closed="2>&-")
    assert (status, out != "") == (0, True)
    status, out, _ = run(filled, "ingest", "missing.txt", closed="2>&-")
    assert (status, out) == (1, "0 documents added, 1 refused.\n")
    assert filled("ask", token(2)).status == 0


@pytest.mark.parametrize("arguments", [("ask", token(2), "--json"), ("--help",)])
def test_closed_standard_output_is_told(filled: Program, arguments: tuple[str, ...]) -> None:
    """In one sentence, with the status 1 of any program that cannot write."""
    status, _, err = run(filled, *arguments, closed=">&-")
    assert (status, err) == (1, "What was to be shown cannot be: standard output is closed.\n")


def test_all_streams_closed(filled: Program) -> None:
    """The work is done nevertheless, and the database is whole."""
    write_articles(filled.folder / "more.jsonl", range(5, 9))
    assert run(filled, "ingest", "more.jsonl", closed="<&- >&- 2>&-")[0] == 1
    assert filled("ingest", "more.jsonl", "--json").record["unchanged"] == 4
    assert run(filled, "ingest", "-", closed="<&-")[1] == "0 documents added, 1 refused.\n"


@pytest.mark.parametrize("arguments", [("ask", token(2)), ("ingest", "missing.txt"), ("export",)])
def test_a_reader_that_went_away_ends_it_quietly(filled: Program, arguments: tuple[str, ...]) -> None:
    """The status is the one that shells give a program that SIGPIPE ended."""
    status, err = unread(filled, *arguments)
    assert status == 141
    assert err in ("", f"{MISSING}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_an_export_that_finds_no_room_blames_no_database(filled: Program) -> None:
    """Where the disk of an export is full, the sentence tells that, and nothing of the database that was read."""
    write_articles(filled.folder / "more.jsonl", range(5, 60))  # more than a stream holds back
    assert filled("ingest", "more.jsonl").status == 0
    status, _, err = run(filled, "export", closed=">/dev/full")
    assert status == 2
    assert "No space left" in err
    assert "database" not in err


def test_warnings_that_nobody_reads_end_nothing(filled: Program) -> None:
    """With a standard error whose reader went away, or a full one, the work is done and its status kept."""
    read, write = os.pipe()
    os.close(read)
    process = filled.start("ingest", "missing.txt", "archive.jsonl", stderr=write)
    os.close(write)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"0 documents added, 5 unchanged, 1 refused.\n")
    if Path("/dev/full").exists():
        assert run(filled, "ingest", "missing.txt", closed="2>/dev/full")[0] == 1


def test_a_name_makes_one_line_of_a_warning(program: Program) -> None:
    """Names of files with ends of lines and with a terminal's commands in them stand in one line, without obeying them."""
    names = "a\nb.txt", "c\r\nd\x1b[31m.pdf", "e\u2028f.txt"
    for name in names[1:]:
        program.write(name, b"")
    ran = program("ingest", *names)
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 3
    assert not set("\x1b\r\u2028") & set(ran.err)
    assert program("quotes", *names).err.count("\n") == 3


@pytest.mark.parametrize(
    "variable",
    ["BRIEFBOT_ADMINS", "BRIEFBOT_QUESTIONS_PER_MINUTE", "BRIEFBOT_ANSWER_WITHIN_HOURS", "BRIEFBOT_TELEGRAM_BASE_URL",
     "BRIEFBOT_TELEGRAM_TOKEN_FILE", "BRIEFBOT_SEEDS", "BRIEFBOT_DATABASE_URL", "BRIEFBOT_KEEP_DAYS"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["987654321:{}", "sqlite:///missing/123456:{}.db"])
def test_a_token_in_another_variable_is_not_told(program: Program, variable: str, form: str) -> None:
    """Whichever line it was pasted into, the sentence on it does not hold it."""
    secret = "AAH-abcdefghijklmnop_0123456789"  # noqa: S105 (of no bot)
    pasted = form.format(secret)
    (program.folder / "missing").write_text("a file, where a folder would be")
    token_too = {} if variable == "BRIEFBOT_TELEGRAM_TOKEN_FILE" else {"BRIEFBOT_TELEGRAM_TOKEN": "123456:ABC"}
    ran = program.given(**{**token_too, variable: pasted})("bot")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert secret not in ran.err


def test_a_traceback_holds_no_token(program: Program) -> None:
    """Where --debug shows where an error comes from, it hides what an error hides."""
    secret = "AAH-abcdefghijklmnop_0123456789"  # noqa: S105 (of no bot)
    ran = program.given(BRIEFBOT_SEEDS=f"123456:{secret}").process("ask", "x", "--debug")
    assert "Traceback" in ran.err
    assert "<token>" in ran.err
    assert secret not in ran.err
