"""What admins are told of trouble: what, since when, how it is mended; and that it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from briefbot.dialogue.troubles import Series, Trouble
from briefbot.rendering import trouble_phrases
from briefbot.wording.locale import ENGLISH, reader_locale

SINCE = datetime(2026, 11, 30, 22, 5, tzinfo=UTC)
SERIES = Series(Trouble.DATABASE, SINCE, SINCE + timedelta(hours=1), 3, said="The database x.db is full; free some space.")


def test_trouble_is_told_with_its_mend() -> None:
    """By the clocks of the chat, or by UTC."""
    assert trouble_phrases.begun(SERIES, None, ENGLISH).splitlines() == [
        "Trouble: The database cannot be read or written.",
        "It happened 3 times since 30 Nov, 22:05 UTC.",
        "Nothing is lost: it is tried again. See that it runs, and that its disk has room; `briefbot doctor` looks.",
        "(The database x.db is full; free some space.)",
    ]
    told = trouble_phrases.begun(SERIES, "Europe/Berlin", ENGLISH)
    assert "It happened 3 times since 30 Nov, 23:05.\n" in told


def test_a_single_fault_is_told_with_its_reference() -> None:
    """By which the log has it."""
    one = Series(Trouble.ANSWERING, SINCE, SINCE, 1, "7F3K")
    told = trouble_phrases.begun(one, None, ENGLISH).splitlines()
    assert told[1] == "It happened 1 time, at 30 Nov, 22:05 UTC."
    assert told[-1] == "In the log, the last is 7F3K."


def test_the_end_is_told() -> None:
    """In short where the beginning was told, with all there is to say where it was not."""
    short = trouble_phrases.over(SERIES, None, ENGLISH, told=True).splitlines()
    assert short == [
        "It is over: The database cannot be read or written.",
        "From 30 Nov, 22:05 UTC until 30 Nov, 23:05 UTC.",
    ]
    long = trouble_phrases.over(SERIES, None, ENGLISH, told=False).splitlines()
    assert long[:2] == short
    assert long[2:] == trouble_phrases.begun(SERIES, None, ENGLISH).splitlines()[2:]


@pytest.mark.parametrize("kind", Trouble)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_kind_has_its_words(kind: Trouble, language: str) -> None:
    """In each language, what it is and how it is mended."""
    locale = reader_locale(language)
    told = trouble_phrases.begun(Series(kind, SINCE, SINCE, 2), None, locale)
    assert len(told.splitlines()) == 3
    assert ("Неполадка" in told) == (language == "ru")
