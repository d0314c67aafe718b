"""Documents as those see them who keep the archive: which are meant, and what is held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from briefbot.model import SEEDS, Evidence


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents are meant; None means no limit. All limits hold together.

    `source` is a publisher's name in any case; `since` and `before` are dates of publication, `before` exclusive, and a
    document without a date is within neither. `added_before` is an instant (UTC) that stands for the date of a document that
    has none, where `before` is given.
    """

    ids: Collection[str] | None = None
    source: str | None = None
    since: date | None = None
    before: date | None = None
    added_before: datetime | None = None
    without_seeds: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """A document of the archive; `quotations` counts its marked words, `degraded` says why analysis failed (None elsewhere)."""

    id: str
    place: str
    title: str | None
    source: str | None
    published: date | None
    url: str | None
    quotations: int
    degraded: str | None
    evidence: Evidence | None = None

    @property
    def is_seed(self) -> bool:
        """Whether it is always part of the archive, and comes again as long as its file is there."""
        return self.place.startswith(SEEDS)
