"""Digests that a wrong clock has planned: told apart from any that the right one plans, and set right."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests.planning import decide
from briefbot.digests.schedule import zones
from briefbot.digests.subscription import Destination, Subscription, is_ahead, rescheduled, righted

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DIGEST = Subscription(
    1, Destination(7), NOW - timedelta(days=1), switched_on=True, zone="Europe/Berlin", at=time(8), first_day=date(2026, 1, 1),
    handled=date(2026, 3, 10),
)  # fmt: skip


def test_a_plan_of_years_ahead_begins_anew() -> None:
    """Today's date is handled where it was; the window begins where it did before the wrong plan."""
    ahead = replace(DIGEST, handled=date(2031, 1, 1), since=datetime(2031, 1, 1, 6, tzinfo=UTC))
    assert is_ahead(ahead, NOW)
    right = righted(ahead, NOW, handled=date(2026, 3, 10), since=NOW - timedelta(days=1))
    assert right == DIGEST
    assert righted(right, NOW) is right


def test_the_digest_of_today_is_not_lost() -> None:
    """Set right within hours of today's digest, that one is sent; without a word on the window, a day is in it."""
    ahead = replace(DIGEST, handled=date(2031, 1, 1), since=datetime(2031, 1, 1, 6, tzinfo=UTC))
    right = righted(ahead, NOW)
    assert right.since == NOW - timedelta(days=1)
    assert right.schedule is not None
    decision = decide(right.schedule, right.handled, NOW)
    assert decision.skip == ()
    assert decision.claim is not None
    assert decision.claim[0] == date(2026, 3, 10)


def test_a_digest_set_by_a_wrong_clock_begins_now() -> None:
    """Its first date was years ahead: it is today's where the hour is to come, else tomorrow's."""
    ahead = replace(DIGEST, handled=None, first_day=date(2031, 1, 1))
    assert righted(ahead, NOW).first_day == date(2026, 3, 11)
    assert righted(replace(ahead, at=time(20)), NOW).first_day == date(2026, 3, 10)


def test_wishing_for_it_again_begins_anew() -> None:
    """/digest 08:00, where 08:00 it was: its next date is no later than tomorrow's."""
    ahead = replace(DIGEST, handled=date(2031, 1, 1), since=datetime(2031, 1, 1, 6, tzinfo=UTC))
    kept = rescheduled(righted(ahead, NOW), replace(ahead), NOW)
    assert kept.handled is not None
    assert kept.handled <= date(2026, 3, 10)


@given(
    zone=st.sampled_from(sorted(zones())),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (made aware)
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_what_the_right_clock_plans_is_not_ahead(zone: str, at: time, now: datetime, weekdays: frozenset[int]) -> None:
    """In every zone, a digest that is switched on, and one that was just sent, are by the clock."""
    begun = rescheduled(
        Subscription(1, Destination(7), now), Subscription(0, Destination(7), now, switched_on=True, zone=zone, at=at,
        weekdays=weekdays), now
    )  # fmt: skip
    assert not is_ahead(begun, now)
    assert begun.schedule
    due = decide(begun.schedule, begun.handled, now + timedelta(days=9)).claim
    if due:
        assert not is_ahead(replace(begun, handled=due[0], since=due[1] - timedelta(hours=1)), due[1])
