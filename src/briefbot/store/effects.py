"""Effects as values: what is to be written down for a request, decided before, carried out in one unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.statistics import Count
from briefbot.digests.subscription import Destination
from briefbot.feeds.model import TelegramChannel
from briefbot.store.outbox import AnswerRecord
from briefbot.store.work import UnitOfWork


class Effect(Protocol):
    """Something that is to be written down."""

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Write it down, at an instant (UTC)."""
        ...


@dataclass(frozen=True, slots=True)
class PostMessages:
    """Messages for a chat, in this order; they may belong to an answer."""

    chat_id: int
    messages: tuple[OutgoingMessage, ...]
    answer_id: int | None = None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Put them into the outbox."""
        work.outbox.post(self.chat_id, self.messages, now, answer_id=self.answer_id)


@dataclass(frozen=True, slots=True)
class KeepDialogueState:
    """What the next question of a conversation leans on."""

    conversation: str
    state: Mapping[str, Any]

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it in place of what was leant on before."""
        work.outbox.keep_dialogue_state(self.conversation, self.state, now)


@dataclass(frozen=True, slots=True)
class ReplaceAnswer:
    """An answer in the place of another, under its number."""

    number: int
    answer: AnswerRecord

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it."""
        work.outbox.replace_answer(self.number, self.answer, now)


@dataclass(frozen=True, slots=True)
class CountEvents:
    """What is counted, by day."""

    counts: tuple[Count, ...]

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Count it."""
        work.statistics.count(self.counts, now)


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """A person of whom nothing is to be kept."""

    person_id: int

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Erase them."""
        work.forget(self.person_id)


@dataclass(frozen=True, slots=True)
class DecideAccess:
    """An admin's decision on a person or a group."""

    subject_id: int
    allowed: bool

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it."""
        work.chats.decide_access(self.subject_id, now, allowed=self.allowed)


@dataclass(frozen=True, slots=True)
class MoveChat:
    """A group that became a supergroup, under another number."""

    old: int
    new: int

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Give all that is the chat's its new number."""
        work.chats.move(self.old, self.new)


@dataclass(frozen=True, slots=True)
class AddFollow:
    """Something that is followed from now on."""

    destination: Destination
    text: str
    person_id: int | None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Follow it."""
        work.follows.add(self.destination, self.text, self.person_id, now)


@dataclass(frozen=True, slots=True)
class EndFollow:
    """Something that is followed no more, by the number of its follow."""

    destination: Destination
    number: int

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Follow it no more."""
        work.follows.remove(self.destination, self.number)


@dataclass(frozen=True, slots=True)
class ChangePreferences:
    """Some of a chat's preferences, otherwise from now on."""

    chat_id: int
    change: Change

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Change them, whatever they were when that was decided."""
        work.preferences.keep(self.chat_id, self.change.of(work.preferences.of(self.chat_id)))


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """The language (IETF tag) that a chat is spoken to in; None for that of the device."""

    chat_id: int
    tag: str | None

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Keep it."""
        work.preferences.choose_language(self.chat_id, self.tag)


@dataclass(frozen=True, slots=True)
class ChooseZone:
    """The time zone (IANA name) that a chat and its digests go by."""

    chat_id: int
    zone: str

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it."""
        work.subscriptions.move_zone(self.chat_id, self.zone, now)


@dataclass(frozen=True, slots=True)
class EnterChannel:
    """A channel that the bot is in."""

    channel: TelegramChannel

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Note it."""
        work.channels.enter(self.channel, now)


@dataclass(frozen=True, slots=True)
class LeaveChannel:
    """A channel (Telegram's number) that the bot is not in any more."""

    number: int

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Note it."""
        work.channels.leave(self.number)
