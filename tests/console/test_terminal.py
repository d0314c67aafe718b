"""Briefbot in a real terminal: keys, colours, width, history, completion, progress bars."""

import itertools
import json
import os
import re
import sqlite3
import subprocess
import time
from contextlib import AbstractContextManager, closing
from typing import BinaryIO

import pytest

from support.articles import article
from support.digests import make_due
from support.news import as_lines, story
from support.program import BRIEFBOT, Program
from support.terminal import CTRL_C, CTRL_D, ENTER, TAB, UP, Terminal, in_terminal

PROMPT = "›"
# Colours of text and ground, basic, bright, of 256 and of all; bold and dim are none.
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def console(program: Program, *, columns: int = 80, **variables: str) -> AbstractContextManager[Terminal]:
    """The console in a terminal that is so wide."""
    return in_terminal([*BRIEFBOT, "console"], program.folder, program.given(**variables).environment(), columns=columns)


@pytest.fixture(autouse=True)
def prepared(request: pytest.FixtureRequest) -> None:
    """The seeds are in the archive before a terminal is opened, where they are wanted: that is another test's matter."""
    if "seeded" in request.fixturenames:
        seeded: Program = request.getfixturevalue("seeded")
        assert seeded("search", "Lavrov").status == 0


def test_a_conversation_with_history(seeded: Program) -> None:
    """Questions are answered in colour, Ctrl-D ends with status 0, and the next session has the questions by the up key."""
    with console(seeded) as terminal:
        terminal.wait_for_prompt()
        terminal.type("What did Lavrov say about Syria?" + ENTER)
        terminal.wait_for("There is more: more")
        terminal.wait_for_prompt()
        terminal.type("context 1" + ENTER)
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        assert "1 document, 16 passages" in terminal.words
        assert "— Sergei Lavrov" in terminal.words
        assert '"Any use of force (in Syria) is unacceptable," he said.' in terminal.words
        assert COLOUR.search(terminal.raw)
    history = seeded.folder / ".config" / "briefbot" / "console_history"
    assert "+What did Lavrov say about Syria?" in history.read_text().splitlines()
    assert history.stat().st_mode & 0o077 == 0  # what somebody asks is nobody else's business
    with console(seeded) as terminal:
        terminal.wait_for_prompt()
        terminal.type(UP)
        terminal.wait_for("context 1")  # behind the prompt, which is not drawn again
        terminal.type(UP + ENTER)
        terminal.wait_for("There is more: more")
        terminal.wait_for_prompt()
        terminal.type("/quit" + ENTER)
        assert terminal.ended() == 0


def test_a_digest_that_is_due_is_shown_first(program: Program) -> None:
    """In colour and once; a number then means its quotation, and the next session begins without it."""
    program("ingest", "-", stdin=as_lines([story(1), story(1, paper=1)]))
    program("console", stdin="/follow Agnes Holm\n/tz UTC\n/digest 08:30\n")
    make_due(program)
    with console(program) as terminal:
        terminal.wait_for_prompt()
        assert "1 new quotation since" in terminal.words
        assert "also in Elmside Courier" in terminal.words
        terminal.type("context 1" + ENTER)
        terminal.wait_for("The council met.")
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        assert COLOUR.search(terminal.raw)
    with console(program) as terminal:
        terminal.wait_for_prompt()
        assert "Your digest" not in terminal.words


def test_commands_and_speakers_are_completed(seeded: Program) -> None:
    """Tab completes a command behind its slash, and a speaker from some letters of any part of the name."""
    with console(seeded) as terminal:
        terminal.wait_for_prompt()
        terminal.type("/spe" + TAB)
        terminal.wait_for("akers", times=2)  # only what changes on the screen is drawn
        terminal.type(ENTER)
        terminal.wait_for("Joe Biden ·")
        terminal.wait_for_prompt()
        terminal.type("What did bid" + TAB)
        terminal.wait_for("Biden", times=2)
        terminal.type(" say?" + ENTER)
        terminal.wait_for("— Joe Biden")
        terminal.wait_for_prompt()
        terminal.type("/s" + TAB)  # several fit: they are listed with what they do
        terminal.wait_for("what the archive holds")
        terminal.type(CTRL_C)
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0


