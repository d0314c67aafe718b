"""A conversation with an archive: what was asked and shown is kept in the database, so that a follow-up can lean on it."""

from datetime import UTC, datetime

from briefbot.archive.archive import Archive
from briefbot.chat.digests.following import Owner
from briefbot.chat.handlers import HANDLERS
from briefbot.chat.turn import Turn, TurnResult
from briefbot.dialogue.commands import parse
from briefbot.dialogue.replies import Reply
from briefbot.dialogue.requests import Request
from briefbot.dialogue.state import DialogueState, recalled
from briefbot.digests.subscription import LOCAL

# The console's, where nothing is known of who sits there.
CONSOLE = Owner(LOCAL)


class Conversation:
    """One person's conversation, by a name that tells it from others."""

    def __init__(self, briefbot: Archive, name: str, owner: Owner = CONSOLE) -> None:
        """`owner` says where the follows and digests belong that are spoken of."""
        self._briefbot = briefbot
        self._name = name
        self._owner = owner

    def say(self, line: str, now: datetime) -> Reply:
        """The reply to a line that was typed at this instant (aware); dates in it are those of its zone."""
        result = self.handle(parse(line), self._recall(now), now)
        if result.state is not None:
            self._briefbot.store.keep_conversation(self._name, result.state.record(), now.astimezone(UTC))
        if result.effects:
            with self._briefbot.store.write() as work:
                for effect in result.effects:
                    effect.apply(work, now.astimezone(UTC))
        return result.reply

    def handle(
        self, request: Request, state: DialogueState | None, asked_at: datetime, now: datetime | None = None
    ) -> TurnResult:
        """What a request that was made at an instant (aware) leads to in this state; the caller keeps what it leads to.

        `now` is when it is answered, where that is later: digests tell of what is new then. A time zone alone is kept at once,
        since the reply tells what it made of the digests. KeyError for a request that has no handler in every channel.
        """
        turn = Turn(self._briefbot, self._owner, state, asked_at, (now or asked_at).astimezone(UTC))
        return HANDLERS[type(request)](request, turn)

    def _recall(self, now: datetime) -> DialogueState | None:
        kept = self._briefbot.store.conversation(self._name)
        return recalled(*kept, now) if kept else None
