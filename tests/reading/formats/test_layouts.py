"""Pages of many layouts: the article's text is stored, what stands around it is not, and what people say is found in it."""

import re
from collections import Counter

import pytest

from briefbot.model import Document
from briefbot.reading.formats import html
from briefbot.reading.formats.format import ParsedDocument, Source
from briefbot.reading.quotes import find_quotes
from support.layouts import Layout, layouts

_WORD = re.compile(r"\w+")
LAYOUTS = list(layouts())


def read(layout: Layout) -> Document:
    """The document of a page."""
    (part,) = html.FORMAT.parse(layout.html.encode(), Source(layout.name))
    assert isinstance(part.outcome, ParsedDocument)
    return part.outcome.document


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_the_text_of_an_article_is_stored_and_little_else(layout: Layout) -> None:
    """Of its words .95 at least, and .10 at most that are not its own; every quotation with its marks in one piece."""
    document = read(layout)
    expected, found = (Counter(_WORD.findall(text)) for text in (" ".join(layout.paragraphs), document.text))
    assert (expected & found).total() >= 0.95 * expected.total()
    assert (found - expected).total() <= 0.10 * found.total()
    said = [" ".join(quote.span.of(document.text).split()) for quote in find_quotes(document).quotes]
    missing = [words for words in layout.quoted if not any(words in one for one in said)]
    assert missing == [words for words in layout.quoted if not any(words in one for one in layout.paragraphs)]
    assert document.source == "Courier"
