"""The language of a text."""

import pytest

from briefbot.language.identification import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said on Thursday that the country was ready for talks.", "en"),
        ("Министр иностранных дел заявил, что страна готова к переговорам.", "ru"),
        ("Міністр закордонних справ заявив, що країна готова до переговорів.", "uk"),
        ("Le ministre a déclaré jeudi que le pays était prêt à négocier.", "fr"),
        ("Der Minister erklärte am Donnerstag, das Land sei bereit.", "de"),
        ("taxes", None),
        ("", None),
        ("1234567890 1234567890 1234567890", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """A whole text has a language; a word or a number has none that can be told."""
    assert language_of(text) == language
