"""Verdicts: what the documents that may hold a quotation say of it.

Several may fit. The order in which they are tried, and why, is told in docs/know/checking.md.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from briefbot.checking.claims import FEWEST_WORDS, LONGEST, Claim
from briefbot.checking.comparison import Comparison, compared, found_as_they_are, is_telling
from briefbot.checking.quotations import Quoted, Source, narration, passage_at, quotations
from briefbot.checking.stitching import Part, stitched
from briefbot.checking.wording import Wording, worded
from briefbot.language.names import PART, matches
from briefbot.language.turning import is_negation
from briefbot.model import Change, Citation, Occurrence, Piece, Span, Unchecked, Verdict, Verification
from briefbot.reading.copies import original_first
from briefbot.reading.quotes.denials import is_denied

# The words of a paper are like those asked for where so many are the same.
_ALIKE = 0.75
# So many days apart, somebody's words that are nearly the same are printed in two ways, and not said twice.
_SAME_OCCASION = timedelta(days=7)


@dataclass(frozen=True)
class _Found:
    """A quotation beside the words asked for, under the fullest name of whoever speaks."""

    quoted: Quoted
    speaker: str | None
    comparison: Comparison

    @property
    def is_exact(self) -> bool:
        return not self.comparison.altered

    def occurrence(self, asked: str) -> Occurrence:
        place = _place(self.comparison.held, self.comparison.place)
        return Occurrence(
            self.quoted.citation(place, self.speaker), place, asked, self.comparison.pieces, self.comparison.altered
        )


@dataclass(frozen=True)
class _Checked:
    """What is checked: the claim and its words, whom it names, and what may hold them."""

    claim: Claim
    asked: Wording
    people: tuple[str, ...]
    sources: Sequence[Source]
    person: Callable[[str | None], str | None]

    @cached_property
    def quoted(self) -> list[Quoted]:
        return [one for source in self.sources for one in quotations(source, self.asked)]

    @cached_property
    def found(self) -> list[_Found]:
        """The quotations that hold the words, or most of them, those with most first."""
        compare = ((quoted, _compared(self.asked, quoted.wording)) for quoted in self.quoted)
        found = [_Found(quoted, self.person(quoted.speaker), one) for quoted, one in compare if one is not None]
        return sorted(found, key=lambda one: (-one.comparison.matched, one.comparison.altered))

    @cached_property
    def told(self) -> list[Occurrence]:
        """Where papers tell all of the words, or nearly all, as their own, those with most first."""
        if len(self.asked.words) < FEWEST_WORDS:
            return []
        texts = ((source, held) for source in self.sources for held in narration(source, self.asked))
        compare = ((source, compared(self.asked, held)) for source, held in texts)
        found = [(source, one) for source, one in compare if one is not None and one.matched >= _ALIKE]
        return [_told(self, source, one) for source, one in sorted(found, key=lambda pair: (-pair[1].matched, pair[1].altered))]

    @cached_property
    def denials(self) -> list[Occurrence]:
        """Where articles say that it was not said: in marks, or in their own words."""
        quoted = [one.occurrence(self.claim.words) for one in self.found if one.quoted.is_denied]
        told = (one for one in self.told if not one.altered)
        return quoted + [
            one for one in told if is_denied(one.citation.document.text, one.place, one.citation.document.language)
        ]

    def is_theirs(self, found: _Found) -> bool:
        """Whether somebody whom the claim names speaks, or anybody where it names nobody."""
        by, speaker = self.claim.by, found.speaker
        return by is None or (speaker is not None and (speaker in self.people or matches(by, speaker) >= PART))


def unchecked(claim: Claim) -> Unchecked | None:
    """Why words are not looked for, None where they are."""
    if len(claim.words) > LONGEST:
        return Unchecked.TOO_LONG
    asked = worded(claim.words)
    if not any(any(map(str.isalnum, key)) for key in asked.keys):
        return Unchecked.NO_WORDS
    if not any(map(is_telling, asked.keys)):
        return Unchecked.TOO_COMMON
    return None


def verify(
    claim: Claim, people: tuple[str, ...], sources: Sequence[Source], person: Callable[[str | None], str | None]
) -> Verification:
    """The verdict on a claim of whose words there are some (`unchecked` is None), by the documents that may hold them.

    `people` are those whom the claim's name may mean; `person` gives the fullest name of whom an article calls so.
    """
    checked = _Checked(claim, worded(claim.words), people, sources, person)
    for decide in (_exact, _denied, _exact_by_others, _reported, _stitched, _altered, _altered_by_others, _reported_alike):
        if (found := decide(checked)) is not None:
            return found
    few = len(checked.asked.words) < FEWEST_WORDS
    return Verification(Verdict.ABSENT, claim.words, claim.by, people, unchecked=Unchecked.TOO_FEW if few else None)


def _compared(asked: Wording, held: Wording) -> Comparison | None:
    found = compared(asked, held)
    if found is None or len(asked.words) >= FEWEST_WORDS or found.altered:
        return found if found is None or len(asked.words) >= FEWEST_WORDS else None
    return next((one for one in found_as_they_are(asked, held) if held.is_whole(one.place)), None)


def _exact(checked: _Checked) -> Verification | None:
    exact = [one for one in checked.found if one.is_exact and not one.quoted.is_denied and checked.is_theirs(one)]
    verification = _given(checked, Verdict.EXACT, exact)
    return verification and replace(verification, otherwise=tuple(_otherwise(checked, verification)))


def _otherwise(checked: _Checked, exact: Verification) -> list[Occurrence]:
    """Where other papers print what the same person said on that occasion in other words, one a document."""
    if len(checked.asked.words) < FEWEST_WORDS:
        return []
    has = {one.citation.key for one in exact.evidence}
    others = [one for one in checked.found if one.comparison.altered and not one.quoted.is_denied]
    alike = (one for one in others if one.comparison.matched >= _ALIKE and one.quoted.source.key not in has)
    theirs = [one for one in alike if one.speaker is not None and one.speaker == exact.speaker and _of_that_time(one, exact)]
    return _one_a_document([one.occurrence(checked.claim.words) for one in theirs])


def _of_that_time(found: _Found, exact: Verification) -> bool:
    """Whether words were printed about when those were that are the same as what was asked for."""
    day, first, last = found.quoted.source.document.published, exact.first, exact.last
    if day is None or first is None or last is None:
        return False
    return first - _SAME_OCCASION <= day <= last + _SAME_OCCASION


def _denied(checked: _Checked) -> Verification | None:
    return _verification(checked, Verdict.DENIED, checked.denials)


def _exact_by_others(checked: _Checked) -> Verification | None:
    exact = [one for one in checked.found if one.is_exact and not one.quoted.is_denied]
    return _given(checked, Verdict.SOMEBODY_ELSES, [one for one in exact if one.speaker] or exact)


def _altered(checked: _Checked) -> Verification | None:
    return _given(checked, Verdict.ALTERED, _best([one for one in checked.found if checked.is_theirs(one)]))


def _altered_by_others(checked: _Checked) -> Verification | None:
    return _given(checked, Verdict.SOMEBODY_ELSES, _best(checked.found))


def _best(found: Sequence[_Found]) -> list[_Found]:
    """Those that differ in the same words as the best one."""
    return [one for one in found if _changed(one.comparison) == _changed(found[0].comparison)]


def _changed(comparison: Comparison) -> list[tuple[Change, tuple[str, ...]]]:
    return [(piece.change, worded(piece.text).keys) for piece in comparison.pieces]


def _stitched(checked: _Checked) -> Verification | None:
    parts = stitched(checked.asked, [one for one in checked.quoted if not one.is_denied])
    return _verification(checked, Verdict.STITCHED, [_part(checked, one) for one in parts]) if parts else None


def _part(checked: _Checked, part: Part) -> Occurrence:
    place = _place(part.quoted.wording, part.held)
    citation = part.quoted.citation(place, checked.person(part.quoted.speaker))
    kept = Piece(Change.KEPT, part.quoted.wording.slice(*part.held))
    return Occurrence(citation, place, checked.asked.slice(*part.asked), (kept,))


def _reported(checked: _Checked) -> Verification | None:
    """Where a paper has all of the words as its own, or as part of what it tells."""
    return _verification(checked, Verdict.REPORTED, [one for one in checked.told if not one.altered])


def _reported_alike(checked: _Checked) -> Verification | None:
    """Where a paper tells most of it in these words, and nothing that turns it round is among the others."""
    alike = [one for one in checked.told if not _turns(one)]
    return _verification(checked, Verdict.REPORTED, alike[:1])


def _turns(found: Occurrence) -> bool:
    words = (word for piece in found.differences if piece.change is not Change.KEPT for word in worded(piece.text).words)
    return any(is_negation(word.key) or word.is_figure for word in words)


def _told(checked: _Checked, source: Source, found: Comparison) -> Occurrence:
    place = _place(found.held, found.place)
    ordinal = passage_at(source, place)
    passage = source.passages[ordinal]
    speaker = checked.person(passage.source.speaker)
    citation = Citation.of((source.key, ordinal), source.document, passage, speaker)
    return Occurrence(citation, place, checked.claim.words, found.pieces, found.altered)


def _given(checked: _Checked, verdict: Verdict, found: Sequence[_Found]) -> Verification | None:
    return _verification(checked, verdict, [one.occurrence(checked.claim.words) for one in found])


def _verification(checked: _Checked, verdict: Verdict, found: Iterable[Occurrence]) -> Verification | None:
    """A verdict with its evidence, one occurrence a document, the first printed first; None where there is none."""
    occurrences = list(found)
    if not occurrences:
        return None
    if verdict is not Verdict.STITCHED:
        occurrences = _one_a_document(occurrences)
    claim, denials = checked.claim, () if verdict is Verdict.DENIED else tuple(_one_a_document(checked.denials))
    return Verification(verdict, claim.words, claim.by, checked.people, tuple(occurrences), denials)


def _one_a_document(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Those with somebody's name first, then those that were printed first."""
    kept: dict[int, Occurrence] = {}
    for one in sorted(found, key=lambda one: (one.altered, one.citation.speaker is None, one.place)):
        kept.setdefault(one.citation.key, one)
    return sorted(
        kept.values(), key=lambda one: (one.altered, one.citation.speaker is None, original_first(one.citation.document))
    )


def _place(held: Wording, place: tuple[int, int]) -> Span:
    """Where words stand in their text."""
    return Span(held.words[place[0]].start, held.words[place[1] - 1].end)
