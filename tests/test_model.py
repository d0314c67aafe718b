"""The values that everything is said in refuse what cannot be."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import (
    Answer,
    Attribution,
    Catalogue,
    Citation,
    Document,
    Evidence,
    Gap,
    Kind,
    Missing,
    Publisher,
    Quote,
    Span,
    SpeakerSource,
)

DOCUMENT = Document("d", "One two three.")
PLACES = st.integers(-3, 20)


def citation(start: int, end: int, key: int = 1) -> Citation:
    """A citation of a place in the document."""
    return Citation(key, 0, DOCUMENT, Span(start, end), Kind.REPORTED, None, 1.0)


@given(PLACES, PLACES)
def test_a_span_is_a_place_or_refused(start: int, end: int) -> None:
    """A span has the length of its words, and none ends before it starts or starts before the text."""
    if 0 <= start <= end:
        assert len(Span(start, end)) == len(range(start, end))
    else:
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)


@given(st.text(max_size=20), st.integers(0, 25), st.integers(0, 25))
def test_a_span_gives_whole_words_or_an_error(text: str, start: int, length: int) -> None:
    """Past the end there are no words: half of them would be a misquotation."""
    span = Span(start, start + length)
    if span.end > len(text):
        with pytest.raises(ValueError, match="past the end"):
            span.of(text)
    else:
        assert span.of(text) == text[start : start + length]


@given(*[st.integers(0, 8)] * 4)
def test_overlapping_is_sharing_a_character(a: int, b: int, c: int, d: int) -> None:
    """Two spans overlap exactly when a code point is in both, and containing is having them all."""
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    mine, its = set(range(one.start, one.end)), set(range(other.start, other.end))
    if one and other:
        assert one.overlaps(other) == other.overlaps(one) == bool(mine & its)
        assert one.contains(other) == (its <= mine)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": ""}, "id"),
        ({"text": " \n\t"}, "empty"),
        ({"published_at": datetime(2016, 1, 1)}, "UTC"),  # noqa: DTZ001 (a naive one is what is refused)
        ({"published_at": datetime(2016, 1, 1, tzinfo=timezone(timedelta(hours=2)))}, "UTC"),
    ],
)
def test_a_document_has_a_name_words_and_clear_times(fields: dict[str, object], reason: str) -> None:
    """Anything else is refused where it is made."""
    with pytest.raises(ValueError, match=reason):
        Document(**{"id": "a", "text": "Words.", **fields})  # type: ignore[arg-type]


def test_a_name_stands_exactly_where_somebody_was_named() -> None:
    """No name without the attribution, and no attribution to nobody in particular."""
    with pytest.raises(ValueError, match="speaker"):
        SpeakerSource(Attribution.UNRESOLVED, "Agnes Holm")
    with pytest.raises(ValueError, match="speaker"):
        SpeakerSource(Attribution.NAMED)
    with pytest.raises(ValueError, match="confidence"):
        SpeakerSource(Attribution.NOBODY, confidence=1.5)


def test_a_quotation_is_words_within_their_marks() -> None:
    """Reported speech has no marks, and words lie inside of theirs."""
    source = SpeakerSource(Attribution.UNRESOLVED)
    with pytest.raises(ValueError, match="reported"):
        Quote(Span(1, 3), Span(0, 4), Kind.REPORTED, source, 1)
    with pytest.raises(ValueError, match="outside"):
        Quote(Span(1, 5), Span(0, 4), Kind.DIRECT, source, 1)


def test_a_citation_is_words_of_its_document() -> None:
    """A place past the end and a place of white space alone are none."""
    assert citation(4, 7).text == "two"
    for start, end in ((0, 99), (3, 4), (5, 5)):
        with pytest.raises(ValueError, match=r"words|past"):
            citation(start, end)


def test_a_citation_shows_its_parts_within_and_its_context_before() -> None:
    """What is shown as somebody's words lies in the citation, and what the article says before them before it."""
    with pytest.raises(ValueError, match="part outside"):
        Citation(1, 0, DOCUMENT, Span(0, 7), Kind.DIRECT, None, 1.0, parts=(Span(0, 3), Span(4, 8)))
    with pytest.raises(ValueError, match="not before"):
        Citation(1, 0, DOCUMENT, Span(4, 7), Kind.DIRECT, None, 1.0, context=Span(0, 5))


def test_a_date_is_not_believed_by_evidence_alone() -> None:
    """Evidence is of a date that is there."""
    with pytest.raises(ValueError, match="evidence"):
        Document("a", "x", evidence=Evidence.PAGE)


def test_an_answer_shows_something_once_or_says_why_not() -> None:
    """Neither silence nor the same words twice; the same place in two documents is two things."""
    with pytest.raises(ValueError, match="neither"):
        Answer()
    with pytest.raises(ValueError, match="overlap"):
        Answer((citation(0, 7), citation(4, 10)))
    assert Answer((citation(0, 3), citation(4, 7), citation(0, 3, key=2))).answered
    assert not Answer(gap=Gap(Missing.NOTHING)).answered


def test_a_catalogue_sums_its_publishers() -> None:
    """Documents over all of them, the first and last date of any; none where nothing has a date."""
    dated = Publisher("A", 3, date(2015, 1, 1), date(2016, 1, 1))
    undated = Publisher(None, 2, None, None)
    both = Catalogue(publishers=(dated, undated))
    assert (both.documents, both.first, both.last) == (5, date(2015, 1, 1), date(2016, 1, 1))
    assert (Catalogue().documents, Catalogue(publishers=(undated,)).first) == (0, None)
    assert Document("a", "x", published_at=datetime(2016, 1, 1, tzinfo=UTC)).published_at is not None
