"""Who wants a digest when, and from when on there is news for it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import LOCAL, Destination, Subscription, Told, is_ahead, overdue, rescheduled
from briefbot.store.clocks import ClocksRepository
from briefbot.store.digest_ledger import DigestLedgerRepository
from briefbot.store.digest_queue import DigestQueueRepository
from briefbot.store.preferences import PreferencesRepository
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import columns_of, here, is_reached, next_of, subscription_of, subscriptions
from briefbot.store.tables import ChatRow, DeliveredRow, DigestRow, SlotRow
from briefbot.store.upserts import insert_into


class SubscriptionsRepository(Repository):
    """The digests that chats wish for."""

    def of(self, destination: Destination) -> Subscription | None:
        """The digest of a destination, None where none was ever set."""
        row = self._execute(subscriptions().where(here(destination))).first()
        return subscription_of(row) if row else None

    def of_slot(self, slot_id: int) -> Subscription | None:
        """The digest that one of its dates belongs to, None where that is gone."""
        its_own = select(SlotRow.digest_id).where(SlotRow.id == slot_id).scalar_subquery()
        row = self._execute(subscriptions().where(DigestRow.id == its_own)).first()
        return subscription_of(row) if row else None

    def in_chat(self, chat_id: int) -> list[Subscription]:
        """The digests of a chat: of the chat itself and of its topics."""
        query = subscriptions().where(DigestRow.chat_id == chat_id).order_by(DigestRow.topic)
        return [subscription_of(row) for row in self._execute(query)]

    def keep(self, wanted: Subscription, now: datetime) -> Subscription:
        """Keep how a digest is wanted from now on, and give it as it is then. Its number is not looked at."""
        before = self.of(wanted.destination)
        if before is not None and is_ahead(before, now):
            before = ClocksRepository(self._connection).plan_anew(before, now)
        if before is None:
            before = replace(wanted, id=self._added(wanted, now), switched_on=False, handled=None, first_day=None)
        kept = rescheduled(before, wanted, now)
        self._put(before, kept, now)
        if not kept.switched_on:
            DigestQueueRepository(self._connection).give_up(SlotRow.digest_id == kept.id, now)
        return kept

    def move_zone(self, chat_id: int, zone: str, now: datetime) -> None:
        """Let a chat's digests go by another zone, which becomes the chat's."""
        for before in self.in_chat(chat_id):
            self._put(before, rescheduled(before, replace(before, zone=zone), now), now)
        PreferencesRepository(self._connection).keep(
            chat_id, replace(PreferencesRepository(self._connection).of(chat_id), zone=zone)
        )

    def _put(self, before: Subscription, kept: Subscription, now: datetime) -> None:
        """Keep a digest in the place of what it was before; dates that were due by the old clocks are marked as skipped."""
        if kept.handled != before.handled:
            DigestLedgerRepository(self._connection).skip([(before.id, slot) for slot in overdue(before, now)], now)
        self._execute(update(DigestRow).where(DigestRow.id == kept.id).values(**columns_of(kept), next_due=next_of(kept)))

    def move(self, old: int, new: int) -> None:
        """Give a chat's digests its new number, once its preferences have it; one that a topic has already stays.

        What the other one has shown counts as shown, what it did not is news, and its dates are handled.
        """
        there = {subscription.destination.topic: subscription for subscription in self.in_chat(new)}
        for subscription in self.in_chat(old):
            stays = there.get(subscription.destination.topic)
            if stays is None:
                self._execute(update(DigestRow).where(DigestRow.id == subscription.id).values(chat_id=new))
            else:
                self._merge(subscription, stays)
        self._reckon(DigestRow.chat_id == new)

    def _merge(self, gone: Subscription, stays: Subscription) -> None:
        columns = DeliveredRow.fingerprint, DeliveredRow.delivered_at, DeliveredRow.sure
        shown = select(literal(stays.id), *columns).where(DeliveredRow.digest_id == gone.id)
        self._execute(
            insert_into(self._connection, DeliveredRow)
            .from_select(["digest_id", "fingerprint", "delivered_at", "sure"], shown)
            .on_conflict_do_nothing()
        )
        handled = max((day for day in (gone.handled, stays.handled) if day), default=None)
        since = min(gone.since, stays.since) if gone.switched_on else stays.since
        self._execute(update(DigestRow).where(DigestRow.id == stays.id).values(handled=handled, since=since))
        self._execute(delete(DigestRow).where(DigestRow.id == gone.id))

    def forget(self, number: int) -> None:
        """Erase the digest of a person's own chat, or of a group of this number; and that they set others."""
        self._execute(delete(DigestRow).where(DigestRow.chat_id == number))
        self._execute(update(DigestRow).where(DigestRow.person_id == number).values(person_id=None))

    def told(self, destination: Destination, count: int = 7) -> list[Told]:
        """What became of the last dates of a digest, newest first."""
        columns = SlotRow.day, SlotRow.due_at, SlotRow.state, SlotRow.shown, SlotRow.of, SlotRow.since
        query = select(*columns).join(DigestRow, SlotRow.digest_id == DigestRow.id)
        rows = self._execute(query.where(here(destination)).order_by(SlotRow.day.desc()).limit(count))
        return [Told(row.day, row.due_at, SlotState(row.state), row.shown, row.of, row.since) for row in rows]

    def _added(self, wanted: Subscription, now: datetime) -> int:
        values = columns_of(replace(wanted, switched_on=False, since=now))
        return self._scalars(insert(DigestRow).values(**values).returning(DigestRow.id)).one()

    def due(
        self, now: datetime, most: int, destination: Destination | None = None, admins: Collection[int] | None = None
    ) -> list[Subscription]:
        """Digests that are due, longest first, in chats that are not lost, kept out, or strangers to a private bot's `admins`.

        Of one destination where it is named.
        """
        is_there = DigestRow.chat_id.not_in(select(ChatRow.chat_id))
        query = subscriptions().where(DigestRow.next_due <= now, is_there, is_reached(DigestRow.chat_id, admins))
        # The console's is shown when it is asked for, and never sent.
        query = query.where(here(destination) if destination else DigestRow.chat_id != LOCAL.chat_id)
        rows = self._execute(query.order_by(DigestRow.next_due, DigestRow.id).limit(most))
        return [subscription_of(row) for row in rows]

    def earliest(self, now: datetime) -> datetime | None:
        """From when on there is news for any of the digests that are due; None where none is."""
        return self._scalar(select(func.min(DigestRow.since)).where(DigestRow.next_due <= now))

    def reckon_anew(self) -> None:
        """Work out anew when each digest is due: the zones' rules may be others since it was last done."""
        self._reckon(DigestRow.switched_on.is_(True))

    def _reckon(self, which: ColumnElement[bool]) -> None:
        for row in self._execute(subscriptions().where(which)).all():
            if (due_at := next_of(subscription_of(row))) != row.next_due:
                self._execute(update(DigestRow).where(DigestRow.id == row.id).values(next_due=due_at))
