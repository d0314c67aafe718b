"""Whose words an answer shows: of somebody who is only mentioned, of a relative, of one of two who says nothing."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.model import Answer, Missing

TODAY = date(2024, 6, 5)
TEXT = (
    "Mayor Dorota Lind met the foreign minister, Igor V. Marlow, in Ostby on Monday to speak about the bridge.\n\n"
    '"The bridge will open in May," Lind told reporters. "We need the bridge before the winter."\n\n'
    '"Nobody needs that bridge," said Emeka Stone, an engineer. Lind\'s husband was on the bridge too.\n\n'
    "The Congress voted on the bridge, and the Congress sent the money for it.\n\n"
)


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An article in which two people speak and a third is mentioned, and one on something else."""
    archive = new_archive()
    apples = '"The apples are small this year," said Farida Quill, who has an orchard.'
    records = [
        {"id": id_, "published": "2024-05-01", "language": "en", "text": text} for id_, text in (("a", TEXT), ("b", apples))
    ]
    archive.ingest(["-"], BytesIO("\n".join(map(json.dumps, records)).encode()))
    return archive


def ask(archive: Archive, question: str) -> Answer:
    """The answer to a question."""
    return archive.ask(question, TODAY)[1]


@pytest.mark.parametrize(
    "question",
    [
        "What did Marlow say about the bridge?",
        "what did marlow say about the bridge",
        "What has Mr. Marlow said?",
        "What did foreign minister Marlow say about the bridge?",
        "what did igor marlow say about the bridge",
        "What is Marlow's position on the bridge?",
        "Marlow's statement on the bridge",
        "quotes by Marlow",
        "According to Marlow, when does the bridge open?",
    ],
)
def test_who_is_only_mentioned_is_refused_by_name(archive: Archive, question: str) -> None:
    """Nobody else's words answer; what mentions them is a near miss."""
    answer = ask(archive, question)
    assert not answer.citations
    assert answer.gap is not None
    assert (answer.gap.why, answer.gap.who) == (Missing.STRANGER, "Marlow")
    assert answer.near
    assert all("Marlow" in one.text for one in answer.near)


@pytest.mark.parametrize("question", ["what did solberg say about the bridge", "What has Mr. Solberg said about the bridge?"])
def test_a_name_that_no_text_has_is_refused_in_any_case(archive: Archive, question: str) -> None:
    """The words of others on the bridge are no answer."""
    answer = ask(archive, question)
    assert not answer.citations
    assert answer.gap is not None
    assert (answer.gap.why, answer.gap.who) == (Missing.STRANGER, "Solberg")


def test_what_is_no_person_is_a_topic(archive: Archive) -> None:
    """A body in the speaker's place is looked for in the texts."""
    assert ask(archive, "What did Congress say about the bridge?").citations


def test_a_relative_is_not_the_person(archive: Archive) -> None:
    """What her husband says is not what she says."""
    assert "Dorota Lind" not in {one.speaker for one in ask(archive, "What did Lind's husband say about the bridge?").citations}


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("What did Lind and Marlow say about the bridge?", ("Marlow",)),
        ("Did Igor Marlow and Lind say anything about the bridge?", ("Igor Marlow",)),
        ("What did Lind and Quill say about the bridge?", ("Farida Quill",)),
        ("What did Lind and Stone say about the bridge?", ()),
        ("What did Lind say about the bridge?", ()),
    ],
)
def test_who_is_silent_beside_another_is_named(archive: Archive, question: str, silent: tuple[str, ...]) -> None:
    """Of two who are asked for, one speaks; the other one is said to say nothing of it."""
    answer = ask(archive, question)
    assert "Dorota Lind" in {one.speaker for one in answer.citations}
    assert answer.silent == silent
