"""Backups of a database while it is in use: a copy of SQLite's file, PostgreSQL's own dump, or an export."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from briefbot.archive.exporting import export, written_aside
from briefbot.archive.progress import Progress, unseen
from briefbot.errors import InputError
from briefbot.store import maintenance
from briefbot.store.store import Store


class Backup(Enum):
    """What a backup is."""

    COPY = "copy"
    DUMP = "dump"
    EXPORT = "export"


def back_up(url: str, path: Path, progress: Progress = unseen, *, as_export: bool = False) -> Backup:
    """Write a backup of a database, for its owner's eyes alone; the file has its name once it is whole. What it is.

    Raises:
        DatabaseError: there is no such database, or it cannot be read.
        InputError: no file can be written there, or PostgreSQL's pg_dump fails.
    """
    if not maintenance.is_there(url):
        raise InputError("There is no database yet that could be backed up.")
    if maintenance.is_sqlite(url) and not as_export:
        with _beside(path) as aside:
            maintenance.copy_sqlite(url, aside)
        return Backup.COPY
    if not as_export and (pg_dump := shutil.which("pg_dump")):
        with _beside(path) as aside:
            _dump(pg_dump, url, aside)
        return Backup.DUMP
    store = Store(url)
    try:
        with written_aside(path) as stream:
            export(store, stream, progress)
    finally:
        store.close()
    return Backup.EXPORT


def _dump(pg_dump: str, url: str, path: Path) -> None:
    arguments, secret = maintenance.for_pg_dump(url)
    command = [pg_dump, "--format=custom", "--no-owner", f"--file={path}", *arguments]
    ran = subprocess.run(command, env={**os.environ, **secret}, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        lines = ran.stderr.strip().splitlines() or ["it says nothing"]
        raise InputError(f"PostgreSQL's pg_dump failed ({lines[0]}). With --export, an export is written instead.")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """The name of an empty file for its owner's eyes alone, which gets this one at the end; on an error nothing is left."""
    path = path.resolve()
    try:
        number, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"Nothing can be written beside {path} ({error.strerror}); name another place.") from error
    os.close(number)
    try:
        yield Path(aside)
        Path(aside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise
