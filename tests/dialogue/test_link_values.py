"""Links: what they carry comes back, and they mean the words that they were made of, or none."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.links import (
    Account,
    Link,
    Shared,
    is_another,
    number_in,
    payload,
    present,
    question_in,
    question_payload,
    shared_in,
)
from briefbot.dialogue.replies import Context, Opened, Withdrawn
from briefbot.model import Attribution, Citation, Document, Kind, Passage, Span, SpeakerSource
from briefbot.reading.passages import analyse
from briefbot.rendering.text import plain
from briefbot.telegram.views.replies import render

WORDS = "We will finish the bridge."
NAMED = SpeakerSource(Attribution.NAMED, "Agnes Holm", confidence=0.9)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def link(text: str, words: str = WORDS) -> Link:
    """A link to words of a text."""
    start = text.index(words)
    return Link(1, "d", Span(start, start + len(words)), words, "Agnes Holm", datetime(2026, 1, 1, tzinfo=UTC))


def passages(text: str, *words: str) -> list[Passage]:
    """The passages of a text that hold these words."""
    return [Passage(Span(text.index(one), text.index(one) + len(one)), Kind.DIRECT, NAMED) for one in words]


@given(st.integers(1, 36**12 - 1))
def test_what_a_link_carries_comes_back(number: int) -> None:
    """A payload is what Telegram lets through, in an address and in an inline query, and names its number."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload(number))
    assert number_in(payload(number)) == number
    shared = Account("a_bot", inline=True).shared(number, "d1")
    assert shared.url == f"https://t.me/a_bot?start={payload(number)}"
    assert shared_in(shared.inline) == payload(number)


@given(st.text(max_size=70))
def test_anything_else_is_no_link(carried: str) -> None:
    """What nobody made names no number, or one that the database can hold."""
    number = number_in(carried)
    assert number is None or 0 <= number < 2**63


@given(st.from_regex(r"[A-Za-z0-9_-]{1,62}", fullmatch=True), st.integers(1, 36**12 - 1))
def test_a_question_waits_under_its_token(token: str, number: int) -> None:
    """What leads to a question that waits fits into a link, and is never taken for a quotation's, nor that one for it."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", question_payload(token))
    assert question_in(question_payload(token)) == token
    assert number_in(question_payload(token)) is None
    assert question_in(payload(number)) is None


def test_a_link_is_forwarded_whole() -> None:
    """The address of a quotation stands within Telegram's as one value."""
    shared = Shared("https://t.me/a_bot?start=q1&x=2")
    assert shared.forwarding == "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fa_bot%3Fstart%3Dq1%26x%3D2"


def test_a_link_opens_its_quotation_in_context() -> None:
    """What is cited is what stands in the context that is shown."""
    citation = Citation(1, 0, Document("d", WORDS), Span(0, len(WORDS)), Kind.DIRECT, "Agnes Holm", 1.0)
    opened = Opened(link(WORDS), Context(1, citation, citation.span), corrected=False)
    assert opened.citation is opened.context.citation is citation


@given(texts, texts, texts)
def test_words_are_found_wherever_they_moved(before: str, between: str, after: str) -> None:
    """Of two passages with the same words, the nearer one is meant, whatever stands around them."""
    old = f"{before}{WORDS}"
    new = f"{before}{WORDS}{between}{WORDS}{after}"
    first, second = len(before), len(before) + len(WORDS) + len(between)
    both = [Passage(Span(start, start + len(WORDS)), Kind.DIRECT, NAMED) for start in (second, first)]
    assert present(link(old), new, both) == 1
    assert present(link(old), new, both[:1]) == 0


@pytest.mark.parametrize(
    ("now", "cut", "found"),
    [
        ("«WE will finish – the bridge», she said.", ["WE will finish – the bridge"], True),
        (f"{WORDS} Soon. Nobody believed it.", [f"{WORDS} Soon."], True),
        (f"{WORDS} Nobody believed it, and it took ten more years until she could say more.", ["Nobody believed it"], False),
        ("We will never finish the bridge.", ["We will never finish the bridge."], False),
        (f"{WORDS} It was in every paper of the town, and it stood on the walls.", [], False),
    ],
)
def test_words_are_found_as_they_are_cut_and_spelt_now(now: str, cut: list[str], found: bool) -> None:  # noqa: FBT001 (a parameter)
    """Other case, marks and spaces, or a little more around them, are the same quotation; other words are not."""
    assert (present(link(WORDS), now, passages(now, *cut)) is not None) is found


def test_an_utterance_is_found_by_all_of_it_or_by_a_part() -> None:
    """A link that was made before its words were shown with what goes on behind the narrator's leads there too."""
    now = "She left. “We will build it,” said Ann Lee. “It will surely stand.”"
    cut = analyse(Document("d", now, language="en"))
    for words in ("“We will build it,” said Ann Lee. “It will surely stand.”", "We will build it,", "It will surely stand."):
        at = present(link(now, words), now, cut)
        assert at is not None
        assert cut[at].shown.of(now).startswith("“We will")


def test_a_word_within_others_is_not_meant() -> None:
    """A short quotation that is gone is not found within a long one of somebody else's."""
    now = '"No, and no again: the tram will be built this year," he said.'
    assert (
        present(link('"No," she said.', "No,"), now, passages(now, "No, and no again: the tram will be built this year,"))
        is None
    )


@given(texts, texts)
def test_a_link_is_that_of_its_moved_words(before: str, after: str) -> None:
    """A citation whose words only moved has the link that they had; the same words at a second place have another one."""
    text = f"{before}{WORDS}{after}{WORDS}"
    document, first = Document("d", text), Span(len(before), len(before) + len(WORDS))
    citation = Citation(1, 0, document, first, Kind.DIRECT, None, 0.0)
    second = Citation(1, 1, document, Span(len(text) - len(WORDS), len(text)), Kind.DIRECT, None, 0.0)
    assert link(text).means(citation)
    assert not link(text).means(second)


@pytest.mark.parametrize(
    ("before", "now", "another"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", False),
        ("Lavrov", "Sergei Lavrov", False),
        ("Sergei Lavrov", "Lavrov", False),
        (None, None, False),
        ("Sergei Lavrov", "Ban Ki-moon", True),
        ("Sergei Lavrov", "Maria Lavrova", True),
        ("Sergei Lavrov", None, True),
        (None, "Sergei Lavrov", True),
    ],
)
def test_who_is_another(before: str | None, now: str | None, another: bool) -> None:  # noqa: FBT001 (a parameter)
    """Spellings and fuller forms of one name are one person."""
    assert is_another(before, now) is another


def test_a_document_that_is_gone() -> None:
    """Where not even the document is there any more, that is told, and nothing else."""
    told = "The quotation behind this link of 1 January 2026 was withdrawn: its document is no longer in the archive."
    assert plain(Withdrawn(link(WORDS), None)) == told
    assert render(Withdrawn(link(WORDS), None)) == [told]
