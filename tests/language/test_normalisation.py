"""What is read of a stored text, and where it stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.normalisation import Edit, normalised
from briefbot.model import Span

PIECES = st.lists(
    st.sampled_from(
        ["a", "Ann", " ", "\n", "&quot;", "&ldquo;", "&#8221;", "&nope;", "\u00ad", "\u200b\u2060", "<b>", "</b>", "“"]
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("&ldquo;Rain,&rdquo; said Ann", "“Rain,” said Ann"),
        ("&#147;Rain&#148; &amp; hail", "“Rain” & hail"),
        ("\x93Rain\x94", "“Rain”"),
        ("He said â€œIt rains.â€\x9d It doesnâ€™t â€“ yet", "He said “It rains.” It doesn’t – yet"),
        ("An\u00adna Quil\u00adler\u2060", "Anna Quiller"),
        ("\ufeffAnn \u200eLee\u200f", "Ann Lee"),
        ("Ann Lloyd\u2011Rees", "Ann Lloyd-Rees"),
        ('<p class="x">Ann <b>Lee</b></p>', "Ann Lee"),
        ("Fish & chips; 2 < 3 > 1 &madeup; AT&T;", "Fish & chips; 2 < 3 > 1 &madeup; AT&T;"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_is_not_read_is_left_out(stored: str, read: str) -> None:
    """Entities are decoded; invisible characters and tags go, where no script spells with them."""
    assert normalised(stored).text == read


@given(PIECES.map("".join), st.data())
def test_every_place_that_is_read_leads_back_to_whole_characters_of_the_stored_text(stored: str, data: st.DataObject) -> None:
    """A place's slice of the stored text reads as that place, and leads to it again; so it does behind further edits."""
    plain = normalised(stored)
    for text in (plain, plain.edited([Edit(at, at + 1, "''") for at, sign in enumerate(plain.text) if sign in '“”"'])):
        start = data.draw(st.integers(0, len(text.text)))
        end = data.draw(st.integers(start, len(text.text)))
        place = text.stored(Span(start, end))
        assert place.end <= len(stored)
        if end > start and "'" not in text.text:
            assert normalised(place.of(stored)).text == text.text[start:end]
            assert text.here(place).contains(Span(start, end))


def test_an_edit_of_an_edit_covers_both() -> None:
    """A mark that was an entity, made another mark, still stands for all of the entity."""
    stored = "so &quot;long&quot; ago"
    plain = normalised(stored)
    twice = plain.edited([Edit(3, 4, "“"), Edit(8, 9, "”")])
    assert twice.text == "so “long” ago"
    assert twice.stored(Span(3, 9)).of(stored) == "&quot;long&quot;"
