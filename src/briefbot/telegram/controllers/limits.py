"""Limits: how much of one person is answered in a minute, and when somebody over a limit is told.

Questions are counted as questions; whatever else can be done (commands, buttons) has a limit of its own, so that nobody is
kept from asking by looking around.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from threading import Lock
from typing import Any, Protocol, Self

from briefbot.dialogue.requests import Request
from briefbot.store.store import Store

_WINDOW = timedelta(minutes=1)
# So many other acts for each question of the limit: people look around faster than they read.
_ACTS_PER_QUESTION = 10
# People who are remembered before those who have been quiet for a window are forgotten.
_REMEMBERED = 10_000


class Kind(Enum):
    """What is limited by itself."""

    QUESTION = auto()
    ACT = auto()


@dataclass(frozen=True, slots=True)
class Excess:
    """Somebody is over a limit until an instant (UTC); `is_told` says whether they are to hear of it now."""

    until: datetime
    is_told: bool


@dataclass
class Taken:
    """What was taken of one person's acts of one kind, and of what excess they were told."""

    acts: list[tuple[datetime, int]] = field(default_factory=list)  # when, and by which update
    told_by: int = 0  # the update that brought the last excess
    told_until: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """When it is of no use any more, None where it is of none."""
        instants = [at + _WINDOW for at, _ in self.acts] + ([self.told_until] if self.told_until else [])
        return max(instants, default=None)

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        told = self.told_until.isoformat() if self.told_until else None
        return {"acts": [[at.isoformat(), update_id] for at, update_id in self.acts], "by": self.told_by, "until": told}

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """What a record holds."""
        told = datetime.fromisoformat(record["until"]) if record["until"] else None
        return cls([(datetime.fromisoformat(at), update_id) for at, update_id in record["acts"]], record["by"], told)


class Memory(Protocol):
    """Where it is remembered what people have taken."""

    def remembering(self, person_id: int, kind: Kind, at: datetime) -> AbstractContextManager[Taken]:
        """What a person has taken of a kind, as it was left; what it is at the end of the block is kept."""
        ...


class OwnMemory:
    """What people have taken of this process, remembered by it alone. Several threads may ask."""

    def __init__(self) -> None:
        self._people: dict[tuple[int, Kind], Taken] = {}
        self._one_at_a_time = Lock()

    @contextmanager
    def remembering(self, person_id: int, kind: Kind, at: datetime) -> Iterator[Taken]:
        """What a person has taken of a kind, changed in place."""
        with self._one_at_a_time:
            if len(self._people) >= _REMEMBERED:
                self._people = {
                    key: taken for key, taken in self._people.items() if taken.acts and taken.acts[-1][0] > at - _WINDOW
                }
            yield self._people.setdefault((person_id, kind), Taken())


class SharedMemory:
    """What people have taken of all processes on a database, remembered there until it is of no use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def remembering(self, person_id: int, kind: Kind, at: datetime) -> Iterator[Taken]:
        """What a person has taken of a kind, in a transaction."""
        with self._store.write() as work:
            record = work.acts.of(person_id, kind.name)
            taken = Taken.of(record) if record else Taken()
            yield taken
            work.acts.keep(person_id, kind.name, taken.record(), taken.until or at, at)


class RateLimiter:
    """At most so many acts of each kind of a person in any minute. Several threads may call it.

    It remembers no more than that minute.
    """

    def __init__(self, questions: int, memory: Memory | None = None) -> None:
        """`questions` a minute and person, and in proportion other acts; by default, of this process alone."""
        self.limits = {Kind.QUESTION: questions, Kind.ACT: questions * _ACTS_PER_QUESTION}
        self._memory = memory or OwnMemory()

    def take(self, person_id: int, kind: Kind, update_id: int, at: datetime) -> Excess | None:
        """Count an act that an update asked for at an instant; the excess where it is one too many, and then it is not counted.

        The same update again is the same act.
        """
        with self._memory.remembering(person_id, kind, at) as taken:
            while taken.acts and taken.acts[0][0] <= at - _WINDOW:
                taken.acts.pop(0)
            if any(update_id == known for _, known in taken.acts):
                return None
            if len(taken.acts) < self.limits[kind]:
                taken.acts.append((at, update_id))
                return None
            until = (taken.acts[0][0] if taken.acts else at) + _WINDOW
            if taken.told_by != update_id and taken.told_until is not None and at < taken.told_until:
                return Excess(taken.told_until, is_told=False)
            taken.told_by, taken.told_until = update_id, until
            return Excess(until, is_told=True)


def kind_of(request: Request) -> Kind:
    """What a request counts as."""
    return Kind.QUESTION if request.is_question else Kind.ACT
