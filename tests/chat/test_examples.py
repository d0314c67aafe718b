"""Questions for a newcomer, drawn from the archive."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from briefbot.answering.questions.languages import language_of
from briefbot.archive import Archive
from briefbot.chat.examples import examples

RUSSIAN = [
    (
        "Мост закрыт на ремонт",
        "«Мост простоит ещё сто лет, но ему нужен ремонт», — сказал инженер Пётр Зимин. Зимин осмотрел опоры.",
    ),
    ("Рыбаки и причал", "«Причал принадлежит рыбакам», — заявила Мария Корсакова. Суд ещё думает."),
]
ENGLISH = [
    (
        "Bridge inspection",
        "“The inspection found nothing,” said Peter Winter, an engineer. “The inspection will be repeated,” he said.",
    ),
]


@pytest.fixture
def archive(database: str, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(database, tmp_path) as briefbot:
        yield briefbot


def bring_in(briefbot: Archive, articles: list[tuple[str, str]]) -> None:
    """Bring in articles of this title and text."""
    records = (json.dumps({"title": title, "text": text, "published": "2016-09-08"}) + "\n" for title, text in articles)
    assert not briefbot.ingest(["-"], BytesIO("".join(records).encode())).failed


def test_a_russian_archive_is_shown_by_russian_questions(archive: Archive) -> None:
    """Each names somebody and a matter that its words are found for."""
    bring_in(archive, RUSSIAN)
    found = examples(archive, "ru")
    assert "Что Пётр Зимин говорит на тему «ремонт»?" in found
    assert [language_of(question).code for question in found] == ["ru"] * len(found)
    assert all(archive.ask(question, date(2016, 9, 9))[1].answered for question in found)


@pytest.mark.parametrize("articles", [RUSSIAN, ENGLISH, RUSSIAN + ENGLISH])
@pytest.mark.parametrize(("reader", "language"), [("en", "en"), ("ru", "ru"), ("de", "en")])
def test_examples_are_in_the_readers_language(
    archive: Archive, articles: list[tuple[str, str]], reader: str, language: str
) -> None:
    """Whatever that of the articles is; each is answered, with the words of whom it names."""
    bring_in(archive, articles)
    found = examples(archive, reader)
    assert found
    assert [language_of(question).code for question in found] == [language] * len(found)
    for question in found:
        answer = archive.ask(question, date(2016, 9, 9))[1]
        assert answer.answered
        assert str(answer.citations[0].speaker) in question or question.startswith(("Who spoke", "Кто говорил"))


def test_an_office_is_no_topic(archive: Archive) -> None:
    """Nobody asks who spoke about Minister."""
    text = "The Prime Minister, Paul Ombati, said that the Minister of Ports was “late”. “The inspection failed,” Ombati said."
    bring_in(archive, [("Bridge inspection", text)])
    assert not [question for question in examples(archive) if "Minister" in question]


def test_an_empty_archive_has_no_examples(archive: Archive) -> None:
    """There is nothing that could be asked."""
    assert examples(archive) == ()
