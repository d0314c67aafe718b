"""When a digest is due: an hour on the clocks of a zone, and the instants that it comes to.

A *slot* is one local date of one schedule. It is due once, at an instant (aware, UTC) that is always worked out from the date,
the hour and the zone, never by adding hours to the one before; so no change of the clocks doubles a date or leaves one out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))

_SECOND = timedelta(seconds=1)
# A weekday comes back within a week, but its date may be one that the zone left out; then in the week behind.
_DAYS_TO_LOOK_AT = 16

Slot = tuple[date, datetime]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hour `at` (naive, HH:MM) on the clocks of the IANA `zone`, on these `weekdays` (0 = Monday … 6).

    Dates before `first_day` (local) have no slot. ValueError where the zone is unknown, there is no weekday, or the hour has
    seconds or a zone of its own.
    """

    zone: str
    at: time
    weekdays: frozenset[int]
    first_day: date

    def __post_init__(self) -> None:
        """Refuse what is never due, or not at one hour."""
        if not is_zone(self.zone):
            raise ValueError(f"no time zone of that name: {self.zone!r}")
        if self.at.tzinfo is not None or self.at.second or self.at.microsecond:
            raise ValueError(f"not an hour and minute of a clock: {self.at.isoformat()}")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError(f"not days of a week: {sorted(self.weekdays)}")


def is_zone(name: str) -> bool:
    """Whether this is the name of an IANA zone, or one of its older names, written as it is there."""
    return name in _zones()


def zones() -> frozenset[str]:
    """The names that `is_zone` knows."""
    return _zones()


def local_date(zone: str, now: datetime) -> date:
    """The date on the zone's clocks."""
    try:
        return now.astimezone(_zone(zone)).date()
    except OverflowError:  # at an end of the calendar
        return now.date()


def due_at(schedule: Schedule, day: date) -> datetime | None:
    """The instant (UTC) at which this local date's slot is due; None where the date has none.

    Where the clocks leave the hour out, the first moment behind the gap; where they show it twice, the first pass. A date has
    no slot on other weekdays, before the first day, and where the zone left the whole date out (Samoa, 30 December 2011).
    """
    if day < schedule.first_day or day.weekday() not in schedule.weekdays:
        return None
    try:
        return _instant(datetime.combine(day, schedule.at), _zone(schedule.zone))
    except OverflowError:  # at an end of the calendar
        return None


def next_due(schedule: Schedule, after: datetime, handled: date | None) -> Slot | None:
    """The first slot that is due later than `after`, of a date later than `handled`; None at the calendar's end only."""
    start = max(_before(local_date(schedule.zone, after)), _first(schedule, handled))
    for day in _days(start, _DAYS_TO_LOOK_AT):
        due = due_at(schedule, day)
        if due is not None and due > after:
            return day, due
    return None


def slots_due(schedule: Schedule, handled: date | None, now: datetime, most: int = 40) -> list[Slot]:
    """The slots of dates later than `handled` that are due at `now`, oldest first; only the newest `most` of them."""
    found: list[Slot] = []
    first = _first(schedule, handled).toordinal()
    # Where clocks go back over midnight, the next date may have begun already.
    for ordinal in range(min(local_date(schedule.zone, now).toordinal() + 1, date.max.toordinal()), first - 1, -1):
        day = date.fromordinal(ordinal)
        due = due_at(schedule, day)
        if due is not None and due <= now:
            found.append((day, due))
            if len(found) == most:
                break
    return found[::-1]


def started(zone: str, at: time, weekdays: frozenset[int], now: datetime, handled: date | None = None) -> Schedule:
    """A schedule that is switched on now: from today where today's hour is still to come, else from the next date.

    It never begins on a date that was `handled` already, nor before one.
    """
    today = local_date(zone, now)
    hours = Schedule(zone, at, EVERY_DAY, today)
    start = _first(hours, handled)
    to_come = (day for day in _days(start, 3) if (due := due_at(hours, day)) is None or due > now)
    return Schedule(zone, at, weekdays, next(to_come, start))


def changed(
    schedule: Schedule,
    now: datetime,
    handled: date | None,
    *,
    zone: str | None = None,
    at: time | None = None,
    weekdays: frozenset[int] | None = None,
) -> Schedule:
    """The schedule with another zone, hour or weekdays, or switched on again: it begins as `started` does.

    What was due before the change is no longer due behind it; who keeps the ledger settles that first.
    """
    return started(
        schedule.zone if zone is None else zone,
        schedule.at if at is None else at,
        schedule.weekdays if weekdays is None else weekdays,
        now,
        handled,
    )


def _instant(local: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant at which clocks show `local`, or jump over it; None where they jump over its whole date."""
    aware = local.replace(tzinfo=zone)
    instant = aware.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    end = _end_of_gap(aware, zone)
    opens = end - _SECOND
    first, last = opens.astimezone(zone).replace(tzinfo=None), end.astimezone(zone).replace(tzinfo=None)
    whole = first < datetime.combine(local, time.min) and last.date() > local.date()
    return None if whole else end


def _end_of_gap(aware: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over this local time."""
    # PEP 495: within a gap, fold 0 counts with the offset before it and fold 1 with the one behind it; so the one instant lies
    # behind the jump and the other before it.
    before = aware.utcoffset()
    low, high = (aware.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    while high - low > _SECOND:
        middle = low + (high - low) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def _first(schedule: Schedule, handled: date | None) -> date:
    return schedule.first_day if handled is None else max(schedule.first_day, _after(handled))


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _before(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def _days(start: date, count: int) -> Iterator[date]:
    first = start.toordinal()
    return map(date.fromordinal, range(first, min(first + count, date.max.toordinal() + 1)))


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    # zoneinfo itself holds on to eight zones only, and reads the others from disk again and again.
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    # The package's list, not `zoneinfo.available_timezones`, which opens every file of the system's folders.
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split()) - {"Factory"}
