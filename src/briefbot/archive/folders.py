"""What lies in a folder, looked at and not read."""

import os
from collections.abc import Iterator
from pathlib import Path


def stats(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The absolute path and status of all files below a folder but hidden ones; OSError where one cannot be looked into."""
    pending, seen = [folder], set[tuple[int, int]]()
    while pending:
        path = pending.pop()
        if path.is_dir():
            pending.extend(entries(path, seen))
        else:
            yield printable(os.path.realpath(path)), path.stat()


def entries(folder: Path, seen: set[tuple[int, int]]) -> list[Path]:
    """What a folder holds but for hidden files, sorted; nothing where it was `seen` (device, inode) before.

    OSError where it cannot be read.
    """
    status = folder.stat()
    here = (status.st_dev, status.st_ino)
    if here in seen:
        return []
    seen.add(here)
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def ending(name: str) -> str:
    """The ending of a file's name, in small letters, with its dot."""
    return Path(name).suffix.lower()


def printable(path: str) -> str:
    """A path as text, whatever bytes the file system has for it."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
