"""Zones to choose from, as buttons."""

from collections.abc import Sequence
from datetime import datetime

from briefbot.dialogue.outgoing import Act, Button, Keyboard, Press
from briefbot.dialogue.zones import Choice, is_zone
from briefbot.rendering import zone_phrases
from briefbot.wording.locale import ReaderLocale

_A_ROW = 2  # labels with a country need half the width
# What a button carries in the place of a zone: these ask for another way to name one.
_ASKS_CITY, _ASKS_LOCATION = Press(Act.ZONE, 0, 0), Press(Act.ZONE, 0, 1)


def keyboard(choices: Sequence[Choice], now: datetime, locale: ReaderLocale, *, private: bool) -> Keyboard:
    """A button for each zone with its clock; below them the ways to name another one. A location is shared in private only."""
    buttons = [Button(zone_phrases.choice(one.place, one.zone, now), press_for(one.zone).data) for one in choices]
    rows = [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]
    others = [Button(locale.say(zone_phrases.OTHER), _ASKS_CITY.data)]
    if private:
        others.append(Button(locale.say(zone_phrases.SHARE_LOCATION), _ASKS_LOCATION.data))
    return (*rows, tuple(others))


def press_for(zone: str) -> Press:
    """What a button for a zone carries: its name, as one number, so that the button means the same whatever zones are added.

    The longest name there is (32 letters) makes 56 bytes, of the 64 that a button can carry.
    """
    return Press(Act.ZONE, int.from_bytes(zone.encode("ascii"), "big"))


def zone_of(press: Press) -> str | None:
    """The zone that a button carries; None where it carries no zone that is known."""
    name = press.about.to_bytes((press.about.bit_length() + 7) // 8, "big").decode("ascii", "replace")
    return name if is_zone(name) else None


def asks_city(press: Press) -> bool:
    """Whether a button asks for a city to be typed."""
    return press == _ASKS_CITY


def asks_location(press: Press) -> bool:
    """Whether a button asks for the location to be shared."""
    return press == _ASKS_LOCATION
