"""A digest is due once a date, at its hour on the clocks of its zone, whatever those clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    Schedule,
    changed,
    due_at,
    is_zone,
    next_due,
    slots_due,
    started,
    zones,
)

LONG_AGO = date(1970, 1, 1)
HOURS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS_OF_WEEK = st.frozensets(st.integers(0, 6), min_size=1)
# From 1972 on, clocks moved by at most two hours, but where a zone changed its side of the date line.
DAYS = st.dates(date(1972, 1, 1), date(2037, 12, 31))
ZONES = st.sampled_from(sorted(zones()))
NOW = st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (its zone is given beside it)


def daily(zone: str, hour: int, minute: int = 0) -> Schedule:
    """Every day at this hour."""
    return Schedule(zone, time(hour, minute), EVERY_DAY, LONG_AGO)


def clock(zone: str, hour: int, minute: int, day: str) -> str | None:
    """When the slot of this date is due, in UTC to the minute."""
    due = due_at(daily(zone, hour, minute), date.fromisoformat(day))
    return None if due is None else due.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "day", "due"),
    [
        ("Europe/Berlin", 2, 30, "2026-10-24", "2026-10-24 00:30"),
        ("Europe/Berlin", 2, 30, "2026-10-25", "2026-10-25 00:30"),  # 02:30 comes twice: the first time
        ("Europe/Berlin", 2, 30, "2026-10-26", "2026-10-26 01:30"),
        ("Europe/Berlin", 2, 30, "2027-03-28", "2027-03-28 01:00"),  # never comes: 03:00, behind the gap
        ("Europe/Berlin", 3, 0, "2027-03-28", "2027-03-28 01:00"),
        ("Europe/Berlin", 8, 0, "2027-03-28", "2027-03-28 06:00"),
        ("America/New_York", 2, 30, "2027-03-14", "2027-03-14 07:00"),
        ("America/New_York", 1, 30, "2026-11-01", "2026-11-01 05:30"),
        ("Australia/Lord_Howe", 2, 15, "2026-10-04", "2026-10-03 15:30"),  # half an hour is left out
        ("Australia/Lord_Howe", 1, 45, "2027-04-04", "2027-04-03 14:45"),  # and comes twice
        ("Pacific/Apia", 8, 0, "2011-12-29", "2011-12-29 18:00"),
        ("Pacific/Apia", 8, 0, "2011-12-30", None),  # Samoa went over the date line
        ("Pacific/Apia", 0, 0, "2011-12-30", None),
        ("Pacific/Apia", 23, 59, "2011-12-30", None),
        ("Pacific/Apia", 8, 0, "2011-12-31", "2011-12-30 18:00"),
        ("Africa/Casablanca", 2, 30, "2026-02-15", "2026-02-15 01:30"),  # Ramadan: clocks an hour back, 02:30 twice
        ("Africa/Casablanca", 2, 30, "2026-03-22", "2026-03-22 02:00"),  # and forth again
        ("Asia/Kathmandu", 7, 0, "2026-06-01", "2026-06-01 01:15"),
        ("America/Nuuk", 23, 30, "2024-03-30", "2024-03-31 01:00"),  # its last hour left out: with the next day's first moment
        ("America/Sao_Paulo", 0, 30, "2018-11-04", "2018-11-04 03:00"),  # the day began at 01:00
    ],
)
def test_clocks_that_change(zone: str, hour: int, minute: int, day: str, due: str | None) -> None:
    """Behind the gap in spring, at the first pass in autumn, never on a date that the zone left out."""
    assert clock(zone, hour, minute, day) == due


@given(ZONES, HOURS, DAYS)
def test_daily_slots_come_about_a_day_apart(zone: str, at: time, day: date) -> None:
    """Due instants rise, 20 to 28 hours apart, but where the zone itself moved over the date line."""
    schedule = Schedule(zone, at, EVERY_DAY, LONG_AGO)
    due = [due_at(schedule, day + timedelta(days=n)) for n in range(9)]
    there = [instant for instant in due if instant is not None]
    assert all(one < other for one, other in pairwise(there))
    if crossed_the_date_line(zone, day):
        return
    assert None not in due
    assert all(timedelta(hours=20) <= other - one <= timedelta(hours=28) for one, other in pairwise(there))


def crossed_the_date_line(zone: str, day: date) -> bool:
    """Whether noon moved by more than four hours in these nine days."""
    noons = [due_at(daily(zone, 12), day + timedelta(days=n)) for n in range(9)]
    return any(
        one is None or other is None or abs(other - one - timedelta(days=1)) > timedelta(hours=4)
        for one, other in pairwise(noons)
    )


@given(ZONES, HOURS, DAYS)
def test_a_slot_is_due_on_its_clock(zone: str, at: time, day: date) -> None:
    """When it is due, the clock shows its hour or has jumped over it; a second before, it showed an earlier one."""
    schedule = Schedule(zone, at, EVERY_DAY, LONG_AGO)
    due = due_at(schedule, day)
    if due is not None:
        hour = datetime.combine(day, at)
        assert shown(zone, due) >= hour
        assert shown(zone, due - timedelta(seconds=1)) < hour


def shown(zone: str, instant: datetime) -> datetime:
    """What the zone's clock shows."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@given(ZONES, HOURS, DAYS_OF_WEEK, DAYS, NOW, st.none() | DAYS)
