"""`briefbot correct`: a person's word on a speaker, from the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefbot.archive import Archive
from briefbot.model import Span
from briefbot.reading.corrections import Report
from support.program import Program

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ARTICLE = {"id": "a", "title": "Bridge", "source": "Wire", "published": "2015-01-02"}
TEXT = '"We will finish the bridge before the winter," Agnes Holm told reporters.\n\nThe council votes on Thursday.'


def bring(program: Program, text: str = TEXT) -> None:
    """Ingest the article."""
    path = Path(program.folder) / "articles.jsonl"
    path.write_text(json.dumps({**ARTICLE, "text": text}) + "\n")
    assert program("ingest", str(path)).status == 0


def speaker(program: Program) -> str | None:
    """Who is named under the words."""
    quotes = program("ask", "Who spoke about the bridge?", "--json").record["quotes"]
    name: str | None
    (name,) = {quote["speaker"] for quote in quotes if quote["text"].startswith("We will finish")}
    return name


def test_a_correction_holds(program: Program) -> None:
    """It is shown, survives a new version of the document, is listed, and can be taken back."""
    bring(program)
    assert speaker(program) == "Agnes Holm"
    place = f"a:1-{TEXT.index(',') + 1}"
    assert program("correct", place, "--speaker", "Bruno Castell").status == 0
    assert speaker(program) == "Bruno Castell"
    bring(program, f"Corrected version.\n\n{TEXT}")
    assert speaker(program) == "Bruno Castell"
    (listed,) = program("correct", "--json").records
    assert (listed["state"], listed["speaker"], listed["document"]) == ("corrected", "Bruno Castell", "a")
    assert program("ask", "What about the bridge?", "--speaker", "Bruno Castell", "--json").record["answered"]
    assert program("correct", place, "--undo").status == 0
    assert speaker(program) == "Agnes Holm"


def test_nobody_can_be_named(program: Program) -> None:
    """--nobody takes the name away."""
    bring(program)
    assert program("correct", f"a:1-{TEXT.index(',') + 1}", "--nobody").status == 0
    assert speaker(program) is None


def test_wrong_usage_is_told(program: Program) -> None:
    """A place that is none, or no word on what is right, is wrong usage; a place that is not there fails with a sentence."""
    bring(program)
    for arguments in (["x"], ["a:1-5"], ["--nobody"], ["a:1-5", "--nobody", "--undo"], ["a:1-5", "--speaker", " "]):
        assert program("correct", *arguments).status == 2
    missing = program("correct", "b:1-5", "--nobody")
    assert missing.status == 1
    assert missing.err == "There is no text at b:1-5.\n"
    assert program("correct").out == "Nothing was reported or corrected.\n"


def dated(program: Program) -> tuple[str | None, str | None, str | None]:
    """Title, date and its evidence, as the document is shown."""
    shown = program("show", "a", "--json").record
    return shown["title"], shown["published"], shown["evidence"]


def test_title_and_date_of_a_document_are_corrected(program: Program) -> None:
    """Each by itself; both are shown, found and listed, and hold in a version that comes later."""
    bring(program)
    assert program("correct", "a", "--title", " A bridge \n for Harburg ").status == 0
    assert program("correct", "a", "--date", "8 September 2016").status == 0
    assert dated(program) == ("A bridge for Harburg", "2016-09-08", "given")
    assert program("search", "Harburg", "--json").record["ranking"] == ["a"]
    (quote,) = program("ask", "Who spoke about the bridge?", "--since", "2016-01-01", "-k", "1", "--json").record["quotes"]
    assert (quote["title"], quote["date"]) == ("A bridge for Harburg", "2016-09-08")
    bring(program, f"Corrected version.\n\n{TEXT}")
    assert dated(program) == ("A bridge for Harburg", "2016-09-08", "given")
    said = {"title": "A bridge for Harburg", "published": "2016-09-08", "undated": False}
    assert program("correct", "--json").records == [{"state": "amended", "document": "a", **said}]
    assert program("correct").out == "corrected: a · title A bridge for Harburg · date 2016-09-08\n"
    assert program("correct", "a", "--undated").status == 0
    assert dated(program) == ("A bridge for Harburg", None, None)
    assert program("correct").out == "corrected: a · title A bridge for Harburg · no date\n"


def test_title_and_date_are_undone(program: Program) -> None:
    """Both are again as they were read last, in the version that is there now too; what is not corrected cannot be undone."""
    bring(program)
    as_read = dated(program)
    assert program("correct", "a", "--title", "A bridge for Harburg").status == 0
    assert program("correct", "a", "--undated").status == 0
    assert program("correct", "a", "--undo").status == 0
    assert dated(program) == as_read
    assert program("search", "Harburg", "--json").record["ranking"] == []
    assert program("correct").out == "Nothing was reported or corrected.\n"
    assert program("correct", "a", "--date", "2016-09-08").status == 0
    path = Path(program.folder) / "articles.jsonl"
    path.write_text(
        json.dumps({**ARTICLE, "title": "Bridge, later", "published": "2015-01-03", "text": TEXT + "\n\nMore."}) + "\n"
    )
    assert program("ingest", str(path)).status == 0
    assert dated(program) == ("Bridge, later", "2016-09-08", "given")
    assert program("correct", "a", "--undo").status == 0
    assert dated(program) == ("Bridge, later", "2015-01-03", "file")
    again, missing = program("correct", "a", "--undo"), program("correct", "b", "--undo")
    assert (again.status, again.err) == (
        1, "Neither the title nor the date of a was corrected; briefbot correct lists what was.\n"
    )  # fmt: skip
    assert (missing.status, missing.err) == (1, "No document is called b; briefbot documents lists them.\n")
    assert program("correct", "a", "--undo", "--title", "x").status == 2


def test_wrong_words_on_a_document_are_told(program: Program) -> None:
    """A title without letters or without end, no day, or a word on both is wrong usage; an id that is not there fails."""
    bring(program)
    for arguments in (
        ["a"], ["a", "--title", " "], ["a", "--title", "x" * 301], ["a", "--date", "soon"], ["--title", "x"],
        ["a", "--date", "2016-09-08", "--undated"], ["a:1-5", "--nobody", "--title", "x"], ["a", "--nobody"],
        ["a:5-1", "--nobody"],
    ):  # fmt: skip
        assert program("correct", *arguments).status == 2, arguments
    missing = program("correct", "b", "--title", "x")
    assert (missing.status, missing.err) == (1, "No document is called b; briefbot documents lists them.\n")


def test_what_readers_reported_is_listed(program: Program) -> None:
    """Each words once, with how often they were reported and where they stand now; a decision takes them off the list."""
    bring(program)
    with Archive.open(program.database, program.folder) as briefbot:
        stored = briefbot.store.document("a")
        assert stored
        citation = Span(1, TEXT.index(",") + 1)
        report = Report(0, "a", citation, citation.of(stored.document.text), "Agnes Holm", NOW)
        with briefbot.store.write() as work:
            for reader in (7, 8):
                work.corrections.file_report(report, reader, NOW)
    bring(program, f"Corrected version.\n\n{TEXT}")
    (listed,) = program("correct", "--json").records
    assert (listed["state"], listed["speaker"], listed["times"]) == ("reported", "Agnes Holm", 2)
    place = f"{listed['document']}:{listed['start']}-{listed['end']}"
    assert program("correct").out.startswith(f"reported: {place} · Agnes Holm · 2 times\n")
    assert program("correct", place, "--nobody").status == 0
    assert [one["state"] for one in program("correct", "--json").records] == ["corrected"]


@pytest.mark.parametrize("place", ["a:0-99999999999999999999", "a:5-1", "a:²-3", "a:٣-٤", ":1-2", "a:1-", "a"])
def test_a_place_that_is_none_is_told(program: Program, place: str) -> None:
    """Also numbers that no database holds."""
    ran = program("correct", place, "--nobody")
    assert ran.status == 2
    assert "is no place like" in ran.err
