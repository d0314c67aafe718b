"""Digests: who wants one when, what became of each date, the parts of those that are being sent, and what was shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    type_coerce,
    update,
)

from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.digests.planning import CATCH_UP, PartState, SlotState, outcome
from briefbot.digests.schedule import Slot, next_due
from briefbot.digests.subscription import LOCAL, Destination, Subscription, Told, overdue, rescheduled
from briefbot.store import outbox
from briefbot.store.outbox import AnswerRecord, OutboxRepository
from briefbot.store.preferences import PreferencesRepository
from briefbot.store.repository import Repository
from briefbot.store.tables import ChatRow, DeliveredRow, DigestRow, MessageRow, PartRow, PreferencesRow, SlotRow
from briefbot.store.upserts import insert_into

# How long it is kept what a digest has shown, and what became of its dates.
KEPT = timedelta(days=90)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """One message of a digest that is to be written down: its HTML, and the fingerprints of what it shows."""

    html: str
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be written down of a digest that is due: dates that are skipped, one that is sent or had nothing new.

    `kept` is what its buttons lean on; `keyboard` makes them, given the number under which that is kept.
    """

    subscription: Subscription
    skip: tuple[Slot, ...] = ()
    slot: Slot | None = None
    drafts: tuple[Draft, ...] = ()
    kept: AnswerRecord | None = None
    keyboard: Any = None
    next_since: datetime | None = None
    shown: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A message of a digest: where it goes, its frozen letter, and how often it was tried."""

    slot_id: int
    number: int
    chat_id: int
    due_at: datetime
    letter: OutgoingMessage
    tries: int


class DigestsRepository(Repository):
    """Digests, their dates, and the parts of those that are being sent."""

    # Subscriptions

    def of(self, spot: Destination) -> Subscription | None:
        """The digest of a spot, None where none was ever set."""
        row = self._execute(_subscriptions().where(_here(spot))).first()
        return _subscription(row) if row else None

    def in_chat(self, chat_id: int) -> list[Subscription]:
        """The digests of a chat: of the chat itself and of its topics."""
        return [_subscription(row) for row in self._execute(_subscriptions().where(DigestRow.chat_id == chat_id))]

    def keep(self, wanted: Subscription, now: datetime) -> Subscription:
        """Keep how a digest is wanted from now on, and give it as it is then. Its number is not looked at."""
        before = self.of(wanted.spot)
        if before is None:
            before = replace(wanted, id=self._added(wanted, now), switched_on=False, handled=None, first_day=None)
        kept = rescheduled(before, wanted, now)
        self._put(before, kept, now)
        if not kept.switched_on:
            self._give_up_slots(SlotRow.digest_id == kept.id, now)
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
            self._skip([(before.id, slot) for slot in overdue(before, now)], now)
        self._execute(update(DigestRow).where(DigestRow.id == kept.id).values(**_columns(kept), next_due=_next(kept)))

    def move(self, old: int, new: int) -> None:
        """Give a chat's digests its new number, once its preferences have it; one that a topic has already stays.

        What the other one has shown counts as shown, what it did not is news, and its dates are handled.
        """
        there = {subscription.spot.topic: subscription for subscription in self.in_chat(new)}
        for subscription in self.in_chat(old):
            stays = there.get(subscription.spot.topic)
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

    def told(self, spot: Destination, count: int = 7) -> list[Told]:
        """What became of the last dates of a digest, newest first."""
        columns = SlotRow.day, SlotRow.due_at, SlotRow.state, SlotRow.shown, SlotRow.of, SlotRow.since
        query = select(*columns).join(DigestRow, SlotRow.digest_id == DigestRow.id)
        rows = self._execute(query.where(_here(spot)).order_by(SlotRow.day.desc()).limit(count))
        return [Told(row.day, row.due_at, SlotState(row.state), row.shown, row.of, row.since) for row in rows]

    def _added(self, wanted: Subscription, now: datetime) -> int:
        values = _columns(replace(wanted, switched_on=False, since=now))
        return self._scalars(insert(DigestRow).values(**values).returning(DigestRow.id)).one()

    # Planning

    def due(self, now: datetime, most: int, spot: Destination | None = None) -> list[Subscription]:
        """Digests that are due, in chats that are not lost, the longest due first; that of one spot alone where it is named."""
        query = _subscriptions().where(DigestRow.next_due <= now, ~DigestRow.chat_id.in_(select(ChatRow.chat_id)))
        # The console's is shown when it is asked for, and never sent.
        query = query.where(_here(spot) if spot else DigestRow.chat_id != LOCAL.chat_id)
        rows = self._execute(query.order_by(DigestRow.next_due, DigestRow.id).limit(most))
        return [_subscription(row) for row in rows]

    def earliest(self, now: datetime) -> datetime | None:
        """From when on there is news for any of the digests that are due; None where none is."""
        return self._scalar(select(func.min(DigestRow.since)).where(DigestRow.next_due <= now))

    def reckon_anew(self) -> None:
        """Work out anew when each digest is due: the zones' rules may be others since it was last done."""
        self._reckon(DigestRow.switched_on.is_(True))

    def _reckon(self, which: ColumnElement[bool]) -> None:
        for row in self._execute(_subscriptions().where(which)).all():
            if (due_at := _next(_subscription(row))) != row.next_due:
                self._execute(update(DigestRow).where(DigestRow.id == row.id).values(next_due=due_at))

    def delivered(self, ids: Collection[int], among: Collection[str], *, surely: bool = False) -> dict[int, frozenset[str]]:
        """Which of these fingerprints the digests of these numbers have shown; `surely` where it is known to have arrived."""
        found: dict[int, set[str]] = {number: set() for number in ids}
        query = select(DeliveredRow.digest_id, DeliveredRow.fingerprint).where(
            # Joined to something, a fingerprint is no place in the index: SQLite would look each up for each of the digests.
            DeliveredRow.digest_id.in_(ids),
            DeliveredRow.fingerprint.concat("").in_(self._listed(among)),
        )
        for row in self._execute(query.where(DeliveredRow.sure) if surely else query):
            found[row.digest_id].add(row.fingerprint)
        return {number: frozenset(fingerprints) for number, fingerprints in found.items()}

    def _listed(self, values: Collection[str]) -> Select[tuple[str]]:
        """Values as the rows of a query: as parameters, thousands of them take longer than all the rest."""
        unfold = func.json_array_elements_text if self._connection.dialect.name == "postgresql" else func.json_each
        return select(unfold(type_coerce(list(values), JSON)).table_valued("value").c.value)

    def write_claims(self, claims: Sequence[Claim], now: datetime) -> int:
        """Write digests down that were planned; how many. One whose schedule changed meanwhile is left for the next time."""
        unchanged = self._unchanged([claim.subscription for claim in claims])
        taken = [claim for claim in claims if claim.subscription.id in unchanged]
        self._skip([(claim.subscription.id, slot) for claim in taken for slot in claim.skip], now)
        told = [(claim, claim.slot) for claim in taken if claim.slot]
        self._write_parts([claim for claim, _ in told], self._write_slots(told, now), now)
        self._handle([(claim, claim.next_since if claim.slot and not claim.drafts else None) for claim in taken])
        return len(taken)

    def write_shown(self, claim: Claim, now: datetime) -> bool:
        """Write down that a digest was shown as soon as it was planned: the console's, which is not sent.

        False, and nothing is written down, where its schedule has changed since it was planned.
        """
        if not self._unchanged([claim.subscription]):
            return False
        number = claim.subscription.id
        self._skip([(number, slot) for slot in claim.skip], now)
        if claim.slot:
            state = SlotState.SENT if claim.drafts else SlotState.EMPTY
            self._execute(insert(SlotRow).values(**_slot_values(claim, claim.slot, state), ended_at=now))
            self._deliver(number, {one for draft in claim.drafts for one in draft.quotations}, now, sure=True)
        self._handle([(claim, claim.next_since)])
        return True

    def _handle(self, claims: Sequence[tuple[Claim, datetime | None]]) -> None:
        """Note that digests' dates became something, and where their next windows begin where those move."""
        rows = []
        for claim, next_since in claims:
            before = claim.subscription
            handled = claim.slot[0] if claim.slot else claim.skip[-1][0] if claim.skip else before.handled
            after = replace(before, handled=handled, since=next_since or before.since)
            rows.append({"number": after.id, "handled": handled, "next_due": _next(after), "since": after.since})
        if rows:
            self._execute(update(DigestRow).where(DigestRow.id == bindparam("number")), rows)

    def _unchanged(self, planned: Sequence[Subscription]) -> set[int]:
        rows = self._execute(_subscriptions().where(DigestRow.id.in_([one.id for one in planned])))
        present = {row.id: _subscription(row) for row in rows}
        return {one.id for one in planned if present.get(one.id) == one}

    def _skip(self, slots: Sequence[tuple[int, Slot]], now: datetime) -> None:
        rows = [
            {
                "digest_id": number,
                "day": day,
                "due_at": due_at,
                "state": SlotState.SKIPPED,
                "shown": 0,
                "of": 0,
                "ended_at": now,
            }
            for number, (day, due_at) in slots
        ]
        if rows:
            self._execute(insert(SlotRow), rows)

    def _write_slots(self, claims: Sequence[tuple[Claim, Slot]], now: datetime) -> list[int]:
        """Write dates down that are claimed, or had nothing new; their numbers, in the same order."""
        rows = [
            _slot_values(claim, slot, SlotState.CLAIMED if claim.drafts else SlotState.EMPTY)
            | {"ended_at": None if claim.drafts else now}
            for claim, slot in claims
        ]
        if not rows:
            return []
        return list(self._scalars(insert(SlotRow).returning(SlotRow.id, sort_by_parameter_order=True), rows))

    def _write_parts(self, claims: Sequence[Claim], slots: Sequence[int], now: datetime) -> None:
        """Write the messages of these dates down, with what their buttons lean on."""
        answers = iter(OutboxRepository(self._connection).keep_answers([claim.kept for claim in claims if claim.kept], now))
        rows = [
            row
            for claim, slot_id in zip(claims, slots, strict=True)
            for row in _part_rows(claim, slot_id, next(answers) if claim.kept else None)
        ]
        if rows:
            self._execute(insert(PartRow), rows)

    # Sending

    def ready(self, now: datetime, most: int, busy: Collection[int] = (), spot: Destination | None = None) -> list[Part]:
        """The next parts to be sent: of each digest the first that is not; of those that are not `busy`, by slot.

        Of the digest of one spot alone where it is named.
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
        return [_from(row) for row in self._execute(query.where(_here(spot)) if spot else query)]

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
        self._deliver(row.digest_id, row.quotations, now, sure=True)
        self._end(part.slot_id, now)

    def perhaps_sent(self, part: Part, now: datetime) -> None:
        """Note that nobody can tell whether a part arrived: it is not sent again by itself, and counts as shown."""
        row = self._execute(_part(part)).first()
        if row is None:  # a newer digest has given this one up
            return
        self._mark(part, PartState.UNKNOWN)
        self._deliver(row.digest_id, row.quotations, now, sure=False)
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
        self._give_up_slots(SlotRow.due_at < now - CATCH_UP, now)

    def erase_old(self, now: datetime) -> None:
        """Keep nothing longer than it is of use."""
        self._execute(delete(DeliveredRow).where(DeliveredRow.delivered_at < now - KEPT))
        self._execute(delete(SlotRow).where(SlotRow.due_at < now - KEPT, SlotRow.state != SlotState.CLAIMED))

    def recover(self, now: datetime) -> int:
        """After a crash: what was on its way then may have arrived or not. How many parts that were."""
        rows = self._execute(_parts().where(PartRow.state == PartState.SENDING)).all()
        for row in rows:
            self.perhaps_sent(_from(row), now)
        return len(rows)

    def _give_up_slots(self, which: ColumnElement[bool], now: datetime) -> None:
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

    def _deliver(self, digest_id: int, fingerprints: Iterable[str], now: datetime, *, sure: bool) -> None:
        rows = [{"digest_id": digest_id, "fingerprint": one, "delivered_at": now, "sure": sure} for one in fingerprints]
        if rows:
            self._execute(insert_into(self._connection, DeliveredRow).on_conflict_do_nothing(), rows)

    def _mark(self, part: Part, state: PartState) -> None:
        self._execute(update(PartRow).where(_is(part)).values(state=state))


def _next(subscription: Subscription) -> datetime | None:
    """When the first date that is not handled is due, also where that has passed."""
    schedule = subscription.schedule
    slot = next_due(schedule, _EVER, subscription.handled) if schedule else None
    return slot[1] if slot else None


def _part_rows(claim: Claim, slot_id: int, answer_id: int | None) -> Iterator[dict[str, Any]]:
    keyboard: Keyboard = claim.keyboard(answer_id) if claim.keyboard and answer_id else ()
    topic, silent, last = claim.subscription.spot.topic or None, claim.subscription.silent, len(claim.drafts)
    for number, draft in enumerate(claim.drafts, start=1):
        letter = OutgoingMessage("send", draft.html, topic=topic, keyboard=keyboard if number == last else (), silent=silent)
        yield {
            "slot_id": slot_id,
            "number": number,
            "letter": letter.record(),
            "quotations": list(draft.quotations),
            "answer_id": answer_id,
            "state": PartState.WAITING,
            "tries": 0,
            "not_before": claim.slot[1] if claim.slot else None,
        }


def _slot_values(claim: Claim, slot: Slot, state: SlotState) -> dict[str, Any]:
    return {
        "digest_id": claim.subscription.id,
        "day": slot[0],
        "due_at": slot[1],
        "state": state,
        "since": claim.subscription.since,
        "next_since": claim.next_since,
        "shown": claim.shown,
        "of": claim.of,
    }


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


# Rows and values


def _subscriptions() -> Select[Any]:
    zone, language = PreferencesRow.zone, func.coalesce(PreferencesRow.language, DigestRow.language)
    return select(DigestRow.__table__, zone, language.label("reads"), PreferencesRow.latin).join(
        PreferencesRow, PreferencesRow.chat_id == DigestRow.chat_id, isouter=True
    )


def _here(spot: Destination) -> Any:
    return (DigestRow.chat_id == spot.chat_id) & (DigestRow.topic == spot.topic)


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        spot=Destination(row.chat_id, row.topic),
        since=row.since,
        switched_on=row.switched_on,
        zone=row.zone,
        at=None if row.minute is None else time(*divmod(row.minute, 60)),
        weekdays=frozenset(map(int, row.weekdays)),
        first_day=row.first_day,
        handled=row.handled,
        person_id=row.person_id,
        language=row.reads,
        latin=bool(row.latin),
        tells_when_empty=row.tells_when_empty,
        silent=row.silent,
    )


def _columns(subscription: Subscription) -> Mapping[str, Any]:
    at = subscription.at
    return {
        "chat_id": subscription.spot.chat_id,
        "topic": subscription.spot.topic,
        "since": subscription.since,
        "switched_on": subscription.switched_on,
        "minute": None if at is None else at.hour * 60 + at.minute,
        "weekdays": "".join(map(str, sorted(subscription.weekdays))),
        "first_day": subscription.first_day,
        "handled": subscription.handled,
        "person_id": subscription.person_id,
        "language": subscription.language,
        "tells_when_empty": subscription.tells_when_empty,
        "silent": subscription.silent,
    }
