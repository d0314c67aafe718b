"""What an archive holds, and what an answer can be limited to, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is limited to; None means no limit, an empty set that nothing passes.

    `speakers` are names exactly as passages carry them, `sources` publishers' names exactly as documents do; `since` and
    `until` are both inclusive, and a document without a date passes neither. `documents` are the store's numbers.
    """

    speakers: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    languages: frozenset[str] | None = None
    documents: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks in the archive: the fullest name there, and the `names` that articles give them.

    `documents` and `passages` count where they speak.
    """

    name: str
    names: frozenset[str]
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source of documents; `name` is None for documents that name none, the dates where no document has one."""

    name: str | None
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office that articles give a speaker: its title in small letters, and in which passages, from when to when."""

    title: str
    name: str
    first: date | None
    last: date | None
    passages: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an archive holds, for those who ask it: its people by name, its publishers with the largest first."""

    people: tuple[Person, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    passages: int = 0
    offices: tuple[Office, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(publisher.documents for publisher in self.publishers)

    @property
    def first(self) -> date | None:
        """The oldest document's date."""
        return min((publisher.first for publisher in self.publishers if publisher.first), default=None)

    @property
    def last(self) -> date | None:
        """The newest document's date."""
        return max((publisher.last for publisher in self.publishers if publisher.last), default=None)
