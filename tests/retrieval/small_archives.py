"""Archives of a few documents, for the tests of ranking."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from briefbot.language.text import paragraphs, sentences
from briefbot.model import Attribution, Document, Kind, Passage, SpeakerSource
from briefbot.retrieval import IndexedDocument

NOBODY = SpeakerSource(Attribution.NOBODY)


def document(
    key: int,
    text: str,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    *,
    speakers: Sequence[str | None] = (),
    language: str | None = "en",
) -> IndexedDocument:
    """A document whose passages are its sentences; the first of them are said by `speakers`."""
    spans = [span for paragraph in paragraphs(text) for span in sentences(text, paragraph, language)]
    said = [*speakers, *[None] * len(spans)]
    sources = (SpeakerSource(Attribution.NAMED, speaker) if speaker else NOBODY for speaker in said)
    passages = tuple(Passage(span, Kind.REPORTED, origin) for span, origin in zip(spans, sources, strict=False))
    return IndexedDocument(key, Document(str(key), text, title, source, published, language=language), passages)


WORDS = ("bridge", "river", "mayor", "school", "flood", "council", "vote", "money", "Harris", "tram", "the", "naïve", "U.S.")
DAYS = (None, date(2015, 1, 1), date(2015, 6, 30), date(2016, 2, 29))


@st.composite
def documents(draw: st.DrawFn, key: int = 0) -> IndexedDocument:
    """A document of words that others have as well."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize() + ".")
    text = "\n\n".join(draw(st.lists(st.lists(sentence, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)))
    title = draw(st.none() | sentence)
    source = draw(st.sampled_from([None, "The Post", "The Wire"]))
    speakers = draw(st.lists(st.sampled_from([None, "Ada Holm", "Ben Stone"]), max_size=6))
    language = draw(st.sampled_from(["en", None]))
    return document(key, text, title, source, draw(st.sampled_from(DAYS)), speakers=speakers, language=language)


@st.composite
def archives(draw: st.DrawFn, first_key: int = 0) -> list[IndexedDocument]:
    """Some documents, keys ascending."""
    count = draw(st.integers(0, 6))
    return [draw(documents(first_key + number)) for number in range(count)]


questions = st.lists(st.sampled_from([*WORDS, "unheard", "floood"]), max_size=5).map(" ".join)
