"""A process that reads: it may hang, grow or crash, and that costs one document; nothing of it is left behind."""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread, Timer
from time import monotonic, sleep

import pytest

from briefbot.archive import Archive
from briefbot.errors import DocumentError
from briefbot.reading.feeds import read_feed
from briefbot.reading.formats import html
from briefbot.reading.formats.format import ParsedDocument, Part, Source
from briefbot.reading.formats.table import FORMATS, parse
from briefbot.sandbox.parser import SandboxedParser
from support.hostile import HARMLESS, HOSTILE, MANY
from support.program import ROOT

DATA = ROOT / "tests/data/formats"
MEMORY = 2**30
RSS = b"<rss version='2.0'><channel><title>The Herald</title></channel></rss>"


@pytest.fixture
def parser() -> Iterator[SandboxedParser]:
    """A parser with all the patience that a busy machine asks for."""
    with SandboxedParser(seconds=60, memory=MEMORY) as opened:
        yield opened


@contextmanager
def hurried(parser: SandboxedParser) -> Iterator[None]:
    """Let a file take half a second."""
    parser._seconds = 0.5
    yield
    parser._seconds = 60


def said(parts: tuple[Part, ...]) -> list[str]:
    """The text of each document, or why it is none."""
    return [one.document.text if isinstance(one := part.outcome, ParsedDocument) else one.reason for part in parts]


def told(parser: SandboxedParser, trick: str) -> str:
    """What is made of a file that does this."""
    (one,) = said(parser.parse(HOSTILE, trick.encode(), Source("a")))
    return one


def process_of(parser: SandboxedParser) -> int:
    """The number of the process that reads, as it tells itself."""
    return int(told(parser, "pid").split()[1])


def is_gone(number: int) -> bool:
    """Whether there is no process of this number, not even one that nobody has cleared away."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def goes(number: int, seconds: float = 10) -> bool:
    """Whether a process is gone, or waits to be cleared away by the system, within some seconds."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        status = Path(f"/proc/{number}/stat")
        if is_gone(number) or (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"):
            return True
        sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("trick", "reason"),
    [
        ("sleep 600", "reading it takes longer than 0.5 seconds"),
        ("spin", "reading it takes longer than 0.5 seconds"),
        ("hold", "reading it takes longer than 0.5 seconds"),
        ("abort", "it ended the process that read it (SIGABRT)"),
        ("exit", "it ended the process that read it (status 3)"),
        ("grow", "reading it takes more than 1024 MB of memory"),
        ("refuse it is damaged", "it is damaged"),
        ("raise a fault", "it could not be read (ValueError: a fault)"),
    ],
)
def test_a_file_that_ends_its_reader_costs_itself_alone(parser: SandboxedParser, trick: str, reason: str) -> None:
    """It is refused with the reason, the process is cleared away, and the next file is read, by a new one if need be."""
    before = process_of(parser)
    with hurried(parser) if "seconds" in reason else nullcontext():
        assert told(parser, trick) == reason
    assert told(parser, "plain Boats return.") == "Boats return."
    after = process_of(parser)
    assert (after == before) is trick.startswith(("refuse", "raise"))
    assert after == before or is_gone(before)


def test_one_process_reads_many_files(parser: SandboxedParser) -> None:
    """A start takes longer than most files, and happens once; what a library prints is no answer."""
    first = process_of(parser)
    assert told(parser, "print Boats return.") == "Boats return."
    assert process_of(parser) == first


