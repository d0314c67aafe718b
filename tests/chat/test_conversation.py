"""A conversation: follow-ups lean on what was asked and shown before, and it survives a restart."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Answered, Context, Origin, People, Publishers, Reading, Statistics
from support.articles import article, token
from support.program import SEEDS, opened_again

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
QUESTION = "What did Lavrov say about missile defense?"


@pytest.fixture
def briefbot(new_archive: Callable[[], Archive]) -> Archive:
    """An archive with the shipped seeds and some articles."""
    opened = new_archive()
    opened.ingest([str(SEEDS)], BytesIO())
    opened.ingest(["-"], BytesIO("".join(json.dumps(article(number)) + "\n" for number in range(40)).encode()))
    return opened


def answered(reply: object) -> Answered:
    """The reply, which is an answer."""
    assert isinstance(reply, Answered)
    return reply


def test_a_follow_up_keeps_the_speaker(briefbot: Archive) -> None:
    """The next question is about the same person, and is shown as read so."""
    talk = Conversation(briefbot, "a")
    talk.say(QUESTION, NOW)
    reply = answered(talk.say("and about Syria?", NOW))
    assert reply.answer.citations[0].speaker == "Sergei Lavrov"
    reading = talk.say("/why", NOW)
    assert isinstance(reading, Reading)
    assert (reading.query.follows_up, reading.query.people) == (True, ("Sergei Lavrov",))


def test_more_goes_on_where_it_stopped(briefbot: Archive) -> None:
    """Numbers go on, nothing comes twice, and the end is told."""
    talk = Conversation(briefbot, "a")
    replies = [answered(talk.say("What was said about the bridge?", NOW))]
    while replies[-1].answer.more:
        replies.append(answered(talk.say("more", NOW)))
    places = [(c.key, c.ordinal) for reply in replies for c in reply.answer.citations]
    assert len(places) == len(set(places)) > 5
    shown = 0
    for reply in replies:
        assert reply.first_number == shown + 1
        shown += len(reply.answer.citations)
    assert talk.say("more", NOW) == Advice(Hint.NO_MORE)


def test_numbers_point_at_what_was_shown(briefbot: Archive) -> None:
    """Also at what was shown a page before; one that was not shown is told."""
    talk = Conversation(briefbot, "a")
    first = answered(talk.say("What was said about the bridge?", NOW)).answer.citations
    second = answered(talk.say("more", NOW)).answer.citations
    for number, citation in ((1, first[0]), (len(first), first[-1]), (len(first) + 1, second[0])):
        context, origin = talk.say(f"context {number}", NOW), talk.say(f"source {number}", NOW)
        assert isinstance(context, Context)
        assert isinstance(origin, Origin)
        assert context.citation.span == origin.citation.span == citation.span
        assert context.citation.document == citation.document
    assert talk.say("context 99", NOW) == Advice(Hint.NO_SUCH_NUMBER, "99")


def test_nothing_shown_is_told(briefbot: Archive) -> None:
    """Before the first answer, and after one that shows nothing, there is nothing to look at."""
    talk = Conversation(briefbot, "a")
    for line in ("more", "context 1", "/source 1"):
        assert talk.say(line, NOW) == Advice(Hint.NOTHING_SHOWN)
    assert talk.say("/why", NOW) == Advice(Hint.NOTHING_ASKED)
    talk.say("Who spoke of volcanoes and submarines?", NOW)
    assert talk.say("context 1", NOW) == Advice(Hint.NOTHING_SHOWN)


def test_commands_tell_of_the_archive(briefbot: Archive) -> None:
    """Its speakers, its publishers, its size; a command that is none, and one that lacks its number."""
    talk = Conversation(briefbot, "a")
    everybody, some = talk.say("/speakers", NOW), talk.say("/speakers lav", NOW)
    assert isinstance(everybody, People)
    assert isinstance(some, People)
    assert [person.name for person in some.people] == ["Sergei Lavrov"]
    assert everybody.of >= len(everybody.people) > 1
    publishers, statistics = talk.say("/sources", NOW), talk.say("/stats", NOW)
    assert isinstance(publishers, Publishers)
    assert isinstance(statistics, Statistics)
    assert statistics.catalogue.documents == sum(publisher.documents for publisher in publishers.publishers) == 41
    assert talk.say("/nonsense", NOW) == Advice(Hint.NO_SUCH_COMMAND, "/nonsense")
    assert talk.say("/context", NOW) == Advice(Hint.NO_NUMBER, "/context")
    assert talk.say("bridge since:nonsense", NOW) == Advice(Hint.UNREADABLE_LIMIT, "since:nonsense")


def test_conversations_do_not_mix(briefbot: Archive) -> None:
    """What one person asked is nobody else's context."""
    Conversation(briefbot, "a").say(QUESTION, NOW)
    assert Conversation(briefbot, "b").say("more", NOW) == Advice(Hint.NOTHING_SHOWN)


def test_a_conversation_survives_a_restart_and_is_forgotten_in_time(briefbot: Archive) -> None:
    """It goes on in another process within hours; much later, or when it was told to be forgotten, it starts afresh."""
    Conversation(briefbot, "a").say(QUESTION, NOW)
    with opened_again(briefbot) as later:
        assert isinstance(Conversation(later, "a").say("context 1", NOW + timedelta(hours=5)), Context)
        assert Conversation(later, "a").say("context 1", NOW + timedelta(hours=7)) == Advice(Hint.NOTHING_SHOWN)
    briefbot.forget("a")
    assert Conversation(briefbot, "a").say("context 1", NOW) == Advice(Hint.NOTHING_SHOWN)


def test_what_another_version_kept_is_a_fresh_start(briefbot: Archive) -> None:
    """A conversation that cannot be read is no failure."""
    for state in ({}, {"query": 5}, {"query": {"nonsense": 1}, "shown": []}, {"query": {}, "shown": "x"}):
        briefbot.store.keep_conversation("a", state, NOW)
        assert Conversation(briefbot, "a").say("more", NOW) == Advice(Hint.NOTHING_SHOWN)


def test_a_citation_of_a_replaced_document_keeps_its_words(briefbot: Archive) -> None:
    """Versions are never rewritten: what was shown before an update can still be looked at."""
    talk = Conversation(briefbot, "a")
    before = answered(talk.say(f"What about {token(5)}?", NOW)).answer.citations[0]
    briefbot.ingest(["-"], BytesIO(json.dumps({**article(5), "text": "Nothing of that."}).encode()))
    reply = talk.say("context 1", NOW)
    assert isinstance(reply, Context)
    assert reply.citation.text == before.text
