"""Timelines: how often something was said, by day, month or year, in words and as a chart."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from briefbot.dialogue.outgoing import Chart
from briefbot.rendering.blocks import Entry, Title
from briefbot.rendering.phrases import sentence
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

# What spans more days than this is told by month, and more months than this by year.
_MOST_DAYS, _MOST_MONTHS = 31, 36
_LONGEST_BAR = 20
_BAR = "▇"

HEADING = N_("Statements found, {first} – {last}")
SERIES = N_("statements")


def chart(days: Sequence[date], locale: ReaderLocale) -> tuple[Chart, str]:
    """What was said on these days (earliest first, at least one), and what is said beneath it."""
    counted = list(_counted(days))
    name = _namer(days, locale)
    return Chart(tuple(name(one) for one, _ in counted), ((locale.say(SERIES), tuple(n for _, n in counted)),)), _heading(
        days, locale
    )


def in_words(days: Sequence[date], locale: ReaderLocale) -> Title:
    """The same as lines with bars, without the times in which nothing was said."""
    counted = list(_counted(days))
    most, name = max(number for _, number in counted), _namer(days, locale)
    lines = (Entry(f"{name(one)}: ", f"{_bar(number, most)} {locale.number(number)}") for one, number in counted if number)
    return Title(_heading(days, locale), tuple(lines))


def is_worth_telling(days: Sequence[date]) -> bool:
    """Whether there is more than one time to tell apart."""
    return len({_begin(day, days) for day in days}) > 1


def _heading(days: Sequence[date], locale: ReaderLocale) -> str:
    return sentence(locale.say(HEADING, first=locale.day(days[0]), last=locale.day(days[-1])))


def _bar(number: int, most: int) -> str:
    return _BAR * max(1, round(number * min(1, _LONGEST_BAR / most)))


def _counted(days: Sequence[date]) -> Iterator[tuple[date, int]]:
    """Each time from the first day's to the last one's, by its first day, with how often something was said in it."""
    counts = Counter(_begin(day, days) for day in days)
    at, last = _begin(days[0], days), _begin(days[-1], days)
    while at <= last:
        yield at, counts[at]
        at = _begin(at + timedelta(days=_step(days)), days)


def _begin(day: date, days: Sequence[date]) -> date:
    """The first day of the time that a day is told in."""
    step = _step(days)
    if step == 1:
        return day
    return day.replace(day=1) if step == _MONTH else day.replace(month=1, day=1)


# More days than the longest month or year has, and fewer than it has with the shortest one behind it.
_MONTH, _YEAR = 31, 366


def _step(days: Sequence[date]) -> int:
    """How many days lead from the beginning of a time into the next one."""
    first, last = days[0], days[-1]
    if (last - first).days < _MOST_DAYS:
        return 1
    months = 12 * (last.year - first.year) + last.month - first.month
    return _MONTH if months < _MOST_MONTHS else _YEAR


def _namer(days: Sequence[date], locale: ReaderLocale) -> Callable[[date], str]:
    names: dict[int, Callable[[date], str]] = {1: locale.day_and_month, _MONTH: locale.month, _YEAR: lambda day: str(day.year)}
    return names[_step(days)]
