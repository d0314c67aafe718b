"""Answers and the messages that bring them: written down before they are sent, with Telegram's numbers once they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select, update

from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.digests.queued import QueuedDigest, Step
from briefbot.model import Citation, Span
from briefbot.store.repository import Repository
from briefbot.store.subscription_rows import kept_out
from briefbot.store.tables import AccessRow, AnswerRow, ConversationRow, MessageRow

# Roles of messages.
PART = "part"  # one of those that make up an answer
LISTED = "listed"  # shows a report of the list that admins work off
OWED = "owed"  # says that another message may be missing; sent when one is seen to arrive
DIGEST = "digest"  # holds a digest, of which some is still to be sent
ALERT = "alert"  # tells an admin of trouble; nobody is told where it cannot be sent
ZONE = "zone"  # asks for a city, whose time zone becomes the chat's; kept, so that a reply is known to answer it


_UNDRAWN = OutgoingMessage("send")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation stands: the store's key for its document, its ordinal there, and its span at that time."""

    key: int
    ordinal: int
    span: Span

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """Where this one stands."""
        return cls(citation.key, citation.ordinal, citation.span)


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer as it is kept: who got it and where, the threads before and after it, and the places that it showed.

    `asked` is the question as it was typed, empty where quotations were shown without one.
    """

    chat_id: int
    topic: int | None
    person_id: int
    thread: dict[str, Any]
    places: tuple[Place, ...]
    before: dict[str, Any] | None = None
    asked: str = ""
    question_id: int | None = None
    page_of: int | None = None
    first_number: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that is to be sent into a chat; of a digest it is the next message, once that is drawn."""

    id: int
    chat_id: int
    outgoing: OutgoingMessage = _UNDRAWN
    digest: QueuedDigest | None = None
    slot_id: int | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Showing:
    """A message that shows a report: its row, its chat and Telegram's number (None: it is not sent yet).

    It may be `listed`: one of a list that goes on.
    """

    row: int
    chat_id: int
    message_id: int | None
    report_id: int
    listed: bool


_FIELDS = tuple(field.name for field in fields(AnswerRecord) if field.name != "places")


