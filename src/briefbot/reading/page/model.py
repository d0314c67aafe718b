"""The value that a page is read into."""

from dataclasses import dataclass
from datetime import date, datetime

from briefbot.model import Evidence, Span


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a text: every paragraph is the headline, in `body` (article text) or in `furniture`, each in order.

    `title` is the one that was known, else the headline on one line, None where there is neither.
    `published` is the day that a date line prints, never shifted; `published_at` the instant (UTC), where the line has an
    offset too; `evidence` what tells the day, None where nothing does. `author` is None where no byline names one, `source`
    where the page does not plainly name its publisher; `url` and `language` are told by a block of fields at the head alone.
    """

    headline: Span | None
    body: tuple[Span, ...]
    furniture: tuple[Span, ...]
    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    evidence: Evidence | None = None
