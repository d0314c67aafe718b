"""Questions of any length: each of their words is looked up once, and so many of the strange ones at most."""

import random

import pytest
from small_archives import document

from briefbot.language.transliteration import Counterparts
from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex
from briefbot.retrieval.model import MOST_SOUGHT
from briefbot.retrieval.spelling import Speller
from support.work import calls

LETTERS = {"en": "aehilnorst", "ru": "абвеиклнорст"}


def strange(count: int, language: str = "en") -> list[str]:
    """Different words of nine letters that nobody has."""
    draw = random.Random(count)  # noqa: S311 (nothing secret)
    return ["".join(draw.choices(LETTERS[language], k=9)) for _ in range(count)]


def archive() -> ArchiveIndex:
    """An archive with a few hundred words."""
    return ArchiveIndex.build([document(key, ". ".join(strange(100 + key)) + ".") for key in range(1, 5)])


def counted(patch: pytest.MonkeyPatch, kind: type, name: str) -> list[str]:
    """The words that a step is asked about from now on, one a call."""
    asked: list[str] = []
    step = getattr(kind, name)

    def counting(self: object, word: str) -> object:
        asked.append(word)
        return step(self, word)

    patch.setattr(kind, name, counting)
    return asked


def test_a_word_is_looked_up_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a question that repeats itself nor the next one makes the nearest word be sought again."""
    index = archive()
    sought = counted(monkeypatch, Speller, "nearest")
    index.passages("goverment " * 100, Filters(), 5)
    index.words("goverment")
    assert sought == ["goverment"]


@pytest.mark.parametrize(("language", "kind", "step"), [("en", Speller, "nearest"), ("ru", Counterparts, "of")])
def test_so_many_strange_words_of_a_question_are_sought(
    language: str, kind: type, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two hundred words that are nowhere the first fifty are looked up; all are told as lacking, in their order."""
    index = archive()
    sought = counted(monkeypatch, kind, step)
    asked = strange(200, language)
    words = index.words(" ".join(asked))
    assert [word.text for word in words] == asked
    assert len({word for word in asked if word in sought}) == MOST_SOUGHT
    assert not any(word.known or word.correction for word in words[MOST_SOUGHT:])


def test_a_known_word_is_found_behind_any_number_of_strange_ones() -> None:
    """The bound is for what is not there as it is typed."""
    index = ArchiveIndex.build([document(1, "The aqueduct leaks."), document(2, "Trams run.")])
    asked = " ".join([*strange(200), "aqueduct"])
    assert index.words(asked)[-1].known
    assert [hit.document for hit in index.passages(asked, Filters(), 5)] == [1]


@pytest.mark.parametrize("unit", ["что сказал Лавров о Сирии ", "what did Lavrov say about Syria ", "Трамп, Клинтон и Круз "])
def test_ten_times_a_question_is_no_more_than_ten_times_the_work(unit: str) -> None:
    """A question that repeats itself costs what its words cost, and ranking by them."""
    index = archive()
    index.passages(unit, Filters(), 5)
    small, large = (calls(lambda count=count: index.passages(unit * count, Filters(), 5)) for count in (4, 40))  # type: ignore[misc]
    assert large < 11 * small