def test_a_conversation_in_russian(seeded: Program) -> None:
    """Where the locale is Russian: the greeting, what commands do, and replies, until another language is chosen."""
    with console(seeded, LC_ALL="ru_RU.UTF-8") as terminal:
        terminal.wait_for_prompt()
        assert "1 документ, 16 отрывков" in terminal.words
        assert "Спросите, кто, что и когда сказал." in terminal.words
        terminal.type("/s" + TAB)
        terminal.wait_for("что есть в архиве")
        terminal.type(CTRL_C)
        terminal.wait_for_prompt()
        terminal.type("ещё" + ENTER)
        terminal.wait_for("Цитат ещё не было")
        terminal.wait_for_prompt()
        terminal.type("/language english" + ENTER)
        terminal.wait_for("Language: English.")
        terminal.wait_for_prompt()
        terminal.type("/stats" + ENTER)
        terminal.wait_for("1 document, 16 passages")
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0


def test_ctrl_c_throws_away_what_was_typed(seeded: Program) -> None:
    """And nothing else: the conversation goes on with an empty line."""
    with console(seeded) as terminal:
        terminal.wait_for_prompt()
        terminal.type("Zebulon" + CTRL_C)
        terminal.wait_for_prompt()
        terminal.type("/stats" + ENTER)
        terminal.wait_for("1 document, 16 passages", times=2)
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        assert "Nobody called" not in terminal.words


def test_no_color_means_no_colours(seeded: Program) -> None:
    """Where NO_COLOR is set, neither the prompt nor the replies have any."""
    with console(seeded, NO_COLOR="1") as terminal:
        terminal.wait_for_prompt()
        terminal.type("Syria" + ENTER)
        terminal.wait_for("There is more: more")
        terminal.wait_for_prompt()
        terminal.type("/s" + TAB + CTRL_C)
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        assert not COLOUR.search(terminal.raw)


def test_a_narrow_window_holds_every_line(seeded: Program) -> None:
    """Words are wrapped to the window's width, with the indent of their line, and none is lost."""
    with console(seeded, columns=40) as terminal:
        terminal.wait_for_prompt()
        before = len(terminal.text)
        terminal.type("Syria" + ENTER)
        terminal.wait_for("There is more: more")
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        reply = terminal.text[before:].split("Syria", 1)[1]
        assert max(len(line.rstrip()) for line in reply.splitlines()) <= 40
        assert "“Any use of force (in Syria) is unacceptable,”" in " ".join(reply.split())
        assert "   Lavrov: The ABM issue" in reply


def test_a_hostile_document_cannot_reach_the_terminal(program: Program) -> None:
    """Its escape sequences are shown as signs, in its words, its title and the names that it gives."""
    text = "“The \x1b]0;owned\x07 bridge \x1b[31;5mstands\x9b2J,” said Agnes Holm."
    program("ingest", "-", stdin=json.dumps({"id": "h", "title": "A \x1b[2J title", "source": "The \x1b[7mPost", "text": text}))
    with console(program) as terminal:
        terminal.wait_for_prompt()
        terminal.type("bridge" + ENTER)
        terminal.wait_for("The �]0;owned� bridge �[31;5mstands")
        terminal.wait_for_prompt()
        terminal.type("context 1" + ENTER)
        terminal.wait_for("The �]0;owned� bridge �[31;5mstands", times=2)
        terminal.wait_for_prompt()
        terminal.type("/sources" + ENTER)
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
        for sent in (b"\x1b]0;owned", b"\x07", b"\x1b[31;5m", b"\x1b[2J", b"\x1b[7mPost", b"\xc2\x9b"):
            assert sent not in terminal.raw


def test_what_goes_on_stands_below_what_it_goes_on_with(seeded: Program) -> None:
    """Not below the command in /help, nor below the number of a quotation."""
    with console(seeded, columns=60) as terminal:
        terminal.wait_for_prompt()
        terminal.type("/help" + ENTER)
        terminal.wait_for("More about it")
        terminal.wait_for_prompt()
        terminal.type("What did Lavrov say about missile defense?" + ENTER)
        terminal.wait_for("There is more: more")
        shown = terminal.text
    assert re.search(r"^  /speakers   who is quoted .*\n {14}\S", shown, re.MULTILINE)
    assert re.search(r"^1\. .*\n {3}[^ —]", shown, re.MULTILINE)


def test_something_is_seen_from_the_first_moment(seeded: Program) -> None:
    """While much is loaded and the archive is opened; it is gone before anything else is shown."""
    with console(seeded) as terminal:
        terminal.wait_for_prompt()
        words = "Opening the archive…"
        assert terminal.raw.startswith(words.encode())
        last = terminal.raw.rpartition(words.encode())[2]
        assert last.startswith(b"\r" + b" " * len(words) + b"\r")


