"""What a question means, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefbot.model import Filters


class Order(StrEnum):
    """Which come first: what answers best, or the newest, or the oldest of what answers; or its turning points, by day."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    TIMELINE = "timeline"


class Intent(StrEnum):
    """What kind of answer is wanted: somebody's words, who said something, when it was, or what is there at all."""

    WORDS = "words"
    WHO = "who"
    WHEN = "when"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Asked:
    """Limits that a person set by hand, as typed, and whether a timeline is wanted.

    They win over what is read from the words.
    """

    speaker: str | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None
    timeline: bool = False

    def or_else(self, other: "Asked") -> "Asked":
        """These limits, and the other's where these say nothing."""
        return Asked(
            self.speaker or other.speaker,
            self.source or other.source,
            self.since or other.since,
            self.until or other.until,
            self.timeline or other.timeline,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    `topic` holds the words to rank by, a word that counts more standing there more than once; `own_topic` those of the
    question itself, without what a follow-up took over, `subject` those that the next one takes over. `mentioned` are the
    people spoken of, in this question and those before that it leans on, the latest first. `people` are persons of the
    archive (their fullest names) whose words are asked for, `strangers` names asked for that nobody there has, `called` one
    that nobody has where no text of the archive has the word, `choices` people of one name, or of one like a
    stranger's, of whom only the person who asks can say who is meant. `sources` are publishers, None where any will
    do. `since` and `until` are inclusive. `documents` are the keys of those that the answer before showed, best first, for a
    follow-up.

    `order` says which come first. `phrases` must stand word for word in what is shown, `excluded` words must not, and one of
    so many `alternatives` is enough. `shown` are places that are not shown again, `seen` those that no near miss repeats;
    `inherited` says that the people are those of the question before. `courtesy` is what asks for nothing: a greeting,
    thanks. `objects` are those whose own words are not wanted, who are praised, attacked or chosen ("who endorsed X?"), spoken
    of after them ("who else?"), or related to who speaks ("X's wife"). `beside` are all that are asked for by name where they
    are several, each as those whom the name may mean. `why` says that a reason is asked for. `taken` holds each name that
    nobody has quite as it is typed, with the person whom it was taken for.
    """

    question: str
    topic: str
    own_topic: str = ""
    subject: str = ""
    mentioned: tuple[str, ...] = ()
    intent: Intent = Intent.ANYTHING
    people: tuple[str, ...] = ()
    people_by_hand: bool = False
    strangers: tuple[str, ...] = ()
    called: str | None = None
    choices: tuple[str, ...] = ()
    sources: tuple[str, ...] | None = None
    strange_source: str | None = None
    since: date | None = None
    until: date | None = None
    follows_up: bool = False
    documents: tuple[int, ...] = ()
    order: Order = Order.BEST
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    alternatives: int = 1
    shown: tuple[tuple[int, int], ...] = ()
    seen: tuple[tuple[int, int], ...] = ()
    inherited: bool = False
    courtesy: bool = False
    objects: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()
    why: bool = False
    taken: tuple[tuple[str, str], ...] = ()

    def filters(self) -> Filters:
        """The limits that no answer may pass."""
        sources = None if self.sources is None else frozenset(self.sources)
        return Filters(sources=sources, since=self.since, until=self.until)
