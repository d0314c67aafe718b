"""Cards: a quotation as a PNG, whole whatever its length is, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.dialogue.outgoing import Card, OutgoingMessage
from briefbot.pictures import cards, drawn
from support.pictures import size

SOURCE = ("Council votes on lanterns", "The Harbour Post · 3 March 2016", "t.me/briefbot?start=q1z")
WORDS = "“Every lantern of the harbour will be mended before the frost.”"


@pytest.mark.parametrize("words", [WORDS, "«Каждый фонарь гавани починят до мороза».", "„Žádná lampa ve městě.“", "Ω"])
def test_a_card_has_the_shape_of_a_picture_in_a_chat(words: str) -> None:
    """In Latin, Cyrillic and Greek letters: as wide as a phone shows it, no lower than a preview."""
    card = Card(words, "Agnes Holm", SOURCE)
    assert cards.fits(card)
    picture = drawn(card)
    assert picture
    assert size(picture)[0] == 1080
    assert 566 <= size(picture)[1] <= 1350


def test_every_line_of_a_card_is_within_it_and_every_word_is_there() -> None:
    """What is long stands in smaller letters, then on a higher card; nothing is cut off, nothing left out."""
    letters = []
    for times in (1, 20, 80, 200):
        card = Card(" ".join([WORDS] * times), "Agnes Holm", SOURCE)
        rows, height = cards._laid_out(card)
        assert " ".join(row.words for row in rows) == " ".join([card.words, card.speaker, *card.source])
        assert all(row.font.getlength(row.words) <= 1080 - 2 * 80 for row in rows)
        assert cards._below(rows[-1]) <= height - 80
        letters.append(rows[0].font.size)
    assert letters == sorted(letters, reverse=True)
    assert letters[0] > letters[-1]


@settings(max_examples=20, deadline=None)
@given(st.text("aл \n–", min_size=1, max_size=400).filter(str.strip), st.text("xы", max_size=200))
def test_words_of_any_length_are_parted_only_where_a_line_ends(words: str, name: str) -> None:
    """Without their spaces, the lines are the words."""
    rows, _ = cards._laid_out(Card(words, name, ()))
    assert "".join("".join(row.words.split()) for row in rows) == "".join((words + name).split())


@pytest.mark.parametrize(
    "card",
    [
        Card("“…” 你好", "Agnes Holm", SOURCE),
        Card(WORDS, "שלום", SOURCE),
        Card(WORDS, "Agnes Holm", ("😀 news",)),
        Card(WORDS * 1000, "Agnes Holm", SOURCE),
    ],
    ids=["letters", "direction", "sign", "length"],
)
def test_what_a_card_could_not_show_whole_does_not_fit(card: Card) -> None:
    """Letters that the fonts lack would be boxes, those from right to left in the wrong order."""
    assert not cards.fits(card)


def test_a_card_waits_in_the_outbox_as_its_words() -> None:
    """What is written down comes back the same."""
    message = OutgoingMessage("photo", "below", card=Card(WORDS, "Agnes Holm", SOURCE))
    assert OutgoingMessage.of(message.record()) == message


def test_a_picture_that_cannot_be_drawn_is_none(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing waits behind it; the log says so."""
    assert drawn(Card("", "", ())) is None
    assert "could not be drawn" in caplog.text
