"""Buttons and sentences of time zones."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.commands import Channel
from briefbot.dialogue.outgoing import Act, Press
from briefbot.dialogue.zones import Choice, Found, How, Zoned
from briefbot.digests.schedule import zones
from briefbot.rendering import blocks, replies
from briefbot.rendering.zone_phrases import told
from briefbot.telegram.views.zones import asks_city, asks_location, keyboard, press_for, zone_of
from briefbot.wording.locale import ENGLISH, manner_of

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
MUNICH = Choice("Europe/Berlin", "Munich")


def test_a_button_carries_any_zone() -> None:
    """Every zone goes into a button, within Telegram's 64 bytes, and comes out of it."""
    for zone in zones():
        data = press_for(zone).data
        assert len(data.encode()) <= 64
        press = Press.of(data)
        assert press is not None
        assert (zone_of(press), asks_city(press), asks_location(press)) == (zone, False, False)


@given(st.text(alphabet="0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=60), st.integers(0, 99))
def test_a_button_that_nobody_made_carries_no_zone(about: str, number: int) -> None:
    """Whatever such a button carries, it is a zone that is known, or none."""
    press = Press.of(f"1:z:{about}:{number}")
    assert press is not None
    assert zone_of(press) in {None, *zones()}


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
    presses = [press for button in private[-1] if (press := Press.of(button.data))]
    assert [(press.act, asks_city(press), asks_location(press), zone_of(press)) for press in presses] == [
        (Act.ZONE, True, False, None),
        (Act.ZONE, False, True, None),
    ]


def test_what_is_told() -> None:
    """The place, its zone and clock; the next digest by the zone's own date and clock, in the reader's language."""
    found = Found("Munich", How.ONE, (MUNICH,))
    due = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    reply = Zoned(MUNICH.zone, MUNICH.place, NOW, found, next_digest=due)
    assert told(reply, ENGLISH) == (
        "Munich (Europe/Berlin): it is 14:05 there. The next digest comes on 24 November 2026 at 00:30."
    )
    assert "24 ноября 2026" in told(reply, manner_of("ru"))
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
