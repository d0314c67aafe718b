"""The values that everything is said in: frozen, and checked where they are made.

Offsets are Unicode code points into a document's stored text, half-open: `text[start:end]`. Dates are the ones printed on
the document, never shifted by a zone; instants are aware and UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

# The place of a document of the seeds begins with it.
SEEDS = "seeds/"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a document's text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what can be no place in a text."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place; ValueError where the text ends before the span does."""
        if self.end > len(text):
            raise ValueError(f"span {self.start}..{self.end} is past the end of a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether all of `other` is inside."""
        return self.start <= other.start and other.end <= self.end


class Evidence(StrEnum):
    """What tells when a document was published.

    `METADATA` fields that it has for that, as in the head of a page or above a text; `PAGE` a line that prints the date beside
    the article; `TEXT` the dateline that the article begins with; `FEED` the feed that had it; `FILE` the record of it in a
    file of many (JSON, CSV); `MAIL` the header of a mail; `TELEGRAM` the post that brought it; `GIVEN` a person.
    """

    METADATA = "metadata"
    PAGE = "page"
    TEXT = "text"
    FEED = "feed"
    FILE = "file"
    MAIL = "mail"
    TELEGRAM = "telegram"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Document:
    """An article or briefing, as it was read.

    `id` is what people and scripts see; `published` is the date as printed, None where unknown; `published_at` the instant
    (UTC) where the document gives time and zone; `language` an ISO 639-1 code, None where it could not be told. `evidence`
    tells what the date is from, None where there is none, or where nobody noted it.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        """Refuse a document without a name or words, an instant without a zone, and evidence of no date."""
        if not self.id:
            raise ValueError("a document needs an id")
        if not self.text.strip():
            raise ValueError("the document is empty")
        if self.published_at is not None and self.published_at.utcoffset() != UTC.utcoffset(None):
            raise ValueError("published_at must be aware and UTC")
        if self.evidence is not None and self.published is None:
            raise ValueError("evidence of no date")


class Kind(StrEnum):
    """How the words of a passage stand to the speaker's own.

    `DIRECT` the speaker's words, shown whole and in marks; `MIXED` a fragment of them in somebody's paraphrase; `REPORTED`
    the reporter's words, which never get marks.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    REPORTED = "reported"


class Sure(StrEnum):
    """How sure analysis must be of a speaker whom it shows by name: as sure as is measured best, or surer."""

    NORMAL = "normal"
    CAUTIOUS = "cautious"


class Attribution(StrEnum):
    """Why a speaker is known, or not.

    `NAMED` a person or body with a name; `UNNAMED` the article names nobody ("a senior official"); `UNRESOLVED` somebody's
    words, not known whose; `NOBODY` marked, but nobody's words (a title, a scare quote);
    `DENIED` the article says that they were not said, or are made up.
    """

    NAMED = "named"
    UNNAMED = "unnamed"
    UNRESOLVED = "unresolved"
    NOBODY = "nobody"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class SpeakerSource:
    """Whose words: the fullest name that the article gives (`speaker`), and the evidence for it.

    `mention` is where the article points at the speaker ("he", "the minister"), `cue` the words that say that something was
    said ("told reporters"). `confidence` (0 to 1) estimates that the speaker is right. A speaker is there exactly when the
    attribution is NAMED; `denied_of` is who did not say words that are DENIED, where that is known.
    """

    attribution: Attribution
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    confidence: float = 0.0
    denied_of: str | None = None

    def __post_init__(self) -> None:
        """A name stands under words exactly when somebody was named."""
        if (self.speaker is not None) != (self.attribution is Attribution.NAMED):
            raise ValueError(f"{self.attribution} with speaker {self.speaker!r}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not within 0 and 1")


@dataclass(frozen=True, slots=True)
class Quote:
    """Marked words: `span` holds them without their marks, `whole` with them.

    `kind` is DIRECT or, for a fragment within a paraphrase, MIXED. The paragraphs of one quotation share a `group`, a number
    that is theirs alone within the document.
    """

    span: Span
    whole: Span
    kind: Kind
    source: SpeakerSource
    group: int

    def __post_init__(self) -> None:
        """A quotation is marked words inside their marks."""
        if self.kind is Kind.REPORTED:
            raise ValueError("reported speech is no quotation")
        if not self.whole.contains(self.span):
            raise ValueError("the words lie outside their marks")


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech: one sentence of the article that says, without marks, what somebody said."""

    span: Span
    source: SpeakerSource


@dataclass(frozen=True, slots=True)
class Utterance:
    """One person's words in a paragraph that the narrator interrupts: from the first mark to the last.

    `parts` are the speaker's own words in it, without marks; `lead` is the ordinal in the document of the first passage that
    holds some of them.
    """

    span: Span
    parts: tuple[Span, ...]
    lead: int

    def __post_init__(self) -> None:
        """Refuse what nobody interrupts, and parts that are not within it."""
        if len(self.parts) < 2 or not all(self.span.contains(part) for part in self.parts):
            raise ValueError("an utterance holds its parts, two at least")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found by its words: one quotation (DIRECT) or one sentence (MIXED, REPORTED) within one paragraph.

    `source` says whose words it holds or reports; `headline` that it is the document's title, found in its text. The
    paragraphs of one quotation share a `group`, None for sentences. A quotation that goes on behind the narrator's words is
    shown with what it goes on with: its `utterance`. `context` is the sentence before what is not understood alone.
    """

    span: Span
    kind: Kind
    source: SpeakerSource
    headline: bool = False
    group: int | None = None
    utterance: Utterance | None = None
    context: Span | None = None

    @property
    def shown(self) -> Span:
        """The place that a citation of it shows."""
        return self.utterance.span if self.utterance else self.span

    @property
    def spoken(self) -> bool:
        """Whether a sentence without marks is the speaker's own, of a turn or a post: nothing in it tells that it is told."""
        return self.kind is Kind.REPORTED and self.source.speaker is not None and self.source.cue is None

    def own(self, text: str) -> str:
        """The words that a citation of it shows, without those of the narrator between the speaker's own."""
        return " ".join(part.of(text) for part in (self.utterance.parts if self.utterance else (self.span,)))

    def lead(self, ordinal: int) -> int:
        """The ordinal under which a citation shows it: its own or, within an utterance, that of the first passage there."""
        return self.utterance.lead if self.utterance else ordinal


@dataclass(frozen=True, slots=True)
class Analysis:
    """Who says what in one document: its quotations and its reported speech, each in the order of the text."""

    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a citation stands where it stands.

    `own`, `surroundings` and `article` are its relevance by level, `covered` the share (0 to 1) of what was asked that they
    hold, `factors` what else counted, by name, each multiplying the relevance, `limit` why it is further off.
    """

    own: float
    surroundings: float
    article: float
    covered: float
    factors: tuple[tuple[str, float], ...]
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage as an answer shows it: a view of a stored document, so that its words cannot be other than that text.

    `key` and `ordinal` are the store's numbers for it, the first one's of several that are shown together; `speaker` is the
    fullest name in the archive, None where nobody can be named; `score` only orders. `parts` are the speaker's own words where
    the narrator's stand between them; `context` is the article's sentence before, where they are not understood alone. `also`
    are the same words elsewhere, as they were printed. `spoken` says that words without marks are the speaker's own; `denials`
    are articles that say that they were not said.
    """

    key: int
    ordinal: int
    document: Document
    span: Span
    kind: Kind
    speaker: str | None
    score: float
    reason: Reason | None = None
    parts: tuple[Span, ...] = ()
    context: Span | None = None
    also: tuple["Citation", ...] = ()
    spoken: bool = False
    denials: tuple["Citation", ...] = ()

    def __post_init__(self) -> None:
        """Refuse what has no words, parts that are not among them, and context that is not before."""
        words = self.span.of(self.document.text)
        if not words.strip():
            raise ValueError("a citation without words")
        if not all(self.span.contains(part) for part in self.parts):
            raise ValueError("a part outside of its citation")
        if self.context is not None and self.context.end > self.span.start:
            raise ValueError("context that is not before its citation")

    @classmethod
    def of(
        cls,
        place: tuple[int, int],
        document: Document,
        passage: Passage,
        speaker: str | None,
        score: float = 0.0,
        reason: Reason | None = None,
    ) -> Self:
        """The passage at a place (key and ordinal) as it is shown, under the fullest name of whoever speaks."""
        key, ordinal = place
        parts = passage.utterance.parts if passage.utterance else ()
        at, context = passage.lead(ordinal), passage.context
        shown, kind = passage.shown, passage.kind
        return cls(key, at, document, shown, kind, speaker, score, reason, parts, context, spoken=passage.spoken)

    @property
    def place(self) -> tuple[int, int]:
        """Its document's key and its ordinal there."""
        return self.key, self.ordinal

    @property
    def text(self) -> str:
        """The exact words: `document.text[start:end]`."""
        return self.span.of(self.document.text)

    @property
    def own(self) -> str:
        """The words without those of the narrator between the speaker's own."""
        return " ".join(part.of(self.document.text) for part in self.parts) or self.text


class Missing(StrEnum):
    """Why the archive does not answer."""

    EMPTY_ARCHIVE = "empty archive"
    EMPTY_QUESTION = "empty question"
    STRANGER = "stranger"  # nobody of that name speaks in the archive
    SOURCE = "source"  # that publisher is not in the archive
    LATER = "later"  # the archive ends before
    EARLIER = "earlier"  # the archive begins after
    DATES = "dates"  # nothing from those days
    SILENT = "silent"  # the person speaks, but not of that
    NOTHING = "nothing"  # nothing on that
    PHRASE = "phrase"  # nobody says these words as they stand
    COURTESY = "courtesy"  # nothing was asked: a greeting, thanks
    PARTIAL = "partial"  # a part of the archive did not answer in time; beside an answer from the rest


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, with the names and days to say it with."""

    why: Missing
    who: str | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The citations that answer, best first; or a gap that says why there are none.

    `near` are misses that a person may still want to see, `choices` people of one name to choose from. No two citations
    overlap. `more` says that there are further ones. `corrected` holds words of the question that the archive lacks, each with
    the one that was looked for in its place, None where there is none like it. `further` are those further off, which are
    shown on demand alone; `off` says that such are the citations themselves. `silent` are those who were asked for beside
    others, and say nothing of it. `days` are those on which a timeline has something, each as often as it has. `taken` are
    names as they were typed, each with whom it was taken for.
    """

    citations: tuple[Citation, ...] = ()
    gap: Gap | None = None
    near: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    more: bool = False
    corrected: tuple[tuple[str, str | None], ...] = ()
    further: tuple[Citation, ...] = ()
    off: bool = False
    silent: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """An answer shows something or says why not, and shows nothing twice."""
        if not self.citations and self.gap is None:
            raise ValueError("neither citations nor a gap")
        for at, one in enumerate(self.citations):
            if any(one.key == other.key and one.span.overlaps(other.span) for other in self.citations[at + 1 :]):
                raise ValueError("two citations overlap")

    @property
    def answered(self) -> bool:
        """Whether the archive answers."""
        return bool(self.citations)
