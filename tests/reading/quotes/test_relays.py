"""Words that somebody passes on are those of whoever said them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Document, Span
from briefbot.reading.quotes import find_quotes
from briefbot.reading.quotes.relays import surroundings, whose


@pytest.mark.parametrize(
    "text",
    [
        "“The well is dry,” the Marsh Courier quoted Mara Stoll as saying.",
        "The Marsh Courier quoted Mara Stoll as saying: “The well is dry.”",
        "Owen Pratt told reporters that Mara Stoll had said: “The well is dry.”",
        "Owen Pratt recalled how Mara Stoll once said: “The well is dry.”",
        "Owen Pratt said Mara Stoll told him, “The well is dry.”",
        "Owen Pratt read out a message from Mara Stoll: “The well is dry.”",
        "Owen Pratt quoted from a letter that Mara Stoll had sent: “The well is dry.”",
    ],
)
def test_relayed_words_are_not_the_messengers(text: str) -> None:
    """Whoever quotes, tells, recalls or reads out has not said them."""
    (quote,) = find_quotes(Document("a", text)).quotes
    assert quote.source.speaker == "Mara Stoll"


@pytest.mark.parametrize(
    "text",
    [
        "Owen Pratt told reporters: “The well is dry.”",
        "Owen Pratt said Mara Stoll was away. “The well is dry,” Pratt said.",
        "In a letter to Mara Stoll, Owen Pratt wrote: “The well is dry.”",
    ],
)
def test_who_speaks_himself_keeps_his_words(text: str) -> None:
    """Somebody else in the sentence is not made the speaker."""
    (quote,) = find_quotes(Document("a", text)).quotes
    assert quote.source.speaker == "Owen Pratt"


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120), st.sampled_from(["en", "ru"]))
def test_any_place_of_any_text_can_be_looked_at(text: str, one: int, other: int, language: str) -> None:
    """What is found lies outside of the marks, within the text."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start == end:
        return
    found = whose(surroundings(text, Span(start, end), 0), language)
    assert found is None or ((found.end <= start or found.start >= end) and found.end <= len(text))
