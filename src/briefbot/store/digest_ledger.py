"""What became of the dates of digests, and what each has shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from briefbot.digests.planning import SlotState
from briefbot.digests.queued import QueuedDigest
from briefbot.digests.schedule import Slot
from briefbot.digests.subscription import Subscription
from briefbot.store.addresses import POSTGRESQL
from briefbot.store.digest_queue import DigestQueueRepository, queued_values
from briefbot.store.outbox import AnswerRecord, OutboxRepository
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import next_of, subscription_of, subscriptions
from briefbot.store.tables import DeliveredRow, DigestRow, MessageRow, SlotRow

# How long it is kept what a digest has shown, and what became of its dates.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be written down of a digest that is due: dates that are skipped, one that is sent or had nothing new.

    `digest` is what is to be sent, and `kept` what its buttons lean on.
    """

    subscription: Subscription
    skip: tuple[Slot, ...] = ()
    slot: Slot | None = None
    digest: QueuedDigest | None = None
    kept: AnswerRecord | None = None
    next_since: datetime | None = None
    shown: int = 0
    of: int = 0


class DigestLedgerRepository(Repository):
    """The dates of digests that are settled: skipped, sent or empty, each once."""

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
        unfold = func.json_array_elements_text if self._connection.dialect.name == POSTGRESQL else func.json_each
        return select(unfold(type_coerce(list(values), JSON)).table_valued("value").c.value)

    def write_claims(self, claims: Sequence[Claim], now: datetime) -> int:
        """Write digests down that were planned; how many. One whose schedule changed meanwhile is left for the next time."""
        unchanged = self._unchanged([claim.subscription for claim in claims])
        taken = [claim for claim in claims if claim.subscription.id in unchanged]
        self.skip([(claim.subscription.id, slot) for claim in taken for slot in claim.skip], now)
        told = [(claim, claim.slot) for claim in taken if claim.slot]
        self._queue([claim for claim, _ in told], self._write_slots(told, now), now)
        self._handle([(claim, claim.next_since if claim.slot and not claim.digest else None) for claim in taken])
        return len(taken)

    def write_shown(self, claim: Claim, now: datetime) -> bool:
        """Write down that a digest was shown as soon as it was planned: the console's, which is not sent.

        False, and nothing is written down, where its schedule has changed since it was planned.
        """
        if not self._unchanged([claim.subscription]):
            return False
        number = claim.subscription.id
        self.skip([(number, slot) for slot in claim.skip], now)
        if claim.slot:
            state = SlotState.SENT if claim.digest else SlotState.EMPTY
            self._execute(insert(SlotRow).values(**_slot_values(claim, claim.slot, state), ended_at=now))
            shown = (one.fingerprint for one in claim.digest.quotations) if claim.digest else ()
            DigestQueueRepository(self._connection).deliver(number, shown, now, sure=True)
        self._handle([(claim, claim.next_since)])
        return True

    def _handle(self, claims: Sequence[tuple[Claim, datetime | None]]) -> None:
        """Note that digests' dates became something, and where their next windows begin where those move."""
        rows = []
        for claim, next_since in claims:
            before = claim.subscription
            handled = claim.slot[0] if claim.slot else claim.skip[-1][0] if claim.skip else before.handled
            after = replace(before, handled=handled, since=next_since or before.since)
            rows.append({"number": after.id, "handled": handled, "next_due": next_of(after), "since": after.since})
        if rows:
            self._execute(update(DigestRow).where(DigestRow.id == bindparam("number")), rows)

    def _unchanged(self, planned: Sequence[Subscription]) -> set[int]:
        rows = self._execute(subscriptions().where(DigestRow.id.in_([one.id for one in planned])))
        present = {row.id: subscription_of(row) for row in rows}
        return {one.id for one in planned if present.get(one.id) == one}

    def skip(self, slots: Sequence[tuple[int, Slot]], now: datetime) -> None:
        """Note that these dates of digests (by number) are skipped."""
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
            _slot_values(claim, slot, SlotState.CLAIMED if claim.digest else SlotState.EMPTY)
            | {"ended_at": None if claim.digest else now}
            for claim, slot in claims
        ]
        if not rows:
            return []
        return list(self._scalars(insert(SlotRow).returning(SlotRow.id, sort_by_parameter_order=True), rows))

    def _queue(self, claims: Sequence[Claim], slots: Sequence[int], now: datetime) -> None:
        """Put the digests of these dates into the outbox, with what their buttons lean on."""
        answers = iter(OutboxRepository(self._connection).keep_answers([claim.kept for claim in claims if claim.kept], now))
        rows = [
            queued_values(
                replace(claim.digest, answer=next(answers) if claim.kept else 0),
                claim.subscription.destination.chat_id,
                slot_id,
                now,
            )
            for claim, slot_id in zip(claims, slots, strict=True)
            if claim.digest
        ]
        if rows:
            self._execute(insert(MessageRow), rows)

    def erase_old(self, now: datetime) -> None:
        """Keep nothing longer than it is of use."""
        self._execute(delete(DeliveredRow).where(DeliveredRow.delivered_at < now - KEPT))
        self._execute(delete(SlotRow).where(SlotRow.due_at < now - KEPT, SlotRow.state != SlotState.CLAIMED))


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
