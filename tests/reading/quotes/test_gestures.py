"""Words without a verb of saying: whose they are by what somebody did, or has to say."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def speaker(text: str) -> str | None:
    """The name under the last marked words."""
    return find_quotes(Document("d", text)).quotes[-1].source.speaker


@pytest.mark.parametrize(
    "text",
    [
        "Rolf Moor has a short answer for those who ask about the fish: “Gone.”",
        "There is little fish. Rolf Moor gave one reply to all who asked about it: “They will not come back.”",
    ],
)
def test_who_has_an_answer_before_a_colon_says_it(text: str) -> None:
    """The subject of the sentence, though others ask in it."""
    assert speaker(text) == "Rolf Moor"


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has a short answer for those who ask about the fish: “Gone.”",
        "A short answer for those who ask Rolf Moor about the fish: “Gone.”",
    ],
)
def test_a_colon_alone_gives_the_words_to_nobody(text: str) -> None:
    """A place has no answer, and the answer may be anybody's."""
    assert speaker(text) is None
