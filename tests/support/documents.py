"""Hypothesis strategies: documents as they are stored, and articles as people write them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource, Utterance

# All of Unicode but what ingesting refuses: NUL and halves of characters.
_CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.text(_CHARACTERS, min_size=1, max_size=300).filter(lambda text: text.strip() != "")
_FIELDS = st.none() | st.text(_CHARACTERS, max_size=40)
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=_ZONES)  # noqa: DTZ001 (the zone is drawn)

DOCUMENTS = st.builds(
    Document,
    id=st.text(_CHARACTERS, min_size=1, max_size=20),
    text=TEXTS,
    title=_FIELDS,
    source=_FIELDS,
    published=st.none() | st.dates(),
    published_at=st.none() | INSTANTS.map(lambda instant: instant.astimezone(UTC)),
    url=_FIELDS,
    author=_FIELDS,
    language=st.none() | st.sampled_from(["en", "ru", "tgl"]),
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Any place in a text."""
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@st.composite
def cuts(draw: st.DrawFn, text: str) -> tuple[Passage, ...]:
    """Any passages of a text: what the store is given it keeps, sensible or not."""
    place = spans(text)
    passages = []
    for _ in range(draw(st.integers(0, 4))):
        attribution = draw(st.sampled_from(Attribution))
        speaker = draw(st.text(_CHARACTERS, min_size=1, max_size=20)) if attribution is Attribution.NAMED else None
        source = SpeakerSource(attribution, speaker, draw(st.none() | place), draw(st.none() | place), draw(st.floats(0, 1)))
        kind, headline, group = draw(st.sampled_from(Kind)), draw(st.booleans()), draw(st.none() | st.integers(0, 99))
        utterance = st.builds(Utterance, st.just(Span(0, len(text))), st.tuples(place, place), st.integers(0, 99))
        whole, context = draw(st.none() | utterance), draw(st.none() | place)
        passages.append(Passage(draw(place), kind, source, headline, group, whole, context))
    return tuple(passages)


_NAMES = ("Agnes Holm", "Bruno Castell", "Ms. Holm", "the minister", "he", "a senior official", "the Harbour Board")
_CLAIMS = (
    "the bridge is safe",
    "schools will open",
    "nobody was hurt",
    "we have no money",
    "rivers rise",
    "it is “art”, not noise",
)
_MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("„", "“"))


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    name, claim, other = draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_CLAIMS)), draw(st.sampled_from(_CLAIMS))
    opening, closing = draw(st.sampled_from(_MARKS))
    return draw(
        st.sampled_from(
            [
                f"{opening}{claim.capitalize()},{closing} {name} said.",
                f"{name} said that {claim}.",
                f"{name} called it {opening}{claim}{closing} and left.",
                f"{opening}{claim.capitalize()}. {other.capitalize()}.{closing}",
                f"{opening}{claim.capitalize()},{closing} said {name}, {opening}and {other}.{closing}",
                f"According to {name}, {opening}{claim}",  # a mark that is never closed
                f"{claim.capitalize()}.",
            ]
        )
    )


_PARAGRAPHS = st.lists(_sentences(), min_size=1, max_size=4).map(" ".join)
_BREAKS = st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\r\n", "\n \n\n", "\u2029"])


@st.composite
def news(draw: st.DrawFn) -> str:
    """The text of an article: paragraphs of people who say things, well marked or not."""
    text = draw(_PARAGRAPHS)
    for _ in range(draw(st.integers(0, 4))):
        text += draw(_BREAKS) + draw(_PARAGRAPHS)
    return text
