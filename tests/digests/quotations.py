"""New quotations as tests need them, and strategies that draw them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from briefbot.digests.model import News
from briefbot.digests.near_duplicates import fingerprint
from briefbot.model import Citation, Document, Kind, Span

UNTIL = datetime(2026, 11, 24, 7, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=1)
PAPERS = ("The Herald", "The Courier", "The Gazette", None)
PEOPLE = ("Ada Stone", "Ben Mills", None)


def quotation(
    key: int,
    words: str,
    *,
    speaker: str | None = "Ada Stone",
    source: str | None = "The Herald",
    kind: Kind = Kind.DIRECT,
    score: float = 1.0,
    published: date | None = None,
    added_at: datetime = SINCE,
) -> News:
    """The only words of a document of this number."""
    document = Document(f"d{key}", words, source=source, published=published)
    citation = Citation(key, 0, document, Span(0, len(words)), kind, speaker, score)
    return News(citation, fingerprint(words), added_at)


# Few words, so that whole quotations come again, nearly come again, and come as cuts of others.
_WORDS = st.lists(
    st.sampled_from("we will open the new bridge in spring and close that old road".split()), min_size=1, max_size=12
)
INSTANTS = st.integers(-3 * 24, 2 * 24).map(lambda hours: UNTIL + timedelta(hours=hours))


@st.composite
def quotations(draw: st.DrawFn, most: int = 25) -> list[News]:
    """Some quotations of several people and papers, each in a document of its own, some before and behind the window."""
    return [
        quotation(
            key,
            " ".join(draw(_WORDS)),
            speaker=draw(st.sampled_from(PEOPLE)),
            source=draw(st.sampled_from(PAPERS)),
            kind=draw(st.sampled_from([Kind.DIRECT, Kind.MIXED])),
            score=draw(st.sampled_from([0.0, 1.0, 3.0, 8.0])),
            published=draw(st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 24))),
            added_at=draw(INSTANTS),
        )
        for key in range(draw(st.integers(0, most)))
    ]
