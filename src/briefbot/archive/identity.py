"""Which document an incoming one is a version of where its file has another name by now: decided once, and said why.

What has an address is told by it, what stays in its file by its id there. A file is renamed where the old one is gone. Files of
a series, daily ones say, lie in one folder and differ in the digits of their names alone.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from briefbot.model import SEEDS
from briefbot.reading.copies import SAME_DOCUMENT, share, shingles
from briefbot.store.documents import Incoming
from briefbot.store.identity import HeldDocument, Move
from briefbot.store.store import Store

_DIGITS = re.compile(r"\d+")
# Documents whose files are gone that one is compared with by its words; where a whole folder is gone, only what is unchanged is
# known again.
_COMPARED = 50


class Identity:
    """Knows documents again whose files were renamed or go on from day to day, while one input is brought in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._gone: dict[str, set[str]] = {}

    def settle(self, incoming: Sequence[Incoming]) -> dict[tuple[str, str], str]:
        """Move documents to the files where these new versions of them are.

        Those that are an older state of what a later file of their series has, by what they ask for: the id of that one.
        """
        strangers = self._store.strangers([item for item in incoming if _is_of_file(item)])
        moves: dict[tuple[str, str], Move] = {}
        superseded: dict[tuple[str, str], str] = {}
        for item, kept in self._known_again(strangers):
            if _is_there(kept.place) and _number(kept.place) > _number(item.place):
                superseded[item.asked] = kept.id
            else:
                moves.setdefault((kept.place, kept.name), Move((kept.place, kept.name), item.named, _because(item, kept)))
        if moves:
            self._store.move(list(moves.values()))
        return superseded

    def _known_again(self, strangers: Sequence[Incoming]) -> Iterator[tuple[Incoming, HeldDocument]]:
        """Documents that are not known where they are, each with the one that it is a version of."""
        if not strangers:
            return
        ids, digests = {item.document.id for item in strangers}, {item.digest for item in strangers}
        found = [kept for kept in self._store.kept(ids, digests) if not kept.place.startswith(SEEDS)]
        for item in strangers:
            kept = next((one for one in found if _is(item, one)), None) or self._renamed(item)
            if kept is not None:
                yield item, kept

    def _renamed(self, item: Incoming) -> HeldDocument | None:
        """The document of a file of the same folder that is gone, where its words were edited too."""
        gone = self._gone_beside(item.place) if _is_whole_file(item.named) else set()
        if not 0 < len(gone) <= _COMPARED:
            return None
        kept = next(
            (one for one in self._store.kept_at(gone) if _is_whole_file((one.place, one.name)) and _is_like(item, one)), None
        )
        if kept is not None:
            gone.discard(kept.place)
        return kept

    def _gone_beside(self, place: str) -> set[str]:
        """The files of a place's folder that documents are from, and that are there no more."""
        folder = PurePath(place).parent
        if folder.as_posix() not in self._gone:
            places = self._store.places(f"{folder}/")
            self._gone[folder.as_posix()] = {one for one in places if PurePath(one).parent == folder and not _is_there(one)}
        return self._gone[folder.as_posix()]


def _is_of_file(item: Incoming) -> bool:
    return item.address is None and PurePath(item.place).is_absolute()


def _is_there(place: str) -> bool:
    return not PurePath(place).is_absolute() or Path(place).exists()


def _is(item: Incoming, kept: HeldDocument) -> bool:
    """Whether an incoming document is a version of one that is kept under the same id, or has the same content."""
    if not _is_there(kept.place) and kept.digest == item.digest:
        return True
    related = not _is_there(kept.place) or _is_series(item.place, kept.place)
    return item.document.id == kept.name and related and (_is_like(item, kept) or _has_title(item, kept))


def _is_series(one: str, other: str) -> bool:
    return one != other and _DIGITS.sub("0", one) == _DIGITS.sub("0", other) and PurePath(one).parent == PurePath(other).parent


def _number(place: str) -> tuple[int, ...]:
    return tuple(map(int, _DIGITS.findall(place)))


def _is_whole_file(named: tuple[str, str]) -> bool:
    """Whether a document is all of its file, whose name it has."""
    place, name = named
    return f"/{PurePath(place).with_suffix('').as_posix()}".endswith(f"/{name}")


def _is_like(item: Incoming, kept: HeldDocument) -> bool:
    return share(shingles(item.document.text), shingles(kept.text)) >= SAME_DOCUMENT


def _has_title(item: Incoming, kept: HeldDocument) -> bool:
    own = (item.document.title, item.document.source, item.document.published)
    return own[0] is not None and own == (kept.title, kept.source, kept.published)


def _because(item: Incoming, kept: HeldDocument) -> str:
    """Why the two are one document, as it stands behind its name."""
    if _is_there(kept.place):
        return f"it has the id and most of the words of {kept.name} in {kept.place}, a file of the same series"
    what = "the content" if kept.digest == item.digest else "most of the words"
    return f"it has {what} of {kept.place}, which is there no more: the file was renamed"
