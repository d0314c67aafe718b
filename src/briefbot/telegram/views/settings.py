"""What is set in a chat: as facts to read, and as pages of buttons that change them in one message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from enum import IntEnum

from briefbot.dialogue.outgoing import Act, Button, Keyboard, Press
from briefbot.dialogue.preferences import QUOTATIONS
from briefbot.dialogue.replies import Settings
from briefbot.dialogue.zones import Zoned
from briefbot.rendering import bot_phrases, digest_phrases, setting_phrases, zone_phrases
from briefbot.rendering.blocks import Title
from briefbot.telegram.views import keyboards, messages, replies, zones
from briefbot.telegram.views.zones import asks_city, asks_location
from briefbot.wording.locale import ReaderLocale

# Hours that the buttons offer for a digest, in minutes; any other one can be typed.
_HOURS = tuple(60 * hour for hour in (6, 7, 8, 9, 12, 18, 20, 22))
_HOURS_A_ROW = _DAYS_A_ROW = 4
_DAY = 24 * 60
# The number in the buttons for languages and zones that says: back to the settings.
_WITHIN = 2


class Page(IntEnum):
    """A page of the settings; the values are what buttons carry."""

    ALL = 0
    LANGUAGE = 1
    ZONE = 2
    DIGEST = 3


class Setting(IntEnum):
    """What a button of the settings sets, and its number to; the values are what buttons carry."""

    PAGE = 0
    QUOTATIONS = 1
    PREVIEWS = 2  # 1 for on
    LATIN = 3  # 1 for Latin letters
    DIGEST = 4  # 1 for on
    HOUR = 5  # in minutes
    WEEKDAYS = 6  # a bit for each, Monday the lowest


def page(at: Page, reply: Settings, zoned: Zoned, locale: ReaderLocale, *, private: bool) -> tuple[list[str], Keyboard]:
    """A page as the HTML of its message, and its buttons."""
    back = (Button(locale.say(bot_phrases.BACK), _press(Setting.PAGE, Page.ALL)),)
    match at:
        case Page.ALL:
            return replies.render(reply, locale), _all(reply, locale)
        case Page.LANGUAGE:
            buttons = keyboards.of_languages(locale, reply.preferences.language)
            return _html(setting_phrases.LANGUAGE, [], locale), (*_within(buttons), back)
        case Page.ZONE:
            buttons = zones.keyboard(zoned.offered, zoned.now, locale, private=private)
            return _html(setting_phrases.ZONE, [zone_phrases.told(zoned, locale)], locale), (*_within(buttons), back)
        case Page.DIGEST:
            told = digest_phrases.schedule(reply.digest, reply.next_at, reply.last, locale)
            return _html(setting_phrases.DIGEST, told, locale), (*_digest(reply, locale), back)


def is_within(press: Press) -> bool:
    """Whether a button for a language or a zone belongs to the settings."""
    return press.act in (Act.LANGUAGE, Act.ZONE) and press.number == _WITHIN


def time_of(number: int) -> time:
    """The hour that a button carries; ValueError for none."""
    if number >= _DAY:
        raise ValueError("a day has no such hour")
    return time(*divmod(number, 60))


def weekdays_of(number: int) -> frozenset[int]:
    """The days of the week (0 = Monday) that a button carries; ValueError for none."""
    days = frozenset(day for day in range(7) if number >> day & 1)
    if not days:
        raise ValueError("there is no such day")
    return days


def _html(title: str, lines: Sequence[str], locale: ReaderLocale) -> list[str]:
    return messages.parts([Title(locale.say(title), tuple(lines))], locale)


def _press(setting: Setting, number: int) -> str:
    return Press(Act.SETTINGS, setting, number).data


def _all(reply: Settings, locale: ReaderLocale) -> Keyboard:
    chosen = reply.preferences
    previews = setting_phrases.HIDE_PREVIEWS if chosen.previews else setting_phrases.SHOW_PREVIEWS
    names = setting_phrases.NAMES_AS_PRINTED if chosen.latin else setting_phrases.NAMES_IN_LATIN
    return (
        tuple(
            Button(_ticked(setting_phrases.quotations(number, locale), chosen.quotations == number),
                   _press(Setting.QUOTATIONS, number))
            for number in QUOTATIONS
        ),
        (Button(locale.say(previews), _press(Setting.PREVIEWS, int(not chosen.previews))),),
        (Button(locale.say(names), _press(Setting.LATIN, int(not chosen.latin))),),
        (_leading(setting_phrases.LANGUAGE, Page.LANGUAGE, locale), _leading(setting_phrases.ZONE, Page.ZONE, locale)),
        (_leading(setting_phrases.DIGEST, Page.DIGEST, locale),),
    )  # fmt: skip


def _leading(to: str, where: Page, locale: ReaderLocale) -> Button:
    return Button(f"{locale.say(to)} ›", _press(Setting.PAGE, where))


def _digest(reply: Settings, locale: ReaderLocale) -> Keyboard:
    digest = reply.digest
    is_on = digest is not None and digest.switched_on
    at = digest.at.hour * 60 + digest.at.minute if digest and digest.at else None
    hours = [
        Button(_ticked(f"{minutes // 60:02}:{minutes % 60:02}", is_on and minutes == at), _press(Setting.HOUR, minutes))
        for minutes in _HOURS
    ]
    if digest is None or not is_on:
        return _rows(hours, _HOURS_A_ROW)
    days = [
        Button(_ticked(locale.weekday(day), day in digest.weekdays), _press(Setting.WEEKDAYS, _toggled(digest.weekdays, day)))
        for day in range(7)
    ]
    off = Button(locale.say(setting_phrases.DIGEST_OFF), _press(Setting.DIGEST, 0))
    return (*_rows(hours, _HOURS_A_ROW), *_rows(days, _DAYS_A_ROW), (off,))


def _toggled(weekdays: frozenset[int], day: int) -> int:
    """The days with this one in or out; the last one stays in, since a digest on no day is switched off in another way."""
    return sum(1 << each for each in (weekdays ^ {day} or weekdays))


def _rows(buttons: Sequence[Button], length: int) -> Keyboard:
    return tuple(tuple(buttons[at : at + length]) for at in range(0, len(buttons), length))


def _ticked(label: str, is_chosen: object) -> str:
    return f"✓ {label}" if is_chosen else label


def _within(keyboard: Keyboard) -> Keyboard:
    """The same buttons, leading back to the settings; those that ask for another message stay as they are."""
    return tuple(tuple(_leading_back(button) for button in row) for row in keyboard)


def _leading_back(button: Button) -> Button:
    press = Press.of(button.data)
    if press is None or asks_city(press) or asks_location(press):
        return button
    return replace(button, data=replace(press, number=_WITHIN).data)
