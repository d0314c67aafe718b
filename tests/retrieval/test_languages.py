"""What makes a language supported: three documents in it, and ten questions that find the right sentence first."""

import pytest
from small_archives import document

from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex

ENGLISH = [
    document(
        1,
        "The harbour authority doubled its fees. Fishermen blocked the quay on Monday. Talks resume in May.",
        "Fees at the quay",
    ),
    document(
        2, "Scientists counted nesting storks. The colony has grown since 2009. Farmers complained of damaged roofs.", "Storks"
    ),
    document(
        3, "The theatre reopened after repairs. Its organ dates from 1788. Tickets were sold out within hours.", "Theatre"
    ),
]
RUSSIAN = [
    document(
        11,
        "Портовые власти удвоили сборы. Рыбаки перекрыли причал в понедельник. Переговоры возобновятся в мае.",
        "Сборы",
        language="ru",
    ),
    document(
        12,
        "Учёные пересчитали гнёзда аистов. Колония выросла с 2009 года. Фермеры жаловались на крыши.",
        "Аисты",
        language="ru",
    ),
    document(
        13,
        "Театр открылся после ремонта. Орган построен в 1788 году. Билеты распродали за несколько часов.",
        "Театр",
        language="ru",
    ),
]
QUESTIONS = [
    ("who doubled the harbor fees?", 1, 0),
    ("What did the fisherman block?", 1, 1),
    ("when will talks be resumed", 1, 2),
    ("how many storks nest there, counted by a scientist", 2, 0),
    ("did the colonies grow", 2, 1),
    ("farmer complaint about roof damage", 2, 2),
    ("reopening of the theater", 3, 0),
    ("organs of 1788", 3, 1),
    ("selling tickets", 3, 2),
    ("repairing", 3, 0),
    ("кто удвоил портовый сбор?", 11, 0),
    ("что перекрыл рыбак", 11, 1),
    ("когда возобновляются переговоры", 11, 2),
    ("сколько гнезд аиста пересчитал ученый", 12, 0),
    ("рост колонии", 12, 1),
    ("выросли ли колонии в 2009 году", 12, 1),
    ("жалоба фермера на крышу", 12, 2),
    ("открытие театров после ремонтов", 13, 0),
    ("когда построили орган", 13, 1),
    ("билет", 13, 2),
    ("часы", 13, 2),
]


@pytest.mark.parametrize("archive", [ENGLISH, RUSSIAN, ENGLISH + RUSSIAN], ids=["english", "russian", "both"])
def test_questions_find_their_sentence(archive: list[document]) -> None:  # type: ignore[valid-type]
    """Each question's sentence is first, in an archive of the language and in one of several."""
    index = ArchiveIndex.build(archive)
    missed = []
    for question, key, ordinal in QUESTIONS:
        if key in index.keys:
            best = index.passages(question, Filters(), 1)
            if not best or (best[0].document, best[0].ordinal) != (key, ordinal):
                missed.append(question)
    assert missed == []


ACROSS = [
    ("что сделали с портовыми сборами?", 1, 0),
    ("кто пересчитал аистов среди учёных", 2, 0),
    ("открытие театра после ремонта", 3, 0),
    ("билеты", 3, 2),
]


@pytest.mark.parametrize(("question", "key", "ordinal"), ACROSS)
def test_a_question_finds_documents_in_the_other_language(question: str, key: int, ordinal: int) -> None:
    """Through the lexicon, where the archive has nothing in the question's own language, and both ways."""
    best = ArchiveIndex.build(ENGLISH).passages(question, Filters(), 1)[0]
    assert (best.document, best.ordinal) == (key, ordinal)
    assert ArchiveIndex.build(RUSSIAN).passages("repair of the theatre", Filters(), 1)[0].document == 13


def test_who_asks_in_a_language_is_answered_in_it_first() -> None:
    """Where both languages can answer, the question's own comes first, and the other behind it."""
    index = ArchiveIndex.build(ENGLISH + RUSSIAN)
    assert [hit.document for hit in index.documents("theatre repairs", 2)] == [3, 13]
    assert [hit.document for hit in index.documents("ремонт театра", 2)] == [13, 3]


def test_names_and_slips_are_found_in_the_other_script() -> None:
    """A name that no lexicon has is found by its sound, and a word with a slip as the nearest one of the lexicon."""
    index = ArchiveIndex.build([document(9, "Mouaz al-Khatib met the government.", "Talks"), *ENGLISH])
    assert index.passages("об аль-Хатибе", Filters(), 1)[0].document == 9
    assert index.passages("с правительсвом", Filters(), 1)[0].document == 9
    assert index.passages("о мамонтах", Filters(), 1) == []
    index = ArchiveIndex.build([document(9, "Муаз аль-Хатиб встретился с послом.", "Встреча", language="ru"), *RUSSIAN])
    assert index.passages("al-Khatib", Filters(), 1)[0].document == 9


def test_a_word_that_nobody_can_translate_weighs_less() -> None:
    """That the archive lacks it is not known, unlike that of a name; what else is asked is covered the more."""
    index = ArchiveIndex.build(ENGLISH)
    coverage = {
        question: index.passages(question, Filters(), 1)[0].coverage for question in ("билет бегемота", "билет Крумгольца")
    }
    assert coverage["билет бегемота"] > coverage["билет Крумгольца"] > 0
