"""Which paper a question names."""

import pytest

from briefbot.answering.questions.publishers import find_publishers, is_publisher

NAMES = ["The Harbour Times", "Northern Post", "FactWire", "USA Today", "The New Era Journal"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("According to the Harbour Times, what was said?", "The Harbour Times"),
        ("What did The Harbour Times report on the strike?", "The Harbour Times"),
        ("harbour times on the strike", "The Harbour Times"),
        ("harbourtimes.com strike", "The Harbour Times"),
        ("In the Northern Post, what did they fight about?", "Northern Post"),
        ("What did NorPo write?", "Northern Post"),
        ("Fact Wire: what happened?", "FactWire"),
        ("usa today job cuts how many", "USA Today"),
        ("What did NEJ say about it?", "The New Era Journal"),
    ],
)
def test_a_paper_is_found_by_its_name_short_form_or_domain(question: str, name: str) -> None:
    """A paper that the question asks to hear from is its source, however it is written."""
    assert [(found.name, found.is_source) for found in find_publishers(question, NAMES)] == [(name, True)]


@pytest.mark.parametrize(
    "question",
    ["What did she say in the post?", "What happened today in the USA?", "the times they are changing", "a wire fact", ""],
)
def test_common_words_are_no_paper(question: str) -> None:
    """Words that are only part of a paper's name name none."""
    assert [found.name for found in find_publishers(question, NAMES) if found.is_source] == []


def test_a_paper_that_is_spoken_of_is_no_source() -> None:
    """Somebody's view of a paper is not limited to what that paper printed."""
    (found,) = find_publishers("What did Orlova say about suing the Northern Post for libel?", NAMES)
    assert not found.is_source


def test_a_typed_source_fits_by_any_of_its_forms() -> None:
    """A limit typed by hand takes the forms that a question may have."""
    assert is_publisher("harbour times", "The Harbour Times")
    assert is_publisher("usatoday.com", "USA Today")
    assert not is_publisher("times", "The Harbour Times")
