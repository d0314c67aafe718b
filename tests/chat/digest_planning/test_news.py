"""What came in of late: by when it came in, without old stock, and of a document that changed only what is new."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from briefbot.archive import Archive
from briefbot.chat.digests.news import NewQuotations
from briefbot.model import Document
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed
from briefbot.reading.passages import analyse
from briefbot.store.documents import Incoming

from .articles import Quotation, cut, written

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BRIDGE = Quotation(1, 1, "Agnes Holm", "bridge")
RIVER = Quotation(2, 2, "Bruno Castell", "river")
FERRY = Quotation(3, 3, "Agnes Holm", "ferry")


@pytest.fixture
def briefbot(new_archive: Callable[[], Archive]) -> Archive:
    """An empty archive."""
    return new_archive()


def put(
    briefbot: Archive,
    at: datetime,
    *told: Quotation,
    name: str = "one",
    paper: str = "Harbour Post",
    published: datetime | None = None,
) -> None:
    """Bring an article in."""
    document = written(name, paper, published, told)
    briefbot.store.put([(Incoming("papers", document), Analysed(tuple(cut(document))))], ANALYSIS_VERSION, at)


def marks(briefbot: Archive, since: datetime) -> dict[str, datetime]:
    """What came in since then, by the first word of each quotation: the instant."""
    news = NewQuotations(briefbot, since, NOW.date()).news.values()
    return {each.citation.text.split()[0]: each.added_at for each in news}


def first_word(quotation: Quotation) -> str:
    """The word that no other quotation has."""
    return quotation.words.split()[0]


def test_what_counts_is_when_it_came_in(briefbot: Archive) -> None:
    """An article that came late is news, whatever its date; one that came before is none."""
    put(briefbot, NOW - 2 * HOUR, RIVER, name="before", published=NOW - 2 * HOUR)
    put(briefbot, NOW, BRIDGE, name="late", published=NOW - 7 * DAY)
    assert marks(briefbot, NOW - HOUR) == {first_word(BRIDGE): NOW}


@pytest.mark.parametrize(("published", "is_news"), [(NOW - 7 * DAY, True), (NOW - 7 * DAY - HOUR, False), (None, True)])
def test_old_stock_is_no_news(briefbot: Archive, published: datetime | None, is_news: bool) -> None:  # noqa: FBT001 (a case)
    """What was published more than seven days before it came in is none; what has no date is."""
    put(briefbot, NOW, BRIDGE, published=published)
    assert bool(marks(briefbot, NOW - HOUR)) == is_news


def test_an_update_brings_what_is_new_in_it(briefbot: Archive) -> None:
    """Words that an earlier version had came in with that one."""
    put(briefbot, NOW - DAY, BRIDGE)
    put(briefbot, NOW - HOUR, BRIDGE, RIVER)
    put(briefbot, NOW, BRIDGE, RIVER, FERRY)
    assert marks(briefbot, NOW - 2 * HOUR) == {first_word(RIVER): NOW - HOUR, first_word(FERRY): NOW}
    assert first_word(BRIDGE) in marks(briefbot, NOW - DAY)


def test_words_that_come_back_are_new_again(briefbot: Archive) -> None:
    """What a version left out came in with the version that has it again."""
    put(briefbot, NOW - 2 * DAY, BRIDGE, RIVER)
    put(briefbot, NOW - DAY, RIVER)
    put(briefbot, NOW, BRIDGE, RIVER)
    assert marks(briefbot, NOW - HOUR) == {first_word(BRIDGE): NOW}


def test_an_utterance_is_one_quotation(briefbot: Archive) -> None:
    """Whichever part a follow finds; a paper that prints the same words around another tag tells the same."""
    texts = [
        f"“The bridge will surely open,” {tag}. “The ferry will rest.”" for tag in ("said Agnes Holm", "Agnes Holm told us")
    ]
    for name, text in zip("ab", texts, strict=True):
        document = Document(name, text, source=name, language="en")
        briefbot.store.put([(Incoming("papers", document), Analysed(analyse(document)))], ANALYSIS_VERSION, NOW)
    new_quotations = NewQuotations(briefbot, NOW - HOUR, NOW.date())
    assert sorted(each.citation.text for each in new_quotations.news.values()) == sorted(texts)
    assert len(new_quotations.fingerprints) == 1
    for typed in ("Agnes Holm", "bridge", "ferry"):
        assert sorted(each.citation.text for each in new_quotations.matching(typed)) == sorted(texts)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Agnes Holm", {BRIDGE, FERRY}),
        ("river", {RIVER}),
        ("Agnes Holm on ferry", {FERRY}),
        ('from:"Valley Wire"', {RIVER}),
        ('from:"Harbour Post" bridge', {BRIDGE}),
        ("Dorota Lind", set()),
    ],
)
def test_a_follow_finds_what_it_asks_for(briefbot: Archive, typed: str, found: set[Quotation]) -> None:
    """Somebody's own words, words on a topic, of a paper, and each of them together."""
    put(briefbot, NOW, BRIDGE, name="bridge")
    put(briefbot, NOW, FERRY, name="ferry")
    put(briefbot, NOW, RIVER, name="river", paper="Valley Wire")
    new_quotations = NewQuotations(briefbot, NOW - HOUR, NOW.date())
    assert {each.citation.text for each in new_quotations.matching(typed)} == {quotation.words for quotation in found}
