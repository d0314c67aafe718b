"""The words of names, and what stands before them."""

import pytest

from briefbot.language.name_words import generations_of, is_title, name_words, title_before
from briefbot.model import Span


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ann Lee", ["ann", "lee"]),
        ("Mr. José Núñez", ["jose", "nunez"]),
        ("Samuel K. Adeyemi Jr.", ["samuel", "adeyemi"]),
        ("G.K. Lund", ["g.k", "lund"]),
        ("Dr. Holm", ["holm"]),
        ("Dr", ["dr"]),
        ("Seán O’Hara’s", ["sean", "o'hara"]),
        ("Adriana de la Cruz", ["adriana", "de", "la", "cruz"]),
        ("–", []),
    ],
)
def test_a_name_is_its_words_without_titles_initials_and_suffixes(name: str, words: list[str]) -> None:
    """Folded, in their order; a form of address alone is all that there is."""
    assert name_words(name) == words


def test_the_generation_of_a_name_is_told_in_one_way() -> None:
    """However it is written; a name without one has none."""
    assert generations_of("Ann Lee Junior") == generations_of("Ann Lee, Jr.") == {"jr"}
    assert generations_of("Ann Lee") == frozenset()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("what did Prime Minister Lee say", "Prime Minister "),
        ("what did the sheriff, Lee, say", None),
        ("what did Sheriff’s Lee say", None),
        ("what did Ann Lee say", None),
        ("Mr. Lee", "Mr. "),
        ("Lee", None),
    ],
)
def test_titles_right_before_a_name_are_told(text: str, titles: str | None) -> None:
    """Not beyond a comma, a possessive or a word that is none."""
    start = text.index("Lee")
    found = title_before(text, Span(start, start + 3))
    assert (found and found.of(text)) == titles


def test_a_given_name_is_no_title() -> None:
    """Though some are both."""
    assert is_title("sheriff")
    assert is_title("engineer")
    assert not is_title("earl")
    assert not is_title("bridge")
