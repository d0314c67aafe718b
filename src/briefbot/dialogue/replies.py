"""Replies: what a conversation answers, as values. A console and a chat differ only in how they draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefbot.answering.questions.model import Query
from briefbot.dialogue.guide import Topic
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.keeping_replies import BroughtIn, FeedShown, Looked, Sources, TakenUp
from briefbot.dialogue.links import Link
from briefbot.dialogue.preferences import Preferences
from briefbot.dialogue.zones import Zoned
from briefbot.digests.model import Contents
from briefbot.digests.subscription import Follow, Subscription, Told
from briefbot.model import (
    Answer,
    Catalogue,
    Citation,
    Document,
    Occurrence,
    Person,
    Publisher,
    Span,
    Verdict,
    Verification,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question; its first citation has this number in the conversation."""

    answer: Answer
    first_number: int = 1


# Of as many people one sees the same words.
_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What the archive says of quotations; `catalogue` is what it holds."""

    verifications: tuple[Verification, ...]
    catalogue: Catalogue

    @property
    def shown(self) -> tuple[Citation, ...]:
        """What is shown of the evidence under a number, in the order of the numbers."""
        return tuple(one.citation for each in self.verifications for one in numbered(each))


def numbered(verification: Verification) -> tuple[Occurrence, ...]:
    """The evidence for a verdict that is shown under a number: all parts of what was stitched, else of each person the first.

    Where it is printed otherwise, and denied, stands behind it, the first of each.
    """
    shown = verification.evidence
    if verification.verdict is not Verdict.STITCHED:
        first: dict[str | None, Occurrence] = {}
        for one in shown:
            first.setdefault(one.citation.speaker, one)
        shown = tuple(first.values())[:_PEOPLE]
    return (*shown, *verification.otherwise[:1], *verification.denials[:1])


@dataclass(frozen=True, slots=True)
class Context:
    """A citation in the text around it: its whole `paragraph`, and those `before` and `after` where there are any."""

    number: int
    citation: Citation
    paragraph: Span
    before: Span | None = None
    after: Span | None = None

    def __post_init__(self) -> None:
        """The cited words stand within their paragraph."""
        if not self.paragraph.contains(self.citation.span):
            raise ValueError("the citation lies outside its paragraph")

    def pieces(self) -> tuple[str, str, str]:
        """The paragraph in three: what stands before the cited words, these, and what follows."""
        text, own, cited = self.citation.document.text, self.paragraph, self.citation.span
        return text[own.start : cited.start], cited.of(text), text[cited.end : own.end]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: its quotation as it is now, in its context; `corrected` where it stood under another name."""

    link: Link
    context: Context
    corrected: bool

    @property
    def citation(self) -> Citation:
        """The quotation."""
        return self.context.citation


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A link whose quotation is gone; `document` is its document as it is now, None where that is gone too."""

    link: Link
    document: Document | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that a citation stands in."""

    number: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reading:
    """How the last question was read, and why what was shown for it stands in that order."""

    query: Query
    answer: Answer


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks in the archive, most quoted first: all `of` them, or those whose names hold what was typed."""

    people: tuple[Person, ...]
    of: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Publishers:
    """The publishers of the archive, largest first."""

    publishers: tuple[Publisher, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the archive holds."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Followed:
    """What was read from a follow, and what it would have brought.

    It is for the words of these `people`, on this `topic`, in these papers (None for any). `today` and `month` count the
    statements of the last day and of the last 30 days; `sample` are the newest of them. `before` says that it was
    followed already, `digest_on` that there is a digest for it.
    """

    typed: str
    people: tuple[str, ...]
    topic: str
    sources: tuple[str, ...] | None
    today: int
    month: int
    sample: tuple[Citation, ...]
    before: bool = False
    digest_on: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """What is followed, and the digest that tells of it: when the next one is due (UTC), and what became of the last."""

    follows: tuple[Follow, ...]
    digest: Subscription | None
    next_at: datetime | None
    last: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """What is followed no more."""

    follows: tuple[Follow, ...]


@dataclass(frozen=True, slots=True)
class Digested:
    """What is new, without the first `skip` statements; `follows` says whether anything is followed."""

    contents: Contents
    zone: str | None
    follows: bool
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """How the digest is wanted from now on, and when it comes next (UTC), None where it is off or the zone is to be chosen.

    `tomorrow` says that it was too late for today.
    """

    digest: Subscription
    next_at: datetime | None
    tomorrow: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that there are, unless it is `changed`: to the `chosen` one (a tag), None for the device's.

    `unknown` is what was typed and is none of them.
    """

    changed: bool = False
    chosen: str | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set in a chat at an instant (aware), and the digest of the destination that asks."""

    preferences: Preferences
    now: datetime
    digest: Subscription | None = None
    next_at: datetime | None = None
    last: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Help, or why what was typed cannot be done; `about` is the part of it that this is about."""

    hint: Hint
    about: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the guide says of a topic."""

    topic: Topic


Reply = (
    Answered
    | Checked
    | Context
    | Guide
    | Opened
    | Withdrawn
    | Origin
    | Reading
    | People
    | Publishers
    | Statistics
    | Followed
    | Following
    | Stopped
    | Digested
    | Planned
    | Zoned
    | Languages
    | Settings
    | BroughtIn
    | Looked
    | TakenUp
    | Sources
    | FeedShown
    | Advice
)


def in_context(number: int, citation: Citation, paragraphs: Sequence[Span]) -> Context:
    """A citation in its paragraph, with one on either side; `paragraphs` are those of its document, in order."""
    at = next((n for n, paragraph in enumerate(paragraphs) if paragraph.contains(citation.span)), None)
    if at is None:
        return Context(number, citation, citation.span)
    before = paragraphs[at - 1] if at > 0 else None
    after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    return Context(number, citation, paragraphs[at], before, after)
