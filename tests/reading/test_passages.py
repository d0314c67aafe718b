"""A document cut into what an answer can show."""

from itertools import pairwise

import pytest
from hypothesis import given

from briefbot.language.text import paragraphs
from briefbot.model import Attribution, Document, Kind
from briefbot.reading.passages import analyse, passages
from briefbot.reading.quotes import find_quotes
from support.documents import TEXTS, news
from support.work import steps


def shown(text: str, language: str | None = "en") -> list[tuple[str, str, str | None]]:
    """What each passage holds, how, and whose words it is."""
    found = analyse(Document("a", text, language=language))
    return [(passage.span.of(text), passage.kind.value, passage.source.speaker) for passage in found]


@given(TEXTS | news())
def test_passages_are_places_of_words_apart_from_each_other(text: str) -> None:
    """In the order of the text, none overlaps another, none is white space, none crosses a paragraph."""
    found = analyse(Document("a", text, language="en"))
    assert all(passage.span.of(text).strip() for passage in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    blocks = paragraphs(text)
    assert all(any(block.contains(passage.span) for block in blocks) for passage in found if not passage.headline)


@given(news())
def test_a_passage_says_how_its_words_are_told(text: str) -> None:
    """A group is a quotation's; a name stands where somebody was named, and the evidence lies in the text."""
    for passage in analyse(Document("a", text, language="en")):
        assert (passage.group is not None) == (passage.kind is Kind.DIRECT)
        assert (passage.source.speaker is not None) == (passage.source.attribution is Attribution.NAMED)
        for evidence in (passage.source.mention, passage.source.cue):
            assert evidence is None or evidence.end <= len(text)


def test_a_quotation_is_shown_without_its_marks_and_the_rest_in_sentences() -> None:
    """A whole quotation stands alone, and the sentence that holds it is not shown beside it."""
    text = "The bridge opened on Monday. “It will stand for a century,” said Agnes Holm. Bo Lind said that he doubts it."
    assert shown(text) == [
        ("The bridge opened on Monday.", "reported", None),
        ("It will stand for a century,", "direct", "Agnes Holm"),
        ("Bo Lind said that he doubts it.", "reported", "Bo Lind"),
    ]


def test_a_fragment_is_shown_in_its_sentence() -> None:
    """The reporter's words around it and the speaker's within stay together."""
    text = "Agnes Holm called the promise “a brave guess” and asked for figures. Nobody had any."
    assert shown(text)[0] == (text.split(". ", maxsplit=1)[0] + ".", "mixed", "Agnes Holm")


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    """The outer one is shown whole."""
    text = "The day was long. \"He told me 'never again' and meant it,\" said Agnes Holm."
    direct = [words for words, kind, _ in shown(text) if kind == "direct"]
    assert direct == ["He told me 'never again' and meant it,"]


def test_the_same_document_is_always_cut_alike() -> None:
    """What was stored once is what would be stored again."""
    text = "“It will stand,” said Agnes Holm.\n\n“I doubt it,” he answered.\n\nShe left."
    assert analyse(Document("a", text)) == analyse(Document("b", text))


def test_russian_speech_behind_dashes_is_reported_sentence_by_sentence() -> None:
    """Its sentences stand under their speaker, also where nobody told the language; marks make quotations beside them."""
    text = "— Мы готовы, — сказал мэр Пётр Лавочкин. — Дрова есть.\n\n«Зима будет тёплой», — возразила Анна Громова."
    assert shown(text, None) == [
        ("— Мы готовы, — сказал мэр Пётр Лавочкин.", "reported", "Пётр Лавочкин"),
        ("— Дрова есть.", "reported", "Пётр Лавочкин"),
        ("Зима будет тёплой", "direct", "Анна Громова"),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        'He said "ab" then. ',
        '"We will win this now," said Ann Lee. ',
        "«Мы справимся», — сказал Громов. ",
        "“We came, we saw,” he said. “Ab.”\n\n",
        "“We came and saw it. ",
        "It rained. ",
    ],
)
def test_ten_times_the_quotations_are_cut_with_ten_times_the_work(unit: str) -> None:
    """However many quotations and sentences one paragraph has, each is looked at beside its neighbours alone."""
    documents = [Document("d", unit * count, language="ru" if "«" in unit else "en") for count in (60, 600)]
    read = [(document, find_quotes(document)) for document in documents]
    small, large = (steps(lambda one=one: passages(*one)) for one in read)  # type: ignore[misc]
    assert large < 13 * small
