"""Russian transcripts and interviews: whose words a paragraph behind a label is."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks, with its speaker."""
    return [(one.span.of(text), one.source.speaker) for one in find_quotes(Document("d", text, language="ru")).statements]


@pytest.mark.parametrize("stop", [":", "."])
def test_answers_are_those_of_the_one_who_is_introduced(stop: str) -> None:
    """Questions are nobody's who could be named."""
    turns = f"Вопрос{stop} Когда высохнет поле?\n\nОтвет{stop} Поле высохнет в июне. Я видел.\n\nВопрос{stop} А трибуны?"
    assert said(f"Мы поговорили с тренером Петром Гусевым.\n\n{turns}\n\nОтвет{stop} Их красят.") == [
        ("Когда высохнет поле?", None),
        ("Поле высохнет в июне.", "Петр Гусев"),
        ("Я видел.", "Петр Гусев"),
        ("А трибуны?", None),
        ("Их красят.", "Петр Гусев"),
    ]


def test_answers_are_nobodys_where_two_are_introduced() -> None:
    """Nothing tells which one of them answers."""
    turns = "Вопрос: Когда?\n\nОтвет: В июне.\n\nВопрос: А трибуны?\n\nОтвет: Их красят."
    found = said(f"На поле были Пётр Гусев и Анна Седова.\n\n{turns}")
    assert [sentence for sentence, _ in found] == ["Когда?", "В июне.", "А трибуны?", "Их красят."]
    assert {speaker for _, speaker in found} == {None}


@pytest.mark.parametrize(("gusev", "sedova"), [("Пётр Гусев", "Анна Седова"), ("ГУСЕВ", "СЕДОВА")])
def test_a_name_before_a_colon_is_the_speaker(gusev: str, sedova: str) -> None:
    """In full, or in capitals where it labels more than one turn."""
    turns = f"{gusev}: Поле высохнет.\n\n{sedova}: Когда?\n\n{gusev}: В июне.\n\n{sedova}: Спасибо."
    assert said(turns) == [("Поле высохнет.", gusev), ("Когда?", sedova), ("В июне.", gusev), ("Спасибо.", sedova)]


@pytest.mark.parametrize(
    "text",
    [
        "Москва: хлеб.\n\nКольск: мост.\n\nТаврия: поле.",
        "Гусев: мост.\n\nСедова: поле.\n\nЛинд: хлеб.",
        "Пётр Гусев: Поле высохнет.\n\nАнна Седова: Когда?",
    ],
)
def test_a_list_is_no_transcript(text: str) -> None:
    """Places, single family names that stand once, and fewer than three turns are none."""
    assert said(text) == []


def test_what_others_said_in_an_answer_is_told_by_whoever_answers() -> None:
    """A turn is one person's, with all that it reports."""
    turns = "Вопрос: Когда высохнет поле?\n\nОтвет: В июне. Анна Седова сказала, что в мае.\n\nВопрос: А трибуны?"
    found = said(f"Мы поговорили с тренером Петром Гусевым.\n\n{turns}\n\nОтвет: Их красят.")
    assert ("Анна Седова сказала, что в мае.", "Петр Гусев") in found
    assert ("Анна Седова сказала, что в мае.", "Анна Седова") not in found
