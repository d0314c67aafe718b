"""What checking a quotation finds: a verdict with its evidence, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefbot.model.values import Citation, Span


class Verdict(StrEnum):
    """What an archive says of a quotation.

    `EXACT` said in these words; `ALTERED` said, in most of these words and in their order; `STITCHED` made of parts of several
    quotations; `SOMEBODY_ELSES` said, but not by the one who was named; `REPORTED` the paper's words, nobody's quotation;
    `DENIED` an article says that it was not said; `ABSENT` not in this archive, which says nothing of the world.
    """

    EXACT = "exact"
    ALTERED = "altered"
    STITCHED = "stitched"
    SOMEBODY_ELSES = "somebody_elses"
    REPORTED = "reported"
    DENIED = "denied"
    ABSENT = "absent"


class Unchecked(StrEnum):
    """Why words were not looked for at all."""

    NO_WORDS = "no words"  # nothing but marks, signs, spaces
    TOO_FEW = "too few"  # words that stand in many quotations, which say nothing
    TOO_COMMON = "too common"  # words of grammar alone, by which nothing can be found
    TOO_LONG = "too long"


class Change(StrEnum):
    """How a piece of what was asked for stands to the archive's words.

    `KEPT` in both; `STRUCK` in the archive alone, with other words in its place or just a few; `OMITTED` in the archive alone,
    left out between words that are in both; `ADDED` in what was asked for alone.
    """

    KEPT = "kept"
    STRUCK = "struck"
    OMITTED = "omitted"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a comparison, as the archive prints them or, where they are ADDED, as they were asked for.

    `admitted` tells that the quotation owns up to it: an ellipsis stands where words are OMITTED, brackets around words that
    are ADDED.
    """

    change: Change
    text: str
    admitted: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where words that were asked for stand: a citation of them, and their place in its document, first word to last.

    `differences` compare them word by word, all of them KEPT where they are the same; `asked` are those of the words that are
    meant, a part of them where a quotation was STITCHED. `altered` tells that more differs than typography, an editor's
    brackets, and what an ellipsis stands for without turning the rest round.
    """

    citation: Citation
    place: Span
    asked: str
    differences: tuple[Piece, ...] = ()
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What an archive says of the words `asked`, said to be spoken `by` somebody (as typed, None where nobody was named).

    `people` are the persons of the archive whom that name may mean. `evidence` shows what the verdict rests on: where the words
    stand, one occurrence a document, the first printed first; of a STITCHED quotation its parts in their order. `denials`
    stand beside other verdicts; beside EXACT stands where what was said on that occasion is printed `otherwise`. Where nothing
    was looked for, the verdict is ABSENT, and `unchecked` says why.
    """

    verdict: Verdict
    asked: str
    by: str | None = None
    people: tuple[str, ...] = ()
    evidence: tuple[Occurrence, ...] = ()
    denials: tuple[Occurrence, ...] = ()
    unchecked: Unchecked | None = None
    otherwise: tuple[Occurrence, ...] = ()

    def __post_init__(self) -> None:
        """Every verdict but ABSENT has its evidence, and what was not looked for is ABSENT."""
        if (self.verdict is Verdict.ABSENT) != (not self.evidence):
            raise ValueError(f"{self.verdict} with {len(self.evidence)} pieces of evidence")
        if self.unchecked is not None and self.verdict is not Verdict.ABSENT:
            raise ValueError(f"{self.verdict} of what was not looked for")
        if self.verdict is Verdict.STITCHED and len(self.evidence) < 2:
            raise ValueError("stitched from one part")

    @property
    def speaker(self) -> str | None:
        """Whose words they are, by the fullest name in the archive; None where nobody is named, or several are."""
        speakers = {one.citation.speaker for one in self.evidence}
        return speakers.pop() if len(speakers) == 1 else None

    @property
    def differences(self) -> tuple[Piece, ...]:
        """How the words differ from the archive's where they were ALTERED; empty where nothing differs."""
        first = self.evidence[0] if self.evidence and self.verdict is not Verdict.STITCHED else None
        return first.differences if first and any(one.change is not Change.KEPT for one in first.differences) else ()

    @property
    def papers(self) -> tuple[str, ...]:
        """The publishers that have the words, the first to print them first."""
        return _distinct(one.citation.document.source for one in self.evidence)

    @property
    def first(self) -> date | None:
        """The day on which they were printed first, None where no document has a date."""
        return min(self._days, default=None)

    @property
    def last(self) -> date | None:
        """The day on which they were printed last, None where no document has a date."""
        return max(self._days, default=None)

    @property
    def _days(self) -> list[date]:
        published = (one.citation.document.published for one in self.evidence)
        return [day for day in published if day is not None]


def _distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
