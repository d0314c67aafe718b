"""A database's failures as sentences for a person: what is the matter, and what to do; no secret of its address is in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import exc
from sqlalchemy.engine import URL

from briefbot.errors import DatabaseError
from briefbot.store.addresses import secrets_of, shown

DAMAGED = "is damaged; restore it from a copy, or move it away and ingest the documents again."
_FULL = "has no room left: the disk is full. Nothing of what was being written is kept; free some space and try again."
_LOCKED = "is locked by another process that is writing; wait until it is done, and try again."
_REFUSED = "does not let this user in; check the name and the password in BRIEFBOT_DATABASE_URL."
_MISSING = "is not there; make it (createdb), or name another one in BRIEFBOT_DATABASE_URL."
_BROKEN = "broke the connection off; nothing of what was being written is kept. Try again once the server runs."
_IN_THE_WAY = "took back what was being written, since others wrote at the same time; try again."
NO_DRIVER = "PostgreSQL needs the package psycopg; install Briefbot with its extra: pip install 'briefbot[postgres]'."
_UNREACHED = "cannot be reached; check that the server runs, and the host and port in BRIEFBOT_DATABASE_URL"

# SQLite's failures, by words of theirs.
_SQLITE = {
    "locked": _LOCKED,
    "readonly": "is read-only; give this user the right to write to the file and its folder.",
    "unable to open": "cannot be opened; check that its folder exists and that this user may write there.",
    "not a database": "is not a database; move that file away, or name another one in BRIEFBOT_DATABASE_URL.",
    "decode to UTF-8": DAMAGED,
    "malformed": DAMAGED,
    "full": _FULL,
    "disk I/O": "cannot be read or written: the disk reports an error or is full.",
}
# PostgreSQL's, by SQLSTATE or its class: their words are in the server's language.
_STATES = {
    "08": _BROKEN,
    "25006": "is read-only; it may be a copy that follows another server: name that one in BRIEFBOT_DATABASE_URL.",
    "25P03": _BROKEN,
    "28": _REFUSED,
    "3D000": _MISSING,
    "40": _IN_THE_WAY,
    "42501": "does not give this user the right to do that; make them the owner of the database.",
    "53100": _FULL,
    "53200": "has no memory left; try again later.",
    "53300": "has all the connections that its server allows; close others, or raise its max_connections.",
    "55P03": _LOCKED,
    "57P": _BROKEN,
    "58": "cannot be read or written: its server's disk reports an error or is full.",
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
# A connection that was not made has no SQLSTATE: an English server's words tell more.
_UNMADE = {
    "authentication failed": _REFUSED,
    "no password supplied": _REFUSED,
    'role "': _REFUSED,
    "no pg_hba.conf entry": "does not let this machine in; add it to the server's pg_hba.conf.",
    'database "': _MISSING,
    "too many clients": _STATES["53300"],
    "connection slots": _STATES["53300"],
    "shutting down": _BROKEN,
    "starting up": "is just being started; try again in a moment.",
}


@contextmanager
def failures_told(url: str | URL) -> Iterator[None]:
    """Turn the database's failures into a DatabaseError that says what to do."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        told = DatabaseError(f"The database {shown(url)} {_advice(getattr(error, 'orig', None) or error, url)}")
        raise told from (error if _is_sqlites(error) else None)  # PostgreSQL's words may hold a secret, or what people wrote
    except exc.TimeoutError as error:
        raise DatabaseError(f"The database {shown(url)} is asked by too many at once; try again.") from error
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise DatabaseError(NO_DRIVER) from error
    except exc.ArgumentError as error:
        raise DatabaseError(
            f"BRIEFBOT_DATABASE_URL is not a database address that can be used here ({shown(url)}); write one like "
            "sqlite:///briefbot.db or postgresql://user:password@host/briefbot, with %40 for an @ in the password."
        ) from error


def damage(url: str | URL) -> DatabaseError:
    """What is told of a database whose rows are not what was written."""
    return DatabaseError(f"The database {shown(url)} {DAMAGED}")


def _is_sqlites(error: BaseException) -> bool:
    return isinstance(getattr(error, "orig", None) or error, sqlite3.Error)


def _advice(error: Any, url: str | URL) -> str:
    """What a failure means for the person; the driver's own words at the end where nothing better is known."""
    reason = str(error)
    if _is_sqlites(error):
        return next((advice for sign, advice in _SQLITE.items() if sign in reason), f"does not work: {reason}")
    if state := error.sqlstate:
        found = (advice for begin, advice in _STATES.items() if state.startswith(begin))
        return next(found, f"does not work: {error.diag.message_primary} ({state})")
    if "FATAL:" in reason:
        of_server = reason.partition("FATAL:")[2]
        found = (advice for sign, advice in _UNMADE.items() if sign in of_server)
        return next(found, f"lets nobody in: {_scrubbed(of_server, url)}")
    if "lost" in reason or "closed" in reason:
        return _BROKEN
    return f"{_UNREACHED} ({_scrubbed(reason, url)})."


def _scrubbed(reason: str, url: str | URL) -> str:
    """The first line of what a driver says, without what nobody may see of the address."""
    line = reason.strip().partition("\n")[0]
    for secret in secrets_of(url):
        line = line.replace(secret, "***")
    return line