def test_slots_due_and_next_due_are_one_list(
    zone: str, at: time, weekdays: frozenset[int], first: date, now: datetime, handled: date | None
) -> None:
    """Every slot is due or still to come, none both; the next is later than all that are due, and nothing lies between."""
    schedule = Schedule(zone, at, weekdays, first)
    due, coming = slots_due(schedule, handled, now), next_due(schedule, now, handled)
    assert coming is not None
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise([*due, coming]))
    assert all(instant <= now for _, instant in due)
    assert coming[1] > now
    for day, instant in [*due, coming]:
        assert due_at(schedule, day) == instant
        assert day >= first
        assert handled is None or day > handled
        assert day.weekday() in weekdays
    between = [day for day in days(due[-1][0] if due else coming[0] - timedelta(days=20), coming[0]) if due_at(schedule, day)]
    assert not [day for day in between if handled is None or day > handled]


def days(after: date, before: date) -> list[date]:
    """The dates between two."""
    return [after + timedelta(days=n) for n in range(1, (before - after).days)]


@given(ZONES, HOURS, DAYS_OF_WEEK, NOW, st.integers(1, 12))
def test_only_the_newest_slots_are_counted(zone: str, at: time, weekdays: frozenset[int], now: datetime, most: int) -> None:
    """After years without a digest there are not thousands to mark."""
    schedule = Schedule(zone, at, weekdays, LONG_AGO)
    slots = slots_due(schedule, None, now, most)
    assert len(slots) == most
    assert slots == slots_due(schedule, None, now, most + 3)[-most:]


@given(ZONES, HOURS, DAYS_OF_WEEK, ZONES, NOW, st.none() | st.integers(-3, 1))
def test_a_changed_schedule_starts_with_an_hour_still_to_come(
    zone: str, at: time, weekdays: frozenset[int], before: str, now: datetime, handled_before: int | None
) -> None:
    """Nothing is due at once; and it starts with the first hour to come of a date that was not handled, no later."""
    today = now.date()
    handled = None if handled_before is None else today + timedelta(days=handled_before)
    schedule = changed(Schedule(before, time(8), WEEKDAYS, LONG_AGO), now, handled, zone=zone, at=at, weekdays=weekdays)
    assert slots_due(schedule, handled, now) == []
    assert next_due(schedule, now, handled) == next_due(Schedule(zone, at, weekdays, LONG_AGO), now, handled)
    assert schedule == started(zone, at, weekdays, now, handled)


def test_a_change_keeps_what_is_not_named() -> None:
    """Of zone, hour and weekdays; and a schedule switched on again is one that did not change."""
    schedule = Schedule("Asia/Kathmandu", time(7), WEEKDAYS, LONG_AGO)
    again = changed(schedule, datetime(2026, 11, 23, 1, 14, tzinfo=UTC), None)
    assert (again.zone, again.at, again.weekdays) == (schedule.zone, schedule.at, schedule.weekdays)
    assert again.first_day == date(2026, 11, 23)
    assert changed(schedule, datetime(2026, 11, 23, 1, 15, tzinfo=UTC), None).first_day == date(2026, 11, 24)
    assert changed(schedule, datetime(2026, 11, 23, 1, 14, tzinfo=UTC), date(2026, 11, 23)).first_day == date(2026, 11, 24)


def test_clocks_that_go_back_over_midnight() -> None:
    """A date that began, and begins once more a minute later, has had its hour."""
    now = datetime(2006, 10, 29, 2, 31, tzinfo=UTC)  # 23:01 on the 28th in Newfoundland, for the second time
    assert due_at(daily("America/St_Johns", 0), date(2006, 10, 29)) == datetime(2006, 10, 29, 2, 30, tzinfo=UTC)
    assert slots_due(daily("America/St_Johns", 0), date(2006, 10, 28), now) != []
    assert started("America/St_Johns", time(0), EVERY_DAY, now).first_day == date(2006, 10, 30)


@pytest.mark.parametrize(
    ("zone", "there"), [("Europe/Berlin", True), ("Asia/Calcutta", True), ("europe/berlin", False), ("Factory", False)]
)
def test_names_of_zones(zone: str, *, there: bool) -> None:
    """IANA's names, new and old, and nothing else that a file system may hold."""
    assert is_zone(zone) == there


@given(st.text())
def test_any_text_may_be_asked_for_as_a_zone(name: str) -> None:
    """Whatever somebody types, it is a zone or it is refused; nothing is looked for on a disk."""
    if not is_zone(name):
        with pytest.raises(ValueError, match="no time zone"):
            Schedule(name, time(8), EVERY_DAY, LONG_AGO)


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({7}), frozenset({-1, 2})])
def test_a_schedule_has_weekdays(weekdays: frozenset[int]) -> None:
    """None, or one that no week has, is refused."""
    with pytest.raises(ValueError, match="days of a week"):
        Schedule("UTC", time(8), weekdays, LONG_AGO)


@pytest.mark.parametrize("at", [time(8, 0, 1), time(8, tzinfo=UTC), time(8, 0, 0, 1)])
def test_an_hour_is_one_of_a_clock(at: time) -> None:
    """To the minute, and in the schedule's own zone."""
    with pytest.raises(ValueError, match="hour and minute"):
        Schedule("UTC", at, EVERY_DAY, LONG_AGO)


@pytest.mark.parametrize("now", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_ends_of_the_calendar(now: datetime, zone: str) -> None:
    """Any instant that can be written can be asked about."""
    schedule = Schedule(zone, time(23, 59), EVERY_DAY, date.min)
    slots_due(schedule, None, now)
    next_due(schedule, now, date.max)
    assert started(zone, time(0), EVERY_DAY, now).at == time(0)
