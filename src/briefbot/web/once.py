"""What pages show of an archive as a whole, found once for each of its states: finding it looks at all of it."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from briefbot.language.folding import fold

if TYPE_CHECKING:
    from briefbot.archive.archive import Archive
    from briefbot.model import Citation

_T = TypeVar("_T")
# So many papers print a quotation at once, as a rule at most.
_PRINTED = 4


class _Found:
    """What was found in one state of the archive."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.values: dict[Hashable, Any] = {}


def once(archive: "Archive", what: Hashable, find: Callable[[], _T]) -> _T:
    """What `find` gives, under the name `what`; kept until the archive changes. There must be few names, and no visitor's."""
    token = archive.store.state().token
    found: _Found = archive.held.get(_Found) or _Found(token)
    if found.token != token:
        found = _Found(token)
    archive.held[_Found] = found
    if what not in found.values:
        found.values[what] = find()
    value: _T = found.values[what]
    return value


def newest(archive: "Archive", count: int) -> "list[Citation]":
    """The newest quotations of the archive, at most so many, each by the paper that printed it last."""

    def find() -> "list[Citation]":
        with archive.store.read() as work:
            places = work.latest.quotations(_PRINTED * count, 0)
        once_each: dict[tuple[str | None, str], Citation] = {}
        for one in archive.citations(places):
            once_each.setdefault((one.speaker, fold(one.own)), one)
        return list(once_each.values())[:count]

    return once(archive, ("newest", count), find)
