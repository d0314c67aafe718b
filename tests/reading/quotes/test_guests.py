"""Who answers in an interview, as introductions tell it."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

QUESTIONS = (
    "\n\n**What did you do first?**\n\nI went home and slept. It was late."
    "\n\n**Was it worth it?**\n\nIt was. I would do it again."
    "\n\n**What comes next?**\n\nA long holiday."
)


def answering(introduction: str) -> set[str | None]:
    """Whose the answers are."""
    found = find_quotes(Document("d", introduction + QUESTIONS))
    return {statement.source.speaker for statement in found.statements if statement.span.start >= len(introduction)}


NAMED = [
    "Dora Pilz left the bank after ten years. We caught up with Pilz in her garden.",
    "By Ivor Quell\n\nDora Pilz was the first woman to swim the strait. In this interview she explains how.",
    "Ten minutes with Dora Pilz",
    "Interview: Dora Pilz\n\nThe swimmer talks about her coach Ivor Quell.",
    "The Chronicle asked Dora Pilz, captain of the team that beat Ivor Quell, about the final.",
    "Author Dora Pilz joined us for a chat about her idol Ivor Quell.",
    "Dora Pilz replaced Ivor Quell as coach in May. She sat down with the Chronicle to look back.",
    "Ivor Quell called her the best. But Dora Pilz, in her first interview since the final, is not so sure.",
    "Dr Dora Pilz studies bees. Here, she answers questions about the death of Ivor Quell’s hives.",
]


@pytest.mark.parametrize("introduction", NAMED)
def test_the_guest_answers_and_not_who_else_the_introduction_names(introduction: str) -> None:
    """The one whom the talk was with, or who says to answer, even by the family name or as "she"."""
    assert answering(introduction) == {"Dora Pilz"}


UNSURE = [
    "Dora Pilz talks to Ivor Quell about her new film.",
    "Ivor Quell was sacked on Monday. Here is what we know.",
    "We spoke with Dora Pilz and Ivor Quell after the match.",
    "Ivor Quell said on Monday that Dora Pilz would leave. Dora Pilz denied it.",
]


@pytest.mark.parametrize("introduction", UNSURE)
def test_nobody_answers_where_two_may(introduction: str) -> None:
    """Where either of two may be the guest, or there is none, no name is put under an answer."""
    assert answering(introduction) <= {None}
