"""Citations in the text around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.replies import Context, in_context
from briefbot.language.text import paragraphs
from briefbot.model import Citation, Document, Kind, Span
from support.documents import news


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
