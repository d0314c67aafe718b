"""Follow-ups in time, about somebody else, and for what was not shown yet."""

from datetime import date

import pytest

from briefbot.answering.questions.dialogue import Earlier, read_in_dialogue
from briefbot.answering.questions.model import Asked, Query
from briefbot.answering.questions.reading import Reader
from briefbot.model import Catalogue, Person

TODAY = date(2024, 6, 5)
NAMES = ("Dorota Lind", "Oskar Brandt", "Илья Корсаков")
READER = Reader.of(Catalogue(people=tuple(Person(name, frozenset({name}), 5, 2) for name in NAMES), passages=9))
SHOWN = ((1, 0), (1, 2))


def after(first: str, question: str) -> Query:
    """The second of two questions as it is read."""
    earlier = Earlier(READER.read(first, TODAY, Asked()), (1,), SHOWN)
    return read_in_dialogue(READER, question, TODAY, Asked(), earlier)


@pytest.mark.parametrize(
    ("first", "question", "since", "until"),
    [
        ("What did Lind say in May 2024?", "and before that?", None, date(2024, 4, 30)),
        ("What did Lind say on 27 May 2024?", "and the month before?", date(2024, 4, 1), date(2024, 4, 30)),
        ("What did Lind say on 27 May 2024?", "and the week before?", date(2024, 5, 20), date(2024, 5, 26)),
        ("What did Lind say in February 2024?", "and later?", date(2024, 3, 1), None),
        ("What did Lind say in February 2024?", "and after that?", date(2024, 3, 1), None),
        ("What did Lind say in February 2024?", "and in March 2024?", date(2024, 3, 1), date(2024, 3, 31)),
        ("What did Lind say about rust?", "and before that?", None, None),
        ("Что сказал Корсаков в мае 2024?", "а до этого?", None, date(2024, 4, 30)),
    ],
)
def test_a_follow_up_goes_back_or_on_in_time(first: str, question: str, since: date | None, until: date | None) -> None:
    """Before and after mean the days that were asked about; where none were, nothing is limited."""
    read = after(first, question)
    assert (read.since, read.until) == (since, until)
    assert read.people


@pytest.mark.parametrize("question", ["what about Brandt?", "And what about Oskar Brandt?", "how about Brandt"])
def test_somebody_else_is_asked_about_the_same(question: str) -> None:
    """Whoever is named alone is the one to hear, on the topic of before."""
    read = after("What did Lind say about rust?", question)
    assert read.people == ("Oskar Brandt",)
    assert "rust" in read.topic
    assert not read.inherited


@pytest.mark.parametrize("question", ["what else did she say?", "anything else from her?", "и что ещё она сказала?"])
def test_what_was_shown_is_not_shown_again(question: str) -> None:
    """What else somebody said are other words of the same person."""
    read = after("What did Lind say about rust?", question)
    assert read.shown == SHOWN
    assert read.people == ("Dorota Lind",)
    assert read.inherited


@pytest.mark.parametrize(
    "question", ["But on the harbour?", "But the harbour?", "but why the harbour", "But what did she say about the harbour?"]
)
def test_a_but_goes_on(question: str) -> None:
    """What begins with "but" answers what was said before: the same person is asked."""
    read = after("What did Lind say about rust?", question)
    assert read.follows_up
    assert read.people == ("Dorota Lind",)
    assert "harbour" in read.topic


def test_a_but_behind_an_apology_begins_nothing() -> None:
    """What follows "Sorry to bother you, but" is a question of its own."""
    fresh = "what did Oskar Brandt say about the harbour walls?"
    assert not after("What did Lind say about rust?", f"Sorry to bother you, but {fresh}").follows_up
    assert READER.read(f"Excuse me, but {fresh}", TODAY).topic == READER.read(fresh, TODAY).topic


