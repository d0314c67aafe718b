"""Russian sentences that once made the analysis raise, and sentences put together from the words that it knows."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.language.ru import speech
from briefbot.model import Document
from briefbot.reading.passages import analyse
from briefbot.reading.quotes import find_quotes


def _listed() -> Iterator[str]:
    """Every word of the lists of speech: verbs of saying, bodies, offices, documents."""
    for name, value in sorted(vars(speech).items()):
        if name.isupper() and isinstance(value, tuple | frozenset | dict):
            yield from (word for entry in value if isinstance(entry, str) for word in entry.split())


WORDS = sorted({word for word in _listed() if word.isalpha()})
BETWEEN = [
    "«",
    "»",
    ",",
    ".",
    " — ",
    "и",
    "в",
    "из",
    "о",
    "он",
    "они",
    "её",
    "Таврии",
    "Анна",
    "Громов",
    "Главное",
    "по словам",
]
ENDINGS = ["", "а", "у", "ом", "е", "ы", "ов", "ию", "ия", "ий"]
PIECES = st.tuples(st.sampled_from(WORDS), st.integers(0, 2), st.sampled_from(ENDINGS), st.booleans()).map(
    lambda piece: (piece[0][: len(piece[0]) - piece[1]] + piece[2]).capitalize() if piece[3] else piece[0]
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Он обратился в генпрокуратуру.",  # a body's word that the dictionary has among names alone
        "Он пожаловался в Главное управление связи.",  # an adjective without a case of its own
        "Позднее парламент Таврии принял закон.",  # an adverb where an adjective might stand
        "Из сообщений и сообщения они узнали о «международных организациях».",  # documents that make each other out
    ],
)
def test_a_russian_sentence_is_read_whatever_stands_beside_it(sentence: str) -> None:
    """It raises neither alone nor in an article, and the article's quotation is found as without it."""
    assert analyse(Document("d", sentence))
    quotation = "«Мы всё исправим», — сказал мэр Ставрова Павел Зайцев.\n\n"
    (found, *_) = find_quotes(Document("d", quotation + sentence)).quotes
    assert found.source.speaker == "Павел Зайцев"


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES | st.sampled_from(BETWEEN), min_size=2, max_size=12).map(" ".join))
def test_sentences_of_known_words_in_any_order_are_read(text: str) -> None:
    """No order of verbs of saying, bodies, offices and documents raises."""
    if text.strip():
        analyse(Document("d", text, language="ru"))


@pytest.mark.parametrize("chain", ["сообщения ", "заявления сообщения доклада ", "письмо газеты издания "])
def test_documents_behind_each_other_without_end_are_read(chain: str) -> None:
    """However many stand in one sentence, nothing recurses as deep as there are."""
    assert analyse(Document("d", chain * 2_000, language="ru"))
