"""`briefbot export`, and `briefbot ingest` of what it wrote: an archive moves, and nothing is lost."""

import json
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from briefbot.archive.exporting import written_aside
from briefbot.errors import InputError
from support.articles import article, write_articles
from support.program import Program

QUESTION = "What did Agnes Holm say?"


@pytest.fixture
def stocked(program: Program) -> Program:
    """An archive of some articles, one of them in two versions, with a correction, and with what a console follows."""
    write_articles(program.folder / "articles.jsonl", range(12))
    program("ingest", "articles.jsonl")
    changed = article(3) | {"text": article(3)["text"] + "\n\nThe vote was put off."}
    program.write("articles.jsonl", "".join(json.dumps(article(n) if n != 3 else changed) + "\n" for n in range(12)))
    assert program("ingest", "articles.jsonl", "--json").record["updated"] == 1
    quote = program("ask", QUESTION, "--json").record["quotes"][0]
    program("correct", f"{quote['document']}:{quote['start']}-{quote['end']}", "--speaker", "Agnes Holm-Lind")
    program("console", stdin="/follow Agnes Holm on the bridge\n/tz UTC\n/digest 08:30\n/settings quotations 10\n")
    return program


@pytest.fixture
def empty(tmp_path: Path) -> Program:
    """Another machine."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Program(folder, {})


def test_an_archive_moves_through_the_command_line(stocked: Program, empty: Program) -> None:
    """The same answers, corrections, follows and settings, and the same bytes when it is exported again."""
    written = stocked("export", str(empty.folder / "moved.jsonl"))
    assert written.out == "Written: 12 documents, 1 correction, settings of 1 chat, 1 follow, 1 digest.\n"
    came = empty("ingest", "moved.jsonl")
    assert (came.status, came.err) == (0, "")
    assert came.out == ("12 documents added.\nBrought in besides: 1 correction, settings of 1 chat, 1 follow, 1 digest.\n")
    assert empty("export", "-").out == (empty.folder / "moved.jsonl").read_text(encoding="utf-8")
    for line in (("ask", QUESTION, "--json"), ("correct", "--json"), ("documents", "--json")):
        assert empty(*line).out == stocked(*line).out
    assert "Agnes Holm on the bridge" in empty("console", stdin="/following\n").out
    again = empty("ingest", "moved.jsonl", "--json").record
    assert (again["added"], again["unchanged"], again.get("moved")) == (0, 12, None)


def test_a_document_that_moved_is_the_one_that_comes_again(stocked: Program, empty: Program) -> None:
    """By its file, on a machine where that lies in the same place: it is unchanged there."""
    stocked("export", str(empty.folder / "moved.jsonl"))
    empty("ingest", "moved.jsonl")
    assert empty("ingest", str(stocked.folder / "articles.jsonl"), "--json").record["unchanged"] == 12


def test_an_export_goes_through_a_pipe(stocked: Program, empty: Program) -> None:
    """Standard output on one side, standard input on the other; what is no export is still JSON Lines there."""
    assert empty("ingest", "-", "--json", stdin=stocked("export").out).record["added"] == 12
    assert empty("ingest", "-", "--json", stdin='{"id": "x", "text": "Boats."}\n').record["added"] == 1
    assert empty("ingest", "-", "--json", stdin="").record["failed"]


def test_what_was_chosen_otherwise_stays_and_is_named(stocked: Program, empty: Program) -> None:
    """The archive's own settings and corrections stand; the person is told which records were left."""
    stocked("export", str(empty.folder / "moved.jsonl"))
    empty("ingest", "moved.jsonl")
    empty("console", stdin="/settings quotations 3\n")
    told = empty("ingest", "moved.jsonl")
    assert told.status == 0
    assert told.complaint == "moved.jsonl, line 15 (chat): it was chosen otherwise here, which stays."
    assert empty("ingest", "moved.jsonl", "--json").record["left"] == [
        {"record": "moved.jsonl, line 15 (chat)", "reason": "it was chosen otherwise here, which stays"}
    ]


def test_documents_alone(stocked: Program, empty: Program) -> None:
    """An export of documents tells nothing of people; of a whole one, they can be left out."""
    assert stocked("export", "all.jsonl", "--documents-only").out == "Written: 12 documents, 1 correction.\n"
    assert "follow" not in (stocked.folder / "all.jsonl").read_text(encoding="utf-8")
    stocked("export", str(empty.folder / "moved.jsonl"))
    came = empty("ingest", "moved.jsonl", "--documents-only", "--json").record
    assert (came["added"], came["moved"]) == (12, {"correction": 1})


def test_a_part_of_an_export_in_a_folder_is_only_its_documents(stocked: Program, empty: Program) -> None:
    """Settings come in where somebody names the file, and not with whatever lies in a folder."""
    (empty.folder / "folder").mkdir()
    stocked("export", str(empty.folder / "folder/moved.jsonl"))
    came = empty("ingest", "folder")
    assert (came.status, came.out) == (0, "12 documents added.\n")
    assert came.complaint == (
        "Not read: 7 .jsonl (it is a part of an export, which comes in when its file is named by itself)."
    )
    assert empty("console", stdin="/following\n").out.startswith("You follow nothing")


def test_the_file_is_its_owners_and_whole(stocked: Program) -> None:
    """Nobody else may read it, and an export takes the place of the one before in one step."""
    stocked("export", "moved.jsonl")
    file = stocked.folder / "moved.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(InputError), written_aside(file) as stream:
        _fail(stream)
    assert file.read_bytes() == before
    assert [path.name for path in stocked.folder.glob("*moved*")] == ["moved.jsonl"]
    with pytest.raises(InputError, match="Nothing can be written beside"), written_aside(stocked.folder / "none/x"):
        pass


def _fail(stream: BinaryIO) -> None:
    stream.write(b"half of")
    raise InputError("The rest cannot be had.")


def test_a_folder_is_no_file_to_export_to(stocked: Program) -> None:
    """Wrong usage."""
    assert stocked("export", ".").status == 2
