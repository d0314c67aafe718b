"""Profiles of languages: what rooms ask of one holds together."""

import pytest

from briefbot.language.folding import fold_word
from briefbot.language.languages import PROFILES, profile
from briefbot.language.profile import Language
from briefbot.language.text import sentences
from briefbot.model import Span


def test_a_language_without_a_profile_is_read_as_english() -> None:
    """And so is a text of which no language is known."""
    assert profile("xx") is profile(None) is profile("en")
    assert profile("ru").quotation_marks == ("«", "»")


@pytest.mark.parametrize("language", PROFILES.values(), ids=PROFILES)
def test_words_are_in_small_letters(language: Language) -> None:
    """They are looked up so; stop words are those of an index, with their marks or as it folds them."""
    for words in (language.stop_words, language.titles, language.particles, language.generations, language.short_names):
        assert all(word == word.lower() for word in words)
    assert {fold_word(word) for word in language.stop_words} <= language.stop_words


def test_a_form_of_address_is_a_title() -> None:
    """There is one list of titles; what is left out of names when they are compared is part of it."""
    english = profile("en")
    titles = {title.removesuffix(".") for title in english.titles}
    assert english.forms_of_address - titles == {"ex"}


@pytest.mark.parametrize("title", ["Gov.", "Mmes.", "Sens.", "Insp.", "Dr."])
def test_a_title_ends_no_sentence(title: str) -> None:
    """Whatever stands before a name with a point."""
    text = f"Yesterday {title} Holm spoke. Nobody answered."
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), "en")] == [
        f"Yesterday {title} Holm spoke.",
        "Nobody answered.",
    ]


def test_a_calendar_is_whole() -> None:
    """Twelve months and seven weekdays, where a language has them, no form twice."""
    for language in PROFILES.values():
        assert len(language.months) in (0, 12)
        assert len(language.weekdays) in (0, 7)
        forms = [form for name in (*language.months, *language.weekdays) for form in name]
        assert len(forms) == len(set(forms))
