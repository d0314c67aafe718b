"""Telegram messages: every word comes through, and every message is within Telegram's limits."""

import itertools
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from botapi.markup import parse, units
from briefbot.dialogue.buttons import Expired, request_of
from briefbot.dialogue.outgoing import Button, OutgoingMessage
from briefbot.dialogue.replies import Answered
from briefbot.model import Answer, Citation, Document, Kind, Span
from briefbot.rendering.blocks import Notice
from briefbot.rendering.bot_phrases import CONTINUED, CONTINUES
from briefbot.telegram.views import keyboards, messages, replies
from briefbot.telegram.views.html import ENTITIES, UNITS
from briefbot.wording.locale import reader_locale

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)
long_texts = st.builds(lambda piece, times: (piece * times).strip(), texts, st.sampled_from([1, 1, 3, 40, 400]))
names = st.none() | texts


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """A citation of a whole document, with any names, however long."""
    words = draw(long_texts)
    url = draw(st.none() | st.just('https://example.org/?a=1&b="2"'))
    document = Document("d", words, draw(names), draw(names), url=url, language=draw(st.sampled_from([None, "en", "ru"])))
    return Citation(
        draw(st.integers(1, 10**9)), 0, document, Span(0, len(words)), draw(st.sampled_from(Kind)), draw(names), 1.0
    )


answers = st.lists(citations(), min_size=1, max_size=8, unique_by=lambda citation: citation.key)


def shown(html: str) -> tuple[str, str]:
    """The text of a message, and the words in its blockquotes."""
    text, entities = parse(html)
    encoded = text.encode("utf-16-le")
    quoted = [
        encoded[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in entities if e.type.endswith("blockquote")
    ]
    return text, "".join(quoted)


@given(answers)
def test_every_word_is_quoted(found: list[Citation]) -> None:
    """The blockquotes of all parts, put together, are the citations' words, character by character."""
    parts = replies.render(Answered(Answer(tuple(found))))
    quoted = "".join(shown(part)[1] for part in parts)
    marks = {one.key: "«»" if one.document.language == "ru" else "“”" for one in found}
    assert quoted == "".join(one.text.join(marks[one.key]) if one.kind is Kind.DIRECT else one.text for one in found)


@given(answers)
def test_every_part_is_within_the_limits(found: list[Citation]) -> None:
    """No part is longer than 4096 UTF-16 units after parsing, has more than 100 entities, or is empty."""
    for part in replies.render(Answered(Answer(tuple(found)))):
        text, entities = parse(part)
        assert units(text.strip()) > 0
        assert units(text) <= UNITS
        assert len(entities) <= ENTITIES


@given(answers)
def test_a_cut_within_a_quotation_is_shown(found: list[Citation]) -> None:
    """A part that ends within a citation says so, and the next one says where it comes from."""
    parts = [shown(part)[0] for part in replies.render(Answered(Answer(tuple(found))))]
    for before, after in itertools.pairwise(parts):
        assert before.endswith(CONTINUES) == after.startswith(CONTINUED)
        if not before.endswith(CONTINUES):
            assert re.match(r"\d+\.", after)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=3_000), max_size=5))
def test_plain_paragraphs_come_through(paragraphs: list[str]) -> None:
    """Whatever is said is escaped, and split without loss."""
    parts = messages.parts([Notice(paragraph) for paragraph in paragraphs if paragraph])
    joined = "".join(parse(part)[0].removeprefix(f"{CONTINUED}\n").removesuffix(f"\n{CONTINUES}") for part in parts)
    assert joined.replace("\n", "") == "".join(paragraphs).replace("\n", "")


@given(answers, st.integers(1, 10**6), st.booleans())
def test_keyboards_are_within_the_limits(found: list[Citation], number: int, more: bool) -> None:  # noqa: FBT001 (a parameter)
    """At most eight buttons a row, data of 1 to 64 bytes, copied texts of at most 256 units, and all data is understood."""
    under = keyboards.under_answer(number, found, 1, more=more, choices=("A" * 200, "B"))
    menus = [keyboards.menu(number, n, citation) for n, citation in enumerate(found, start=1)]
    for keyboard in (under, *menus):
        for row in keyboard:
            assert 1 <= len(row) <= 8
            for button in row:
                assert bool(button.data) != bool(button.copies)
                assert len(button.data.encode()) <= 64
                assert units(button.copies) <= 256
                assert not button.data or request_of(button.data) != Expired()


def test_a_letter_comes_back_from_its_record() -> None:
    """What the database holds of a letter is all of it."""
    letter = OutgoingMessage("send", "<b>x</b>", 3, 4, None, ((Button("1", "a"), Button("2", copies="b")),), ("q",), "part")
    assert OutgoingMessage.of(letter.record()) == letter


def test_dates_are_written_as_their_reader_writes_them() -> None:
    """A language that Telegram gives decides; what is unknown reads as English."""
    day = date(2013, 2, 14)
    tags = ("en", "de", "pt-br", "en-US", "xx-yy", None, "zh-hans")
    assert [reader_locale(tag).day(day) for tag in tags] == [
        "14 February 2013", "14. Februar 2013", "14 de fevereiro de 2013", "February 14, 2013", "14 February 2013",
        "14 February 2013", "2013年2月14日",
    ]  # fmt: skip
    assert reader_locale("de").number(1234567) == "1.234.567"


def test_a_long_quotation_is_folded() -> None:
    """Expandable when long, open when short."""
    for length, tag in ((100, "<blockquote>“"), (1000, "<blockquote expandable>“")):
        text = "word " * (length // 5)
        citation = Citation(1, 0, Document("d", text), Span(0, len(text) - 1), Kind.DIRECT, "A", 1.0)
        assert tag in replies.render(Answered(Answer((citation,))))[0]
