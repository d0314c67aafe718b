"""Text from elsewhere within a line of our own: what it does to directions ends with it, and it is one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.facts import closed, fact

SIGNS = "a\n \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Plain title", ""),
        ("\u202eeltit", "\u202c"),
        ("a \u202eb\u202c c", ""),
        ("\u2067x\u202ey", "\u202c\u2069"),
        ("\u202ax\u2066y\u202cz", "\u2069\u202c"),
        ("\u202a\u2066x\u2069", "\u202c"),
        ("\u202eone\ntwo", ""),
        ("\u202c\u2069", ""),
        ("\u200fשלום\u200e", ""),
    ],
)
def test_what_is_open_is_closed(text: str, ends: str) -> None:
    """In the order in which it was opened; marks that change one place alone need no end."""
    assert closed(text) == text + ends


@given(st.text(SIGNS, max_size=12))
def test_closing_is_whole_and_adds_no_word(text: str) -> None:
    """A text that was closed is closed; nothing of it is taken away."""
    once = closed(text)
    assert closed(once) == once
    assert once.startswith(text)
    assert set(once[len(text) :]) <= {"\u202c", "\u2069"}


@given(st.text(max_size=30))
def test_a_fact_is_one_line_without_commands(text: str) -> None:
    """No title, name or publisher begins another line, or tells a terminal what to do."""
    line = fact(text)
    assert len(line.splitlines()) <= 1
    assert not any((ord(sign) < 32 and sign != "\t") or 127 <= ord(sign) < 160 for sign in line)
    assert fact(line) == line
