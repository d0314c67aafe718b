"""Zones to choose from, as buttons."""

from collections.abc import Sequence
from datetime import datetime

from briefbot.dialogue.buttons import AskForCity, AskForLocation, ChooseZone, InSettings, data_of
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.dialogue.zones import Choice
from briefbot.rendering import zone_phrases
from briefbot.wording.locale import ReaderLocale

_A_ROW = 2  # labels with a country need half the width


def keyboard(
    choices: Sequence[Choice], now: datetime, locale: ReaderLocale, *, private: bool, in_settings: bool = False
) -> Keyboard:
    """A button for each zone with its clock; below them the ways to name another one. A location is shared in private only.

    `in_settings`, those for zones lead back to all settings.
    """
    buttons = [Button(zone_phrases.choice(one.place, one.zone, now), _choosing(one.zone, in_settings)) for one in choices]
    rows = [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]
    others = [Button(locale.say(zone_phrases.OTHER), data_of(AskForCity()))]
    if private:
        others.append(Button(locale.say(zone_phrases.SHARE_LOCATION), data_of(AskForLocation())))
    return (*rows, tuple(others))


def _choosing(zone: str, in_settings: bool) -> str:  # noqa: FBT001 (of the button)
    return data_of(InSettings(ChooseZone(zone)) if in_settings else ChooseZone(zone))
