"""The time zone of the console's own chat."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.dialogue.zones import How, Zoned
from briefbot.rendering.text import plain

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.fixture
def briefbot(database: str, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(database, tmp_path) as opened:
        yield opened


def said(briefbot: Archive, line: str) -> Zoned:
    """The reply to a line in the console."""
    reply = Conversation(briefbot, "console").say(line, NOW)
    assert isinstance(reply, Zoned)
    return reply


def test_the_console_has_a_zone(briefbot: Archive) -> None:
    """/tz sets the zone of the console's chat where it is certain, and tells it; what is not certain changes nothing."""
    assert said(briefbot, "/tz").zone is None
    assert plain(said(briefbot, "/tz Munich")) == "Munich (Europe/Berlin): it is 14:05 there."
    unsure = said(briefbot, "/tz Birmingham")
    assert (unsure.zone, unsure.found and unsure.found.how) == ("Europe/Berlin", How.SEVERAL)
    assert said(briefbot, "/tz").zone == "Europe/Berlin"
    with briefbot.store.read() as work:
        assert work.preferences.of(0).zone == "Europe/Berlin"


def test_zones_to_choose_from_can_be_typed(briefbot: Archive) -> None:
    """Where there are no buttons, each choice is a line to type, which sets it."""
    lines = plain(said(briefbot, "/tz Birmingham")).splitlines()
    assert lines == [
        "Several time zones fit “Birmingham”. Choose one:",
        "  /tz Europe/London  Birmingham, United Kingdom 13:05",
        "  /tz America/Chicago  Birmingham, AL 07:05",
    ]
    assert said(briefbot, lines[2].split("  ")[1]).zone == "America/Chicago"
