"""The seeds: documents of a folder that are always part of the archive."""

from pathlib import Path, PurePath

from briefbot.archive.folders import stats
from briefbot.model import SEEDS
from briefbot.store.files import FileStamp


def seed_stamps(folder: Path) -> dict[str, FileStamp] | None:
    """What tells the files of the seeds' folder unread, by place; None where one cannot be looked at: reading will name it."""
    try:
        return {place_of(path, folder): FileStamp(seen.st_size, seen.st_mtime_ns) for path, seen in stats(folder)}
    except OSError:
        return None


def place_of(path: str, seeds: Path | None) -> str:
    """Where a document is from. A seed's place is told from the seeds' folder, so that both can move with the archive."""
    if seeds is None:
        return path
    folder = seeds.resolve()
    return f"{SEEDS}{PurePath(path).relative_to(folder).as_posix()}" if PurePath(path).is_relative_to(folder) else path
