"""What a digest holds, as values."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefbot.model import Citation

# For how long a quotation waits that was left out of a digest; what is older is news to nobody.
KEEP_LEFT = timedelta(days=30)


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """A quotation that the archive got at `added_at` (aware, UTC); `fingerprint` is the one of its words."""

    citation: Citation
    fingerprint: str
    added_at: datetime

    @property
    def place(self) -> tuple[int, int]:
        """Its document's key and its ordinal there."""
        return self.citation.place

    @property
    def own(self) -> str:
        """The words without those of the narrator."""
        return self.citation.own

    @property
    def speaker(self) -> str | None:
        """Whose words they are."""
        return self.citation.speaker


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, told once: the quotation to show, and the others that tell the same."""

    lead: News
    others: tuple[News, ...] = ()

    @property
    def members(self) -> tuple[News, ...]:
        """All quotations that tell it, the one to show first."""
        return self.lead, *self.others


@dataclass(frozen=True, slots=True)
class Section:
    """The statements for one follow, best first; `title` is the follow as it was typed, None without follows."""

    title: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a digest shows of the quotations added from `since` up to, not including, `until`.

    `of` counts all distinct statements, shown or not. `left` is when the oldest quotation was added that is kept for the next
    digest, None where none is.
    """

    sections: tuple[Section, ...]
    of: int
    since: datetime
    until: datetime
    left: datetime | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements shown, in order."""
        return tuple(statement for section in self.sections for statement in section.statements)

    @property
    def shown(self) -> int:
        """How many statements are shown."""
        return sum(len(section.statements) for section in self.sections)

    @property
    def fingerprints(self) -> frozenset[str]:
        """Those of every quotation that tells a statement shown: what counts as delivered once the digest was sent."""
        return frozenset(news.fingerprint for statement in self.statements for news in statement.members)
