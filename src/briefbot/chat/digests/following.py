"""What somebody follows and when they want their digest: each wish is answered, and kept by the caller."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from briefbot.archive.archive import Archive
from briefbot.chat.digests.planner import planner_of
from briefbot.dialogue.commands.follows import ListFollows, PlanDigest, ShowDigest, StartFollowing, StopFollowing
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Digested, Followed, Following, Planned, Reply, Stopped
from briefbot.digests.model import KEEP_LEFT
from briefbot.digests.near_duplicates import groups
from briefbot.digests.planning import SlotState
from briefbot.digests.schedule import local_date, next_due
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.digests.subscription import Destination, Follow, Subscription, rescheduled, righted
from briefbot.language.folding import fold
from briefbot.store.effects import AddFollow, Effect, EndFollow
from briefbot.store.work import UnitOfWork

Wanted = StartFollowing | StopFollowing | ListFollows | ShowDigest | PlanDigest

MOST_FOLLOWS = 50
_LONGEST = 300
_HOUR = time(8)
_NEVER = datetime.min.replace(tzinfo=UTC)
_DAY = timedelta(days=1)
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom: the destination, who asks there (None in the console), and the language that they read."""

    destination: Destination
    person_id: int | None = None
    language: str | None = None


class Follows:
    """Answers what is wished of follows and digests in one destination."""

    def __init__(self, briefbot: Archive, owner: Owner) -> None:
        self._briefbot = briefbot
        self._store = briefbot.store
        self._planner = planner_of(briefbot)
        self._owner = owner

    def reply(self, wanted: Wanted, now: datetime) -> tuple[Reply, tuple[Effect, ...]]:
        """The reply, and what is to be written down with it."""
        match wanted:
            case StartFollowing(typed):
                return self._start(" ".join(typed.split()), now)
            case StopFollowing(number):
                return self._stop(number)
            case ListFollows():
                return self._list(now), ()
            case ShowDigest(skip):
                return self._show(now, skip), ()
            case PlanDigest(change):
                return self._plan(change, now)

    # Follows

    def _start(self, typed: str, now: datetime) -> tuple[Reply, tuple[Effect, ...]]:
        followed = self._followed()
        before = any(fold(follow.text) == fold(typed) for follow in followed)
        if len(followed) >= MOST_FOLLOWS and not before:
            return Advice(Hint.TOO_MANY_FOLLOWS, str(MOST_FOLLOWS)), ()
        new_quotations = self._planner.new_quotations(now - KEEP_LEFT, now)
        query = new_quotations.read(typed)
        if len(typed) > _LONGEST or not new_quotations.asks_for_something(query):
            return Advice(Hint.NOTHING_TO_FOLLOW, typed[:_LONGEST]), ()
        recent = [news for news in new_quotations.matching(typed) if news.added_at >= now - KEEP_LEFT]
        found = [list(group) for group in groups(recent, new_quotations.clusters)]
        newest = sorted(found, key=lambda group: max(each.added_at for each in group), reverse=True)
        digest = self._digest()
        reply = Followed(
            typed=typed,
            people=query.people,
            topic=query.topic,
            sources=(query.strange_source,) if query.strange_source else query.sources,
            today=sum(any(each.added_at >= now - _DAY for each in group) for group in found),
            month=len(found),
            sample=tuple(group[0].citation for group in newest[:_SAMPLE]),
            before=before,
            digest_on=digest is not None and digest.switched_on,
        )
        destination, person_id = self._owner.destination, self._owner.person_id
        return reply, () if before else (AddFollow(destination, typed, person_id),)

    def _stop(self, number: int | None) -> tuple[Reply, tuple[Effect, ...]]:
        followed = self._followed()
        if number is not None and number > len(followed):
            return Advice(Hint.NO_SUCH_FOLLOW, str(number)), ()
        ended = followed if number is None else followed[number - 1 : number]
        if not ended:
            return Following((), self._digest(), None), ()
        return Stopped(ended), tuple(self._ending(follow) for follow in ended)

    def end(self, number: int) -> tuple[Follow | None, tuple[Effect, ...]]:
        """Follow the one under this number (the store's) no more; None where nothing is followed under it."""
        follow = next((each for each in self._followed() if each.id == number), None)
        return follow, (self._ending(follow),) if follow else ()

    def _ending(self, follow: Follow) -> Effect:
        return EndFollow(self._owner.destination, follow.id)

    def _list(self, now: datetime) -> Following:
        with self._store.read() as work:
            followed, digest = work.follows.of(self._owner.destination), work.subscriptions.of(self._owner.destination)
            last = work.subscriptions.told(self._owner.destination) if digest else []
        return Following(followed, digest, next_time(digest, now), tuple(last))

    # The digest

    def _show(self, now: datetime, skip: int) -> Reply:
        with self._store.read() as work:
            followed = [follow.text for follow in work.follows.of(self._owner.destination)]
            digest = work.subscriptions.of(self._owner.destination)
            last = work.subscriptions.told(self._owner.destination, 1)
            zone = work.preferences.of(self._owner.destination.chat_id).zone
        since = digest.since if digest and followed else now - _DAY  # those who follow nothing are shown the day
        if last and last[0].state is SlotState.UNKNOWN and last[0].since:  # what may not have arrived is shown again
            since = min(since, last[0].since)
        new_quotations = self._planner.new_quotations(max(since, now - KEEP_LEFT), now)
        with self._store.read() as work:
            ids = [digest.id] if digest else []
            shown = work.digest_ledger.delivered(ids, new_quotations.fingerprints, surely=True)
        delivered = shown[digest.id] if digest else frozenset[str]()
        contents, of = self._planner.contents(since, now, followed, delivered, skip)
        return Digested(replace(contents, of=of), zone, bool(followed), skip)

    def _plan(self, change: ScheduleChange, now: datetime) -> tuple[Reply, tuple[Effect, ...]]:
        """What a digest is like after a wish; it is kept as it is then, whatever it was when the reply was made."""
        with self._store.read() as work:
            wanted = _wished(work, self._owner, change)
        shown = self._previewed(wanted, now)
        late = shown.schedule is not None and shown.schedule.first_day > local_date(shown.zone or "UTC", now)
        reply = Planned(shown, next_time(shown, now), tomorrow=late and change.at is not None)
        return reply, (ChangeSchedule(self._owner, change),)

    def _previewed(self, wanted: Subscription, now: datetime) -> Subscription:
        """A digest as it will be once it is kept."""
        before = self._digest()
        return rescheduled(righted(before, now) if before else replace(wanted, switched_on=False), wanted, now)

    def _followed(self) -> tuple[Follow, ...]:
        with self._store.read() as work:
            return work.follows.of(self._owner.destination)

    def _digest(self) -> Subscription | None:
        with self._store.read() as work:
            return work.subscriptions.of(self._owner.destination)


