"""Entries of a feed for newsreaders: whose words each is said to be."""

from datetime import UTC, date, datetime

import feedparser
import pytest

from briefbot.dialogue.pages import Pages
from briefbot.model import Citation, Document, Kind, Span
from briefbot.web.views.atom import Feed, written
from briefbot.wording.locale import ENGLISH

DOCUMENT = Document("a1", "Agnes Holm said: “It will stand.” She left.", "The bridge", "The Post", date(2016, 9, 8))
WORDS, SENTENCE = Span(18, 32), Span(0, 33)


@pytest.mark.parametrize(
    ("kind", "span", "title", "author"),
    [
        (Kind.DIRECT, WORDS, "Agnes Holm: It will stand.", "Agnes Holm"),
        (Kind.MIXED, SENTENCE, "Agnes Holm said: “It will stand.”", None),
        (Kind.REPORTED, SENTENCE, "Agnes Holm, as reported: Agnes Holm said: “It will stand.”", None),
    ],
)
def test_a_narrators_sentence_is_nobodys_entry(kind: Kind, span: Span, title: str, author: str | None) -> None:
    """Only somebody's own words have them for their author, and no name stands before a sentence as if it had said that."""
    citation = Citation(1, 0, DOCUMENT, span, kind, "Agnes Holm", 1.0)
    feed = Feed("Holm", "https://b.example/feed.atom", "https://b.example/", (citation,), datetime(2016, 9, 9, tzinfo=UTC))
    (entry,) = feedparser.parse(written(feed, Pages("https://b.example"), ENGLISH)).entries
    assert (entry.title, entry.get("author")) == (title, author)
