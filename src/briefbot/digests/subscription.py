"""Who gets which digest: what is followed where, when the digest is wanted, and what became of the last ones."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from briefbot.digests.planning import SlotState, decide
from briefbot.digests.schedule import EVERY_DAY, Schedule, Slot, changed, is_zone, local_date, started

# What came in so long before a digest is switched on is in its first one.
FIRST = timedelta(days=1)
# What a digest's dates may be ahead of the clock: zones are a day apart, and a schedule begins within three days.
_ZONES, _BEGINS, _LATER = timedelta(days=1), timedelta(days=4), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a digest goes: a chat and, in a forum, a topic of it (0 for none). Chat 0 is the console's."""

    chat_id: int
    topic: int = 0


LOCAL = Destination(0)


@dataclass(frozen=True, slots=True)
class Follow:
    """Somebody or something that is followed, as it was typed, under a number of its own."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest for one destination, as it is kept.

    `zone` is the chat's, None where none was chosen; `at` the hour on its clocks, None where none was chosen. There are slots
    from the local date `first_day` on, and `handled` is the last one that became something. What came in from `since` on
    (UTC) is news for the next digest. `person_id` is who set it, `language` theirs or the chat's; `latin` says that the chat
    reads names in Latin letters.
    """

    id: int
    destination: Destination
    since: datetime
    switched_on: bool = False
    zone: str | None = None
    at: time | None = None
    weekdays: frozenset[int] = EVERY_DAY
    first_day: date | None = None
    handled: date | None = None
    person_id: int | None = None
    language: str | None = None
    latin: bool = False
    tells_when_empty: bool = False
    silent: bool = False

    @property
    def schedule(self) -> Schedule | None:
        """When it is due; None where it is off, or hour or zone are not chosen yet."""
        chosen = self.switched_on and self.at is not None and self.first_day is not None and self.zone is not None
        if not chosen or not is_zone(self.zone or ""):
            return None
        return Schedule(self.zone or "", self.at or time(), self.weekdays, self.first_day or date.min)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one slot: of `of` new statements since an instant (UTC), it showed so many."""

    day: date
    due_at: datetime
    state: SlotState
    shown: int
    of: int
    since: datetime | None = None


def overdue(subscription: Subscription, now: datetime) -> tuple[Slot, ...]:
    """The slots that are due and became nothing yet, oldest first."""
    if subscription.schedule is None:
        return ()
    decision = decide(subscription.schedule, subscription.handled, now)
    return (*decision.skip, *((decision.claim,) if decision.claim else ()))


def is_ahead(subscription: Subscription, now: datetime) -> bool:
    """Whether a clock that was ahead of `now` (aware) has planned this digest, so that it would be silent until then."""
    today = now.date()
    handled, first_day = subscription.handled, subscription.first_day
    is_planned = handled is not None and handled - today > _ZONES
    return is_planned or (first_day is not None and first_day - today > _BEGINS) or subscription.since - now > _LATER


def righted(
    subscription: Subscription, now: datetime, handled: date | None = None, since: datetime | None = None
) -> Subscription:
    """A digest by the clock that shows `now`, where one that was ahead of it had planned; any other one as it is.

    `handled` is the last of its dates that has come, and `since` the beginning of the window before the wrong plan; None where
    they are not known. Today's digest is sent where its hour is not long gone, unless it was set by the wrong clock itself:
    then it begins as one that is switched on now.
    """
    if not is_ahead(subscription, now):
        return subscription
    zone, at = subscription.zone or "UTC", subscription.at
    today = local_date(zone, now)
    right = replace(subscription, since=since if since and since <= now else now - FIRST)
    if subscription.first_day is None or subscription.first_day <= today:
        yesterday = today - timedelta(days=1)
        return replace(right, handled=max(handled or yesterday, yesterday))
    first = started(zone, at, subscription.weekdays, now, handled).first_day if at else today
    return replace(right, handled=handled, first_day=first)


def rescheduled(before: Subscription, wanted: Subscription, now: datetime) -> Subscription:
    """A digest that is wanted otherwise from now on.

    Another hour, zone or weekdays begin today only where today's hour is still to come and the date was not handled. What was
    due before counts as handled then, and its news is in the next one; other wishes leave it due.
    """
    if before.schedule is not None and wanted.switched_on and _hours(before) == _hours(wanted):
        return replace(wanted, id=before.id, since=before.since, handled=before.handled, first_day=before.first_day)
    past = overdue(before, now)
    handled = past[-1][0] if past else before.handled
    schedule = _schedule(before, wanted, handled, now)
    return replace(
        wanted,
        id=before.id,
        since=before.since if before.schedule else now - FIRST,
        handled=handled,
        first_day=schedule.first_day if schedule else None,
    )


def _hours(subscription: Subscription) -> tuple[str | None, time | None, frozenset[int]]:
    return subscription.zone, subscription.at, subscription.weekdays


def _schedule(before: Subscription, wanted: Subscription, handled: date | None, now: datetime) -> Schedule | None:
    if not wanted.switched_on or wanted.at is None or wanted.zone is None or not is_zone(wanted.zone):
        return None
    if before.schedule is None:
        return started(wanted.zone, wanted.at, wanted.weekdays, now, handled)
    return changed(before.schedule, now, handled, zone=wanted.zone, at=wanted.at, weekdays=wanted.weekdays)