def test_a_plain_conversation(seeded: Program) -> None:
    """With --plain nothing is drawn: no colour, no jump of the cursor; a greeting, a prompt, and line after line."""
    command = [*BRIEFBOT, "console", "--plain"]
    with in_terminal(command, seeded.folder, seeded.environment(), columns=80) as terminal:
        terminal.wait_for("/help shows what can be typed")
        terminal.type("What did Lavrov say about Syria?" + ENTER)
        terminal.wait_for("There is more: more")
        terminal.type("/quit" + ENTER)
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.raw


def test_markup_in_words_is_shown_as_it_stands(program: Program) -> None:
    """Square brackets are words, not the markup of whatever draws them."""
    program(
        "ingest", "-", stdin=json.dumps({"id": "m", "text": "“The [bold red]bridge[/] :smile: stands [sic],” said Agnes Holm."})
    )
    with console(program) as terminal:
        terminal.wait_for_prompt()
        terminal.type("bridge" + ENTER)
        terminal.wait_for("“The [bold red]bridge[/] :smile: stands [sic],”")


def batch(number: int) -> bytes:
    """As many articles as are brought in at a time, as lines."""
    return b"".join(json.dumps(article(one)).encode() + b"\n" for one in range(100 * number, 100 * number + 100))


def feed(stdin: BinaryIO, terminal: Terminal) -> int:
    """Write articles so slowly that bringing in the first of them takes over a second, until progress is shown; how many."""
    for number in itertools.count():
        stdin.write(batch(number))
        stdin.flush()
        end = time.monotonic() + 1.2
        while time.monotonic() < end:
            if terminal.shows("Reading documents"):
                return 100 * number + 100
    raise AssertionError


def test_a_long_job_shows_its_progress_on_a_terminal(program: Program) -> None:
    """After a second, and it is gone at the end."""
    read, write = os.pipe()
    with in_terminal([*BRIEFBOT, "ingest", "-"], program.folder, program.environment(), stdin=read) as terminal:
        os.close(read)
        with os.fdopen(write, "wb") as stdin:
            count = feed(stdin, terminal)
        assert terminal.ended() == 0
        assert terminal.text.rstrip().endswith(f"{count} documents added.")
        assert b"\x1b[?25h" in terminal.raw  # the cursor is back


def test_a_short_job_shows_none(program: Program) -> None:
    """Nothing flickers on the screen of somebody who hardly waited."""
    program.write("a.txt", "Words of one article.")
    with in_terminal([*BRIEFBOT, "ingest", "a.txt"], program.folder, program.environment()) as terminal:
        assert terminal.ended() == 0
        assert terminal.raw == b"1 document added.\r\n"


def test_a_long_job_shows_none_on_a_pipe(program: Program) -> None:
    """Standard error is for sentences there."""
    process = program.start("ingest", "-", "--json", stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.write(batch(0))
    process.stdin.flush()
    time.sleep(2)
    out, err = process.communicate(batch(1))
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out)["added"] == 200


def test_ctrl_c_while_a_bar_is_shown_leaves_the_terminal_whole(program: Program) -> None:
    """One sentence, the status that shells expect, and the cursor is back."""
    read, write = os.pipe()
    with in_terminal([*BRIEFBOT, "ingest", "-"], program.folder, program.environment(), stdin=read) as terminal:
        os.close(read)
        with os.fdopen(write, "wb") as stdin:
            feed(stdin, terminal)
            terminal.type(CTRL_C)
            assert terminal.ended() == 130
        assert "Traceback" not in terminal.text
        assert "Interrupted." in terminal.text
        assert b"\x1b[?25h" in terminal.raw


def test_a_locked_archive_does_not_end_the_conversation(seeded: Program) -> None:
    """What cannot be kept is told, and the next line can be typed."""
    with console(seeded, BRIEFBOT_DATABASE_URL="sqlite:///briefbot.db?timeout=0.1") as terminal:
        terminal.wait_for_prompt()
        with closing(sqlite3.connect(seeded.folder / "briefbot.db", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            terminal.type("Syria" + ENTER)
            terminal.wait_for("is locked by another process")
            terminal.wait_for_prompt()
            connection.execute("ROLLBACK")
        terminal.type("Syria" + ENTER)
        terminal.wait_for("There is more: more")
        terminal.wait_for_prompt()
        terminal.type(CTRL_D)
        assert terminal.ended() == 0
