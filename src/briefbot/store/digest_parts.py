"""The messages of digests that are being sent: each once, in order, and given up in time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    func,
    insert,
    select,
    update,
)

from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.digests.planning import CATCH_UP, PartState, SlotState, outcome
from briefbot.digests.subscription import Destination
from briefbot.store import outbox
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import here
from briefbot.store.tables import DeliveredRow, DigestRow, MessageRow, PartRow, SlotRow
from briefbot.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class Part:
    """A message of a digest: where it goes, its frozen letter, and how often it was tried."""

    slot_id: int
    number: int
    chat_id: int
    due_at: datetime
    letter: OutgoingMessage
    tries: int


class DigestPartsRepository(Repository):
    """Messages of digests on their way."""

    def ready(self, now: datetime, most: int, busy: Collection[int] = (), destination: Destination | None = None) -> list[Part]:
        """The next parts to be sent: of each digest the first that is not; of those that are not `busy`, by slot.

        Of the digest of one destination alone where it is named.
        """
        first = (
            select(PartRow.slot_id, func.min(PartRow.number).label("number"))
            .where(PartRow.state.in_((PartState.WAITING, PartState.SENDING)))
            .group_by(PartRow.slot_id)
            .subquery()
        )
        query = (
            select(PartRow.slot_id, PartRow.number, PartRow.letter, PartRow.tries, SlotRow.due_at, DigestRow.chat_id)
            .join(first, (PartRow.slot_id == first.c.slot_id) & (PartRow.number == first.c.number))
            .join(SlotRow, PartRow.slot_id == SlotRow.id)
            .join(DigestRow, SlotRow.digest_id == DigestRow.id)
            .where(PartRow.state == PartState.WAITING, PartRow.not_before <= now, PartRow.slot_id.not_in(busy))
            .order_by(SlotRow.due_at, SlotRow.id)
            .limit(most)
        )
        return [_from(row) for row in self._execute(query.where(here(destination)) if destination else query)]

    def begin(self, part: Part) -> bool:
        """Note that a part is on its way, before it is: after a crash nobody could tell. Whether it was still to be sent."""
        waiting = PartRow.state == PartState.WAITING
        return self._execute(update(PartRow).where(_is(part), waiting).values(state=PartState.SENDING)).rowcount > 0

    def sent(self, part: Part, message_id: int, now: datetime) -> None:
        """Note that a part arrived: what it shows is delivered."""
        row = self._execute(_part(part)).first()
        if row is None:  # a newer digest has given this one up
            return
        self._mark(part, PartState.SENT)
        if row.answer_id is not None:
            self._execute(
                insert(MessageRow).values(
                    chat_id=part.chat_id, message_id=message_id, answer_id=row.answer_id, role=outbox.PART, made_at=now
                )
            )
        self.deliver(row.digest_id, row.quotations, now, sure=True)
        self._end(part.slot_id, now)

    def perhaps_sent(self, part: Part, now: datetime) -> None:
        """Note that nobody can tell whether a part arrived: it is not sent again by itself, and counts as shown."""
        row = self._execute(_part(part)).first()
        if row is None:  # a newer digest has given this one up
            return
        self._mark(part, PartState.UNKNOWN)
        self.deliver(row.digest_id, row.quotations, now, sure=False)
        self._end(part.slot_id, now)

    def again(self, part: Part, not_before: datetime, now: datetime) -> None:
        """Note that a part was certainly not sent: it is tried again from then on, as long as the digest may still come."""
        if not_before > part.due_at + CATCH_UP:
            self.give_up(part, now)
            return
        self._execute(
            update(PartRow)
            .where(_is(part))
            .values(state=PartState.WAITING, tries=PartRow.tries + 1, not_before=not_before, letter=part.letter.record())
        )

    def to_general(self, part: Part, now: datetime) -> None:
        """Note that a part was not sent because its topic is closed: the rest of its digest goes where there is no topic."""
        self.again(part, now, now)
        rows = self._execute(_parts().where(PartRow.slot_id == part.slot_id, PartRow.state == PartState.WAITING)).all()
        for row in rows:
            letter = replace(OutgoingMessage.of(row.letter), topic=None)
            here = (PartRow.slot_id == row.slot_id) & (PartRow.number == row.number)
            self._execute(update(PartRow).where(here).values(letter=letter.record()))

    def give_up(self, part: Part, now: datetime) -> None:
        """Note that a part was not sent and will not be: what it would have shown is news for the next digest."""
        self._mark(part, PartState.FAILED)
        self._end(part.slot_id, now)

    def give_up_chat(self, chat_id: int, now: datetime) -> None:
        """Note that nothing can be sent into a chat: what waits for it is given up."""
        slots = select(SlotRow.id).join(DigestRow).where(DigestRow.chat_id == chat_id, SlotRow.state == SlotState.CLAIMED)
        for slot_id in self._scalars(slots).all():
            self._fail_waiting(slot_id, now)

    def give_up_older(self, ids: Collection[int], now: datetime) -> None:
        """Give up what the digests of these numbers still have to send: a newer one tells it."""
        slots = select(SlotRow.id).where(SlotRow.digest_id.in_(ids), SlotRow.state == SlotState.CLAIMED)
        for slot_id in self._scalars(slots).all():
            for row in self._execute(_parts().where(PartRow.slot_id == slot_id, PartRow.state == PartState.SENDING)).all():
                self.perhaps_sent(_from(row), now)
            self._fail_waiting(slot_id, now)

    def expire(self, now: datetime) -> None:
        """Give up what could not be sent in time."""
        self.give_up_slots(SlotRow.due_at < now - CATCH_UP, now)

    def recover(self, now: datetime) -> int:
        """After a crash: what was on its way then may have arrived or not. How many parts that were."""
        rows = self._execute(_parts().where(PartRow.state == PartState.SENDING)).all()
        for row in rows:
            self.perhaps_sent(_from(row), now)
        return len(rows)

    def give_up_slots(self, which: ColumnElement[bool], now: datetime) -> None:
        """Give up what is left to be sent of these dates."""
        for slot_id in self._scalars(select(SlotRow.id).where(SlotRow.state == SlotState.CLAIMED, which)).all():
            self._fail_waiting(slot_id, now)

    def _fail_waiting(self, slot_id: int, now: datetime) -> None:
        waiting = PartRow.slot_id == slot_id, PartRow.state == PartState.WAITING
        self._execute(update(PartRow).where(*waiting).values(state=PartState.FAILED))
        self._end(slot_id, now)

    def _end(self, slot_id: int, now: datetime) -> None:
        """Note what became of a digest once none of its parts is to be sent any more."""
        columns = PartRow.state, SlotRow.digest_id, SlotRow.next_since
        parts = self._execute(select(*columns).join(SlotRow, PartRow.slot_id == SlotRow.id).where(SlotRow.id == slot_id)).all()
        states = [PartState(part.state) for part in parts]
        if not states or outcome(states) is SlotState.CLAIMED:
            return
        self._execute(update(SlotRow).where(SlotRow.id == slot_id).values(state=outcome(states), ended_at=now))
        if PartState.FAILED not in states:
            self._execute(update(DigestRow).where(DigestRow.id == parts[0].digest_id).values(since=parts[0].next_since))
        self._execute(delete(PartRow).where(PartRow.slot_id == slot_id))

    def deliver(self, digest_id: int, fingerprints: Iterable[str], now: datetime, *, sure: bool) -> None:
        """Note that a digest has shown quotations; not `sure` where nobody can tell whether they arrived."""
        rows = [{"digest_id": digest_id, "fingerprint": one, "delivered_at": now, "sure": sure} for one in fingerprints]
        if rows:
            self._execute(insert_into(self._connection, DeliveredRow).on_conflict_do_nothing(), rows)

    def _mark(self, part: Part, state: PartState) -> None:
        self._execute(update(PartRow).where(_is(part)).values(state=state))


def _from(row: Row[Any]) -> Part:
    return Part(row.slot_id, row.number, row.chat_id, row.due_at, OutgoingMessage.of(row.letter), row.tries)


def _is(part: Part) -> Any:
    return (PartRow.slot_id == part.slot_id) & (PartRow.number == part.number)


def _part(part: Part) -> Select[Any]:
    return _parts().where(_is(part))


def _parts() -> Select[Any]:
    columns = PartRow.slot_id, PartRow.number, PartRow.letter, PartRow.tries, PartRow.quotations, PartRow.answer_id
    joined = select(*columns, SlotRow.digest_id, SlotRow.due_at, DigestRow.chat_id)
    return joined.join(SlotRow, PartRow.slot_id == SlotRow.id).join(DigestRow, SlotRow.digest_id == DigestRow.id)
