"""What becomes of the slots that are due: one at most is sent, and only while its hour is not long gone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from briefbot.digests.schedule import Schedule, Slot, slots_due

# How late a digest may come. A day's news is of use the same morning; after a longer break the next digest tells it.
CATCH_UP = timedelta(hours=6)


class SlotState(StrEnum):
    """What became of a slot. Every state says that its date was handled: no second slot is made for it.

    `CLAIMED` its parts are written down, and being sent; `SENT` all of them arrived; `EMPTY` there was nothing new;
    `SKIPPED` none was sent; `PARTLY` some arrived and the others were given up; `UNKNOWN` nobody can tell whether a part
    arrived, and it is not sent again by itself.
    """

    CLAIMED = "claimed"
    SENT = "sent"
    EMPTY = "empty"
    SKIPPED = "skipped"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class PartState(StrEnum):
    """What became of one part of a digest: `WAITING` to be sent, `SENT`, given up (`FAILED`), or `UNKNOWN`.

    `SENDING` it is on its way; after a crash nobody can tell whether it went out, so that it is `UNKNOWN` then.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Decision:
    """The slots to mark as skipped, oldest first, and the one to claim; neither where nothing is due."""

    skip: tuple[Slot, ...] = ()
    claim: Slot | None = None


def decide(schedule: Schedule, handled: date | None, now: datetime) -> Decision:
    """What to do about the slots that are due: the newest is claimed within `CATCH_UP` of its hour, all others are skipped.

    `handled` is the newest local date that the ledger has a slot of, in whatever state.
    """
    slots = slots_due(schedule, handled, now)
    if slots and is_in_time(slots[-1][1], now):
        return Decision(tuple(slots[:-1]), slots[-1])
    return Decision(tuple(slots))


def is_in_time(due: datetime, now: datetime) -> bool:
    """Whether a digest that was due then may still be sent, for the first time or once more after a definite failure."""
    return now - due <= CATCH_UP


def outcome(parts: list[PartState]) -> SlotState:
    """What the states of a digest's parts (one or more) make of its slot."""
    if PartState.WAITING in parts or PartState.SENDING in parts:
        return SlotState.CLAIMED
    if PartState.UNKNOWN in parts:
        return SlotState.UNKNOWN
    if PartState.FAILED not in parts:
        return SlotState.SENT
    return SlotState.PARTLY if PartState.SENT in parts else SlotState.SKIPPED
