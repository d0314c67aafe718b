"""Context: what nobody understands alone comes with the sentence before it, a slice of the document like all that is shown."""

import pytest
from hypothesis import given

from briefbot.model import Document
from briefbot.reading.passages import analyse
from support.documents import TEXTS, news


def contexts(text: str, language: str = "en") -> dict[str, str | None]:
    """The context of what each passage shows."""
    found = analyse(Document("a", text, language=language))
    return {one.shown.of(text): one.context.of(text) if one.context else None for one in found}


@pytest.mark.parametrize(
    ("text", "words", "context"),
    [
        ("The shop is nearly empty. “Two each, please,” said Ann Lee.", "Two each, please,", "The shop is nearly empty."),
        ("They want to sell the bridge. “That is madness, and we know it,” said Ann Lee.",
         "That is madness, and we know it,", "They want to sell the bridge."),
        ("They want to sell the bridge.\n\nAnn Lee smiled and said: “It's not for sale at all.”",
         "It's not for sale at all.", "They want to sell the bridge."),
        ("They want to sell the bridge. “This is madness,” said Ann Lee. “We know it.”",
         "“This is madness,” said Ann Lee. “We know it.”", "They want to sell the bridge."),
        ("The bridge fell on Monday. It was built a hundred years ago.", "It was built a hundred years ago.",
         "The bridge fell on Monday."),
        ("Мост хотят продать. «Это безумие, и все это знают», — сказал мэр Иван Петров.",
         "Это безумие, и все это знают", "Мост хотят продать."),
    ],
)  # fmt: skip
def test_what_points_back_has_its_context(text: str, words: str, context: str) -> None:
    """A scrap, and what begins with a word that means something said before; in whatever paragraph that stands."""
    assert contexts(text, "ru" if "«" in text else "en")[words] == context


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The shop is nearly empty. “We sell two to each of you,” said Ann Lee.", "We sell two to each of you,"),
        ("“That is madness, and we know it,” said Ann Lee.", "That is madness, and we know it,"),
        (f"The shop is {'nearly ' * 50}empty. “Two each, please,” said Ann Lee.", "Two each, please,"),
    ],
)
def test_other_words_stand_alone(text: str, words: str) -> None:
    """What is understood, what begins the text, and what stands behind more than anybody reads for its sake."""
    assert contexts(text)[words] is None


@given(TEXTS | news())
def test_context_stands_before_what_is_shown(text: str) -> None:
    """Some words of the text, and none of those that are shown."""
    for passage in analyse(Document("a", text, language="en")):
        if passage.context:
            assert passage.context.of(text).strip()
            assert passage.context.end <= passage.shown.start