def next_time(digest: Subscription | None, now: datetime) -> datetime | None:
    """When a digest comes next (UTC), None where none is to come."""
    schedule = digest.schedule if digest else None
    slot = next_due(schedule, now, digest.handled) if schedule and digest else None
    return slot[1] if slot else None


@dataclass(frozen=True, slots=True)
class ChangeSchedule:
    """A digest as it was wished for: kept as it is then, whatever it was when the reply was made."""

    owner: Owner
    change: ScheduleChange

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it."""
        work.subscriptions.keep(_wished(work, self.owner, self.change), now)


def _wished(work: UnitOfWork, owner: Owner, change: ScheduleChange) -> Subscription:
    destination = owner.destination
    before = work.subscriptions.of(destination) or Subscription(0, destination, _NEVER)
    switched_on = before.switched_on if change.switched_on is None else change.switched_on
    return replace(
        before,
        switched_on=switched_on,
        zone=work.preferences.of(destination.chat_id).zone,
        at=change.at or before.at or (_HOUR if switched_on else None),
        weekdays=change.weekdays or before.weekdays,
        person_id=owner.person_id,
        language=owner.language,
        silent=before.silent if change.silent is None else change.silent,
        tells_when_empty=before.tells_when_empty if change.always is None else change.always,
    )
