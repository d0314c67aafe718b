"""Years of one chat's digests, played from a seed: a ledger in memory, a planner, and a world in which everything fails.

The bot is down for minutes or weeks, its clock is set back, sends fail, hang or cannot be told; the person moves from zone to
zone, changes hour and weekdays, and switches the digest off and on; documents show up an hour after they came in.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from briefbot.digests import contents
from briefbot.digests.contents import next_since, window_start
from briefbot.digests.model import Contents, News
from briefbot.digests.planning import Decision, PartState, SlotState, decide, is_in_time, outcome
from briefbot.digests.schedule import EVERY_DAY, WEEKDAYS, Schedule, Slot, changed, due_at, next_due, started

from .quotations import quotation

# Clocks that change north and south, by half an hour, around Ramadan, over midnight, never; and those far from Greenwich.
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Argentina/Buenos_Aires", "America/Bogota", "America/Havana",
    "America/Los_Angeles", "America/New_York", "America/Nuuk", "America/Santiago", "America/St_Johns", "Antarctica/Troll",
    "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Europe/Moscow", "Pacific/Apia",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC",
)  # fmt: skip
START = datetime(2026, 3, 1, tzinfo=UTC)
CAP = 3
PART = 2
# A follow matches the quotations whose number one of these divides.
FOLLOWED = (2, 3)
# What a part becomes when no more is tried: what waits will never go out; of what is on its way nobody can tell.
_ENDS = {PartState.WAITING: PartState.FAILED, PartState.SENDING: PartState.UNKNOWN}


class Killed(Exception):  # noqa: N818 (no error, an event)
    """The bot was killed while a part was on its way."""


@dataclass(slots=True)
class Claim:
    """A digest that is being sent: its frozen contents cut into parts, and what became of each part."""

    slot: Slot
    held: Contents
    parts: list[frozenset[str]]
    states: list[PartState]


@dataclass(slots=True)
class Period:
    """A time without changes: from when to when, under which schedule, and what had been handled before."""

    schedule: Schedule
    handled: date | None
    until: datetime


@dataclass(slots=True)
class Life:
    """One chat's years. What is promised is asserted where it would be broken; `due` tells what had to be handled."""

    chance: random.Random
    news: list[News]  # in the order in which they came in
    visible: dict[tuple[int, int], datetime]
    now: datetime = START
    schedule: Schedule = field(init=False)
    since: datetime = START
    slots: dict[date, SlotState] = field(default_factory=dict)
    handled: date | None = None
    delivered: set[str] = field(default_factory=set)
    claim: Claim | None = None
    given_up: int = 0
    periods: list[Period] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Switch the digest on."""
        self._begin(started(*self._wish(), self.now))

    def live(self, days: int) -> None:
        """All of these days, and the last decision."""
        end = START + timedelta(days=days)
        while self.now < end:
            self._wait()
            with suppress(Killed):
                self.tick()
                if self.chance.random() < (0.3 if self.claim else 0.02):
                    self._change()

    def tick(self) -> None:
        """What the bot does every half minute: go on with what was claimed, then decide."""
        self.periods[-1].until = max(self.periods[-1].until, self.now)
        self._send()
        decision = decide(self.schedule, self.handled, self.now)
        for day, due in decision.skip:
            self._record(day, due, SlotState.SKIPPED)
        if decision.claim:
            self._compile(decision.claim)
            self._send()

    def _wait(self) -> None:
        """Until soon after the next slot, for the next try, or as long as the bot is down; sometimes the clock goes back."""
        roll = self.chance.random()
        if roll < 0.05:
            self.now += timedelta(minutes=self.chance.randrange(-30, 0))
        elif roll < 0.15:
            self.now += timedelta(minutes=self.chance.randrange(1, 60 * 24 * 3))
        elif roll < 0.152:
            self.now += timedelta(days=self.chance.randrange(3, 38))
        elif self.claim:
            self.now += timedelta(minutes=self.chance.randrange(1, 180))
        elif coming := next_due(self.schedule, self.now, self.handled):
            self.now = max(self.now, coming[1]) + timedelta(seconds=self.chance.randrange(30))

    def _change(self) -> None:
        """A new wish, or off for a time and on again."""
        if self.chance.random() < 0.3:
            self.now += timedelta(hours=self.chance.randrange(1, 24 * 20))
        zone, at, weekdays = self._wish()
        which = self.chance.randrange(1, 8)
        self._begin(
            changed(
                self.schedule,
                self.now,
                self.handled,
                zone=zone if which & 1 else None,
                at=at if which & 2 else None,
                weekdays=weekdays if which & 4 else None,
            )
        )

    def _begin(self, schedule: Schedule) -> None:
        self.schedule = schedule
        assert decide(schedule, self.handled, self.now) == Decision(), "a change makes nothing due"
        self.periods.append(Period(schedule, self.handled, self.now))

    def _wish(self) -> tuple[str, time, frozenset[int]]:
        at = time(self.chance.choice([0, 0, 1, 2, 2, 3, 7, 8, 12, 23, 23]), self.chance.choice([0, 15, 30, 59]))
        weekdays = self.chance.choice([EVERY_DAY, EVERY_DAY, WEEKDAYS, frozenset({self.chance.randrange(7)})])
        return self.chance.choice(ZONES), at, weekdays

    def _record(self, day: date, due: datetime, state: SlotState) -> None:
        assert day not in self.slots, "two slots for one date"
        assert self.handled is None or day > self.handled
        assert due <= self.now
        self.slots[day] = state
        self.handled = day

    def _compile(self, slot: Slot) -> None:
        """Give up what an older digest still had to send, and freeze the new one."""
        assert is_in_time(slot[1], self.now)
        if self.claim:
            self.claim.states = [_ENDS.get(state, state) for state in self.claim.states]
            self.given_up += 1
            self._finish(self.claim)
        held = self._contents(slot[1])
        self._record(*slot, SlotState.CLAIMED if held.shown else SlotState.EMPTY)
        if not held.shown:
            self._move_on(held)
            return
        prints = [frozenset(each.fingerprint for each in statement.members) for statement in held.statements]
        parts = [frozenset().union(*prints[at : at + PART]) for at in range(0, len(prints), PART)]
        self.claim = Claim(slot, held, parts, [PartState.WAITING] * len(parts))

    def _contents(self, due: datetime) -> Contents:
        """The digest of this hour, of what can be seen now."""
        since = window_start(self.since, due)
        seen = [one for one in self.news[self._place(since) : self._place(due)] if self.visible[one.place] <= self.now]
        follows = [(f"follow {each}", [one for one in seen if one.citation.key % each == 0]) for each in FOLLOWED]
        return contents.compile(follows, self.delivered, since, due, CAP)

    def _send(self) -> None:
        """The parts that wait, in order, until one has to wait longer; first what a kill left nobody to know of."""
        claim = self.claim
        if claim is None:
            return
        for at, state in enumerate(claim.states):
            if state is PartState.SENDING:
                claim.states[at] = PartState.UNKNOWN
                self._deliver(claim.parts[at])
            elif state is PartState.WAITING:
                self._try(claim, at)
                if claim.states[at] is PartState.WAITING:
                    return
        self._finish(claim)

    def _try(self, claim: Claim, at: int) -> None:
        """Send one part, and write down what came of it."""
        if not is_in_time(claim.slot[1], self.now):
            claim.states[at] = PartState.FAILED
            return
        (claim.states[at],) = self.chance.choices(list(PartState), weights=[30, 3, 60, 3, 4])
        if claim.states[at] is PartState.SENDING:
            raise Killed
        if claim.states[at] in (PartState.SENT, PartState.UNKNOWN):
            self._deliver(claim.parts[at])

    def _deliver(self, part: frozenset[str]) -> None:
        assert not part & self.delivered, "delivered twice"
        self.delivered |= part

    def _finish(self, claim: Claim) -> None:
        self.slots[claim.slot[0]] = outcome(claim.states)
        if PartState.FAILED not in claim.states:
            self._move_on(claim.held)
        self.claim = None

    def _move_on(self, held: Contents) -> None:
        """Begin the next window; all that lies before it has been told."""
        since = next_since(held)
        first, last = (self._place(instant) for instant in (window_start(self.since, held.until), since))
        behind = [one for one in self.news[first:last] if any(one.citation.key % each == 0 for each in FOLLOWED)]
        assert all(one.fingerprint in self.delivered for one in behind), "lost"
        self.since = since

    def _place(self, instant: datetime) -> int:
        return bisect_left(self.news, instant, key=lambda one: one.added_at)

    def due(self) -> Iterator[date]:
        """All dates that had a slot which was due, worked out from the periods alone."""
        for period in self.periods:
            day = period.schedule.first_day
            while day <= period.until.date() + timedelta(days=1):
                instant = due_at(period.schedule, day)
                if instant and instant <= period.until and (period.handled is None or day > period.handled):
                    yield day
                day += timedelta(days=1)


def lives(seed: int, days: int, news_a_day: float) -> Life:
    """A life that was lived from this seed."""
    chance = random.Random(seed)  # noqa: S311 (a simulation, no secrets)
    news = sorted((_arrival(chance, key, days) for key in range(round(days * news_a_day))), key=lambda one: one.added_at)
    lag = {one.place: one.added_at + timedelta(minutes=chance.randrange(50)) for one in news}
    life = Life(chance, news, lag)
    life.live(days)
    return life


def _arrival(chance: random.Random, key: int, days: int) -> News:
    """A quotation that comes in at some time; some have words that others have too, or nearly."""
    number = key if chance.random() < 0.8 else chance.randrange(key + 1)
    words = f"bridge road school {number}a {number}b {number}c {number}d {number}e"
    return quotation(
        key,
        words if chance.random() < 0.9 else f"{words} then",
        score=chance.choice([1.0, 4.0, 9.0]),
        added_at=START + timedelta(minutes=chance.randrange(days * 24 * 60)),
    )
