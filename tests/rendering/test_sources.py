"""Source lines: neighbours from one article stand under one, and no quotation is ever in a message without its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.outgoing import Card
from briefbot.dialogue.replies import Answered, Digested, Followed
from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.digests.near_duplicates import fingerprint
from briefbot.model import Answer, Citation, Document, Gap, Kind, Missing, Span
from briefbot.rendering.below import below
from briefbot.rendering.citations import card
from briefbot.rendering.text import plain
from briefbot.telegram.views.replies import render
from briefbot.wording.locale import ENGLISH
from rendering.test_telegram import shown
from support.digests import messages_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BRIDGE = ("It will stand.", "Nobody pays.", "Ask the mayor.")
TRAM = ("It can wait.",)


def of_article(key: int, words: Sequence[str]) -> tuple[Citation, ...]:
    """The quotations of an article that holds nothing else."""
    document = Document(f"d{key}", " ".join(words), f"Story {key}", "The Post", date(2026, 11, key))
    starts = [sum(len(one) + 1 for one in words[:at]) for at in range(len(words))]
    return tuple(
        Citation(key, at, document, Span(start, start + len(one)), Kind.DIRECT, "Agnes Holm", 1.0)
        for at, (start, one) in enumerate(zip(starts, words, strict=True))
    )


def told(citation: Citation, *others: Citation) -> Statement:
    """A statement of a digest."""
    lead, *rest = (News(one, fingerprint(one.text), NOW) for one in (citation, *others))
    return Statement(lead, tuple(rest))


def test_neighbours_of_one_article_stand_under_one_source_line() -> None:
    """In the console: the article's next quotation after another article's has its source line again."""
    first, second, third = of_article(1, BRIDGE)
    lines = plain(Answered(Answer((first, second, *of_article(2, TRAM), third)))).split("\n")
    assert lines == [
        "1. “It will stand.”", "   — Agnes Holm",
        "2. “Nobody pays.”", "   — Agnes Holm", "   Story 1 · The Post · 1 November 2026", "",
        "3. “It can wait.”", "   — Agnes Holm", "   Story 2 · The Post · 2 November 2026", "",
        "4. “Ask the mayor.”", "   — Agnes Holm", "   Story 1 · The Post · 1 November 2026",
    ]  # fmt: skip


def test_in_a_chat_they_are_one_paragraph() -> None:
    """With a blank line before the next article alone."""
    (html,) = render(Answered(Answer((*of_article(1, BRIDGE[:2]), *of_article(2, TRAM)))))
    assert html == (
        "<b>1. Agnes Holm</b>\n<blockquote>“It will stand.”</blockquote>\n"
        "<b>2. Agnes Holm</b>\n<blockquote>“Nobody pays.”</blockquote>\n<i>Story 1</i> · The Post · 1 November 2026\n\n"
        "<b>3. Agnes Holm</b>\n<blockquote>“It can wait.”</blockquote>\n<i>Story 2</i> · The Post · 2 November 2026"
    )


def test_near_misses_and_samples_share_source_lines_too() -> None:
    """Whatever lists quotations."""
    near = Answered(Answer(gap=Gap(Missing.NOTHING), near=of_article(1, BRIDGE)))
    sample = Followed("Holm", (), "", None, 3, 3, of_article(1, BRIDGE))
    for reply in (near, sample):
        assert plain(reply).count("Story 1") == "".join(render(reply)).count("Story 1") == 1


def test_in_a_digest_what_others_tell_too_stands_under_a_line_of_its_own() -> None:
    """So that nobody takes them for tellers of the statement before; and each statement counts as shown where it is."""
    first, second, third = of_article(1, (*BRIDGE[:2], *TRAM))
    statements = (told(first), told(second), told(third, *of_article(2, TRAM)))
    contents = Contents((Section("Holm", statements),), 3, NOW, NOW)
    digested = Digested(contents, "UTC", follows=True)
    assert [line for line in plain(digested).split("\n") if "Story" in line or "tell" in line.lower()] == [
        "   Story 1 · The Post · 1 November 2026", "   Story 1 · The Post · 1 November 2026",
    ]  # fmt: skip
    (message,) = messages_of(contents, ["head"], ENGLISH)
    assert set(message.step.quotations) == contents.fingerprints


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 1_900)), min_size=1, max_size=8))
def test_every_quotation_has_its_source_in_its_message(articles: list[tuple[int, int]]) -> None:
    """Below it, in its paragraph, which holds quotations of no other article."""
    found = [of_article(key, [str(key) * length] * count) for key, (count, length) in enumerate(articles, start=1)]
    paragraphs = "\n\n".join(render(Answered(Answer(tuple(one for article in found for one in article))))).split("\n\n")
    assert sum(paragraph.count("<blockquote") for paragraph in paragraphs) == sum(map(len, found))
    for paragraph in paragraphs:
        text, quoted = shown(paragraph)
        (key,) = set(quoted) - set("“”")
        assert text.split("\n")[-1].startswith(f"Story {key} · The Post")


def test_the_paper_under_whose_name_words_stand_is_not_among_the_others_of_its_day() -> None:
    """On another day it is."""
    first, again, later = (of_article(key, TRAM)[0] for key in (1, 1, 2))
    assert below(replace(first, also=(again,)), ENGLISH) == ()
    (pieces,) = below(replace(first, also=(again, later)), ENGLISH)
    assert "".join(piece.words for piece in pieces) == "also in The Post (2 November 2026)"


def test_a_picture_has_what_a_citation_has() -> None:
    """Its words with the sentence before, who speaks, title, publisher and day, and the address of its link; no empty line."""
    citation = of_article(1, BRIDGE)[1]
    shown_with = replace(citation, context=Span(0, 14))
    assert card(shown_with, ENGLISH, "https://example.org/q/1") == Card(
        "[It will stand.] “Nobody pays.”", "Agnes Holm", ("Story 1", "The Post · 1 November 2026", "example.org/q/1")
    )
    assert card(citation, ENGLISH).source == ("Story 1", "The Post · 1 November 2026")
