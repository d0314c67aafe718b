"""What a question asked for, as something to follow."""

import pytest

from briefbot.answering.questions.model import Query
from briefbot.digests.follows import follow_text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query("?", "the ferry"), "the ferry"),
        (Query("?", "", people=("Ann Moss",)), "Ann Moss"),
        (Query("?", " the ferry?", people=("Ann Moss", "Bo Lind")), "Ann Moss, Bo Lind: the ferry"),
        (Query("?", "the ferry", sources=("The Post", "Vesti")), 'the ferry from:"The Post" from:"Vesti"'),
        (Query("?", "", sources=("The Post",)), 'from:"The Post"'),
        (Query("?", " ?!"), None),
    ],
)
def test_a_question_becomes_what_can_be_followed(query: Query, text: str | None) -> None:
    """Its people, its topic without the signs around it, its papers; nothing where it asked for nothing in particular."""
    assert follow_text(query) == text
