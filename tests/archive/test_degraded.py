"""An analysis that raises costs one document its quotations: not its text, and nobody else anything."""

from collections.abc import Iterator

import pytest

from briefbot.archive import Archive, analysis, archive, intake
from briefbot.model import Document, Kind, Passage, Sure
from briefbot.reading.analysis import ANALYSIS_VERSION
from briefbot.reading.page import Page
from briefbot.reading.passages import analyse
from briefbot.reading.quotes import budget
from support.program import Program

WORDS = "The mayor opened the bridge.\n\n“It will stand for centuries,” said {name} of {place}."
FAULTY = "zymurgy"  # a text with this word makes the analysis raise
REASON = "its quotations could not be found, and it is kept as plain text (RuntimeError: no such grammeme)."


def failing(document: Document, page: Page | None = None, sure: Sure = Sure.NORMAL) -> tuple[Passage, ...]:
    """The analysis, with a fault in it."""
    if FAULTY in document.text:
        raise RuntimeError("no such grammeme")
    return analyse(document, page, sure)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An analysis that raises on some texts."""
    with monkeypatch.context() as patched:
        patched.setattr(analysis, "analyse", failing)
        yield patched


def write(program: Program) -> None:
    """Three articles, the second of which the analysis cannot bear."""
    program.write("news/a.txt", WORDS.format(name="Agnes Holm", place="Aldby"))
    program.write("news/b.txt", WORDS.format(name="Bruno Castell", place=f"the {FAULTY} guild"))
    program.write("news/c.txt", WORDS.format(name="Carla Dunn", place="Corby"))


def newer(patch: pytest.MonkeyPatch) -> None:
    """Raise the version of the analysis."""
    for module in (archive, intake):
        patch.setattr(module, "ANALYSIS_VERSION", ANALYSIS_VERSION + 1)


@pytest.mark.usefixtures("faulty")
def test_one_bad_document_comes_in_as_plain_text_and_is_named(program: Program) -> None:
    """All three are stored, two with quotations; the other is found by its words, listed with the reason, and counted."""
    write(program)
    ran = program("ingest", "news", "--json")
    assert ran.status == 1
    assert ran.record["added"] == 3
    assert ran.record["failed"] == []
    assert ran.record["degraded"] == [{"document": "b", "error": REASON}]
    assert ran.complaint == f"b: {REASON}"
    assert program("ask", "What did Agnes Holm say?", "--json").record["quotes"][0]["speaker"] == "Agnes Holm"
    assert program("ask", "What did Carla Dunn say?", "--json").record["quotes"][0]["speaker"] == "Carla Dunn"
    (shown, *_) = program("ask", f"the {FAULTY} guild", "--json").record["quotes"]
    assert (shown["document"], shown["kind"], shown["speaker"]) == ("b", "reported", None)
    assert program("ingest", "news").out == "0 documents added, 3 unchanged.\n"


@pytest.mark.usefixtures("faulty")
def test_the_count_is_told_in_words(program: Program) -> None:
    """The last line says how many were kept without their quotations."""
    write(program)
    assert program("ingest", "news").out == "3 documents added, 1 kept without its quotations.\n"


def test_a_newer_analysis_reads_it_again(program: Program, faulty: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the analysis has another version, and the fault is gone, the quotations are there."""
    write(program)
    program("ingest", "news")
    faulty.undo()
    newer(monkeypatch)
    ran = program("ask", "What did Bruno Castell say?", "--json")
    assert ran.err == ""
    assert ran.record["quotes"][0]["speaker"] == "Bruno Castell"


