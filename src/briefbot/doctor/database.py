"""The archive: its database, what it holds, its index, and the feeds that keep it current."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from briefbot.config import Settings
from briefbot.doctor.findings import Finding, error, fine, told, warning
from briefbot.errors import DatabaseError
from briefbot.feeds.model import Feed
from briefbot.store.examination import Examined, Held, examine
from briefbot.wording.english import counted

if TYPE_CHECKING:
    from briefbot.retrieval.model import Condition, Engine

# A feed that went wrong so often in a row is told of; once or twice is the weather.
_OFTEN = 3
# Feeds are looked at every day at least; what is overdue by more is polled by nobody.
_OVERDUE = timedelta(days=2)
_AHEAD = timedelta(minutes=5)
_PATIENCE = 5.0  # seconds for which a search engine is asked how it is
_RESTORE = "Restore it from a copy, or move it away and ingest the documents again."


def archive(settings: Settings, engine: "Engine[Any]", now: datetime) -> Iterator[Finding]:
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
        yield from _index(found.held, engine)
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
        found = f"{held.degraded} of {counted(held.documents, 'document')} came in without their quotations."
        return warning(
            "archive", found, "`briefbot documents --json` names them (degraded); a later version analyses them again."
        )
    return fine("archive", f"It holds {counted(held.documents, 'document')}.")


def _index(held: Held, engine: "Engine[Any]") -> Iterator[Finding]:
    try:
        condition = engine.condition(_PATIENCE)
        if condition is not None:
            yield _searched(condition, engine.place)
        if condition is not None and not condition.works:
            return
        kept = engine.load()
    except DatabaseError as failure:
        yield told("search engine", failure)
        return
    if kept.retriever is None and "cannot be used" in kept.reason:
        yield warning("index", f"What is on disk is no index: {kept.reason}.", "Nothing to do: the next start makes it anew.")
        return
    if kept.retriever is not None and (fault := engine.fault()):
        yield warning(
            "index",
            f"A file of it is damaged ({fault}).",
            f"Remove the folder {engine.place}; the next start makes the index anew.",
        )
        return
    stale = kept.retriever is None or f".{held.state.generation}." not in kept.stamp
    yield fine("index", "The next question brings it up to date." if stale else "It is up to date.")


def _searched(condition: "Condition", place: str) -> Finding:
    """How an engine elsewhere is."""
    if not condition.works:
        return error(
            "search engine",
            f"No question can be answered: {condition.told.get('why', 'it does not work')}".rstrip(".") + ".",
            "See that its nodes run, and BRIEFBOT_SEARCH_URL; questions wait, and are answered once it is back.",
        )
    if condition.is_weak:
        missing = condition.told.get("missing_copies") or 0
        found = f"Of the index at {place} {counted(int(missing), 'copy', 'copies')} {'is' if missing == 1 else 'are'} missing."
        return warning("search engine", found, "Start the nodes that are missing: with another one, answers would be lost.")
    return fine("search engine", f"{place} answers, with {counted(int(condition.told.get('nodes') or 0), 'node')}.")


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
        fail = "fails" if len(failing) == 1 else "fail"
        found = f"{len(failing)} of {counted(len(feeds), 'feed')} {fail}; {first.address}: {first.state.error}"
        return warning(
            "feeds", found, "`briefbot feeds list` tells why; correct the address, or `briefbot feeds remove` or `pause` it."
        )
    if overdue:
        was = "was" if len(overdue) == 1 else "were"
        since = overdue[0].state.next_at
        found = f"{len(overdue)} of {counted(len(feeds), 'feed')} {was} not looked at since {since:%Y-%m-%d}."
        return warning("feeds", found, "Let the bot run, or have cron call `briefbot feeds refresh`.")
    return fine("feeds", _in_order(len(feeds)))


def _in_order(feeds: int) -> str:
    return f"All {feeds} are in order." if feeds > 1 else "The one that there is is in order." if feeds else "There are none."
