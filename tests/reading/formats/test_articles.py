"""Articles of feeds: what the page of an item adds to what its feed says of it."""

import pytest

from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry
from briefbot.reading.formats.articles import is_whole, of_page
from briefbot.reading.formats.entries import of_entry
from briefbot.reading.formats.format import ParsedDocument
from briefbot.reading.formats.table import parse

WORDS = "“The weir holds,” said Ann Lee. Nobody who was there doubts it. "
CHANNEL = Channel("The Herald", None, "en", ())


def entry(text: str, **fields: str) -> Entry:
    """An item whose feed says this of it."""
    return Entry("1", "d", "https://herald.example/weir", "Weir opens", html=f"<p>{text}</p>", **fields)


def told(text: str) -> ParsedDocument:
    """The document that a feed's own words make."""
    document = of_entry(entry(text), CHANNEL)
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "whole"),
    [(WORDS * 30, True), (WORDS, False), (WORDS * 30 + "[…]", False), (WORDS * 30 + "Continue reading →", False)],
)
def test_an_excerpt_is_told_from_an_article(text: str, *, whole: bool) -> None:
    """It is short, or breaks off."""
    assert is_whole(told(text)) is whole


def test_a_page_gives_the_text_and_what_the_feed_leaves_out() -> None:
    """Title, date and address are the feed's, where it has them; the publisher is the one that the page names."""
    head = '<title>Other</title><meta property="og:site_name" content="Post"><meta name="author" content="Bo Lind">'
    head += '<meta name="date" content="2026-03-02">'
    page = f"<html><head>{head}</head><body><article><p>{WORDS * 9}</p></article></body></html>"
    document = of_page(page.encode(), entry("The weir …"), CHANNEL, told("The weir …"), parse).document
    assert document.text == (WORDS * 9).strip()
    assert (document.title, document.source, document.author) == ("Weir opens", "Post", "Bo Lind")
    assert str(document.published) == "2026-03-02"
    assert document.url == "https://herald.example/weir"


def test_a_page_with_less_than_the_feed_is_not_taken() -> None:
    """It asks for a login, or for money."""
    feed = told(WORDS * 9)
    assert of_page(b"<p>Please log in.</p>", entry(WORDS * 9), CHANNEL, feed, parse) is feed


@pytest.mark.parametrize(
    ("content", "reason"), [(b"<html><body></body></html>", "its page: there is no text in it"), (b"\x00\x01", "its page: ")]
)
def test_a_page_without_text_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    """Nothing stands for it."""
    with pytest.raises(DocumentError, match=reason):
        of_page(content, entry("x"), CHANNEL, None, parse)
