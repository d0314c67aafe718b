"""The document that everybody's archive begins with, translated by us, and its conversation in Russian."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefbot.archive import Archive
from briefbot.model import Answer

from .corpus import HERE

SEEDS = HERE.parent.parent / "seeds"
TODAY = date(2026, 11, 23)
PUBLISHED = date(2013, 2, 14)


@dataclass(frozen=True, slots=True)
class Said:
    """Part of the words that answer, in the translation and as they stand in English, and their speaker's name in each."""

    russian: str
    english: str
    speakers: tuple[str, str] = ("Сергей Лавров", "Sergei Lavrov")


QUESTIONS = {
    "Что Лавров сказал о противоракетной обороне?": Said(
        "Проблема противоракетной обороны стала важной проверкой", "missile defense problem has become an important test"
    ),
    "Чего Россия хочет от США в вопросе глобальной системы ПРО?": Said(
        "гарантии ненаправленности глобальной системы ПРО США", "guarantees of the U.S. global missile defense system"
    ),
    "Как Байден видит сотрудничество с Россией?": Said(
        "ради продвижения общих интересов", "promoting common interests in security", ("Джо Байден", "Joe Biden")
    ),
    "Какова позиция Москвы по применению силы в Сирии?": Said(
        "Любое применение силы (в Сирии) недопустимо", "Any use of force (in Syria) is unacceptable"
    ),
    "Обеспокоен ли Лавров сирийским химическим оружием?": Said("серьёзная угроза", "serious threat if the rebels possess"),
    "Что сказал МИД о челночной дипломатии Брахими?": Said(
        "Российская сторона выразила поддержку", "Russian side expressed support", ("МИД России", "Russian Foreign Ministry")
    ),
    "что сказал лавров об аль-хатибе и диалоге с правительсвом": Said(
        "он за начало диалога с правительством", "supports the initiation of a dialogue"
    ),
    "Есть ли ещё разногласия между Россией и Америкой?": Said(
        "Разногласия в отношениях между такими крупными державами", "Differences in relations between such major powers"
    ),
}
REFUSED = (
    "Что Ангела Меркель сказала о противоракетной обороне?",
    "Кто выиграл вчера футбольный матч?",
    "Что Лавров сказал в 2019 году?",
)


def archive(paths: list[Path]) -> Iterator[Archive]:
    """An archive of these files alone."""
    with TemporaryDirectory() as folder, Archive.open(f"sqlite:///{folder}/archive.db", Path(folder)) as briefbot:
        briefbot.ingest(map(str, paths), BytesIO())
        yield briefbot


@pytest.fixture(scope="module")
def russian() -> Iterator[Archive]:
    """An archive of the translation."""
    yield from archive([HERE / "seed_ru.txt"])


@pytest.fixture(scope="module")
def english() -> Iterator[Archive]:
    """An archive of the document as it is."""
    yield from archive([SEEDS])


def first(answer: Answer) -> tuple[str, str | None, date | None]:
    """Words, speaker and date of the first quotation shown."""
    assert answer.answered, answer.gap
    citation = answer.citations[0]
    return citation.text, citation.speaker, citation.document.published


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_translation_answers_as_the_document_does(russian: Archive, question: str) -> None:
    """The translation of the quotation that answers in English comes first, with its speaker and date."""
    text, speaker, published = first(russian.ask(question, TODAY)[1])
    said = QUESTIONS[question]
    assert (said.russian in text, speaker, published) == (True, said.speakers[0], PUBLISHED)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_document_answers_questions_in_russian(english: Archive, question: str) -> None:
    """The same questions over the document as it is are answered by its own words."""
    text, speaker, published = first(english.ask(question, TODAY)[1])
    said = QUESTIONS[question]
    assert (said.english in text, speaker, published) == (True, said.speakers[1], PUBLISHED)


@pytest.mark.parametrize("question", REFUSED)
def test_what_nobody_said_is_refused_in_russian(russian: Archive, english: Archive, question: str) -> None:
    """Somebody who is not there, a matter that is not there, and days that are not there, over either document."""
    assert not russian.ask(question, TODAY)[1].answered
    assert not english.ask(question, TODAY)[1].answered


def test_the_translation_has_the_documents_paragraphs() -> None:
    """Line by line, so that what holds of the one can be asked of the other."""
    (seed,) = SEEDS.glob("*.txt")
    original, translation = (path.read_text(encoding="utf-8").splitlines() for path in (seed, HERE / "seed_ru.txt"))
    assert [not line for line in original] == [not line for line in translation]
