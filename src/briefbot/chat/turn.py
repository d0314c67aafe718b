"""A turn of a conversation: what a request is answered from, and what it leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefbot.archive.archive import Archive
from briefbot.chat.digests.following import Owner
from briefbot.dialogue.replies import Reply
from briefbot.dialogue.state import DialogueState
from briefbot.store.effects import Effect


@dataclass(frozen=True, slots=True)
class Turn:
    """What a request is answered from: the archive, who asks where, what it leans on, and when it was made and is answered.

    `asked_at` is an aware instant in the zone of whoever asks, by which dates are read; `now` (UTC) is later where the
    request waited.
    """

    briefbot: Archive
    owner: Owner
    state: DialogueState | None
    asked_at: datetime
    now: datetime

    def page(self) -> int:
        """How many quotations an answer shows here."""
        with self.briefbot.store.read() as work:
            return work.preferences.of(self.owner.destination.chat_id).quotations


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The reply to a request, the state that it leaves (None for the same as before), and what is to be written with it."""

    reply: Reply
    state: DialogueState | None = None
    effects: tuple[Effect, ...] = ()


# The request is of the type under which the handler stands in the table.
Handler = Callable[[Any, Turn], TurnResult]
