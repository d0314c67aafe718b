"""Lines that mail programs break are one again, and nothing else changes."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.reading.formats.wrapping import unwrapped

PARAGRAPH = (
    "“It rains money for roads and drips for schools,” said the leader of the union, Mark Tobin, whose members have been on"
    " strike since Friday and are going to stay there until the budget of the province is read a second time."
)


@pytest.mark.parametrize("width", [60, 66, 72, 78])
def test_a_paragraph_that_was_broken_is_one(width: int) -> None:
    """At any width that mail programs use, and paragraphs stay apart."""
    text = f"{textwrap.fill(PARAGRAPH, width)}\n\n{textwrap.fill(PARAGRAPH, width)}"
    assert unwrapped(text) == f"{PARAGRAPH}\n\n{PARAGRAPH}"


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "Dear colleagues,\nplease find the release below.\n\nPress Office\nTel. 1",
        f"From: Press\nSubject: Harbour\nTo: all\n\n{'x' * 70}",
        f"> {PARAGRAPH[:66]}\n> {PARAGRAPH[66:120]}",
        f"{PARAGRAPH[:66]}.\n- one\n- two\n{'=' * 70}\nUnsubscribe",
    ],
)
def test_lines_that_were_written_so_stay(text: str) -> None:
    """Long lines, short ones, heads, lists, rules, and what somebody else is quoted with."""
    assert unwrapped(text) == text


def test_a_flowed_text_goes_on_where_it_says_so() -> None:
    """A space at a line's end, and no other; the signature's line is no such one, and a space in front is none of the text."""
    text = '"It may sail," Captain \nErik Lund said.\n\n From here\n> they \n> asked\n-- \nNils'
    assert unwrapped(text, flowed=True) == '"It may sail," Captain Erik Lund said.\n\nFrom here\n> they asked\n-- \nNils'
    assert unwrapped("日本 \n語", flowed=True, without_space=True) == "日本語"


@given(st.text(alphabet="ab >-.\n", max_size=400), st.booleans())
def test_no_word_is_lost(text: str, flowed: bool) -> None:  # noqa: FBT001 (Hypothesis gives it)
    """Whatever the lines are, the words stay in their order."""
    marks = str.maketrans(">", " ")
    assert unwrapped(text, flowed=flowed).translate(marks).split() == text.translate(marks).split()
