"""Buttons and sentences of time zones."""

from datetime import UTC, datetime

from briefbot.dialogue.buttons import AskForCity, AskForLocation, request_of
from briefbot.dialogue.commands import Channel
from briefbot.dialogue.zones import Choice, Found, How, Zoned
from briefbot.rendering import blocks, replies
from briefbot.rendering.zone_phrases import told
from briefbot.telegram.views.zones import keyboard
from briefbot.wording.locale import ENGLISH, reader_locale

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
MUNICH = Choice("Europe/Berlin", "Munich")


def test_the_keyboard() -> None:
    """Zones with their clocks, two in a row, then the ways to name another; a location can be shared in private only."""
    choices = [MUNICH, Choice("UTC", "UTC"), Choice("Asia/Kolkata", "Kolkata")]
    private, group = (keyboard(choices, NOW, ENGLISH, private=private) for private in (True, False))
    assert [[button.label for button in row] for row in private] == [
        ["Munich 14:05", "UTC 13:05"],
        ["Kolkata 18:35"],
        ["Another city…", "Share my location…"],
    ]
    assert [button.label for button in group[-1]] == ["Another city…"]
    assert [request_of(button.data) for button in private[-1]] == [AskForCity(), AskForLocation()]


def test_what_is_told() -> None:
    """The place, its zone and clock; the next digest by the zone's own date and clock, in the reader's language."""
    found = Found("Munich", How.ONE, (MUNICH,))
    due = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    reply = Zoned(MUNICH.zone, MUNICH.place, NOW, found, next_digest=due)
    assert told(reply, ENGLISH) == (
        "Munich (Europe/Berlin): it is 14:05 there. The next digest comes on 24 November 2026 at 00:30."
    )
    assert "24 ноября 2026" in told(reply, reader_locale("ru"))
    assert told(Zoned("UTC", "UTC", NOW), ENGLISH) == "UTC: it is 13:05."
    assert told(Zoned(None, "", NOW), ENGLISH).startswith("No time zone is set here yet.")


def test_what_is_typed_stays_what_it_is() -> None:
    """What somebody typed is said again as it is, also where it looks like a placeholder."""
    reply = Zoned(None, "", NOW, Found("{zone}", How.UNKNOWN))
    assert "“{zone}”" in told(reply, ENGLISH)


def test_what_there_is_to_type() -> None:
    """Where there are no buttons, a zone to choose is a command to type, with the place and its clock."""
    reply = Zoned(None, "", NOW, None, (MUNICH,))
    assert replies.blocks(reply)[1:] == (blocks.Choice((blocks.Typed("/tz Europe/Berlin", "Munich 14:05"),)),)
    assert len(replies.blocks(reply, ENGLISH, Channel.CHAT)) == 1
