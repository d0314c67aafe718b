"""Words that must stand as typed, words that must not, courtesies, and which answer comes first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.courtesies import is_courtesy
from briefbot.answering.questions.languages import language_of
from briefbot.answering.questions.model import Asked, Order, Query
from briefbot.answering.questions.operators import Operators, holds, read_operators
from briefbot.answering.questions.reading import Reader
from briefbot.model import Catalogue, Person

TODAY = date(2024, 6, 5)
PEOPLE = tuple(Person(name, frozenset({name}), 5, 2) for name in ("Dorota Lind", "Oskar Brandt", "Илья Корсаков"))
READER = Reader.of(Catalogue(people=PEOPLE, passages=9))


def read(question: str) -> Query:
    """The question as it is read."""
    return READER.read(question, TODAY, Asked())


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("ferry -rust", Operators("ferry", excluded=("rust",))),
        ("ferry NOT rust", Operators("ferry", excluded=("rust",))),
        ("What did Lind say, except about rust?", Operators("What did Lind say ?", excluded=("rust",))),
        ("паром НЕ ржавчина", Operators("паром", excluded=("ржавчина",))),
        ("quota OR meals OR bus", Operators("quota meals bus", alternatives=3)),
        ("the 9-year-old ferry", Operators("the 9-year-old ferry")),
        ('Who said "the bridge will stand"?', Operators('Who said "the bridge will stand"?', ("the bridge will stand",))),
        ("Кто сказал «мост ещё постоит»?", Operators("Кто сказал «мост ещё постоит»?", ("мост еще постоит",))),
        ('the "reset" button', Operators('the "reset" button')),
    ],
)
def test_operators_are_taken_out_of_a_question(typed: str, read_as: Operators) -> None:
    """What is left out and joined goes, the words of a phrase stay to be searched for; one word in marks is no phrase."""
    assert read_operators(typed, language_of(typed).exception) == read_as


@given(st.text())
def test_any_question_has_its_operators_read(typed: str) -> None:
    """Nothing that can be typed fails, and a question without operators is left as it is but for its spaces."""
    read = read_operators(typed, language_of(typed).exception)
    if not read.excluded and read.alternatives == 1:
        assert read.rest == " ".join(typed.split())


def test_a_phrase_is_found_whatever_its_typography() -> None:
    """Case, marks and apostrophes do not count; the order of words and each of them does."""
    assert holds("“We don’t know — The Bridge will  stand!”", ("the bridge will stand",), ())
    assert not holds("The bridge will not stand.", ("the bridge will stand",), ())
    assert not holds("Rusts of all kinds", (), ("rust",))
    assert holds("Trusted by all", (), ("rust",))


@pytest.mark.parametrize(
    "typed",
    [
        "hello", "Hi there!", "Good evening", "thanks", "Thank you so much!", "ok", "OK, thanks", "lol", "interesting", "test",
        "are you there?", "Who made you?", "That was very helpful.", "x", "?", "👍", "https://example.org/a/b", "bye",
        "привет", "Спасибо большое!", "ок", "Доброе утро", "как дела?", "проверка",
    ],
)  # fmt: skip
def test_a_courtesy_asks_for_nothing(typed: str) -> None:
    """Greetings, thanks, a word to see whether anybody is there, a bare link: no search is made."""
    assert is_courtesy(typed)
    assert read(typed).courtesy


@pytest.mark.parametrize(
    "typed",
    [
        "Lind",
        "thanks to whom was the bridge built",
        "Good morning Vietnam",
        "testing of missiles",
        "no tax on tips",
        "спасибо Линд за мост",
    ],
)
def test_a_question_is_no_courtesy(typed: str) -> None:
    """What has a word of its own is asked."""
    assert not is_courtesy(typed)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest from Lind?", Order.NEWEST),
        ("Dorota Lind’s most recent words", Order.NEWEST),
        ("What did Lind say last?", Order.NEWEST),
        ("What was the first thing Lind said about rust?", Order.OLDEST),
        ("What did Lind say first?", Order.OLDEST),
        ("What did Lind say about the first bridge?", Order.BEST),
        ("timeline of Lind on the old bridge", Order.TIMELINE),
        ("Show me the timeline: Lind on rust", Order.TIMELINE),
        ("What did Lind say about the timeline of the works?", Order.BEST),
        ("Хронология: Корсаков о мосте", Order.TIMELINE),
        ("Что недавно сказал Корсаков?", Order.NEWEST),
        ("Что Корсаков сказал впервые?", Order.OLDEST),
    ],
)
def test_the_newest_or_oldest_is_asked_for(question: str, order: Order) -> None:
    """Words that say so are read as the order, and are no part of the topic."""
    found = read(question)
    assert found.order is order
    assert found.people
    assert order is Order.BEST or not {"latest", "recent", "last", "first", "thing", "недавно", "впервые"} & set(
        found.topic.split()
    )


@pytest.mark.parametrize(
    "question",
    ["What did Mr Lind say?", "What did Engineer Lind say?", "What did Sheriff Lind say?", "What did Bishop Lind say?"],
)
def test_a_title_before_a_name_is_no_topic(question: str) -> None:
    """Whoever is called by office and family name is found, and nothing is searched for besides."""
    found = read(question)
    assert (found.people, found.topic) == (("Dorota Lind",), "")


def test_whom_others_praise_is_not_the_one_to_hear() -> None:
    """A question for who endorsed somebody asks for the words of others on X."""
    assert read("Who endorsed Lind?").objects == ("Dorota Lind",)
    assert read("Who said that Lind left?").objects == ()


def test_limits_that_are_typed_fill_in_for_those_that_are_set() -> None:
    """Each by itself: what is set beside the question holds."""
    typed, beside = Asked(speaker="Lind", since=date(2015, 1, 1)), Asked(speaker="Brandt", source="The Post")
    assert beside.or_else(typed) == Asked("Brandt", "The Post", date(2015, 1, 1))