def test_a_process_is_replaced_before_what_leaks_adds_up(parser: SandboxedParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many files."""
    monkeypatch.setattr("briefbot.sandbox.parser._USED_UP", 2)
    numbers = [process_of(parser) for _ in range(4)]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_the_process_sees_no_setting(parser: SandboxedParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token of a bot is nowhere near what comes from outside."""
    monkeypatch.setenv("BRIEFBOT_TELEGRAM_TOKEN", "1:secret")
    assert told(parser, "pid").endswith("[]")


def test_a_process_that_somebody_kills_is_replaced(parser: SandboxedParser) -> None:
    """While it waits: nobody notices. While it reads: that file is refused, and the next one is read."""
    os.kill(process_of(parser), signal.SIGKILL)
    sleep(0.1)
    number = process_of(parser)
    Timer(0.5, os.kill, (number, signal.SIGKILL)).start()
    assert told(parser, "sleep 600") == "it ended the process that read it (SIGKILL)"
    assert told(parser, "plain Boats return.") == "Boats return."


def test_the_other_files_within_a_file_are_read(parser: SandboxedParser) -> None:
    """One that hangs and one that crashes are refused each, in their places; after too many of them, the rest is given up."""
    process_of(parser)
    parser._seconds = 2
    lines = b"plain one\nsleep 600\nplain two\nabort\nplain three"
    assert said(parser.parse(MANY, lines, Source("m"))) == [
        "one", "reading it takes longer than 2 seconds", "two", "it ended the process that read it (SIGABRT)", "three",
    ]  # fmt: skip
    assert said(parser.parse(MANY, b"plain one\n" + b"abort\n" * 5, Source("m"))) == [
        "one", *["it ended the process that read it (SIGABRT)"] * 3,
        "it ended the process that read it (SIGABRT), and what stands behind it is not read",
    ]  # fmt: skip


def test_texts_and_records_start_no_process(parser: SandboxedParser) -> None:
    """What is read here is read here: a format says whether it is guarded, and those of files from outside are."""
    assert said(parser.parse(HARMLESS, b"plain Boats return.", Source("a"))) == ["Boats return."]
    assert processes_of(parser) == []
    guarded = {its.name for its in FORMATS if its.guarded}
    assert guarded == {"PDF", "DOCX", "ZIP", "HTML", "MHTML", "e-mail", "mailbox", "feed", "JSON", "CSV"}


@pytest.mark.parametrize("its", [its for its in FORMATS if its.guarded and its.cut is None], ids=lambda its: its.name)
def test_files_are_the_same_documents_in_either_process(its: object) -> None:
    """Every file that shows a format gives what it gives here, refusals and skipped members too."""
    assert hasattr(its, "name")
    folder = DATA / its.name.replace(" ", "_").lower()
    with SandboxedParser() as parser:
        for path in sorted(path for path in folder.iterdir() if not path.name.endswith(".json")):
            data = path.read_bytes()
            assert parser.parse(its, data, Source("a")) == parse(its, data, Source("a")), path.name  # type: ignore[arg-type]


def test_a_question_starts_no_process_and_neither_does_a_text(new_archive: Callable[[], Archive], tmp_path: Path) -> None:
    """Only what needs one has one, and the archive ends it."""
    archive = new_archive()
    (tmp_path / "a.txt").write_text("“Boats return,” said Agnes Holm.")
    archive.ask("What did Agnes Holm say?", date(2026, 11, 23))
    assert "parser" not in vars(archive)
    archive.ingest([str(tmp_path / "a.txt")], BytesIO())
    assert process_number(archive) is None
    archive.ingest([str(DATA / "html/news.html")], BytesIO())
    number = process_number(archive)
    archive.close()
    assert number is not None
    assert is_gone(number)


def process_number(archive: Archive) -> int | None:
    """The process that reads for an archive, None where there is none."""
    numbers = processes_of(archive.parser)
    return numbers[0] if numbers else None


def processes_of(parser: SandboxedParser) -> list[int]:
    """The processes that read for a parser."""
    return [reader.process._process.pid for reader in parser._readers if reader.process is not None]


def test_a_function_is_called_with_what_comes_from_outside(parser: SandboxedParser) -> None:
    """What it gives back comes back; what it raises, and that it takes too long, is a sentence, and the next one is called."""
    assert parser.call(read_feed, RSS, "https://herald.example/feed").title == "The Herald"
    with pytest.raises(DocumentError, match=r"^it is no feed$"):
        parser.call(read_feed, b"no feed", "https://herald.example/feed")
    with pytest.raises(DocumentError, match=r"^it could not be read \(ZeroDivisionError: "):
        parser.call(divmod, 1, 0)
    with hurried(parser), pytest.raises(DocumentError, match=r"^reading it takes longer than 0\.5 seconds$"):
        parser.call(sleep, 600)
    assert parser.call(divmod, 7, 2) == (3, 1)


def test_what_hangs_keeps_one_process_and_the_others_read(parser: SandboxedParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that waits for long gets another process; after too many of them, it waits until one is free or ended."""
    monkeypatch.setattr("briefbot.sandbox.parser._PATIENCE", 0.1)
    monkeypatch.setattr("briefbot.sandbox.parser._MOST", 2)
    first = process_of(parser)
    hanging = [Thread(target=lambda: told(parser, "sleep 600")) for _ in range(2)]
    hanging[0].start()
    while parser._idle.qsize():
        sleep(0.01)
    second = process_of(parser)
    assert second != first
    assert hanging[0].is_alive()
    hanging[1].start()
    while parser._idle.qsize():
        sleep(0.01)
    Timer(0.5, os.kill, (second, signal.SIGKILL)).start()
    assert process_of(parser) not in {first, second}
    os.kill(first, signal.SIGKILL)
    for thread in hanging:
        thread.join()
    parser.close()
    assert processes_of(parser) == []


def test_threads_take_turns(parser: SandboxedParser) -> None:
    """Feeds are read side by side: each gets its own document."""
    found: dict[int, str] = {}
    threads = [Thread(target=lambda n=n: found.update({n: told(parser, f"plain number {n}")})) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: f"number {n}" for n in range(8)}


def test_real_pages_and_archives_that_are_hostile_end_in_time(parser: SandboxedParser) -> None:
    """Markup nested without end, tables of tables, a bomb in a ZIP file and broken PDFs: each is a document or a refusal."""
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.html", b"<p>" + b"0" * (60 * 2**20))
    for piece in (b"<div>", b"<table><tr><td>", b"<p>a<span>", b"<b>a", b"<!--"):
        assert len(said(parser.parse(html.FORMAT, b"<html><body>" + piece * 60_000, Source("a")))) == 1
    its = {one.name: one for one in FORMATS}
    assert said(parser.parse(its["ZIP"], bomb.getvalue(), Source("a")))
    pdf = (DATA / "pdf/two_columns.pdf").read_bytes()
    for at in range(0, len(pdf), max(len(pdf) // 12, 1)):
        assert said(parser.parse(its["PDF"], pdf[:at] + b"\xff" * 64 + pdf[at + 64 :], Source("a")))
    assert told(parser, "plain Boats return.") == "Boats return."


_PROGRAM = """
import sys
from briefbot.reading.formats.format import Source
from briefbot.sandbox.parser import SandboxedParser
from support.hostile import HOSTILE
parser = SandboxedParser(seconds=60)
(part,) = parser.parse(HOSTILE, b"pid", Source("a"))
print(part.outcome.document.text.split()[1], flush=True)
if sys.argv[1] != "wait":
    parser.parse(HOSTILE, sys.argv[1].encode(), Source("a"))
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("doing", "end"),
    [(doing, signal.SIGKILL) for doing in ("wait", "sleep 600", "spin", "hold")] + [("spin", signal.SIGTERM)],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it goes after the time that a document may take")
def test_no_process_is_left_of_a_program_that_was_killed(doing: str, end: signal.Signals) -> None:
    """Whatever the process does at that moment, it goes with the program: the system sees to it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    program = subprocess.Popen(  # noqa: S603 (a program of ours)
        [sys.executable, "-c", _PROGRAM, doing], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with program:
        assert program.stdout is not None
        number = int(program.stdout.readline())
        sleep(0.5)
        assert not is_gone(number)
        program.send_signal(end)
        program.wait()
        assert goes(number)
