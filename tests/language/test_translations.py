"""Words of news between Russian and English."""

import importlib.resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.folding import fold_word
from briefbot.language.ru.morphology import words
from briefbot.language.translations import in_english, in_russian, russian_words


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("санкциями", "sanctions"),
        ("Сирии", "Syria"),
        ("сирийский", "Syrian"),
        ("Черногории", "Montenegro"),  # by its name in Unicode's locale data
        ("переговорах", "talks"),
        ("учёные", "scientist"),
    ],
)
def test_a_word_in_any_form_has_english_ones(russian: str, english: str) -> None:
    """The lexicon holds dictionary forms, and a question may have any."""
    assert english in in_english(russian)


def test_an_english_word_leads_back() -> None:
    """The same lexicon read the other way, by stems."""
    assert "санкция" in in_russian("sanctioned")
    assert in_russian("xylophonist") == ()


def test_every_entry_of_the_lexicon_can_be_reached() -> None:
    """Each Russian word is a dictionary form of itself, so that some word of a question leads to it; no line is broken."""
    assert len(russian_words()) > 2_000
    unreachable = [
        word for word in russian_words() if word not in {one.lemma for one in words(word)} or fold_word(word) != word
    ]
    assert unreachable == []
    lines = importlib.resources.files("briefbot.language").joinpath("translations.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and line.count(": ") != 1] == []


@given(st.text(max_size=30))
def test_any_word_can_be_looked_up(word: str) -> None:
    """Whatever is typed has some words or none."""
    assert all(other.strip() for other in (*in_english(word), *in_russian(word)))
