"""What a follow-up takes over, and what not."""

from datetime import date

import pytest

from briefbot.answering.questions.dialogue import Earlier, earlier_of, read_in_dialogue
from briefbot.answering.questions.model import Asked, Intent, Query
from briefbot.answering.questions.reading import Reader
from briefbot.model import Answer, Citation, Document, Kind, Span

from .people import CATALOGUE

READER = Reader.of(CATALOGUE)
TODAY = date(2016, 10, 12)


def ask(*questions: str) -> Query:
    """The last of these questions, read after the others."""
    earlier = None
    for question in questions:
        query = read_in_dialogue(READER, question, TODAY, Asked(), earlier)
        earlier = Earlier(query, (7, 8))
    return query


FIRST = "What did Nadia Orlova say about the ferry strike in August 2016?"


def words(query: Query) -> set[str]:
    """The words that a query is ranked by."""
    return {word.strip("?,.") for word in query.topic.split()}


@pytest.mark.parametrize("follow_up", ["and about the bridge?", "what about the bridge?", "And on the bridge?"])
def test_another_topic_keeps_the_person_and_the_time(follow_up: str) -> None:
    """A "And about X?" asks the same person about something else."""
    query = ask(FIRST, follow_up)
    assert query.people == ("Nadia Orlova",)
    assert query.since == date(2016, 8, 1)
    assert "bridge" in words(query)
    assert "strike" not in words(query)
    assert query.documents == (7, 8)


@pytest.mark.parametrize("follow_up", ["and Marchetti?", "what did Marchetti say to that?", "did Marchetti comment?"])
def test_another_person_keeps_the_topic(follow_up: str) -> None:
    """Somebody else is asked about the same."""
    query = ask(FIRST, follow_up)
    assert query.people == ("Tom Marchetti",)
    assert "strike" in words(query)


def test_when_was_that_asks_for_the_same_again() -> None:
    """A follow-up without a subject of its own has that of the question before."""
    query = ask(FIRST, "when was that?")
    assert query.people == ("Nadia Orlova",)
    assert "strike" in words(query)


def test_who_else_asks_for_others() -> None:
    """Others than the one who was asked for are meant."""
    query = ask(FIRST, "who else spoke about it?")
    assert query.people == ()
    assert query.intent is Intent.WHO
    assert "strike" in words(query)


def test_a_pronoun_points_at_the_last_person_of_its_gender() -> None:
    """A "She" skips the man who was asked for last."""
    assert ask(FIRST, "and Marchetti?", "what did she say to that?").people == ("Nadia Orlova",)
    assert ask(FIRST, "and Marchetti?", "what did he mean?").people == ("Tom Marchetti",)


def test_an_office_is_somebody_else() -> None:
    """A "And the mayor?" no longer asks for the earlier speaker."""
    query = ask(FIRST, "what about the harbour mayor?")
    assert query.people == ()
    assert {"mayor", "strike"} <= words(query)


@pytest.mark.parametrize(
    "fresh",
    [
        "What did Tom Marchetti say about the school roof?",
        "What did Tom Marchetti say in 2015?",
        "When did the old mill burn down?",
        "school roof repairs",
    ],
)
def test_a_fresh_question_inherits_nothing(fresh: str) -> None:
    """A question that stands by itself is read as if it were the first."""
    assert ask(FIRST, fresh) == ask(fresh)


def test_a_follow_up_to_nothing_is_a_question() -> None:
    """Without a question before, it is read as it stands."""
    assert ask("and about the bridge?").people == ()


def test_a_stranger_is_not_carried_on() -> None:
    """After somebody whom nobody knows, the next question is about the topic alone."""
    query = ask("What did Angela Petersen say about the ferry strike?", "and about the bridge?")
    assert query.strangers == ()
    assert "Petersen" not in query.topic


def test_somebody_unknown_is_not_the_earlier_speaker() -> None:
    """A follow-up about somebody who never speaks does not ask for the earlier speaker again."""
    assert ask(FIRST, "and what did Brennan say?").people == ()


def test_what_an_answer_showed_can_be_leant_on() -> None:
    """The places of its citations, and their documents, each once, in its order."""
    document = Document("d", "Rain. Snow. Hail.")
    shown = [Citation(key, ordinal, document, Span(0, 5), Kind.REPORTED, None, 1.0) for key, ordinal in ((7, 2), (9, 0))]
    below = Citation(7, 3, document, Span(6, 11), Kind.REPORTED, None, 1.0)
    query = ask("What did Nadia Orlova say?")
    assert earlier_of(query, Answer((*shown, below))) == Earlier(query, (7, 9), ((7, 2), (9, 0), (7, 3)))
