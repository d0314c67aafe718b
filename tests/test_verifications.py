"""Verifications: what no verdict may lack, and what its evidence adds up to."""

from dataclasses import replace
from datetime import date

import pytest

from briefbot.model import Change, Citation, Document, Kind, Occurrence, Piece, Span, Unchecked, Verdict, Verification


def occurrence(
    key: int, speaker: str | None = "Ada Holm", source: str | None = "The Post", day: date | None = None
) -> Occurrence:
    """Where the words stand in one document."""
    document = Document(f"d{key}", "The pier is rotten.", source=source, published=day)
    return Occurrence(Citation(key, 0, document, Span(0, 19), Kind.DIRECT, speaker, 0.0), Span(0, 18), "the pier is rotten")


FOUND = occurrence(1)


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.ABSENT])
def test_every_verdict_has_its_evidence(verdict: Verdict) -> None:
    """But for what is not there, which has none."""
    with pytest.raises(ValueError, match="with 0 pieces"):
        Verification(verdict, "x")
    with pytest.raises(ValueError, match="with 1 pieces"):
        Verification(Verdict.ABSENT, "x", evidence=(FOUND,))


def test_what_was_not_looked_for_and_what_has_no_seam() -> None:
    """Nothing was found where nothing was looked for; one part is not stitched."""
    assert Verification(Verdict.ABSENT, "?", unchecked=Unchecked.NO_WORDS).evidence == ()
    with pytest.raises(ValueError, match="not looked for"):
        Verification(Verdict.EXACT, "x", evidence=(FOUND,), unchecked=Unchecked.NO_WORDS)
    with pytest.raises(ValueError, match="one part"):
        Verification(Verdict.STITCHED, "x", evidence=(FOUND,))


def test_a_verdict_has_one_speaker_or_none() -> None:
    """Whoever said it everywhere; nobody where several did."""
    assert Verification(Verdict.EXACT, "x", evidence=(FOUND, occurrence(2))).speaker == "Ada Holm"
    assert Verification(Verdict.EXACT, "x", evidence=(FOUND, occurrence(2, "Bo Lind"))).speaker is None
    assert Verification(Verdict.ABSENT, "x").speaker is None


def test_papers_and_days_are_those_of_the_evidence() -> None:
    """Each paper once; the days of those that have one."""
    first, last = date(2016, 9, 8), date(2016, 9, 10)
    evidence = (occurrence(1, day=last), occurrence(2, source=None, day=first), occurrence(3), occurrence(4, source="Wire"))
    found = Verification(Verdict.EXACT, "x", evidence=evidence)
    assert (found.papers, found.first, found.last) == (("The Post", "Wire"), first, last)
    assert (Verification(Verdict.ABSENT, "x").first, Verification(Verdict.ABSENT, "x").papers) == (None, ())


def test_differences_are_those_of_what_was_altered() -> None:
    """Of words that are the same there are none, nor of parts that are sewn together."""
    kept, added = Piece(Change.KEPT, "the pier"), Piece(Change.ADDED, "of stone")
    same, other = replace(FOUND, differences=(kept,)), replace(FOUND, differences=(kept, added), altered=True)
    assert Verification(Verdict.EXACT, "x", evidence=(same,)).differences == ()
    assert Verification(Verdict.ALTERED, "x", evidence=(other,)).differences == (kept, added)
    assert Verification(Verdict.STITCHED, "x", evidence=(other, other)).differences == ()
