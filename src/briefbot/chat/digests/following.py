"""What somebody follows and when they want their digest: each wish is answered, and kept by the caller."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from briefbot.archive.archive import Briefbot
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
class Whose:
    """For whom: the spot, who asks there (None in the console), and the language that they read."""

    spot: Destination
    person_id: int | None = None
    language: str | None = None


class Follows:
    """Answers what is wished of follows and digests in one spot."""

    def __init__(self, briefbot: Briefbot, whose: Whose) -> None:
        self._briefbot = briefbot
        self._store = briefbot.store
        self._planner = planner_of(briefbot)
        self._whose = whose

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
            case PlanDigest(wish):
                return self._plan(wish, now)

    # Follows

    def _start(self, typed: str, now: datetime) -> tuple[Reply, tuple[Effect, ...]]:
        followed = self._followed()
        before = any(fold(follow.text) == fold(typed) for follow in followed)
        if len(followed) >= MOST_FOLLOWS and not before:
            return Advice(Hint.TOO_MANY_FOLLOWS, str(MOST_FOLLOWS)), ()
        newsroom = self._planner.newsroom(now - KEEP_LEFT, now)
        query = newsroom.read(typed)
        if len(typed) > _LONGEST or not newsroom.asks_for_something(query):
            return Advice(Hint.NOTHING_TO_FOLLOW, typed[:_LONGEST]), ()
        recent = [news for news in newsroom.matching(typed) if news.added_at >= now - KEEP_LEFT]
        found = [list(group) for group in groups(recent, newsroom.clusters)]
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
        spot, person_id = self._whose.spot, self._whose.person_id
        return reply, () if before else (AddFollow(spot, typed, person_id),)

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
        return EndFollow(self._whose.spot, follow.id)

    def _list(self, now: datetime) -> Following:
        with self._store.read() as work:
            followed, digest = work.follows.of(self._whose.spot), work.subscriptions.of(self._whose.spot)
            last = work.subscriptions.told(self._whose.spot) if digest else []
        return Following(followed, digest, next_time(digest, now), tuple(last))

    # The digest

    def _show(self, now: datetime, skip: int) -> Reply:
        with self._store.read() as work:
            followed = [follow.text for follow in work.follows.of(self._whose.spot)]
            digest = work.subscriptions.of(self._whose.spot)
            last = work.subscriptions.told(self._whose.spot, 1)
            zone = work.preferences.of(self._whose.spot.chat_id).zone
        since = digest.since if digest and followed else now - _DAY  # those who follow nothing are shown the day
        if last and last[0].state is SlotState.UNKNOWN and last[0].since:  # what may not have arrived is shown again
            since = min(since, last[0].since)
        newsroom = self._planner.newsroom(max(since, now - KEEP_LEFT), now)
        with self._store.read() as work:
            ids = [digest.id] if digest else []
            shown = work.digest_ledger.delivered(ids, newsroom.fingerprints, surely=True)
        delivered = shown[digest.id] if digest else frozenset[str]()
        contents, of = self._planner.contents(since, now, followed, delivered, skip)
        return Digested(replace(contents, of=of), zone, bool(followed), skip)

    def _plan(self, wish: ScheduleChange, now: datetime) -> tuple[Reply, tuple[Effect, ...]]:
        """What a digest is like after a wish; it is kept as it is then, whatever it was when the reply was made."""
        with self._store.read() as work:
            wanted = _wished(work, self._whose, wish)
        shown = self._previewed(wanted, now)
        late = shown.schedule is not None and shown.schedule.first_day > local_date(shown.zone or "UTC", now)
        reply = Planned(shown, next_time(shown, now), tomorrow=late and wish.at is not None)
        return reply, (ChangeSchedule(self._whose, wish),)

    def _previewed(self, wanted: Subscription, now: datetime) -> Subscription:
        """A digest as it will be once it is kept."""
        before = self._digest()
        return rescheduled(righted(before, now) if before else replace(wanted, switched_on=False), wanted, now)

    def _followed(self) -> tuple[Follow, ...]:
        with self._store.read() as work:
            return work.follows.of(self._whose.spot)

    def _digest(self) -> Subscription | None:
        with self._store.read() as work:
            return work.subscriptions.of(self._whose.spot)


def next_time(digest: Subscription | None, now: datetime) -> datetime | None:
    """When a digest comes next (UTC), None where none is to come."""
    schedule = digest.schedule if digest else None
    slot = next_due(schedule, now, digest.handled) if schedule and digest else None
    return slot[1] if slot else None


@dataclass(frozen=True, slots=True)
class ChangeSchedule:
    """A digest as it was wished for: kept as it is then, whatever it was when the reply was made."""

    whose: Whose
    wish: ScheduleChange

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it."""
        work.subscriptions.keep(_wished(work, self.whose, self.wish), now)


def _wished(work: UnitOfWork, whose: Whose, wish: ScheduleChange) -> Subscription:
    spot = whose.spot
    before = work.subscriptions.of(spot) or Subscription(0, spot, _NEVER)
    switched_on = before.switched_on if wish.switched_on is None else wish.switched_on
    return replace(
        before,
        switched_on=switched_on,
        zone=work.preferences.of(spot.chat_id).zone,
        at=wish.at or before.at or (_HOUR if switched_on else None),
        weekdays=wish.weekdays or before.weekdays,
        person_id=whose.person_id,
        language=whose.language,
        silent=before.silent if wish.silent is None else wish.silent,
        tells_when_empty=before.tells_when_empty if wish.always is None else wish.always,
    )
