"""The settings of the console: told, changed by words, and what each does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.languages import manner_here
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.preferences import Preferences
from briefbot.dialogue.replies import Advice, Answered, Planned, Settings
from briefbot.dialogue.zones import Zoned
from briefbot.rendering.text import plain
from support.program import SEEDS

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ASK = "What did Lavrov say about Syria?"


@pytest.fixture
def briefbot(database: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive of the seed."""
    with Archive.open(database, tmp_path, SEEDS) as opened:
        opened.ingest_seeds()
        yield opened


def test_settings_are_told_with_what_changes_them(briefbot: Archive) -> None:
    """Each has the words behind it that change it; what is Telegram's alone is not among them."""
    talk = Conversation(briefbot, "console")
    told = talk.say("/settings", NOW)
    assert isinstance(told, Settings)
    shown = plain(told)
    assert "Quotations in an answer:  5            /settings quotations 3|5|10" in shown
    assert "previews" not in shown
    changed = plain(talk.say("/settings names latin", NOW))
    assert "in Latin letters" in changed
    assert "in Latin letters" in plain(talk.say("/settings", NOW))


def test_the_number_of_quotations_is_that_of_each_page(briefbot: Archive) -> None:
    """An answer and its pages show at most as many as were chosen, no quotation twice; what is further off begins a page."""
    talk = Conversation(briefbot, "console")
    talk.say("/settings quotations 3", NOW)
    pages = [talk.say(line, NOW) for line in (ASK, "more", "more")]
    answers = [page.answer for page in pages if isinstance(page, Answered)]
    assert [answer.off for answer in answers] == [False, False, True]
    assert [len(answer.citations) for answer in answers] == [3, 2, 3]
    shown = [(each.key, each.ordinal) for answer in answers for each in answer.citations]
    assert len(shown) == len(set(shown))


def test_names_in_latin_letters_hold_in_the_console(briefbot: Archive) -> None:
    """The locale of whoever sits there writes names so from then on, in their language."""
    Conversation(briefbot, "console").say("/settings names latin", NOW)
    assert manner_here(briefbot.store, "ru").name("Сергей Лавров") == "Sergey Lavrov"
    assert manner_here(briefbot.store, "ru").language == "ru"


def test_settings_with_commands_of_their_own(briefbot: Archive) -> None:
    """Zone, digest and language are set by the same words behind /settings as by their commands."""
    talk = Conversation(briefbot, "console")
    assert isinstance(talk.say("/settings tz Munich", NOW), Zoned)
    assert isinstance(talk.say("/settings digest 08:30", NOW), Planned)
    talk.say("/settings язык ru", NOW)
    told = talk.say("/settings", NOW)
    assert isinstance(told, Settings)
    assert told.preferences == Preferences("Europe/Berlin", "ru")
    assert told.next_at is not None


def test_what_cannot_be_set(briefbot: Archive) -> None:
    """It is refused with what can be."""
    assert Conversation(briefbot, "console").say("/settings quotations 4", NOW) == Advice(
        Hint.NO_SUCH_SETTING, "/settings quotations 4"
    )
