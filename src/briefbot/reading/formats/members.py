"""The members of a ZIP file, within limits: what is packed small may be large, and names may be anything."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from briefbot.errors import DocumentError
from briefbot.reading.formats.format import size_words

MOST_MEMBERS = 5_000
LARGEST_TOGETHER = 300 * 2**20
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a ZIP file: its path there, its size as the file claims it, in bytes."""

    path: str
    size: int


class Members:
    """The files of a ZIP file that is in memory. Nothing is written anywhere, and all that is read counts towards a limit."""

    def __init__(self, data: bytes) -> None:
        """Open it; DocumentError where it is damaged, or has more members than anybody looks at."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise DocumentError("it is a damaged ZIP file") from None
        if len(infos) > MOST_MEMBERS:
            raise DocumentError(f"it holds more than {MOST_MEMBERS} files")
        self._infos = {info.filename: info for info in infos if not info.is_dir()}
        self._left = LARGEST_TOGETHER

    def __iter__(self) -> Iterator[Member]:
        """The members by their paths, sorted."""
        return (Member(path, info.file_size) for path, info in sorted(self._infos.items()))

    def read(self, path: str, largest: int) -> bytes:
        """The bytes of a member; b"" where there is none of this path.

        Raises:
            DocumentError: it is damaged, encrypted, or more than `largest` bytes, whatever the file claims.
        """
        if path not in self._infos:
            return b""
        info, parts, size = self._infos[path], list[bytes](), 0
        if info.flag_bits & 1:
            raise DocumentError("it is encrypted")
        try:
            with self._zip.open(info) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    self._left -= len(part)
                    _within(size, largest, self._left)
                    parts.append(part)
        except DocumentError:
            raise
        except Exception as error:  # each way of packing has errors of its own
            raise DocumentError("it is damaged") from error
        return b"".join(parts)


def _within(size: int, largest: int, left: int) -> None:
    """Stop unpacking where a member, or all of them, are larger than is read."""
    if size > largest:
        raise DocumentError(f"it is larger than {size_words(largest)}")
    if left < 0:
        raise DocumentError(f"the files hold more than {size_words(LARGEST_TOGETHER)} together")