def test_a_newer_analysis_with_a_fault_names_what_it_costs(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where passages are made anew at a start, one document loses its quotations by name, and questions are answered."""
    write(program)
    assert program("ingest", "news").status == 0
    monkeypatch.setattr(analysis, "analyse", failing)
    newer(monkeypatch)
    ran = program("ask", "What did Agnes Holm say?", "--json")
    assert (ran.status, ran.complaint) == (0, f"b: {REASON}")
    assert ran.record["quotes"][0]["speaker"] == "Agnes Holm"


def test_bringing_documents_in_tells_what_a_newer_analysis_costs(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ingest` that makes old passages anew lists what lost its quotations by it, though it came in before."""
    write(program)
    program("ingest", "news")
    monkeypatch.setattr(analysis, "analyse", failing)
    newer(monkeypatch)
    ran = program("ingest", "news", "--json")
    assert (ran.status, ran.record["unchanged"]) == (1, 3)
    assert ran.record["degraded"] == [{"document": "b", "error": REASON}]


@pytest.mark.usefixtures("faulty")
def test_a_correction_of_a_bad_document_is_kept(program: Program) -> None:
    """Correcting a document analyses it anew; where that raises, the correction holds all the same."""
    write(program)
    program("ingest", "news")
    with Archive.open(program.database, program.folder) as briefbot:
        stored = briefbot.store.document("b")
        assert stored is not None
        (span,) = (passage.span for passage in stored.passages if "centuries" in passage.span.of(stored.document.text))
        assert briefbot.correct("b", span, "Bruno Castell")
        corrected = briefbot.store.document("b")
        assert corrected is not None
        assert [passage.source.speaker for passage in corrected.passages if passage.span == span] == ["Bruno Castell"]
        assert briefbot.undo_correction("b", span)


def test_even_where_no_sentence_can_be_told_the_text_is_found(faulty: pytest.MonkeyPatch) -> None:
    """A fault that lies as deep as the sentences leaves the paragraphs."""

    def broken(*_: object) -> tuple[Passage, ...]:
        raise RecursionError

    faulty.setattr(analysis, "passages", broken)
    text = f"First of the {FAULTY}.\n\nSecond."
    made = analysis.analysed(Document("d", text))
    assert [passage.span.of(text) for passage in made.passages] == [f"First of the {FAULTY}.", "Second."]
    assert {passage.kind for passage in made.passages} == {Kind.REPORTED}


def test_a_kill_in_a_slow_document_keeps_those_before_it(program: Program, faulty: pytest.MonkeyPatch) -> None:
    """What came before a long text is stored before that is begun: an interruption in it costs the others nothing."""
    write(program)
    program.write("news/d.txt", f"{WORDS.format(name='Dora Elm', place='Elmby')}\n\n" + "It rained all day. " * 5_000)

    def interrupted(document: Document, page: Page | None = None, sure: Sure = Sure.NORMAL) -> tuple[Passage, ...]:
        if "Dora" in document.text:
            raise KeyboardInterrupt
        return analyse(document, page, sure)

    faulty.setattr(analysis, "analyse", interrupted)
    assert program("ingest", "news").status == 130
    with Archive.open(program.database, program.folder) as briefbot:
        assert {item.document.id for item in briefbot.store.documents(briefbot.store.keys())} == {"a", "b", "c"}


def test_a_text_that_would_take_too_long_is_kept_as_plain_text(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by its words and named with what it has too much of; those before and behind it have their quotations."""
    monkeypatch.setattr(budget, "MOST_QUOTATIONS", 50)
    program.write("news/a.txt", WORDS.format(name="Agnes Holm", place="Aldby"))
    program.write("news/b.txt", "The choir sang.\n\n" + "“Encore,” said Bruno Castell. " * 51)
    program.write("news/c.txt", WORDS.format(name="Carla Dunn", place="Corby"))
    ran = program("ingest", "news", "--json")
    reason = (
        "its quotations could not be found, and it is kept as plain text (it would take too long: 51 quotations, more than 50)."
    )
    assert ran.record["degraded"] == [{"document": "b", "error": reason}]
    for name in ("Agnes Holm", "Carla Dunn"):
        assert program("ask", f"What did {name} say?", "--json").record["quotes"][0]["speaker"] == name
    assert program("ask", "the choir", "--json").record["quotes"][0]["document"] == "b"
    told = program("quotes", "news/b.txt")
    assert (told.status, told.complaint) == (
        1,
        "news/b.txt: its quotations could not be found (it would take too long: 51 quotations, more than 50).",
    )
