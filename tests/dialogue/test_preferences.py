"""Preferences: what can be typed to change them, and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.preferences import EVERYBODYS, QUOTATIONS, Change, Preferences

PREFERENCES = st.builds(
    Preferences,
    zone=st.none() | st.just("Europe/Berlin"),
    language=st.none() | st.just("ru"),
    quotations=st.sampled_from(QUOTATIONS),
    previews=st.booleans(),
    latin=st.booleans(),
)


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("quotations 10", Change(quotations=10)),
        ("  Quotes   3 ", Change(quotations=3)),
        ("цитаты 5", Change(quotations=5)),
        ("previews on", Change(previews=True)),
        ("превью нет", Change(previews=False)),
        ("names latin", Change(latin=True)),
        ("имена латиницей", Change(latin=True)),
        ("names printed", Change(latin=False)),
        ("имена как напечатаны", Change(latin=False)),
    ],
)
def test_what_can_be_typed(typed: str, change: Change) -> None:
    """The same words in the console and in a chat, in either language and any letters."""
    assert Change.read(typed) == change


@pytest.mark.parametrize(
    "typed", ["", "quotations", "quotations 4", "quotations ten", "names", "names cyrillic", "latin", "previews 2"]
)
def test_what_cannot(typed: str) -> None:
    """What is none of it changes nothing by accident."""
    assert Change.read(typed) is None


@given(before=PREFERENCES, typed=st.text())
def test_any_text_can_be_typed(before: Preferences, typed: str) -> None:
    """Whatever is typed is read or refused, and never touches zone or language."""
    change = Change.read(typed) or Change()
    after = change.of(before)
    assert (after.zone, after.language) == (before.zone, before.language)
    assert after.quotations in QUOTATIONS


@given(before=PREFERENCES, change=st.sampled_from([Change(quotations=3), Change(previews=True), Change(latin=True)]))
def test_a_change_changes_one_thing(before: Preferences, change: Change) -> None:
    """Twice is as good as once, and all else stays."""
    assert change.of(change.of(before)) == change.of(before)
    assert change.of(EVERYBODYS) != EVERYBODYS
    assert Change().of(before) == before
