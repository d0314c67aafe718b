"""A digest that waits to be sent: what became of its messages where it ends early."""

from dataclasses import replace
from datetime import UTC, datetime

from briefbot.digests.planning import PartState
from briefbot.digests.queued import Position, QueuedDigest, Step

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WAITING = QueuedDigest((), 0, NOW, NOW, became=(PartState.SENT,))


def test_what_was_on_its_way_may_have_arrived() -> None:
    """Nobody knows of the message on its way; what would have come behind it was not sent, nor was a next one that waited."""
    last, another = Step((), None), Step((), Position(3, 0))
    assert WAITING.stopped == (PartState.SENT, PartState.FAILED)
    assert replace(WAITING, step=last).stopped == (PartState.SENT, PartState.UNKNOWN)
    assert replace(WAITING, step=another).stopped == (PartState.SENT, PartState.UNKNOWN, PartState.FAILED)
