"""Digests whose hour has come, without waiting for it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from briefbot.archive import Archive
from briefbot.store.tables import DigestRow, DocumentRow
from support.program import Program


def make_due(program: Program) -> None:
    """Let every digest have been due a minute ago, on what came in an hour before."""
    earlier, due = datetime.now(UTC) - timedelta(days=2), datetime.now(UTC) - timedelta(minutes=1)
    with (
        Archive.open(f"sqlite:///{program.folder}/briefbot.db", program.folder) as briefbot,
        briefbot.store.write() as work,
    ):
        work._connection.execute(update(DocumentRow).values(added_at=due - timedelta(hours=1)))
        work._connection.execute(
            update(DigestRow).values(since=earlier, first_day=earlier.date(), minute=due.hour * 60 + due.minute)
        )
