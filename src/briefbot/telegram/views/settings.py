"""What is set in a chat: as facts to read, and as pages of buttons that change them in one message."""

from collections.abc import Sequence
from datetime import time

from briefbot.dialogue.buttons import InSettings, Page, TurnPage, data_of
from briefbot.dialogue.commands.follows import PlanDigest
from briefbot.dialogue.commands.settings import ChangeSettings
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.dialogue.preferences import QUOTATIONS, Change
from briefbot.dialogue.replies import Settings
from briefbot.dialogue.zones import Zoned
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.rendering import bot_phrases, digest_phrases, setting_phrases, zone_phrases
from briefbot.rendering.blocks import Title
from briefbot.telegram.views import keyboards, messages, replies, zones
from briefbot.wording.locale import ReaderLocale

# Hours that the buttons offer for a digest, in minutes; any other one can be typed.
_HOURS = tuple(60 * hour for hour in (6, 7, 8, 9, 12, 18, 20, 22))
_HOURS_A_ROW = _DAYS_A_ROW = 4


def page(at: Page, reply: Settings, zoned: Zoned, locale: ReaderLocale, *, private: bool) -> tuple[list[str], Keyboard]:
    """A page as the HTML of its message, and its buttons."""
    back = (Button(locale.say(bot_phrases.BACK), _turning(Page.ALL)),)
    match at:
        case Page.ALL:
            return replies.render(reply, locale), _all(reply, locale)
        case Page.LANGUAGE:
            buttons = keyboards.of_languages(locale, reply.preferences.language, in_settings=True)
            return _html(setting_phrases.LANGUAGE, [], locale), (*buttons, back)
        case Page.ZONE:
            buttons = zones.keyboard(zoned.offered, zoned.now, locale, private=private, in_settings=True)
            return _html(setting_phrases.ZONE, [zone_phrases.told(zoned, locale)], locale), (*buttons, back)
        case Page.DIGEST:
            told = digest_phrases.schedule(reply.digest, reply.next_at, reply.last, locale)
            return _html(setting_phrases.DIGEST, told, locale), (*_digest(reply, locale), back)


def _html(title: str, lines: Sequence[str], locale: ReaderLocale) -> list[str]:
    return messages.parts([Title(locale.say(title), tuple(lines))], locale)


def _changing(change: Change) -> str:
    return data_of(InSettings(ChangeSettings(change)))


def _planning(change: ScheduleChange) -> str:
    return data_of(InSettings(PlanDigest(change)))


def _turning(to: Page) -> str:
    return data_of(InSettings(TurnPage(to)))


def _all(reply: Settings, locale: ReaderLocale) -> Keyboard:
    chosen = reply.preferences
    previews = setting_phrases.HIDE_PREVIEWS if chosen.previews else setting_phrases.SHOW_PREVIEWS
    names = setting_phrases.NAMES_AS_PRINTED if chosen.latin else setting_phrases.NAMES_IN_LATIN
    return (
        tuple(
            Button(_ticked(setting_phrases.quotations(number, locale), chosen.quotations == number),
                   _changing(Change(quotations=number)))
            for number in QUOTATIONS
        ),
        (Button(locale.say(previews), _changing(Change(previews=not chosen.previews))),),
        (Button(locale.say(names), _changing(Change(latin=not chosen.latin))),),
        (_leading(setting_phrases.LANGUAGE, Page.LANGUAGE, locale), _leading(setting_phrases.ZONE, Page.ZONE, locale)),
        (_leading(setting_phrases.DIGEST, Page.DIGEST, locale),),
    )  # fmt: skip


def _leading(to: str, where: Page, locale: ReaderLocale) -> Button:
    return Button(f"{locale.say(to)} ›", _turning(where))


def _digest(reply: Settings, locale: ReaderLocale) -> Keyboard:
    digest = reply.digest
    is_on = digest is not None and digest.switched_on
    at = digest.at.hour * 60 + digest.at.minute if digest and digest.at else None
    hours = [
        Button(
            _ticked(f"{minutes // 60:02}:{minutes % 60:02}", is_on and minutes == at),
            _planning(ScheduleChange(switched_on=True, at=time(*divmod(minutes, 60)))),
        )
        for minutes in _HOURS
    ]
    if digest is None or not is_on:
        return _rows(hours, _HOURS_A_ROW)
    days = [
        Button(
            _ticked(locale.weekday(day), day in digest.weekdays),
            _planning(ScheduleChange(weekdays=_toggled(digest.weekdays, day))),
        )
        for day in range(7)
    ]
    off = Button(locale.say(setting_phrases.DIGEST_OFF), _planning(ScheduleChange(switched_on=False)))
    return (*_rows(hours, _HOURS_A_ROW), *_rows(days, _DAYS_A_ROW), (off,))


def _toggled(weekdays: frozenset[int], day: int) -> frozenset[int]:
    """The days with this one in or out; the last one stays in, since a digest on no day is switched off in another way."""
    return weekdays ^ {day} or weekdays


def _rows(buttons: Sequence[Button], length: int) -> Keyboard:
    return tuple(tuple(buttons[at : at + length]) for at in range(0, len(buttons), length))


def _ticked(label: str, is_chosen: object) -> str:
    return f"✓ {label}" if is_chosen else label
