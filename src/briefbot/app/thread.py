"""What is kept of a conversation between two lines."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from briefbot.core.conversation import Digested, Followed, Reply
from briefbot.core.questions.model import Intent, Query

# After so long without a question, the next one is a fresh one.
FORGOTTEN_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Thread:
    """What is kept between two lines: the last question, and the places that were shown for it, in order of their numbers."""

    query: Query
    shown: tuple[tuple[int, int], ...]

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        query = asdict(self.query)
        query |= {"since": _iso(self.query.since), "until": _iso(self.query.until), "documents": list(self.query.documents)}
        return {"query": query, "shown": [list(place) for place in self.shown]}

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """From what `record` gave; KeyError, TypeError or ValueError where another version wrote it."""
        fields = dict(record["query"])
        for name in ("people", "strangers", "choices", "mentioned"):
            fields[name] = tuple(fields[name])
        fields["sources"] = None if fields["sources"] is None else tuple(fields["sources"])
        fields["intent"] = Intent(fields["intent"])
        fields["documents"] = tuple(fields["documents"])
        fields["since"], fields["until"] = (
            date.fromisoformat(day) if day else None for day in (fields["since"], fields["until"])
        )
        return cls(Query(**fields), tuple((int(key), int(ordinal)) for key, ordinal in record["shown"]))


def recalled(record: dict[str, Any] | None, kept_at: datetime, now: datetime) -> Thread | None:
    """A thread that was kept at an instant; None where that is too long ago, or another version of Briefbot wrote it."""
    if record is None or now - kept_at > FORGOTTEN_AFTER:
        return None
    try:
        return Thread.of(record)
    except (KeyError, TypeError, ValueError):
        return None  # a fresh start beats a failure


def thread_of(reply: Reply) -> Thread | None:
    """What a next line leans on after quotations that nobody asked for: /context 1 shows the first of them."""
    match reply:
        case Digested(contents):
            cited = tuple(statement.lead.citation for statement in contents.statements)
        case Followed(sample=sample):
            cited = sample
        case _:
            return None
    return Thread(Query("", ""), tuple((citation.key, citation.ordinal) for citation in cited))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
