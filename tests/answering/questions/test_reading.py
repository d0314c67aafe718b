"""A question in somebody's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.model import Asked, Intent, Order
from briefbot.answering.questions.reading import LONGEST_QUESTION, Reader, read_limits, tidy

from .people import CATALOGUE

READER = Reader.of(CATALOGUE)
TODAY = date(2016, 10, 12)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("What did Orlova say about the strike?", Intent.WORDS),
        ("orlova ferries", Intent.WORDS),
        ("Who called the strike a farce?", Intent.WHO),
        ("Which senator wanted it gone?", Intent.WHO),
        ("When did the ferry sink?", Intent.WHEN),
        ("On what day did they vote?", Intent.WHEN),
        ("ferry timetable", Intent.ANYTHING),
    ],
)
def test_what_kind_of_answer_is_wanted(question: str, intent: Intent) -> None:
    """Words, a name, a date, or anything at all."""
    assert READER.read(question, TODAY).intent is intent


def test_a_question_is_taken_apart_into_who_when_where_and_what() -> None:
    """Person, dates and paper leave the words to rank by, and the frame of the question too."""
    query = READER.read("In August 2016, what did Nadia Orlova say in the Harbour Times about the ferry strike?", TODAY)
    assert query.people == ("Nadia Orlova",)
    assert (query.since, query.until) == (date(2016, 8, 1), date(2016, 8, 31))
    assert query.sources == ("The Harbour Times",)
    assert set(query.topic.strip("?").split()) - {",", "about", "the", "in"} == {"ferry", "strike"}


def test_polite_padding_says_nothing() -> None:
    """A polite question means what the bare one does."""
    bare = READER.read("what did Orlova say about ferries?", TODAY)
    polite = READER.read("Hello, could you please tell me what did Orlova say about ferries?", TODAY)
    assert (polite.topic, polite.people) == (bare.topic, bare.people)


def test_a_paper_named_like_a_day_is_no_day() -> None:
    """USA Today is a source and not a limit to today."""
    query = READER.read("What did USA Today report about ferries?", TODAY)
    assert (query.sources, query.since) == (("USA Today",), None)


def test_somebody_whom_the_archive_lacks_is_a_stranger() -> None:
    """A name where the speaker stands that nobody in the archive has is told as such."""
    assert READER.read("What did Angela Petersen say about ferries?", TODAY).strangers == ("Angela Petersen",)
    assert READER.read("When did Angela Petersen leave?", TODAY).strangers == ()


def test_people_of_one_name_are_offered_as_a_choice() -> None:
    """Two who are quoted about as often are a choice; one who is quoted far more is meant."""
    assert READER.read("What did Lindqvist say?", TODAY).choices == ("Jakob Lindqvist", "Maria Lindqvist")
    assert READER.read("What did Maria Lindqvist say?", TODAY).choices == ()


def test_limits_by_hand_win_over_words() -> None:
    """What was set by hand replaces what the words would have limited."""
    asked = Asked(speaker="marchetti", source="northern post", since=date(2016, 3, 1))
    query = READER.read("What did Orlova say in the Harbour Times in 2015?", TODAY, asked)
    assert (query.people, query.people_by_hand) == (("Tom Marchetti",), True)
    assert (query.sources, query.since, query.until) == (("Northern Post",), date(2016, 3, 1), None)


def test_a_name_beside_a_speaker_set_by_hand_is_what_it_is_about() -> None:
    """A body that somebody is to speak of is a topic, though it speaks itself; whoever is to speak is none."""
    query = READER.read("ICAR", TODAY, Asked(speaker="Orlova"))
    assert (query.people, query.topic) == (("Nadia Orlova",), "ICAR")
    assert "Orlova" not in READER.read("What did Orlova say about ferries?", TODAY, Asked(speaker="Orlova")).topic


def test_limits_by_hand_that_fit_nothing_are_told() -> None:
    """A person or paper that the archive lacks is named in the query."""
    query = READER.read("ferries", TODAY, Asked(speaker="Nobody Known", source="Daily Nothing"))
    assert (query.strangers, query.strange_source) == (("Nobody Known",), "Daily Nothing")


def test_limits_are_read_out_of_a_line() -> None:
    """`from:`, `speaker:`, `since:` and `until:` are taken out of the question; a value may stand in quotation marks."""
    rest, asked, wrong = read_limits('ferries from:"Harbour Times" speaker:Orlova since:2016-03 until:2016 now', TODAY)
    assert rest == "ferries now"
    assert asked == Asked("Orlova", "Harbour Times", date(2016, 3, 1), date(2016, 12, 31))
    assert wrong == []
    assert read_limits("ferries since:soon", TODAY)[2] == ["since:soon"]


@given(st.text(max_size=400))
def test_no_question_breaks_the_reader(question: str) -> None:
    """Whatever is typed is read as something, and its topic is made of its own words."""
    query = READER.read(question, TODAY)
    assert all(word in tidy(question) for word in query.topic.split())


def test_a_question_of_ten_thousand_characters_is_cut() -> None:
    """What can be ranked has a limit, and what lies behind it is not looked at."""
    assert len(tidy("ferry " * 2000)) <= LONGEST_QUESTION


def test_how_long_something_lasted_asks_for_no_order() -> None:
    """The word for an end is a verb there."""
    assert READER.read("How long did the ferry strike last?", TODAY).order is Order.BEST
    assert READER.read("What did Nadia Orlova say last?", TODAY).order is Order.NEWEST


@pytest.mark.parametrize("question", ["Why did Orlova resign?", "Почему Орлова ушла?", "For what reason did Orlova resign?"])
def test_a_reason_may_be_asked_for(question: str) -> None:
    """In each language."""
    assert READER.read(question, TODAY).why
    assert not READER.read("What did Orlova say about the strike?", TODAY).why