class OutboxRepository(Repository):
    """Answers, and the messages that bring them."""

    def keep_answer(self, answer: AnswerRecord, now: datetime) -> int:
        """Keep a new answer; its number, which buttons carry."""
        return self._scalars(insert(AnswerRow).values(**_columns(answer), made_at=now).returning(AnswerRow.id)).one()

    def keep_answers(self, answers: Sequence[AnswerRecord], now: datetime) -> list[int]:
        """Keep new answers; their numbers, in the same order."""
        if not answers:
            return []
        rows = [_columns(answer) | {"made_at": now} for answer in answers]
        return list(self._scalars(insert(AnswerRow).returning(AnswerRow.id, sort_by_parameter_order=True), rows))

    def replace_answer(self, number: int, answer: AnswerRecord, now: datetime) -> None:
        """Keep an answer in the place of another, under its number."""
        self._execute(update(AnswerRow).where(AnswerRow.id == number).values(**_columns(answer), made_at=now))

    def answer(self, number: int) -> AnswerRecord | None:
        """The answer of this number, None where it is gone."""
        row = self._execute(select(AnswerRow.__table__).where(AnswerRow.id == number)).first()
        return _kept(row) if row else None

    def answer_to(self, chat_id: int, question_id: int) -> tuple[int, AnswerRecord] | None:
        """The answer to the question that this message asked, with its number."""
        query = select(AnswerRow.__table__).where(AnswerRow.chat_id == chat_id, AnswerRow.question_id == question_id)
        row = self._execute(query.order_by(AnswerRow.id.desc())).first()
        return (row.id, _kept(row)) if row else None

    def answer_in(self, chat_id: int, message_id: int) -> AnswerRecord | None:
        """The answer that this message of the bot's belongs to."""
        query = select(AnswerRow.__table__).join(MessageRow, MessageRow.answer_id == AnswerRow.id)
        row = self._execute(query.where(MessageRow.chat_id == chat_id, MessageRow.message_id == message_id)).first()
        return _kept(row) if row else None

    def has_page(self, number: int) -> bool:
        """Whether a further page of this answer was made."""
        return self._scalar(select(AnswerRow.id).where(AnswerRow.page_of == number)) is not None

    def keep_dialogue_state(self, conversation: str, state: Mapping[str, Any], now: datetime) -> None:
        """Keep a state as what the conversation's next question leans on."""
        self._execute(delete(ConversationRow).where(ConversationRow.name == conversation))
        self._execute(insert(ConversationRow).values(name=conversation, state=dict(state), updated_at=now))

    def dialogue_state(self, conversation: str) -> tuple[dict[str, Any], datetime] | None:
        """What the conversation's next question leans on, and when it was kept."""
        query = select(ConversationRow.state, ConversationRow.updated_at).where(ConversationRow.name == conversation)
        row = self._execute(query).first()
        return (row.state, row.updated_at) if row else None

    # Messages

    def post(
        self,
        chat_id: int,
        messages: Sequence[OutgoingMessage],
        now: datetime,
        *,
        answer_id: int | None = None,
        report_id: int | None = None,
        owed: bool = False,
    ) -> None:
        """Write messages down that are to be sent, in this order; to who is kept out, only those that are `owed` to anybody."""
        if not messages or not (owed or self._may_write(chat_id)):
            return
        for message in messages:
            self._execute(
                insert(MessageRow).values(
                    chat_id=chat_id,
                    letter=message.record(),
                    answer_id=answer_id,
                    report_id=report_id,
                    role=message.role,
                    made_at=now,
                )
            )

    def _may_write(self, chat_id: int) -> bool:
        return self._execute(kept_out().where(AccessRow.subject_id == chat_id)).first() is None

    def repost(self, row_id: int, message: OutgoingMessage, *, report_id: int | None = None, role: str | None = None) -> None:
        """Send this by a message that was sent before (an edit), or in the place of one that could not be sent.

        It is about another report, or has another role, from then on where one is named.
        """
        named = {"report_id": report_id, "role": role}
        changed = {name: value for name, value in named.items() if value is not None}
        here = MessageRow.id == row_id, MessageRow.chat_id.not_in(kept_out())
        self._execute(update(MessageRow).where(*here).values(letter=message.record(), **changed))

    def parts(self, answer_id: int) -> list[tuple[int, int]]:
        """The messages of an answer that were sent: row and Telegram's number, in order."""
        query = select(MessageRow.id, MessageRow.message_id).where(
            MessageRow.answer_id == answer_id, MessageRow.role == PART, MessageRow.message_id.is_not(None)
        )
        return [(row.id, row.message_id) for row in self._execute(query.order_by(MessageRow.id))]

    def showing(self, report_ids: Collection[int]) -> list[Showing]:
        """The messages that show these reports."""
        query = select(MessageRow.__table__).where(MessageRow.report_id.in_(report_ids), MessageRow.message_id.is_not(None))
        return [_showing(row) for row in self._execute(query.order_by(MessageRow.id))]

    def last_showing(self, chat_id: int, since: datetime) -> Showing | None:
        """The last message in a chat that shows a report, where it was written down since then or is not sent yet."""
        is_new = or_(MessageRow.made_at >= since, MessageRow.message_id.is_(None))
        query = select(MessageRow.__table__).where(MessageRow.chat_id == chat_id, MessageRow.report_id.is_not(None), is_new)
        row = self._execute(query.order_by(MessageRow.id.desc())).first()
        return _showing(row) if row else None

    def shown_by(self, chat_id: int, message_id: int) -> Showing | None:
        """What this message shows, None where it shows no report."""
        here = MessageRow.chat_id == chat_id, MessageRow.message_id == message_id
        row = self._execute(select(MessageRow.__table__).where(*here, MessageRow.report_id.is_not(None))).first()
        return _showing(row) if row else None

    def shown_since(self, answer_id: int, role: str, since: datetime) -> bool:
        """Whether a button under an answer has brought its message since then."""
        query = select(MessageRow.id).where(
            MessageRow.answer_id == answer_id, MessageRow.role == role, MessageRow.made_at >= since
        )
        return self._execute(query).first() is not None

    def unsent(self, chat_id: int) -> list[Unsent]:
        """What is to be sent into a chat, in order; digests, for which nobody waits, are in `digest_queue`."""
        query = select(MessageRow.id, MessageRow.chat_id, MessageRow.letter).where(MessageRow.chat_id == chat_id, _waits())
        return [_unsent(row) for row in self._execute(query.order_by(MessageRow.id))]

    def chats_with_unsent(self) -> list[int]:
        """The chats into which something is to be sent."""
        return list(self._scalars(select(MessageRow.chat_id).where(_waits()).distinct()))

    def is_question_for(self, chat_id: int, message_id: int, role: str) -> bool:
        """Whether this message of the bot's asks for what belongs to a role."""
        query = select(MessageRow.id).where(MessageRow.chat_id == chat_id, MessageRow.message_id == message_id)
        return self._execute(query.where(MessageRow.role == role)).first() is not None

    def sent(self, row_id: int, message_id: int | None, message: OutgoingMessage | None = None) -> None:
        """Note that a message was sent; a message that nothing leans on is not kept.

        Where another message than this one stands there by now, it is sent by editing the message.
        """
        columns = MessageRow.answer_id, MessageRow.report_id, MessageRow.role, MessageRow.letter
        row = self._execute(select(*columns).where(MessageRow.id == row_id)).first()
        is_leant_on = row is not None and (row.answer_id is not None or row.report_id is not None or row.role == ZONE)
        if row is None or message_id is None or not is_leant_on:
            self._execute(delete(MessageRow).where(MessageRow.id == row_id))
            return
        left = _changed_meanwhile(row.letter, message, message_id)
        self._execute(update(MessageRow).where(MessageRow.id == row_id).values(letter=left, message_id=message_id))


def _waits() -> ColumnElement[bool]:
    return and_(MessageRow.letter.is_not(None), MessageRow.slot_id.is_(None))


def _columns(answer: AnswerRecord) -> dict[str, Any]:
    places = [[place.key, place.ordinal, place.span.start, place.span.end] for place in answer.places]
    return {**{name: getattr(answer, name) for name in _FIELDS}, "places": places}


def _kept(row: Row[Any]) -> AnswerRecord:
    places = tuple(Place(key, ordinal, Span(start, end)) for key, ordinal, start, end in row.places)
    return AnswerRecord(**{name: getattr(row, name) for name in _FIELDS}, places=places)


def _changed_meanwhile(record: dict[str, Any] | None, sent: OutgoingMessage | None, message_id: int) -> dict[str, Any] | None:
    """What was written down in the place of a message while that was on its way, as an edit of its message."""
    if record is None or sent is None:
        return None
    message = OutgoingMessage.of(record)
    if message == sent:
        return None
    return (replace(message, kind="edit", target=message_id, reply_to=None) if message.kind == "send" else message).record()


def _showing(row: Row[Any]) -> Showing:
    return Showing(row.id, row.chat_id, row.message_id, row.report_id, listed=row.role == LISTED)


def _unsent(row: Row[Any]) -> Unsent:
    return Unsent(row.id, row.chat_id, OutgoingMessage.of(row.letter))
