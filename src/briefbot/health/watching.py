"""Watching over a log: each error in it, of whatever part of the program, is heard by its kind.

A record bears its kind (`extra={"trouble": Trouble…}`); "" means that nobody is to be told. One that speaks of a failure of the
database is of that kind, and any other error is of no special one.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import structlog

from briefbot.dialogue.troubles import Happening, Trouble
from briefbot.errors import DatabaseError
from briefbot.redaction import without_secrets

# Kinds of which the log's own sentence helps whoever reads it; of others it names chats.
_SAID = frozenset({Trouble.DATABASE, Trouble.FEEDS, Trouble.READING, Trouble.DIGESTS})
_LONGEST = 300
UNTOLD: Mapping[str, Any] = {"trouble": ""}


def of(kind: Trouble) -> Mapping[str, Any]:
    """What a record of this kind of trouble bears, as its `extra`."""
    return {"trouble": kind.value}


@contextmanager
def heard(listen: Callable[[Happening], None]) -> Iterator[None]:
    """Have each error that is logged in this process heard, in whatever thread it is, while the block lasts."""
    ear, root = _Ear(listen), logging.getLogger()
    root.addHandler(ear)
    try:
        yield
    finally:
        root.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, listen: Callable[[Happening], None]) -> None:
        super().__init__(logging.WARNING)
        self._listen = listen

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of a record that is trouble."""
        kind = _kind_of(record)
        if kind is None:
            return
        try:
            said = without_secrets(record.getMessage())[:_LONGEST] if kind in _SAID else ""
        except Exception:  # noqa: BLE001 (a line that cannot be made is told by the log itself)
            said = ""
        reference = str(structlog.contextvars.get_contextvars().get("update", ""))
        self._listen(Happening(kind, datetime.fromtimestamp(record.created, UTC), reference, said))


def _kind_of(record: logging.LogRecord) -> Trouble | None:
    named = getattr(record, "trouble", None)
    if named is not None:
        return Trouble(named) if named else None
    failed = record.exc_info[1] if record.exc_info else None
    arguments = record.args if isinstance(record.args, tuple) else ()
    if any(isinstance(one, DatabaseError) for one in (failed, *arguments)):
        return Trouble.DATABASE
    return Trouble.OTHER if record.levelno >= logging.ERROR else None
