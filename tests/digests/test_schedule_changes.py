"""What somebody wishes of their digest, read from what they typed."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests.schedule import EVERY_DAY, WEEKDAYS
from briefbot.digests.schedule_changes import ScheduleChange, read_schedule_change


def wished(at: time | None = None, days: frozenset[int] | None = None, **others: bool) -> ScheduleChange:
    """A digest at an hour, on some days."""
    return ScheduleChange(switched_on=True, at=at, weekdays=days, **others)


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("08:30", wished(time(8, 30))),
        ("8", wished(time(8))),
        ("8.30", wished(time(8, 30))),
        ("at 7 pm", wished(time(19))),
        ("12am", wished(time(0))),
        ("12:15pm", wished(time(12, 15))),
        ("weekdays", wished(None, WEEKDAYS)),
        ("every day at 9:00", wished(time(9), EVERY_DAY)),
        ("Mon, Thu 18:00", wished(time(18), frozenset({0, 3}))),
        ("weekends", wished(None, EVERY_DAY - WEEKDAYS)),
        ("on", wished()),
        ("off", ScheduleChange(switched_on=False)),
        ("silent", ScheduleChange(silent=True)),
        ("loud", ScheduleChange(silent=False)),
        ("always", ScheduleChange(always=True)),
        ("news", ScheduleChange(always=False)),
        ("08:30 silent always", wished(time(8, 30), silent=True, always=True)),
        ("в 7:15 по будням", wished(time(7, 15), WEEKDAYS)),
        ("каждый день в 8", wished(time(8), EVERY_DAY)),
        ("по понедельникам и средам", wished(None, frozenset({0, 2}))),
        ("выкл", ScheduleChange(switched_on=False)),
    ],
)
def test_a_wish_is_read(typed: str, change: ScheduleChange) -> None:
    """Hours, days, switches, in English and Russian; an hour or a day switches it on."""
    assert read_schedule_change(typed) == change


@pytest.mark.parametrize("typed", ["", "at", "25:00", "8:60", "13pm", "0am", "whenever", "08:30 please", "8:3", "-8"])
def test_what_cannot_be_read_is_no_wish(typed: str) -> None:
    """A word that means nothing makes all of it nothing: half a wish would be another one."""
    assert read_schedule_change(typed) is None


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    """Nothing fails, and what is read wishes for something."""
    assert read_schedule_change(typed) != ScheduleChange()
