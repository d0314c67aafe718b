"""Files that were brought in whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from briefbot.store.repository import Repository
from briefbot.store.tables import (
    FileRow,
)
from briefbot.store.upserts import upsert


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells without reading that a file is the one that was read: bytes, and nanoseconds since 1970."""

    size: int
    modified: int


class FilesRepository(Repository):
    """Files that need not be read again while they stay as they are."""

    def all(self) -> dict[str, FileStamp]:
        """The files that were brought in whole, by place."""
        return {row.place: FileStamp(row.size, row.modified) for row in self._execute(select(FileRow.__table__))}

    def remember(self, files: Mapping[str, FileStamp]) -> None:
        """Note that these files need not be read again while they stay as they are."""
        if files:
            for place, stamp in files.items():
                upsert(self._connection, FileRow, {"place": place}, {"size": stamp.size, "modified": stamp.modified})
