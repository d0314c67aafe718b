"""What is kept of a conversation between two lines."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.dialogue.replies import Checked, Digested, Followed, Reply
from briefbot.model import Citation

# After so long without a question, the next one is a fresh one.
FORGOTTEN_AFTER = timedelta(hours=6)

_NO_QUESTION = Query("", "")


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What is kept between two lines: the last question, and the places that were shown for it, in order of their numbers.

    `rest` is set where they are a digest's: without how many statements the rest of it begins.
    """

    query: Query
    shown: tuple[tuple[int, int], ...]
    rest: int | None = None

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        query = asdict(self.query)
        query |= {"since": _iso(self.query.since), "until": _iso(self.query.until), "documents": list(self.query.documents)}
        return {"query": query, "shown": [list(place) for place in self.shown], "rest": self.rest}

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """From what `record` gave; KeyError, TypeError or ValueError where another version wrote it."""
        fields = dict(record["query"])
        for name in ("people", "strangers", "choices", "mentioned", "phrases", "excluded", "objects"):
            fields[name] = tuple(fields[name])
        fields["sources"] = None if fields["sources"] is None else tuple(fields["sources"])
        fields["intent"] = Intent(fields["intent"])
        fields["order"] = Order(fields["order"])
        for name in ("beside", "taken"):
            fields[name] = tuple(map(tuple, fields[name]))
        for name in ("shown", "seen"):
            fields[name] = tuple((int(key), int(ordinal)) for key, ordinal in fields[name])
        fields["documents"] = tuple(fields["documents"])
        fields["since"], fields["until"] = (
            date.fromisoformat(day) if day else None for day in (fields["since"], fields["until"])
        )
        shown = tuple((int(key), int(ordinal)) for key, ordinal in record["shown"])
        return cls(Query(**fields), shown, record["rest"])


def recalled(record: dict[str, Any] | None, kept_at: datetime, now: datetime) -> DialogueState | None:
    """The state that was kept at an instant; None where that is too long ago, or another version of Briefbot wrote it."""
    if record is None or now - kept_at > FORGOTTEN_AFTER:
        return None
    try:
        return DialogueState.of(record)
    except (KeyError, TypeError, ValueError):
        return None  # a fresh start beats a failure


def state_of(reply: Reply, before: DialogueState | None = None) -> DialogueState | None:
    """What a next line leans on after quotations that nobody asked for: /context 1 shows the first of them.

    `before` is what the line leaned on; the rest of a digest goes on with its numbers.
    """
    match reply:
        case Digested(contents, skip=skip):
            earlier = before.shown if before and before.rest == skip == len(before.shown) else ()
            cited = tuple(statement.lead.citation for statement in contents.statements)
            return DialogueState(_NO_QUESTION, (*earlier, *places_of(cited)), skip + contents.shown)
        case Followed(sample=sample):
            return DialogueState(_NO_QUESTION, places_of(sample))
        case Checked() if reply.shown:
            return DialogueState(_NO_QUESTION, places_of(reply.shown))
        case _:
            return None


def places_of(citations: Sequence[Citation]) -> tuple[tuple[int, int], ...]:
    """Where citations stand: their documents' keys and their ordinals there."""
    return tuple(citation.place for citation in citations)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
