"""Links in a conversation, as the console has it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.links import numbers_of
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.links import Account, payload
from briefbot.dialogue.replies import Advice, Answered, Context, Opened, Withdrawn
from briefbot.model import Citation
from briefbot.rendering.text import plain
from support.articles import article

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
RECORD = article(3)


def bring(briefbot: Archive, text: str) -> None:
    """Bring the article in with this text."""
    briefbot.ingest(["-"], BytesIO(json.dumps({**RECORD, "text": text}).encode()))


@pytest.fixture
def briefbot(new_archive: Callable[[], Archive]) -> Archive:
    """An archive of one article."""
    opened = new_archive()
    bring(opened, RECORD["text"])
    return opened


def shown(briefbot: Archive) -> Citation:
    """A quotation of the article."""
    reply = Conversation(briefbot, "a").say("What did Dorota Lind say about the new bridge?", NOW)
    assert isinstance(reply, Answered)
    return reply.answer.citations[0]


def test_a_link_in_the_console(briefbot: Archive) -> None:
    """/open takes a link's whole address or its end, and what was opened can be looked at and asked about."""
    citation = shown(briefbot)
    (number,) = numbers_of(briefbot, [citation], NOW)
    talk = Conversation(briefbot, "b")
    for typed in (payload(number), Account("a_bot", inline=True).url(payload(number)), f"link:{payload(number)}"):
        reply = talk.say(f"/open {typed}", NOW)
        assert isinstance(reply, Opened)
        assert reply.citation.text == citation.text
        assert plain(reply).startswith("Dorota Lind\n")
    assert isinstance(talk.say("context 1", NOW), Context)
    assert talk.say("more", NOW) == Advice(Hint.NO_MORE)
    assert talk.say("/why", NOW) == Advice(Hint.NOTHING_ASKED)
    following = talk.say("and what did she say?", NOW)
    assert isinstance(following, Answered)
    assert following.answer.citations[0].speaker == "Dorota Lind"


def test_what_is_no_link(briefbot: Archive) -> None:
    """A sentence says so, and nothing is forgotten."""
    for typed in ("", "qzzz", "https://example.org/", "42"):
        reply = Conversation(briefbot, "b").say(f"/open {typed}", NOW)
        assert reply == Advice(Hint.NO_SUCH_LINK)
        assert plain(reply).startswith("That link leads to no quotation")


def test_a_withdrawn_quotation_in_the_console(briefbot: Archive) -> None:
    """It is told that the words are gone; they are not shown."""
    citation = shown(briefbot)
    (number,) = numbers_of(briefbot, [citation], NOW)
    bring(briefbot, "The council of the town votes on Thursday.")
    reply = Conversation(briefbot, "b").say(f"/open {payload(number)}", NOW)
    assert isinstance(reply, Withdrawn)
    assert "its document has changed since 8 September 2016" in plain(reply)
    assert citation.text not in plain(reply)


def test_a_corrected_quotation_in_the_console(briefbot: Archive) -> None:
    """The present name stands above, and the one that the link named is told."""
    citation = shown(briefbot)
    (number,) = numbers_of(briefbot, [citation], NOW)
    assert briefbot.correct(citation.document.id, citation.span, "Emeka Stone")
    reply = Conversation(briefbot, "b").say(f"/open {payload(number)}", NOW)
    first, second = plain(reply).splitlines()[:2]
    assert first.endswith("another name: Dorota Lind")
    assert second == "Emeka Stone"


def test_one_link_whoever_is_first(briefbot: Archive) -> None:
    """Several people who share one quotation at the same moment share one link."""
    citation = shown(briefbot)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: numbers_of(briefbot, [citation], NOW), range(24)))
    assert len({number for (number,) in made}) == 1


def test_links_are_made_once(briefbot: Archive) -> None:
    """Several citations at once, some of them known, each have one number, also after a new version."""
    reply = Conversation(briefbot, "a").say("the new bridge", NOW)
    assert isinstance(reply, Answered)
    citations = reply.answer.citations
    assert len(citations) > 2
    first = numbers_of(briefbot, citations[:2], NOW)
    every = numbers_of(briefbot, citations, NOW)
    assert every[:2] == first
    assert len(set(every)) == len(citations)
    bring(briefbot, f"A note of the paper.\n\n{RECORD['text']}")
    again = Conversation(briefbot, "a").say("the new bridge", NOW)
    assert isinstance(again, Answered)
    moved = [citation for citation in again.answer.citations if citation.text in {one.text for one in citations}]
    assert len(moved) > 2
    assert set(numbers_of(briefbot, moved, NOW)) <= set(every)
