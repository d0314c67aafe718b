"""Files that were brought in whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from briefbot.store.repository import Repository
from briefbot.store.tables import (
    FileRow,
)


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
        """Note that these files, and no others, need not be read again while they stay as they are."""
        self._execute(delete(FileRow))
        if files:
            rows = [{"place": place, "size": stamp.size, "modified": stamp.modified} for place, stamp in files.items()]
            self._execute(insert(FileRow), rows)
