"""What somebody types, understood; and citations in the text around them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.commands import COMMANDS, Channel, parse
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Context, in_context
from briefbot.dialogue.requests import Ask, Look, Misunderstood, More, Start, Tell
from briefbot.language.text import paragraphs
from briefbot.model import Citation, Document, Kind, Span
from support.documents import news


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("What did Holm say?", Ask("What did Holm say?")),
        ("  more  ", More()),
        ("More!", More()),
        ("/more", More()),
        ("more on the bridge", Ask("more on the bridge")),
        ("ещё", More()),
        ("Еще!", More()),
        ("ещё о мосте", Ask("ещё о мосте")),
        ("контекст 2", Look("context", 2)),
        ("Источник #2", Look("source", 2)),
        ("источник 0", Misunderstood("источник 0", Hint.NO_NUMBER)),
        ("context 2", Look("context", 2)),
        ("Context #2", Look("context", 2)),
        ("/context 2", Look("context", 2)),
        ("/context #2", Look("context", 2)),
        ("/source@briefbot 12", Look("source", 12)),
        ("context of the bridge", Ask("context of the bridge")),
        ("source", Look("source", 1)),
        ("Show me the source", Look("source", 1)),
        ("which paper?", Look("source", 1)),
        ("show me the context", Look("context", 1)),
        ("Tell me more!", More()),
        ("sources of the river", Ask("sources of the river")),
        ("покажи источник", Look("source", 1)),
        ("/source", Misunderstood("/source", Hint.NO_NUMBER)),
        ("/source one", Misunderstood("/source one", Hint.NO_NUMBER)),
        ("/source 0", Misunderstood("/source 0", Hint.NO_NUMBER)),
        ("context 0", Misunderstood("context 0", Hint.NO_NUMBER)),
        ("/context 99999999999999999999", Misunderstood("/context 99999999999999999999", Hint.NO_NUMBER)),
        ("/context ²", Misunderstood("/context ²", Hint.NO_NUMBER)),
        ("/context ٣", Misunderstood("/context ٣", Hint.NO_NUMBER)),
        ("/speakers  lav ", Tell("speakers", "lav")),
        ("/HELP", Tell("help")),
        ("/start", Start()),
        ("/ask Who spoke?", Ask("Who spoke?")),
        ("/nonsense 1", Misunderstood("/nonsense 1")),
        ("/", Ask("/")),
        ("", Ask("")),
    ],
)
def test_a_line_is_understood(typed: str, action: object) -> None:
    """Commands with their slash, the frequent ones without, and everything else as a question."""
    assert parse(typed) == action


@given(st.text())
def test_any_line_is_understood_as_something(line: str) -> None:
    """Nothing that can be typed fails."""
    assert parse(line) is not None
    assert parse("/" + line) is not None


def test_every_command_that_is_told_of_is_one() -> None:
    """Help and completion name no command that is not understood."""
    for command, channel in product(COMMANDS, Channel):
        line = f"/{command.name} 1"
        assert (parse(line, channel) == Misunderstood(line)) == (channel not in command.channels)


@given(st.data(), news())
def test_a_citation_is_shown_in_its_whole_paragraph(data: st.DataObject, text: str) -> None:
    """The three pieces are the paragraph, the cited words among them, and its neighbours are the next ones."""
    blocks = paragraphs(text)
    at = data.draw(st.integers(0, len(blocks) - 1))
    start = data.draw(st.integers(blocks[at].start, blocks[at].end - 1))
    end = data.draw(st.integers(start + 1, blocks[at].end))
    if not text[start:end].strip():
        return
    citation = Citation(1, 0, Document("a", text), Span(start, end), Kind.REPORTED, None, 0.0)
    reply = in_context(3, citation, blocks)
    assert "".join(reply.pieces()) == blocks[at].of(text)
    assert reply.pieces()[1] == citation.text
    assert reply.before == (blocks[at - 1] if at else None)
    assert reply.after == (blocks[at + 1] if at + 1 < len(blocks) else None)


def test_a_citation_without_a_paragraph_is_its_own() -> None:
    """Where the text is cut otherwise than it was, the words still stand."""
    citation = Citation(1, 0, Document("a", "One. Two.\nThree."), Span(5, 16), Kind.REPORTED, None, 0.0)
    reply = in_context(1, citation, paragraphs(citation.document.text))
    assert reply.pieces() == ("", "Two.\nThree.", "")
    with pytest.raises(ValueError, match="outside"):
        Context(1, citation, Span(0, 9))
