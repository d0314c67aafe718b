"""What somebody wishes of their digest, from what they typed behind /digest."""

import re
from dataclasses import dataclass
from datetime import time

from briefbot.digests.schedule import EVERY_DAY, WEEKDAYS

_WEEKEND = EVERY_DAY - WEEKDAYS
_DAYS = {
    "daily": EVERY_DAY, "everyday": EVERY_DAY, "ежедневно": EVERY_DAY,
    "weekdays": WEEKDAYS, "workdays": WEEKDAYS, "будни": WEEKDAYS, "будням": WEEKDAYS,
    "weekend": _WEEKEND, "weekends": _WEEKEND, "выходные": _WEEKEND, "выходным": _WEEKEND,
}  # fmt: skip
_NAMES = (
    "mon monday mondays пн понедельник понедельникам",
    "tue tues tuesday tuesdays вт вторник вторникам",
    "wed wednesday wednesdays ср среда среду средам",
    "thu thur thurs thursday thursdays чт четверг четвергам",
    "fri friday fridays пт пятница пятницу пятницам",
    "sat saturday saturdays сб суббота субботу субботам",
    "sun sunday sundays вс воскресенье воскресеньям",
)
_DAYS.update({name: frozenset({day}) for day, names in enumerate(_NAMES) for name in names.split()})
_SWITCHES = {"on": True, "вкл": True, "off": False, "stop": False, "выкл": False, "стоп": False}
_SOUND = {"silent": True, "тихо": True, "loud": False, "громко": False}
_EMPTY = {"always": True, "всегда": True, "news": False, "новости": False}
# Words that stand between the others and wish nothing.
_FILLING = frozenset("at on and every each day в во по и на каждый день a the o'clock".split())
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>am|pm)?")


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What is to change of a digest; None where nothing was said of it.

    `at` is the hour on the chat's clocks, `weekdays` 0 = Monday … 6; `silent` means without a sound, `always` also when nothing
    is new.
    """

    switched_on: bool | None = None
    at: time | None = None
    weekdays: frozenset[int] | None = None
    silent: bool | None = None
    always: bool | None = None


def read_schedule_change(typed: str) -> ScheduleChange | None:
    """What is wished for; None where a word of it cannot be read. "8", "8:30", "8.30pm", "weekdays", "mon, thu", "off"."""
    typed = re.sub(r"\b(?:every day|каждый день)\b", "daily", typed.lower())
    words = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", typed).replace(",", " ").split()
    switched_on = at = silent = always = None
    days: frozenset[int] = frozenset()
    for number, word in enumerate(words):
        if word in _DAYS:
            days |= _DAYS[word]
        elif word in _SOUND:
            silent = _SOUND[word]
        elif word in _EMPTY:
            always = _EMPTY[word]
        elif (clock := _clock(word)) is not None:
            at = clock
        elif word in _SWITCHES and (word != "on" or len(words) == 1 or number == 0):
            switched_on = _SWITCHES[word]
        elif word not in _FILLING:
            return None
    if switched_on is None and (at is not None or days):
        switched_on = True
    change = ScheduleChange(switched_on, at, days or None, silent, always)
    return None if change == ScheduleChange() else change


def _clock(word: str) -> time | None:
    match = _CLOCK.fullmatch(word)
    if not match:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
