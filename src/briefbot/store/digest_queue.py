"""Digests in the outbox: each message is noted before it is sent, so that none goes out twice, and given up in time."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update

from briefbot.digests.planning import CATCH_UP, PartState, outcome
from briefbot.digests.queued import QueuedDigest, Step
from briefbot.digests.subscription import Destination
from briefbot.store import outbox
from briefbot.store.outbox import Unsent
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import here, is_reached, next_of, subscription_of, subscriptions
from briefbot.store.tables import AnswerRow, DeliveredRow, DigestRow, MessageRow, SlotRow
from briefbot.store.upserts import insert_into


class DigestQueueRepository(Repository):
    """Digests on their way."""

    def ready(
        self,
        most: int,
        busy: Collection[int] = (),
        destination: Destination | None = None,
        admins: Collection[int] | None = None,
    ) -> list[Unsent]:
        """Digests with a message to be sent that are not `busy`, longest due first; of one destination where it is named.

        What waits for strangers of a private bot, whose `admins` are named, waits until they are let in, or it is too late.
        """
        is_waiting = MessageRow.state == PartState.WAITING, is_reached(MessageRow.chat_id, admins)
        query = _queued().where(*is_waiting, MessageRow.id.not_in(busy))
        query = query.where(here(destination)) if destination else query
        return [_unsent(row) for row in self._execute(query.order_by(SlotRow.due_at, MessageRow.id).limit(most))]

    def begin(self, row_id: int, step: Step) -> bool:
        """Note that a message is on its way, before it is: after a crash nobody could tell. Whether it was still to be sent."""
        row = self._row(row_id)
        if row is None or row.state != PartState.WAITING:
            return False
        self._put(row_id, replace(_digest(row), step=step), PartState.SENDING)
        return True

    def arrived(self, row_id: int, message_id: int, now: datetime) -> None:
        """Note that the message on its way arrived: what it shows is delivered."""
        row = self._row(row_id)
        if row is None:  # a newer digest has given this one up
            return
        answer = _digest(row).answer
        if self._scalar(select(AnswerRow.id).where(AnswerRow.id == answer)) is not None:
            sent = {"chat_id": row.chat_id, "message_id": message_id, "answer_id": answer, "role": outbox.PART, "made_at": now}
            self._execute(insert(MessageRow).values(sent))
        self._became(row, PartState.SENT, now)

    def perhaps_arrived(self, row_id: int, now: datetime) -> None:
        """Note that nobody can tell whether a message arrived: it is not sent again by itself, and counts as shown."""
        if (row := self._row(row_id)) is not None:
            self._became(row, PartState.UNKNOWN, now)

    def refused(self, row_id: int, step: Step, now: datetime) -> None:
        """Note that a message was not sent and will not be: what it would have shown is news for the next digest."""
        if (row := self._row(row_id)) is not None:
            self._became(row, PartState.FAILED, now, step)

    def again(self, row_id: int, now: datetime, *, general: bool = False) -> None:
        """Note that the message on its way was certainly not sent, and is to be; in `general` where its topic is closed."""
        row = self._row(row_id)
        if row is None:
            return
        digest = _digest(row)
        if digest.given_up:
            self._end(row, digest, now)
        else:
            self._put(row_id, replace(digest, step=None, general=general or digest.general), PartState.WAITING)

    def plan_anew(self, row_id: int) -> None:
        """Take a digest back that cannot be drawn any more: its date is planned anew, without what it has told."""
        row = self._row(row_id)
        if row is None:
            return
        self._execute(delete(SlotRow).where(SlotRow.id == row.slot_id))
        mine = DigestRow.id == row.digest_id
        self._execute(update(DigestRow).where(mine).values(handled=row.day - timedelta(days=1)))
        due_at = next_of(subscription_of(self._execute(subscriptions().where(mine)).one()))
        self._execute(update(DigestRow).where(mine).values(next_due=due_at))

    def give_up_older(self, ids: Collection[int], now: datetime) -> None:
        """Give up what the digests of these numbers still have to send: a newer one tells it."""
        which = SlotRow.digest_id.in_(ids)
        self._settle_unsure(which, now)
        self.give_up(which, now)

    def expire(self, now: datetime) -> None:
        """Give up what could not be sent in time."""
        self.give_up(SlotRow.due_at < now - CATCH_UP, now)

    def recover(self, now: datetime) -> int:
        """After a crash: what was on its way then may have arrived or not. How many messages that were."""
        return self._settle_unsure(MessageRow.state == PartState.SENDING, now)

    def give_up(self, which: ColumnElement[bool], now: datetime) -> None:
        """Give up what is left to be sent of these; what is on its way may still arrive."""
        for row in self._execute(_queued().where(which)).all():
            digest = replace(_digest(row), given_up=True)
            if row.state == PartState.SENDING:
                self._put(row.id, digest, PartState.SENDING)
            else:
                self._end(row, digest, now)

    def deliver(self, digest_id: int, fingerprints: Iterable[str], now: datetime, *, sure: bool) -> None:
        """Note that a digest has shown quotations; not `sure` where nobody can tell whether they arrived."""
        rows = [{"digest_id": digest_id, "fingerprint": one, "delivered_at": now, "sure": sure} for one in set(fingerprints)]
        if rows:
            self._execute(insert_into(self._connection, DeliveredRow).on_conflict_do_nothing(), rows)

    def _settle_unsure(self, which: ColumnElement[bool], now: datetime) -> int:
        rows = self._execute(_queued().where(MessageRow.state == PartState.SENDING, which)).all()
        for row in rows:
            self._became(row, PartState.UNKNOWN, now)
        return len(rows)

    def _became(self, row: Row[Any], state: PartState, now: datetime, step: Step | None = None) -> None:
        """Note what became of the message on its way, or of this one, and go on with the next."""
        digest = _digest(row)
        digest = replace(digest, step=step or digest.step)
        if digest.step is None:
            return
        if state is not PartState.FAILED:
            self.deliver(row.digest_id, digest.step.quotations, now, sure=state is PartState.SENT)
        after = digest.after(state)
        if digest.step.then is None:
            self._end(row, replace(after, given_up=False), now)
        elif digest.given_up:
            self._end(row, after, now)
        else:
            self._put(row.id, after, PartState.WAITING)

    def _end(self, row: Row[Any], digest: QueuedDigest, now: datetime) -> None:
        """Note what became of a digest of which nothing is to be sent any more."""
        states = [*digest.became, *([PartState.FAILED] if digest.given_up else [])]
        self._execute(update(SlotRow).where(SlotRow.id == row.slot_id).values(state=outcome(states), ended_at=now))
        if PartState.FAILED not in states:
            self._execute(update(DigestRow).where(DigestRow.id == row.digest_id).values(since=row.next_since))
        self._execute(delete(MessageRow).where(MessageRow.id == row.id))

    def _put(self, row_id: int, digest: QueuedDigest, state: PartState) -> None:
        self._execute(update(MessageRow).where(MessageRow.id == row_id).values(letter=digest.record(), state=state))

    def _row(self, row_id: int) -> Row[Any] | None:
        return self._execute(_queued().where(MessageRow.id == row_id)).first()


def queued_values(digest: QueuedDigest, chat_id: int, slot_id: int, now: datetime) -> dict[str, Any]:
    """The row of a digest that is to be sent."""
    record = {"letter": digest.record(), "state": PartState.WAITING, "role": outbox.DIGEST}
    return {"chat_id": chat_id, "slot_id": slot_id, "made_at": now, **record}


def _queued() -> Select[Any]:
    columns = MessageRow.id, MessageRow.chat_id, MessageRow.letter, MessageRow.state, MessageRow.slot_id
    joined = select(*columns, SlotRow.digest_id, SlotRow.day, SlotRow.due_at, SlotRow.next_since)
    return joined.join(SlotRow, MessageRow.slot_id == SlotRow.id).join(DigestRow, SlotRow.digest_id == DigestRow.id)


def _digest(row: Row[Any]) -> QueuedDigest:
    return QueuedDigest.of_record(row.letter)


def _unsent(row: Row[Any]) -> Unsent:
    return Unsent(row.id, row.chat_id, digest=_digest(row), slot_id=row.slot_id)
