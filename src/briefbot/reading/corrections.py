"""A person's word on a document and on whose words are in it: it holds however often that is read and analysed anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefbot.language.text import nearest
from briefbot.model import Attribution, Citation, Document, Evidence, Passage, Span, SpeakerSource, Utterance
from briefbot.reading.page import read_page


@dataclass(frozen=True, slots=True)
class Correction:
    """The speaker of the words `text`, which stood at `span` when it was decided; None: nobody is to be named."""

    document_id: str
    span: Span
    text: str
    speaker: str | None

    @property
    def source(self) -> SpeakerSource:
        """What stands in the place of what analysis found."""
        if self.speaker is None:
            return SpeakerSource(Attribution.UNRESOLVED)
        return SpeakerSource(Attribution.NAMED, self.speaker, confidence=1.0)


# Characters of a title at most, where a person says it.
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person says of a document: its title, its date; None where they said nothing of it.

    `undated` says that it has no date that is known.
    """

    title: str | None = None
    published: date | None = None
    undated: bool = False

    def of(self, document: Document) -> Document:
        """The document as the person says that it is."""
        amended = replace(document, title=self.title or document.title)
        if not self.undated and self.published is None:
            return amended
        evidence = Evidence.GIVEN if self.published is not None else None
        return replace(amended, published=self.published, published_at=None, evidence=evidence)

    def after(self, earlier: "Amendment") -> "Amendment":
        """What holds of the two, this one said later."""
        when = self if self.undated or self.published is not None else earlier
        return Amendment(self.title or earlier.title, when.published, when.undated)


def read_anew(document: Document) -> Document:
    """A document with the title and the date that its text tells, whatever anybody said of them."""
    page = read_page(document.text)
    return replace(document, title=page.title, published=page.published, published_at=page.published_at, evidence=page.evidence)


@dataclass(frozen=True, slots=True)
class Report:
    """Words under which readers called the name `speaker` wrong: so often, and first at the instant `since` (UTC)."""

    id: int
    document_id: str
    span: Span
    text: str
    speaker: str
    since: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """A report that waits for a decision, and its words as they stand in the archive now."""

    report: Report
    citation: Citation


def corrected(document: Document, passages: Sequence[Passage], corrections: Iterable[Correction]) -> tuple[Passage, ...]:
    """The passages of a document with each correction applied whose words still stand in it.

    It applies to those passages that share at least half of the shorter one's words with it, and to the other paragraphs
    of the same quotation. Parts of an utterance that are no longer one person's are shown by themselves.
    """
    result = tuple(passages)
    for correction in corrections:
        if place := nearest(correction.text, document.text, correction.span.start):
            result = _applied(correction, place, result)
    return _apart(result) if result != tuple(passages) else result


def _apart(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, without the utterances whose parts are said by several."""
    speakers: dict[Utterance, set[str | None]] = defaultdict(set)
    for passage in passages:
        if passage.utterance:
            speakers[passage.utterance].add(passage.source.speaker)
    split = {utterance for utterance, found in speakers.items() if len(found) > 1}
    return tuple(replace(passage, utterance=None) if passage.utterance in split else passage for passage in passages)


def _applied(correction: Correction, place: Span, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    hit = [passage for passage in passages if _shares_half(passage.span, place)]
    groups = {passage.group for passage in hit if passage.group is not None}
    return tuple(
        replace(passage, source=correction.source) if passage in hit or passage.group in groups else passage
        for passage in passages
    )


def _shares_half(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(len(one), len(other)) > 0
