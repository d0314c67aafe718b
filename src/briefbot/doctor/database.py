"""The archive: its database, what it holds, its index, and the feeds that keep it current."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from briefbot.archive.bm25_engine import BM25Engine
from briefbot.config import Settings
from briefbot.doctor.findings import Finding, error, fine, told, warning
from briefbot.errors import DatabaseError
from briefbot.feeds.model import Feed
from briefbot.store.examination import Examined, Held, examine

# A feed that went wrong so often in a row is told of; once or twice is the weather.
_OFTEN = 3
# Feeds are looked at every day at least; what is overdue by more is polled by nobody.
_OVERDUE = timedelta(days=2)
_AHEAD = timedelta(minutes=5)
_RESTORE = "Restore it from a copy, or move it away and ingest the documents again."


def archive(settings: Settings, index: BM25Engine, now: datetime) -> Iterator[Finding]:
    """The database and, where it can be read, all that is in it and is made of it."""
    try:
        found = examine(settings.database_url)
    except DatabaseError as failure:
        yield told("database", failure)
        return
    if found is None:
        yield fine("database", "There is none yet; it is made with the first start.")
        return
    yield _state(found)
    if found.held is not None:
        yield _documents(found.held)
        yield _index(found.held, index)
        yield from _clock(found.held, now)
        yield _feeds(found.held.feeds, now)


def _state(found: Examined) -> Finding:
    if found.fault is not None:
        return error("database", f"It is damaged ({found.fault}).", _RESTORE)
    if found.is_newer:
        return error(
            "database", "A newer Briefbot wrote it.", "Update this one, or name another database in BRIEFBOT_DATABASE_URL."
        )
    if found.read_only:
        return warning(
            "database",
            "It can be read and not be written: questions are answered, and nothing is brought in.",
            "Give this user the right to write to the file and its folder.",
        )
    if found.locked:
        return error("database", "Another process is writing, and does not end.", "Find and stop it; then try again.")
    if found.is_older or found.revision is None:
        return fine("database", "It can be read and written; the next start brings its tables up to date.")
    return fine("database", "It can be read and written.")


def _documents(held: Held) -> Finding:
    if not held.documents:
        return warning(
            "archive", "It is empty: no question has an answer.", "Bring documents in: `briefbot ingest FILE|FOLDER|ADDRESS`."
        )
    if held.degraded:
        found = f"{held.degraded} of {held.documents} documents came in without their quotations."
        return warning(
            "archive", found, "`briefbot documents --json` names them (degraded); a later version analyses them again."
        )
    return fine("archive", f"It holds {held.documents} documents.")


def _index(held: Held, index: BM25Engine) -> Finding:
    kept = index.load()
    if kept.retriever is None and "cannot be used" in kept.reason:
        return warning("index", f"What is on disk is no index: {kept.reason}.", "Nothing to do: the next start makes it anew.")
    if kept.retriever is not None and (fault := index.fault()):
        return warning(
            "index",
            f"A file of it is damaged ({fault}).",
            f"Remove the folder {index.folder}; the next start makes the index anew.",
        )
    stale = kept.retriever is None or f".{held.state.generation}." not in kept.stamp
    return fine("index", "The next question brings it up to date." if stale else "It is up to date.")


def _clock(held: Held, now: datetime) -> Iterator[Finding]:
    if held.latest and held.latest.replace(tzinfo=UTC) > now + _AHEAD:
        found = f"A document came in at {held.latest:%Y-%m-%d %H:%M} UTC, which this machine’s clock says is still to come."
        yield error("clock", found, "Set the clock: digests and dates like “yesterday” go by it.")


def _feeds(feeds: tuple[Feed, ...], now: datetime) -> Finding:
    polled = [one for one in feeds if not one.paused]
    failing = [one for one in polled if one.state.failures >= _OFTEN]
    overdue = [one for one in polled if now - one.state.next_at.replace(tzinfo=UTC) > _OVERDUE]
    if failing:
        first = failing[0]
        found = f"{len(failing)} of {len(feeds)} feeds fail; {first.address}: {first.state.error}"
        return warning(
            "feeds", found, "`briefbot feeds list` tells why; correct the address, or `briefbot feeds remove` or `pause` it."
        )
    if overdue:
        found = f"{len(overdue)} of {len(feeds)} feeds were not looked at since {overdue[0].state.next_at:%Y-%m-%d}."
        return warning("feeds", found, "Let the bot run, or have cron call `briefbot feeds refresh`.")
    return fine("feeds", f"All {len(feeds)} are in order." if feeds else "There are none.")
