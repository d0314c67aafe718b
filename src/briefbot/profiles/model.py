"""What a profile holds, as values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# What differs between two wordings: words that both have, that only the earlier has, and that only the later has.
Sign = Literal["=", "-", "+"]
Difference = tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation of somebody: its place (key and ordinal), its words, and the document that has it.

    `is_whole` says that these are nobody else's: no sentence with some of them in it.
    """

    place: tuple[int, int]
    document_id: str
    title: str | None
    source: str | None
    published: date | None
    own: str
    speaker: str | None
    fingerprint: str
    is_whole: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One wording, with every quotation that has it: the first one printed first."""

    sayings: tuple[Saying, ...]

    @property
    def first(self) -> Saying:
        """The quotation that was printed first."""
        return self.sayings[0]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A statement in several wordings, in the order of their days; each but the first with what differs from the one before."""

    wordings: tuple[Told, ...]
    differences: tuple[Difference, ...]

    @property
    def changes_within(self) -> bool:
        """Whether words changed between others, so that more was done than to cut a beginning or an end."""
        return any(sign != "=" for one in self.differences for sign, _ in one[1:-1])


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody speaks about, as it is called: a noun phrase or a word, and in how many documents they speak of it."""

    words: str
    documents: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody said: `told` newest first; statements by month, papers and topics with the most first.

    `months` are the first days of months, with how many different statements were printed in each; without those that have no
    date. A paper is None where documents name none.
    """

    person: str
    told: tuple[Told, ...]
    months: tuple[tuple[date, int], ...]
    papers: tuple[tuple[str | None, int], ...]
    topics: tuple[Topic, ...]
    rewordings: tuple[Rewording, ...]

    @property
    def documents(self) -> int:
        """In how many documents they speak."""
        return len({saying.document_id for one in self.told for saying in one.sayings})
