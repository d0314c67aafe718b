"""Analysis in several processes: the same as in one, in order, whatever becomes of the processes."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given

from briefbot.archive import analysts as sharing
from briefbot.archive.analysis import analysed
from briefbot.archive.analyst import packed, unpacked
from briefbot.archive.analysts import Analysts
from briefbot.model import Document, Sure
from briefbot.reading.analysis import Analysed
from support.articles import article
from support.databases import rows
from support.documents import news
from support.program import Program

# Documents after which processes are started here: fewer than in life.
MUCH = 20
COUNT = MUCH + 60

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked for in /proc")


def document(number: int) -> Document:
    """The article of this number."""
    told = article(number)
    return Document(told["id"], told["text"], told["title"], language="en")


DOCUMENTS = [(document(number), None) for number in range(COUNT)]


def children(of: int | None = None) -> set[int]:
    """The processes that one started, this one where None, and that are there."""
    tasks = Path(f"/proc/{of or os.getpid()}/task").glob("*/children")
    return {int(pid) for task in tasks for pid in _read(task).split()}


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for less than in life."""
    monkeypatch.setattr(sharing, "MUCH", MUCH)


@given(news())
def test_what_is_packed_comes_back(text: str) -> None:
    """Every field of every passage."""
    made = analysed(Document("d", text, language="en"))
    assert unpacked(packed(made)) == made
    assert unpacked(packed(Analysed((), "why"))) == Analysed((), "why")


def test_several_processes_give_what_one_gives() -> None:
    """In the same order; they are started once there is much to do, and ended with it."""
    before = children()
    with Analysts(Sure.NORMAL, cores=2) as analysts:
        first = list(analysts.begin(DOCUMENTS[:MUCH]))
        assert not analysts.are_processes()
        rest = list(analysts.begin(DOCUMENTS[MUCH:]))
        assert analysts.are_processes()
        assert 1 <= len(children() - before) <= 2
    assert [*first, *rest] == [analysed(one) for one, _ in DOCUMENTS]
    assert children() == before


def test_one_core_starts_none() -> None:
    """However much there is to do."""
    with Analysts(Sure.NORMAL, cores=1) as analysts:
        assert len([*analysts.begin(DOCUMENTS[:MUCH]), *analysts.begin(DOCUMENTS[MUCH:])]) == COUNT
        assert not analysts.are_processes()


def test_processes_that_are_killed_lose_nothing() -> None:
    """What they had is analysed by others."""
    before = children()
    with Analysts(Sure.NORMAL, cores=2) as analysts:
        list(analysts.begin(DOCUMENTS[:MUCH]))
        begun = analysts.begin(DOCUMENTS[MUCH:])
        made = [next(begun)]
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)
        assert [*made, *begun] == [analysed(one) for one, _ in DOCUMENTS[MUCH:]]


def test_a_document_that_ends_its_process_is_kept_as_plain_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The others of its part have their quotations."""
    (tmp_path / "sitecustomize.py").write_text(
        "import briefbot.archive.analysis as a, os\n"
        "was = a.analysed\n"
        "def analysed(document, *rest):\n"
        "    return os._exit(1) if document.id == 'a0023' else was(document, *rest)\n"
        "a.analysed = analysed\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with Analysts(Sure.NORMAL, cores=2) as analysts:
        made = [*analysts.begin(DOCUMENTS[:MUCH]), *analysts.begin(DOCUMENTS[MUCH:])]
    failed = [one.id for (one, _), result in zip(DOCUMENTS, made, strict=True) if result.error]
    assert failed == ["a0023"]
    assert "its analysis ended the process that made it" in (made[23].error or "")
    assert made[23].passages


def test_where_none_can_be_started_this_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lets nobody start processes."""
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with Analysts(Sure.NORMAL, cores=2) as analysts:
        made = [*analysts.begin(DOCUMENTS[:MUCH]), *analysts.begin(DOCUMENTS[MUCH:])]
    assert made == [analysed(one) for one, _ in DOCUMENTS]


def test_a_killed_ingest_leaves_no_process_behind(program: Program) -> None:
    """They end by themselves, and the next run completes the job."""
    lines = "".join(json.dumps(article(number)) + "\n" for number in range(400))
    process = program.start("ingest", program.write("archive.jsonl", lines))
    end = time.monotonic() + 60
    started: set[Path] = set()
    while process.poll() is None and not started:
        assert time.monotonic() < end
        started = {Path(f"/proc/{pid}") for pid in children(process.pid)}
        time.sleep(0.005)
    process.kill()
    process.communicate()
    assert started
    while any("analyst" in _read(one / "cmdline") for one in started):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert program("ingest", "archive.jsonl").status == 0
    assert rows(program.database, "SELECT count(*), count(DISTINCT id) FROM documents") == [(400, 400)]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
