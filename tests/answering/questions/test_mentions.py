"""Names that the archive's texts mention: whether one is a person's."""

import pytest

from briefbot.answering.questions.mentions import is_a_person, is_mentioned


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Then Zsófia LÁNG left.", True),
        ("Then zsófia lang left.", True),
        ("The Langs left.", False),
        ("Lang-Hollis left.", True),
        ("", False),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, mentioned: bool) -> None:  # noqa: FBT001 (a parameter of pytest's)
    """Without regard to case and accents, and whole."""
    assert is_mentioned("Láng", text) is mentioned


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday Mary Dorn spoke.",
        "the judge, Mary J. R. Dorn",
        "a letter to Mr. Dorn",
        "Sheriff Dorn was there",
        "Mary-Ann, Mary DORN",
    ],
)
def test_a_given_name_or_a_title_before_it_tells_a_person(text: str) -> None:
    """With initials between them, or without."""
    assert is_a_person("dorn", ["Nothing of it here.", text])


@pytest.mark.parametrize(
    "text", ["The river Dorn rose.", "Blue Dorn paint", "Mr. Dornfeld spoke", "a mary dorn", "J. Dorn", "Dorn"]
)
def test_other_words_before_it_do_not(text: str) -> None:
    """Nor what is another name, or stands in small letters, or has an initial alone."""
    assert not is_a_person("Dorn", [text])
