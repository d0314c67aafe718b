"""What a wrong clock wrote: plans and arrivals that bear a time which has not come, and how they are set right."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from briefbot.digests.subscription import Subscription, is_ahead, righted
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import columns_of, next_of, subscription_of, subscriptions
from briefbot.store.tables import DeliveredRow, DigestRow, DocumentRow, SlotRow

# Clocks of several machines on one database differ by moments; what is further ahead is a fault.
_MOMENTS = timedelta(hours=1)


class ClocksRepository(Repository):
    """Plans and arrivals ahead of the clock."""

    def ahead(self, now: datetime) -> list[Subscription]:
        """The digests that a clock ahead of `now` (aware) has planned."""
        suspects = or_(DigestRow.handled > now.date(), DigestRow.first_day > now.date(), DigestRow.since > now)
        planned = map(subscription_of, self._execute(subscriptions().where(suspects)).all())
        return [each for each in planned if is_ahead(each, now)]

    def arrived_ahead(self, now: datetime) -> bool:
        """Whether a document came in by a clock ahead of `now`: no digest would tell it until then."""
        return self._execute(select(DocumentRow.key).where(_arrived_after(now)).limit(1)).first() is not None

    def set_right(self, now: datetime) -> None:
        """Let all of these go by the clock that shows `now`."""
        for each in self.ahead(now):
            self.plan_anew(each, now)
        self._execute(update(DocumentRow).where(_arrived_after(now)).values(added_at=now))

    def plan_anew(self, before: Subscription, now: datetime) -> Subscription:
        """Erase what was written of a digest's dates that have not come, and go on from the last one that has."""
        mine = SlotRow.digest_id == before.id
        to_come = (mine, SlotRow.due_at > now)
        since = self._scalar(select(func.min(SlotRow.since)).where(*to_come))
        self._execute(delete(SlotRow).where(*to_come))
        shown = DeliveredRow.digest_id == before.id
        self._execute(update(DeliveredRow).where(shown, DeliveredRow.delivered_at > now).values(delivered_at=now))
        kept = righted(before, now, self._scalar(select(func.max(SlotRow.day)).where(mine)), since)
        self._execute(update(DigestRow).where(DigestRow.id == kept.id).values(**columns_of(kept), next_due=next_of(kept)))
        return kept


def _arrived_after(now: datetime) -> ColumnElement[bool]:
    return DocumentRow.added_at > now + _MOMENTS
