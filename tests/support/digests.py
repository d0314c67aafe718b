"""Digests whose hour has come, without waiting for it; and all messages of one."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from briefbot.archive import Archive
from briefbot.digests.model import Contents
from briefbot.digests.queued import BEGINNING, Position
from briefbot.store.tables import DigestRow, DocumentRow
from briefbot.telegram.views import digest
from briefbot.telegram.views.digest import DigestMessage
from briefbot.wording.locale import ReaderLocale
from support.program import Program


def messages_of(contents: Contents, head: Sequence[str], locale: ReaderLocale) -> list[DigestMessage]:
    """The messages of a digest, one after the other, as they are sent."""
    messages: list[DigestMessage] = []
    at: Position | None = BEGINNING
    while at is not None and (message := digest.next_message(contents, head, locale, at)):
        messages.append(message)
        at = message.step.then
    return messages


def make_due(program: Program) -> None:
    """Let every digest have been due a minute ago, on what came in an hour before."""
    earlier, due = datetime.now(UTC) - timedelta(days=2), datetime.now(UTC) - timedelta(minutes=1)
    with (
        Archive.open(program.database, program.folder) as briefbot,
        briefbot.store.write() as work,
    ):
        work._connection.execute(update(DocumentRow).values(added_at=due - timedelta(hours=1)))
        work._connection.execute(
            update(DigestRow).values(since=earlier, first_day=earlier.date(), minute=due.hour * 60 + due.minute)
        )
