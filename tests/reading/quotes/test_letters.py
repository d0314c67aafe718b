"""Letters without marks: every sentence is that of the name below it."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

FIRST = "The weir has held for forty years. It will hold for forty more."
SECOND = "I read your report with joy. My wife says “never”, and she is wrong."


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks, with its speaker."""
    return [(one.span.of(text), one.source.speaker) for one in find_quotes(Document("d", text)).statements]


EXPECTED = [
    ("The weir has held for forty years.", "Greta Holm"),
    ("It will hold for forty more.", "Greta Holm"),
    ("I read your report with joy.", "Paul Novak"),
    ("My wife says “never”, and she is wrong.", "Paul Novak"),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Greta Holm\nNorthbank", "Paul Novak\nFar Bank"),
        ("Greta Holm, Northbank", "Paul Novak, Far Bank"),
        ("GRETA HOLM\nNorthbank", "PAUL NOVAK\nFar Bank"),
        ("— Greta Holm, Northbank", "— Paul Novak, Far Bank"),
    ],
)
def test_a_page_of_letters_gives_each_its_own_name(first: str, second: str) -> None:
    """What a writer puts into marks is the letter's, and headings are nobody's."""
    text = f"Letters to the editor\n\nLet it stand\n\n{FIRST}\n\n{first}\n\nLet it go\n\n{SECOND}\n\n{second}"
    assert said(text) == EXPECTED
    assert find_quotes(Document("d", text)).quotes == ()


@pytest.mark.parametrize("greeting", ["Dear friends,", "To the Editor:", "Sir:", "Dear Mayor Novak,"])
def test_a_letter_with_a_salutation_begins_there(greeting: str) -> None:
    """What the article says before and behind it is the article's."""
    text = f"This is what the mayor was sent.\n\n{greeting}\n\n{FIRST}\n\nYours,\nGreta Holm\n\nThe council meets on Friday."
    assert said(text) == EXPECTED[:2]


@pytest.mark.parametrize(
    "text",
    [
        f"The weir is sold\n\n{FIRST}\n\nGreta Holm",
        f"Letters from the front\n\n{FIRST}\n\nGreta Holm",
        f"A letter was found.\n\n{FIRST}\n\nThe council meets on Friday.",
    ],
)
def test_a_name_below_an_article_is_not_the_one_who_speaks_in_it(text: str) -> None:
    """One byline makes no page of letters."""
    assert all(speaker is None for _, speaker in said(text))


def test_words_without_marks_above_a_dash_and_a_name_are_that_persons() -> None:
    """Testimonials: several of them, each in one block with its name."""
    text = f"What readers say\n\n{FIRST}\n— Greta Holm, Northbank\n\n{SECOND}\n— Paul Novak, Far Bank"
    assert [one for one in said(text) if one[1]] == EXPECTED
    assert all(speaker is None for _, speaker in said(f"The weir\n\n{FIRST}\n— Greta Holm\n\nIt was sold in May."))


def test_a_signature_without_a_letter_above_it_is_none() -> None:
    """Nobody's words are lent to it."""
    text = f"To the Editor:\n\nPaul Novak, Far Bank\n\nTo the Editor:\n\n{FIRST}\n\nGreta Holm, Northbank"
    assert {speaker for _, speaker in said(text)} == {"Greta Holm"}
