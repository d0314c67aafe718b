"""Which people a question names, and whose words it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.names import NameFinder
from briefbot.answering.questions.speakers import asked_for

from .people import PEOPLE, person

FINDER = NameFinder(PEOPLE)


def asked(question: str) -> list[str]:
    """The most quoted of those whom each name that is asked for may mean."""
    return [named.people[0].name for named in asked_for(question, FINDER.find(question))]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Nadia Orlova say about the strike?", ["Nadia Orlova"]),
        ("What did Orlova say?", ["Nadia Orlova"]),
        ("what did orlova say about the strike", ["Nadia Orlova"]),
        ("Why does Mrs. Orlova want it?", ["Nadia Orlova"]),
        ("nadia orlova on ferries", ["Nadia Orlova"]),
        ("Orlova's view of the strike", ["Nadia Orlova"]),
        ("According to Marchetti, who started it?", ["Tom Marchetti"]),
        ("What is Marchetti's plan, as told by Orlova?", ["Nadia Orlova"]),
        ("What did Orlova and Marchetti say in their letter?", ["Nadia Orlova", "Tom Marchetti"]),
        ("What did samuel adeyemi say?", ["Samuel K. Adeyemi Jr."]),
        ("De la Cruz on the budget", ["Adriana de la Cruz"]),
        ("how does marcheti explain it", ["Tom Marchetti"]),
        ("What did the Ministry of Transport say?", ["Ministry of Transport"]),
        ("What did ICAR say about it?", ["ICAR"]),
        ("What did the Pope say about peace?", ["Pope Benedict"]),
        ("What did Oslo mayor Marchetti say?", ["Tom Marchetti"]),
        ("What did Orlova, who met Marchetti, say?", ["Nadia Orlova"]),
        ("What does the Pope think of it?", ["Pope Benedict"]),
        ("Before the Oslo meeting with Orlova, how did captain Marchetti explain it?", ["Tom Marchetti"]),
        ("Explain what Orlova said about it", ["Nadia Orlova"]),
        ("What did the NCT say?", ["National Council of Teachers"]),
        ("what did the nct say", ["National Council of Teachers"]),
    ],
)
def test_somebody_is_asked_for_by_name(question: str, names: list[str]) -> None:
    """A name in whole or in part, with a title, misspelt or in small letters, asks for that person's words."""
    assert asked(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "What did Orlova's spokesman say?",
        "What do people think of Orlova?",
        "What was said about Orlova?",
        "What did the Orlova campaign say?",
        "What did Orlova supporters chant?",
        "What did Nadia Petrova say?",
        "How did the man from the harbour explain what Orlova did?",
        "What did the NT say?",
        "What may happen with the ferries?",
        "what may happen with the ferries",
        "What did they build in Oslo?",
        "",
    ],
)
def test_somebody_who_is_only_spoken_of_is_not_asked_for(question: str) -> None:
    """A name that owns, qualifies or is the object of something asks for nobody's words; nor does a stranger's."""
    assert asked(question) == []


def test_two_people_of_one_family_name_are_both_meant() -> None:
    """Where the question gives the family name alone, everybody who bears it may be meant, the most quoted first."""
    (named,) = FINDER.find("What did Lindqvist say?")
    assert [person.name for person in named.people] == ["Jakob Lindqvist", "Maria Lindqvist"]
    (named,) = FINDER.find("What did Maria Lindqvist say?")
    assert [person.name for person in named.people] == ["Maria Lindqvist"]


@given(st.text(max_size=200))
def test_no_question_breaks_the_finder(question: str) -> None:
    """Names lie within the question, in order, whatever is typed."""
    places = [named.place for named in FINDER.find(question)]
    assert places == sorted(places)
    assert all(place.end <= len(question) for place in places)


def test_a_given_name_alone_means_the_one_who_is_quoted_most() -> None:
    """Where most of those who bear it are that one; else nobody can be meant."""
    known = NameFinder(
        [person("Maria Lind", 40), person("Maria Brandt", 6), person("Peter Hale", 9), person("Peter Frost", 12)]
    )
    assert [named.people[0].name for named in known.find("What did Maria say?")] == ["Maria Lind"]
    others = [person("Peter Hale", 9), person("Peter Frost", 8), person("Peter Moss", 7)]
    assert NameFinder(others).find("What did Peter say?") == []


def test_a_name_of_signs_alone_makes_nobody_harder_to_find() -> None:
    """Articles give somebody one now and then; it is passed over."""
    known = NameFinder([person("Maria Lind", 4, "…")])
    assert [named.people[0].name for named in known.find("What did Maria Lind say?")] == ["Maria Lind"]


def test_a_short_form_means_whoever_bears_the_whole_one() -> None:
    """As it does where the archive's people are told apart; another given name means another one."""
    finder = NameFinder([person("William Day", 5), person("Ann Day", 9)])
    found = [[one.name for one in named.people] for named in finder.find("What did Bill Day say?")]
    assert found == [["William Day"]]
    assert finder.find("What did Tom Day say?") == []
