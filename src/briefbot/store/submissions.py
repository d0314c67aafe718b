"""What is to be brought in beside all questions: written down before that is begun, so that a restart goes on with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from briefbot.store.repository import Repository
from briefbot.store.state import StateRepository
from briefbot.store.tables import DocumentRow, SubmissionRow


class Task(StrEnum):
    """What is to be done; the values are what the database holds."""

    ADDRESS = "address"  # fetch an address, and bring in what is there
    FILE = "file"  # fetch a file from Telegram, and bring it in
    POST = "post"  # bring in a post
    FEED = "feed"  # find the feed at an address, and take it up
    LOOK = "look"  # look at a feed now


class Asked(StrEnum):
    """What the person who sent something is asked to say of its document."""

    TITLE = "title"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Submission:
    """Something that somebody sent, and the chat in which it is answered: None for a channel's post, for which nobody waits.

    `content` is what the task needs, as JSON can hold it. `message_id` is the message by which it was sent, `language` (an
    IETF tag) that of its sender's device.
    """

    task: Task
    content: Mapping[str, Any]
    chat_id: int | None = None
    topic: int | None = None
    person_id: int | None = None
    message_id: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a submission.

    `keys` are the store's numbers of the versions that it brought, `documents` the ids of what it holds, also of what was
    there before. `feed` is the feed that was found there: address and title.
    """

    keys: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    feed: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """A submission under its number, with what came of it; `tries` is how often it was begun, `is_done` that it is over.

    `highest_key` is the highest number of a document before it was begun first. `asks` is what its person was asked for last,
    by a button under the message `shown_by`.
    """

    id: int
    submission: Submission
    tries: int = 0
    highest_key: int = 0
    is_done: bool = False
    result: Result = field(default_factory=Result)
    asks: Asked | None = None
    shown_by: int | None = None


class SubmissionsRepository(Repository):
    """Submissions, by number."""

    def add(self, submission: Submission, now: datetime) -> int:
        """Have something done; its number."""
        row: dict[str, Any] = {
            "kind": submission.task,
            "content": dict(submission.content),
            "chat_id": submission.chat_id,
            "topic": submission.topic,
            "person_id": submission.person_id,
            "message_id": submission.message_id,
            "language": submission.language,
            "made_at": now,
            "tries": 0,
            "keys": [],
            "documents": [],
        }
        return self._scalars(insert(SubmissionRow).values(**row).returning(SubmissionRow.id)).one()

    def waiting(self) -> list[int]:
        """The numbers of those that are to be done, in the order in which they came."""
        return list(self._scalars(select(SubmissionRow.id).where(SubmissionRow.done_at.is_(None)).order_by(SubmissionRow.id)))

    def of(self, number: int) -> SubmissionRecord | None:
        """The submission of this number, None where it is gone."""
        row = self._execute(select(SubmissionRow.__table__).where(SubmissionRow.id == number)).first()
        return _kept(row) if row else None

    def begin(self, number: int) -> SubmissionRecord | None:
        """Note that one is begun, perhaps again; None where it is done or gone."""
        kept = self.of(number)
        if kept is None or kept.is_done:
            return None
        values: dict[str, Any] = {"tries": kept.tries + 1}
        if not kept.tries:
            given = StateRepository(self._connection).value("highest_key")
            values["highest_key"] = max(given, self._scalar(select(func.max(DocumentRow.key))) or 0)
        self._execute(update(SubmissionRow).where(SubmissionRow.id == number).values(**values))
        return self.of(number)

    def put_off(self, number: int) -> None:
        """Note that one was not to be begun yet: it counts as no try."""
        put_back = {"tries": SubmissionRow.tries - 1}
        self._execute(update(SubmissionRow).where(SubmissionRow.id == number, SubmissionRow.tries > 1).values(**put_back))

    def settle(
        self, number: int, documents: Sequence[str], feed: tuple[str, str] | None, now: datetime
    ) -> SubmissionRecord | None:
        """Note that one is done, with the ids of its documents and the feed that was found; as it is kept then."""
        kept = self.of(number)
        if kept is None or kept.is_done:
            return None
        brought = self._brought(documents, kept.highest_key)
        values = {"done_at": now, "keys": brought, "documents": list(documents), "feed": list(feed) if feed else None}
        # What a post says is in the archive, where it can be taken out again.
        values["content"] = {name: value for name, value in kept.submission.content.items() if name != "text"}
        self._execute(update(SubmissionRow).where(SubmissionRow.id == number).values(**values))
        return self.of(number)

    def take_back(self, number: int) -> None:
        """Note that what one brought was taken out again."""
        self._execute(update(SubmissionRow).where(SubmissionRow.id == number).values(keys=[], documents=[]))

    def ask(self, number: int, what: Asked | None, shown_by: int | None, now: datetime) -> None:
        """Note what the person is asked for, and nothing else any more; None for nothing."""
        kept = self.of(number)
        if kept is not None:
            mine = SubmissionRow.chat_id == kept.submission.chat_id
            self._execute(update(SubmissionRow).where(mine).values(asks=None))
            values = {"asks": what, "asked_at": now, "shown_by": shown_by}
            self._execute(update(SubmissionRow).where(SubmissionRow.id == number).values(**values))

    def asking(self, chat_id: int, since: datetime) -> SubmissionRecord | None:
        """The submission of whose document something was asked in a chat since then, and not said yet."""
        is_asked = SubmissionRow.asks.is_not(None), SubmissionRow.asked_at >= since
        row = self._execute(select(SubmissionRow.__table__).where(SubmissionRow.chat_id == chat_id, *is_asked)).first()
        return _kept(row) if row else None

    def move(self, old: int, new: int) -> None:
        """Give a chat's submissions its new number."""
        self._execute(update(SubmissionRow).where(SubmissionRow.chat_id == old).values(chat_id=new))

    def forget(self, person_id: int) -> None:
        """Keep nothing of what a person sent, but for the documents."""
        self._execute(delete(SubmissionRow).where(SubmissionRow.person_id == person_id))

    def expire(self, before: datetime) -> None:
        """Keep nothing of what was sent before an instant and is done."""
        self._execute(delete(SubmissionRow).where(SubmissionRow.made_at < before, SubmissionRow.done_at.is_not(None)))

    def _brought(self, documents: Sequence[str], after: int) -> list[int]:
        """The keys above one of the present versions of these documents."""
        query = select(DocumentRow.key, DocumentRow.id).where(DocumentRow.current, DocumentRow.key > after)
        wanted = set(documents)
        return [key for key, id_ in self._execute(query.order_by(DocumentRow.key)) if id_ in wanted]


def _kept(row: Row[Any]) -> SubmissionRecord:
    submission = Submission(Task(row.kind), row.content, row.chat_id, row.topic, row.person_id, row.message_id, row.language)
    result = Result(tuple(row.keys), tuple(row.documents), (row.feed[0], row.feed[1]) if row.feed else None)
    asks = Asked(row.asks) if row.asks else None
    is_done = row.done_at is not None
    return SubmissionRecord(row.id, submission, row.tries, row.highest_key or 0, is_done, result, asks, row.shown_by)
