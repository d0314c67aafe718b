"""Whose words the marked ones are in Russian, in small texts."""

import pytest

from briefbot.core.model import Document, Kind
from briefbot.core.quotes import find_quotes

INTERRUPTED = {
    "verb first": (
        "«Нас никто не предупредил, — рассказала продавщица Галина Носова. — Узнали из газеты».",
        ["Нас никто не предупредил", "Узнали из газеты"],
        "Галина Носова",
    ),
    "the sentence goes on": (
        "«Мы придём, — заявил Пётр Лавочкин, — и останемся».",
        ["Мы придём", "и останемся"],
        "Пётр Лавочкин",
    ),
    "with a question": (
        "«Кто за это ответит? — спросил депутат Игорь Лещенко. — Я жду!»",
        ["Кто за это ответит?", "Я жду!"],
        "Игорь Лещенко",
    ),
    "straight marks": (
        '"Это провал, – написал в своём канале Игорь Лещенко. – Полный".',
        ["Это провал", "Полный"],
        "Игорь Лещенко",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), INTERRUPTED.values(), ids=INTERRUPTED)
def test_the_narrator_between_the_marks_is_no_part_of_the_quotation(text: str, words: list[str], speaker: str) -> None:
    """What the narrator says between the marks is not quoted, and its speaker stands under both pieces of one quotation."""
    quotes = find_quotes(Document("d", text, language="ru")).quotes
    assert [quote.span.of(text) for quote in quotes] == words
    assert {quote.source.speaker for quote in quotes} == {speaker}
    assert len({quote.group for quote in quotes}) == 1


def test_a_dash_in_a_quotation_is_no_narrator() -> None:
    """Words between dashes that say of nobody that he said something stay in the quotation."""
    text = "«Мост — это не подарок, — а обязанность», — сказал Олег Савельев."
    (quote,) = find_quotes(Document("d", text, language="ru")).quotes
    assert quote.span.of(text) == "Мост — это не подарок, — а обязанность"
    assert (quote.kind, quote.source.speaker) == (Kind.DIRECT, "Олег Савельев")