def test_what_was_shown_before_what_else_is_not_shown_again_either() -> None:
    """The second "what else?" goes on behind both answers, also where the first of them found nothing."""
    earlier = Earlier(after("What did Lind say about rust?", "what else did she say?"), (2,), ((2, 1),))
    read = read_in_dialogue(READER, "what else?", TODAY, Asked(), earlier)
    assert set(read.shown) == {*SHOWN, (2, 1)}


@pytest.mark.parametrize("question", ["and the company?", "who was she arguing with?", "who else spoke about it?"])
def test_where_somebody_else_is_meant_the_earlier_speaker_is_not(question: str) -> None:
    """Another office or body, whom somebody spoke with, and others: whoever was asked for before does not answer that."""
    read = after("What did Lind say about rust?", question)
    assert read.people == ()
    assert read.objects == ("Dorota Lind",)


def test_a_person_is_taken_over_unless_words_are_asked_for() -> None:
    """What a pronoun only stands in weighs no more than what is said now; "what did she say" asks for her."""
    assert after("What did Lind say about rust?", "did she get her bridge?").inherited
    assert after("What did Lind and Brandt say about rust?", "did she get her bridge?").inherited
    assert not after("What did Lind and Brandt say about rust?", "What did she say to that?").inherited


def test_a_question_about_a_pronoun_has_a_topic_of_its_own() -> None:
    """What she makes of something else has nothing to do with what was asked before."""
    assert "rust" not in after("What did Lind say about rust?", "what does she make of the ferry?").topic
    assert "rust" in after("What did Lind say about rust?", "what does she make of that?").topic


def test_a_courtesy_leans_on_nothing() -> None:
    """Thanks after an answer ask for nothing, and change nothing."""
    assert after("What did Lind say about rust?", "thanks!").courtesy


def test_a_follow_up_that_asks_for_any_words_asks_nobody_in_particular() -> None:
    """The one before is not meant any more; nor where somebody is named whom the archive does not have."""
    assert after("What did Lind say about rust?", "any news on paint?").people == ()
    stranger = after("What did Lind say about rust?", "and what did Zoe Zed say?")
    assert (stranger.people, stranger.strangers) == ((), ("Zoe Zed",))


def test_who_is_meant_is_no_subject_of_what_follows() -> None:
    """After "and the company?" the next question is about what the first one was about."""
    first = Earlier(READER.read("Who called the harbour lease a farce?", TODAY, Asked()), (1,), SHOWN)
    second = read_in_dialogue(READER, "and the company?", TODAY, Asked(), first)
    third = read_in_dialogue(READER, "and the labor secretary?", TODAY, Asked(), Earlier(second, (1,), SHOWN))
    assert {"labor", "secretary", "harbour", "lease"} <= {word.strip("?") for word in third.topic.split()}
    assert "company" not in third.topic


def test_a_chain_of_follow_ups_keeps_its_first_subject() -> None:
    """What a follow-up takes over counts less than what is said now, and is not lost with the next one."""
    first = Earlier(READER.read("Why does Lind admire the harbour pilots?", TODAY, Asked()), (1,), SHOWN)
    second = read_in_dialogue(READER, "did she win their backing?", TODAY, Asked(), first)
    third = read_in_dialogue(READER, "when did they meet?", TODAY, Asked(), Earlier(second, (1,), SHOWN))
    assert third.topic.split().count("meet?") == 2
    assert "pilots?" in third.topic


def test_somebody_else_is_nobody_who_was_heard_before() -> None:
    """In any turn of the conversation."""
    first = Earlier(READER.read("What did Lind say about the lease?", TODAY, Asked()), (1,), SHOWN)
    second = Earlier(read_in_dialogue(READER, "and Brandt?", TODAY, Asked(), first), (1,), SHOWN)
    third = read_in_dialogue(READER, "who else spoke about it?", TODAY, Asked(), second)
    assert set(third.objects) == {"Dorota Lind", "Oskar Brandt"}
