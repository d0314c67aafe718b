"""A conversation with an archive: what was asked and shown is kept in the database, so that a follow-up can lean on it."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from briefbot.app.archive import Briefbot
from briefbot.core.conversation import (
    Advice,
    Answered,
    Ask,
    Hint,
    Look,
    Misunderstood,
    More,
    Origin,
    People,
    Publishers,
    Reading,
    Reply,
    Statistics,
    Tell,
    in_context,
    understand,
)
from briefbot.core.model import Answer, Person
from briefbot.core.questions.dialogue import Earlier
from briefbot.core.questions.model import Intent, Query
from briefbot.core.questions.reading import read_limits
from briefbot.core.text import fold, paragraphs

# After so long without a question, the next one is a fresh one.
FORGOTTEN_AFTER = timedelta(hours=6)
_PAGE = 5
_PEOPLE_SHOWN = 20


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


class Talk:
    """One person's conversation, by a name that tells it from others."""

    def __init__(self, briefbot: Briefbot, name: str) -> None:
        self._briefbot = briefbot
        self._name = name

    def say(self, line: str, now: datetime) -> Reply:
        """The reply to a line that was typed at this instant (aware); dates in it are those of its zone."""
        reply, thread = self.hear(line, self._recall(now), now)
        if thread is not None:
            self._briefbot.store.keep_conversation(self._name, thread.record(), now.astimezone(UTC))
        return reply

    def hear(self, line: str, thread: Thread | None, now: datetime) -> tuple[Reply, Thread | None]:
        """The reply to a line after this thread, and the thread that it leaves, None for the same; nothing is kept."""
        action = understand(line)
        match action:
            case Ask(question):
                return self._ask(question, thread, now)
            case More():
                return self._more(thread)
            case Look():
                return self._look(action, thread), None
            case Tell():
                return self._tell(action, thread), None
            case Misunderstood(typed, lacks_number):
                return Advice(Hint.NO_NUMBER if lacks_number else Hint.NO_SUCH_COMMAND, typed), None

    def _ask(self, line: str, thread: Thread | None, now: datetime) -> tuple[Reply, Thread | None]:
        question, asked, wrong = read_limits(line, now.date())
        if wrong:
            return Advice(Hint.UNREADABLE_LIMIT, wrong[0]), None
        earlier = Earlier(thread.query, tuple(dict.fromkeys(key for key, _ in thread.shown))) if thread else None
        query, answer = self._briefbot.ask(question, now.date(), asked, _PAGE, earlier)
        return Answered(answer), Thread(query, _places(answer))

    def _more(self, thread: Thread | None) -> tuple[Reply, Thread | None]:
        if thread is None or not thread.shown:
            return Advice(Hint.NOTHING_SHOWN), None
        answer = self._briefbot.answer(thread.query, _PAGE, skip=len(thread.shown))
        if not answer.citations:
            return Advice(Hint.NO_MORE), None
        return Answered(answer, first_number=len(thread.shown) + 1), Thread(thread.query, thread.shown + _places(answer))

    def _look(self, action: Look, thread: Thread | None) -> Reply:
        if thread is None or not thread.shown:
            return Advice(Hint.NOTHING_SHOWN)
        if action.number > len(thread.shown):
            return Advice(Hint.NO_SUCH_NUMBER, str(action.number))
        citation = self._briefbot.citation(thread.shown[action.number - 1])
        if citation is None:
            return Advice(Hint.GONE, str(action.number))
        if action.what == "source":
            return Origin(action.number, citation)
        return in_context(action.number, citation, paragraphs(citation.document.text))

    def _tell(self, action: Tell, thread: Thread | None) -> Reply:
        catalogue = self._briefbot.catalogue
        match action.what:
            case "why":
                return self._why(thread)
            case "speakers":
                return _people(catalogue.people, action.about)
            case "sources":
                return Publishers(catalogue.publishers)
            case "stats":
                return Statistics(catalogue)
            case "help":
                return Advice(Hint.HELP)

    def _why(self, thread: Thread | None) -> Reply:
        if thread is None:
            return Advice(Hint.NOTHING_ASKED)
        return Reading(thread.query, self._briefbot.answer(thread.query, max(len(thread.shown), _PAGE)))

    def _recall(self, now: datetime) -> Thread | None:
        kept = self._briefbot.store.conversation(self._name)
        return recalled(*kept, now) if kept else None


def recalled(record: dict[str, Any] | None, kept_at: datetime, now: datetime) -> Thread | None:
    """A thread that was kept at an instant; None where that is too long ago, or another version of Briefbot wrote it."""
    if record is None or now - kept_at > FORGOTTEN_AFTER:
        return None
    try:
        return Thread.of(record)
    except (KeyError, TypeError, ValueError):
        return None  # a fresh start beats a failure


def _places(answer: Answer) -> tuple[tuple[int, int], ...]:
    return tuple((citation.key, citation.ordinal) for citation in answer.citations)


def _people(people: tuple[Person, ...], about: str) -> People:
    fitting = [person for person in people if fold(about) in fold(person.name)]
    ordered = sorted(fitting, key=lambda person: (-person.passages, person.name))
    return People(tuple(ordered[:_PEOPLE_SHOWN]), len(ordered), about)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
