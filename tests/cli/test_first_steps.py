"""The program where there is no archive yet: it tells what to do first, and what only reads leaves nothing behind."""

from pathlib import Path

import pytest

from briefbot.archive import Archive
from briefbot.archive.trying import leave_nothing
from briefbot.cli.opening import FIRST_STEPS
from support.program import Program

ARTICLE = "Ferry sails again\n\n“The ferry sails at eight,” said Ann Moss, who runs the harbour.\n"
READING = [
    ("ask", "What did Moss say?"),
    ("ask", "--json", "What did Moss say?"),
    ("search", "--json", "ferry"),
    ("documents",),
    ("show", "ferry"),
    ("check", "The ferry sails at eight"),
    ("export",),
]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Program:
    """The program in an empty folder, with no settings at all: as somebody has it who installed the wheel."""
    return Program(tmp_path, {"BRIEFBOT_SEEDS": "seeds"})


@pytest.mark.parametrize("line", READING, ids=" ".join)
def test_what_only_reads_leaves_nothing_behind(elsewhere: Program, line: tuple[str, ...]) -> None:
    """In an empty folder it tells what to do first, and the folder is as empty as before."""
    ran = elsewhere(*line)
    assert ran.err.startswith(FIRST_STEPS)
    assert list(elsewhere.folder.iterdir()) == []


def test_a_line_without_a_verb_tells_what_to_do_first(elsewhere: Program) -> None:
    """Below the help, and not once there is an archive."""
    first = elsewhere()
    assert (first.status, first.out) == (2, "")
    assert first.err.startswith("Usage: briefbot")
    assert first.err.endswith(f"\n\n{FIRST_STEPS}\n")
    elsewhere("ingest", elsewhere.write("ferry.txt", ARTICLE))
    assert FIRST_STEPS not in elsewhere().err


def test_settings_that_cannot_be_read_do_not_hide_the_help(elsewhere: Program) -> None:
    """Whoever uses them is told; the help is shown all the same."""
    ran = elsewhere.given(BRIEFBOT_READ_SECONDS="soon")()
    assert (ran.status, ran.err.startswith("Usage: briefbot")) == (2, True)
    assert FIRST_STEPS not in ran.err


def test_the_console_tells_what_to_do_first(elsewhere: Program) -> None:
    """And is told nothing any more once there is something to ask."""
    assert FIRST_STEPS in elsewhere("console", stdin="hello\n").err
    elsewhere("ingest", elsewhere.write("ferry.txt", ARTICLE))
    ran = elsewhere("console", stdin="What did Moss say?\n")
    assert FIRST_STEPS not in ran.err
    assert "“The ferry sails at eight,”" in ran.out


@pytest.mark.parametrize("line", ["console", "feeds list", "feeds refresh", "remove a", "correct", "ingest nothing.txt"])
def test_what_brings_nothing_in_leaves_nothing_behind(elsewhere: Program, line: str) -> None:
    """No database and no index, though it could have written."""
    elsewhere(*line.split(), stdin="hello\nWhat did Moss say?\n")
    assert list(elsewhere.folder.iterdir()) == []


def test_what_somebody_set_is_kept(elsewhere: Program) -> None:
    """A follow in an archive without documents, say."""
    elsewhere("console", stdin="/follow Ann Moss\n")
    assert "Ann Moss" in elsewhere("console", stdin="/following\n").out


def test_an_archive_that_others_have_open_is_left(elsewhere: Program) -> None:
    """They may be about to write."""
    url = f"sqlite:///{elsewhere.folder}/briefbot.db"
    with Archive.open(url, elsewhere.folder) as other:
        assert other.catalogue.people == ()
        assert not leave_nothing(url, elsewhere.folder)
    assert leave_nothing(url, elsewhere.folder)
    assert list(elsewhere.folder.iterdir()) == []


def test_a_slip_in_a_command_is_told(elsewhere: Program) -> None:
    """With what may have been meant."""
    assert "No such command 'ingset'. Did you mean ingest?" in elsewhere("ingset", "a.txt").err


def test_from_a_file_to_an_answer(elsewhere: Program) -> None:
    """What is brought in in an empty folder is answered from there."""
    assert elsewhere("ingest", elsewhere.write("ferry.txt", ARTICLE)).err == ""
    assert "— Ann Moss" in elsewhere("ask", "What did Moss say?").out
