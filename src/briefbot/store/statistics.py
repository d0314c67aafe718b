"""How often what happened: counted by day, and added up."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete, func, select

from briefbot.dialogue.statistics import PERIODS, Activity, Count, Counted, Period, Refused
from briefbot.digests.planning import SlotState
from briefbot.model import Missing, Verdict
from briefbot.store.repository import Repository
from briefbot.store.tables import CountRow, ShareRow, SlotRow
from briefbot.store.upserts import insert_into

# How long counts are kept.
KEPT = timedelta(days=90)
# As many of what came up most as anybody reads.
_MOST = 8


class StatisticsRepository(Repository):
    """Counts of what happened, by day."""

    def count(self, counts: Iterable[Count], now: datetime) -> None:
        """Count these on the day of an instant (UTC)."""
        day = now.astimezone(UTC).date()
        rows = [
            {"day": day, "what": one.what, "reason": one.reason, "subject": one.subject, "number": number}
            for one, number in Counter(counts).items()
        ]
        if rows:
            new = insert_into(self._connection, CountRow).values(rows)
            again = {"number": CountRow.number + new.excluded.number}
            self._execute(new.on_conflict_do_update(index_elements=["day", "what", "reason", "subject"], set_=again))

    def activity(self, now: datetime) -> Activity:
        """What went on up to the day of an instant (UTC)."""
        today = now.astimezone(UTC).date()
        first = _first(today, max(PERIODS))
        query = select(CountRow.day, CountRow.what, func.sum(CountRow.number)).where(
            CountRow.day >= first, CountRow.day <= today
        )
        by_day = {(day, what): number for day, what, number in self._execute(query.group_by(CountRow.day, CountRow.what))}
        days = [first + timedelta(days=number) for number in range(max(PERIODS))]
        return Activity(
            until=today,
            periods=tuple(self._period(by_day, today, length) for length in PERIODS),
            asked=tuple(by_day.get((day, Counted.ASKED), 0) for day in days),
            refused=tuple(by_day.get((day, Counted.REFUSED), 0) for day in days),
            refused_most=tuple(self._refused_most(first)),
            cited_most=tuple(self._cited_most(first)),
            checked=tuple(self._checked(first)),
        )

    def expire(self, now: datetime) -> None:
        """Keep no counts for longer than they are of use."""
        self._execute(delete(CountRow).where(CountRow.day < (now - KEPT).date()))

    def _period(self, by_day: dict[tuple[date, str], int], today: date, length: int) -> Period:
        first = _first(today, length)

        def total(*kinds: Counted) -> int:
            return sum(number for (day, what), number in by_day.items() if day >= first and what in kinds)

        sent = select(func.count()).where(
            SlotRow.state.in_((SlotState.SENT, SlotState.PARTLY)), SlotRow.due_at >= datetime.combine(first, time(), UTC)
        )
        shared = select(func.coalesce(func.sum(ShareRow.count), 0)).where(ShareRow.day >= first, ShareRow.day <= today)
        return Period(
            days=length,
            asked=total(Counted.ASKED),
            answered=total(Counted.ANSWERED),
            refused=total(Counted.REFUSED),
            failed=total(Counted.FAILED, Counted.UNSENT),
            digests=self._scalar(sent) or 0,
            shared=self._scalar(shared) or 0,
            checked=total(Counted.CHECKED),
        )

    def _refused_most(self, first: date) -> list[Refused]:
        total = func.sum(CountRow.number)
        here = CountRow.what == Counted.REFUSED, CountRow.day >= first
        query = select(CountRow.reason, CountRow.subject, total).where(*here).group_by(CountRow.reason, CountRow.subject)
        rows = self._execute(query.order_by(total.desc(), CountRow.subject).limit(_MOST))
        return [Refused(Missing(reason), subject, number) for reason, subject, number in rows]

    def _checked(self, first: date) -> list[tuple[Verdict, int]]:
        total = func.sum(CountRow.number)
        here = CountRow.what == Counted.CHECKED, CountRow.day >= first
        query = select(CountRow.reason, total).where(*here).group_by(CountRow.reason)
        return [(Verdict(verdict), number) for verdict, number in self._execute(query.order_by(total.desc(), CountRow.reason))]

    def _cited_most(self, first: date) -> list[tuple[str, int]]:
        total = func.sum(CountRow.number)
        here = CountRow.what == Counted.CITED, CountRow.day >= first
        query = select(CountRow.subject, total).where(*here).group_by(CountRow.subject)
        return [
            (subject, number) for subject, number in self._execute(query.order_by(total.desc(), CountRow.subject).limit(_MOST))
        ]


def _first(today: date, length: int) -> date:
    return today - timedelta(days=length - 1)
