"""Results of inline queries: every quotation fits into one message, and is the exact words or says that it goes on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from botapi.markup import parse, units
from briefbot.model import Citation, Document, Kind, Span
from briefbot.rendering import sharing_phrases
from briefbot.telegram.views.html import UNITS
from briefbot.telegram.views.inline import choice, message
from briefbot.wording.locale import reader_locale

URL = "https://t.me/a_bot?start=q1z"
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)
long_texts = st.builds(lambda piece, times: (piece * times).strip(), texts, st.sampled_from([1, 1, 3, 40, 400, 4_000]))


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """A citation of a whole document, with any names and as long as can be."""
    words = draw(long_texts)
    names = st.none() | long_texts
    document = Document("d", words, draw(names), draw(names), draw(st.none() | st.just(date(2013, 2, 14))))
    return Citation(1, 0, document, Span(0, len(words)), draw(st.sampled_from(Kind)), draw(names), 1.0)


@given(citations())
def test_a_message_is_the_exact_words_or_says_that_it_goes_on(citation: Citation) -> None:
    """The words of the message are those of the citation, from the first on; where some are left out, it says so."""
    text, entities = parse(message(citation, URL))
    assert units(text) <= UNITS
    (quote,) = (one for one in entities if one.type.endswith("blockquote"))
    shown = text.encode("utf-16-le")[2 * quote.offset : 2 * (quote.offset + quote.length)].decode("utf-16-le")
    whole = f"“{citation.text}”" if citation.kind is Kind.DIRECT else citation.text
    goes_on = text.endswith(sharing_phrases.GOES_ON)
    assert whole.startswith(shown) if goes_on else shown == whole
    assert text.endswith(sharing_phrases.GOES_ON if goes_on else sharing_phrases.IN_CONTEXT)
    assert not goes_on or units(whole) > UNITS - 1_000
    (link,) = (one.url for one in entities if one.url)
    assert link == URL


@given(citations())
def test_a_result_is_short_and_has_a_title(citation: Citation) -> None:
    """What a list shows is one line and some, whatever the names."""
    shown = choice(citation, "q1z", URL, reader_locale("ru"))
    assert 0 < len(shown.title) <= 120
    assert 0 < len(shown.description) <= 200
    assert "\n" not in shown.title + shown.description
