"""Blocks and their writers: every kind has lines, HTML and a page's part, and no writer loses or changes a word quoted."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.markup import parse, units
from briefbot.dialogue.commands import Channel
from briefbot.dialogue.replies import Answered, Followed, Reply, in_context
from briefbot.dialogue.statistics import Activity, Refused
from briefbot.language.text import paragraphs
from briefbot.model import Answer, Citation, Document, Kind, Missing, Span
from briefbot.rendering import activity
from briefbot.rendering.blocks import (
    BREAK,
    Block,
    Byline,
    Choice,
    Cited,
    Commands,
    Compared,
    Entry,
    Facts,
    Heading,
    InContext,
    Listing,
    Mark,
    Marked,
    More,
    Notice,
    Numbered,
    Option,
    Options,
    Piece,
    Provenance,
    Title,
    Typed,
)
from briefbot.rendering.replies import blocks
from briefbot.rendering.text import Style, lines, written
from briefbot.telegram.views.html import ENTITIES, UNITS
from briefbot.telegram.views.messages import parts
from briefbot.web.views.templates import written as on_page
from briefbot.web.visits import Visit
from briefbot.wording.locale import ENGLISH
from rendering.test_replies_in_russian import replies
from rendering.test_telegram import citations, shown

VISIT = Visit(cast("Any", None), "/", {}, ENGLISH, None, datetime(2016, 9, 8, tzinfo=UTC), "https://briefbot.example")
SOURCE = Provenance("The bridge", "The Post", "8 September 2016")
SPEAKER = Byline("Agnes Holm", ", as reported")
BLOCKS: tuple[Block, ...] = (
    Notice("Nothing new.\nNothing at all."),
    Cited("It will stand.", SPEAKER, SOURCE, 3, ((Piece("also in "), Piece("Valley Wire")),), "Some doubt it."),
    Compared(
        (
            Marked("She said: ", Mark.AROUND),
            Marked("It will", Mark.KEPT),
            Marked(" not", Mark.STRUCK),
            Marked("stand.", Mark.ADDED),
        ),
        SPEAKER,
        SOURCE,
        3,
    ),
    InContext("Before.\n\n", "She said: ", "It will stand.", " She left.", "\n\nAfter.", SOURCE, 2, SPEAKER),
    Listing((Entry("Bo Lind", " · 2 passages"), SOURCE)),
    Numbered(("the tram", "the bridge")),
    Title("Activity", ("one line", Entry("today:", " 1 question"))),
    Heading("the bridge"),
    Facts(4, "The tram", (("author", "Bo Lind"), ("date", "2016"))),
    Options((Option("Names", "as printed", "/settings names latin"), Option("Language", "English", "/language ru"))),
    Commands((Typed("/more", "more quotations"), Typed("/sources", "the publishers"))),
    Choice((Typed("/tz Europe/Berlin", "Munich 14:05"),)),
    More("There is more", "more"),
    BREAK,
)


def told(value: object) -> Iterator[str]:
    """Every word of a block."""
    if isinstance(value, Mark):
        return
    if isinstance(value, str | int):
        yield from str(value).split()
    elif isinstance(value, tuple):
        for one in value:
            yield from told(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from told(getattr(value, field.name))


def test_every_kind_of_block_is_among_them() -> None:
    """A new kind of block is to be written here too."""
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_all_writers_write_every_word(block: Block) -> None:
    """Of a short block, whatever it is."""
    text = "\n".join(line.text for line in written([block]))
    html = " ".join(parse(part)[0] for part in parts([block]))
    page = re.sub("<[^>]*>", " ", on_page([block], VISIT))
    for word in told(block):
        assert word in text
        assert word in html
        assert word in page


def test_what_is_no_block_and_no_reply_is_refused() -> None:
    """Nothing is left out without a word."""
    nothing: Block = object()  # type: ignore[assignment]  # that is the point
    on_a_page = lambda: on_page([nothing], VISIT)  # noqa: E731
    for write in (lambda: list(written([nothing])), lambda: parts([nothing]), lambda: list(blocks(nothing)), on_a_page):  # type: ignore[arg-type]  # as above
        with pytest.raises(TypeError):
            write()


@pytest.mark.parametrize("channel", Channel)
def test_every_reply_says_something(channel: Channel) -> None:
    """In every channel, all kinds of reply."""
    drawn = {type(reply) for reply in replies() if any(told(blocks(reply, ENGLISH, channel)))}
    assert drawn == set(get_args(Reply))


def test_a_heading_is_in_one_message_with_what_follows_it() -> None:
    """Also where there is hardly room for it; where nothing follows, it is told all the same."""
    full = Notice("x" * (UNITS - 20))
    _, second = parts([full, Heading("the bridge"), BREAK, Notice("y" * 40)])
    assert parse(second)[0] == f"▪ the bridge\n\n{'y' * 40}"
    assert "the bridge" in parts([Heading("the bridge")])[0]


@given(st.lists(citations(), min_size=1, max_size=5, unique_by=lambda citation: citation.key))
def test_all_writers_show_the_same_citations(found: list[Citation]) -> None:
    """Word by word and in the same order, in an answer and under a follow."""
    for reply in (Answered(Answer(tuple(found))), Followed("x", (), "x", None, 1, 1, tuple(found))):
        words = [text for line in lines(reply) for text, style in line.pieces if style is Style.WORDS]
        html = parts(blocks(reply, ENGLISH, Channel.CHAT))
        assert "".join(words) == "".join(shown(part)[1] for part in html)
        assert [one.text in own for one, own in zip(found, words, strict=True)] == [True] * len(found)
        quoted = re.findall(
            "<blockquote.*?<p>([^<]*)</p>\n</blockquote>", on_page(blocks(reply, ENGLISH, Channel.CHAT), VISIT), re.DOTALL
        )
        assert list(map(unescape, quoted)) == words


@given(st.lists(st.text("aб😀<& .", min_size=1, max_size=900).filter(str.strip), min_size=1, max_size=5), st.data())
def test_the_words_in_context_are_one_slice_of_the_document(paragraphs_: list[str], data: st.DataObject) -> None:
    """In a chat the paragraphs with what parts them; in the console the same paragraphs; and the cited words in both."""
    text = "\n\n".join(one.strip() for one in paragraphs_)
    spans = paragraphs(text)
    own = data.draw(st.sampled_from(spans))
    start = data.draw(st.integers(own.start, own.end - 1).filter(lambda at: bool(text[at].strip())))
    span = Span(start, data.draw(st.integers(start + 1, own.end)))
    reply = in_context(1, Citation(1, 0, Document("d", text), span, Kind.MIXED, None, 1.0), spans)
    first, last = (reply.before or own).start, (reply.after or own).end
    html = parts(blocks(reply, ENGLISH, Channel.CHAT))
    assert "".join(shown(part)[1] for part in html) == text[first:last]
    pieces = [(words, style) for line in lines(reply) for words, style in line.pieces]
    assert "".join(words for words, style in pieces if style is Style.WORDS) == span.of(text)
    around = "".join(words for words, style in pieces if style in (Style.WORDS, Style.AROUND))
    assert "".join(around.split()) == "".join(text[first:last].split())
    for part in html:
        plain, entities = parse(part)
        assert (units(plain) <= UNITS, len(entities) <= ENTITIES) == (True, True)


@pytest.mark.parametrize("why", Missing)
def test_every_reason_of_a_refusal_can_be_counted(why: Missing) -> None:
    """Whatever was refused most, those who run the bot can read it."""
    counted = Activity(date(2026, 11, 20), (), (), (), (Refused(why, "trams", 3),), (("", 2),))
    _, refused, cited = activity.blocks(counted, ENGLISH)
    assert [line.text for line in written([refused])][1].startswith("3 × ")
    assert [line.text for line in written([cited])] == ["Cited most", "2 × no publisher named"]
