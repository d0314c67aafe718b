"""Whom a question asks for: sons and fathers, people whom the archive lacks, and names that are near to theirs."""

from datetime import date

import pytest

from briefbot.answering.questions.model import Asked, Query
from briefbot.answering.questions.reading import Reader
from briefbot.model import Catalogue, Person

TODAY = date(2024, 6, 5)
FATHER, SON, OTHER = "Oskar Brandt", "Oskar Brandt Jr.", "Dorota Lind"
READER = Reader.of(Catalogue(people=tuple(Person(name, frozenset({name}), 5, 2) for name in (FATHER, SON, OTHER)), passages=9))


def read(question: str) -> Query:
    """The question as it is read."""
    return READER.read(question, TODAY)


@pytest.mark.parametrize("question", ["What did Brandt Jr. say about rust?", "What did Oskar Brandt Jr say about rust?"])
def test_a_son_is_asked_for_by_his_suffix(question: str) -> None:
    """His father is not meant, and the suffix is no topic."""
    query = read(question)
    assert query.people == (SON,)
    assert query.topic.strip(" ?.") == "about rust"


@pytest.mark.parametrize(
    ("question", "stranger", "near"),
    [
        ("What did Dorota Lind Sr. say?", "Dorota Lind Sr", (OTHER,)),
        ("What did Dorotea Lind say about rust?", "Dorotea Lind", (OTHER,)),
        ("What did Odrota Lind say about rust?", "Odrota Lind", (OTHER,)),
        ("What did Dorota Lindner say about rust?", "Dorota Lindner", (OTHER,)),
        ("What did Dorota Linnet say about rust?", "Dorota Linnet", ()),
        ("What did Magnus Lind say about rust?", "Magnus Lind", (OTHER,)),
        ("Magnus Lind on rust", "Magnus Lind", (OTHER,)),
        ("magnus lind on rust", "magnus lind", (OTHER,)),
        ("what did magnus lind say about rust", "magnus lind", (OTHER,)),
        ("what did will lind say about rust", "will lind", (OTHER,)),
        ("will lind on rust", "will lind", (OTHER,)),
        ("Will Lind's words on rust", "Will Lind", (OTHER,)),
        ("What did Hanna Voss say about rust?", "Hanna Voss", ()),
    ],
)
def test_a_near_name_is_offered_and_not_taken(question: str, stranger: str, near: tuple[str, ...]) -> None:
    """Another name or generation is another person, until somebody says that it was meant."""
    query = read(question)
    assert query.people == ()
    assert query.strangers == (stranger,)
    assert query.choices == near


@pytest.mark.parametrize(
    ("question", "called", "near"),
    [
        ("What did Brandts say about rust?", "Brandts", (FATHER, SON)),
        ("What did Linder say about rust?", "Linder", (OTHER,)),
        ("what did lindes say about rust", "lindes", (OTHER,)),
        ("What did Dorotka say about rust?", "Dorotka", (OTHER,)),
        ("Linder on rust", "Linder", (OTHER,)),
        ("linder on rust", "linder", (OTHER,)),
        ("Линдер о ржавчине", "Линдер", (OTHER,)),
        ("Marlow on rust", "Marlow", ()),
        ("Marlows on rust", None, ()),
        ("the doors on rust", None, ()),
    ],
)
def test_a_single_near_name_is_offered_too(question: str, called: str | None, near: tuple[str, ...]) -> None:
    """Of another ending, or of a given name alike; in Russian, and as the heading of a question, too."""
    query = read(question)
    assert (query.people, query.called, query.choices) == ((), called, near)


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("will lind support rust?", OTHER),
        ("what do fans think of magnus lind", None),
        ("magnus or lind", OTHER),
    ],
)
def test_what_only_looks_like_another_given_name(question: str, person: str | None) -> None:
    """A verb, somebody spoken of, and another word between the two."""
    query = read(question)
    assert query.strangers == ()
    assert query.people == ((person,) if person else ())


@pytest.mark.parametrize("typed", ["Brnadt", "Brantd", "Branddt"])
def test_a_slip_of_the_fingers_is_taken_and_told(typed: str) -> None:
    """A letter inside the name, or one doubled; the reader is told whom it was taken for."""
    query = read(f"What did {typed} say about rust?")
    assert query.people == (FATHER, SON)
    assert query.taken == ((typed, FATHER),)


def test_a_possessive_may_lack_its_apostrophe() -> None:
    """Before a noun of speech."""
    assert read("Linds words on rust").people == (OTHER,)
    assert read("Linds rust").people == ()


def test_a_typed_limit_that_fits_nobody_offers_who_is_near() -> None:
    """As a question does."""
    query = READER.read("rust", TODAY, Asked(speaker="Dorota Lindner"))
    assert (query.strangers, query.choices) == (("Dorota Lindner",), (OTHER,))


@pytest.mark.parametrize(
    "question",
    [
        "What does Marlow think about rust?",
        "Did Marlow comment on rust?",
        "Quote Marlow on rust",
        "According to Marlow, who rusts?",
    ],
)
def test_a_single_unknown_name_is_somebody_called_so(question: str) -> None:
    """Where only a name can stand; whether any text has the word is asked of the archive."""
    assert read(question).called == "Marlow"


@pytest.mark.parametrize(
    "question", ["What did Lind say about rust?", "What does rust do?", "Did anybody comment?", "Who is Marlow?"]
)
def test_what_is_no_unknown_name(question: str) -> None:
    """People of the archive, small letters, and names that are only asked about."""
    assert read(question).called is None


def test_one_against_another_asks_for_both() -> None:
    """The word "versus" joins two people as "and" does."""
    assert set(read("Dorota Lind versus Oskar Brandt Jr. on rust").people) == {OTHER, SON}


def test_the_end_of_a_month_is_in_it() -> None:
    """And leaves nothing of itself in the topic."""
    query = read("What did Dorota Lind say at the end of May?")
    assert (query.since, query.until) == (date(2024, 5, 16), date(2024, 5, 31))
    assert query.topic.strip(" ?") == ""


def test_somebodys_words_are_no_topic() -> None:
    """Whoever asks for "Lind's most recent words" asks for all that she said."""
    assert read("Lind's most recent words").topic.strip() == ""


def test_a_kind_of_people_or_a_body_is_not_called_by_its_last_word() -> None:
    """A party, a nation and what a body is for are no family names."""
    names = ("Virginia Republican", "Brennan Center for Justice", "Dorota Justice")
    reader = Reader.of(Catalogue(people=tuple(Person(name, frozenset({name}), 5, 2) for name in names), passages=9))
    assert reader.read("What did the Republican convention say about rust?", TODAY).people == ()
    assert reader.read("What did Justice say about rust?", TODAY).people == ("Dorota Justice",)
    assert reader.read("What did the Brennan Center for Justice say?", TODAY).people == ("Brennan Center for Justice",)
