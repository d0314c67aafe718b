"""A digest that waits to be sent, as data: where its quotations stand, and how far it was told. It is drawn when it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.digests.planning import PartState
from briefbot.model import Citation, Span


class Quoted(NamedTuple):
    """Where a quotation stands, and the fingerprint of its words."""

    key: int
    ordinal: int
    start: int
    end: int
    fingerprint: str

    @classmethod
    def of(cls, news: News) -> Self:
        """Where this one stands."""
        span = news.citation.span
        return cls(*news.place, span.start, span.end, news.fingerprint)


class Position(NamedTuple):
    """How far a digest is told: which paragraph comes next (0 is its heading), and which piece of that."""

    paragraph: int
    piece: int


class Step(NamedTuple):
    """One message of a digest: what it shows, by fingerprint, and what comes behind it, None where it is the last."""

    quotations: tuple[str, ...]
    then: Position | None


BEGINNING = Position(0, 0)


@dataclass(frozen=True, slots=True)
class QueuedDigest:
    """What is to be sent of a digest, message by message.

    `sections` are the follows, each with its statements, and each of these with the quotations that tell it, the one to show
    first. `answer` is the number under which is kept what its buttons lean on, 0 for none. `next` is what is told next, and
    `became` what became of each message so far; `step` is the message that is on its way. Where the topic is closed that it
    was for, it goes on in `general`; `given_up` says that nothing is sent behind what is on its way.
    """

    sections: tuple[tuple[str | None, tuple[tuple[Quoted, ...], ...]], ...]
    of: int
    since: datetime
    until: datetime
    follows: bool = False
    answer: int = 0
    next: Position = BEGINNING
    became: tuple[PartState, ...] = ()
    step: Step | None = None
    general: bool = False
    given_up: bool = False

    @classmethod
    def holding(cls, contents: Contents, *, follows: bool) -> Self:
        """One that holds this; `follows` says whether something is followed there."""
        sections = tuple(
            (section.title, tuple(tuple(map(Quoted.of, statement.members)) for statement in section.statements))
            for section in contents.sections
        )
        return cls(sections, contents.of, contents.since, contents.until, follows)

    @property
    def quotations(self) -> Iterator[Quoted]:
        """All that it shows, and what tells the same."""
        return (one for _, statements in self.sections for members in statements for one in members)

    def contents(self, citations: Mapping[tuple[int, int], Citation]) -> Contents | None:
        """What it holds, of the quotations that stand where they stood; None where a statement has none of its own left."""
        sections = []
        for title, quoted in self.sections:
            statements = tuple(_statement(members, citations, self.since) for members in quoted)
            told = tuple(statement for statement in statements if statement is not None)
            if len(told) < len(statements):
                return None
            sections.append(Section(title, told))
        return Contents(tuple(sections), self.of, self.since, self.until)

    def after(self, state: PartState) -> Self:
        """The same once its message on its way became something."""
        then = self.step.then if self.step else None
        return replace(self, became=(*self.became, state), next=then or self.next, step=None)

    @property
    def stopped(self) -> tuple[PartState, ...]:
        """What became of its messages where nothing more is sent: the one on its way may have arrived."""
        if self.step is None:
            return (*self.became, PartState.FAILED)
        return (*self.became, PartState.UNKNOWN, *([PartState.FAILED] if self.step.then else ()))

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return fields | {"since": self.since.isoformat(), "until": self.until.isoformat()}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """From what `record` gave."""
        fields = dict(record)
        sections = tuple(
            (title, tuple(tuple(Quoted(*one) for one in members) for members in statements))
            for title, statements in record["sections"]
        )
        step = record["step"]
        return cls(
            **fields
            | {
                "sections": sections,
                "since": datetime.fromisoformat(record["since"]),
                "until": datetime.fromisoformat(record["until"]),
                "next": Position(*record["next"]),
                "became": tuple(map(PartState, record["became"])),
                "step": step and Step(tuple(step[0]), step[1] and Position(*step[1])),
            }
        )


def _statement(quoted: tuple[Quoted, ...], citations: Mapping[tuple[int, int], Citation], since: datetime) -> Statement | None:
    found = [
        News(citation, one.fingerprint, since)
        for one in quoted
        if (citation := citations.get((one.key, one.ordinal))) and citation.span == Span(one.start, one.end)
    ]
    return Statement(found[0], tuple(found[1:])) if found else None
